"""The page made straight and white, its lines, and what is ink: small pictures with known answers."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gongkai.report.read.scan.decoding import FigureDecoder
from gongkai.report.read.scan.ink import Box, lines_in, marks_in, parts_of, pieces_across, prose_in
from gongkai.report.read.scan.level import flattening, skew_of, warped
from gongkai.report.read.scan.lines import line_mask
from gongkai.report.read.scan.paper import paper_of
from tests.report.read.scan.worn import Pixels, worn

PAGE = Box(0, 0, 1200, 900)


def page() -> Pixels:
    return np.full((900, 1200, 3), 255, np.uint8)


def table(rows: int = 3, columns: int = 4) -> Pixels:
    """A ruled table with its top left corner at 100, 100 and cells of 200 by 80 pixels."""
    drawn = page()
    right, bottom = 100 + columns * 200, 100 + rows * 80
    for r in range(rows + 1):
        cv2.line(drawn, (100, 100 + r * 80), (right, 100 + r * 80), (0, 0, 0), 2)
    for c in range(columns + 1):
        cv2.line(drawn, (100 + c * 200, 100), (100 + c * 200, bottom), (0, 0, 0), 2)
    return drawn


def write(drawn: Pixels, text: str, x: int, y: int) -> None:
    cv2.putText(drawn, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2, cv2.LINE_AA)


@pytest.mark.parametrize("degrees", [-2.0, -0.7, 0.0, 1.3, 4.0])
def test_the_skew_of_a_page_is_found(degrees: float) -> None:
    grey = cv2.cvtColor(worn(table(), f"skew={degrees}"), cv2.COLOR_RGB2GRAY)
    assert skew_of(np.asarray(grey, np.uint8)) == pytest.approx(degrees, abs=0.11)


def test_perspective_is_taken_out() -> None:
    bent = worn(table(8, 4), "perspective=0.012", 3)
    matrix = flattening(paper_of(bent).grey)
    assert matrix is not None
    flat = line_mask(paper_of(warped(bent, matrix)).grey, 200)
    (found,) = flat.tables()
    assert len(found.cells) == 32
    assert flattening(paper_of(table(8, 4)).grey) is None


@pytest.mark.parametrize("how", ["", "broken=60", "faint=0.3", "noise=25", "shade=0.5"])
def test_the_cells_of_a_table_are_found_through_wear(how: str) -> None:
    (found,) = line_mask(paper_of(worn(table(), how)).grey, 200).tables()
    assert [(c.row, c.column) for c in found.cells] == [(r, c) for r in range(3) for c in range(4)]


def test_text_in_white_on_a_dark_head_is_made_dark_on_white() -> None:
    drawn = table(3, 4)
    drawn[101:180, 101:899] = (31, 78, 121)
    cv2.putText(drawn, "158", (130, 150), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (255, 255, 255), 2)
    grey = paper_of(drawn).grey
    assert float(np.median(grey[110:170, 310:480])) > 230
    assert grey[110:170, 120:200].min() < 60
    (found,) = line_mask(grey, 200).tables()
    assert len({c.row for c in found.cells}) == 3


def test_a_title_of_heavy_strokes_is_not_turned_white_on_black() -> None:
    drawn = page()
    for x in range(150, 900, 70):
        for k in range(4):
            cv2.rectangle(drawn, (x + k * 15, 100), (x + k * 15 + 8, 160), (0, 0, 0), -1)
    grey = paper_of(drawn).grey
    assert grey[95:165, 140:900].min() < 10
    assert float(np.median(grey[80:95, 140:900])) > 250
    assert (grey[130, 150:900] < 128).mean() == pytest.approx(0.5, abs=0.1)


def test_the_strokes_of_a_heading_over_a_table_are_no_lines_of_it() -> None:
    drawn = table()
    for x in (150, 180, 210, 260):
        cv2.line(drawn, (x, 45), (x, 95), (0, 0, 0), 6)
        cv2.line(drawn, (x, 60), (x + 50, 60), (0, 0, 0), 5)
    (found,) = line_mask(paper_of(drawn).grey, 200).tables()
    assert len(found.cells) == 12


def test_a_stamp_is_taken_away_and_remembered() -> None:
    drawn = page()
    write(drawn, "305", 580, 450)
    bare = paper_of(drawn)
    stamped = paper_of(worn(drawn, "stamp=120", 5))
    assert bare.coloured is None and stamped.coloured is not None
    assert cv2.countNonZero(stamped.coloured) > 3000
    (figure,) = lines_in(bare.grey, PAGE, 200)
    (again,) = lines_in(stamped.grey, PAGE, 200)
    assert abs(figure.left - again.left) <= 2 and abs(figure.right - again.right) <= 2


def test_specks_are_no_ink_and_a_faint_figure_is() -> None:
    drawn = worn(page(), "speckle=0.002")
    assert marks_in(paper_of(drawn).grey, PAGE, 200) == []
    faint = page()
    write(faint, "0", 300, 300)
    pale = paper_of(worn(faint, "faint=0.25")).grey
    assert len(lines_in(pale, PAGE, 200)) == 1


def test_a_faint_figure_beside_a_dark_one_is_not_lost() -> None:
    drawn = page()
    write(drawn, "6", 320, 300)
    drawn = worn(drawn, "faint=0.3")
    write(drawn, "2", 300, 300)
    (line,) = lines_in(paper_of(drawn).grey, PAGE, 200)
    assert pieces_across(paper_of(drawn).grey, line) == 2


def test_a_place_without_pixels_has_no_ink() -> None:
    """OpenCV ends the process when it is asked for the pieces of nothing."""
    white = paper_of(page()).grey
    assert marks_in(white, Box(30, 40, 30, 90), 200) == []
    assert lines_in(white, Box(30, 40, 20, 30), 200) == []


def test_figures_of_two_cells_are_told_by_their_gap() -> None:
    drawn = page()
    for figure, x in zip("32345", (100, 120, 300, 320, 340), strict=True):
        write(drawn, figure, x, 200)
    grey = paper_of(drawn).grey
    (line,) = lines_in(grey, PAGE, 200)
    assert len(parts_of(grey, line, 0.9)) == 2
    assert pieces_across(grey, line) == 5


def test_odds_become_figures_with_their_probabilities() -> None:
    """Two steps of 1 with nothing between are one 1; what looks like a 0 counts as one."""
    decoder = FigureDecoder(("", "1", "0", "O", "字"))
    steps = np.array(
        [[0.1, 0.9, 0, 0, 0], [0.0, 1.0, 0, 0, 0], [1.0, 0, 0, 0, 0], [0.0, 0, 0.7, 0.2, 0.1]],
        np.float32,
    )
    found = dict(decoder.readings(steps))
    assert found["10"] == pytest.approx(0.9)
    assert sum(found.values()) <= 0.9 + 1e-6


def test_the_edge_of_a_page_joins_no_lines() -> None:
    drawn = page()
    write(drawn, "one", 200, 200)
    write(drawn, "two", 200, 300)
    cv2.line(drawn, (100, 20), (110, 880), (0, 0, 0), 3)
    grey = paper_of(drawn).grey
    assert [line.left > 150 for line in prose_in(grey, PAGE, 200)] == [True, True]
    assert len(lines_in(grey, PAGE, 200)) == 1
