"""The search page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.office.asked import whole_number
from gongkai.office.portal import queries
from gongkai.office.portal import search as searching
from gongkai.office.portal.search.index import KINDS
from gongkai.office.portal.search.words import MOST_CHARACTERS
from gongkai.office.portal.site import PublicRequest, public_view
from gongkai.office.portal.views.items import chosen_filters
from gongkai.office.publishing import queries as publishing


@require_safe
@public_view
def search(request: PublicRequest) -> HttpResponse:
    """What holds all the words, titles first or newest first; state in the address."""
    site = request.site
    typed = request.GET.get("q", "").replace("\x00", "")[:MOST_CHARACTERS]
    slug = request.GET.get("column", "")
    column = queries.column_at(site.agency, slug) if slug else None
    chosen = chosen_filters(request)
    by_date = request.GET.get("sort") == "date"
    page = whole_number(request.GET.get("page"), 999) or 1
    found = searching.search(
        site.agency,
        typed,
        filters=searching.Filters(
            column=column.pk if column else None, year=chosen["year"], kind=chosen["kind"]
        ),
        page=page,
        by_date=by_date,
    )
    kept = {"q": typed}
    kept |= {k: v for k in ("column", "year", "kind", "sort") if (v := request.GET.get(k, ""))}
    return render(
        request,
        "portal/search.html",
        {
            "here": "search",
            "typed": typed,
            "found": found,
            "by_date": by_date,
            "narrowed": bool(column or chosen["year"] or chosen["kind"]),
            "column": column,
            "columns": publishing.columns(site.agency),
            "years": queries.years(site.agency, site.today),
            "kinds": KINDS,
            "before": "?" + urlencode({**kept, "page": found.page - 1}) if found.page > 1 else "",
            "after": "?" + urlencode({**kept, "page": found.page + 1})
            if found.page < found.pages
            else "",
            **{f"chosen_{name}": value for name, value in chosen.items()},
        },
    )
