"""Which files of a folder are read: by their content where the ending says nothing; what is left is told."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.report.batch import find_files, read_many, search
from gongkai.report.read import ReadError, read_bytes, read_document, read_file
from gongkai.report.read.errors import printable

CORPUS = Path(__file__).parents[1] / "corpus"
TEXT = (CORPUS / "reports" / "jiyuan-2024.txt").read_bytes()
DOC = (CORPUS / "converted" / "jiyuan-2024.doc").read_bytes()
DOCX = (CORPUS / "converted" / "jiyuan-2024.docx").read_bytes()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def test_a_folder_is_searched_by_content_too(tmp_path: Path) -> None:
    wanted = {
        "无尾": DOC,
        "文本": TEXT.decode().encode("gb18030"),
        "年报.et": DOCX,
        "年报.bak": DOCX,
        "包": zipped({"甲": TEXT, "乙.exe": b"MZ"}),
        "旧.rtf": b"{\\rtf1 a}",
    }
    others = {
        "README": b"hello",
        "a.py": b"print(1)",
        "setup.exe": b"MZ\0\0",
        "b.jar": zipped({"a.class": b"1"}),
    }
    for name, data in {**wanted, **others, ".hidden": TEXT}.items():
        (tmp_path / name).write_bytes(data)
    os.mkfifo(tmp_path / "管")
    found = search([tmp_path])
    assert [path.name for path in found.files] == sorted(wanted)
    assert [path.name for path in found.passed_over] == sorted([*others, "管"])
    read = {
        str(one.path.relative_to(tmp_path)): one.report is not None
        for one in read_many(found.files)
    }
    assert read == {
        "无尾": True, "文本": True, "年报.et": True, "年报.bak": True, "包/甲": True, "旧.rtf": True,
    }  # fmt: skip


def test_a_link_in_a_circle_is_followed_once(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "甲.txt").write_bytes(TEXT)
    (tmp_path / "a" / "b" / "圈").symlink_to("..")
    (tmp_path / "别处").symlink_to("a/b")
    (tmp_path / "断.docx").symlink_to("没有")
    assert [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])] == [
        "a/b/甲.txt",
        "断.docx",
    ]


def test_what_is_no_file_is_said_to_be_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.txt")  # to open it would wait for ever
    with pytest.raises(ReadError, match=r"管\.txt：这是管道或设备，不是文件"):
        read_file(tmp_path / "管.txt")
    (result,) = read_many([tmp_path / "管.txt"])
    assert result.error is not None
    with pytest.raises(ReadError, match="这是一个文件夹"):
        read_file(tmp_path)


def test_a_message_is_one_line_whatever_the_name() -> None:
    assert printable("年\n报\x1b[31m.txt") == "年_报_[31m.txt"
    assert printable(os.fsdecode("国标.txt".encode("gbk"))) == "国标.txt"
    assert printable(os.fsdecode(b"\xff\xff.txt")) == "__.txt"
    assert "\n" not in str(ReadError("a\nb", "坏了"))


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (zipped({"content.xml": b"<a/>", "mimetype": b"1"}), "这是 OpenDocument 文件"),
        (zipped({"ppt/presentation.xml": b"<a/>"}), "这是演示文稿，不能读"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="PowerPoint.Show"?><a/>', "存成 XML"),
        (b"<?xml version='1.0'?><data><a>1</a></data>", "这是 XML 数据"),
        (b"Founder CEB 3.0", "这是方正 CEB 文件"),
        (DOC[: len(DOC) // 3], "这是损坏或不完整的 Office 文件"),
        (zipped({"word/document.xml": b"<w:document xmlns:w='w'/>"}), "文件里没有文字"),
    ],
    ids=["odg", "pptx", "slides xml", "xml", "ceb", "cut doc", "empty docx"],
)  # fmt: skip
def test_a_kind_that_is_not_read_is_named_with_what_to_do(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        read_bytes(data, "某年报")
    assert caught.value.remedy


@pytest.mark.parametrize(
    "before",
    [
        b"<!-- " + b"x" * 3000 + b" -->\n<p class=a>",
        b"<?xml version='1.0'?><!-- a --><h1>",
        b"<span style='a'>",
        b"<style>p{}</style>",
        "<p>".encode("utf-16"),
    ],
)
def test_a_piece_of_a_page_is_a_page(before: bytes) -> None:
    wide = before.startswith(b"\xff\xfe")
    row = "<table><tr><td>甲<td>乙</table>".encode("utf-16-le" if wide else "utf-8")
    assert read_document(before + row, "a").kind == "html"


def test_a_letter_with_attachments_is_no_report() -> None:
    letter = (
        b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=y\n\n--y\n"
        b"Content-Type: text/plain\n\nsee below\n--y\nContent-Type: application/octet-stream\n"
        b"Content-Disposition: attachment; filename*=utf-8''%E5%B9%B4%E6%8A%A5.docx\n\nAAAA\n--y--\n"
    )
    with pytest.raises(ReadError, match=r"带附件的邮件，附件有 1 个：年报\.docx"):
        read_bytes(letter, "a.eml")


def test_two_sources_of_one_name_have_two_targets(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "年报.txt").write_bytes(TEXT)
    out = tmp_path / "out"
    assert main(["read", str(tmp_path), "--format", "json", "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["年报-1.json", "年报.json"]


def test_writing_never_takes_the_place_of_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "年报.docx").write_bytes(DOCX)
    (tmp_path / "年报.txt").write_bytes(TEXT)
    assert main(["write", str(tmp_path), "--to", "docx"]) == 0
    assert (tmp_path / "年报.docx").read_bytes() == DOCX
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "年报-1.docx", "年报-2.docx", "年报.docx", "年报.txt",
    ]  # fmt: skip


def test_what_cannot_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "甲.txt").write_bytes(TEXT)
    target = tmp_path / "甲.txt" / "all.jsonl"
    assert main(["read", str(tmp_path / "甲.txt"), "--out", str(target)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"写不了：{tmp_path}/甲.txt") and line.endswith("请换一个名字")


def test_what_is_no_report_is_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "甲.txt").write_bytes(TEXT)
    (tmp_path / "通知.txt").write_text("各科室：\n请于月底前报送。\n", "utf-8")
    (tmp_path / "a.exe").write_bytes(b"MZ")
    target = tmp_path / "out" / "all.jsonl"
    for _ in range(2):  # said again when nothing is new
        assert main(["read", str(tmp_path), "--out", str(target), "--jobs", "1"]) == 0
        said = capsys.readouterr().err
        assert said.splitlines()[-4:] == [
            "读了，但认不出是年报的有 1 份，请看看是否选错了文件：",
            f"    {tmp_path}/通知.txt",
            "另有 1 个文件不是年报，没有读：",
            f"    {tmp_path}/a.exe",
        ]
