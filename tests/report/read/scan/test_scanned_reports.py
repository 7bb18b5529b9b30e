"""Reports printed and scanned: every figure as printed, or said to be unreadable; never another."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from gongkai.report.cell import Method, State
from gongkai.report.model import Report
from gongkai.report.read import read_bytes, read_file
from gongkai.report.write import write
from tests.report.read.scan.worn import Pixels, drawn, saved, worn

CORPUS = Path(__file__).parents[3] / "corpus"


@cache
def printed(name: str) -> tuple[Report, list[Pixels]]:
    """A report of the corpus, and its pages as our own PDF prints them."""
    report = read_file(CORPUS / "reports" / f"{name}.txt")
    return report, drawn(write(report, "pdf"))


def unlike(report: Report, expected: Report) -> dict[str, tuple[str, object]]:
    """Cells that say something else than is printed; unreadable cells say nothing."""
    return {
        i: (cell.state.value, cell.value)
        for i, cell in report.cells.items()
        if cell.state is not State.UNREADABLE
        and (cell.state, cell.value) != (expected.cells[i].state, expected.cells[i].value)
    }


def test_a_clean_scan_reads_as_the_report_it_was_printed_from() -> None:
    expected, pages = printed("xinyuan-2024")
    report = read_bytes(saved(pages, "pdf"), "a.pdf")
    assert {i: (c.state, c.value) for i, c in report.cells.items()} == {
        i: (c.state, c.value) for i, c in expected.cells.items()
    }
    assert (report.agency, report.year, report.form) == (expected.agency, 2024, "2021")
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]
    granted = report.cells["requests.granted.total"]
    assert granted.method is Method.RECOGNISED
    assert granted.witnesses == ("row-sum", "column-sum")
    assert granted.source is not None
    assert (granted.source.page, granted.source.row, granted.source.column) == (4, 6, 10)


@pytest.mark.parametrize("how", ["skew=1.8 noise=14 stamp jpeg=45"])
def test_a_worn_scan_is_never_read_as_another_figure(how: str) -> None:
    expected, pages = printed("hotan-2021")
    scans = [worn(page, how, n) for n, page in enumerate(pages)]
    report = read_bytes(saved(scans, "pdf"), "a.pdf")
    assert unlike(report, expected) == {}
    assert set(report.cells) == set(expected.cells)
    assert sum(c.state is State.UNREADABLE for c in report.cells.values()) <= 4
