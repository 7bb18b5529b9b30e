"""Zip files of many reports, and files named in archives."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.report.batch import bytes_of, find_files, read_many
from gongkai.report.read import ReadError, read_bytes, read_file

CORPUS = Path(__file__).parents[2] / "corpus"
JIYUAN = (CORPUS / "reports" / "jiyuan-2024.txt").read_bytes()
TACHENG = (CORPUS / "reports" / "tacheng-2024.txt").read_bytes()
DOCX = (CORPUS / "converted" / "jiyuan-2024.docx").read_bytes()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def gbk_names(members: dict[str, bytes]) -> bytes:
    """As Windows of China writes it: names in GBK, no mark of UTF-8."""
    plain = {
        f"{i:02}" * len(name.encode("gbk")): data for i, (name, data) in enumerate(members.items())
    }
    plain = {
        key[: len(name.encode("gbk"))]: data
        for (key, data), name in zip(plain.items(), members, strict=True)
    }
    made = zipped(plain)
    for key, name in zip(plain, members, strict=True):
        made = made.replace(key.encode(), name.encode("gbk"))
    return made


def test_each_member_is_a_report_of_its_own(tmp_path: Path) -> None:
    target = tmp_path / "报送.zip"
    inner = zipped({"丙.docx": DOCX})
    target.write_bytes(
        zipped(
            {
                "甲.txt": JIYUAN,
                "区县/乙.txt": TACHENG,
                "区县/说明.md5": b"1",
                "区县/更多.zip": inner,
                "__MACOSX/._甲.txt": b"1",
                "区县/.DS_Store": b"1",
                "~$甲.docx": b"1",
            }
        )
    )
    results = list(read_many(find_files([tmp_path])))
    assert [str(r.path.relative_to(tmp_path)) for r in results] == [
        "报送.zip/甲.txt",
        "报送.zip/区县/乙.txt",
        "报送.zip/区县/更多.zip/丙.docx",
    ]
    assert [r.report and r.report.agency_as_printed for r in results] == [
        "卫生健康委员会",
        "地区卫生健康委",
        "卫生健康委员会",
    ]
    assert [bytes_of(result.path) for result in results] == [JIYUAN, TACHENG, DOCX]
    with pytest.raises(OSError):
        bytes_of(tmp_path / "报送.zip" / "没有.txt")


def test_names_in_gbk_are_the_names_a_person_gave(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    target.write_bytes(gbk_names({"二〇二四年/济源.txt": JIYUAN, "塔城.txt": TACHENG}))
    paths = [result.path.relative_to(target) for result in read_many([target])]
    assert [str(path) for path in paths] == ["二〇二四年/济源.txt", "塔城.txt"]


def test_no_name_leads_out_of_the_archive(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    target.write_bytes(zipped({"../../etc/甲.txt": JIYUAN, "/root/\x1b[31m乙.txt": JIYUAN}))
    paths = [result.path.relative_to(target) for result in read_many([target])]
    assert [str(path) for path in paths] == ["etc/甲.txt", "root/_[31m乙.txt"]


def test_bad_members_do_not_stop_the_rest(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    members = {"甲.txt": JIYUAN, "乙.docx": b"PK\3\4", "丙.zip": b"PK", "丁.txt": TACHENG}
    target.write_bytes(zipped({**members, "大.txt": b" " * 50_000_001}))
    results = list(read_many([target]))
    assert [r.report is not None for r in results] == [True, False, False, True, False]
    causes = [r.error.cause if r.error else "" for r in results]
    assert causes[1] == "文件已损坏，里面的内容打不开"
    assert causes[2] == "文件已损坏，里面的内容打不开"
    assert causes[4] == "文件超过 50 MB，不像一份年报"
    assert results[4].error is not None and results[4].error.file == f"{target}/大.txt"


def test_a_locked_member_is_named(tmp_path: Path) -> None:
    data = bytearray(zipped({"甲.txt": JIYUAN}))
    data[6] |= 1  # the mark of a locked member, in its own head and in the directory
    data[data.index(b"PK\1\2") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    (result,) = read_many([tmp_path / "a.zip"])
    assert result.error is not None and result.error.cause == "压缩包加了密码"


def test_archives_in_archives_end(tmp_path: Path) -> None:
    data = JIYUAN
    for depth in range(6):
        data = zipped({f"{depth}.zip" if depth else "甲.txt": data})
    (tmp_path / "a.zip").write_bytes(data)
    (result,) = read_many([tmp_path / "a.zip"])
    assert result.error is not None and result.error.cause == "压缩包里套着压缩包，层数太多"
    with pytest.raises(ReadError, match="层数太多"):
        read_bytes(data, "a.zip")


def test_a_directory_that_promises_too_much_is_refused(tmp_path: Path) -> None:
    """Each of six members claims four gigabytes; nothing of them is unpacked."""
    data = bytearray(zipped({f"{i}.txt": b"1" for i in range(6)}))
    at = 0
    while (at := data.find(b"PK\1\2", at)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 0xFFFFFFF0)
        at += 4
    (tmp_path / "a.zip").write_bytes(data)
    (result,) = read_many([tmp_path / "a.zip"])
    assert result.error is not None and "解开后超过 20 GB" in result.error.cause


def test_one_report_in_a_zip_is_that_report() -> None:
    expected = read_bytes(JIYUAN, "a.txt")
    assert read_bytes(zipped({"年报/济源.txt": JIYUAN}), "a.zip") == expected
    assert read_bytes(zipped({"a.zip": zipped({"b.txt": JIYUAN})}), "a.zip") == expected


@pytest.mark.parametrize(
    ("members", "cause"),
    [
        ({"甲.txt": JIYUAN, "乙.txt": TACHENG}, r"^a\.zip：压缩包里有 2 个文件，这里一次只读一份"),
        ({"甲.exe": b"1"}, r"^a\.zip：压缩包里没有能读的文件"),
        ({}, r"^a\.zip：压缩包里没有能读的文件"),
        ({"甲.docx": b"PK\3\4 1"}, r"^a\.zip/甲\.docx：文件已损坏"),
    ],
)
def test_a_zip_that_is_not_one_report_says_so(members: dict[str, bytes], cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        read_bytes(zipped(members), "a.zip")
    assert caught.value.remedy


def test_a_docx_among_stored_members_is_not_taken_for_the_archive(tmp_path: Path) -> None:
    """The bytes of a member that was not packed again show through; the directory decides."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        package.writestr("甲.docx", DOCX)
        package.writestr("乙.docx", DOCX)
    (tmp_path / "a.bin").write_bytes(out.getvalue())
    assert [r.path.name for r in read_many([tmp_path / "a.bin"])] == ["甲.docx", "乙.docx"]


def test_the_commands_take_an_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a.zip"
    target.write_bytes(zipped({"区县/甲.txt": JIYUAN}))
    assert main(["read", str(target), "--format", "json"]) == 0
    assert '"agency_as_printed": "卫生健康委员会"' in capsys.readouterr().out
    assert main(["write", str(target), "--to", "json"]) == 0
    assert read_file(tmp_path / "甲.json").agency_as_printed == "卫生健康委员会"
    assert main(["check", str(target), "--format", "html", "--out", str(tmp_path / "out")]) in (
        0,
        1,
    )
    assert (tmp_path / "out" / "甲.html").is_file()
