"""Columns in another order than the form's, tables of another year or report, rows that gained or lost a cell."""

from __future__ import annotations

import pytest

from gongkai.report.cell import Cell
from gongkai.report.read import read_bytes
from tests.corpus.layouts.printing import (
    Printed,
    as_page,
    one_a_line,
    with_bars,
    with_spaces,
    with_tabs,
)
from tests.report.read.distinct import THREE, Distinct, distinct

NAMES = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
ORDERS = [[6, 0, 1, 2, 3, 4, 5], [0, 2, 1, 3, 4, 5, 6], [1, 0, 2, 3, 4, 5, 6]]


def cells(text: str, name: str) -> dict[str, Cell]:
    return dict(read_bytes(text.encode(), name).cells)


def turned(order: list[int]) -> Distinct:
    """The report with the columns of table three in another order, heads and values alike."""
    one = distinct(2, zeros=0.1)
    one.doc.head_three = [["申请人情况", "", "", *(NAMES[i] for i in order)]]
    for row in one.doc.three:
        row[3:] = [row[3 + i] for i in order]
    return one


@pytest.mark.parametrize("order", ORDERS)
def test_values_of_a_grid_stand_below_their_heads(order: list[int]) -> None:
    one = turned(order)
    read = cells(with_tabs(one.doc), "a.txt")
    for row in THREE:
        assert [c.value for i, c in read.items() if i.startswith(f"{row}.")] == one.figures[row]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("way", [with_spaces, one_a_line])
def test_values_of_lines_below_other_heads_are_not_taken_in_the_order_of_the_form(
    order: list[int], way: object
) -> None:
    one = turned(order)
    assert callable(way)
    read = cells(way(one.doc), "a.txt")
    assert {c.value for i, c in read.items() if i.startswith("requests.")} == {None}


def test_columns_of_table_two_in_another_order() -> None:
    one = distinct(2, zeros=0.1)
    for row in one.doc.two:
        if len(row) == 4:
            row[1:] = [row[3], row[1], row[2]]
    read = cells(with_tabs(one.doc), "a.txt")
    for name in ("disclosure.rules", "disclosure.normative_documents"):
        assert [c.value for i, c in read.items() if i.startswith(f"{name}.")] == one.figures[name]


def test_a_row_of_enough_figures_in_a_table_with_a_column_more_has_lost_one() -> None:
    one = distinct(4, zeros=0.0)
    for at, row in enumerate(one.doc.three):
        row.append("7" if at else "")
    one.doc.three[4] = [*one.doc.three[4][:5], *one.doc.three[4][6:]]
    for text, name in ((with_tabs(one.doc), "a.txt"), (with_spaces(one.doc), "b.txt")):
        read = cells(text, name)
        assert {c.value for i, c in read.items() if i.startswith("requests.refused.state_secret.")} == {None}  # fmt: skip


def test_a_unit_that_stands_apart_is_no_value() -> None:
    one = distinct(4, zeros=0.0)
    one.doc.put("2.重复申请", "3", "件", "4", "5", "6", "7", "8", "33")
    one.figures["requests.not_processed.repeated_request"] = [3, 4, 5, 6, 7, 8, 33]
    assert one.wrong(with_spaces(one.doc), "a.txt") == []
    one.doc.put("2.重复申请", "3", "左右", "4", "5", "6", "7", "8")
    read = cells(with_spaces(one.doc), "a.txt")
    assert {c.value for i, c in read.items() if "repeated_request" in i} == {None}


@pytest.mark.parametrize("label", ["行政强制", "2.重复申请"])
def test_a_figure_broken_over_lines_is_not_its_first_line(label: str) -> None:
    one = distinct(4, zeros=0.0)
    if label == "行政强制":
        one.doc.put(label, "67")
        text = with_spaces(one.doc).replace("行政强制 67", "行政强制 6\n7")
        row = "compulsory_measures"
    else:
        one.doc.put(label, "3", "4", "5", "6", "7", "8", "33")
        text = with_spaces(one.doc).replace(
            "2.重复申请 3 4 5 6 7 8 33", "2.重复申请 3 4 5 6 7 8 3\n3"
        )
        row = "repeated_request"
    assert "\n7\n" in text or " 3\n3\n" in text
    read = cells(text, "a.txt")
    assert {c.value for i, c in read.items() if row in i} == {None}


def second(doc: Printed) -> Printed:
    doc.title = "南山县卫生健康局2023年政府信息公开工作年度报告"
    return doc


@pytest.mark.parametrize("way", [with_tabs, with_spaces, one_a_line])
def test_of_two_reports_in_a_file_the_first_is_read_and_the_other_named(way: object) -> None:
    assert callable(way)
    one, other = distinct(6, zeros=0.2), distinct(7, zeros=0.2)
    other.doc.texts[0] = other.doc.texts[0] * 9  # its sections are the longer ones
    alone = way(one.doc)
    both = read_bytes((alone + "\n\n" + way(second(other.doc))).encode(), "a.txt")
    first = read_bytes(alone.encode(), "a.txt")
    assert both.cells == first.cells and both.agency == first.agency == "南山县教育局"
    (note,) = [n for n in both.notes if n.code == "several-reports"]
    assert "南山县卫生健康局2023年政府信息公开工作年度报告" in note.message
    assert one.wrong(alone + "\n\n" + way(second(other.doc)), "a.txt") == []


def test_a_table_of_contents_is_no_report() -> None:
    one = distinct(6, zeros=0.2)
    text = with_tabs(one.doc)
    contents = "\n".join([one.doc.title, *one.doc.titles, ""])
    read = read_bytes((contents + text).encode(), "a.txt")
    assert "several-reports" not in [n.code for n in read.notes]
    assert one.wrong(contents + text, "a.txt") == []


@pytest.mark.parametrize("caption", ["附：上年情况", "上年度数据", "去年同期："])
@pytest.mark.parametrize("where", ["before", "behind"])
def test_the_table_of_the_year_before_is_not_this_year_s(caption: str, where: str) -> None:
    one, old = distinct(8, zeros=0.2), distinct(9, zeros=0.2)
    page, past = as_page(one.doc), as_page(old.doc)

    def tables(text: str) -> list[str]:
        return ["<table" + part.split("</table>")[0] + "</table>" for part in text.split("<table")[1:]]  # fmt: skip

    for own, other in zip(tables(page), tables(past), strict=True):
        added = f"<p>{caption}</p>{other}"
        page = page.replace(
            own, f"{added}<p>本年情况</p>{own}" if where == "before" else own + added
        )
    found = read_bytes(page.encode(), "a.html")
    assert one.wrong(page, "a.html") == []
    assert sum(c.value is not None for c in found.cells.values()) == 200


def test_cells_that_each_hold_a_little_table_are_cells() -> None:
    one = distinct(8, zeros=0.2)
    page = as_page(one.doc)
    nested = page.replace("<td>行政处罚</td>", "<td><table><tr><td>行政处罚</td></tr></table></td>")
    assert nested != page
    assert cells(nested, "a.html") == cells(page, "a.html")


def test_figures_of_table_four_that_cannot_be_placed_are_unread_not_absent() -> None:
    one = distinct(8, zeros=0.2)
    values = " ".join(one.doc.four[3])
    one.doc.four[3] = [values.replace(" ", "、")]
    read = cells(as_page(one.doc), "a.html")
    states = {c.state.value for i, c in read.items() if i.startswith("challenges.")}
    assert states == {"unreadable"}


@pytest.mark.parametrize("order", ORDERS)
def test_heads_in_a_line_above_a_grid_are_its_heads(order: list[int]) -> None:
    """The label of the first row is broken over two lines, of which the first has no bar: the table begins behind it."""
    one = turned(order)
    first = one.doc.three[0]
    first[0] = f"{first[0][:9]}\n{first[0][9:]}"
    read = cells(with_bars(one.doc, "rows"), "a.txt")
    for row in THREE[1:]:
        assert [c.value for i, c in read.items() if i.startswith(f"{row}.")] == one.figures[row]
    assert {c.value for i, c in read.items() if i.startswith(f"{THREE[0]}.")} == {None}
