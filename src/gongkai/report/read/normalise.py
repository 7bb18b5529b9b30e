"""Printed text → a key that can be compared: what stays when width, spaces and punctuation go.

`2. 其他法律行政法规禁止公开`, `2．其他法律行政法规禁止公开` and a label broken over two lines have one
key. Keys are for comparing only; what is kept in a report is always the text as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_NOT_KEY = re.compile(r"[^0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff]+")
_SPACE = re.compile(r"\s+")

# What stands alone at the foot of a page: "-3-", "— 3 —", "第 3 页", "3 / 12".
_PAGE_NUMBER = re.compile(
    r"(?:[-—–―－]{1,2}\s*\d{1,3}\s*[-—–―－]{1,2}|第\s*\d{1,3}\s*页(?:.{0,8}页)?)"
)

# What a value looks like, before it is parsed: a number, one with a unit or words after it, or one of
# the signs for "does not apply". A label with an item number (`1.属于国家秘密`) is not a value.
_VALUE = re.compile(
    r"[+-]?\d[\d,]*(?:\.\d+)?(?:(?:万元|人次|[元件次条宗项个份家篇人期场户名])?(?:[(\[【〔].*)?)"
    r"|[/\\∕]|[-—–―]{1,2}|无|不适用|N/A",
    re.DOTALL,
)


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The comparable form of a label: NFKC, only letters, digits and Chinese characters kept."""
    return long_key(text)


def long_key(text: str) -> str:
    """As `key`, of a text too long to be worth remembering."""
    return _NOT_KEY.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Tell whether the text of one cell is a value rather than a label, noise or nothing."""
    return _VALUE.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def is_page_number(line: str) -> bool:
    """Tell whether a line holds only the number of its page."""
    stripped = line.strip()
    return len(stripped) < 16 and _PAGE_NUMBER.fullmatch(stripped) is not None


def compact(text: str) -> str:
    """The text without any white space and in half-width form, for patterns over broken lines."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def likeness(one: str, other: str) -> float:
    """How much two keys share, 0 to 1, whatever the order of their characters.

    The order is not looked at because recognised text keeps the characters of a broken label but
    often not the order of its pieces.
    """
    if not one or not other:
        return 0.0
    shared = (Counter(one) & Counter(other)).total()
    return shared / max(len(one), len(other))
