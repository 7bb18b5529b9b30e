"""What may stand in a cell: a count that is not negative, nothing left blank, no words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from ..cell import Cell, State
from ..form import CellSpec, get_form
from .model import Context, Finding, Outcome, Rule, Severity


def count_rule(rule_id: str, title: str, broken: str, table: str, basis: str) -> Rule:
    """A rule over every cell of one table: numbers ≥ 0, whole where the form counts, none blank.

    A wrong number is an error; a blank, a dash or words beside the number are a warning, because the
    value is known or the cell is honest about having none. One outcome for each kind of trouble.
    """

    def evaluate(context: Context) -> Iterator[Outcome]:
        cells = context.report.cells
        specs = _specs(context.report.form, table)
        odd = [
            (spec, cell)
            for spec in specs
            if (cell := cells[spec.id]).state is not State.NUMBER or _impossible(spec, cell)
        ]
        if odd:
            yield from _judge(rule_id, basis, odd)
        else:
            yield Outcome(tuple(spec.id for spec in specs))

    return Rule(
        id=rule_id,
        version=1,
        title=title,
        broken=broken,
        basis=basis,
        severity=Severity.ERROR,
        formula="每一格印有不小于 0 的数；计数的格是整数；不留空白，不写“/”“无”，不加文字",
        evaluate=evaluate,
    )


@cache
def _specs(form: str, table: str) -> tuple[CellSpec, ...]:
    return tuple(spec for spec in get_form(form).cells.values() if spec.table.id == table)


def _judge(rule_id: str, basis: str, cells: list[tuple[CellSpec, Cell]]) -> Iterator[Outcome]:
    wrong = [(s, c) for s, c in cells if _impossible(s, c)]
    words = [(s, c) for s, c in cells if c.state is State.ANNOTATED]
    empty = [(s, c) for s, c in cells if c.state in (State.BLANK, State.NOT_APPLICABLE)]
    unread = [(s, c) for s, c in cells if c.state is State.UNREADABLE]
    absent = [(s, c) for s, c in cells if c.state is State.ABSENT]
    for spec, cell in wrong:
        yield _finding(
            rule_id, basis, Severity.ERROR, [(spec, cell)],
            f"“{spec.label}”是 {cell.value}，这一格应当是不小于 0 的{_kind(spec)}。",
        )  # fmt: skip
    for spec, cell in words:
        yield _finding(
            rule_id, basis, Severity.WARNING, [(spec, cell)],
            f"“{spec.label}”在数字之外写了文字：“{cell.raw}”。已读作 {cell.value}。",
            "请只填数字，说明写进正文。",
        )  # fmt: skip
    if empty:
        yield _finding(
            rule_id, basis, Severity.WARNING, empty,
            f"{_named(empty)}没有填数字，没有当作 0。",
            "是 0 的，请填 0。",
        )  # fmt: skip
    if unread:
        yield Outcome(tuple(s.id for s, _ in unread), not_evaluated=f"{_named(unread, 1)}读不清")
    if absent:
        yield Outcome(
            tuple(s.id for s, _ in absent), not_evaluated=f"{_named(absent, 1)}文件中没有"
        )


def _impossible(spec: CellSpec, cell: Cell) -> bool:
    value = cell.value
    if value is None:
        return False
    if spec.column.kind == "signed integer":
        return value != int(value)
    return value < 0 or (spec.column.kind == "integer" and value != int(value))


def _kind(spec: CellSpec) -> str:
    return "金额（万元）" if spec.column.kind == "decimal" else "整数"


def _named(cells: Iterable[tuple[CellSpec, Cell]], most: int = 3) -> str:
    """Name the first cells and count them all where there are more."""
    listed = [f"“{spec.label}”" for spec, _ in cells]
    more = f"等 {len(listed)} 格" if len(listed) > most else ""
    return "、".join(listed[:most]) + more


def _finding(
    rule_id: str,
    basis: str,
    severity: Severity,
    cells: list[tuple[CellSpec, Cell]],
    message: str,
    suggestion: str | None = None,
) -> Outcome:
    ids = tuple(spec.id for spec, _ in cells)
    return Outcome(
        ids,
        Finding(
            rule=rule_id,
            severity=severity,
            message=message,
            basis=basis,
            cells=ids,
            actual=cells[0][1].raw,
            suggestion=suggestion,
        ),
    )
