"""How often a figure is looked at, how large, and what a row's sum stands for."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gongkai.report.read.blocks import Grid
from gongkai.report.read.drawn.ruling import CellBox
from gongkai.report.read.scan import blocks_of
from gongkai.report.read.scan.decoding import Readings
from gongkai.report.read.scan.figures import MOST_SURE, Figures, adds_up, is_plain, once
from gongkai.report.read.scan.ink import Box, as_figures, cut_out, labelled, lines_in
from gongkai.report.read.scan.page import _in_sums
from gongkai.report.read.scan.picture import Picture
from gongkai.report.read.scan.seen import Part, SeenCell
from tests.report.read.scan.test_geometry import page, table, write


def read(*figures: object, sure: float = 0.995) -> list[Readings]:
    """A row whose figures were all read with the same odds, each with another reading far below."""
    return [[(str(figure), sure), ("7", 0.001)] for figure in figures]


@pytest.mark.parametrize(
    ("row", "does"),
    [
        (read(12, 3, 0, 15), True),
        (read(0, 0, 0, 0), True),
        (read(0, 4, 0, 4), False),  # one figure alone: what spoils it spoils its sum
        (read(12, 3, 0, 16), False),
        (read(12, 3, 15), False),  # two figures add up by chance too often
        (read(12, 3, 0, 15, sure=0.98), False),
        (read(12, 3, "/", 15), False),
        (read(12, "3.0", 0, 15), False),
        ([*read(12, 3, 0), []], False),
        ([], False),
    ],
)
def test_a_row_adds_up_by_figures_that_are_sure(row: list[Readings], does: bool) -> None:
    assert adds_up(row) is does


@pytest.mark.parametrize(("first_is_sign", "many"), [(False, 4), (True, 0)])
def test_a_row_with_a_sign_is_vouched_for_by_no_sum(first_is_sign: bool, many: int) -> None:
    """A slash may be read as a 1 that the sum seems to ask for."""
    cells = []
    for column, readings in enumerate(read(1, 12, 0, 13)):
        box = Box(0, 0, 20, 20)
        part = Part(box, np.full((20, 20), 255, np.uint8), readings=readings)
        if first_is_sign and column == 0:
            part.figures = Figures("/", 0.99, ())
        cells.append(SeenCell(CellBox(0, column, 1, 1, 0.0, 0.0, 10.0, 10.0), box, [part]))
    assert len(list(_in_sums(cells))) == many


def test_a_figure_looked_at_once_is_not_as_sure_as_sums_are_contradicted_with() -> None:
    assert once([("15", 0.9999), ("16", 0.0012)], 2).confidence == 0.998
    assert once([("15", 0.9999), ("16", 0.0012), ("18", 0.0009)], 2).candidates == (("16", 0.0012),)
    assert once([("15", 0.99)], 2).confidence == 0.99
    assert once([("15", 0.9999)], 3).confidence == pytest.approx(0.9 * 0.9999, abs=1e-4)


def test_a_reading_of_fewer_figures_than_pieces_of_ink_is_hardly_one() -> None:
    """Two ones apart are not one; a 0 in two halves may be one still."""
    eleven = once([("11", 0.9), ("1", 0.08), ("17", 0.01)], 2)
    assert eleven.confidence == pytest.approx(0.9 / (1 - 0.072), abs=1e-4)
    assert dict(eleven.candidates) == pytest.approx({"1": 0.0086, "17": 0.0108}, abs=1e-4)
    assert once([("11", 0.9), ("1", 0.08)], 1).confidence == 0.9
    halves = once([("0", 0.9), ("11", 0.05)], 2)
    assert (halves.text, halves.confidence) == ("0", 0.81)
    assert dict(halves.candidates) == {"11": 0.05}


@pytest.mark.parametrize(
    ("looks", "plain"),
    [
        ([{"0": 0.998}, {"0": 0.99}], True),
        ([{"0": 0.998}, {"0": 0.98}], False),  # in the mean below 0.99
        ([{"31": 0.996, "34": 0.004}, {"34": 0.999}], False),
        ([{}, {"34": 0.999}], False),
    ],
)
def test_two_looks_are_enough_where_both_see_the_same(
    looks: list[dict[str, float]], plain: bool
) -> None:
    assert is_plain(looks) is plain


def test_the_figures_of_a_row_with_its_sum_are_looked_at_once() -> None:
    """The two rows differ in their sum alone; the one that does not add up is told by more looks."""
    drawn = table(2, 4)
    for row, figures in enumerate((("14", "25", "6", "45"), ("14", "25", "6", "46"))):
        for column, figure in enumerate(figures):
            write(drawn, figure, 185 + 200 * column, 150 + 80 * row)
    (grid,) = (b for b in blocks_of(Picture(drawn, 200), 1, 0) if isinstance(b, Grid))
    assert [[c.text for c in row] for row in grid.rows] == [
        ["14", "25", "6", "45"],
        ["14", "25", "6", "46"],
    ]
    once_seen, looked_at = ([c.confidence or 0 for c in row] for row in grid.rows)
    assert max(once_seen) == 0.998
    assert max(looked_at) == MOST_SURE


def test_running_text_has_more_white_around_it_than_a_figure() -> None:
    drawn = page()[:, :, 0].copy()
    write(drawn, "14", 100, 200)
    write(drawn, "information disclosed in 2024", 300, 200)
    (figure,) = lines_in(drawn, Box(50, 150, 200, 250), 200)
    (text,) = lines_in(drawn, Box(250, 150, 1100, 250), 200)
    assert cut_out(drawn, figure, 200).shape[0] == figure.height + 2 * (figure.height // 6)
    wide = cut_out(drawn, text, 200)
    assert wide.shape[0] == text.height + 2 * int(text.height * 0.4)
    large = as_figures(wide)
    assert large.shape[0] == text.height + 2 * (text.height // 6)
    assert (np.sort(large[large < 215]) == np.sort(wide[wide < 215])).all()


def test_a_picture_without_ink_is_as_large_as_it_is() -> None:
    white = np.full((46, 300), 255, np.uint8)
    assert as_figures(white) is white


def test_a_page_of_noise_has_more_pieces_than_a_short_label_counts() -> None:
    noise = np.zeros((700, 700), np.uint8)
    noise[::2, ::2] = 255
    count, labels, stats, _ = labelled(noise)
    assert count == len(stats) == 350 * 350 + 1
    assert labels.max() == 350 * 350
    few = np.zeros((700, 700), np.uint8)
    few[10:20, 10:20] = few[20:30, 20:30] = 255  # they touch at a corner
    assert labelled(few)[0] == 2


def test_two_marks_far_apart_are_no_figure() -> None:
    """A coloured cell leaves marks at its two sides: what is read in these is not what the cell says. It may be
    two cells as well, so its row is not sure of its columns."""
    drawn = page()
    for y in (100, 180, 260):
        cv2.line(drawn, (100, y), (900, y), (0, 0, 0), 2)
    for x in (100, 700, 900):
        cv2.line(drawn, (x, 100), (x, 260), (0, 0, 0), 2)
    write(drawn, "1", 104, 150)
    cv2.fillPoly(drawn, [np.array([(690, 140), (690, 150), (682, 150)])], (0, 0, 0))
    for x, y in ((785, 150), (385, 230), (785, 230)):
        write(drawn, "14", x, y)
    (grid,) = (b for b in blocks_of(Picture(drawn, 200), 1, 0) if isinstance(b, Grid))
    assert [cell.text for cell in grid.cells] == ["□", "14", "14", "14"]
    assert [(cell.confidence or 0) > 0.98 for cell in grid.cells] == [False, False, True, True]
