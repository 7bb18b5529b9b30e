"""The year's board, one unit, reminders, and the sums of what was accepted."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.documents.download import sent
from gongkai.office.supervision import chart, queries, services, show
from gongkai.office.supervision import rollup as sums
from gongkai.office.supervision.sheet import units_workbook
from gongkai.office.supervision.state import STATE_NAMES, State
from gongkai.office.supervision.views.shared import XLSX, board_of, deadline_of
from gongkai.report.write.sums_xlsx import write_rollup_xlsx


@require_safe
@desk_view(roles=queries.READERS)
def home(request: DeskRequest) -> HttpResponse:
    """The collection going on: of the year that ended last."""
    return redirect("supervision:board", request.desk.today.year - 1)


@require_safe
@desk_view(roles=queries.READERS)
def board(request: DeskRequest, year: int) -> HttpResponse:
    """Every unit in its state, what is wrong most, who needs action first."""
    desk = request.desk
    found = board_of(desk, year)
    due = deadline_of(desk, year)
    asked = {name: request.GET.get(name, "") for name in ("state", "found", "rule", "q")}
    rows = show.wanted(found.rows, **asked)
    page = _number(request.GET.get("page", "1"))
    start = (page - 1) * show.PAGE
    query = {name: value for name, value in asked.items() if value}
    first_days = [row.first_on for row in found.filed if row.first_on]
    waiting = queries.waiting(desk.agency, year)
    return render(
        request,
        "supervision/board.html",
        {
            "year": year,
            "years": queries.years(desk.agency, desk.today),
            "board": found,
            "due": due,
            "figures": show.figures(found),
            "told": show.told(found, due.legal, desk.today),
            "chart": chart.staircase(
                first_days,
                len(found.rows),
                first=date(year + 1, 1, 1),
                due_on=due.legal,
                as_of=desk.today,
            ),
            "by_rule": [
                (rule, show.RULE_TITLES.get(rule, rule), places, units)
                for rule, places, units in found.by_rule[:8]
            ],
            "lines": show.lines(rows[start : start + show.PAGE], due.legal, desk.today),
            "from": start + 1,
            "to": min(start + show.PAGE, len(rows)),
            "count": len(rows),
            "newer": urlencode({**query, "page": page - 1}) if page > 1 else "",
            "older": urlencode({**query, "page": page + 1})
            if start + show.PAGE < len(rows)
            else "",
            "asked": asked,
            "states": [(state.value, name) for state, name in STATE_NAMES.items()],
            "unfiled": sum(row.standing.latest is None for row in found.rows),
            "accepted": len(queries.accepted(desk.agency, year)),
            "waiting": waiting,
            "clean": bool(
                show.wanted(found.rows, state=State.WAITING, found="none", rule="", q="")
            ),
        },
    )


@require_safe
@desk_view(roles=queries.READERS)
def units_xlsx(request: DeskRequest, year: int) -> HttpResponse:
    """The list of units as a workbook."""
    desk = request.desk
    rows = show.lines(board_of(desk, year).rows, deadline_of(desk, year).legal, desk.today)
    return sent(units_workbook(year, rows), name=f"{year}年度报告征集.xlsx", media_type=XLSX)


@require_safe
@desk_view(roles=queries.READERS)
def unit(request: DeskRequest, year: int, unit: UUID) -> HttpResponse:
    """One unit's year: every report that came and what was decided."""
    desk = request.desk
    row = next((r for r in board_of(desk, year).rows if r.unit.uid == unit), None)
    if row is None:
        raise Http404
    legal = deadline_of(desk, year).legal
    return render(
        request,
        "supervision/unit.html",
        {
            "year": year,
            "line": show.lines([row], legal, desk.today)[0],
            "received": queries.all_of(desk.agency, row.unit, year),
        },
    )


@require_POST
@desk_view(roles=queries.READERS)
def remind(request: DeskRequest, year: int) -> HttpResponse:
    """Record that every unit without a report was reminded today."""
    desk = request.desk
    rows = queries.unfiled(desk.agency, year, desk.today)
    count = services.remind(
        agency=desk.agency,
        year=year,
        units=[row.unit.uid for row in rows],
        actor=desk.person,
        now=desk.now,
    )
    said = f"已登记催办 {count} 个单位。" if count else "没有要催办的单位，或者今天已经催办过。"
    messages.success(request, said)
    return redirect("supervision:board", year)


@require_safe
@desk_view(roles=queries.READERS)
def rollup(request: DeskRequest, year: int) -> HttpResponse:
    """The sums of accepted reports, with who is missing."""
    desk = request.desk
    board_of(desk, year)
    rolled = sums.of_year(desk.agency, year, desk.today)
    return render(
        request,
        "supervision/rollup.html",
        {
            "year": year,
            "rolled": rolled,
            "rows": show.sums(rolled),
            "tables": show.rolled_tables(rolled, desk.agency.name),
        },
    )


@require_safe
@desk_view(roles=queries.READERS)
def rollup_file(request: DeskRequest, year: int, kind: str) -> HttpResponse:
    """The sums as a workbook or as JSON."""
    desk = request.desk
    rolled = sums.of_year(desk.agency, year, desk.today)
    name = f"{desk.agency.name}{year}年度报告汇总"
    if kind == "xlsx":
        return sent(
            write_rollup_xlsx(rolled, desk.agency.name), name=f"{name}.xlsx", media_type=XLSX
        )
    if kind == "json":
        content = json.dumps(rolled.to_json(), ensure_ascii=False, indent=1)
        return sent(content.encode(), name=f"{name}.json", media_type="application/json")
    raise Http404


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else 1
