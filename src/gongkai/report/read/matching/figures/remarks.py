"""What a reader of the report must know about how the rows of its tables were read."""

from __future__ import annotations

from collections.abc import Sequence

from ....cell import Cell, State
from ....form import Table
from ....model import Note
from ..rows.row_reading import RowReading
from .money import IN_TEN_THOUSAND

#: What a person calls each table.
TABLE_NAMES = {
    "disclosure": "第二部分的表",
    "requests": "第三部分的表",
    "challenges": "第四部分的表",
    "statistics": "统计表",
}


def merged(reading: RowReading, count: int) -> Note:
    return Note(
        "row-merged",
        f"「{reading.group}」在文件中印成一行（{reading.printed}），{count} 行明细没有分开印数；"
        f"印 0 的，{count} 行都只能是 0；印其他数的，{count} 行按「读不清」处理",
    )


def unlabelled(name: str, readings: Sequence[RowReading], left: int) -> Note:
    printed = "；".join(reading.printed for reading in readings)
    said = f"{name}里「{readings[0].group}」有行丢了行名（{printed}），"
    rest = f"其余 {left} 行各是多少分不清，按「读不清」处理" if left else "没有填入任何单元格"
    return Note("row-unknown", said + rest)


def unknown(table: Table, reading: RowReading) -> Note:
    return Note(
        "row-unknown",
        f"{TABLE_NAMES[table.id]}里有一行认不出是哪一行：「{reading.label}」{reading.printed}。"
        "这些数没有填入任何单元格",
    )


def repeated(name: str, reading: RowReading) -> Note:
    return Note(
        "row-repeated",
        f"{name}里「{reading.label}」印了两次而且不一样，不一样的单元格按「读不清」处理",
    )


def miscounted(name: str, reading: RowReading) -> Note:
    return Note(
        "row-miscounted",
        f"{name}里「{reading.label}」一行的数（{reading.printed}）与表的列数对不上，"
        "整行按「读不清」处理，没有移位填入",
    )


def unsummed_rows(name: str, count: int) -> Note:
    return Note(
        "row-miscounted",
        f"{name}里多数行各列之和不等于本行总计，可能列有错位；这 {count} 行按「读不清」处理",
    )


def decoded(name: str, reading: RowReading) -> Note:
    return Note(
        "row-decoded",
        f"{name}里「{reading.label}」一行的数连在一起（{reading.printed}），"
        "只有一种拆法与本行合计相符，按这种拆法读",
    )


def converted(name: str, reading: RowReading) -> Note:
    unit = f"按{reading.money}计" if reading.money in IN_TEN_THOUSAND else "有几种说法"
    done = "已换算成万元" if reading.money in IN_TEN_THOUSAND else "按「读不清」处理"
    return Note(
        "unit-converted",
        f"{name}里「{reading.label}」的金额（{reading.printed}），表头写的单位{unit}，{done}",
    )


def shared(name: str, reading: RowReading) -> Note:
    return Note(
        "cells-shared",
        f"{name}里「{reading.label}」与相邻的行共用合并的单元格（{reading.printed}），"
        "各行是多少分不清，按「读不清」处理",
    )


def incomplete(name: str, reading: RowReading, made: list[Cell]) -> Note:
    assert reading.row is not None
    empty = [
        column.label
        for column, one in zip(reading.row.columns, made, strict=True)
        if one.state is State.BLANK
    ]
    return Note("row-incomplete", f"{name}里「{reading.label}」一行，{'、'.join(empty)}一格是空的")


def missing(name: str, labels: list[str]) -> Note:
    return Note("table-incomplete", f"{name}不完整，文件中没有{_named(labels)}")


def unseen(name: str, labels: list[str]) -> Note:
    """As `missing`, of a page that is a picture."""
    said = f"{name}有些行没有认出来：{_named(labels)}。这些行印没印、印的是什么都看不清，按「读不清」处理"
    return Note("table-incomplete", said)


def unclear(page: int) -> Note:
    said = f"第 {page} 页看不清（太模糊、太小、弯曲或不是文字），认出的字多半不可靠，没有把握的数都没有采用"
    return Note("page-unclear", f"{said}；请按 200 dpi 以上平整地重新扫描后再读")


def no_table(name: str) -> Note:
    return Note("table-missing", f"{name}没有找到，它的单元格按「文件中没有」处理")


def unseen_table(name: str) -> Note:
    """As `no_table`, of a document with pages that are pictures."""
    said = (
        f"{name}没有认出来，它的单元格按「读不清」处理；请对照原件，或按 200 dpi 以上重新扫描后再读"
    )
    return Note("table-missing", said)


def _named(labels: list[str]) -> str:
    """Some labels of rows, and how many there are."""
    return "、".join(f"「{label}」" for label in labels[:3]) + (
        f"等 {len(labels)} 行" if len(labels) > 3 else f" {len(labels)} 行"
    )
