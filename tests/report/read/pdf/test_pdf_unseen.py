"""Text that lies on a page of a PDF and that nobody sees, and what only seems to hide it."""

from __future__ import annotations

import pypdf
import pytest
from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject

from gongkai.report.read import read_bytes, read_document
from gongkai.report.read.blocks import Grid, Paragraph
from tests.report.read.pdf_file import (
    SEVENS,
    changed,
    form_of,
    laid,
    name,
    page_of,
    printed,
    said,
    sides,
)

PLACED = {
    "cut away": "0 0 1 1 re W n /Fm Do",
    "transparent": "/Clear gs /Fm Do",
    "behind a mask": "/Mask gs /Fm Do",
    "in a layer that is off": "/OC /Off BDC /Fm Do EMC",
    "a layer that is off": "/Layer Do",
}


@pytest.mark.parametrize("use", PLACED.values(), ids=PLACED)
def test_figures_placed_as_a_form_that_nobody_sees_are_no_part_of_a_cell(use: str) -> None:
    report, data = printed()

    def place(writer: pypdf.PdfWriter) -> None:
        figures = f"BT /Other 8 Tf {SEVENS} ET"
        off = writer._add_object(name(Type=NameObject("/OCG"), Name=TextStringObject("a")))
        writer.root_object[NameObject("/OCProperties")] = name(
            OCGs=ArrayObject([off]), D=name(OFF=ArrayObject([off]))
        )
        group = name(S=NameObject("/Transparency"), CS=NameObject("/DeviceGray"))
        black = form_of(writer, "0 g 0 0 600 850 re f", Group=group)
        mask = name(Type=NameObject("/Mask"), S=NameObject("/Luminosity"), G=black)
        for page in writer.pages:
            resources = page["/Resources"].get_object()
            resources[NameObject("/Properties")] = name(Off=off)
            resources[NameObject("/XObject")] = name(
                Fm=form_of(writer, figures), Layer=form_of(writer, figures, OC=off)
            )
            states = resources["/ExtGState"].get_object()
            states[NameObject("/Mask")] = name(SMask=mask)

    assert said(read_bytes(changed(laid(data, use), place), "a.pdf")) == said(report)


FIGURE = "0 g BT /Other 9 Tf 110 660 Td (12) Tj ET"
WORD = "0 g BT /Other 9 Tf 300 660 Td (year) Tj ET"
BOX = "104 655 40 15 re f"


def lines(data: bytes) -> list[str]:
    return [b.text for b in read_document(data, "a.pdf").blocks if isinstance(b, Paragraph)]


@pytest.mark.parametrize("kind", ["/Square", "/Stamp", "/Redact"])
def test_what_was_set_upon_a_page_hides_the_figures_below_it(kind: str) -> None:
    """As programs blot words out: by a box upon the page, the text below it left."""

    def cover(writer: pypdf.PdfWriter) -> None:
        looks = name(N=form_of(writer, f"1 g {BOX}"))
        box = name(
            Type=NameObject("/Annot"), Subtype=NameObject(kind), Rect=sides(0, 0, 596, 843),
            F=NumberObject(4), AP=looks,
        )  # fmt: skip
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(box)])

    assert lines(changed(page_of(f"{FIGURE} {WORD}"), cover)) == ["year"]


@pytest.mark.parametrize("ground", ["0 g", "0.05 g", "0.02 0.05 0.07 rg"])
def test_figures_blackened_from_behind_are_not_seen(ground: str) -> None:
    assert lines(page_of(f"{ground} {BOX} {FIGURE} {WORD}")) == ["year"]


def test_red_figures_on_grey_are_seen() -> None:
    """As dark as what lies behind them, and yet plain to see."""
    red = FIGURE.replace("0 g", "0.6 0.3 0.3 rg")
    assert lines(page_of(f"0.4 g {BOX} {red}")) == ["12"]


def test_figures_printed_over_one_another_are_nobody_knows_which() -> None:
    (line,) = lines(page_of(f"{FIGURE} BT /Other 9 Tf 111 660.5 Td (75) Tj ET"))
    assert set(line) <= {"□", " "}


STROKES = " ".join(
    f"{300 + i % 199} {300 + i % 197} m {303 + i % 199} {306 + i % 197} l {305 + i % 199} 300 l f"
    for i in range(21_000)
)
CELLS = "100 650 160 20 re S 180 650 m 180 670 l S BT /Other 9 Tf 190 660 Td (34) Tj ET"


def test_what_comes_after_a_drawing_of_many_strokes_is_looked_at_too() -> None:
    """A map before a table: the rules are seen, and what is painted over is not."""
    painted_over = f"{FIGURE.replace('12', '99')} 1 g {BOX}"
    data = page_of(f"0.5 g {STROKES} {painted_over} {FIGURE} {CELLS}")
    (grid,) = [b for b in read_document(data, "a.pdf").blocks if isinstance(b, Grid)]
    assert [c.text for c in grid.cells] == ["12", "34"]


def test_a_table_drawn_in_one_path_is_seen_whole() -> None:
    rows = 240
    level = " ".join(f"100 {800 - 3.2 * i} m 400 {800 - 3.2 * i} l" for i in range(rows + 1))
    content = f"{level} 250 {800 - 3.2 * rows} m 250 800 l S {FIGURE}"
    (grid,) = read_document(page_of(content), "a.pdf").blocks
    assert isinstance(grid, Grid) and len(grid.cells) == 2 * rows
