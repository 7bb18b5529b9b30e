"""Headings of the form in a line that goes on behind them, or that did not end before them."""

from __future__ import annotations

import pytest

from gongkai.report.read import read_bytes
from gongkai.report.read.headings import heading_number, split_headings
from tests.corpus.layouts.printing import parts, printed, with_bars
from tests.report.read.odd import report

_PREAMBLE = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
_ALL = [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("一、总体情况 2023年，我局认真公开。", ["一、总体情况", "2023年，我局认真公开。"]),
        ("公开信息50条。 二、主动公开政府信息情况", ["公开信息50条。", "二、主动公开政府信息情况"]),
        ("六、其他需要报告的事项 无", ["六、其他需要报告的事项", "无"]),
        ("五、存在的主要问题及改进情况（一）公开不够及时。", ["五、存在的主要问题及改进情况", "（一）公开不够及时。"]),
        ("其他事项。 一、本年度政府信息公开工作的总体情况 （一）主动公开。",
         ["其他事项。", "一、本年度政府信息公开工作的总体情况", "（一）主动公开。"]),
        ("二、行政机关主动公开政府信息情况 见下表。", ["二、行政机关主动公开政府信息情况", "见下表。"]),
        # A heading, one with a note behind it, a longer phrase, a list of contents, a sentence about them.
        ("一、总体情况", ["一、总体情况"]),
        ("三、收到和处理政府信息公开申请情况（单位：件）", ["三、收到和处理政府信息公开申请情况（单位：件）"]),
        ("二、主动公开政府信息情况说明如下", ["二、主动公开政府信息情况说明如下"]),
        ("一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 3",
         ["一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 3"]),
        ("本报告包括一、总体情况；二、主动公开政府信息情况；六、其他需要报告的事项六个部分。",
         ["本报告包括一、总体情况；二、主动公开政府信息情况；六、其他需要报告的事项六个部分。"]),
        ("详见本报告“二、主动公开政府信息情况”。", ["详见本报告“二、主动公开政府信息情况”。"]),
    ],
)  # fmt: skip
def test_a_line_is_cut_at_the_headings_inside_it(line: str, pieces: list[str]) -> None:
    found = split_headings(line)
    assert [piece.strip() for _, piece in found] == pieces
    assert all(line[at:].startswith(piece) for at, piece in found)


def test_a_heading_in_other_words_is_that_of_its_section() -> None:
    assert heading_number("一、本年度政府信息公开工作的总体情况") == (
        1,
        "本年度政府信息公开工作的总体情况",
    )


def test_sections_whose_text_goes_on_behind_the_heading_are_told_apart() -> None:
    doc = printed()
    text = with_bars(doc, "rows")
    for title, texts, _ in parts(doc):
        if texts:
            text = text.replace("\n".join([title, *texts]), " ".join([title, *texts]))
    whole = text.replace(f"\n{doc.titles[1]}", f" {doc.titles[1]}")
    assert f"上年结转2件。 {doc.titles[1]}" in whole
    read = read_bytes(whole.encode(), "a.txt")
    assert [section.number for section in read.sections] == _ALL
    assert read.sections[0].text == " ".join(doc.texts[0])
    assert read.sections[5].text == doc.texts[5][0]
    plain = read_bytes(with_bars(doc, "rows").encode(), "a.txt")
    assert {i: cell.value for i, cell in read.cells.items()} == {
        i: cell.value for i, cell in plain.cells.items()
    }
    assert {fact.metric for fact in read.facts} >= {"applications.received", "published"}


def test_a_page_laid_out_in_one_cell_is_read_as_lines() -> None:
    doc = printed()
    cell = "".join(f"<span>{title} {' '.join(texts)} </span>" for title, texts, _ in parts(doc))
    page = f"<table><tr><td>{doc.title}</td></tr><tr><td></td><td>{cell}</td></tr></table>"
    read = read_bytes(page.encode(), "a.html")
    assert [section.number for section in read.sections] == _ALL
    assert read.sections[4].text == doc.texts[4][0]


def test_a_page_in_a_single_line_is_told_apart_and_none_of_its_figures_is_guessed() -> None:
    one = report()
    line = one.doc.title + _PREAMBLE
    for title, texts, rows in parts(one.doc):
        line += title + "".join(texts) + "".join("".join(row) for row in rows)
    read = read_bytes(f"标题：{one.doc.title}\n{line}".encode(), "a.txt")
    assert (read.form, read.year, read.agency) == ("2021", 2023, "南山县教育局")
    assert [section.number for section in read.sections] == _ALL
    assert read.title == one.doc.title
    values = {i: cell.value for i, cell in read.cells.items() if cell.value is not None}
    assert values == {}
    four = {cell for i, cell in read.cells.items() if i.startswith("challenges.")}
    assert {cell.state.value for cell in four} == {"unreadable"}
    assert {cell.raw for cell in four} == {"".join(one.doc.four[3])}
    assert [(f.metric, f.value) for f in read.facts if "applications" in f.metric] == [
        ("applications.received", 16),
        ("applications.carried_in", 2),
    ]


@pytest.mark.parametrize(
    "mark", ["[bookmark: _GoBack]", "[bookmark：_GoBack]", "【bookmark: _GoBack】 "]
)
def test_the_mark_of_a_bookmark_hides_no_heading(mark: str) -> None:
    """Word's text has one, and a recogniser its own signs for it."""
    assert heading_number(f"{mark}三、收到和处理政府信息公开申请情况") == heading_number(
        "三、收到和处理政府信息公开申请情况"
    )
