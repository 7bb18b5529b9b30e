"""Characters, blocks, and the errors of a file that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.report.cell import State
from gongkai.report.read import ReadError, read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid, Paragraph
from gongkai.report.read.plain.text import decode
from tests.corpus.layouts.printing import one_a_line
from tests.report.read.distinct import distinct

REPORTS = Path(__file__).parents[3] / "corpus" / "reports"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_one_report_in_every_encoding_is_one_report(encoding: str) -> None:
    text = (REPORTS / "jiyuan-2024.txt").read_text("utf-8")
    expected = read_bytes(text.encode(), "a.txt")
    assert read_bytes(text.encode(encoding), "a.txt") == expected


def test_line_ends_of_windows_change_nothing_but_offsets() -> None:
    text = (REPORTS / "tacheng-2024.txt").read_text("utf-8")
    unix, windows = (
        read_bytes(text.encode(), "a"),
        read_bytes(text.replace("\n", "\r\n").encode(), "a"),
    )
    assert windows.sections == unix.sections
    assert {i: (c.state, c.value, c.raw) for i, c in windows.cells.items()} == {
        i: (c.state, c.value, c.raw) for i, c in unix.cells.items()
    }


def test_tabs_make_a_grid_and_other_lines_paragraphs() -> None:
    document = read_document("甲\n a\tb \n\n\tc\n乙\n".encode(), "a.txt")
    first, grid, last = document.blocks
    assert isinstance(first, Paragraph) and first.text == "甲"
    assert isinstance(grid, Grid)
    assert [(c.text, c.row, c.column, c.source.line, c.source.offset) for c in grid.cells] == [
        ("a", 0, 0, 2, 3),
        ("b", 0, 1, 2, 5),
        ("", 1, 0, 4, 9),
        ("c", 1, 1, 4, 10),
    ]
    assert isinstance(last, Paragraph) and last.source.line == 5


def test_a_page_break_counts_pages() -> None:
    document = read_document("一\n\f二\n\f".encode(), "a.txt")
    assert document.pages == 2
    assert [b.source.page for b in document.blocks] == [1, 2]
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["一", "二"]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "文件是空的"),
        (b" \n ", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n123", "图片"),
        (b"\xff\xfe\x00", "第 1 个字节不是"),
        (b"\x81\x00\x00\x01\x02\xd8", "不是可以读的文本"),
    ],
)
def test_what_cannot_be_read_says_what_happened_and_what_to_do(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "某年报")
    assert cause in caught.value.cause
    assert caught.value.remedy
    assert str(caught.value).startswith("某年报：")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="没有这个文件"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="文件夹"):
        read_file(tmp_path)


def test_a_text_that_is_no_report_has_no_form_and_says_so() -> None:
    report = read_bytes("今天天气很好。\n明天也是。\n".encode(), "a.txt")
    assert report.form == "none"
    assert report.cells == {}
    assert [n.code for n in report.notes] == ["title-missing"]


def test_decode_prefers_utf_8() -> None:
    assert decode("公开".encode(), "a") == "公开"


def test_a_damaged_value_is_unreadable_and_its_neighbours_stay() -> None:
    text = (REPORTS / "xinyuan-2024.txt").read_text("utf-8")
    report = read_bytes(text.replace("秘密 0 0", "秘密 0 O").encode(), "a.txt")
    row = "requests.refused.state_secret"
    assert report.cells[f"{row}.enterprise"].state is State.UNREADABLE
    assert report.cells[f"{row}.enterprise"].raw == "O"
    assert report.cells[f"{row}.natural_person"].value == 0
    assert report.cells[f"{row}.research_institution"].value == 0


def test_a_row_of_six_values_is_not_shifted() -> None:
    text = (REPORTS / "xinyuan-2024.txt").read_text("utf-8")
    report = read_bytes(text.replace("秘密 0 0", "秘密 0").encode(), "a.txt")
    row = [c for i, c in report.cells.items() if i.startswith("requests.refused.state_secret.")]
    assert {(c.state, c.raw) for c in row} == {(State.UNREADABLE, "0 0 0 0 0 0")}
    assert [n.code for n in report.notes] == ["row-miscounted"]


def test_a_row_without_values_is_blank() -> None:
    text = (REPORTS / "xinyuan-2024.txt").read_text("utf-8")
    gone = text.replace("1.属于国家秘密 0 0 0 0 0 0 0", "1.属于国家秘密")
    report = read_bytes(gone.encode(), "a.txt")
    row = [c for i, c in report.cells.items() if i.startswith("requests.refused.state_secret.")]
    assert {c.state for c in row} == {State.BLANK}
    assert sum(c.state is State.BLANK for c in report.cells.values()) == 7


def test_a_damaged_character_costs_only_itself() -> None:
    data = (REPORTS / "xinyuan-2024.txt").read_bytes()
    at = data.index(b"0 0 0 0 0 0 0")
    report = read_bytes(data[:at] + b"\xff" + data[at + 1 :], "a.txt")
    first = report.cells["requests.received.natural_person"]
    assert (first.state, first.raw) == (State.UNREADABLE, "\ufffd")
    assert sum(c.value is not None for c in report.cells.values()) == 199
    assert [n.code for n in report.notes] == ["characters-damaged"]


def test_a_file_too_big_to_be_a_report_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_001)
    with pytest.raises(ReadError, match="超过 50 MB"):
        read_file(path)


def test_a_change_in_words_is_a_value_between_bars() -> None:
    cells = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量", "行政许可", "6", "减4", "2",
             "其他对外管理服务事项", "3", "增1", "4"]  # fmt: skip
    lines = ["云溪县教育局2020年政府信息公开工作年度报告", "二、主动公开政府信息情况"]
    text = "\n".join([*lines, "第二十条第（五）项 |", *(f"{one} |" for one in cells)])
    report = read_bytes(text.encode(), "a.txt")
    assert report.form == "2019"
    for row, values in (("licences", (6, -4, 2)), ("other_services", (3, 1, 4))):
        columns = ("items_last_year", "change", "decisions")
        assert tuple(report.value(f"disclosure.{row}.{c}") for c in columns) == values


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\v"])
def test_lines_end_as_other_programs_end_them(end: str) -> None:
    text = (REPORTS / "jiyuan-2024.txt").read_text("utf-8")
    expected, report = (
        read_bytes(one.encode(), "a.txt") for one in (text, text.replace("\n", end))
    )
    assert (report.title, report.signed_on) == (expected.title, expected.signed_on)
    assert [s.text for s in report.sections] == [s.text for s in expected.sections]
    assert {i: c.value for i, c in report.cells.items()} == {
        i: c.value for i, c in expected.cells.items()
    }


def _indented(text: str) -> str:
    """A text as a browser gives all that a page says (`textContent`), its source indented."""
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("二、主动公开"))
    inside = [f"\t\t\t\t\n\t\t\t\t\t{line}\n\t\t\t\t\n" for line in lines[at + 1 :]]
    return "\n".join([*lines[: at + 1], "\n".join(inside)])


def test_text_behind_tabs_in_lines_of_its_own_is_that_of_lines() -> None:
    one = distinct(4, zeros=0.3)
    text = _indented(one_a_line(one.doc))
    report = read_bytes(text.encode(), "a.txt")
    assert one.wrong(text, "a.txt") == []
    assert all(cell.value is not None for cell in report.cells.values())
    for cell in report.cells.values():
        assert cell.source is not None
        assert cell.source.offset is not None
        assert text[cell.source.offset :].startswith(f"{cell.raw}\n")


@pytest.mark.parametrize("line", ["\t\t5\t6", "规章\t5"])
def test_one_line_with_a_tab_inside_makes_a_grid_of_all(line: str) -> None:
    document = read_document(f"甲\n\t\t乙\n\t丙\n{line}\n".encode(), "a.txt")
    assert [type(block) for block in document.blocks] == [Paragraph, Grid]
