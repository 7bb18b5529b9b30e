"""Table four as `pdftotext` without layout takes it out of pages: heads in pieces, in the order of their boxes.

The pieces are those of pages that Chromium and LibreOffice printed from the invented report. How high a head stands is
not how far left; which column it covers, only its own line may tell.
"""

from __future__ import annotations

import re

import pytest

from tests.report.read.distinct import distinct
from tests.report.read.odd import cells, four
from tests.report.read.ways import EVERY_WAY

FIGURES = [3, 27, 20, 4, 54, 37, 7, 10, 11, 65, 1, 11, 7, 33, 52]

CHROMIUM = """行政复议
行政诉讼
复议后起诉
结果 结果 其他 尚未 总 结果 未经复议直接起诉
其他 尚未 总 结果 结果 其他 尚未 总
维持 纠正 结果 审结 计 维持 结果
纠正 结果 审结 计 维持 纠正 结果 审结 计
3 27 20 4 54 37 7 10 11 65 1 11 7 33 52
"""
LIBREOFFICE = """行政复议
结果维 结果
持
纠正
3
27
其他
结果
行政诉讼
尚未
总计 结果
审结
维持
20
4
54
37
未经复议直接起诉
复议后起诉
结果
纠正
其他
结果
尚未
结果
总计
审结
维持
结果
纠正
其他
结果
7
10
11
11
7
65
1
尚未
总计
审结
33
52
"""
#: LibreOffice again, of the Word file that we write.
WRITTEN = """行政诉讼
行政复议
未经复议直接起诉
复议后起诉
结果 结果 其他 尚未
结果 结果 其他 尚未
结果 结果 其他 尚未
总计
总计
总计
维持 纠正 结果 审结
维持 纠正 结果 审结
维持 纠正 结果 审结
3
27
20
4
54
37
7
10
11
65
1
11
7
33
52
"""
UNREAD = [None] * 15


def read(table: str) -> list[object]:
    text = EVERY_WAY["spaces.txt"](distinct(1, zeros=0.0).doc)
    start = text.index("四、政府信息公开行政复议、行政诉讼情况\n")
    stop = text.index("五、存在的主要问题")
    return four(
        cells(f"{text[:start]}四、政府信息公开行政复议、行政诉讼情况\n{table}{text[stop:]}")
    )


def test_a_line_of_fifteen_below_heads_of_which_one_tells_its_column_is_read() -> None:
    assert read(CHROMIUM) == FIGURES


def test_a_total_that_the_document_miscounts_is_read_as_printed() -> None:
    assert read(CHROMIUM.replace(" 54 ", " 55 ")) == [55 if one == 54 else one for one in FIGURES]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("结果 结果 其他 尚未 总 结果 未经", "结果 结果 其他 尚未 总 未经"),  # of the first five?
        ("结果 结果 其他 尚未 总 结果 未经", "结果 结果 其他 尚未 总 结果 结果 其他 尚未 总 未经"),
        ("行政复议\n行政诉讼\n", "行政诉讼\n行政复议\n"),
    ],
)
def test_heads_that_do_not_tell_their_columns_leave_it_unread(old: str, new: str) -> None:
    assert CHROMIUM.count(old) == 1
    assert read(CHROMIUM.replace(old, new)) == UNREAD


@pytest.mark.parametrize("table", [LIBREOFFICE, WRITTEN])
def test_figures_whose_columns_nothing_tells_are_unread(table: str) -> None:
    """In the first, 11 and 7 of 复议后起诉 stand before 65 of 未经复议直接起诉."""
    assert read(table) == UNREAD


@pytest.mark.parametrize("table", [CHROMIUM, LIBREOFFICE, WRITTEN])
def test_fifteen_zeros_are_whose_they_may_be(table: str) -> None:
    zeros = re.sub(r"\d+", "0", table)
    assert zeros.count("0") == 15
    assert read(zeros) == [0] * 15


@pytest.mark.parametrize("table", [LIBREOFFICE, WRITTEN])
@pytest.mark.parametrize("last", ["0 0", "", "/", "1"])
def test_other_than_fifteen_zeros_are_not(table: str, last: str) -> None:
    before, _, behind = re.sub(r"\d+", "0", table).rpartition("0")
    assert read(f"{before}{last}{behind}") == UNREAD
