"""OpenDocument sheets that are cut, broken or not sound."""

from __future__ import annotations

import random

import pytest

from gongkai.report.read import ReadError, read_document
from tests.fuzz.mutation import broken, mutated
from tests.report.read.workbook.alike import (
    CONVERTED,
    end_well,
    grids,
    is_refused,
    is_refused_wherever_cut,
)
from tests.report.read.workbook.ods_file import (
    NAMES,
    SHEETS,
    SMALL,
    cell,
    flat,
    ods,
    packed,
    row,
    sheet,
)


def test_a_text_below_a_merged_cell_is_refused() -> None:
    text = flat(sheet(row(cell("高", tall=2), cell("甲")), row(cell("乙"), cell("丙"))))
    with pytest.raises(ReadError, match="「年报」有两个单元格占着同一个位置"):
        read_document(text.encode(), "a.fods")


LOCK = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ods(SMALL, **{"META-INF/manifest.xml": LOCK}), "加了密码"),
        (packed({"mimetype": SHEETS, "encrypted-package": "?", "META-INF/manifest.xml": LOCK}), "加了密码"),
        (ods(SMALL)[:-30], "已损坏"),
        (packed({"mimetype": SHEETS, "content.xml": flat(SMALL)[:-40]}), "不是完整的 XML"),
        (packed({"mimetype": SHEETS, "content.xml": "<!DOCTYPE a>" + flat(SMALL)[39:]}), "DOCTYPE"),
        (packed({"mimetype": SHEETS, "content.xml": f"<office:document {NAMES}/>"}), "没有工作表"),
        (ods(sheet(row(cell("甲", again="很多")))), "已损坏"),
        (ods(sheet(row(cell("甲", again=0)))), "已损坏"),
        (ods(sheet(row(cell("甲", again="9" * 10)))), "已损坏"),
        (ods(sheet(row(cell("甲", again=16_384), again=1_048_576))), "1048576 行 16384 列"),
        (ods(sheet(row(cell(again=16_383), cell("甲")), row(cell(), again=99), row(cell("甲")))), "101 行 16384 列"),
        (ods(sheet(row(cell("一" * 1000, again=1000), again=100))), "500 万字"),
        (ods(*[sheet(row(cell("甲", again=150_000)))] * 7), "20 万格"),
        (ods(sheet(row(cell()))), "没有文字"),
    ],
    ids=[
        "locked", "all locked", "cut", "cut inside", "doctype", "no sheets", "words", "none", "endless", "corner",
        "far", "long", "many sheets", "empty",
    ],
)  # fmt: skip
def test_what_is_not_sound_is_refused(data: bytes, said: str) -> None:
    is_refused(data, said, "a.ods")


def test_a_cell_that_spans_everything_is_read_where_it_stands() -> None:
    wide = cell("甲", wide=16_384, tall=1_048_576)
    assert grids(flat(sheet(row(wide), row(cell("乙"), cell("丙"))))) == [
        [["甲", ""], ["乙", "丙"]]
    ]


def test_cut_off_anywhere_it_is_refused() -> None:
    for name, step in (("office-sheet.ods", 997), ("looks.fods", 1499)):
        data = (CONVERTED / name).read_bytes()
        is_refused_wherever_cut(data, range(200, len(data) - 30, step), "a.ods")


def test_broken_at_random_it_ends_in_a_report_or_a_refusal() -> None:
    chance = random.Random(2006)
    packed_, flat_ = (
        (CONVERTED / name).read_bytes() for name in ("office-sheet.ods", "looks.fods")
    )
    end_well(
        (mutated(packed_, chance) if n % 2 else broken(flat_, chance) for n in range(120)), "a.ods"
    )
