"""Small sound files of every kind, to break: each holds a title, sections, and rows of the three tables."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from PIL import Image

from tests.fuzz.recognised import SEED
from tests.report.read.hostile import docx, pdf, zipped
from tests.report.read.ofd_file import Page, line, media, ofd_file, picture, text

CORPUS = Path(__file__).parents[1] / "corpus"

TITLE = "某某县教育局2024年政府信息公开工作年度报告"
LINES = (
    TITLE,
    "本报告统计期限自2024年1月1日起至2024年12月31日止。联系电话：0999-1234567。",
    "一、总体情况",
    "全年主动公开信息1,234条，收到申请12件，比上年增加三成。",
    "二、主动公开政府信息情况",
)
ROWS = (
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "", "／"),
    ("行政规范性文件", "12", "减4", "３"),
    ("行政许可", "188（92个新办）", "", ""),
)
REQUESTS = (
    ("一、本年新收政府信息公开申请数量", "6", "2", "3", "3", "4", "4", "0"),
    ("（一）予以公开", "21710000218"),
    ("总计", "1", "0", "0", "0", "0", "0", "1"),
)
END = ("五、存在的主要问题及改进情况", "无。", "某某县教育局", "2025年1月15日")


def text_seed() -> bytes:
    tables = ["\t".join(row) for row in (*ROWS, *REQUESTS)]
    marked = ["|" + "|".join(row) + "|" for row in ROWS]
    return "\n".join(
        [*LINES, *tables, "三、收到和处理政府信息公开申请情况", *marked, *END]
    ).encode()


def html_seed() -> bytes:
    def table(rows: tuple[tuple[str, ...], ...]) -> str:
        cells = ["".join(f"<td colspan='1' rowspan=1>{cell}</td>" for cell in row) for row in rows]
        return "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"

    body = "".join(f"<p><span>{words}</span></p>" for words in LINES) + table(ROWS)
    body += "<h2>三、收到和处理政府信息公开申请情况</h2>" + table(REQUESTS)
    body += (
        "<br>".join(END)
        + "<table><tr><td><div><table><tr><td>内</td></tr></table></div></td></tr></table>"
    )
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode("gb18030")


def mht_seed() -> bytes:
    import quopri

    return (
        b'From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="--b"\n\n----b\n'
        b'Content-Type: text/html; charset="gb2312"\nContent-Transfer-Encoding: quoted-printable\n\n'
        + quopri.encodestring(html_seed())
        + b"\n----b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n----b--\n"
    )


def csv_seed() -> bytes:
    out = io.StringIO(newline="")
    rows = [[words] for words in LINES] + [list(row) for row in (*ROWS, *REQUESTS)]
    csv.writer(out).writerows([*row, *[""] * (8 - len(row))] for row in rows)
    return out.getvalue().encode("gb18030")


#: What Word writes now and then: hidden text, pinyin, a symbol, a formula, wrapped and deleted rows.
UNUSUAL = """<w:p><w:r><w:rPr><w:vanish w:val="1"/></w:rPr><w:t>8</w:t></w:r><w:r><w:ruby><w:rt><w:r><w:t>a</w:t>
</w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p><w:tbl><w:customXml><w:tr>
<w:trPr><w:hidden/></w:trPr><w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr><w:p><w:r><w:sym w:char="F02D"/>
<w:t>4</w:t></w:r></w:p></w:tc><w:sdt><w:sdtContent><w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p><m:oMath
xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>12</m:t></m:r></m:oMath></w:p>
</w:tc></w:sdtContent></w:sdt></w:tr></w:customXml></w:tbl>"""


def docx_seed() -> bytes:
    def paragraph(words: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'

    def table(rows: tuple[tuple[str, ...], ...]) -> str:
        cells = (
            "".join(
                f'<w:tc><w:tcPr><w:gridSpan w:val="1"/><w:vMerge w:val="restart"/></w:tcPr>{paragraph(cell)}</w:tc>'
                for cell in row
            )
            for row in rows
        )
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    body = (
        "".join(map(paragraph, LINES)) + table(ROWS) + paragraph("三、收到和处理") + table(REQUESTS)
    )
    return docx((body + UNUSUAL + "".join(map(paragraph, END))).encode())


def xlsx_seed() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("年报")
    sheet.merge_range(0, 0, 0, 7, TITLE)
    for r, row in enumerate([*((words,) for words in LINES), *ROWS, *REQUESTS], 1):
        for c, value in enumerate(row):
            sheet.write(r, c, int(value) if value.isascii() and value.isdigit() else value)
    for r, code in enumerate(('#,##0.00_ ;[Red]-0;"-"??', "¥0.0%", "0;减0", "#,###"), 20):
        sheet.write(r, 0, 471.5600001 - 471.56 * (r % 2), book.add_format({"num_format": code}))
        sheet.write_formula(r, 1, "=SUM(A1:A2)", None, ("#REF!", 7, "", 0)[r - 20])
        sheet.set_row(21, None, None, {"hidden": True})
    sheet.set_column(5, 5, None, None, {"hidden": True})
    sheet.hide_zero()
    book.close()
    return out.getvalue()


def pdf_seed() -> bytes:
    lines = b"".join(
        b"%d 100 m %d 300 l S 50 %d m 250 %d l S\n" % (x, x, y, y)
        for x, y in zip(range(50, 251, 50), range(100, 301, 50), strict=True)
    )
    words = b"".join(
        b"BT /F 9 Tf %d %d Td (%d2024) Tj ET\n" % (55 + 50 * c, 110 + 50 * r, c)
        for r in range(4)
        for c in range(4)
    )
    return pdf(lines + words + b"BT /F 14 Tf 50 700 Td (2024 report) Tj ET", pages=2)


def ofd_seed() -> bytes:
    rules = [line(25 + 40 * c, 40, 25 + 40 * c, 80) for c in range(5)]
    rules += [line(25, 40 + 10 * r, 185, 40 + 10 * r) for r in range(5)]
    cells = [
        text(27 + 40 * c, 46 + 10 * r, 3, cell)
        for r, row in enumerate(ROWS)
        for c, cell in enumerate(row)
        if cell
    ]
    heads = [text(25, 12 + 5 * i, 3, words, "g 3 3.0") for i, words in enumerate(LINES)]
    return ofd_file(
        [Page([*rules, *cells, *heads], template='<ofd:Template TemplateID="9"/>')],
        template=text(9, 9, 3, "1"),
    )


def doc_seed() -> bytes:
    return (CORPUS / "converted" / "features.doc").read_bytes()


def rtf_seed() -> bytes:
    """The small report as Word writes RTF, with what it writes now and then."""

    def row(cells: tuple[str, ...]) -> bytes:
        edges = b"".join(rb"\clvmgf\cellx%d" % (900 * i) for i in range(1, len(cells) + 1))
        inside = b"".join(rb"{\f1 %s\cell}" % hexed(cell) for cell in cells)
        return (
            rb"\trowd\trleft-108"
            + edges
            + rb"\pard\intbl "
            + inside
            + rb"{\trowd"
            + edges
            + rb"\row}"
        )

    def hexed(words: str) -> bytes:
        return b"".join(
            b"%c" % byte if byte < 0x80 else b"\\'%02x" % byte for byte in words.encode("gb18030")
        )

    head = (
        rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 SimSun;}}"
        rb"{\stylesheet{\s1\outlinelevel0 heading 1;}}{\header {\b x}}"
    )
    unusual = (
        rb"{\field{\*\fldinst EQ \\o(\\s\\up 9(a),b)}{\fldrslt c}}{\v 8}{\super 1}{\strike 7}{\deleted 9}"
        rb"{\shp{\*\shpinst{\shptxt \pard 1\par}}{\shprslt x}}\u-10174?\u-8265?{\pict\bin2 }}{\*\x y}}\par "
        rb"\trowd\clmgf\cellx900\clmrg\cellx1800\pard\intbl a\cell\pard\intbl\itap2 1\nestcell"
        rb"{\*\nesttableprops\trowd\clvmrg\cellx700\nestrow}{\nonesttables\par}\pard\intbl\cell\row\pard "
    )
    lines = b"".join(rb"\pard\s1 \f1 %s\par " % hexed(words) for words in LINES)
    tables = b"".join(map(row, ROWS)) + rb"\pard \u19977\'3f\par " + b"".join(map(row, REQUESTS))
    end = b"".join(rb"\pard %s\par " % words.encode("gb18030") for words in END)
    return head + lines + tables + rb"\pard " + unusual + end + b"}"


def word_xml_seed() -> bytes:
    """The small Word file as Word 2003 writes it, with what only that has."""
    with zipfile.ZipFile(io.BytesIO(docx_seed())) as package:
        document = package.read("word/document.xml").decode()
    body = document[document.index("<w:body>") : document.index("</w:body>")]
    changed = (
        '<wx:sect><aml:annotation w:type="Word.Deletion"><aml:content><w:p><w:r><w:delText>9</w:delText></w:r></w:p>'
        '</aml:content></aml:annotation></wx:sect><w:p><w:r><w:pict><w:binData w:name="a">AAAA</w:binData></w:pict>'
        "</w:r></w:p>"
    )
    names = (
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
        'xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
    )
    style = '<w:styles><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
    text = f"{style}{body.replace('vMerge', 'vmerge')}{changed}</w:body>"
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    return f"{head}<w:wordDocument {names}>{text}</w:wordDocument>".encode()


def odt_seed() -> bytes:
    return (CORPUS / "converted" / "unusual.odt").read_bytes()


def xls_seed() -> bytes:
    return (CORPUS / "converted" / "looks.xls").read_bytes()


def excel_xml_seed() -> bytes:
    return (CORPUS / "converted" / "office-sheet.xml").read_bytes()


def ods_seed() -> bytes:
    """What the reader opens of one."""
    with zipfile.ZipFile(CORPUS / "converted" / "office-sheet.ods") as package:
        names = ("mimetype", "content.xml", "styles.xml", "settings.xml")
        return zipped({name: package.read(name) for name in names})


def fods_seed() -> bytes:
    return (CORPUS / "converted" / "looks.fods").read_bytes()


def zip_seed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("区县/甲.txt", text_seed())
    return zipped({"更多.zip": out.getvalue()})


def page() -> Image.Image:
    """Two rows of a scanned table at 67 dpi, each a label and a figure; they are enlarged to 200."""
    with Image.open(Path(__file__).with_name("page.png")) as image:
        return image.convert("RGB")


def _as_picture(kind: str, mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    page().convert(mode).save(out, kind, **options)
    return out.getvalue()


def png_seed() -> bytes:
    return _as_picture("PNG", "L")


def jpeg_seed() -> bytes:
    return _as_picture("JPEG", "CMYK", quality=60)


def tiff_seed() -> bytes:
    """A page of plain pixels, one of bits as a fax packs them."""
    bits = page().convert("L").point(lambda tone: 255 * (tone > 150)).convert("1")
    bits.encoderinfo = {"compression": "group4"}
    return _as_picture("TIFF", "L", save_all=True, append_images=[bits])


def scanned_pdf_seed() -> bytes:
    """A small page that is one picture."""
    return _as_picture("PDF", "L", resolution=200 / 3)


def scanned_ofd_seed() -> bytes:
    """A small page that two pictures are laid on, one of them turned."""
    wide, tall = (side / 200 * 3 * 25.4 for side in page().size)
    drawn = [picture(1, f"{wide} 0 0 {tall} 0 0"), picture(2, f"0 {wide} -{tall} 0 {tall} {tall}")]
    return ofd_file(
        [Page(drawn, width=wide, height=tall + wide)],
        resources=media(["a.jpg", "b.png"]),
        extra={"Doc_0/a.jpg": _as_picture("JPEG"), "Doc_0/b.png": png_seed()},
    )


def recognised_seed() -> bytes:
    return SEED.read_bytes()


#: The reader that a file of each kind goes through, and a small file of it.
SEEDS: dict[str, Callable[[], bytes]] = {
    "text": text_seed,
    "html": html_seed,
    "mht": mht_seed,
    "csv": csv_seed,
    "docx": docx_seed,
    "doc": doc_seed,
    "rtf": rtf_seed,
    "word-xml": word_xml_seed,
    "odt": odt_seed,
    "xlsx": xlsx_seed,
    "xls": xls_seed,
    "excel-xml": excel_xml_seed,
    "ods": ods_seed,
    "fods": fods_seed,
    "pdf": pdf_seed,
    "ofd": ofd_seed,
    "zip": zip_seed,
    "recognised": recognised_seed,
    "png": png_seed,
    "jpeg": jpeg_seed,
    "tiff": tiff_seed,
    "scanned-pdf": scanned_pdf_seed,
    "scanned-ofd": scanned_ofd_seed,
}

#: Kinds that the recogniser looks at. Together they are one reader's: each input takes some 10 ms.
PICTURES = ("png", "jpeg", "tiff", "scanned-pdf", "scanned-ofd")
