"""Table four as offices print it that do not print its one row: a list, small tables, turned on its side."""

from __future__ import annotations

import pytest

from tests.corpus.layouts.printing import Row
from tests.report.read.distinct import Distinct, distinct
from tests.report.read.odd import cells, four
from tests.report.read.ways import EVERY_WAY

HEADS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
NAMES = ("行政复议", "未经复议直接起诉", "复议后起诉")


def fives(one: Distinct) -> list[list[str]]:
    rows = (i for i in one.figures if i.startswith("challenges."))
    return [[str(value) for value in one.figures[row]] for row in rows]


def as_list(of: list[list[str]]) -> list[Row]:
    return [["", *HEADS], *([name, *five] for name, five in zip(NAMES, of, strict=True))]


def as_three(of: list[list[str]]) -> list[Row]:
    return [
        row for name, five in zip(NAMES, of, strict=True) for row in (["", *HEADS], [name, *five])
    ]


def below_litigation(of: list[list[str]]) -> list[Row]:
    names = (["行政复议", ""], ["行政诉讼", NAMES[1]], ["", NAMES[2]])
    return [["", "", *HEADS], *([*name, *five] for name, five in zip(names, of, strict=True))]


def on_its_side(of: list[list[str]]) -> list[Row]:
    return [["情形", *NAMES], *([head, *across] for head, *across in zip(HEADS, *of, strict=True))]


@pytest.mark.parametrize(
    "way", ["spaces.txt", "laid-out.txt", "ran-on.txt", "tabs.txt", "plain-page.html"]
)
@pytest.mark.parametrize("form", [as_list, as_three, below_litigation])
def test_rows_with_their_names_are_read(form: object, way: str) -> None:
    one = distinct(3, zeros=0.3)
    of = fives(one)
    assert callable(form)
    one.doc.four = form(of)
    assert four(cells(EVERY_WAY[way](one.doc), way)) == [
        int(value) for five in of for value in five
    ]


@pytest.mark.parametrize("way", sorted(EVERY_WAY))
@pytest.mark.parametrize("form", [as_list, as_three, below_litigation, on_its_side])
def test_no_figure_stands_in_another_s_place_in_any_way(form: object, way: str) -> None:
    one = distinct(4, zeros=0.0)
    of = fives(one)
    assert callable(form)
    one.doc.four = form(of)
    read = four(cells(EVERY_WAY[way](one.doc), way))
    assert read in ([None] * 15, [int(value) for five in of for value in five])


@pytest.mark.parametrize(
    "four_lines",
    [
        ["行政复议 1 2 3 4 10", "复议后起诉 2 0 0 0 2"],  # a row is lost
        ["行政复议 1 2 3 4 10", "未经复议直接起诉 0 1 0 1", "复议后起诉 2 0 0 0 2"],  # a figure is
        ["行政复议 1 2 3 4 10", "行政复议 0 1 0 0 1", "复议后起诉 2 0 0 0 2"],  # a name comes again
        [
            "1 2 3 4 10 行政复议",
            "0 1 0 0 1 未经复议直接起诉",
            "2 0 0 0 2 复议后起诉",
        ],  # before names
    ],
)
def test_what_is_no_whole_list_is_unreadable_and_not_absent(four_lines: list[str]) -> None:
    one = distinct(4, zeros=0.0)
    one.doc.four = [[line] for line in four_lines]
    read = cells(EVERY_WAY["spaces.txt"](one.doc))
    assert {c.state.value for i, c in read.items() if i.startswith("challenges.")} == {"unreadable"}


def test_a_table_on_its_side_is_unreadable_and_not_absent() -> None:
    one = distinct(4, zeros=0.0)
    one.doc.four = on_its_side(fives(one))
    for way in ("tabs.txt", "page.html", "sheet.csv", "spaces.txt"):
        read = cells(EVERY_WAY[way](one.doc), way)
        assert {c.state.value for i, c in read.items() if i.startswith("challenges.")} == {
            "unreadable"
        }
