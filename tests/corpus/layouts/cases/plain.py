"""Tables as text and as a page, the cells parted in each way seen."""

from __future__ import annotations

import re

from tests.corpus.layouts.case import Case, case
from tests.corpus.layouts.printing import (
    FIGURES,
    Printed,
    as_page,
    one_a_line,
    printed,
    with_bars,
    with_spaces,
    with_tabs,
)


@case
def plain_tabs() -> Case:
    return Case("plain-tabs.txt", "单元格以制表符分开", with_tabs(printed()))


@case
def plain_spaces() -> Case:
    return Case("plain-spaces.txt", "一行表格一行文字，以空格分开", with_spaces(printed()))


@case
def plain_one_a_line() -> Case:
    return Case("plain-one-a-line.txt", "一个单元格一行", one_a_line(printed()))


@case
def plain_page() -> Case:
    return Case("plain-page.html", "网页，合并单元格", as_page(printed()))


BLANKS = {
    "requests.carried_in": [2, *["blank"] * 5, 2],
    "requests.granted": [5, 1, *["blank"] * 4, 6],
    "requests.refused.prohibited_by_law": "blank",
    "requests.not_processed.repeated_request": [*["blank"] * 6, 0],
}


def _with_blanks() -> Printed:
    doc = printed()
    doc.put("二、上年结转", "2", "", "", "", "", "", "2")
    doc.put("（一）予以公开", "5", "1", "", "", "", "", "6")
    doc.put("2.其他法律", *[""] * 7)
    doc.put("2.重复申请", *[""] * 6, "0")
    return doc


@case
def bars_behind_cells() -> Case:
    text = with_bars(_with_blanks(), "rows")
    return Case("bars-behind-cells.txt", "网页另存的文字，每格后面一条竖线", text, BLANKS)


@case
def bars_one_a_line() -> Case:
    text = with_bars(_with_blanks(), "cells")
    return Case("bars-one-a-line.txt", "一格连同竖线占一行", text, BLANKS)


@case
def bars_between_lines() -> Case:
    text = with_bars(_with_blanks(), "between")
    return Case("bars-between-lines.txt", "格和竖线各占一行", text, BLANKS)


@case
def borders_lost() -> Case:
    """All cell borders lost: every table is one paragraph of words and figures."""
    doc = printed()
    lines = [doc.title, *doc.preamble]
    for n, title in enumerate(doc.titles):
        lines += [title, *doc.texts[n]]
        rows = {1: doc.two, 2: [*doc.head_three, *doc.three], 3: doc.four}.get(n, [])
        if rows:
            lines.append(" ".join(cell for row in rows for cell in row if cell))
    return Case(
        "borders-lost.txt", "表格边框全部丢失，一张表连成一段", "\n".join([*lines, *doc.ending])
    )


@case
def labels_of_details_lost() -> Case:
    """Merged labels lost on the way: the figures of a group stand below its name, one row like the other."""
    text = re.sub(r"[1-8]\.[^\n|]*\| ", "", with_bars(printed(), "rows"))
    groups = (
        "requests.refused.",
        "requests.unavailable.",
        "requests.not_processed.",
        "requests.other.",
    )
    rows = {row: "unreadable" for row in FIGURES if row.startswith(groups)}
    return Case("bars-labels-lost.txt", "各项的行名丢失，只剩各组的名称", text, rows)
