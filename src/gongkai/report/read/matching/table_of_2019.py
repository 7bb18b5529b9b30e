"""A table two of the form of 2019 in a report whose other tables are those of 2021."""

from __future__ import annotations

from collections.abc import Sequence

from ...form import get_form
from ...model import Note
from .grids.whole_rows import AnyRow, reading_of

NOTE_OF_2019 = Note(
    "table-of-other-form",
    "第二部分的表是 2019 年的格式，其余的表是 2021 年的格式；处理决定数量两个格式相同，照填，"
    "其他数按原来的名目列出，没有填入单元格",
)
_WORDS = ("本年新制作数量", "对外公开总数量", "上一年项目数量", "采购项目数量")
#: What both forms count alike: 处理决定数量, the third value of the row of 2019.
_SAME_IN_BOTH = frozenset({"licences", "penalties", "compulsory_measures"})


def says_2019(words: str) -> bool:
    """Tell whether some words, a key, are those of such a table."""
    return sum(word in words for word in _WORDS) > 1


def as_of_2021(rows: Sequence[AnyRow]) -> list[AnyRow]:
    """What its rows say of the form of 2021."""
    found: list[AnyRow] = []
    for one in rows:
        reading = reading_of(one)
        if reading.row is None or reading.row.id not in _SAME_IN_BOTH or reading.values is None:
            continue
        row = get_form("2021").table("disclosure").row(reading.row.id)
        found.append(reading._replace(row=row, values=reading.values[2:], seen=reading.seen[2:]))
    return found
