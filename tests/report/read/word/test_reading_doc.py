"""Word before 2007 and WPS: the same report as the .docx it was saved from, cell for cell."""

from __future__ import annotations

import struct
import subprocess
from pathlib import Path

import pytest

from gongkai.report.read import Bounds, ReadError, read_bytes, read_document, read_file, within
from gongkai.report.read.blocks import Grid, Paragraph
from gongkai.report.read.word.doc import read_doc
from gongkai.report.read.word.streams import NotUnderstood
from gongkai.report.write import write
from tests.report.read.ole_file import ole_file, streams_of

CORPUS = Path(__file__).parents[3] / "corpus"
CONVERTED = CORPUS / "converted"
PIECES = 0x1A2  # where the file's head points to the list of pieces


def shapes(path: Path) -> list[object]:
    """The blocks of a file as plain values, places aside."""
    blocks = read_document(path.read_bytes(), path.name).blocks
    return [
        (b.text.strip(), b.heading)
        if isinstance(b, Paragraph)
        else [(c.text, c.row, c.column, c.row_span, c.column_span) for c in b.cells]
        for b in blocks
    ]


def test_fields_boxes_merges_and_tables_in_tables_read_as_in_docx() -> None:
    """Nested fields, deleted and inserted text, a character of two units, a text box, cells merged both
    ways, a table in a table, a row of thirty cells."""
    found = shapes(CONVERTED / "features.doc")
    assert found == shapes(CONVERTED / "features.docx")
    assert found[:5] == [
        ("标题𠮷字", 1),
        ("见链7接。", None),
        ("甲补上8乙\n下一行\t制表", None),
        ("框中文字12", None),
        ("前后", None),
    ]
    assert found[5][0] == ("合并", 0, 0, 1, 2)  # type: ignore[index]


def test_what_is_hidden_raised_struck_or_a_picture_is_as_in_docx() -> None:
    """Hidden text, a word with its pronunciation above it, a picture in a cell, a formula's result, soft
    hyphens, a raised and a struck figure, cells merged across."""
    found = shapes(CONVERTED / "unusual.doc")
    assert [block for block in found if isinstance(block, tuple)][4:] == [
        ("显", None),
        ("公开", None),
        ("完", None),
    ]
    texts = [[cell[0] for cell in grid] for grid in found if isinstance(grid, list)]
    assert texts == [
        [
            "甲",
            "1",
            "5\u03364",
            "乙",
            "\ufffc",
            "42",
            "丙",
            "12\u200b3",
            "3\xa04",
            "予以公开",
            "12",
        ],
        ["丁", "3¹", "7\u03368"],
    ]
    other = shapes(CONVERTED / "unusual.docx")
    assert [
        [(c[0].replace("\xad", ""), *c[1:]) for c in g] for g in other if isinstance(g, list)
    ] == [grid for grid in found if isinstance(grid, list)]


def test_a_file_of_wps_is_known_by_its_content() -> None:
    report = read_bytes((CONVERTED / "hongze.wps").read_bytes(), "某年报.docx")
    expected = read_file(CORPUS / "reports" / "hongze-2024.txt")
    assert {i: c.value for i, c in report.cells.items()} == {
        i: c.value for i, c in expected.cells.items()
    }
    source = report.cells["requests.received.total"].source
    assert source is not None and (source.table, source.row, source.column) == (2, 4, 10)


@pytest.mark.needs_libreoffice
def test_every_report_saved_as_doc_keeps_every_cell(tmp_path: Path) -> None:
    names = []
    for path in sorted((CORPUS / "reports").glob("*.txt")):
        names.append(path.stem)
        (tmp_path / f"{path.stem}.docx").write_bytes(write(read_file(path), "docx"))
    profile = (tmp_path / "profile").as_uri()
    convert = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc"]
    files = [str(tmp_path / f"{name}.docx") for name in names]
    done = subprocess.run(
        [*convert, "--outdir", str(tmp_path), *files], capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    for name in names:
        assert shapes(tmp_path / f"{name}.doc") == shapes(tmp_path / f"{name}.docx"), name


@pytest.fixture
def streams() -> dict[str, bytes]:
    return streams_of((CONVERTED / "features.doc").read_bytes())


def changed(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def test_the_remade_container_is_the_same_document(streams: dict[str, bytes]) -> None:
    again = read_doc(ole_file(streams), "a").blocks
    assert again == read_doc((CONVERTED / "features.doc").read_bytes(), "a").blocks


def with_narrow_piece(streams: dict[str, bytes], text: bytes, characters: int) -> dict[str, bytes]:
    """The document with its first characters in a piece of their own, of one byte a character."""
    main, table = streams["WordDocument"], streams["1Table"]
    (start,) = struct.unpack_from("<I", main, PIECES)
    assert table[start] == 2
    edges = struct.unpack_from("<II", table, start + 5)
    flags, place, prm = struct.unpack_from("<HIH", table, start + 13)
    pieces = struct.pack("<III", 0, characters, edges[1])
    pieces += struct.pack("<HIH", flags, len(main) * 2 | 0x40000000, prm)
    pieces += struct.pack("<HIH", flags, place + 2 * characters, prm)
    clx = b"\2" + struct.pack("<I", len(pieces)) + pieces
    main = changed(main, PIECES, struct.pack("<II", len(table), len(clx)))
    return {**streams, "WordDocument": main + text, "1Table": table + clx}


def test_pieces_of_one_byte_a_character_are_cp1252(streams: dict[str, bytes]) -> None:
    first = read_doc(ole_file(streams), "a").blocks[0]
    assert isinstance(first, Paragraph) and len(first.text) == 4  # and one more unit: 𠮷 has two
    narrow = with_narrow_piece(streams, b"\x93ab2\x94", 5)
    blocks = read_doc(ole_file(narrow), "a").blocks
    assert isinstance(blocks[0], Paragraph) and blocks[0].text == "“ab2”"
    assert blocks[1:] == read_doc(ole_file(streams), "a").blocks[1:]


@pytest.mark.parametrize(
    ("at", "new", "cause"),
    [
        (0x0A, b"\x00\x01", "加了密码"),
        (0, b"\xdc\xa5", "Word 95"),
        (2, b"\x65\x00", "Word 95"),
        (0, b"\0\0", "文件头不对"),
        (0x4C, b"\xff\xff\xff\x7f", "字数不对"),
        (PIECES, b"\0\0\0\x10", "找不到正文的目录"),
    ],
    ids=["locked", "word 6", "old number", "no head", "endless", "no pieces"],
)
def test_a_file_that_cannot_be_read_says_why(
    streams: dict[str, bytes], at: int, new: bytes, cause: str
) -> None:
    data = ole_file({**streams, "WordDocument": changed(streams["WordDocument"], at, new)})
    with pytest.raises(ReadError, match=cause) as caught:
        read_bytes(data, "某年报.doc")
    assert str(caught.value).startswith("某年报.doc：")
    assert caught.value.remedy
    assert isinstance(caught.value, NotUnderstood) is (cause != "加了密码")


def test_a_locked_docx_is_told_from_a_broken_one() -> None:
    data = ole_file({"EncryptionInfo": b"1", "EncryptedPackage": b"2" * 5000})
    with pytest.raises(ReadError, match=r"^某年报\.docx：文件加了密码。请去掉密码"):
        read_bytes(data, "某年报.docx")


def test_other_old_office_files_are_named() -> None:
    with pytest.raises(ReadError, match="不是 Word 或 Excel"):
        read_bytes(ole_file({"PowerPoint Document": b"1"}), "a.ppt")


def test_no_place_of_a_table_is_covered_twice() -> None:
    for name in ("xinyuan-2024.doc", "hongze.wps", "features.doc"):
        for grid in read_document((CONVERTED / name).read_bytes(), name).blocks:
            if not isinstance(grid, Grid):
                continue
            covered = [
                (r, c)
                for cell in grid.cells
                for r in range(cell.row, cell.row + cell.row_span)
                for c in range(cell.column, cell.column + cell.column_span)
            ]
            assert len(covered) == len(set(covered))


@pytest.mark.needs_libreoffice
def test_libreoffice_opens_what_is_not_understood_where_it_may() -> None:
    """The head says that there is more text than the list of pieces reaches."""
    data = streams_of((CONVERTED / "xinyuan-2024.doc").read_bytes())
    (count,) = struct.unpack_from("<I", data["WordDocument"], 0x4C)
    main = changed(data["WordDocument"], 0x4C, struct.pack("<I", count + 50))
    broken = ole_file({**data, "WordDocument": main})
    with pytest.raises(NotUnderstood, match="正文不完整"):
        read_bytes(broken, "a.doc")
    with within(Bounds(libreoffice=True)):
        report = read_bytes(broken, "a.doc")
    assert report.notes[0].code == "converted"
    assert "LibreOffice" in report.notes[0].message
    expected = read_file(CONVERTED / "xinyuan-2024.doc")
    assert {i: c.value for i, c in report.cells.items()} == {
        i: c.value for i, c in expected.cells.items()
    }
