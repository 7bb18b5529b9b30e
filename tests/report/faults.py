"""What must fire when a cell of a sound report is wrong by one: stated from the form's own identities and
the words of the generated narrative, without the rules' code."""

from __future__ import annotations

from gongkai.report.cell import number
from gongkai.report.form import split_cell_id
from gongkai.report.model import Report
from gongkai.report.rules import Finding

FOUR = {
    "reconsideration": "T4-RV",
    "litigation_direct": "T4-LD",
    "litigation_after_reconsideration": "T4-LA",
}


#: The rows whose totals the narrative of style 1 says, and the rules that compare them.
SAID = {
    "received": "NT-RECV",
    "carried_in": "NT-CARRY",
    "concluded": "NT-DONE",
    "carried_out": "NT-CARRY",
    "reconsideration": "NT-RV",
    "litigation_direct": "NT-LIT",
    "litigation_after_reconsideration": "NT-LIT",
}


def compared_with_words(report: Report, cell_id: str, style: int) -> list[tuple[str, str]]:
    """The rules by which the narrative contradicts a total that grew by one."""
    table, row, column = split_cell_id(cell_id)
    if column != "total":
        return []
    fired = []
    if row == "other.fee_not_paid" and not report.value(
        cell_id
    ):  # section six says: no notice sent
        fired.append(("NT-FEE", row))
    if style == 0:
        return fired + ([(SAID[row], row)] if row in ("received", "concluded") else [])
    if row.startswith("litigation"):
        return [*fired, (SAID[row], "litigation")]
    if row in SAID:
        return [*fired, (SAID[row], row)]
    return [*fired, ("NT-RES", row.split(".")[0])] if table == "requests" else fired


def expected_rules(cell_id: str) -> list[tuple[str, str]]:
    """The rule instances that contain a cell, as (rule, column or row)."""
    table, row, column = split_cell_id(cell_id)
    if table == "challenges":
        return [(FOUR[row], row)]
    if table == "disclosure":
        return []  # no identity inside table two: only last year's report can tell
    inside = [("T3-ROW", row)]
    if row in ("received", "carried_in", "concluded", "carried_out"):
        inside.append(("T3-ID", column))
    if row not in ("received", "carried_in", "carried_out"):
        inside.append(("T3-SUM", column))
    return sorted(inside)


def instance(finding: Finding) -> tuple[str, str]:
    """A finding as (rule, column or row), from the cells it names."""
    _, row, column = split_cell_id(finding.cells[0])
    if finding.rule == "NT-RES":
        return (finding.rule, row.split(".")[0])
    if finding.rule == "NT-LIT":  # the words count both kinds of suits together
        return (finding.rule, "litigation")
    return (finding.rule, column if finding.rule in ("T3-ID", "T3-SUM") else row)


def broken(report: Report, cell_id: str) -> Report:
    value = report.value(cell_id)
    assert value is not None
    return report.with_cells({cell_id: number(value + 1, str(value + 1))})


STOCKS = {"rules": "YY-REG", "normative_documents": "YY-ND"}


def expected_between_years(cell_id: str) -> list[tuple[str, str]]:
    """The rule instances between two years that contain a cell of the later one."""
    _, row, _ = split_cell_id(cell_id)
    if row == "carried_in":
        return [("YY-CARRY", row)]
    return [(STOCKS[row], row)] if row in STOCKS else []
