"""Signs for no figure by their shape, and rows whose figures may stand in other columns than they seem."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gongkai.report.read.blocks import Grid
from gongkai.report.read.scan import blocks_of
from gongkai.report.read.scan.figures import _figures
from gongkai.report.read.scan.ink import Box, lines_in
from gongkai.report.read.scan.picture import Picture
from gongkai.report.read.scan.signs import sign_in
from tests.report.read.scan.test_geometry import page, table, write
from tests.report.read.scan.worn import Pixels, worn

BESIDE = [Box(600, 100, 615, 120)]
Stroke = tuple[tuple[int, int], tuple[int, int]]


def stroke(*points: tuple[int, int], thick: int = 2) -> Pixels:
    drawn = cv2.cvtColor(page(), cv2.COLOR_RGB2GRAY)
    line = np.array(points, np.int32)
    return np.asarray(cv2.polylines(drawn, [line], False, (0,), thick, cv2.LINE_AA), np.uint8)


@pytest.mark.parametrize(
    ("points", "sign"),
    [
        ([(500, 110), (514, 110)], "-"),
        ([(500, 110), (528, 111)], "-"),
        ([(500, 102), (514, 102)], ""),  # the bar of a 7 whose leg is gone
        ([(500, 120), (514, 120)], ""),  # the foot of a 2
        ([(500, 110), (504, 110)], ""),  # a dot
        ([(500, 122), (512, 98)], "/"),
        ([(500, 98), (512, 122)], ""),  # leaning to the left
        ([(505, 122), (508, 98)], ""),  # too steep: a slanted 1
        ([(500, 98), (514, 98), (504, 122)], ""),  # 7
        ([(501, 106), (508, 98), (502, 122)], ""),  # 1 with its flag
    ],
)
def test_a_sign_is_told_by_its_shape(points: list[tuple[int, int]], sign: str) -> None:
    drawn = stroke(*points)
    (box,) = lines_in(drawn, Box(450, 60, 560, 160), 200)
    assert sign_in(drawn, box, BESIDE, 200) == sign


def test_two_strokes_are_no_sign() -> None:
    drawn = np.minimum(stroke((500, 110), (514, 110)), stroke((520, 110), (534, 110)))
    (box,) = lines_in(drawn, Box(450, 60, 560, 160), 200)
    assert sign_in(drawn, box, BESIDE, 200) == ""


def test_the_word_for_none_is_as_sure_as_no_figure_looks_like_it() -> None:
    assert _figures({"无": 0.9, "7": 0.004}, 1).confidence == 0.996
    assert _figures({"无": 0.3}, 1).confidence == 0.3
    assert _figures({"1": 0.9, "7": 0.004}, 1).confidence == 0.9


def seen(drawn: Pixels) -> list[list[tuple[str, bool]]]:
    """The cells of the one table of a page, and of each whether it was seen for sure."""
    (grid,) = [
        b for b in blocks_of(Picture(worn(drawn, "blur=0.6"), 200), 1, 0) if isinstance(b, Grid)
    ]
    return [[(c.text, (c.confidence or 0) >= 0.98) for c in row] for row in grid.rows]


def figures(drawn: Pixels) -> Pixels:
    for row in range(3):
        for column in range(4):
            write(drawn, f"{row + 2}{column + 5}", 185 + 200 * column, 150 + 80 * row)
    return drawn


def test_a_row_with_a_cell_that_is_two_is_not_sure_of_its_columns() -> None:
    drawn = table(3, 4)
    drawn[265:338, 495:506] = 255  # the line between two cells of the last row is gone
    rows = seen(figures(drawn))
    assert [text for text, _ in rows[0]] == ["25", "26", "27", "28"]
    assert {sure for _, sure in rows[0] + rows[1]} == {True}
    assert {sure for _, sure in rows[2]} == {False}


def test_the_gap_of_a_double_line_is_no_column() -> None:
    drawn = table(3, 4)
    cv2.line(drawn, (911, 100), (911, 340), (0, 0, 0), 2)
    for y in range(100, 341, 80):
        cv2.line(drawn, (900, y), (911, y), (0, 0, 0), 2)
    assert [len(row) for row in seen(figures(drawn))] == [4, 4, 4]
