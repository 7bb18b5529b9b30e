"""Programs in uploaded files, told by the names inside."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from gongkai.office.applications.models import MaterialKind
from gongkai.office.documents import programs
from gongkai.office.portal import papers
from gongkai.office.publishing import attaching
from gongkai.office.refusal import Refusal
from tests.conftest import CORPUS
from tests.report.read.ole_file import ole_file, streams_of

DOC = (CORPUS / "converted" / "features.doc").read_bytes()
XLS = (CORPUS / "converted" / "small.xls").read_bytes()


def with_sheet(kind: int) -> bytes:
    """The workbook, its first sheet of another kind."""
    streams = streams_of(XLS)
    [name] = {"Workbook", "Book"} & streams.keys()
    workbook = bytearray(streams[name])
    at = 0
    while struct.unpack_from("<H", workbook, at)[0] != 0x85:
        at += 4 + struct.unpack_from("<H", workbook, at + 2)[0]
    assert workbook[at + 9] == 0
    workbook[at + 9] = kind
    return ole_file({**streams, name: bytes(workbook)})


OLD_WITH_PROGRAMS = {
    "宏.doc": ole_file({**streams_of(DOC), "_VBA_PROJECT": b"\xcc\x61"}),
    "嵌入.wps": ole_file({**streams_of(DOC), "\x01Ole10Native": b"setup.exe"}),
    "四代宏.xls": with_sheet(1),
    "模块.et": with_sheet(6),
}


@pytest.mark.parametrize("name", OLD_WITH_PROGRAMS)
def test_an_old_file_with_a_program_is_not_put_before_the_public(name: str) -> None:
    data = OLD_WITH_PROGRAMS[name]
    assert programs.in_ole(data)
    with pytest.raises(Refusal) as refused:
        attaching.accept(data, name)
    assert refused.value.code == "file-kind"
    assert f"附件“{name}”带有宏或者嵌入的程序。请另存为不带宏的" in str(refused.value)


def test_an_old_file_without_one_is_taken() -> None:
    assert attaching.accept(DOC, "通知.doc").media_type == "application/msword"
    assert attaching.accept(with_sheet(2), "图表.xls").name == "图表.xls"
    assert papers.look_at("申请.doc", DOC, MaterialKind.OTHER).name == "申请.doc"


def test_an_applicant_sends_none_either() -> None:
    with pytest.raises(Refusal) as refused:
        papers.look_at("宏.doc", OLD_WITH_PROGRAMS["宏.doc"], MaterialKind.OTHER)
    assert refused.value.code == "paper.kind"


def test_a_broken_old_file_is_looked_at_all_the_same() -> None:
    broken = OLD_WITH_PROGRAMS["宏.doc"].replace(b"R\0o\0o\0t\0", b"\xff" * 8)
    assert programs.in_ole(broken)
    assert not programs.in_ole(b"\xd0\xcf\x11\xe0")


@pytest.mark.parametrize(
    ("member", "found"),
    [
        ("word/vbaProject.bin", True),
        ("xl/macrosheets/sheet1.xml", True),
        ("xl/intlMacrosheets/sheet1.xml", True),
        ("word/activeX/activeX1.bin", True),
        ("word/embeddings/oleObject1.bin", True),
        ("word/embeddings/Microsoft_Excel_Sheet1.xlsx", False),
        ("xl/worksheets/sheet1.xml", False),
    ],
)
def test_members_of_a_package(member: str, found: bool) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr(member, b"")
    assert programs.in_package(held.getvalue()) is found


def test_a_damaged_package_says_so() -> None:
    with pytest.raises(programs.DamagedError):
        programs.in_package(b"PK\x03\x04")
