"""Tables as programs save them from pages: bars that fill a row up, empty cells that offices leave."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.corpus.layouts.printing import Printed, as_page, parts, with_tabs
from tests.report.read.distinct import Distinct, distinct
from tests.report.read.odd import UNREADABLE, cells, four, others, report, row


def _with_bars(doc: Printed, how: str) -> str:
    """A cell and its bar a line (`cells`) or a row a line (`rows`); behind the cells of a row the bars of the places
    that are not there."""
    lines = [doc.title, *doc.preamble]
    for title, texts, rows in parts(doc):
        lines += [title, *texts]
        width = 15 if rows is doc.four else 10 if doc.three[0] in rows else 4
        for line in rows:
            own = line if line is doc.four[-1] else [one for one in line if one]
            cells = [f"{one} |".strip() for one in own]
            cells += ["|" * (width - len(own))] if len(own) < width else []
            lines += cells if how == "cells" else [" ".join(cells)]
    return "\n".join([*lines, *doc.ending])


def _said(values: list[str]) -> list[object]:
    return [Decimal(one) if one else None for one in values]


@pytest.mark.parametrize("how", ["cells", "rows"])
def test_bars_that_fill_up_a_head_are_no_empty_values_of_table_four(how: str) -> None:
    one = report()
    assert four(cells(_with_bars(one.doc, how))) == [*map(int, one.doc.four[3])]


@pytest.mark.parametrize("how", ["cells", "rows"])
@pytest.mark.parametrize(
    "printed",
    [
        ["1", "", "", "2", "3", "4", "", "", "", "4", "", "", "", "", ""],
        ["1", "", "", "", "1", "", "", "", "", "", "", "", "", "", ""],
        ["", "", "", "", "", "", "", "", "", "", "2", "", "", "1", "3"],
    ],
)
def test_values_of_table_four_stand_beside_the_empty_cells_between_bars(
    printed: list[str], how: str
) -> None:
    one = report()
    one.doc.four[3] = printed
    read = cells(_with_bars(one.doc, how))
    assert four(read) == _said(printed)
    states = {c.state.value for i, c in read.items() if i.startswith("challenges.")}
    assert states == {"number", "blank"}


def _written_out(doc: Printed, *, labels: int = 3) -> str:
    """Rows of Markdown in which the text of a merged cell stands in every place it covered (`labels` of them in
    table three) or, without labels, in the first alone."""
    lines = [doc.title, *doc.preamble]
    for title, texts, rows in parts(doc):
        lines += [title, *texts]
        width = 15 if rows is doc.four else 10 if doc.three[0] in rows else 4
        for line in rows:
            places = [*line, *[""] * (width - len(line))]
            for at in range(1, width if labels else 0):
                if (
                    not places[at]
                    and line is not doc.four[-1]
                    and (line not in doc.three or at < 3)
                ):
                    places[at] = places[at - 1]
            lines.append(f"| {' | '.join(places)} |")
    return "\n".join([*lines, *doc.ending])


def test_a_merged_value_that_is_written_in_every_place_is_one_value() -> None:
    one = report()
    one.doc.put("行政事业性收费", "12.5")
    text = _written_out(one.doc)
    assert "| 12.5 | 12.5 | 12.5 |" in text
    read = cells(text)
    assert others(one, read) == []
    assert row(read, "disclosure.fees") == [Decimal("12.5")]
    for name in ("rules", "normative_documents", "licences", "penalties", "compulsory_measures"):
        assert row(read, f"disclosure.{name}") == one.figures[f"disclosure.{name}"]


def test_values_that_differ_below_one_head_are_not_one_value() -> None:
    one = report()
    one.doc.two[6] = ["行政许可", "12", "12", "13"]
    assert row(cells(_written_out(one.doc)), "disclosure.licences") == ["unreadable"]


def test_two_heads_that_lost_what_told_them_apart_have_a_value_each() -> None:
    one = report()
    one.doc.two[1] = ["信息内容", "本年", "本年", "现行有效件数"]
    one.doc.put("规章", "6", "6", "8")
    assert row(cells(_written_out(one.doc)), "disclosure.rules") == [6, 6, 8]


def _without_zeros(one: Distinct) -> dict[str, list[object]]:
    """The report as an office fills it in that prints no zero, and leaves the total of a row out."""
    expected: dict[str, list[object]] = {}
    for row_id, line, labels in one.rows():
        if labels == 3:
            figures = [*map(int, line[3:9])]
            figures[2] = 0  # no research body applied
            line[3:] = [str(one or "") for one in (*figures, sum(figures))]
            expected[row_id] = [Decimal(text) if text else "blank" for text in line[3:]]
    one.doc.row("（一）予以公开")[9] = ""
    expected["requests.granted"][6] = "blank"
    return expected


@pytest.mark.parametrize("how", [with_tabs, lambda doc: _written_out(doc, labels=0), as_page])
def test_a_table_three_of_whose_rows_none_is_complete_stands_below_its_heads(
    how: Callable[[Printed], str],
) -> None:
    one = distinct(7, zeros=0.6)
    expected = _without_zeros(one)
    assert all("" in line[3:] for _, line, labels in one.rows() if labels == 3)
    text = how(one.doc)
    read = cells(text, "a.html" if "<td>" in text else "a.txt")
    assert {i: row(read, i) for i in expected} == expected


def test_a_row_of_such_a_table_with_a_figure_beside_the_heads_takes_them_all() -> None:
    one = distinct(7, zeros=0.6)
    _without_zeros(one)
    one.doc.row("（二）部分公开")[2] = "7"
    read = cells(_written_out(one.doc, labels=0))
    assert row(read, "requests.partly_granted") == UNREADABLE
    assert row(read, "requests.granted") == UNREADABLE


_ODD_FOURS = (
    ["", "", "", "", "7", "9", "", "", "", "9", "", "", "", "", ""],  # totals alone
    ["1", "", "", "", "", "2", "", "", "", "", "", "", "", "", ""],  # no totals
    ["3", "", "1", "", "5", "", "", "", "", "", "2", "", "", "1", "4"],  # totals that are wrong
)


@pytest.mark.parametrize("printed", _ODD_FOURS)
def test_values_of_table_four_below_the_heads_of_a_page_are_as_printed(printed: list[str]) -> None:
    one = report()
    one.doc.four[3] = printed
    assert four(cells(as_page(one.doc), "a.html")) == _said(printed)


@pytest.mark.parametrize("printed", _ODD_FOURS[:2])
def test_values_of_table_four_below_heads_that_do_not_show_their_columns_need_their_sums(
    printed: list[str],
) -> None:
    one = report()
    one.doc.four[3] = printed
    assert four(cells(with_tabs(one.doc))) == [None] * 15
