"""Rows that lost their labels, one or several: their figures become no other row's."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from gongkai.report.cell import State
from gongkai.report.read import read_bytes
from tests.corpus.layouts.printing import (
    with_bars,
    with_tabs,
)
from tests.report.read.distinct import THREE, WAYS, distinct

LAYOUTS = Path(__file__).parents[3] / "corpus" / "layouts"
#: The rows of each group of table three, as places in it.
GROUPS = (range(4, 12), range(12, 15), range(15, 20), range(20, 23))


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("zeros", [0.0, 0.5, 0.95])
def test_figures_of_rows_without_labels_become_no_other_rows(name: str, zeros: float) -> None:
    chance = random.Random(f"{name} {zeros}")
    pairs = [pair for group in GROUPS for pair in combinations(group, 2)]
    some = [
        *chance.sample(pairs, 12),
        *([at] for at in chance.sample(range(len(THREE)), 6)),
        *(chance.sample(range(len(THREE)), 3) for _ in range(6)),
        *GROUPS[2:],
    ]
    for lost in some:
        one = distinct(7, zeros=zeros)
        for at in lost:
            labels = one.doc.three[at]
            labels[max(i for i in range(3) if labels[i])] = ""
        assert one.wrong(WAYS[name](one.doc), name) == [], lost


@pytest.mark.parametrize("name", WAYS)
def test_blank_cells_and_lost_labels_together(name: str) -> None:
    chance = random.Random(name)
    for _ in range(25):
        one, blank = distinct(8, zeros=0.3), set()
        for row_id, row, labels in chance.sample(one.rows(), 5):
            for at in range(len(row) - labels):
                if labels == 3 and chance.random() < 0.7:
                    row[labels + at] = ""
                    blank.add((row_id, at))
        row = chance.choice(one.doc.three)
        row[2] = ""
        assert one.wrong(WAYS[name](one.doc), name, blank) == []


def test_a_group_printed_in_part_is_no_merged_row() -> None:
    """Two labels of one group are lost: the zeros of the first are not the figures of the second."""
    one = distinct(1, zeros=1.0)
    other = ["0"] * 5 + ["16", "16"]
    one.doc.three[20][2] = one.doc.three[22][2] = ""
    one.doc.three[22][3:] = other
    report = read_bytes(with_tabs(one.doc).encode(), "a.txt")
    lost = [c for i, c in report.cells.items() if i.startswith(("requests.other.other.",))]
    assert {c.state for c in lost} == {State.UNREADABLE}
    assert "row-unknown" in [note.code for note in report.notes]
    kept = [c for i, c in report.cells.items() if i.startswith("requests.other.fee_not_paid.")]
    assert [c.value for c in kept] == [0] * 7


def test_figures_below_bars_stay_figures_when_the_next_label_is_lost() -> None:
    """The last of several heads is the label of the first row, also where another row follows it."""
    one = distinct(3, zeros=0.0)
    one.doc.three[1][0] = ""
    report = read_bytes(with_bars(one.doc, "cells").encode(), "a.txt")
    first = [c for i, c in report.cells.items() if i.startswith("requests.received.")]
    assert {c.state for c in first} == {State.UNREADABLE}
    assert all(str(figure) in (first[0].raw or "") for figure in one.figures["requests.received"])


def test_a_row_whose_figures_a_piece_of_its_groups_label_parts_from_it_is_not_blank() -> None:
    # a sheet printed without lines: the label of the group stands in the middle of its rows
    lines = (LAYOUTS / "plain-spaces.txt").read_text("utf-8")
    row = "7.属于行政执法案卷 0 0 0 0 0 0 0\n"
    assert lines.count(row) == 1
    torn = lines.replace(row, "（三）\n7.属于行政执法案卷\n不予公\n0 0 0 0 0 0 0\n开\n")
    cells = read_bytes(torn.encode(), "a.txt").cells
    file = [c for k, c in cells.items() if k.startswith("requests.refused.enforcement_file.")]
    assert {(c.state, c.raw) for c in file} == {(State.UNREADABLE, "0 0 0 0 0 0 0")}
    assert cells["requests.refused.process_information.total"].value == 0
    assert cells["requests.refused.administrative_query.total"].value == 0
