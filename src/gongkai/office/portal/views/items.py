"""The home page, the blocks, the lists and the items."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.office.asked import whole_number
from gongkai.office.documents import queries as documents
from gongkai.office.documents.download import sent
from gongkai.office.paging import places
from gongkai.office.portal import queries
from gongkai.office.portal.headings import with_anchors
from gongkai.office.portal.search.index import KINDS
from gongkai.office.portal.site import PublicRequest, public_view
from gongkai.office.portal.word import word_of
from gongkai.office.publishing import queries as publishing
from gongkai.office.publishing.models import Block, Column, DocumentKind
from gongkai.office.reporting import queries as reporting

LATEST = 8
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: What a browser may show itself; everything else is handed over to be saved.
SHOWN_IN_PLACE = frozenset({"application/pdf"})


@require_safe
@public_view
def home(request: PublicRequest) -> HttpResponse:
    """Search, the four blocks, the way to apply, what is new, how Art. 20 is covered."""
    site = request.site
    covered = queries.coverage(site.agency, site.today)
    proactive = queries.columns_of(covered, Block.PROACTIVE)
    latest = [c.latest_on for c in covered if c.latest_on]
    stock = publishing.stock(site.agency, DocumentKind.NORMATIVE_DOCUMENTS, site.today)
    return render(
        request,
        "portal/home.html",
        {
            "here": "home",
            "total": sum(c.items for c in covered),
            "latest_on": max(latest, default=None),
            "guide": next(
                (c for c in queries.columns_of(covered, Block.GUIDE) if c.column.slug == "guide"),
                None,
            ),
            "institutions": sum(c.items for c in queries.columns_of(covered, Block.INSTITUTIONS)),
            "proactive": sum(c.items for c in proactive),
            "matters": [
                c for c in proactive if c.column.article_20_item and not c.column.parent_id
            ],
            "reports": reporting.published_reports(site.agency)[:3],
            "newest": queries.listed(site.agency)[:LATEST],
            "in_force": stock.count(),
        },
    )


@require_safe
@public_view
def guide(request: PublicRequest) -> HttpResponse:
    """The guide: the text that was published, and what Art. 12 asks for as it is today."""
    site = request.site
    held = queries.guide(site.agency)
    body, contents = with_anchors(held.version.body) if held else ("", [])
    return render(
        request,
        "portal/guide.html",
        {
            "here": "guide",
            "publication": held,
            "body": body,
            "contents": contents,
            "blocks": queries.blocks(site.agency, site.today),
            "example": queries.newest_index_number(site.agency),
            "online": request.build_absolute_uri(site.address("home")),
        },
    )


@require_safe
@public_view
def catalogue(request: PublicRequest) -> HttpResponse:
    """The columns with what is in each: the catalogue by its headings."""
    site = request.site
    return render(
        request,
        "portal/catalogue.html",
        {"here": "guide", "blocks": queries.blocks(site.agency, site.today)},
    )


@require_safe
@public_view
def catalogue_of(request: PublicRequest, slug: str) -> HttpResponse:
    """The catalogue of one column: index number, name, summary, day it was formed (Art. 12)."""
    site = request.site
    held = queries.column_at(site.agency, slug)
    if held is None:
        raise Http404
    if held.block == Block.ANNUAL_REPORTS:
        return redirect(site.address("reports"))
    if held.block == Block.GUIDE and held.slug == "catalogue":
        return redirect(site.address("catalogue"))
    year = chosen_filters(request)["year"]
    page = queries.page(
        site.agency, column=held, year=year, size=queries.CATALOGUE_PAGE, **places(request.GET)
    )
    return render(
        request,
        "portal/catalogue_of.html",
        {
            "here": "guide",
            "column": held,
            "ordinal": held.ordinal,
            "page": page,
            "near": page.addresses(request.GET),
            "years": queries.years(site.agency, site.today),
            "chosen_year": year,
        },
    )


@require_safe
@public_view
def institutions(request: PublicRequest) -> HttpResponse:
    """The rules the office works by."""
    site = request.site
    page = queries.NEWEST_FIRST.page(
        queries.listed(site.agency, block=Block.INSTITUTIONS),
        **places(request.GET),
        size=queries.PAGE,
    )
    return render(
        request,
        "portal/list.html",
        {
            "here": "institutions",
            "title": "政府信息公开制度",
            "page": page,
            "near": page.addresses(request.GET),
        },
    )


@require_safe
@public_view
def proactive(request: PublicRequest) -> HttpResponse:
    """The fifteen matters of Art. 20 with their columns."""
    site = request.site
    covered = queries.columns_of(queries.coverage(site.agency, site.today), Block.PROACTIVE)
    return render(request, "portal/proactive.html", {"here": "proactive", "covered": covered})


@require_safe
@public_view
def column(request: PublicRequest, slug: str) -> HttpResponse:
    """One column, newest first."""
    held = queries.column_at(request.site.agency, slug)
    if held is None:
        raise Http404
    return _list(request, held)


@require_safe
@public_view
def everything(request: PublicRequest) -> HttpResponse:
    """All items, newest first, by column, year and kind."""
    slug = request.GET.get("column", "")
    held = queries.column_at(request.site.agency, slug) if slug else None
    return _list(request, held, choose=True)


def _list(request: PublicRequest, held: Column | None, *, choose: bool = False) -> HttpResponse:
    site = request.site
    chosen = chosen_filters(request)
    page = queries.page(site.agency, column=held, **chosen, **places(request.GET))
    block = held.block if held else ""
    return render(
        request,
        "portal/list.html",
        {
            "here": {"guide": "guide", "institutions": "institutions"}.get(block, "proactive"),
            "title": held.name if held else "全部公开信息",
            "ordinal": held.ordinal if held else "",
            "column": held,
            "page": page,
            "near": page.addresses(request.GET),
            "choose": choose,
            "columns": publishing.columns(site.agency) if choose else (),
            "years": queries.years(site.agency, site.today),
            "kinds": KINDS,
            **{f"chosen_{name}": value for name, value in chosen.items()},
        },
    )


def chosen_filters(request: PublicRequest) -> dict[str, Any]:
    """Year and kind as asked for; what is not known is not asked for."""
    year, kind = request.GET.get("year", ""), request.GET.get("kind", "")
    return {"year": whole_number(year, 9999) or None, "kind": kind if kind in KINDS else ""}


@require_safe
@public_view
def item(request: PublicRequest, index_number: str) -> HttpResponse:
    """One item: its header, text, attachments, interpretation and history."""
    site = request.site
    page = queries.item_page(site.agency, index_number)
    if page is None:
        raise Http404
    body, contents = with_anchors(page.publication.version.body)
    mark, words = page.validity(site.today)
    return render(
        request,
        "portal/item.html",
        {
            "here": "proactive",
            "page": page,
            "publication": page.publication,
            "item": page.publication.item,
            "version": page.publication.version,
            "body": body,
            "contents": contents,
            "validity_mark": mark,
            "validity": words,
            "ordinal": page.publication.item.column.ordinal,
        },
    )


@require_safe
@public_view
def text(request: PublicRequest, index_number: str) -> HttpResponse:
    """The text of an item as an editable file."""
    held = publishing.published_item(request.site.agency, index_number)
    if held is None:
        raise Http404
    return sent(word_of(held.version), name=f"{held.version.title}.docx", media_type=WORD)


@require_safe
@public_view
def attachment(request: PublicRequest, index_number: str, position: int) -> HttpResponse:
    """A file of an item that is public now."""
    held = queries.attachment(request.site.agency, index_number, position)
    if held is None:
        raise Http404
    try:
        content = documents.content(held.file)
    except documents.DamagedFileError:
        raise Http404 from None
    response = HttpResponse(content, content_type=held.file.media_type)
    saved = held.file.media_type not in SHOWN_IN_PLACE
    named = content_disposition_header(saved, held.file.name) or "inline"
    response["Content-Disposition"] = named
    # Whatever the file holds, it runs nothing and asks nothing here.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_safe
@public_view
def accessibility(request: PublicRequest) -> HttpResponse:
    """How to read this site in large type, with the keyboard, by ear, on paper."""
    return render(request, "portal/accessibility.html", {"here": ""})
