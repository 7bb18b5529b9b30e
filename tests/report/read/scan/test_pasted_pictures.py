"""Word files with pictures: a report scanned and laid into one page by page, a table pasted as a screenshot."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document as WordFile
from docx.shared import Cm
from docx.table import Table
from PIL import Image

from gongkai.report.cell import Method, State
from gongkai.report.read import ReadError, read_bytes, read_document
from gongkai.report.write import write
from tests.report.read.scan.test_scanned_reports import CORPUS, printed, unlike
from tests.report.read.scan.worn import Pixels, saved
from tests.report.read.word.test_reading_odt import odt, p

#: The page of the printed report that holds most of table three.
PAGE = 3


def word(file: WordFile) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def png(page: Pixels) -> io.BytesIO:
    return io.BytesIO(saved([page], "png"))


def photograph() -> io.BytesIO:
    out = io.BytesIO()
    Image.effect_noise((640, 480), 80).convert("RGB").save(out, "JPEG")
    return io.BytesIO(out.getvalue())


def typed(name: str) -> tuple[WordFile, Table]:
    """A report as we write it, and its table three."""
    file = docx.Document(io.BytesIO(write(printed(name)[0], "docx")))
    return file, next(t for t in file.tables if "本年新收" in t.cell(3, 0).text + t.cell(4, 0).text)


def test_a_word_file_of_scanned_pages_is_read_as_a_scan() -> None:
    expected, pages = printed("xinyuan-2024")
    file = docx.Document()
    for page in pages:
        file.add_picture(png(page), width=Cm(16))
    report = read_bytes(word(file), "a.docx")
    assert unlike(report, expected) == {}
    assert (report.agency, report.year, report.form) == (expected.agency, 2024, "2021")
    granted = report.cells["requests.granted.total"]
    assert granted.value == expected.cells["requests.granted.total"].value
    assert granted.method is Method.RECOGNISED
    assert granted.source is not None
    assert granted.source.page == PAGE + 1


def test_a_table_pasted_as_a_picture_is_read_where_it_stands() -> None:
    expected, pages = printed("xinyuan-2024")
    file, table = typed("xinyuan-2024")
    shown = file.add_paragraph()
    shown.add_run().add_picture(png(pages[PAGE]), width=Cm(16))
    table._tbl.addprevious(shown._p)
    table._tbl.getparent().remove(table._tbl)
    file.add_picture(photograph())
    two = next(t for t in file.tables if "本年制发件数" in t.cell(1, 1).text + t.cell(2, 1).text)
    row = next(r for r in two.rows if r.cells[0].text == "规章")
    row.cells[1].text = ""
    report = read_bytes(word(file), "a.docx")
    assert report.cells["disclosure.rules.issued"].state is State.BLANK
    wrong = unlike(report, expected)
    assert wrong == {"disclosure.rules.issued": ("blank", None)}
    seen = {i for i, c in report.cells.items() if c.method is Method.RECOGNISED}
    assert {i.split(".")[0] for i in seen} == {"requests"}
    assert "requests.received.natural_person" in seen
    source = report.cells["requests.received.natural_person"].source
    assert source is not None
    assert (source.page, source.table) == (1, 3)


def test_pictures_are_not_looked_at_where_the_text_has_every_table() -> None:
    file, _ = typed("xinyuan-2024")
    plain = read_bytes(word(file), "a.docx")
    file.add_picture(photograph())
    data = word(file)
    assert [p.at for p in read_document(data, "a.docx").pictures] == [
        len(read_document(data, "a.docx").blocks)
    ]
    assert read_bytes(data, "a.docx") == plain


def test_a_broken_picture_is_passed_over_and_alone_is_refused() -> None:
    file = docx.Document()
    file.add_picture(photograph())
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(file))) as whole, zipfile.ZipFile(broken, "w") as made:
        for name in whole.namelist():
            data = whole.read(name)
            made.writestr(name, data[:60] if name.startswith("word/media/") else data)
    with pytest.raises(ReadError, match="图片"):
        read_bytes(broken.getvalue(), "a.docx")


def test_pictures_of_an_opendocument_text_are_found() -> None:
    unusual = (CORPUS / "converted" / "unusual.odt").read_bytes()
    assert (
        read_document(unusual, "a.odt").pictures == ()
    )  # it stands in a cell, which is unreadable
    names = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    frames = "".join(
        f'<draw:frame {names}><draw:image xlink:href="{href}"/></draw:frame>'
        for href in ("Pictures/a.png", "Pictures/gone.png", "../b.png", "Pictures/a.svm")
    )
    data = odt(
        p("甲") + p("乙", frames) + p("丙", frames),
        **{"Pictures/a.png": "1", "Pictures/a.svm": "2"},
    )
    assert read_document(data, "a").pictures == ((b"1", 2),)


def test_more_pictures_than_a_report_has_pages_are_refused() -> None:
    frames = "".join(
        f'<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
        f'<draw:image xmlns:x="http://www.w3.org/1999/xlink" x:href="{n}.png"/></draw:frame>'
        for n in range(301)
    )
    data = odt(p("甲", frames), **{f"{n}.png": "1" for n in range(301)})
    with pytest.raises(ReadError, match="超过 300 页"):
        read_document(data, "a.odt")
