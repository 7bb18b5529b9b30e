"""Printed text → a key that can be compared: what stays when width, spaces and punctuation go.

`2. 其他法律行政法规禁止公开`, `2．其他法律行政法规禁止公开` and a label broken over two lines have one
key. Keys are for comparing only; what is kept in a report is always the text as printed.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from ..width import half_width

_OF_KEY = re.compile(r"[0-9A-Za-z〇\u3400-\u4dbf\u4e00-\u9fff]+")
_PINYIN = re.compile(r"\(\s*(?:[A-Za-z\u00c0-\u024f]\s*)+\)")  # 规章(guī zhāng)
# The characters of the forms, of headings, titles and offices' names.
_TRADITIONAL = str.maketrans(
    "國務辦開關於報總體況動發規現廢處決數罰強費額單請業機構會織計結續與復複議訴訟維糾審問題項標種類個這屬穩護權過執詢無沒補舉訪確認獲農鄉鎮縣區產應該統戶廳員財環"
    "險據條組連從際長門間內車書醫衛療監測檢驗藥學術圖實歷設證許紀領導對時電號準則責萬億貳頁網頭錄載圍約級經給絕細終線練縮繼緊網編緣總績繳讀變說話誤調談論講讓警護",
    "国务办开关于报总体况动发规现废处决数罚强费额单请业机构会织计结续与复复议诉讼维纠审问题项标种类个这属稳护权过执询无没补举访确认获农乡镇县区产应该统户厅员财环"
    "险据条组连从际长门间内车书医卫疗监测检验药学术图实历设证许纪领导对时电号准则责万亿贰页网头录载围约级经给绝细终线练缩继紧网编缘总绩缴读变说话误调谈论讲让警护",
)
_ANY_TRADITIONAL = re.compile(f"[{''.join(map(chr, _TRADITIONAL))}]")

# What stands alone at the foot of a page: "-3-", "— 3 —", "第 3 页", "3 / 12".
_PAGE_NUMBER = re.compile(
    r"(?:[-—–―－]{1,2}\s*\d{1,3}\s*[-—–―－]{1,2}|第\s*\d{1,3}\s*页(?:.{0,8}页)?)"
)

_BEFORE_PAGE_NUMBER = frozenset("-—–―－第")

# What a value looks like, before it is parsed: a number, one with a unit or words after it, or one of
# the signs for "does not apply". A label with an item number (`1.属于国家秘密`) is not a value.
_VALUE = re.compile(
    r"[+-]?\d[\d,]*(?:\.\d+)?(?:(?:\s?(?:(?:百万|[百千万亿])?元|[万亿]|人次|[件次条宗项个份家篇人期场户名]))?(?:[(\[【〔].*)?)"
    r"|[/\\∕]|[-—–―]{1,2}|暂?无|不适用|N/A",
    re.DOTALL,
)


#: Characters of a text that may come again: a label, a head, a value. Longer ones are not remembered, so
#: that no file fills the memory with its own words.
LONGEST_REMEMBERED = 120


def key(text: str) -> str:
    """The comparable form of a label: NFKC, simplified, without pinyin in brackets; only letters,
    digits and Chinese characters kept."""
    return _short_key(text) if len(text) <= LONGEST_REMEMBERED else long_key(text)


@lru_cache(maxsize=8192)
def _short_key(text: str) -> str:
    return long_key(text)


def long_key(text: str) -> str:
    """As `key`, of a text that is never worth remembering."""
    plain = half_width(text)
    if "(" in plain:
        plain = _PINYIN.sub("", plain)
    return fold("".join(_OF_KEY.findall(plain)))


def fold(text: str) -> str:
    """Traditional characters of the words that this package looks for, as simplified ones."""
    return text.translate(_TRADITIONAL) if _ANY_TRADITIONAL.search(text) else text


def is_value(text: str) -> bool:
    """Tell whether the text of one cell is a value rather than a label, noise or nothing."""
    if len(text) <= LONGEST_REMEMBERED:
        return _short_is_value(text)
    first = half_width(
        text.lstrip()[:1]
    )  # so long a text is a number with words behind it, or none
    return (first in ("+", "-") or first.isdigit()) and _is_value(text)


def _is_value(text: str) -> bool:
    return _VALUE.fullmatch(half_width(text).strip()) is not None


_short_is_value = lru_cache(maxsize=4096)(_is_value)


#: What a text is that is no words: a value, or signs without a key. No key is either.
VALUE, SIGNS = "#", "·"


def look(texts: tuple[str, ...], length: int) -> tuple[str, ...]:
    """What the cells of a row are, each: VALUE, the `key` of its words, SIGNS, or nothing. Together they have no
    more than `length` characters."""
    if length <= LONGEST_REMEMBERED:
        return _short_looks(texts)
    return tuple([_look(text) for text in texts])


def _look(text: str) -> str:
    return VALUE if is_value(text) else long_key(text) or (SIGNS if text else "")


_short_look = lru_cache(maxsize=8192)(_look)


@lru_cache(maxsize=4096)
def _short_looks(texts: tuple[str, ...]) -> tuple[str, ...]:
    """As `look`: many rows of one report are those of another, a label of the form and zeros."""
    return tuple(map(_short_look, texts))


def is_page_number(line: str) -> bool:
    """Tell whether a line holds only the number of its page."""
    stripped = line.strip()
    return (
        stripped[:1] in _BEFORE_PAGE_NUMBER
        and len(stripped) < 16
        and _PAGE_NUMBER.fullmatch(stripped) is not None
    )


def compact(text: str) -> str:
    """The text without any white space, in half-width form and simplified, for patterns over broken
    lines."""
    return fold("".join(half_width(text).split()))


def likeness(one: str, other: str) -> float:
    """How much two keys share, 0 to 1, whatever the order of their characters.

    The order is not looked at because recognised text keeps the characters of a broken label but
    often not the order of its pieces.
    """
    if not one or not other:
        return 0.0
    shared = (Counter(one) & Counter(other)).total()
    return shared / max(len(one), len(other))
