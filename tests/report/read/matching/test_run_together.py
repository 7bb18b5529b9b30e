"""Figures that ran together or were torn apart: which readings there are, and which is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.report.cell import Method, State
from gongkai.report.model import Report
from gongkai.report.read import read_bytes
from gongkai.report.read.matching.rows.run_together import Ways, ways

REPORTS = Path(__file__).parents[3] / "corpus" / "reports"
XINYUAN = (REPORTS / "xinyuan-2024.txt").read_text("utf-8")
RECEIVED = "一、本年新收政府信息公开申请数"
ZEROS = " 0 0 0 0 0 0 0"


@pytest.mark.parametrize(
    ("printed", "figures"),
    [
        ("21710000218", [(217, 1, 0, 0, 0, 0, 218)]),
        ("0000000", [(0,) * 7]),
        ("0 0 0 0 0 00", [(0,) * 7]),
        ("6233440", []),  # one way to cut, and its sum does not fit
        ("111000012", [(1, 1, 10, 0, 0, 0, 12), (1, 11, 0, 0, 0, 0, 12), (11, 1, 0, 0, 0, 0, 12)]),
        ("1 2 0 0 0 0 0 12", [(12, 0, 0, 0, 0, 0, 12)]),  # torn apart
    ],
)
def test_the_ways_to_read_a_row(printed: str, figures: list[tuple[int, ...]]) -> None:
    found = ways(printed, 7)
    assert found is not None
    assert list(found.figures) == figures


@pytest.mark.parametrize(
    "printed", ["", "0 0 O 0 0 00", "1.5", "2 0 0 0 0 2", "0 0 0 0 0 0 0", "12", "1" * 61]
)
def test_what_is_not_told_apart(printed: str) -> None:
    assert ways(printed, 7) is None


def test_the_search_is_bounded() -> None:
    """More than seven digits a figure are no count; more than 400 ways are not told apart."""
    assert ways("1" * 60, 7) == Ways((), (), shown=True)
    assert ways("1" * 24 + "6" * 5, 7) is None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 9999), min_size=6, max_size=6))
def test_the_true_row_is_always_among_the_ways(figures: list[int]) -> None:
    row = (*figures, sum(figures))
    for joined in ("".join(map(str, row)), " ".join(" ".join(str(one)) for one in row)):
        found = ways(joined, 7)
        assert found is None or row in found.figures
        if found is not None:
            for values, places in zip(found.figures, found.places, strict=True):
                assert [int(joined[s:e].replace(" ", "")) for s, e in places] == list(values)


def read(text: str) -> Report:
    return read_bytes(text.encode(), "a.txt")


def with_rows(**rows: str) -> Report:
    """Xinyuan's report with other figures behind four of its labels."""
    labels = {
        "received": "政府信息公开申请数量",
        "secret": "1.属于国家秘密",
        "granted": "（一）予以公开",
        "concluded": "（七）总计",
    }
    text = XINYUAN
    for name, figures in rows.items():
        assert labels[name] + ZEROS in text
        text = text.replace(labels[name] + ZEROS, f"{labels[name]} {figures}", 1)
    return read(text)


def row(report: Report, row_id: str) -> list[object]:
    return [c.value for i, c in report.cells.items() if i.startswith(f"requests.{row_id}.")]


def test_a_balance_chooses_among_several_ways() -> None:
    """111000012 alone can be cut in three ways; the column totals leave one."""
    truth = "11 1 0 0 0 0 12"
    report = with_rows(received=truth, granted="111000012", concluded=truth)
    cells = [c for i, c in report.cells.items() if i.startswith("requests.granted.")]
    assert [c.value for c in cells] == [11, 1, 0, 0, 0, 0, 12]
    assert {(c.method, c.confidence) for c in cells} == {(Method.DECODED, 0.999)}
    assert cells[0].witnesses == ("row-sum", "column-sum")
    other = "1 11 0 0 0 0 12"
    report = with_rows(received=other, granted="111000012", concluded=other)
    assert row(report, "granted") == [1, 11, 0, 0, 0, 0, 12]
    report = with_rows(received=truth, granted="111000012", concluded="/ / / / / / /")
    cells = [c for i, c in report.cells.items() if i.startswith("requests.granted.")]
    assert {c.state for c in cells} == {State.UNREADABLE}
    assert [c.candidates for c in cells] == [(1, 11), (1, 11), (0, 10), (0,), (0,), (0,), (12,)]


def test_two_rows_that_ran_together_are_told_by_each_other() -> None:
    report = with_rows(received="12 3 0 0 0 0 15", granted="123000015", concluded="123000015")
    assert row(report, "granted") == row(report, "concluded") == [12, 3, 0, 0, 0, 0, 15]


def test_a_reading_that_contradicts_the_table_is_no_reading() -> None:
    """The row adds up in one way, but not with the totals below it: unreadable, with what it may be."""
    report = with_rows(secret="21710000218")
    cells = [c for i, c in report.cells.items() if i.startswith("requests.refused.state_secret.")]
    assert {c.state for c in cells} == {State.UNREADABLE}
    assert [c.candidates for c in cells] == [(217,), (1,), (0,), (0,), (0,), (0,), (218,)]
    assert "row-miscounted" in [n.code for n in report.notes]


def test_a_figure_too_few_is_told_only_by_the_table() -> None:
    """`0 0 0 0 0 11` may have lost an 11 or a space: the totals know which."""
    report = with_rows(received="0 0 0 0 0 1 1", granted="0 0 0 0 0 11", concluded="0 0 0 0 0 1 1")
    assert row(report, "granted") == [0, 0, 0, 0, 0, 1, 1]
    report = with_rows(
        received="11 0 0 0 0 0 11", granted="0 0 0 0 0 11", concluded="11 0 0 0 0 0 11"
    )
    assert row(report, "granted") == [None] * 7


def test_figures_torn_apart_are_put_together_by_their_sum() -> None:
    report = with_rows(
        received="1 2 0 0 0 0 0 12", granted="12 0 0 0 0 0 12", concluded="12 0 0 0 0 0 12"
    )
    assert row(report, "received") == [12, 0, 0, 0, 0, 0, 12]
    cell = report.cells["requests.received.natural_person"]
    assert (cell.raw, cell.method) == ("1 2", Method.DECODED)


def test_table_four_in_one_run() -> None:
    table = " ".join("0" * 15)
    assert XINYUAN.count(table) == 1
    report = read(XINYUAN.replace(table, "100012000200000"))
    cells = [c for i, c in report.cells.items() if i.startswith("challenges.")]
    assert [c.value for c in cells] == [1, 0, 0, 0, 1, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0]
    assert {c.method for c in cells} == {Method.DECODED}
    report = read(XINYUAN.replace(table, "100022000200000"))
    assert {c.value for i, c in report.cells.items() if i.startswith("challenges.")} == {None}


@pytest.mark.parametrize("printed", ["11 2 0 0 0 0 1 3", "2 0 0 0 0 1 3 7"])
def test_a_figure_too_many_that_the_sum_does_without_shows_no_torn_figure(printed: str) -> None:
    """11 is the row's number, or 13 was torn; 7 is the page's: the row alone does not tell."""
    found = ways(printed, 7)
    assert found is None or not found.shown
