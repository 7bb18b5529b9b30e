"""Text PDFs: ruled tables over pages, other producers, and what cannot be read."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest

from gongkai.report.cell import State
from gongkai.report.read import ReadError, read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid
from gongkai.report.read.drawn.ruling import Rule, find_tables
from gongkai.report.write import write

CORPUS = Path(__file__).parents[3] / "corpus"
HUAIAN = CORPUS / "reports" / "huaian-2024.pdf"


def test_huaian_reads_to_its_answers() -> None:
    said = json.loads((CORPUS / "reports" / "huaian-2024.answers.json").read_text("utf-8"))
    report = read_file(HUAIAN)
    assert (report.agency, report.year, report.form) == (said["agency"], said["year"], "2021")
    assert {i: c.value for i, c in report.cells.items()} == {
        i: Decimal(str(v)) if isinstance(v, float) else v for i, v in said["cells"].items()
    }
    assert {c.state for c in report.cells.values()} == {State.NUMBER}
    assert report.notes == ()
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]
    assert [s.text for s in report.sections[1:4]] == ["", "", ""]
    assert report.sections[0].text.startswith(
        "2024 年，我市坚持以习近平新时代中国特色社会主义思想为\n"
    )
    assert report.sections[0].text.endswith("不断提高全市政务公开工作人员的工作能力和水平。")
    assert report.sections[5].text.endswith("全年收取政府信息公开信息处理费 3940 元。")
    assert report.contact.email == "hazwgkc@163.com"
    assert [(f.metric, f.value) for f in report.facts] == [
        ("published", 5500),
        ("interpretations", 21),
        ("meetings", 12),
        ("applications.received", 3119),
        ("applications.answered", 3050),
        ("applications.carried_in", 34),
        ("reconsiderations", 351),
        ("litigation", 46),
        ("processing_fee", 3940),
    ]


def test_each_cell_names_its_page_table_row_and_box() -> None:
    source = read_file(HUAIAN).cells["requests.concluded.total"].source
    assert source is not None and source.box is not None
    assert (source.page, source.table, source.row, source.column) == (5, 4, 11, 10)
    left, top, right, bottom = source.box
    assert 0 < left < right < 595 and 0 < bottom < top < 842


def test_the_shading_behind_a_paragraph_is_no_table() -> None:
    document = read_document(HUAIAN.read_bytes(), "a")
    assert [b.source.page for b in document.blocks if isinstance(b, Grid)] == [3, 4, 4, 5, 5]
    assert document.pages == 6


@pytest.mark.parametrize("name", ["shapotou-2024", "xinyuan-2024"])
def test_the_pdf_we_write_reads_back_cell_by_cell(name: str) -> None:
    expected = read_file(CORPUS / "reports" / f"{name}.txt")
    report = read_bytes(write(expected, "pdf"), "a.pdf")
    assert {i: (c.state, c.value, c.raw) for i, c in report.cells.items()} == {
        i: (c.state, c.value, c.raw) for i, c in expected.cells.items()
    }
    assert (report.agency, report.year) == (expected.agency, expected.year)


def box(left: float, bottom: float, right: float, top: float) -> list[Rule]:
    return [
        Rule(False, bottom, left, right),
        Rule(False, top, left, right),
        Rule(True, left, bottom, top),
        Rule(True, right, bottom, top),
    ]


def test_lines_make_cells_with_spans() -> None:
    """A head over two columns, and one cell at the left down both lower rows."""
    rules = [
        *box(0, 0, 100, 90),
        Rule(False, 60, 0, 100),
        Rule(True, 50, 0, 60),
        Rule(False, 30, 50, 100),
    ]
    (table,) = find_tables(rules)
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells] == [
        (0, 0, 1, 2),
        (1, 0, 2, 1),
        (1, 1, 1, 1),
        (2, 1, 1, 1),
    ]


def test_borders_drawn_cell_by_cell_are_one_table() -> None:
    rules = box(0, 0, 50.4, 20) + box(50, 0, 100, 20) + box(0, 20.3, 50, 40) + box(50, 20, 100, 40)
    (table,) = find_tables(rules)
    assert len(table.cells) == 4


def test_two_tables_and_a_frame() -> None:
    rules = [*box(0, 0, 100, 40), Rule(True, 50, 0, 40)]
    rules += [*box(0, 60, 100, 90), Rule(True, 30, 60, 90)]
    rules += box(200, 0, 300, 90)
    assert [(t.bottom, len(t.cells)) for t in find_tables(rules)] == [(60, 2), (0, 2)]


def pdf(*, pages: int = 1, password: str | None = None) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (pdf(), "没有文字"),
        (pdf(pages=301), "超过 300 页"),
        (pdf(password="x"), "加了密码"),
        (b"%PDF-1.7 nothing more", "已损坏"),
        (HUAIAN.read_bytes()[:3000], "已损坏"),
    ],
    ids=["no text", "too long", "locked", "empty", "cut off"],
)
def test_what_cannot_be_read_says_so(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        read_bytes(data, "某年报.pdf")
    assert caught.value.remedy
