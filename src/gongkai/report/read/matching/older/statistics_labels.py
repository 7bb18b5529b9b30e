"""The labels of the statistics table of 2014–2018, and what stands beside their words: units, notes, headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ....form import Row, get_form
from ...normalise import key
from ..lines.tokens import Token

#: What stands in the column 单位.
UNITS = frozenset(
    {"条", "件", "次", "篇", "个", "人", "人次", "万元", "元", "份", "项", "家", "期", "宗"}
)
#: So many labels of the table make a document one of this form.
ENOUGH_LABELS = 5
_BEGINNING = 2  # characters by which the beginning of a label is known
_SHORT = 3  # characters of what is printed in place of a figure
_FEW = 7  # characters of a figure with its words; a date has more
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


_UNIT_AND_FIGURE = re.compile(rf"(?:{'|'.join(UNITS)})?\d+")
#: The number in front of a label.
LEAD = re.compile(r"\d{1,2}[．.、](?!\d)")
#: Words that are not what is printed in a cell: the headings of the table and the heads of its columns.
_HEADING = re.compile(r".*(?:情况|统计表|年度)|统计指标|指标|单位|统计数|数量|序号|代码")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
#: The first word of a label: its number, or 其中.
_LABEL_PART = re.compile(r"[（(]?[一二三四五六七八九十]+[)）．.、]+|其中[:：]?")
_NUMBERED = re.compile(r"[（(]|[一二三四五六七八九十]+[．.、]")
_NO_FIGURE = re.compile(r"\d*[）)]|[：:]")  # the end of a note
_WORD = re.compile(r"[\u4e00-\u9fff]")


def is_before(word: str) -> bool:
    """Tell whether the first word of a line with a label stands before it, a figure or what is printed for one."""
    if word[0].isdigit():
        return LEAD.match(word) is None
    return len(word) <= _SHORT and _LABEL_PART.fullmatch(word) is None


def stands_for_figure(words: str, *, right_below: bool) -> bool:
    """Tell whether what is printed in a line of its own below the figure of a row stands for a figure too: it has no
    words, or few and begins with a figure, or is short, `right_below` and no piece of a label or heading."""
    if is_heading(words) or not is_before(words) or _NO_FIGURE.fullmatch(words):
        return False
    if not _WORD.search(words):
        return True
    if words[0].isdigit():
        return len(words) <= _FEW
    said = bare(words)
    return right_below and not _NUMBERED.match(words) and not any(said in k for k in labels().keys)


def is_heading(words: str) -> bool:
    """Tell whether some words are a heading of the table or the head of a column."""
    return _HEADING.fullmatch(bare(words)) is not None


def beside(tokens: list[Token], row: Row, label: str, *, told: bool) -> list[Token]:
    """The words behind a label in its line that are no figure and no note, and stand where its figure does: behind
    the unit, or no Chinese words, or alone. `label` are the words that name the row, the line's last; `told` says
    that a figure follows."""
    count = next((n for n in range(1, len(tokens)) if _names(row, label, tokens[n:])), len(tokens))
    rest = [one for one in tokens[count:] if not BRACKETS.fullmatch(one.text)]
    unit = next((at for at, one in enumerate(rest) if key(one.text) in UNITS), None)
    if unit is not None:
        return rest[unit + 1 :]
    if rest:
        return [] if told and all(_CHINESE.fullmatch(one.text) for one in rest) else rest
    glued = _behind(row, label)
    return (
        [] if told or not glued else [Token(glued, tokens[-1].shift + tokens[-1].text.rfind(glued))]
    )


def _names(row: Row, label: str, without: list[Token]) -> bool:
    """Tell whether a label still names the row without its last words."""
    words = label.removesuffix("".join(one.text for one in without))
    return row in labels().find(bare(words))


UNIT = re.compile(f"[（(]?(?:{'|'.join(UNITS)})[)）]?")
_SIGNS_BEHIND = re.compile(r"[^\w\s（）()〔〕\[\]【】：:“”\"]+$")
_UNITS_BEHIND = re.compile(f"(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})?(.*)")


def _behind(row: Row, label: str) -> str:
    """What is stuck to a label behind its words and its unit."""
    words = bare(OPEN.sub("", label))
    ends = (
        words.rfind(k) + len(k) for k, rows in labels().rows.items() if row in rows and k in words
    )
    end = max(ends, default=len(words))  # the label itself may stand behind an open bracket
    found = _UNITS_BEHIND.fullmatch(words, end)
    sign = _SIGNS_BEHIND.search(label)
    return (found[1] if found else "") or (sign[0] if sign else "")
