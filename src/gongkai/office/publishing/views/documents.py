"""The pages of rules and normative documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.office.access import EVERYONE, DeskRequest, desk_view
from gongkai.office.asked import day
from gongkai.office.audit import queries as ledger
from gongkai.office.audit.models import Event
from gongkai.office.formpage import form_page
from gongkai.office.paging import places
from gongkai.office.publishing import queries, services
from gongkai.office.publishing.forms import CorrectionForm, DocumentForm, EndForm, LinkForm
from gongkai.office.publishing.models import (
    DocumentKind,
    InformationItem,
    NormativeDocument,
)
from gongkai.office.publishing.visibility import VISIBLE, WRITERS, answers

STATES = {"in_force": "现行有效", "ended": "已经失效", "expiring": "有效期已过，未登记失效"}
LISTED = 50
#: A document's state in a word; one that has ended is called by how.
_WORDS = {
    queries.Validity.TO_COME: "还没有施行",
    queries.Validity.IN_FORCE: "现行有效",
    queries.Validity.OVERDUE: "有效期已过",
}


@desk_view(roles=EVERYONE)
def documents(request: DeskRequest) -> HttpResponse:
    """The list, and the six figures of this year; `on` asks for the stock of any day."""
    desk, asked = request.desk, request.GET
    on = day(asked.get("on")) or desk.today
    state = asked.get("state", "") if asked.get("state", "") in STATES else ""
    kind = asked.get("kind", "") if asked.get("kind", "") in DocumentKind.values else ""
    found = queries.listed(
        desk.agency, kind=kind, state=state, search=asked.get("q", "").strip()[:120], as_of=on
    )
    position, _ = ledger.head(desk.agency)
    counted = queries.counts(desk.agency, desk.today.year, position)
    page, total = queries.BY_ISSUE.page(found, **places(asked)), found.count()
    filtered = any(asked.get(name) for name in ("kind", "state", "q", "on"))
    among = "符合条件的" if filtered else "共"
    return render(
        request,
        "publishing/documents.html",
        {
            "marked": [(d, _mark(d, on)) for d in page.rows],
            "total": total,
            "near": page.addresses(asked),
            "words": f"这一页 {len(page.rows)} 件，{among} {total} 件",
            "asked": asked,
            "on": on,
            "filtered": filtered,
            "kinds": DocumentKind.choices,
            "states": STATES.items(),
            "figures": [
                (
                    DocumentKind(kind).label,
                    *(counted[f"disclosure.{kind}.{column}"] for column in queries.COLUMNS),
                )
                for kind in DocumentKind.values
            ],
            "uninterpreted": list(queries.uninterpreted(desk.agency)[:LISTED]),
            "excused": list(queries.excused(desk.agency, answers(desk))[:LISTED]),
            "may_write": desk.has(*WRITERS),
        },
    )


def _mark(held: NormativeDocument, day: date) -> tuple[str, str]:
    """The mark and the word of a document's state on a day."""
    state = queries.validity_on(held, day)
    return state.value, _WORDS.get(state) or held.get_ending_display()


def _held(request: DeskRequest, record: UUID) -> list[NormativeDocument]:
    found = list(queries.versions(request.desk.agency, record))
    if not found:
        raise Http404
    return found


@desk_view(roles=EVERYONE)
def document(request: DeskRequest, record: UUID) -> HttpResponse:
    held = _held(request, record)
    newest = held[0]
    current = NormativeDocument.objects.current().filter(agency=request.desk.agency)
    return render(
        request,
        "publishing/document.html",
        {
            "document": newest,
            "mark": _mark(newest, request.desk.today),
            "versions": _told(request, held),
            "replaced": current.filter(record=newest.replaces).first() if newest.replaces else None,
            "replaced_by": current.filter(replaces=newest.record).first(),
            "text": _text_of(request, newest),
            "may_write": request.desk.has(*WRITERS),
        },
    )


#: What the ledger calls each step of a document, in words.
STEPS = {
    "publishing.document_added": "登记",
    "publishing.document_amended": "登记修改",
    "publishing.document_ended": "登记失效",
    "publishing.document_corrected": "更正",
    "publishing.document_linked": "登记公开文本",
}


def _told(
    request: DeskRequest, held: list[NormativeDocument]
) -> list[tuple[NormativeDocument, Event, str]]:
    """The versions, each with the event that wrote it and what was done, in words."""
    events = ledger.events_at(request.desk.agency, [one.recorded_at_position for one in held])
    return [
        (one, event, STEPS.get(event.verb, "登记"))
        for one in held
        if (event := events[one.recorded_at_position])
    ]


def _text_of(request: DeskRequest, held: NormativeDocument) -> InformationItem | None:
    """The document's published text, as far as the person may see it."""
    if held.item_id is None:
        return None
    seen = VISIBLE[InformationItem](request.desk)
    return InformationItem.objects.filter(seen, pk=held.item_id).first()


def _about(held: NormativeDocument) -> dict[str, Any]:
    """What the page of a form says of the document it is about."""
    address = reverse("publishing:document", args=[held.record])
    return {
        "number": held.document_number,
        "about": held.title,
        "crumbs": [_list(), (address, held.document_number)],
    }


def _list() -> tuple[str, str]:
    return reverse("publishing:documents"), "规章和行政规范性文件"


def _registered(
    request: DeskRequest,
    form: forms.Form,
    act: Callable[[], NormativeDocument],
    **shown: Any,
) -> HttpResponse:
    """The page of a form that leads to a version of a document."""
    return form_page(
        request,
        form,
        act,
        done=lambda made: f"已登记：{made}。",
        to=lambda made: reverse("publishing:document", args=[made.record]),
        **shown,
    )


@desk_view(roles=WRITERS)
def add(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = DocumentForm(request.POST or None, agency=desk.agency)
    return _registered(
        request,
        form,
        lambda: services.add_document(**desk.acting, document=form.document()),
        title="登记文件",
        button="登记这份文件",
        crumbs=[_list()],
    )


@desk_view(roles=WRITERS)
def end(request: DeskRequest, record: UUID) -> HttpResponse:
    desk, newest = request.desk, _held(request, record)[0]
    form = EndForm(request.POST or None)
    return _registered(
        request,
        form,
        lambda: services.end_document(**desk.acting, record=record, **form.cleaned_data),
        title="登记失效",
        intro="修改后重新公布的，请用“登记修改”。",
        **_about(newest),
    )


@desk_view(roles=WRITERS)
def amend(request: DeskRequest, record: UUID) -> HttpResponse:
    desk, newest = request.desk, _held(request, record)[0]
    form = DocumentForm(
        request.POST or None,
        agency=desk.agency,
        initial={"kind": newest.kind, "title": newest.title, "section": newest.section_id},
    )
    return _registered(
        request,
        form,
        lambda: services.amend_document(**desk.acting, record=record, document=form.document()),
        title="登记修改后重新公布的文本",
        button="登记修改后的文本",
        intro="原来的文本自新文本施行之日起不再有效。",
        **_about(newest),
    )


@desk_view(roles=WRITERS)
def correct(request: DeskRequest, record: UUID) -> HttpResponse:
    desk, newest = request.desk, _held(request, record)[0]
    form = CorrectionForm(
        request.POST or None,
        agency=desk.agency,
        initial=CorrectionForm.initial_of(newest)
        | {
            "seen": newest.pk,
            "ended_on": newest.ended_on,
            "ending": newest.ending,
            "ended_basis": newest.ended_basis,
        },
    )
    return _registered(
        request,
        form,
        lambda: services.correct_document(
            **desk.acting,
            record=record,
            document=form.document(),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            ended_on=form.cleaned_data["ended_on"],
            ending=form.cleaned_data["ending"] or None,
            ended_basis=form.cleaned_data["ended_basis"],
        ),
        title="更正登记",
        button="更正这份文件的登记",
        cancel="不更正，返回",
        **_about(newest),
    )


@desk_view(roles=WRITERS)
def link(request: DeskRequest, record: UUID) -> HttpResponse:
    """Say which item is the document's published text."""
    desk, newest = request.desk, _held(request, record)[0]
    form = LinkForm(
        request.POST or None,
        agency=desk.agency,
        initial={"index_number": newest.item.index_number if newest.item else ""},
    )

    def act() -> NormativeDocument:
        text = form.cleaned_data["index_number"]
        return services.link_document(**desk.acting, record=record, item=text.uid if text else None)

    return _registered(
        request,
        form,
        act,
        title="登记公开文本",
        intro="文件的正文在“发布”里起草、审核、公开；这里写明是哪一条，公开页面就显示有效性。",
        **_about(newest),
    )
