"""Lines in which the figures of a row stand before its label: a sheet printed without lines and saved as text.

The lines do not say then whether figures belong to the label above or below them; the sums of the table may.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from gongkai.report.cell import State
from gongkai.report.read import read_bytes
from tests.corpus.layouts import printing
from tests.corpus.layouts.printing import Printed
from tests.report.read.combined import FORMS, Combined
from tests.report.read.distinct import Distinct, distinct
from tests.report.read.ways import ran_on, reversed_, reversed_ran_on


def turned_over(text: str, labels: list[str]) -> str:
    """The text with the figures of some rows on a line of their own before their labels."""
    lines = []
    for line in text.split("\n"):
        label = next((one for one in labels if one in line), None)
        if label is None:
            lines.append(line)
        else:
            group, _, figures = line.partition(label)
            lines += [*group.split(), figures.strip(), label]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("some", [slice(None), slice(0, 8), slice(5, 9)])
def test_figures_before_their_labels_are_nobodys(seed: int, some: slice) -> None:
    one = distinct(seed, zeros=0.4)
    labels = [row[2] for row in one.doc.three if row[2]][some]
    text = turned_over(printing.with_spaces(one.doc), labels)
    assert one.wrong(text, "a.txt") == []
    cells = read_bytes(text.encode(), "a.txt").cells
    told = {i for i, cell in cells.items() if cell.state is State.NUMBER}
    assert {"requests.received.total", "requests.concluded.total"} <= told


def cut_down_the_middle(one: Distinct) -> str:
    """A sheet too wide for its page: its labels on one page, its figures on the next."""
    left, right = [], []
    for line in printing.with_spaces(one.doc).split("\n"):
        words = line.split()
        figures = [word for word in words if word.replace(".", "", 1).isdigit()]
        left.append(" ".join(words[: len(words) - len(figures)]) if len(words) > 1 else line)
        right += [" ".join(figures)] if figures and len(words) > 1 else []
    return "\n".join([*left, *right])


def test_a_row_whose_figures_are_on_the_next_page_is_not_blank() -> None:
    one = distinct(1, zeros=0.3)
    assert one.wrong(cut_down_the_middle(one), "a.txt") == []


def test_numbers_of_pages_make_no_blank_row_doubtful() -> None:
    text = printing.with_spaces(printing.printed()).replace("行政许可 151", "行政许可")
    cells = read_bytes(f"{text}\n1\n2\n3\n4".encode(), "a.txt").cells
    assert cells["disclosure.licences.decisions"].state is State.BLANK


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("way", [reversed_, reversed_ran_on])
@pytest.mark.parametrize("zeros", [0.0, 0.8])
def test_figures_before_every_label_are_read_where_the_table_adds_up_so(
    form: str, way: Callable[[Printed], str], zeros: float
) -> None:
    one = FORMS[form](7, zeros=zeros)
    text = way(one.doc)
    report = read_bytes(text.encode(), "a.txt")
    made = Combined(
        one,
        7,
        {(row, at): {Decimal(v)} for row, some in one.figures.items() for at, v in enumerate(some)},
        [],
    )
    assert [(i, cell.value) for i, cell, may in made.held(report) if cell.value not in may] == []
    for cell in report.cells.values():
        assert cell.source is not None
        assert cell.source.offset is not None
        assert text[cell.source.offset :].startswith(cell.raw or "?")


def test_a_row_of_the_office_below_a_table_with_figures_in_front_is_nobody_s() -> None:
    """The last label has figures behind it then, those of 合计."""
    one = distinct(3, zeros=0.3)
    one.doc.three.append(["合计", "", "", *"1234567"])
    text = reversed_ran_on(one.doc)
    read = read_bytes(text.encode(), "a.txt").cells
    assert one.wrong(text, "a.txt") == []
    assert read["requests.received.total"].value == one.figures["requests.received"][6]


@pytest.mark.parametrize("row", ["（七）总计", "一、本年新收政府信息公开申请数量"])
def test_figures_before_labels_are_nobody_s_where_no_sum_tells(row: str) -> None:
    """The row that must add up is printed without its label."""
    one = distinct(3, zeros=0.0)
    one.doc.three = [line for line in one.doc.three if row not in line]
    if row == "（七）总计":
        read = read_bytes(reversed_ran_on(one.doc).encode(), "a.txt").cells
        values = {cell.value for i, cell in read.items() if i.startswith("requests.")}
        assert values == {None}
    assert one.wrong(reversed_ran_on(one.doc), "a.txt") == []


@pytest.mark.parametrize("between", ["7", "3 5"])
def test_figures_on_a_line_of_their_own_among_figures_before_labels_leave_them_unread(
    between: str,
) -> None:
    """They may belong to the row above or below."""
    one = distinct(3, zeros=0.0)
    lines = reversed_(one.doc).split("\n")
    at = next(i for i, line in enumerate(lines) if line.endswith("行政许可"))
    lines.insert(at, between)
    read = read_bytes("\n".join(lines).encode(), "a.txt").cells
    values = {cell.value for i, cell in read.items() if i.startswith("disclosure.")}
    assert values == {None}
    assert read["requests.received.total"].value == one.figures["requests.received"][6]


def test_figures_behind_a_first_label_without_its_number_are_not_those_above_the_next() -> None:
    """No sum tells: the row that must add up lost its label."""
    one = distinct(3, zeros=0.0)
    one.doc.row("一、本年新收")[0] = "本年新收政府信息公开申请数量"
    one.doc.row("（七）总计")[1] = "共"
    read = read_bytes(ran_on(one.doc).encode(), "a.txt").cells
    for key in ("carried_in", "partly_granted", "carried_out"):
        assert read[f"requests.{key}.total"].value == one.figures[f"requests.{key}"][6]
    assert one.wrong(ran_on(one.doc), "a.txt") == []


def test_figures_before_two_labels_are_of_neither_though_the_first_is_damaged() -> None:
    """二、上年结转 is empty; the figures in front of it are those of 一、本年新收, a character of which is lost."""
    one = distinct(3, zeros=0.0)
    first, second = one.doc.three[:2]
    first[0] = first[0].replace("政府信息", "府信息")
    second[3:] = [""] * 7
    read = read_bytes(reversed_ran_on(one.doc).encode(), "a.txt").cells
    for row in ("received", "carried_in"):
        assert {c.value for i, c in read.items() if i.startswith(f"requests.{row}.")} == {None}
