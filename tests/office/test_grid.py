"""Sheets that are small as files and endless once opened: refused before anything is made of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from gongkai.office.grid import SheetError, read_grid


def test_an_archive_that_unpacks_to_too_much() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(5):
            archive.writestr(f"xl/{n}.xml", b"0" * (90 * 1024 * 1024))
    with pytest.raises(SheetError, match="展开以后过大"):
        read_grid("a.xlsx", out.getvalue())


SHEET = "xl/worksheets/sheet1.xml"


def repacked(data: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """An archive with other members."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return out.getvalue()


def far(first: str, last: str, sheet: str = SHEET) -> bytes:
    """A workbook of a kilobyte with two rows, whose sheet may stand under another name."""
    rows = f'<row r="1"><c {first}><v>1</v></c></row><row r="1048576"><c {last}><v>1</v></c></row>'
    old, fresh = SHEET.removeprefix("xl/").encode(), sheet.removeprefix("xl/").encode()

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name == SHEET:
            content = re.sub(
                rb"<sheetData.*</sheetData>|<sheetData/>",
                f"<sheetData>{rows}</sheetData>".encode(),
                content,
                flags=re.DOTALL,
            )
        return name.replace(SHEET, sheet), content.replace(old, fresh)

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("台账").write(0, 0, "x")
    book.close()
    return repacked(out.getvalue(), change)


@pytest.mark.parametrize(
    "data",
    [
        far('r="A1"', 'r="XFD1048576"'),
        far('r="XFD1"', ""),  # the second stands where its row says
        far('r="A1"', 'r="XFD1048576"', "xl/other.bin"),
    ],
)
def test_two_cells_far_apart_are_not_opened(data: bytes) -> None:
    assert len(data) < 10_000
    with pytest.raises(SheetError) as refused:
        read_grid("a.xlsx", data)
    assert str(refused.value) == (
        "有一张工作表从第一格到最后一格有 1048576 行 16384 列，太大了，没有打开。"
        "请删去台账以外的内容（远处的空格也要删），另存后再导入。"
    )


def test_a_lone_cell_in_the_far_corner_is_not_padded() -> None:
    # The library holds one place; as lists it would be seventeen thousand million.
    one = far('r="XFC1048575"', 'r="XFD1048576"')
    with pytest.raises(SheetError, match="有 1048575 行 16383 列"):
        read_grid("a.xlsx", repacked(one, lambda n, c: (n, c.replace(b'<row r="1">', b"<row>"))))


def ods(rows: str) -> bytes:
    """A workbook of an OpenDocument program with one sheet."""
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {namespaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def ods_row(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


X = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
GAP = '<table:table-cell table:number-columns-repeated="16383"/>'


def test_an_ods_of_repeated_cells_is_not_opened_and_empty_ends_do_not_count() -> None:
    ends = ods(ods_row(X + X) + ods_row(X + GAP) + ods_row(GAP, 1_048_000))
    assert read_grid("a.ods", ends) == [["x", "x"], ["x", ""]]
    for rows, said in (
        (ods_row(X) + ods_row(GAP + X, 1_048_575), "有 1048576 行 16384 列"),
        (ods_row(X) + ods_row(X, 900_000_000), "有 900000001 行 1 列"),
    ):
        with pytest.raises(SheetError, match=said):
            read_grid("a.ods", ods(rows))
    declared = repacked(ends, lambda n, c: (n, b"<!DOCTYPE a>" + c if n == "content.xml" else c))
    with pytest.raises(SheetError, match="打不开"):
        read_grid("a.ods", declared)
