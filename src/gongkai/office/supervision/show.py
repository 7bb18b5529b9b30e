"""What the pages of the supervising office show, made from queries. No database here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from gongkai.office import time
from gongkai.office.supervision.models import Received, Ruling
from gongkai.office.supervision.queries import Board, UnitRow
from gongkai.office.supervision.reading import Assessment, Judged
from gongkai.office.supervision.state import STATE_MARKS, STATE_NAMES, State
from gongkai.report.form import get_form
from gongkai.report.model import Report
from gongkai.report.rollup import RollUp
from gongkai.report.rules import Severity
from gongkai.report.rules.listing import RULES
from gongkai.report.write.check_findings import finding_lines
from gongkai.report.write.check_tables import tables

PAGE = 50
RULE_TITLES = {rule.id: rule.title for rule in RULES}

#: A unit's state in the list, in one word.
SHORT = {**STATE_NAMES, State.WAITING: "待审"}


@dataclass(frozen=True)
class Figure:
    """One of the figures at the top: a state with its count, and the list it opens."""

    state: str
    count: int
    name: str
    mark: str
    red: bool


def figures(board: Board) -> list[Figure]:
    """Every state with how many units are in it; they add up to all units."""
    return [
        Figure(
            state.value,
            board.count(state),
            STATE_NAMES[state],
            STATE_MARKS[state],
            state is State.RETURNED and board.count(state) > 0,
        )
        for state in State
    ]


def told(board: Board, due_on: date, as_of: date) -> str:
    """The sentence under the figures."""
    filed = board.filed
    wrong = [row for row in filed if row.errors]
    places = sum(row.errors or 0 for row in wrong)
    late = len(board.rows) - len(filed) if as_of > due_on else 0
    said = f"合计 {len(board.rows)} 个单位。已收到 {len(filed)} 个单位的报告"
    if wrong:
        said += f"，其中 {len(wrong)} 个有没结论的错误，共 {places} 处"
    elif not board.stale:
        said += "，没有未结论的错误"
    if board.stale:
        said += f"，{board.stale} 个正在重新核对"
    return said + (f"；{late} 个单位逾期没有报送。" if late else "；还没有单位逾期。")


@dataclass(frozen=True)
class Line:
    """One unit in the list."""

    row: UnitRow
    state: str
    mark: str
    now: str
    late: bool


def lines(rows: Sequence[UnitRow], due_on: date, as_of: date) -> list[Line]:
    return [
        Line(
            row,
            SHORT[row.state],
            STATE_MARKS[row.state],
            _now(row, due_on, as_of),
            row.standing.latest is None and as_of > due_on,
        )
        for row in rows
    ]


def _now(row: UnitRow, due_on: date, as_of: date) -> str:
    decision = row.standing.decision
    if row.state is State.RETURNED and decision is not None and decision.due_on is not None:
        late = "，已过期" if decision.due_on < as_of else ""
        return f"等重报，{_short(decision.due_on)}前{late}"
    if row.state is State.WAITING:
        return "审阅"
    if row.state is State.ACCEPTED:
        return "等公开"
    if row.state is State.PUBLISHED and decision is not None:
        return f"{_short(decision.on)}公开"
    reminded = f"，{_short(row.reminded_on)}催办过" if row.reminded_on else ""
    return ("逾期没有报送" if as_of > due_on else "等报送") + reminded


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def wanted(rows: Sequence[UnitRow], *, state: str, found: str, rule: str, q: str) -> list[UnitRow]:
    """The units a filter leaves."""
    return [
        row
        for row in rows
        if (not state or row.state == state)
        and (found != "errors" or row.errors)
        and (found != "warnings" or row.warnings)
        and (found != "none" or (row.errors == 0 and row.warnings == 0))
        and (not rule or rule in row.by_rule)
        and (not q or q in row.unit.name)
    ]


def changed(board: Board, chosen: Sequence[Received]) -> list[tuple[Received, str]]:
    """Why reports that were offered to be accepted together no longer are."""
    rows = {row.unit.pk: row for row in board.rows}
    return [(one, _changed(rows.get(one.unit_id), one)) for one in chosen]


def _changed(row: UnitRow | None, chosen: Received) -> str:
    if row is None or row.standing.latest is None:
        return "不在应报单位里了。"
    if row.standing.latest.pk != chosen.pk:
        return f"已经报来第 {row.standing.latest.number} 稿。"
    if row.state is not State.WAITING:
        return f"{STATE_NAMES[row.state]}。"
    if row.errors or row.warnings:
        return f"有没结论的发现：错误 {row.errors} 处，提示 {row.warnings} 处。"
    return "要重新核对，或者有格子读不清。"


@dataclass(frozen=True)
class Shown:
    """A finding on the review page: its lines, its choices, what was chosen and why."""

    number: int
    key: str
    html: SafeString
    severity: str
    ruling: str
    reason: str
    by: str
    choices: Sequence[tuple[str, str]]


def shown(assessment: Assessment, typed: Mapping[str, str]) -> list[Shown]:
    """Findings with their rulings; remarks have nothing to decide. `typed` is what a page sent that
    was not kept: it stands where it was typed."""
    return [_shown(one, assessment.report, typed) for one in assessment.judged]


def _shown(one: Judged, report: Report, typed: Mapping[str, str]) -> Shown:
    held = one.judgement
    return Shown(
        number=one.group.number,
        key=one.key,
        html=mark_safe("".join(finding_lines(one.group, report))),  # noqa: S308  escaped there
        severity=one.group.severity.value,
        ruling=typed.get(f"ruling-{one.key}", one.ruling),
        reason=typed.get(f"reason-{one.key}", held.reason if held else ""),
        by=f"{held.by.display_name}，{time.local_date(held.at)}" if held else "",
        choices=() if one.group.severity is Severity.INFO else Ruling.choices,
    )


def marked_tables(assessment: Assessment) -> SafeString:
    """The official tables with the cells of findings marked."""
    drawn = tables(assessment.report, assessment.marks, linked=False)
    return mark_safe("".join(drawn))  # noqa: S308  every value is escaped there


@dataclass(frozen=True)
class SumRow:
    """One total with who is in it and who is not."""

    label: str
    value: str
    included: int
    without: str
    disputed: str


def sums(rolled: RollUp) -> list[SumRow]:
    """The totals that are not nothing: of every cell somebody gave a number for or left open."""
    specs = get_form(rolled.form).cells
    return [
        SumRow(
            specs[one.cell_id].label,
            "没有合计" if one.value is None else str(one.value),
            one.included,
            "、".join(one.without),
            "、".join(one.disputed),
        )
        for one in rolled.totals.values()
        if one.value or one.without or one.disputed
    ]


def rolled_tables(rolled: RollUp, agency: str) -> SafeString:
    """The area's own tables in the official form."""
    return mark_safe("".join(tables(rolled.as_report(agency), {}, linked=False)))  # noqa: S308
