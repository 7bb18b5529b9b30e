"""A page taken out column by column: the labels of table two first, its figures below the next heading."""

from __future__ import annotations

import pytest

from tests.corpus.layouts.printing import with_spaces
from tests.report.read.distinct import TWO, distinct
from tests.report.read.odd import cells, others


def columns_apart(numbers: list[str]) -> set[str]:
    """The states of table two where these lines stand below heading three and behind its labels nothing."""
    one = distinct(5, zeros=0.0)
    rows = [
        row for row in one.doc.two if row[0] in ("规章", "行政规范性文件", "行政许可", "行政处罚")
    ]
    one.doc.two = [[row[0]] for row in rows] + [["行政强制"], ["行政事业性收费"]]
    one.doc.texts[2] = numbers
    read = cells(with_spaces(one.doc))
    assert others(one, read) == []
    return {cell.state.value for i, cell in read.items() if i.rsplit(".", 1)[0] in TWO}


def test_no_row_is_blank_whose_figures_may_stand_elsewhere() -> None:
    numbers = [
        "本年制发件数",
        "11",
        "5",
        "本年处理决定数量",
        "6",
        "本年收费金额（单位：万元）",
        "40",
    ]
    assert columns_apart(numbers) == {"unreadable"}


@pytest.mark.parametrize("numbers", [[], ["1", "2", "3"], ["11", "5"]])
def test_numbers_of_pages_are_no_figures_of_a_table(numbers: list[str]) -> None:
    assert columns_apart(numbers) == {"blank"}


def test_heads_below_the_labels_of_a_table_stand_above_its_figures() -> None:
    """A figure alone is no stray: it stands in the head of table three."""
    assert columns_apart(["本年制发件数 本年废止件数 现行有效件数", "3 1"]) == {"unreadable"}
