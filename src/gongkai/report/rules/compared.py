"""A number of the narrative beside the number of a table: the outcome in the one shape all NT rules use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..cell import Number
from ..model import Report
from .claim import Claim
from .model import Finding, Outcome, Severity
from .table_three import COLUMNS

PART = "这句话说的可能只是其中一个机关、一段时间或者一种方式，不能直接与表格核对"


def row_total(report: Report, row: str) -> Number | None:
    """The total of a row of table three: as printed, or the sum where all six columns are numbers."""
    printed = report.value(f"requests.{row}.total")
    if printed is not None:
        return printed
    columns = [report.value(f"requests.{row}.{c}") for c in COLUMNS[:-1]]
    if any(value is None for value in columns):
        return None
    return sum(value for value in columns if value is not None)


def total(values: Iterable[Number | None]) -> Number | None:
    """The sum, or None when one of the numbers is not there."""
    added: Number = 0
    for value in values:
        if value is None:
            return None
        added = added + value
    return added


def compared(
    rule: str,
    basis: str,
    claim: Claim,
    allowed: Sequence[tuple[str, Number]],
    cells: tuple[str, ...],
    *,
    said: str,
    severity: Severity = Severity.ERROR,
    hint: str | None = None,
) -> Outcome:
    """Hold the claim against the numbers it may equal, each with its name in words."""
    if any(claim.value == value for _, value in allowed):
        return Outcome(cells)
    if claim.part:
        return Outcome(cells, not_evaluated=PART)
    named = "，".join(f"{name}是 {value}" for name, value in allowed)
    return Outcome(
        cells,
        Finding(
            rule=rule,
            severity=severity,
            message=f"正文写{said} {claim.value} 件，{named}。",
            basis=basis,
            cells=cells,
            expected=" 或 ".join(dict.fromkeys(str(value) for _, value in allowed)),
            actual=str(claim.value),
            sentence=claim.sentence,
            section=claim.section,
            suggestion=hint or "请核对正文和表格，改正写错的一处。",
        ),
    )
