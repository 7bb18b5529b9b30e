"""Registers: the overview, a list, a row with its versions."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from gongkai.office import asked
from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Agency, Role, Section
from gongkai.office.agencies.visibility import sections as seen_sections
from gongkai.office.audit import queries as ledger
from gongkai.office.formpage import form_page
from gongkai.office.paging import places
from gongkai.office.refusal import Refusal
from gongkai.office.registers import publicity, queries, services
from gongkai.office.registers.forms import CorrectionForm, NewRowForm, ReasonForm
from gongkai.office.registers.models import CELLS, Kind, RegisterRow, SubKind
from gongkai.office.registers.visibility import READERS, WRITERS
from gongkai.report.write.document import print_date


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
    form = NewRowForm(request.POST or None, kind=wanted, agency=desk.agency)
    return form_page(
        request,
        form,
        lambda: services.add_row(
            **desk.acting, kind=wanted, data=form.data_of(), record=form.cleaned_data["once"]
        ),
        done=lambda row: f"已登记：{row}。",
        to=lambda row: (
            reverse("registers:add", args=[kind])
            if "again" in request.POST
            else _address(row.record)
        ),
        template="registers/add.html",
        title=f"登记{wanted.label}",
        button="登记这一条",
        crumbs=[_crumb(wanted)],
    )


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
    events = ledger.events_at(request.desk.agency, [v.recorded_at_position for v in held])
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
    desk, versions = request.desk, row_of(request, record)
    newest = _standing(versions)
    form = CorrectionForm(
        request.POST or None,
        kind=Kind(newest.kind),
        agency=desk.agency,
        initial=CorrectionForm.initial_of(newest),
    )

    def correct_it() -> RegisterRow:
        seen = form.cleaned_data["seen"]
        try:
            return services.correct_row(
                **desk.acting,
                record=record,
                data=form.data_of(),
                reason=form.cleaned_data["reason"],
                seen=seen,
            )
        except Refusal as refusal:
            before = next((v for v in versions if v.pk == seen), None)
            if refusal.code == "moved" and before is not None:
                form.follow(before, newest)
            raise

    return form_page(
        request,
        form,
        correct_it,
        done="已更正，原来的一版保留在下面。",
        to=_address(record),
        title=f"更正 {newest}",
        button="更正这一条",
        cancel="不更正，返回",
        crumbs=[_crumb(newest.kind), (_address(record), str(newest))],
    )


@desk_view(roles={Role.CLERK})
def remove(request: DeskRequest, record: UUID) -> HttpResponse:
    desk, newest = request.desk, _standing(row_of(request, record))
    form = ReasonForm(request.POST or None, initial={"seen": newest.pk})
    return form_page(
        request,
        form,
        lambda: services.remove_row(**desk.acting, record=record, **form.cleaned_data),
        done="已删除，不再计入年报。",
        to=_address(record),
        title=f"删除 {newest}",
        button="删除这一条",
        cancel="不删除，返回",
        danger=True,
        crumbs=[_crumb(newest.kind), (_address(record), str(newest))],
        intro=f"{newest.subject}，{print_date(newest.decided_on)}。"
        f"删除以后不再计入 {newest.decided_on.year} 年的年报；记录和原因仍然查得到。"
        "已经冻结的年报不变，差异列在年报页。",
    )


def _standing(versions: list[RegisterRow]) -> RegisterRow:
    newest = versions[0]
    if newest.superseded_at_position is not None:
        raise Refusal("gone", "这一条已经不在台账里，不能再改。请看它的办理记录。")
    return newest


def _address(record: UUID) -> str:
    return reverse("registers:row", args=[record])


def _crumb(kind: str) -> tuple[str, str]:
    return reverse("registers:register", args=[kind]), Kind(kind).label
