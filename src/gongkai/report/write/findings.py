"""Findings as a person reads them: the instances of one broken rule together, numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..cell import State
from ..form import get_form, split_cell_id
from ..model import Report
from ..rules.listing import RULES
from ..rules.model import Finding, NotEvaluated, Severity

_BROKEN = {rule.id: rule.broken for rule in RULES}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule and one weight, shown under one number (from 1)."""

    number: int
    title: str
    severity: Severity
    findings: tuple[Finding, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell the group touches, once, in reading order."""
        return tuple(dict.fromkeys(c for f in self.findings for c in f.cells))


@dataclass(frozen=True, slots=True)
class Mark:
    """How a finding shows on a cell: its number (None on a cell that only takes part), its weight."""

    number: int | None
    severity: Severity


#: Cell id → the marks on it, weightiest first.
Marks = dict[str, list[Mark]]


def mark_cells(groups: Sequence[Group], report: Report) -> Marks:
    """The marks of every finding.

    A long sum is marked at its total and at what is not 0; the zeros in it only take part. Of cells
    that the document does not have, the first of each row carries the number.
    """
    marks: Marks = {}
    for group in groups:
        for cell_id, numbered in _marked(group, report).items():
            number = group.number if numbered else None
            marks.setdefault(cell_id, []).append(Mark(number, group.severity))
    return marks


#: A side of an identity is drawn and marked term by term up to this many terms that are not 0.
SHORT_SUM = 4


def _marked(group: Group, report: Report) -> dict[str, bool]:
    marked: dict[str, bool] = {}
    for finding in group.findings:
        zeros = {
            cell_id
            for side in (finding.left, finding.right)
            if len(side) > SHORT_SUM
            for cell_id, value in side
            if value == 0
        }
        for cell_id in finding.cells:
            numbered = cell_id not in zeros
            marked[cell_id] = marked.get(cell_id, False) or numbered
    rows: set[tuple[str, str]] = set()
    for cell_id in marked:
        if report.cells[cell_id].state is State.ABSENT:
            table, row, _ = split_cell_id(cell_id)
            key = (table, "" if table == "challenges" else row)  # table four is one row of paper
            marked[cell_id] = key not in rows
            rows.add(key)
    return marked


def group_findings(findings: Sequence[Finding], report: Report) -> list[Group]:
    """Put the broken identities of one rule together; errors first, then warnings, then remarks.

    Only identities are merged: any other finding says a thing of its own.
    """
    buckets: dict[tuple[Severity, str, int], list[Finding]] = {}
    for serial, finding in enumerate(findings):
        alone = 0 if finding.left else serial + 1
        buckets.setdefault((finding.severity, finding.rule, alone), []).append(finding)
    order = list(Severity)
    ranked = sorted(buckets.items(), key=lambda item: order.index(item[0][0]))
    return [
        Group(number, heading(members, report), severity, tuple(_clearest_first(members)))
        for number, ((severity, _, _), members) in enumerate(ranked, 1)
    ]


def heading(members: Sequence[Finding], report: Report) -> str:
    """What heads findings of one rule: the rule as broken, and the columns or rows it broke in. Every
    page that shows a finding uses these words. Raises KeyError for a rule that is not on the list."""
    title = _BROKEN[members[0].rule]
    return title + _instances(members, report) if members[0].left else title


def _instances(members: Sequence[Finding], report: Report) -> str:
    """Which columns or rows broke, for the title: （自然人列、总计列）. Table four's rules name theirs."""
    specs = get_form(report.form).cells
    names = []
    for finding in _clearest_first(members):
        ids = [split_cell_id(cell_id) for cell_id in finding.cells]
        if {table for table, _, _ in ids} != {"requests"}:
            return f"（{len(members)} 处）" if len(members) > 1 else ""
        spec = specs[finding.cells[0]]
        if len({column for _, _, column in ids}) == 1:
            names.append(f"{spec.column.label}列")
        else:
            names.append(f"“{short(spec.row.label)}”行")
    more = f"等 {len(names)} 处" if len(names) > _NAMED else ""
    return f"（{'、'.join(names[:_NAMED])}{more}）"


_NAMED = 3


def short(label: str) -> str:
    """A row's label for a narrow place: without its number, its bracket and the common words."""
    text = label.split("（区分")[0]
    for mark in ("、", "）", "."):
        head, found, rest = text.partition(mark)
        if found and len(head) <= 2 and rest:
            text = rest
    text = "办理结果总计" if text == "总计" else text
    return text.removesuffix("政府信息公开申请数量").removesuffix("继续办理") or label


def _clearest_first(members: Sequence[Finding]) -> list[Finding]:
    """The total column is what a person looks at first."""
    return sorted(members, key=lambda f: not all(c.endswith(".total") for c in f.cells))


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What was not checked for one reason: the rules, and in how many places when it is one rule."""

    reason: str
    rules: tuple[str, ...]
    places: int


def group_unchecked(missed: Sequence[NotEvaluated]) -> list[Unchecked]:
    """What was not checked, each rule once by its first reason; rules that lack the same one thing are
    together. In the order given."""
    by_rule: dict[str, list[str]] = {}
    for one in missed:
        by_rule.setdefault(one.rule, []).append(one.reason)
    by_reason: dict[str, list[str]] = {}
    for rule, reasons in by_rule.items():
        by_reason.setdefault(reasons[0], []).append(rule)
    return [
        Unchecked(reason, tuple(rules), len(by_rule[rules[0]]) if len(rules) == 1 else len(rules))
        for reason, rules in by_reason.items()
    ]
