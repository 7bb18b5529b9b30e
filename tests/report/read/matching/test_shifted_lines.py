"""Figures of lines one row further than their labels: those of a row too many in one place, none in another."""

from __future__ import annotations

import pytest

from gongkai.report.cell import Cell, State
from tests.corpus.layouts.printing import parts, with_spaces
from tests.report.read.distinct import THREE, Distinct, distinct
from tests.report.read.odd import UNREADABLE, cells, others, row

#: The rows 2.其他法律行政法规禁止公开 to 5.属于三类内部事务信息 of table three.
FIRST, LAST = 5, 8
MIXED = THREE[FIRST : LAST + 1]


def read_with(one: Distinct, between: list[str]) -> dict[str, Cell]:
    """The cells of the report printed a row a line, some lines in place of those of `MIXED`."""
    doc = one.doc
    lines = [doc.title, *doc.preamble]
    for title, texts, rows in parts(doc):
        printed = [" ".join(cell for cell in cells_ if cell) for cells_ in rows]
        if title == doc.titles[2]:
            first = len(doc.head_three) + FIRST
            printed[first : first + len(MIXED)] = between
        lines += [title, *texts, *printed]
    return cells("\n".join([*lines, *doc.ending]))


def of(one: Distinct) -> tuple[list[str], list[str]]:
    own = one.doc.three[FIRST : LAST + 1]
    return ["".join(cells_[:3]) for cells_ in own], [" ".join(cells_[3:]) for cells_ in own]


@pytest.mark.parametrize("zeros", [0.0, 0.6])
def test_rows_between_a_label_alone_and_figures_without_one_are_nobody_s(zeros: float) -> None:
    one = distinct(7, zeros=zeros)
    (a, b, c, d), (of_a, of_b, of_c, of_d) = of(one)
    read = read_with(one, [a, b, of_a, c, of_b, of_c, f"{d} {of_d}"])
    assert [row(read, name) for name in MIXED[:3]] == [UNREADABLE] * 3
    assert others(one, read, *MIXED[:3]) == []


def test_rows_between_figures_of_two_and_a_label_with_too_few_are_nobody_s() -> None:
    """A page of LibreOffice whose text was taken out: figures in pieces, before their labels."""
    one = distinct(7, zeros=0.0)
    (a, b, c, d), (of_a, of_b, of_c, of_d) = of(one)
    first, rest = of_b.split(" ", 1)
    parted = of_d.rsplit(" ", 1)
    read = read_with(one, [a, of_a, first, rest, b, of_c, c, parted[0], d, parted[1]])
    assert [row(read, name) for name in MIXED[1:]] == [UNREADABLE] * 3
    assert others(one, read, *MIXED[1:]) == []


@pytest.mark.parametrize("alone", ["a", "d"])
def test_where_every_label_between_has_its_figures_beside_it_they_are_its_own(alone: str) -> None:
    one = distinct(7, zeros=0.0)
    (a, b, c, d), (of_a, of_b, of_c, of_d) = of(one)
    empty = {"a": MIXED[0], "d": MIXED[3]}[alone]
    first, last = ([a], [f"{d} {of_d}", of_a]) if alone == "a" else ([f"{a} {of_a}", of_d], [d])
    read = read_with(one, [*first, f"{b} {of_b}", f"{c} {of_c}", *last])
    assert {cell.value for i, cell in read.items() if i.startswith(f"{empty}.")} == {None}
    assert [row(read, name) for name in MIXED[1:3]] == [one.figures[name] for name in MIXED[1:3]]


def test_a_row_is_not_blank_whose_total_may_stand_below_the_next() -> None:
    """Two rows of which only the totals are figures of lines below: pdftotext -layout of tall rows."""
    one = distinct(7, zeros=0.0)
    (a, b, c, d), (of_a, _, of_c, of_d) = of(one)
    figures, total = of_c.rsplit(" ", 1)
    read = read_with(one, [f"{a} {of_a}", b, f"{c} {figures}", "7", total, f"{d} {of_d}"])
    states = {cell.state for i, cell in read.items() if i.startswith(f"{MIXED[1]}.")}
    assert states == {State.UNREADABLE}
    assert row(read, MIXED[2])[:6] == ["unreadable"] * 6
    assert others(one, read, MIXED[1], MIXED[2]) == []


def test_two_labels_round_the_wrong_way_with_figures_below_both_are_nobody_s() -> None:
    one = distinct(7, zeros=0.0)
    (a, b, c, d), (of_a, of_b, _, of_d) = of(one)
    read = read_with(one, [f"{a} {of_a}", c, b, of_b, f"{d} {of_d}"])
    assert [row(read, name) for name in MIXED[1:3]] == [UNREADABLE] * 2
    assert others(one, read, *MIXED[1:3]) == []


def test_labels_of_table_two_above_the_figures_of_both_are_not_blank() -> None:
    one = distinct(7, zeros=0.0)
    figures = [one.doc.row("规章")[1:], one.doc.row("行政规范性文件")[1:]]
    one.doc.row("规章")[1:] = []
    one.doc.row("行政规范性文件")[1:] = [
        "\n" + "\n".join(figure for row_ in figures for figure in row_)
    ]
    read = cells(with_spaces(one.doc))
    rows = ("disclosure.rules", "disclosure.normative_documents")
    assert [row(read, name) for name in rows] == [["unreadable"] * 3] * 2
    assert row(read, "disclosure.licences") == one.figures["disclosure.licences"]


def test_a_row_without_figures_above_one_with_too_few_is_not_blank() -> None:
    one = distinct(7, zeros=0.0)
    (a, b, c, d), (of_a, _, of_c, of_d) = of(one)
    few = of_c.split()[:4]
    read = read_with(one, [f"{a} {of_a}", b, c, *few, f"{d} {of_d}"])
    assert [row(read, name) for name in MIXED[1:3]] == [UNREADABLE] * 2
    assert others(one, read, *MIXED[1:3]) == []
