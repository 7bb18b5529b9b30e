"""Text that lies on a page of an OFD and that nobody sees, and what only seems to hide it."""

from __future__ import annotations

import pytest

from gongkai.report.read import read_document
from gongkai.report.read.blocks import Grid, Paragraph
from tests.report.read.ofd_file import Page, media, ofd_file, picture, text

WORD = text(100, 50, 4, "规章")
FIGURE = text(20, 50, 4, "12")
JPEG = b"\xff\xd8\xff"


def lines(*objects: str) -> list[str]:
    data = ofd_file([Page(list(objects))])
    return [b.text for b in read_document(data, "a.ofd").blocks if isinstance(b, Paragraph)]


def coloured(value: str, more: str = "") -> str:
    """The figure in another colour."""
    return FIGURE.replace("<ofd:TextCode", f'<ofd:FillColor Value="{value}" {more}/><ofd:TextCode')


def box(value: str = "255 255 255", more: str = "") -> str:
    """A filled box where the figure stands."""
    return (
        f'<ofd:PathObject ID="1" Boundary="15 40 30 20" Fill="true" Stroke="false" {more}>'
        f'<ofd:FillColor Value="{value}"/>'
        "<ofd:AbbreviatedData>M 0 0 L 30 0 L 30 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"
    )


@pytest.mark.parametrize(
    "objects",
    [
        [text(20, 50, 4, "12", more='Alpha="0"')],
        [text(20, 50, 4, "12", more='Fill="false"')],
        [coloured("0 0 0", 'Alpha="0"')],
        [coloured("255 255 255")],
        [FIGURE, box()],
        [FIGURE, box("0 0 0")],
        [box("0 0 0"), FIGURE],
        [box("250 250 250"), coloured("255 255 255")],
        [box("0 0 0"), box(), coloured("255 255 255")],
    ],
    ids=["clear", "bare", "clear colour", "white", "painted over", "blackened", "on black",
         "white on white", "white on white on black"],
)  # fmt: skip
def test_a_figure_that_nobody_sees_is_not_read(objects: list[str]) -> None:
    assert lines(*objects, WORD) == ["规章"]


@pytest.mark.parametrize(
    "objects",
    [
        [box("230 230 230"), FIGURE],
        [box("20 40 90"), coloured("255 255 255")],
        [FIGURE, box(more='Alpha="60"')],
        [coloured("200 0 0")],
    ],
    ids=["on grey", "white on blue", "under a tint", "red"],
)
def test_a_figure_that_is_seen_is_read(objects: list[str]) -> None:
    assert lines(*objects, WORD) == ["12 规章"]


def test_figures_printed_over_one_another_are_nobody_knows_which() -> None:
    (line,) = lines(FIGURE, text(20.3, 50.1, 4, "75"))
    assert set(line) <= {"□", " "}


def test_a_figure_under_a_picture_that_lets_nothing_through_is_not_read() -> None:
    laid = picture(1, "30 0 0 20 0 0", "15 40 30 20")
    for name, seen in (("a.jpg", ["规章"]), ("a.png", ["12 规章"])):
        content = JPEG if name == "a.jpg" else b"\x89PNG"
        data = ofd_file(
            [Page([FIGURE, laid, WORD])], resources=media([name]), extra={f"Doc_0/{name}": content}
        )
        blocks = read_document(data, "a.ofd").blocks
        assert [b.text for b in blocks if isinstance(b, Paragraph)] == seen


def test_the_lines_of_a_long_path_are_all_seen() -> None:
    rows = 4_000
    level = " ".join(f"M 0 {i / 20:.2f} L 100 {i / 20:.2f}" for i in range(rows))
    path = (
        '<ofd:PathObject ID="1" Boundary="20 20 180 260"><ofd:AbbreviatedData>'
        f"{level} M 0 220 L 100 220 M 0 0 L 0 220 M 50 0 L 50 220 M 100 0 L 100 220"
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    data = ofd_file([Page([path, text(22, 232, 4, "1"), text(82, 232, 4, "2")])])
    (grid,) = read_document(data, "a.ofd").blocks
    assert isinstance(grid, Grid)
    assert [c.text for c in grid.cells if c.text] == ["1", "2"]
