"""The PDF: its text extracts back, its fonts are the ones we ship, no character is without a shape."""

from __future__ import annotations

import io
import re

import pylopdf_fonts_zh_cn
import pypdfium2
import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import ContentStream

from gongkai.report.form import FORM_IDS
from gongkai.report.model import Report, Section
from gongkai.report.read import read_file
from gongkai.report.write.errors import MissingGlyphError
from gongkai.report.write.layout import layout, print_cell
from gongkai.report.write.pdf import write_pdf

from .examples import CORPUS, full_report


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = (page.get_textpage().get_text_range() for page in document)
    # The number at a page's foot would stand inside a sentence that goes on overleaf.
    return "".join(re.sub(r"— \d+ —", "", page) for page in pages)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _fonts(pdf: bytes) -> set[str]:
    fonts = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            (inner,) = font.get_object()["/DescendantFonts"]
            described = inner.get_object()["/FontDescriptor"]
            assert "/FontFile3" in described  # embedded
            fonts.add(described["/FontName"].split("+")[1])
    return fonts


def _missing_glyphs(pdf: bytes) -> int:
    """How many characters are set as glyph 0, the empty box, in the fonts of two-byte codes."""
    reader = PdfReader(io.BytesIO(pdf))
    missing = 0
    for page in reader.pages:
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator not in (b"Tj", b"TJ"):
                continue
            parts = operands[0] if operator == b"TJ" else operands
            for part in parts:
                if not isinstance(part, (bytes, str)):
                    continue
                raw = part if isinstance(part, bytes) else part.original_bytes
                codes = [raw[at : at + 2] for at in range(0, len(raw), 2)]
                missing += codes.count(b"\x00\x00")
    return missing


@pytest.mark.parametrize("form", FORM_IDS)
def test_every_word_and_figure_extracts_back_in_order(form: str) -> None:
    report = full_report(form)
    pdf = write_pdf(report)
    text = _plain(_text(pdf))
    for section in report.sections:
        assert _plain(section.title + section.text) in text
    at = 0
    for table in layout(form):
        for cell_id in table.cell_ids:
            printed = _plain(print_cell(report.cells[cell_id]))
            assert printed in text[at:], cell_id
            at = text.index(printed, at) + len(printed)
    assert _plain(report.signed_by or "") + "2025年1月20日" in text[at:]
    assert _fonts(pdf) == {"NotoSerifSC-Regular", "NotoSansSC-Regular"}
    assert _missing_glyphs(pdf) == 0


def test_table_three_extracts_row_by_row() -> None:
    report = full_report("2021")
    text = _plain(_text(write_pdf(report)))
    row = [report.cells[f"requests.refused.process_information.{c}"] for c in _COLUMNS]
    assert "6.属于四类过程性信息" + "".join(map(print_cell, row)) in text


_COLUMNS = (
    "natural_person", "enterprise", "research_institution", "public_welfare_organisation",
    "legal_services_organisation", "other_organisation", "total",
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(path.stem for path in CORPUS.glob("*.txt")))
def test_real_reports_extract_back(name: str) -> None:
    report = read_file(CORPUS / f"{name}.txt")
    pdf = write_pdf(report)
    text = _plain(_text(pdf))
    for section in report.sections:
        assert _plain(section.title + section.text) in text, section.number
    assert _missing_glyphs(pdf) == 0


def test_the_check_for_missing_glyphs_sees_one() -> None:
    fonts = typst.Fonts(False, False, [str(pylopdf_fonts_zh_cn.serif_path().parent)])
    source = '#set text(font: "Noto Serif SC")\n公开 བ'.encode()
    pdf = typst.Compiler(font_paths=fonts).compile(source, format="pdf")
    assert _missing_glyphs(pdf) == 1


def test_a_character_without_a_shape_is_refused_by_name() -> None:
    with pytest.raises(MissingGlyphError, match=r"字体里没有“𠮷”（U\+20BB7）") as refused:
        write_pdf(Report(title="𠮷县卫生健康局"))
    assert refused.value.text == "𠮷"
    assert write_pdf(Report(title="镕县卫生健康局")).startswith(b"%PDF")


def test_control_characters_of_a_text_file_do_not_stop_the_page() -> None:
    pdf = write_pdf(Report(sections=(Section(1, "总体情况", "甲\x0c乙\x07"),)))
    assert "甲乙" in _plain(_text(pdf))


def test_words_that_are_markup_elsewhere_are_words() -> None:
    words = '#import "x": *_$1$_* @ref <label> \\ `a` // b /* c */ = 标题'
    pdf = write_pdf(Report(sections=(Section(1, "总体情况", words),)))
    assert _plain(words) in _plain(_text(pdf))


def test_the_page_is_tagged_archivable_and_the_same_each_time() -> None:
    report = full_report("2021")
    pdf = write_pdf(report)
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean
    assert root["/Lang"].startswith("zh")
    about = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert write_pdf(report) == pdf
    assert write_pdf(full_report("2019")) != pdf  # the reused compiler forgets the report before
