"""Printed text → a number, or a cell: the one place where text becomes a state. Nothing is guessed."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from .cell import Cell, Number, Source, annotated, blank, not_applicable, number, unreadable
from .facts.amounts import chinese_number
from .width import half_width

# A number does not begin with a zero and more digits: "00" is two cells that ran together, not a number.
_NUMBER = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0)(?:\.\d+)?")
_ANY_NUMBER = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?")
# A bracket that never closes holds all that follows.
_BRACKETED = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]?")
# Marks of notes and fractions, which NFKC would make figures of the number before them: 3①, 3², 3½.
_MARKS = re.compile("[²³¹⁰-₉①-⒛⓪㉑-㉟㊱-㊿¼-¾⅐-⅟↉]+")
_FRACTIONS = re.compile("[¼-¾⅐-⅟↉]")
_NOTED = re.compile(r"\s*(?:[*#★☆†‡]+|注)\s*\d?")  # 139*, 21注1: signs of notes
_WRITTEN_OUT = re.compile("[零〇一二两三四五六七八九十百千]{1,8}")
# Words behind a number that take it back, 14（应为15）, or that give it to another year, 9（上年）.
_TAKEN_BACK = re.compile(
    r"更正|修正|应为|改为|有误|误[写填报]|作废|^\s*[(\[【〔](?:上一?年|去年|20\d\d年)度?(?:数|同期)?[)\]】〕]"
)
_DIGIT = re.compile(r"\d")
_LONGEST = 100  # characters of a number with the spaces beside it: a longer one is none
_NOT_APPLICABLE = frozenset(
    {
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "–",
        "―",
        "─",
        "──",
        "无",
        "暂无",
        "不适用",
        "N/A",
        "n/a",
        "∕",
        "／",
    }
)
_UNITS = (
    "万元",
    "元",
    "件",
    "次",
    "条",
    "宗",
    "项",
    "个",
    "份",
    "家",
    "篇",
    "人",
    "期",
    "场",
    "户",
    "名",
)


def parse_number(text: str) -> Number | None:
    """Read a text that is one number and nothing else; None when it is anything else.

    Full-width digits and thousands commas are understood. Two figures with a space between them are
    not one number: only a reader that proved one cell may join them (`join_figures`). An int when there
    is no decimal point, else a Decimal exactly as printed.
    """
    if len(text) > _LONGEST:
        return None
    if text.isdigit() and text.isascii() and (text[0] != "0" or text == "0"):
        return int(text)  # as most are
    plain = half_width(text).strip()
    if not _NUMBER.fullmatch(plain) or _is_marked(text):
        return None
    digits = plain.replace(",", "").removeprefix("+")
    try:
        return Decimal(digits) if "." in digits else int(digits)
    except InvalidOperation:  # pragma: no cover - the pattern admits only valid decimals
        return None


# Figures with white space between them, and what may stand beside them: "26 38", "- 4", "1 1\n2.5".
_SPACED = re.compile(r"[+-]?\s*\d[\d\s,.]*")
_WHITE = re.compile(r"\s+")


def join_figures(text: str) -> str:
    """The text of one cell with the spaces and line breaks inside its number taken out.

    `26 38` is 2638 when a reader proved that both stand in one cell (a cell of a grid, a box between
    ruled lines); a text that is anything but one number is returned as it is.
    """
    plain = half_width(text).strip()
    return _WHITE.sub("", plain) if _SPACED.fullmatch(plain) and not _is_marked(text) else text


def parse_cell(raw: str, source: Source | None = None) -> Cell:
    """Turn the printed text of one cell into a cell: the one place where text becomes a state.

    A number with a unit (`151件`) or with words (`188（92个新办…）`) is `annotated`. A second number
    that no bracket puts under the first (`92个新办、96个延续`) leaves both as candidates of an
    `unreadable` cell, and so do words that take a number back (`14（应为15）`); unreadable is a text that is not a
    number at all. Never guesses, never joins what a space parts, never returns 0 without a printed zero.
    """
    text = raw.strip()
    if not text:
        return blank(source)
    if text in _NOT_APPLICABLE:
        return not_applicable(text, source)
    value = parse_number(text)
    if value is not None:
        return number(value, raw.strip(), source)
    plain = half_width(text).strip()
    if not plain:  # characters that nobody sees
        return blank(source)
    if plain in _NOT_APPLICABLE:
        return not_applicable(text, source)
    if _is_marked(text):
        return _without_marks(text, source)
    head = _NUMBER.match(plain)
    if head and plain[head.end() :].lstrip().startswith(("(", "[", "【", "〔", *_UNITS)):
        value = parse_number(head.group())
        words = plain[head.end() :]
        taken_back = _TAKEN_BACK.search(words) is not None
        others = _ANY_NUMBER.findall(words if taken_back else _BRACKETED.sub("", words))
        if taken_back:
            others = [one for one in others if f"{one}年" not in words]
        elif value is not None and not others:
            return annotated(value, text, source)
        each = (value, *map(parse_number, others))
        may_be = tuple(dict.fromkeys(one for one in each if one is not None))
        return unreadable(text, source, candidates=may_be)
    if head and _NOTED.fullmatch(plain, head.end()):
        value = parse_number(head.group())
        return unreadable(text, source, candidates=() if value is None else (value,))
    written = chinese_number(plain) if _WRITTEN_OUT.fullmatch(plain) else None
    if written is not None:
        return unreadable(text, source, candidates=(written,))
    return unreadable(text, source)


def _is_marked(text: str) -> bool:
    return not text.isascii() and _MARKS.search(text) is not None


def _without_marks(text: str, source: Source | None) -> Cell:
    """A number with the mark of a note behind it, `3①`; with a fraction or more figures it is no number."""
    first, *behind = _MARKS.split(text)
    inner = parse_cell(first, source)
    plain = not any(map(_DIGIT.search, behind)) and not _FRACTIONS.search(text)
    if inner.value is not None and plain:
        return annotated(inner.value, text, source)
    candidates = (inner.value,) if inner.value is not None else inner.candidates
    return unreadable(text, source, candidates=candidates)
