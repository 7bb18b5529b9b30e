"""Word documents that are one XML file: of Word 2003, and the package of a .docx written out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from gongkai.report.read import ReadError, read_document
from gongkai.report.read.blocks import Paragraph
from tests.report.read.word_xml import blocks, cell, p, run, table

CONVERTED = Path(__file__).parents[3] / "corpus" / "converted"
_DECLARED = re.compile(rb"<\?xml[^>]*\?>\s*")
HEAD = '<?xml version="1.0" encoding="{}"?><?mso-application progid="Word.Document"?>'
_NAMES = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
)


def of_2003(body: str, encoding: str = "UTF-8", styles: str = "") -> bytes:
    text = (
        f"{HEAD.format(encoding)}<w:wordDocument {_NAMES}><w:styles>{styles}</w:styles>"
        f"<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
    )
    return text.encode(encoding)


def shown(body: str, encoding: str = "UTF-8") -> list[object]:
    return blocks(of_2003(body, encoding))


def written_out(data: bytes) -> bytes:
    """The package of a .docx as one XML file, as Word saves it."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        types = package.read("[Content_Types].xml").decode()
        for name in package.namelist():
            said = re.search(rf'PartName="/{re.escape(name)}" ContentType="([^"]*)"', types)
            kind = said[1] if said else "application/xml"
            held = b"<pkg:binaryData>AAAA</pkg:binaryData>"
            if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml":
                own = _DECLARED.sub(b"", package.read(name))
                held = b"<pkg:xmlData>" + own + b"</pkg:xmlData>"
            parts.append(
                f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}">'.encode()
                + held
                + b"</pkg:part>"
            )
    names = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return (
        HEAD.format("UTF-8").encode()
        + f"<pkg:package {names}>".encode()
        + b"".join(parts)
        + b"</pkg:package>"
    )


@pytest.mark.parametrize("name", ["features", "unusual", "xinyuan-2024", "jiyuan-2024"])
def test_a_package_written_out_is_the_same_document(name: str) -> None:
    data = (CONVERTED / f"{name}.docx").read_bytes()
    found = read_document(written_out(data), f"{name}.doc")
    assert found.kind == "word-xml"
    assert found.blocks == read_document(data, f"{name}.docx").blocks


def test_merged_cells_of_word_2003() -> None:
    first = cell(run("甲"), '<w:vmerge w:val="restart"/>') + cell(
        run("1"), '<w:gridSpan w:val="2"/>'
    )
    second = cell("", "<w:vmerge/>") + cell(run("2"), '<w:hmerge w:val="restart"/>')
    second += cell("", "<w:hmerge/>")
    assert shown(table(first, second)) == [
        [("甲", 0, 0, 2, 1), ("1", 0, 1, 1, 2), ("2", 1, 1, 1, 2)]
    ]


def test_sections_and_tracked_changes_of_word_2003() -> None:
    def change(kind: str, inside: str) -> str:
        return f'<aml:annotation w:type="Word.{kind}"><aml:content>{inside}</aml:content></aml:annotation>'

    deleted = change("Deletion", "<w:r><w:delText>9</w:delText></w:r>")
    body = f"<wx:sub-section>{p(run('1'), deleted, change('Insertion', run('2')))}</wx:sub-section>"
    assert shown(body) == ["12"]
    gone = f'<w:tr><w:trPr><aml:annotation w:type="Word.Deletion"/></w:trPr>{cell(run("9"))}</w:tr>'
    new = f'<w:tr><w:trPr><aml:annotation w:type="Word.Insertion"/></w:trPr>{cell(run("3"))}</w:tr>'
    assert shown(table(cell(run("1")), gone, new)) == [[("1", 0, 0, 1, 1), ("3", 1, 0, 1, 1)]]


@pytest.mark.parametrize("encoding", ["UTF-16", "GB18030", "UTF-8"])
def test_encodings(encoding: str) -> None:
    assert shown(p(run("甲𠮷")) + table(cell(run("3"))), encoding) == ["甲𠮷", [("3", 0, 0, 1, 1)]]


def test_a_template_that_declares_another_encoding_and_begins_with_empty_lines_is_read() -> None:
    data = of_2003(p(run("甲"))).replace(b'encoding="UTF-8"', b'encoding="GB2312"')
    assert blocks(b"\r\n\r\n" + data) == ["甲"]


def test_a_heading_is_known_by_the_name_of_its_style() -> None:
    style = '<w:style w:styleId="a"><w:name w:val="heading 1"/></w:style>'
    body = p('<w:pPr><w:pStyle w:val="a"/></w:pPr>', run("甲"))
    assert read_document(of_2003(body, styles=style), "a").blocks == (Paragraph("甲", heading=1),)


def test_pictures_are_not_parsed() -> None:
    """An XML parser that is held to bounds refuses a text of over ten million characters."""
    data = f'<w:r><w:pict><w:binData w:name="a">{"A" * 12_000_000}</w:binData></w:pict></w:r>'
    assert shown(p(run("甲"), data)) == ["甲"]


def test_a_package_of_another_program_is_refused() -> None:
    data = (CONVERTED / "looks.xlsx").read_bytes()
    with pytest.raises(ReadError, match="没有 Word 文档"):
        read_document(written_out(data), "a.xml")
    other = HEAD.format("UTF-8").encode() + b"<w:wordDocument xmlns:w='u'/>"
    with pytest.raises(ReadError, match="没有 Word 文档"):
        read_document(other, "a.xml")
