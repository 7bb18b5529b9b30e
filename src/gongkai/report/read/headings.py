"""The headings of a report's sections: which section a line opens, by its number and its words."""

from __future__ import annotations

import re

from ..model import SECTION_TITLES
from .normalise import key

#: A number of the first order, and the words behind it.
HEADING = re.compile(r"^[#*\s]*([一二三四五六七八九十])[、.．,，]\s*(\S.*)$")
NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
#: Characters of the longest heading; one spaced wide may have twice as many.
LONGEST_HEADING = 32
#: What Word's "save as text" leaves of a bookmark, with the signs that a recogniser makes of it too.
_BOOKMARK = re.compile(r"^[\[［【]bookmark[:：][^\]］】]*[\]］】]\s*")

# What a heading says, in the words seen in real reports. Section four of the official form and row
# four of table three (四、结转下年度继续办理) have the same number: the words decide.
_WORDS = {
    1: re.compile(
        r"^(总体|基本)情况|^(20\d\d年度?|本年度?)?(政府信息公开)?(工作)?的?(总体|基本|整体|主要)(工作)?(情况|概[况述])$"
        r"|^(工作)?概[况述]$|^综述$"
    ),
    2: re.compile(r"^(行政机关|本机关|本单位|政府信息)?主动公开"),
    3: re.compile(r"收到和处理|^(政府信息)?(依申请|申请)公开|公开申请"),
    4: re.compile(r"行政(法)?复议|行政诉讼|复议.{0,6}诉讼"),
    5: re.compile(r"问题|改进|不足|困难|短板"),
    6: re.compile(r"其[他它].{0,6}报告|需要(报告|说明)|^其[他它]((有关)?事项|情况)?$"),
}
_BARE_TITLES = {key(title): number for number, title in SECTION_TITLES.items()}


#: The headings of the form with their numbers, inside a line that did not end before or behind them.
_INSIDE = re.compile(
    r"(?:^|(?<=[\s。；;！!？?)）】\d元]))(?:"
    r"一[、.．]\s?(?:(?:本年度|20\d\d年度?)?政府信息公开(?:工作)?的?)?总体情况"
    r"|二[、.．]\s?(?:行政机关)?主动公开政府信息的?情况"
    r"|三[、.．]\s?(?:行政机关)?收到和处理政府信息公开申请的?情况"
    r"|四[、.．]\s?因?政府信息公开(?:申请|工作)?(?:被申请)?行政法?复议[、和及]?(?:被?提起)?行政诉讼的?情况"
    r"|五[、.．]\s?(?:政府信息公开工作)?存在的?(?:主要)?问题[及和与]改进(?:情况|措施)"
    r"|六[、.．]\s?其[他它]需要(?:报告|说明)的?事项)"
)
#: What may stand behind a heading whose text goes on in its line, where it is no part of a longer phrase.
_BEHIND = re.compile(r"\s|[（(：:0-9]|$")
_NO_TEXT = re.compile(
    r"[\s：:。；;，,.…·*#|（()）]*(?:[（(][^（()）]{1,12}[)）])?[\s：:。；;，,*#|]*"
)
_SURELY = 3  # headings in one line: the text of a page in a single line


#: The number and the mark that each of them begins with: most lines have none.
_NUMBERED = re.compile("[一二三四五六][、.．]")


def may_hold_heading(text: str) -> bool:
    """Whether a text has a word that a heading of the form ends in, and a number of one."""
    said = "情况" in text or "事项" in text or "措施" in text
    return said and _NUMBERED.search(text) is not None


def split_headings(line: str) -> list[tuple[int, str]]:
    """A line with headings of the form inside it, cut before and behind each: the pieces with where they begin. A
    line that holds none, is one, or lists the contents is one piece."""
    if not may_hold_heading(line) or _INSIDE.fullmatch(line):
        return [(0, line)]
    found = [*_INSIDE.finditer(line)]
    if len(found) < _SURELY:
        found = [one for one in found if _BEHIND.match(line, one.end())]
    if not found:
        return [(0, line)]
    edges = [*(one.start() for one in found[1:]), len(line)]
    rests = [line[one.end() : stop] for one, stop in zip(found, edges, strict=True)]
    empty = [_NO_TEXT.fullmatch(rest) is not None for rest in rests]
    contents = len(found) > 1 and all(empty[:-1])
    alone = len(found) == 1 and empty[0] and (not found[0].start() or rests[0].strip())
    if contents or alone:
        return [(0, line)]
    cuts = sorted({0, *(at for one in found for at in one.span())})
    pieces = [(at, line[at:stop]) for at, stop in zip(cuts, [*cuts[1:], len(line)], strict=True)]
    return [(at, piece) for at, piece in pieces if piece.strip()]


def heading_number(line: str) -> tuple[int, str] | None:
    """The section number and the title of a heading line, or None when the line is something else."""
    text = without_bookmark(line.strip())
    match = HEADING.match(text)
    if match is None:  # a number that the file makes itself (list numbering) is not in the text
        number = bare_title(text) if len(text) < LONGEST_HEADING else None
        return (number, text) if number is not None else None
    if len(text) > 2 * LONGEST_HEADING:
        return None
    if len(text) > LONGEST_HEADING and len(key(text)) > LONGEST_HEADING - 8:
        return None  # 四、政 府 信 息 …: as long by its spaces only
    if text.endswith(("。", "；", ";")) and key(match[2]) not in _BARE_TITLES:
        return None
    number, words = NUMBERS[match[1]], match[2].strip().strip("*：: ")
    words_key = key(words)
    known = _BARE_TITLES.get(words_key)
    if known is not None:  # the words are surer than a number typed by hand
        return known, words
    pattern = _WORDS.get(number)
    if pattern is not None and pattern.search(words_key):
        return number, words
    return None


def bare_title(text: str) -> int | None:
    """The number of the section whose title a text is; titles all say 情况 or 事项."""
    return _BARE_TITLES.get(key(text)) if "情" in text or "事" in text else None


def without_bookmark(text: str) -> str:
    """A line without the mark of a bookmark before it."""
    return _BOOKMARK.sub("", text) if text.startswith(("[", "［", "【")) else text
