"""Files made to fill the memory or to run without end."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from tests.report.read.packed import Long, long

FULL = 49_900_000  # just within the bound of bytes
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def repeated(part: bytes, size: int = FULL) -> bytes:
    return part * (size // len(part))


def zipped(members: Mapping[str, bytes | Long]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in members.items():
            if isinstance(data, Long):
                data.into(package, name)
            else:
                package.writestr(name, data)
    return out.getvalue()


def docx(body: bytes) -> bytes:
    head = b'<w:document xmlns:w="' + WORD.encode() + b'"><w:body>'
    return zipped({"word/document.xml": head + body + b"</w:body></w:document>"})


def laughs() -> bytes:
    """Ten entities, each ten of the one before."""
    entities = b'<!ENTITY a0 "ha">'
    for i in range(1, 11):
        entities += b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10)
    return zipped({"word/document.xml": b"<!DOCTYPE d [" + entities + b"]><d>&a10;</d>"})


def xlsx(sheet: bytes, strings: bytes = b"") -> bytes:
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out)
    book.add_worksheet().write(0, 0, "甲")
    book.close()
    members: dict[str, bytes] = {}
    with zipfile.ZipFile(out) as package:
        for name in package.namelist():
            members[name] = package.read(name)
    members["xl/worksheets/sheet1.xml"] = (
        b'<worksheet xmlns="' + SHEET.encode() + b'">' + sheet + b"</worksheet>"
    )
    if strings:
        members["xl/sharedStrings.xml"] = (
            b'<sst xmlns="' + SHEET.encode() + b'" uniqueCount="4294967295">' + strings + b"</sst>"
        )
    return zipped(members)


OF_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"


def excel_xml(sheets: bytes, head: bytes = b"") -> bytes:
    names = b'xmlns="' + OF_2003 + b'" xmlns:ss="' + OF_2003 + b'"'
    return b'<?xml version="1.0"?><Workbook ' + names + b">" + head + sheets + b"</Workbook>"


def excel_sheet(rows: bytes) -> bytes:
    return b'<Worksheet ss:Name="1"><Table>' + rows + b"</Table></Worksheet>"


def ods(sheets: bytes | Long) -> bytes:
    names = b" ".join(
        b'xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (name, name)
        for name in (b"office", b"table", b"text")
    )
    head = b"<office:document-content " + names + b"><office:body><office:spreadsheet>"
    tail = b"</office:spreadsheet></office:body></office:document-content>"
    if isinstance(sheets, Long):
        content: bytes | Long = sheets._replace(before=head, behind=tail)
    else:
        content = head + sheets + tail
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content})


def ods_row(text: bytes, columns: int, rows: int = 1, marks: bytes = b"") -> bytes:
    cell = b'<table:table-cell table:number-columns-repeated="%d"%s><text:p>%s</text:p></table:table-cell>'
    row = b'<table:table-row table:number-rows-repeated="%d">%s</table:table-row>'
    return row % (rows, cell % (columns, marks, text))


def xls(records: bytes) -> bytes:
    from tests.report.read.ole_file import ole_file

    start = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0)
    name = b"S"
    sheet_at = len(start) + 4 + 8 + len(name) + 4
    bound = struct.pack("<HHIHBB", 0x0085, 8 + len(name), sheet_at, 0, len(name), 0) + name
    end = struct.pack("<HH", 0x000A, 0)
    sheet = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0010, 0, 0, 0, 0)
    return ole_file({"Workbook": start + bound + end + sheet + records + end})


def xls_cell(row: int, column: int) -> bytes:
    return struct.pack("<HHHHHd", 0x0203, 14, row, column, 0, 1.0)


def pdf(content: bytes | Long, *, pages: int = 1, streams: int = 1, dictionary: str = "") -> bytes:
    packed = content.for_zlib() if isinstance(content, Long) else zlib.compress(content, 1)
    parts = [b"%PDF-1.4\n"]
    kids = " ".join(f"{3 + i} 0 R" for i in range(pages))
    stream_at = 3 + pages
    listed = " ".join(f"{stream_at} 0 R" for _ in range(streams))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        *[
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[{listed}]"
            f"/Resources<</Font<</F {stream_at + 1} 0 R>>>>>>".encode()
            for _ in range(pages)
        ],
        f"<</Length {len(packed)}/Filter/FlateDecode{dictionary}>>stream\n".encode()
        + packed
        + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    places = []
    for i, one in enumerate(objects, 1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (i, one))
    start = sum(map(len, parts))
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % place for place in places]
    parts.append(
        b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )
    return b"".join(parts)


def crossing(count: int) -> bytes:
    """So many lines down a page and as many across, drawn one by one."""
    return b"".join(
        b"%d %d m %d 800 l S 0 %d m 500 %d l S\n" % (i % 499, i % 97, i % 499, i % 787, i % 787)
        for i in range(count)
    )


def slow_pdf() -> bytes:
    """A small file that keeps its reader busy for minutes: on each page just as many pieces of text at one place as
    are looked at."""
    return pdf(b"BT /F 12 Tf " + repeated(b"(aaaaaaaaa) Tj ", 290_000) + b"ET", pages=200)


def mht(body: bytes) -> bytes:
    return (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
        + body
        + b"\n--x--"
    )


def deep_message(depth: int) -> bytes:
    head = b"MIME-Version: 1.0\n"
    for i in range(depth):
        head += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i)
    return head + b"\n"


def ofd(objects: str, pages: int = 1) -> bytes:
    from tests.report.read.ofd_file import Page, ofd_file

    return ofd_file([Page([objects])] * pages)


def path_of_lines(count: int) -> str:
    lines = "".join(
        f"M {i % 97} {i % 89} L {i % 97} 300 M 0 {i % 83} L 200 {i % 83} " for i in range(count)
    )
    return (
        '<ofd:PathObject ID="1" Boundary="0 0 210 297"><ofd:AbbreviatedData>'
        f"{lines}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def rtf(body: bytes) -> bytes:
    return b"{\\rtf1\\ansi\\ansicpg936 " + body + b"}"


TABLE_ROW = b"<tr>" + b"<td>1</td>" * 10 + b"</tr>"
CASES: dict[str, Callable[[], bytes]] = {
    "lines.txt": lambda: repeated(b"a\n"),
    "empty-lines.txt": lambda: b"a" + repeated(b"\n"),
    "one-line.txt": lambda: repeated("数据".encode()),
    "labels.txt": lambda: (
        "甲市乙局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n（本列数据\n四、结转下年度继续办理\n".encode()
        + repeated("（三）不予公开\n".encode(), 1_500_000)
    ),
    "digits.txt": lambda: repeated(b"1234567890", 4_900_000),
    "long-figure.txt": lambda: (
        "甲市乙局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n（一）予以公开\t".encode()
        + b"1" * 5_000
        + b"\t0\t0\t0\t0\t0\t1\n"
    ),
    "long-figure.html": lambda: (
        "<html><p>三、收到和处理政府信息公开申请情况<table><tr><td>（一）予以公开<td>".encode()
        + b"1" * 5_000
        + b"<td>0<td>0<td>0<td>0<td>0<td>1</table>"
    ),
    "tabs.txt": lambda: b"a" + repeated(b"\t"),
    "rows.txt": lambda: repeated(b"a\tb\n"),
    "pipes.md": lambda: repeated(b"|1|2|3|\n", 4_900_000),
    "tables.md": lambda: repeated(b"<table>\n", 1_000_000),
    "closed-tables.md": lambda: repeated(b"<table>\n", 90_000) + b"</table>",
    "rows.csv": lambda: repeated(b"1,2,3,4\n"),
    "columns.csv": lambda: repeated(b"1,2,3\n", 60) + repeated(b","),
    "paragraphs.html": lambda: b"<html>" + repeated(b"<p>"),
    "rows.html": lambda: b"<html><table>" + repeated(TABLE_ROW),
    "many-cells.html": lambda: b"<html><table>" + repeated(TABLE_ROW, 2_500_000),
    "nested.html": lambda: b"<html>" + repeated(b"<table><tr><td>"),
    "nested-short.html": lambda: b"<html>" + repeated(b"<table><tr><td>", 900_000),
    "nested-divs.html": lambda: b"<html>" + repeated(b"<div>", 900_000),
    "nested-spans.html": lambda: b"<html><p>" + repeated(b"<b>", 900_000),
    "attributes.html": lambda: b"<html><p " + repeated(b"a1='' "),
    "spans.html": lambda: (
        b"<html><table>" + repeated(b"<tr><td colspan=99999 rowspan=99999>1</td></tr>", 4_000_000)
    ),
    "comment.html": lambda: b"<html><!--" + repeated(b"x"),
    "pages.mht": lambda: mht(repeated(b"=41")),
    "picture.mht": lambda: mht(
        b"<p>1</p>\n--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
        + repeated(b"A" * 76 + b"\n")
    ),
    "lines.mht": lambda: mht(repeated(b"\n")),
    "frames.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        b"--x\nContent-Type: text/html\n\n<iframe>\n"
        + (b"--x\nContent-Type: text/html\n\n" + repeated(b"<p>1", 1_400_000) + b"\n") * 20
        + b"--x--"
    ),
    "deep.mht": lambda: deep_message(4_000),
    "bomb.docx": lambda: zipped({"word/document.xml": long(b"\0", 1_000_000_000)}),
    "paragraphs.docx": lambda: docx(repeated(b"<w:p/>", 49_000_000)),
    "cells.docx": lambda: docx(
        b"<w:tbl><w:tr>" + repeated(b"<w:tc/>", 6_500_000) + b"</w:tr></w:tbl>"
    ),
    "nested.docx": lambda: docx(repeated(b"<w:p>", 40_000_000)),
    "laughs.docx": laughs,
    "corner.xlsx": lambda: xlsx(
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "merged.xlsx": lambda: xlsx(
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>'
        + repeated(b'<mergeCell ref="A1:ZZ300"/>', 20_000_000)
        + b"</mergeCells>"
    ),
    "hidden.xlsx": lambda: xlsx(
        b"<cols>" + repeated(b'<col min="1" max="16384" hidden="1"/>', 2_000_000) + b"</cols>"
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    ),
    "strings.xlsx": lambda: xlsx(b"<sheetData/>", repeated(b"<si><t>a</t></si>", 15_000_000)),
    "long-strings.xlsx": lambda: xlsx(
        b'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>',
        b"<si><t>" + repeated(b"a", 45_000_000) + b"</t></si>",
    ),
    "rows.xml": lambda: excel_xml(
        excel_sheet(repeated(b"<Row><Cell><Data>1</Data></Cell></Row>", 2_500_000))
    ),
    "tall.xml": lambda: excel_xml(
        excel_sheet(
            repeated(
                b"<Row><Cell ss:MergeAcross='255' ss:MergeDown='9'><Data>1</Data></Cell></Row>",
                5_000_000,
            )
        )
    ),
    "styles.xml": lambda: excel_xml(
        excel_sheet(b"<Row/>"),
        b"<Styles>"
        + b"".join(b"<Style ss:ID='%d' ss:Parent='%d'/>" % (n, n + 1) for n in range(190_000))
        + b"</Styles>",
    ),
    "astral.xml": lambda: excel_xml(
        "\U00020000".encode() + repeated(b"a", 49_000_000),
    ),
    "wide.xml": lambda: excel_xml(repeated(b"a", 24_000_000)).decode().encode("utf-16"),
    "sheets.ods": lambda: ods(
        repeated(b"<table:table>" + ods_row(b"1", 199_999) + b"</table:table>", 7_000_000)
    ),
    "corner.ods": lambda: ods(
        b"<table:table>" + ods_row(b"1", 16_384, 1_048_576) + b"</table:table>"
    ),
    "rows.ods": lambda: ods(
        b"<table:table>"
        + repeated(ods_row(b"", 16_384, 999_999_999), 9_000_000)
        + b"</table:table>"
    ),
    "spans.ods": lambda: ods(
        b"<table:table>"
        + repeated(
            ods_row(
                b"", 1, 1, b' table:number-columns-spanned="400" table:number-rows-spanned="400"'
            ),
            9_000_000,
        )
        + b"</table:table>"
    ),
    "text.ods": lambda: ods(
        b"<table:table>" + ods_row(repeated(b"1", 1_000_000), 999, 99) + b"</table:table>"
    ),
    "type.ods": lambda: zipped({"mimetype": long(b"\0", 900_000_000), "content.xml": b"<a/>"}),
    "bomb.ods": lambda: ods(long(b"\0", 900_000_000)),
    "corner.xls": lambda: xls(xls_cell(0, 0) + xls_cell(65535, 65535)),
    "texts.xls": lambda: xls(struct.pack("<HHII", 0x00FC, 8, 1, 0xFFFFFFF0)),
    "bomb.pdf": lambda: pdf(
        long(b"(aaaaaaaaaaaaaaaaaaa) Tj ", 400_000_000)._replace(
            before=b"BT /F 12 Tf ", behind=b"ET"
        )
    ),
    "picture-bomb.pdf": lambda: pdf(long(b"\0", 900_000_000), dictionary="/Subtype/Image"),
    "pages.pdf": lambda: pdf(b"BT ET", pages=3_000),
    "lines.pdf": lambda: pdf(crossing(20_000), pages=20),
    "fewer-lines.pdf": lambda: pdf(crossing(9_900)),  # just few enough to be painted and looked at
    "lines-and-text.pdf": lambda: pdf(
        crossing(26_000) + b"BT /F 12 Tf 50 820 Td (2024 report) Tj ET", pages=20
    ),
    "characters.pdf": lambda: pdf(
        b"BT /F 12 Tf " + repeated(b"(aaaaaaaaaaaaaaaaaaa) Tj ", 3_000_000) + b"ET"
    ),
    "tags.ofd": lambda: ofd("<a/>" * 990_000),
    "lines.ofd": lambda: ofd(path_of_lines(5_000) * 20, pages=10),
    "groups.rtf": lambda: rtf(repeated(b"{")),
    "empty-groups.rtf": lambda: rtf(repeated(b"{}")),
    "paragraphs.rtf": lambda: rtf(repeated(b"a\\par ")),
    "characters.rtf": lambda: rtf(repeated(b"\\u25919?")),
    "cells.rtf": lambda: rtf(b"\\trowd\\cellx9" + repeated(b"\\intbl\\cell\\row")),
    "edges.rtf": lambda: rtf(b"\\trowd" + repeated(b"\\cellx9", 25_000_000) + b"\\cell\\row"),
    "nested.rtf": lambda: rtf(repeated(b"\\itap40\\nestcell\\itap0\\cell")),
    "boxes.rtf": lambda: rtf(repeated(b"{\\shp{\\*\\shpinst{\\shptxt a\\par}}}")),
    "fonts.rtf": lambda: rtf(
        b"{\\fonttbl" + b"".join(b"\\f%d\\fcharset134" % i for i in range(1_000_000)) + b"}"
    ),
    "picture.rtf": lambda: rtf(b"{\\pict\\pngblip " + repeated(b"89504e470d0a1a0a\n") + b"}"),
    "data.json": lambda: b'{"schema": "gongkai/annual-report/1", "x": ' + b"[" * 100_000,
    "lists.json": lambda: b'{"schema": "gongkai/annual-report/1", "x": [' + repeated(b"[],"),
}
