"""The Word file: checked cell by cell after LibreOffice opened and saved it, parsed independently."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from gongkai.report.form import FORM_IDS, get_form
from gongkai.report.model import Report, Section
from gongkai.report.read import read_file
from gongkai.report.rules import Finding, Severity
from gongkai.report.write.annotated import annotate_docx
from gongkai.report.write.docx import write_docx
from gongkai.report.write.layout import layout, places, print_cell

from .examples import CORPUS, full_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


def _words(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(W + "t"))


def _grids(data: bytes) -> list[list[dict[int, tuple[str, int, int]]]]:
    """Each table as rows of {column: (text, row span, column span)}, merges resolved.

    LibreOffice rounds the edges of a merged cell and of the cells under it apart, and puts a column
    a hundredth of a millimetre wide between them: a column below half a millimetre is none.
    """
    grids = []
    for table in _root(data).iter(W + "tbl"):
        rows: list[dict[int, tuple[str, int, int]]] = []
        above: dict[int, tuple[int, int]] = {}  # column → (row, column) of the merge it is in
        wide = [int(c.get(W + "w")) > 28 for c in table.find(W + "tblGrid")]
        for at_row, tr in enumerate(table.iter(W + "tr")):
            row: dict[int, tuple[str, int, int]] = {}
            column = at = 0
            for tc in tr.iter(W + "tc"):
                span = tc.find(f"{W}tcPr/{W}gridSpan")
                through = int(span.get(W + "val")) if span is not None else 1
                width = sum(wide[at : at + through])
                at += through
                merge = tc.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(W + "val", "continue") == "continue":
                    top_row, top_column = above[column]
                    text, height, span_wide = rows[top_row][top_column]
                    rows[top_row][top_column] = (text, height + 1, span_wide)
                    assert _words(tc) == ""
                else:
                    row[column] = (_words(tc), 1, width)
                    above[column] = (at_row, column)
                column += width
            rows.append(row)
        grids.append(rows)
    return grids


def _expected(report: Report) -> list[list[dict[int, tuple[str, int, int]]]]:
    return [
        [
            {
                column: (
                    one.text if one.cell_id is None else print_cell(report.cells[one.cell_id]),
                    one.row_span,
                    one.column_span,
                )
                for column, one in row
            }
            for row in places(table)
        ]
        for table in layout(report.form)
    ]


@pytest.mark.parametrize("form", FORM_IDS)
def test_the_tables_are_the_official_ones_with_true_merges(form: str) -> None:
    report = full_report(form)
    assert _grids(write_docx(report)) == _expected(report)


@pytest.mark.needs_libreoffice
def test_every_cell_survives_libreoffice(tmp_path: Path) -> None:
    reports = {f"form{form}": full_report(form) for form in FORM_IDS}
    for path in sorted(CORPUS.glob("*.txt")):
        reports[path.stem] = read_file(path)
    for name, report in reports.items():
        (tmp_path / f"{name}.docx").write_bytes(write_docx(report))
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to", "docx:Office Open XML Text", "--outdir", str(tmp_path / "saved"),
            *(str(tmp_path / f"{name}.docx") for name in reports),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for name, report in reports.items():
        saved = (tmp_path / "saved" / f"{name}.docx").read_bytes()
        expected = [t for t in _expected(report) if not _is_empty(t, report)]
        assert _grids(saved) == expected, name
        for section in report.sections:
            wanted = re.sub(r"\s", "", section.title + section.text)
            assert wanted in re.sub(r"\s", "", _body_words(saved)), (name, section.number)


def _is_empty(table: list[dict[int, tuple[str, int, int]]], report: Report) -> bool:
    """Tell whether a table is one the report does not have (no section four in Tacheng's)."""
    return len(table) == 4 and report.section(4) is None


def _body_words(data: bytes) -> str:
    body = _root(data)[0]
    return "".join(_words(p) for p in body if p.tag == W + "p")


def test_the_measures_are_those_of_gb_t_9704() -> None:
    data = write_docx(full_report("2021"))
    section = _root(data).find(f".//{W}sectPr")
    size, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
    mm = {k.removeprefix(W): int(v) / 1440 * 25.4 for k, v in (*size.items(), *margin.items())}
    measured = {k: round(mm[k]) for k in ("w", "h", "top", "right", "bottom", "left")}
    assert measured == {"w": 210, "h": 297, "top": 37, "right": 26, "bottom": 35, "left": 28}
    styles = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml"))
    faces = {
        style.get(W + "styleId"): (
            style.find(f"{W}rPr/{W}rFonts").get(W + "eastAsia"),
            style.find(f"{W}rPr/{W}sz").get(W + "val"),
        )
        for style in styles.iter(W + "style")
        if style.find(f"{W}rPr/{W}rFonts") is not None and style.find(f"{W}rPr/{W}sz") is not None
    }
    assert faces["Title"] == ("方正小标宋简体", "44")
    assert faces["FooterOdd"] == ("宋体", "28")
    normal = next(s for s in styles.iter(W + "style") if s.get(W + "styleId") == "Normal")
    spacing = normal.find(f"{W}pPr/{W}spacing")
    assert (spacing.get(W + "line"), spacing.get(W + "lineRule")) == ("579", "exact")


def test_rows_do_not_split_and_heads_repeat() -> None:
    tables = list(_root(write_docx(full_report("2021"))).iter(W + "tbl"))
    heads = [len(list(table.iter(W + "tblHeader"))) for table in tables]
    assert heads == [0, 3, 3]
    for table in tables:
        rows = list(table.iter(W + "tr"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        widths = [int(c.get(W + "w")) for c in table.find(W + "tblGrid")]
        assert abs(sum(widths) / 1440 * 25.4 - 156) < 0.2


def test_what_xml_cannot_hold_does_not_break_the_file() -> None:
    report = Report(title="甲\x0c乙", sections=(Section(1, "总体\x00", "a\x1b<b>&"),))
    assert "甲乙" in _words(_root(write_docx(report)))


def test_a_cell_absent_or_blank_prints_nothing() -> None:
    report = Report(
        form="2021",
        cells={"requests.received.total": full_report("2021").cells["requests.received.total"]},
    )
    (grid,) = _grids(write_docx(report))
    figures = [text for row in grid[3:] for column, (text, _, _) in row.items() if column >= 3]
    assert len(figures) == 175
    assert [text for text in figures if text] == [
        print_cell(report.cells["requests.received.total"])
    ]
    assert len(get_form("2021").cells) == 200


def test_every_style_that_is_used_is_there() -> None:
    data = annotate_docx(full_report("2021"), [Finding("X", Severity.INFO, "说明", "依据")])
    archive = zipfile.ZipFile(io.BytesIO(data))
    styles = etree.fromstring(archive.read("word/styles.xml"))
    there = {style.get(W + "styleId") for style in styles.iter(W + "style")}
    used = {
        element.get(W + "val")
        for name in archive.namelist()
        if re.fullmatch(r"word/(document|comments|styles|footer\d*)\.xml", name)
        for element in etree.fromstring(archive.read(name)).iter(
            W + "pStyle", W + "rStyle", W + "tblStyle", W + "basedOn", W + "next"
        )
    }
    assert used - there == set()
