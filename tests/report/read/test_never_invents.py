"""No reader path makes a zero, or any other number, that was not printed at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from gongkai.report.cell import Cell, State, prints_zero
from gongkai.report.read import read_bytes

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))}
VALUE = re.compile(r"(?<![\d.\-（(第])\d+(?:\.\d+)?(?![\d.\-、)）])")
#: How a value may go: blanked, deleted with the separator before it, or worn to something else.
WEAR = ("", "blank", "O", "l", "/", "?")


def test_the_type_refuses_a_zero_that_is_not_printed() -> None:
    for raw in (None, "", "/", "无", "12"):
        with pytest.raises(ValueError, match="without a printed zero"):
            Cell(State.NUMBER, 0, raw)


@seed(20240120)
@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_zeros_are_printed_whatever_is_lost(name: str, data: st.DataObject) -> None:
    """Any lines and values go; each zero that is still read is printed at the place it names."""
    lines = TEXTS[name].split("\n")
    for index in sorted(
        data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=6)), reverse=True
    ):
        del lines[index]
    text = "\n".join(lines)
    for _ in range(data.draw(st.integers(0, 4))):
        text = worn(text, data)
    for cell in read_bytes(text.encode(), "a.txt").cells.values():
        if cell.value == 0:
            assert cell.raw is not None and cell.source is not None
            offset = cell.source.offset
            assert offset is not None
            printed = text[offset : offset + len(cell.raw)]
            assert printed == cell.raw
            assert prints_zero(printed)


@seed(20240121)
@settings(max_examples=250, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_nothing_is_shifted_when_one_value_is_lost(name: str, data: st.DataObject) -> None:
    """The lost cell is no number, and every other cell is as it was or no number either."""
    before = read_bytes(TEXTS[name].encode(), "a.txt").cells
    cell_ids = [i for i, c in before.items() if c.value is not None]
    lost = data.draw(st.sampled_from(cell_ids))
    cell = before[lost]
    assert cell.raw is not None and cell.source is not None and cell.source.offset is not None
    start, end = cell.source.offset, cell.source.offset + len(cell.raw)
    text = TEXTS[name]
    how = data.draw(st.sampled_from(WEAR))
    if how == "":
        while start > 0 and text[start - 1] in " \t":
            start -= 1
        text = text[:start] + text[end:]
    else:
        text = text[:start] + ("" if how == "blank" else how) + text[end:]
    after = read_bytes(text.encode(), "a.txt").cells
    assert after[lost].value is None
    changed = {
        i: (before[i].value, c.value)
        for i, c in after.items()
        if c.value is not None and c.value != before[i].value
    }
    assert changed == {}


def worn(text: str, data: st.DataObject) -> str:
    values = list(VALUE.finditer(text))
    if not values:
        return text
    match = data.draw(st.sampled_from(values))
    how = data.draw(st.sampled_from(WEAR))
    return text[: match.start()] + ("" if how == "blank" else how) + text[match.end() :]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_no_line_can_be_lost_and_change_a_number(name: str) -> None:
    """Each line in turn is deleted: no cell then holds another number than before."""
    lines = TEXTS[name].split("\n")
    before = read_bytes(TEXTS[name].encode(), "a.txt").cells
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        text = "\n".join(lines[:index] + lines[index + 1 :])
        after = read_bytes(text.encode(), "a.txt").cells
        assert [(i, line) for i, c in after.items() if c.value not in (None, before[i].value)] == []


def test_an_empty_row_below_figures_that_are_not_told_is_no_row_of_blanks() -> None:
    """A row cut by the end of a page: a running head lies over its figures, its rest is empty."""
    five = "".join(
        f"<td>{one}</td>" for one in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    )
    heads = (
        "<tr><td colspan=5 rowspan=2>行政复议</td><td colspan=10>行政诉讼</td></tr>"
        "<tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
        f"<tr>{five * 3}</tr>"
    )
    figures = ["202742年度", "报 6告4 共", "1 1278 页", *map(str, range(12))]
    tables = [
        f"<table>{heads}<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr></table>"
        for row in (figures, [""] * 15)
    ]
    page = "<p>某某县教育局2023年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p>"
    cells = read_bytes((page + "".join(tables)).encode(), "a.html").cells
    read = [cell.state for i, cell in cells.items() if i.startswith("challenges")]
    assert read == [State.UNREADABLE] * 15
