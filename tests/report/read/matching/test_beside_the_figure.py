"""What stands in a cell beside its figure and is none of it, and figures that stand in two places."""

from __future__ import annotations

import pytest

from gongkai.report.cell import Cell, State
from gongkai.report.printed import join_figures, parse_cell
from gongkai.report.read import read_bytes
from tests.corpus.layouts.printing import Printed, as_page, one_a_line, with_bars, with_tabs
from tests.report.read.distinct import THREE, distinct

LICENCES = "disclosure.licences.decisions"


def cells(text: str, name: str = "a.html") -> dict[str, Cell]:
    return dict(read_bytes(text.encode(), name).cells)


def row(read: dict[str, Cell], start: str) -> list[object]:
    """The values of a row, in the order of the form; the state of a cell that has none."""
    return [c.state.value if c.value is None else c.value for i, c in read.items() if i.startswith(f"{start}.")]  # fmt: skip


def page_with(printed: str) -> dict[str, Cell]:
    """A page with this in the cell of 行政许可."""
    page = as_page(distinct(1, zeros=0.3).doc)
    start = page.index(">", page.index("<td", page.index("<td>行政许可</td>") + 5)) + 1
    return cells(page[:start] + printed + page[page.index("</td>", start) :])


@pytest.mark.parametrize(
    ("printed", "state", "value", "candidates"),
    [
        ("3①", State.ANNOTATED, 3, ()),
        ("3²", State.ANNOTATED, 3, ()),
        ("3件①", State.ANNOTATED, 3, ()),
        ("3（①）", State.ANNOTATED, 3, ()),
        ("1,234 ⑵", State.ANNOTATED, 1234, ()),
        ("3½", State.UNREADABLE, None, (3,)),
        ("3①5", State.UNREADABLE, None, (3,)),
        ("①3", State.UNREADABLE, None, ()),
        ("²", State.UNREADABLE, None, ()),
        ("３", State.NUMBER, 3, ()),
    ],
)
def test_the_mark_of_a_note_is_no_digit(
    printed: str, state: State, value: int | None, candidates: tuple[int, ...]
) -> None:
    cell = parse_cell(printed)
    assert (cell.state, cell.value, cell.candidates) == (state, value, candidates)
    assert cell.raw == printed


def test_marks_are_not_joined_into_a_figure() -> None:
    assert join_figures("3 ²") == "3 ²"


@pytest.mark.parametrize(
    ("printed", "state", "value", "raw"),
    [
        ("3<sup>1</sup>", State.ANNOTATED, 3, "3¹"),
        ("3<sup>[12]</sup>", State.ANNOTATED, 3, "3[¹²]"),
        ("3<sub>1</sub>", State.ANNOTATED, 3, "3₁"),
        ("<span>3<sup>1</sup></span>", State.ANNOTATED, 3, "3¹"),
        ("<s>7</s>3", State.UNREADABLE, None, "7\u03363"),
        ("<del>7</del> 3", State.UNREADABLE, None, "7\u0336 3"),
        ("<span style='display:none'>7</span>3", State.NUMBER, 3, "3"),
        ("<span hidden>7</span>3", State.NUMBER, 3, "3"),
        ("<span style='VISIBILITY: hidden'>7</span>3", State.NUMBER, 3, "3"),
        ("<span style='mso-hide:all'>7</span>3", State.NUMBER, 3, "3"),
    ],
)
def test_what_a_page_sets_apart_is_none_of_the_figure(
    printed: str, state: State, value: int | None, raw: str
) -> None:
    cell = page_with(printed)[LICENCES]
    assert (cell.state, cell.value, cell.raw) == (state, value, raw)


@pytest.mark.parametrize("how", ["style='display: none'", "hidden"])
def test_rows_and_cells_that_a_page_hides_are_not_printed(how: str) -> None:
    page = as_page(distinct(1, zeros=0.3).doc)
    before = cells(page)
    rows = f"<tr {how}><td colspan='2'>（七）总计</td>{'<td>5</td>' * 7}</tr>"
    at = page.index("<tr><td colspan='2'>（七）总计")
    hidden = page[:at] + rows + page[at:]
    hidden = hidden.replace("<td>行政处罚</td>", f"<td>行政处罚</td><td {how}>99</td>")
    after = cells(hidden)
    assert [c.value for c in after.values()] == [c.value for c in before.values()]


def test_what_a_page_hides_outside_its_tables_is_read() -> None:
    """The body of a report may be shown by a script."""
    page = as_page(distinct(1, zeros=0.3).doc)
    hidden = page.replace("<body>", "<body><div style='display:none'>").replace("</body>", "</div></body>")  # fmt: skip
    assert cells(hidden) == cells(page)


def test_a_cell_merged_over_two_rows_is_neither_s() -> None:
    one = distinct(3, zeros=0.0)
    values = [str(v) for v in one.figures["requests.refused.enforcement_file"]]
    below = [str(v) for v in one.figures["requests.refused.administrative_query"]]
    page = as_page(one.doc)
    both = "".join(f"<td>{v}</td>" for v in values)
    merged = f"<td rowspan='2'>{values[0]}</td>" + "".join(f"<td>{v}</td>" for v in values[1:])
    own = "".join(f"<td>{v}</td>" for v in below)
    assert page.count(both) == page.count(own) == 1
    page = page.replace(both, merged).replace(own, own.replace(f"<td>{below[0]}</td>", "", 1))
    read = read_bytes(page.encode(), "a.html")
    assert row(dict(read.cells), "requests.refused.enforcement_file") == ["unreadable"] * 7
    assert row(dict(read.cells), "requests.refused.administrative_query") == ["unreadable"] * 7
    assert [n.code for n in read.notes].count("cells-shared") == 2


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        # 12 and 3 stand in one cell and the next is empty: the sum tells them apart
        (["123", "", "40", "5", "6", "7", "73"], [12, 3, 40, 5, 6, 7, 73]),
        # all figures but the first have moved to the left: which cell is empty cannot be told
        (["12", "40", "5", "6", "7", "70", ""], ["unreadable"] * 7),
        (["12", "04", "5", "6", "7", "34", ""], ["unreadable"] * 7),
        # a wrong sum beside an empty cell, and columns that do not add up either
        (["12", "", "4", "5", "6", "7", "35"], ["unreadable"] * 7),
        # one is lost, and the columns of the table do not say that it is the total
        (["12", "3", "4", "5", "6", "7", ""], ["unreadable"] * 7),
        (["", "3", "4", "5", "6", "7", ""], ["unreadable"] * 7),
    ],
)
def test_an_empty_cell_beside_figures_that_moved(
    printed: list[str], expected: list[object]
) -> None:
    one = distinct(5, zeros=0.0)
    one.doc.put("8.属于行政查询", *printed)
    read = cells(with_tabs(one.doc), "a.txt")
    found = row(read, "requests.refused.administrative_query")
    if expected[1] == 3 and "" in printed[1:2]:  # only the rest of the table could prove it
        assert found == ["unreadable"] * 7
        candidates = [c.candidates for i, c in read.items() if i.startswith("requests.refused.administrative_query.")]  # fmt: skip
        assert all(value in some for value, some in zip(expected, candidates, strict=True))
    else:
        assert found == expected


NAMES = ("行政复议", "未经复议直接起诉", "复议后起诉")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def table_four(doc: Printed, rows: list[list[str]]) -> str:
    doc.four = rows
    return one_a_line(doc)


@pytest.mark.parametrize("labels", [True, False])
def test_table_four_on_its_side_is_not_read_as_if_it_stood(labels: bool) -> None:
    one = distinct(9, zeros=0.2)
    values = one.doc.four[3]
    rows = [["", *NAMES]] if labels else []
    rows += [[*([RESULTS[k]] if labels else []), *values[k::5]] for k in range(5)]
    for text, name in ((table_four(one.doc, rows), "a.txt"), (as_page(one.doc), "a.html")):
        read = cells(text, name)
        assert {c.value for i, c in read.items() if i.startswith("challenges.")} == {None}


def test_table_four_in_three_lines_under_other_names_is_not_taken_in_order() -> None:
    one = distinct(9, zeros=0.2)
    values = one.doc.four[3]
    groups = [values[:5], values[5:10], values[10:]]
    right = [row for name, five in zip(NAMES, groups, strict=True) for row in ([name], [*RESULTS], five)]  # fmt: skip
    wrong = [row for name, five in zip(reversed(NAMES), groups, strict=True) for row in ([name], [*RESULTS], five)]  # fmt: skip
    read = cells(table_four(one.doc, right), "a.txt")
    assert [str(c.value) for i, c in read.items() if i.startswith("challenges.")] == values
    read = cells(table_four(one.doc, wrong), "a.txt")
    assert {c.value for i, c in read.items() if i.startswith("challenges.")} == {None}


@pytest.mark.parametrize("how", ["rows", "cells", "between"])
def test_empty_cells_of_covered_labels_between_bars_are_no_values(how: str) -> None:
    """A label column that a taller label covers is an empty cell between bars; a row that begins with one
    and has empty values too is not placed."""
    one = distinct(11, zeros=0.4)
    doc = one.doc
    blank = set()
    for at, cells_ in enumerate(doc.three):
        if at % 3 == 0:  # its first and last values are not printed
            cells_[3] = cells_[9] = ""
            blank |= {(THREE[at], 0), (THREE[at], 6)}
    text = with_bars(doc, how)
    for label in (
        "（一）予以公开",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "（七）总计",
    ):
        behind = {"rows": f"{label} | ", "cells": f"{label} |\n", "between": f"{label}\n|\n"}[how]
        empty = {"rows": " | ", "cells": "|\n", "between": "|\n"}[how]
        assert text.count(behind) == 1
        text = text.replace(behind, behind + empty)
    assert one.wrong(text, "a.txt", blank) == []


@pytest.mark.parametrize("how", ["rows", "cells", "between"])
@pytest.mark.parametrize("damaged", ["12%", "3、4", "75 件", "1 7 0 2 3 4 17 8", "5以上"])
def test_a_figure_that_cannot_be_made_out_between_bars_makes_no_other_cell_blank(
    how: str, damaged: str
) -> None:
    one = distinct(11, zeros=0.4)
    one.doc.put("（一）予以公开", *[damaged, "3", "4", "5", "6", "7", "25"])
    one.figures["requests.granted"] = [75, 3, 4, 5, 6, 7, 25]
    assert one.wrong(with_bars(one.doc, how), "a.txt") == []
