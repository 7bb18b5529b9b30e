"""Registers: the overview, a list, a row with its versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from gongkai.office import asked
from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Agency, Role, Section
from gongkai.office.agencies.visibility import sections as seen_sections
from gongkai.office.audit import queries as ledger
from gongkai.office.paging import places
from gongkai.office.refusal import Refusal
from gongkai.office.registers import publicity, queries, services
from gongkai.office.registers.forms import CorrectionForm, ReasonForm, RowForm
from gongkai.office.registers.models import CELLS, Kind, RegisterRow, SubKind
from gongkai.office.registers.visibility import READERS, WRITERS


def kind_of(word: str) -> Kind:
    """The register an address names; 404 for another word."""
    if word not in Kind.values:
        raise Http404
    return Kind(word)


@desk_view(roles=READERS)
def index(request: DeskRequest) -> HttpResponse:
    """What each register holds of a year, and where it comes from."""
    desk = request.desk
    year = asked.year(request.GET, desk.today)
    position, _ = ledger.head(desk.agency)
    counted = queries.counts(desk.agency, year, position)
    sources = queries.sources(desk.agency, year, position)
    return render(
        request,
        "registers/index.html",
        {
            "year": year,
            "years": asked.recent_years(desk.today),
            "registers": [
                {"kind": kind, "value": counted[cell], "source": sources[kind]}
                for kind, cell in CELLS.items()
            ],
            "may_write": desk.has(*WRITERS),
        },
    )


def _reported(agency: Agency, kind: Kind, given: QueryDict) -> str:
    """Where the figure of a year without rows comes from: “科室报数 2 份”; empty: from nowhere."""
    year = asked.whole_number(given.get("year"), 9999)
    if not year:
        return ""
    source = queries.sources(agency, year, ledger.head(agency)[0])[kind]
    return source.words if source.returns or source.balances else ""


@desk_view(roles=READERS)
def register(request: DeskRequest, kind: str) -> HttpResponse:
    """One register, newest first, with filters kept in the address."""
    desk, wanted = request.desk, kind_of(kind)
    given = request.GET
    section = given.get("section", "")
    sections = list(Section.objects.filter(seen_sections(desk)).order_by("name"))
    rows = queries.listed(
        desk,
        wanted,
        year=asked.whole_number(given.get("year"), 9999) or None,
        sub_kind=given.get("sub_kind", "") if given.get("sub_kind", "") in SubKind.values else "",
        section=next((s.pk for s in sections if str(s.pk) == section), None),
        search=given.get("q", "").strip()[:120],
    )
    page = queries.page(rows, **places(given))
    filtered = any(given.get(name) for name in ("year", "sub_kind", "section", "q"))
    among = "符合条件的" if filtered else "共"
    total = queries.total(rows)
    only_a_year = filtered and not any(given.get(name) for name in ("sub_kind", "section", "q"))
    reported = _reported(desk.agency, wanted, given) if only_a_year and not page.rows else ""
    return render(
        request,
        "registers/register.html",
        {
            "kind": wanted,
            "page": page,
            "total": total,
            "reported": reported,
            "near": page.addresses(given),
            "words": f"这一页 {len(page.rows)} 条，{among} {total} 条",
            "asked": given,
            "filtered": filtered,
            "years": [str(y) for y in range(desk.today.year, desk.today.year - 6, -1)],
            "sections": sections,
            "sub_kinds": SubKind.choices if wanted is Kind.LICENCES else (),
            "may_write": desk.has(*WRITERS),
        },
    )


@desk_view(roles=WRITERS)
def add(request: DeskRequest, kind: str) -> HttpResponse:
    desk, wanted = request.desk, kind_of(kind)
    form = RowForm(request.POST or None, kind=wanted, agency=desk.agency)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            row = services.add_row(
                agency=desk.agency,
                actor=desk.person,
                now=desk.now,
                kind=wanted,
                data=form.data_of(),
            )
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, f"已登记：{row}。")
            if "again" in request.POST:
                return redirect("registers:add", kind)
            return redirect("registers:row", row.record)
    return render(request, "registers/add.html", {"form": form, "kind": wanted, "refusal": refusal})


def row_of(request: DeskRequest, record: UUID) -> list[RegisterRow]:
    """The versions of a row, newest first; 404 when the person may not see it."""
    found = list(queries.versions(request.desk, record))
    if not found:
        raise Http404
    return found


@desk_view(roles=READERS)
def row(request: DeskRequest, record: UUID) -> HttpResponse:
    held = row_of(request, record)
    newest = held[0]
    removal = getattr(newest, "removal", None)
    standing = newest.superseded_at_position is None
    events = queries.events_at(request.desk.agency, [v.recorded_at_position for v in held])
    return render(
        request,
        "registers/row.html",
        {
            "row": newest,
            "kind": Kind(newest.kind),
            "versions": [(v, events[v.recorded_at_position]) for v in held],
            "removal": removal,
            "standing": standing,
            "publicity": publicity.of_record(request.desk, record),
            "publicity_due": publicity.due_of(newest) if standing else None,
            "may_write": request.desk.has(*WRITERS),
            "may_remove": request.desk.has(Role.CLERK),
        },
    )


@desk_view(roles=WRITERS)
def correct(request: DeskRequest, record: UUID) -> HttpResponse:
    newest = _standing(request, record)
    form = CorrectionForm(
        request.POST or None,
        kind=Kind(newest.kind),
        agency=request.desk.agency,
        initial=CorrectionForm.initial_of(newest),
    )

    def write() -> None:
        services.correct_row(
            agency=request.desk.agency,
            actor=request.desk.person,
            now=request.desk.now,
            record=record,
            data=form.data_of(),
            reason=form.cleaned_data["reason"],
        )

    return _act(
        request, newest, form, write, "registers/correct.html", "已更正，原来的一版保留在下面。"
    )


@desk_view(roles={Role.CLERK})
def remove(request: DeskRequest, record: UUID) -> HttpResponse:
    newest = _standing(request, record)
    form = ReasonForm(request.POST or None)

    def write() -> None:
        services.remove_row(
            agency=request.desk.agency,
            actor=request.desk.person,
            now=request.desk.now,
            record=record,
            reason=form.cleaned_data["reason"],
        )

    return _act(request, newest, form, write, "registers/remove.html", "已删除，不再计入年报。")


def _standing(request: DeskRequest, record: UUID) -> RegisterRow:
    newest = row_of(request, record)[0]
    if newest.superseded_at_position is not None:
        raise Refusal("gone", "这一条已经不在台账里，不能再改。请看它的办理记录。")
    return newest


def _act(
    request: DeskRequest, newest: RegisterRow, form: Any, write: Any, template: str, done: str
) -> HttpResponse:
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            write()
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, done)
            return redirect(reverse("registers:row", args=[newest.record]))
    context = {"row": newest, "kind": Kind(newest.kind), "form": form, "refusal": refusal}
    return render(request, template, context)
