"""The labels of the statistics table of 2014–2018, and the units, notes and headings among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ....form import Row, get_form
from ...normalise import key

#: What stands in the column 单位.
UNITS = frozenset(
    {"条", "件", "次", "篇", "个", "人", "人次", "万元", "元", "份", "项", "家", "期", "宗"}
)
#: So many labels of the table make a document one of this form.
ENOUGH_LABELS = 5
_BEGINNING = 2  # characters by which the beginning of a label is known
#: A bracket that does not end, and brackets that do.
OPEN = re.compile(r"[（(][^（()）]*$")
BRACKETS = re.compile(r"[（(〔\[][^（(〔\[)）〕\]]*[)）〕\]]")


@dataclass(frozen=True)
class StatisticsLabels:
    rows: dict[str, tuple[Row, ...]]
    keys: tuple[str, ...]  # longest first
    longer: dict[
        str, tuple[str, str]
    ]  # by label that ends another: that one, and what it has before

    def find(self, words: str) -> tuple[Row, ...]:
        """The rows whose label stands in these words, the longest label; none when none does, or when it may be the end
        of another's whose beginning is worn or lost."""
        label = next((k for k in self.keys if k in words), None)
        if label is None:
            return ()
        whole, beginning = self.longer.get(label, ("", ""))
        before = words[: words.find(label)]
        if whole and before.endswith(beginning[-_BEGINNING:]):
            return self.rows[whole]
        worn = sum(char in beginning for char in before[-len(beginning) :]) if whole else 0
        return self.rows[label] if worn < _BEGINNING else ()

    def last_in(self, words: str) -> int:
        """Where the label begins that stands last in words which hold several; 0 where they hold one."""
        taken: list[tuple[int, int]] = []
        for label in self.keys:
            start = words.rfind(label)
            free = all(start >= end or start + len(label) <= begin for begin, end in taken)
            if start >= 0 and free:
                taken.append((start, start + len(label)))
        return max(taken)[0] if len(taken) > 1 else 0


@cache
def labels() -> StatisticsLabels:
    """The labels of the form of 2014, compiled once."""
    rows: dict[str, tuple[Row, ...]] = {}
    for row in get_form("2014").table("statistics").rows:
        for label in (row.label, *row.aliases):
            words = key(label).removeprefix("其中")
            rows[words] = (*rows.get(words, ()), row)
    keys = tuple(sorted(rows, key=len, reverse=True))
    longer = {
        k: (one, one.removesuffix(k)) for k in keys for one in keys if one != k and one.endswith(k)
    }
    return StatisticsLabels(rows, keys, longer)


def count_labels(words: str) -> int:
    """How many labels of the table stand in a text, given as a key."""
    return sum(k in words for k in labels().keys)


def without_figures(words: str) -> str:
    """A text, given as a key, without its figures and the units before them, which stand among the pieces of a label
    that is broken over lines: 规范条234性文件数."""
    return _UNIT_AND_FIGURE.sub("", words)


def bare(text: str) -> str:
    """The words of a label without what stands in brackets after it, as a key; a bracket that is the
    number in front, （一）, goes too."""
    return key(BRACKETS.sub("", text))


#: A unit, in brackets or not.
UNIT = re.compile(f"[（(]?(?:{'|'.join(UNITS)})[)）]?")
_UNIT_AND_FIGURE = re.compile(rf"(?:{'|'.join(UNITS)})?\d+")
#: The number in front of a label.
LEAD = re.compile(r"\d{1,2}[．.、](?!\d)")
#: Words that are not what is printed in a cell: the headings of the table and the heads of its columns.
_HEADING = re.compile(r".*(?:情况|统计表|年度)|统计指标|指标|单位|统计数|数量|序号|代码")


def is_heading(words: str) -> bool:
    """Tell whether some words are a heading of the table or the head of a column."""
    return _HEADING.fullmatch(bare(words)) is not None
