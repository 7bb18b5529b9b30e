"""What counts of a PDF is what its pages show: whatever program laid what upon them, and which way up."""

from __future__ import annotations

import io

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from gongkai.report.read import read_bytes, read_document
from gongkai.report.read.blocks import Grid, Paragraph
from gongkai.report.read.drawn.looking import is_rubbish
from tests.report.read.pdf_file import (
    FONT,
    SEVENS,
    changed,
    form_of,
    laid,
    name,
    page_of,
    printed,
    said,
    stream,
)


def in_a_layer(data: bytes) -> bytes:
    """Figures in a layer that is switched off."""

    def layer(writer: pypdf.PdfWriter) -> None:
        off = writer._add_object(name(Type=NameObject("/OCG"), Name=TextStringObject("a")))
        writer.root_object[NameObject("/OCProperties")] = name(
            OCGs=ArrayObject([off]), D=name(OFF=ArrayObject([off]))
        )
        for page in writer.pages:
            page["/Resources"].get_object()[NameObject("/Properties")] = name(Off=off)

    drawn = laid(data, f"/OC /Off BDC BT /Other 8 Tf {SEVENS} ET EMC")
    return changed(drawn, layer)


UNSEEN = {
    "invisible": (f"BT 3 Tr /Other 8 Tf {SEVENS} ET", False),
    "transparent": (f"/Clear gs BT /Other 8 Tf {SEVENS} ET", False),
    "white": (f"1 g BT /Other 8 Tf {SEVENS} ET", True),
    "nearly white": (f"0 0 0 0.01 k BT /Other 8 Tf {SEVENS} ET", True),
    "too small": (f"BT /Other 0.3 Tf {SEVENS} ET", False),
    "cut away": (f"0 0 1 1 re W n BT /Other 8 Tf {SEVENS} ET", False),
    "painted over": (f"BT /Other 8 Tf {SEVENS} ET 1 g 0 0 600 850 re f", True),
    "beside the page": (f"1 0 0 1 600 0 cm BT /Other 8 Tf {SEVENS} ET", False),
}


@pytest.mark.parametrize(("content", "below"), UNSEEN.values(), ids=UNSEEN)
def test_figures_that_nobody_sees_are_no_part_of_a_cell(content: str, below: bool) -> None:
    report, data = printed()
    assert said(read_bytes(laid(data, content, below=below), "a.pdf")) == said(report)


def test_a_layer_that_is_off_is_not_read() -> None:
    report, data = printed()
    assert said(read_bytes(in_a_layer(data), "a.pdf")) == said(report)


def test_white_figures_on_a_dark_cell_are_seen() -> None:
    drawn = "0.1 0.2 0.5 rg 100 100 200 40 re f 1 g BT /Other 20 Tf 110 110 Td (1234) Tj ET"
    page = pypdf.PdfWriter()
    page.add_blank_page(595, 842)
    page.pages[0][NameObject("/Contents")] = page._add_object(stream(""))
    page.pages[0][NameObject("/Resources")] = DictionaryObject()
    out = io.BytesIO()
    page.write(out)
    (block,) = read_document(laid(out.getvalue(), drawn), "a.pdf").blocks
    assert isinstance(block, Paragraph) and block.text == "1234"


WATERMARK = "0.8 g BT /Other 20 Tf " + " ".join(
    f".866 .5 -.5 .866 {x} {y} Tm (2024) Tj" for x in range(40, 560, 90) for y in range(60, 800, 70)
)


def test_figures_aslant_over_a_table_are_a_watermark() -> None:
    report, data = printed()
    assert said(read_bytes(laid(data, f"{WATERMARK} ET", below=True), "a.pdf")) == said(report)


def test_a_page_drawn_twice_to_make_it_bold_is_read_once() -> None:
    report, data = printed()

    def again(writer: pypdf.PdfWriter) -> None:
        for page in writer.pages:
            own = page.get_contents().get_data().decode()
            twice = f"q {own} Q q 1 0 0 1 0.3 0 cm {own} Q"
            page[NameObject("/Contents")] = writer._add_object(stream(twice))

    assert said(read_bytes(changed(data, again), "a.pdf")) == said(report)


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("told", [True, False], ids=["with a mark", "without"])
def test_a_page_on_its_side_is_turned(degrees: int, told: bool) -> None:
    report, data = printed()

    def turn(writer: pypdf.PdfWriter) -> None:
        for page in writer.pages:
            page.rotate(degrees)
            page.transfer_rotation_to_content()
            if told:  # as wide pages are made: drawn on their side, and shown upright
                page[NameObject("/Rotate")] = NumberObject(360 - degrees)

    read = read_bytes(changed(data, turn), "a.pdf")
    assert said(read) == said(report)
    assert (read.agency, read.year) == (report.agency, report.year)


def test_lines_of_a_form_placed_on_a_page_are_where_its_text_is() -> None:
    report, data = printed()

    def place(writer: pypdf.PdfWriter) -> None:
        for page in writer.pages:
            form = stream(page.get_contents().get_data().decode("latin-1"))
            sides = [FloatObject(side) for side in ("0", "0", "596", "843")]
            form.update(
                name(
                    Type=NameObject("/XObject"),
                    Subtype=NameObject("/Form"),
                    BBox=ArrayObject(sides),
                    Matrix=ArrayObject(
                        [FloatObject(one) for one in ("2", "0", "0", "2", "9", "9")]
                    ),
                    Resources=page["/Resources"].get_object(),
                )
            )
            page[NameObject("/Resources")] = name(XObject=name(Fm=writer._add_object(form)))
            page[NameObject("/Contents")] = writer._add_object(
                stream("0.5 0 0 0.5 -4.5 -4.5 cm /Fm Do")
            )

    assert said(read_bytes(changed(data, place), "a.pdf")) == said(report)


CARD = (
    "60 50 m 520 50 l 525 50 530 55 530 60 c 530 740 l 530 745 525 750 520 750 c 60 750 l "
    "55 750 50 745 50 740 c 50 60 l 50 55 55 50 60 50 c h f"
)


@pytest.mark.parametrize("shape", ["50 50 480 700 re f", CARD], ids=["box", "round corners"])
def test_the_white_behind_a_page_makes_no_table_of_it(shape: str) -> None:
    report, data = printed()
    read = read_bytes(laid(data, f"1 g {shape}", below=True), "a.pdf")
    assert said(read) == said(report)
    assert read.notes == report.notes


def boxes(rows: list[int]) -> str:
    """A table of three columns of which some rows are filled cell by cell, a point between them."""
    cells = [
        f"{100 + 60 * column} {700 - 20 * row} 59 19 re f" for row in rows for column in range(3)
    ]
    words = [
        f"BT /Other 9 Tf {110 + 60 * column} {705 - 20 * row} Td ({row}{column}) Tj ET"
        for row in range(5)
        for column in range(3)
    ]
    return " ".join(["0.9 g", *cells, "0 g", *words])


def test_filled_cells_with_gaps_between_them_are_a_table() -> None:
    (grid,) = read_document(page_of(boxes([0, 1, 2, 3, 4])), "a.pdf").blocks
    assert isinstance(grid, Grid)
    assert [[c.text for c in row] for row in grid.rows] == [
        [f"{row}{column}" for column in range(3)] for row in range(5)
    ]


def test_every_other_row_shaded_is_no_table() -> None:
    blocks = read_document(page_of(boxes([0, 2, 4])), "a.pdf").blocks
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == [
        f"{row}0 {row}1 {row}2" for row in range(5)
    ]


@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "to be drawn by the program"])
def test_a_field_that_was_filled_in_is_part_of_its_page(drawn: bool) -> None:
    def fill(writer: pypdf.PdfWriter) -> None:
        fonts = name(Font=name(Helv=FONT))
        sides = [FloatObject(side) for side in ("100", "640", "160", "660")]
        field = name(
            Type=NameObject("/Annot"), Subtype=NameObject("/Widget"), FT=NameObject("/Tx"),
            T=TextStringObject("a"), V=TextStringObject("4321"), Rect=ArrayObject(sides),
            DA=TextStringObject("/Helv 12 Tf 0 g"), F=NumberObject(4),
        )  # fmt: skip
        if drawn:
            look = stream("BT /Helv 12 Tf 2 4 Td (4321) Tj ET")
            box = ArrayObject([FloatObject(side) for side in ("0", "0", "60", "20")])
            look.update(name(Subtype=NameObject("/Form"), BBox=box, Resources=fonts))
            field[NameObject("/AP")] = name(N=writer._add_object(look))
        made = writer._add_object(field)
        writer.pages[0][NameObject("/Annots")] = ArrayObject([made])
        writer.root_object[NameObject("/AcroForm")] = name(
            Fields=ArrayObject([made]), DR=fonts, NeedAppearances=BooleanObject(True)
        )

    data = changed(page_of("BT /Other 12 Tf 100 700 Td (1234) Tj ET"), fill)
    blocks = read_document(data, "a.pdf").blocks
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == ["1234", "4321"]


NAMES = (
    "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
    "endcodespacerange 1 beginbfrange <30> <39> <0013> endbfrange endcmap"
)


@pytest.mark.parametrize("figure", ["0", "9"])  # 9 is told as a separator of files, a kind of space
def test_figures_whose_font_does_not_say_what_they_are_leave_no_cell_blank(figure: str) -> None:
    """As fonts come whose characters have no names: their numbers are all that is known."""
    lines = "0 0 m 120 0 l 120 20 l 0 20 l 0 0 l S 60 0 m 60 20 l S"
    content = f"{lines} BT /Other 9 Tf 10 6 Td ({figure}) Tj 60 0 Td ({figure}) Tj ET"

    def rename(writer: pypdf.PdfWriter) -> None:
        font = writer.pages[0]["/Resources"]["/Font"]["/Other"].get_object()  # type: ignore[index]
        font[NameObject("/ToUnicode")] = writer._add_object(stream(NAMES))

    data = changed(page_of(f"1 0 0 1 100 700 cm {content}"), rename)
    (grid,) = read_document(data, "a.pdf").blocks
    assert isinstance(grid, Grid)
    assert [c.text for c in grid.cells] == ["□", "□"]


def test_a_page_whose_figures_are_not_told_is_looked_at() -> None:
    words = "2024年主动公开政府信息情况统计表，本年制发件数和现行有效件数如下"
    assert not is_rubbish(words * 3)
    assert is_rubbish(words * 3 + "□" * 9)


def _said(code: int, shown: str) -> str:
    """A text that says which character it stands for, as browsers write what a font has under another."""
    return f"/Span <</ActualText <FEFF{code:04X}>>> BDC ({shown}) Tj EMC"


def _with_form(content: str, form: str) -> bytes:
    """A page and a form on it."""

    def place(writer: pypdf.PdfWriter) -> None:
        resources = writer.pages[0]["/Resources"].get_object()
        resources[NameObject("/XObject")] = name(Fm=form_of(writer, form))

    return changed(page_of(content), place)


def _lines(data: bytes) -> list[str]:
    return [b.text for b in read_document(data, "a.pdf").blocks if isinstance(b, Paragraph)]


def test_a_character_of_one_thin_stroke_is_seen() -> None:
    one, tiny = _said(0x4E00, "_"), "/Other 1 Tf (___) Tj"
    assert _lines(page_of(f"BT /Other 9 Tf 100 700 Td {one} (7) Tj ET")) == ["一7"]
    assert _lines(page_of(f"BT /Other 9 Tf 100 700 Td (7) Tj {tiny} ET")) == ["7"]


def test_a_character_that_a_text_in_a_form_says_stands_where_the_page_shows_it() -> None:
    """Beside the others of its line, not four times as far to the right."""
    words = f"{_said(0x884C, 'A')} {_said(0x653F, 'A')}"
    row = f"BT /Other 40 Tf 1 0 0 -1 400 400 Tm (1) Tj {words} (2) Tj ET"
    data = _with_form("q .25 0 0 -.25 0 842 cm /Fm Do Q BT /Other 9 Tf 300 400 Td (3) Tj ET", row)
    assert _lines(data) == ["1行政2", "3"]
