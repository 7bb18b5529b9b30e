"""The heads of table four, and whether they name its columns in the order of the form.

Source: the form of 国办公开办函〔2021〕30号 and of 〔2019〕60号, which have the same table four.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...normalise import key
from ..entries import Entry

_HEAD_WORDS = frozenset("行政法复议诉讼未经直接起后结果维持纠正其他尚未审总计")
_LONGEST = 90
#: Names of a row of the office's own below the table's.
OWN_SUMS = frozenset({"总计", "合计", "小计", "核对"})
#: The heads of one row's values, in the order of the form.
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_RESULT = re.compile("|".join(_RESULTS))
_TOTAL = len(_RESULTS) - 1
#: Heads, and as many digits behind them as the table has values at least.
_RUN_ON = re.compile(r"(?P<heads>[^\d]+)(?P<figures>(?:\d\s?){15,})")
#: Heads of which the first stands before the second.
_IN_ORDER = (("行政复议", "行政诉讼"), ("未经复议", "复议后起诉"))


def is_head_word(text: str) -> bool:
    """Tell whether a word is one of the heads."""
    words = key(text)
    return bool(words) and _HEAD_WORDS.issuperset(words)


def is_head(entry: Entry) -> bool:
    """Tell whether a line or a row holds heads and nothing else."""
    words = key(entry.text)
    return bool(words) and len(words) < _LONGEST and _HEAD_WORDS.issuperset(words)


def figures_behind_heads(entry: Entry) -> str:
    """The figures of a line that ran on without a space behind all of the heads, where it holds nothing else."""
    found = None if entry.is_row else _RUN_ON.fullmatch(entry.text)
    if found is None or len(_RESULT.findall(found["heads"])) < 2 * len(_RESULTS):
        return ""
    return found["figures"].strip() if is_head_word(found["heads"]) else ""


def _stands_left(first: str, second: str, heads: Sequence[Entry]) -> bool:
    """Tell whether the first of two heads that stand in lines of their own begins further left than the second."""
    places = [
        [
            head.indent + head.text.find(word)
            for head in heads
            if word in head.text and not head.grid
        ]
        for word in (first, second)
    ]
    return all(len(some) == 1 for some in places) and places[0][0] < places[1][0]


def _covers_second_five(head: str, heads: Sequence[Entry]) -> bool:
    """Tell whether one of two heads stands in a line behind the first halves of the heads of more than one row's values
    and fewer than two rows': text of a page, `结果 结果 其他 尚未 总 结果 未经复议直接起诉`, in which a higher line is no
    earlier column."""
    lines = [one.text for one in heads if head in one.text and not one.grid]
    before = lines[0][: lines[0].index(head)].split() if len(lines) == 1 else []
    halves = [one for one in before if any(name.startswith(one) for name in _RESULTS)]
    return len(_RESULTS) < len(halves) == len(before) < 2 * len(_RESULTS)


def are_turned(heads: Sequence[Entry]) -> bool:
    """Tell whether the heads in some lines name the columns in another order than the form: litigation before
    reconsideration, 总计 before 结果维持. Heads that are lost or broken over lines tell nothing. Where lines keep their
    places, what stands higher and further right is no earlier column."""
    words = "".join([key(head.text) for head in heads])
    for first, second in _IN_ORDER:
        if 0 <= words.find(second) < words.find(first) and not (
            _stands_left(first, second, heads) or _covers_second_five(first, heads)
        ):
            return True
    named = [_RESULTS.index(found) for found in _RESULT.findall(words)]
    if len(named) < len(_RESULTS):
        return False
    return named[0] == _TOTAL or any(b < a < _TOTAL for a, b in pairwise(named))
