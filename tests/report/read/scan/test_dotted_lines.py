"""Tables whose lines are dots or dashes, and what only looks like such a line."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gongkai.report.read.scan.lines import line_mask
from gongkai.report.read.scan.paper import paper_of
from tests.report.read.scan.worn import Pixels, worn

#: So long are the dots and the gaps between them, in pixels.
KINDS = {"dots": (2, 3), "larger dots": (4, 4), "dashes": (8, 5)}


def dotted(kind: str, *, right_side: bool = True) -> Pixels:
    """Three rows of four cells, 200 by 80 pixels each, the lines between and around them of dots."""
    dot, gap = KINDS[kind]
    drawn = np.full((900, 1200, 3), 255, np.uint8)
    thick = min(dot, 4)
    for y in range(100, 341, 80):
        for x in range(100, 900, dot + gap):
            drawn[y : y + thick, x : x + dot] = 0
    for x in range(100, 901 if right_side else 900, 200):
        for y in range(100, 340, dot + gap):
            drawn[y : y + dot, x : x + thick] = 0
    return drawn


def cells(drawn: Pixels) -> list[list[tuple[int, int]]]:
    tables = line_mask(paper_of(drawn).grey, 200).tables()
    return [[(c.row, c.column) for c in table.cells] for table in tables]


@pytest.mark.parametrize("how", ["", "noise=12 jpeg=50", "blur=1.2"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_dotted_lines_is_a_table(kind: str, how: str) -> None:
    every = [(row, column) for row in range(3) for column in range(4)]
    assert cells(worn(dotted(kind), how)) == [every]


def test_the_dots_are_no_ink_of_the_cells() -> None:
    """Nor is anything else taken away with them."""
    grey = paper_of(dotted("dots")).grey
    seen = line_mask(grey, 200)
    assert grey[cv2.dilate(seen.mask, np.ones((3, 3), np.uint8)) == 0].min() > 215


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_whose_side_is_not_seen_may_be_a_piece_of_one(kind: str) -> None:
    assert cells(dotted(kind, right_side=False)) == []


def test_ones_below_each_other_are_no_line() -> None:
    """Figures of seven points in rows set close."""
    drawn = dotted("dots")
    for y in range(106, 330, 24):
        drawn[y : y + 14, 180:183] = 0
    grey = paper_of(drawn).grey
    assert cells(drawn) == [[(row, column) for row in range(3) for column in range(4)]]
    assert not line_mask(grey, 200).mask[106:170, 178:185].any()
