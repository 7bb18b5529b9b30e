"""A bar inside a cell of text whose cells are parted by bars: it parts nothing, and the cell holds no figure."""

from __future__ import annotations

import pytest

from tests.corpus.layouts.printing import with_bars
from tests.report.read.distinct import Distinct, distinct
from tests.report.read.odd import UNREADABLE, cells, others, row
from tests.report.read.ways import markdown, reversed_

HELD = "requests.unavailable.not_held"


def lost_one(value: str) -> Distinct:
    """A report with a row that lost a cell, and in place of its last two figures one with a bar."""
    one = distinct(3, zeros=0.0)
    printed = one.doc.row("1.本机关不掌握相关政府信息")
    printed[8:] = [value]
    return one


def test_a_pipe_behind_a_backslash_parts_no_cells_of_markdown() -> None:
    one = lost_one("1|6")
    text = markdown(one.doc)
    assert "1\\|6" in text
    read = cells(text, "a.md")
    assert row(read, HELD) == UNREADABLE
    assert others(one, read, HELD) == []
    assert read[f"{HELD}.natural_person"].raw.endswith("1|6")


def test_a_bar_without_spaces_between_digits_parts_no_cells_where_others_have_spaces() -> None:
    one = lost_one("1|6")
    text = with_bars(one.doc, "rows")
    assert " | 1|6 |" in text
    read = cells(text)
    assert row(read, HELD) == UNREADABLE
    assert others(one, read, HELD) == []


def test_where_no_bar_has_spaces_each_parts_cells() -> None:
    one = distinct(3, zeros=0.0)
    read = cells(with_bars(one.doc, "rows").replace(" | ", "|").replace(" |", "|"))
    assert others(one, read) == []


@pytest.mark.parametrize("label", ["行政许可", "行政强制"])
def test_a_cell_with_a_bar_ends_no_table_whose_bars_stand_on_lines_of_their_own(label: str) -> None:
    one = distinct(3, zeros=0.0)
    one.doc.put(label, "16|4")
    one.doc.titles[1] = ""
    read = cells(with_bars(one.doc, "between"))
    key = {"行政许可": "licences", "行政强制": "compulsory_measures"}[label]
    assert read[f"disclosure.{key}.decisions"].state.value == "unreadable"
    assert row(read, "disclosure.fees") == one.figures["disclosure.fees"]
    assert others(one, read) == []


@pytest.mark.parametrize("way", ["cells", "between"])
def test_the_number_of_a_page_is_no_cell(way: str) -> None:
    one = distinct(3, zeros=0.0)
    printed = one.doc.row("3.补正后申请内容仍不明确")
    printed[3:] = ["22", "14", "00", "33", "39", "108"]  # two of its figures ran together
    one.doc.three.insert(one.doc.three.index(printed) + 1, ["— 3 —", "", ""])
    read = cells(with_bars(one.doc, way))
    assert row(read, "requests.unavailable.still_unclear") == UNREADABLE
    assert others(one, read, "requests.unavailable.still_unclear") == []


def test_a_figure_on_two_lines_without_a_bar_between_is_one() -> None:
    one = distinct(3, zeros=0.0)
    printed = one.doc.row("2.重复申请")
    printed[3:] = ["4", "9", "27", "5", "1429", "8\n8"]  # a cell is lost
    read = cells(with_bars(one.doc, "between"))
    assert row(read, "requests.not_processed.repeated_request") == UNREADABLE
    assert others(one, read, "requests.not_processed.repeated_request") == []


def test_two_lines_with_figures_before_labels_and_a_bar_behind_their_numbers_are_no_table() -> None:
    one = distinct(3, zeros=0.0)
    text = reversed_(one.doc)
    for label in ("2.重复申请", "3.要求提供公开出版物"):
        assert f" {label}" in text
        text = text.replace(f" {label}", f" {label[:2]}|{label[2:]}")
    read = cells(text)
    key = "requests.not_processed.repeated_request"
    assert row(read, key) == one.figures[key]
    assert others(one, read) == []
