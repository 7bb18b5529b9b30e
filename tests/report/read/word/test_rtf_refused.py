"""RTF files that are cut, broken or made to do harm."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from gongkai.report.read import ReadError, read_document
from tests.fuzz.mutation import mutated
from tests.report.read.word.rtf_file import row, rtf, shown

CONVERTED = Path(__file__).parents[3] / "corpus" / "converted"


def test_a_file_that_was_cut_anywhere_is_refused() -> None:
    data = rtf(r"\pard 甲\par " + row("1", "234") + row("5", "678"))
    assert len(read_document(data, "a").blocks) == 2
    for length in range(6, len(data)):
        with pytest.raises(ReadError, match="RTF 文件不完整，后面缺了一段。请重新下载"):
            read_document(data[:length], "a.rtf")


def test_what_follows_the_last_brace_is_not_looked_at() -> None:
    assert shown(rb"1}{\rtf1 2") == ["1"]
    assert [b.text for b in read_document(b"\xef\xbb\xbf\r\n" + rtf(b"1"), "a").blocks] == ["1"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"{" * 1_000_000, "一层套一层，深得不正常"),
        (rb"{\*\x " + b"{" * 1_000_000, "一层套一层，深得不正常"),
        (b"{}" * 2_500_000, "标记超过 400 万个"),
        (rb"{\pict\bin99999999999999999999 1}", "后面缺了一段"),
        (rb"{\*\x\bin2147483647 1}", "后面缺了一段"),
        (rb"a\par " * 250_000, "超过 500 万字或 20 万行"),
        (rb"\cell" * 250_000 + rb"\row", "表格超过 20 万格"),
        (rb"\itap40\nestcell\itap0\cell" * 20_000, "表格超过 20 万格"),
        (rb"{\b", "后面缺了一段"),
        (rb"\par", "没有文字"),
    ],
    ids=[
        "groups", "skipped groups", "pairs", "bin", "skipped bin", "lines", "cells", "tables",
        "open", "empty",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(body: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        read_document(rtf(body), "某年报.rtf")
    assert str(caught.value).startswith("某年报.rtf：") and caught.value.remedy


@pytest.mark.parametrize(
    "body",
    [
        rb"\trowd\cellx99999999999999999999\cellx-99999999999999999999 1\cell\cell\row",
        rb"\trowd" + rb"\cellx1" * 100_000 + rb" 1\cell\row",
        rb"\uc99999999999 \u25919 1",
        rb"\cellx" + b"9" * 5_000,
        rb"\bin-5 1\bin 1",
        rb"}}}}1",
        b"{\\shptxt " * 3_000 + b"1" + b"}" * 3_000,
        rb"{\stylesheet{\stylesheet{\s1 a;}}{\fldinst{\fldinst x\fldinst}}\ud}1",
        rb"\fonttbl\fldinst\pict\header 1",
        b"\\" + b"a" * 1_000_000,
    ],
)
def test_what_makes_no_sense_does_no_harm(body: bytes) -> None:
    try:
        read_document(rtf(b"0 " + body), "a")
    except ReadError as error:
        assert error.remedy


@pytest.mark.parametrize("name", ["features.rtf", "unusual.rtf"])
def test_broken_bytes_end_in_blocks_or_in_one_line(name: str) -> None:
    data = (CONVERTED / name).read_bytes()
    for number in range(150):
        try:
            read_document(mutated(data, random.Random(f"{name} {number}")), "a")
        except ReadError as error:
            assert error.cause and error.remedy
