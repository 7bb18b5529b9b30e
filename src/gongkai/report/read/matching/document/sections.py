"""Where the title, the preamble and the six sections of a report begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ...headings import (
    HEADING,
    LONGEST_HEADING,
    NUMBERS,
    bare_title,
    heading_number,
    without_bookmark,
)
from ...normalise import compact, is_page_number
from ..entries import Entry

#: Other numbers before the very title of a section: 第一部分, 1., （一）, 壹、, Ⅰ, two of them (1. 一、), or none.
_OTHER_NUMBER = re.compile(
    r"^(?:(?:第[一二三四五六]部分|[(（]?[一二三四五六壹贰叁肆伍陆ⅠⅡⅢⅣⅤⅥ1-6][)）]?)[、.．，,:：\s]*)+"
)


_TITLE = re.compile(r"信息公开.*报告|公开工作.*报告|年度报告|工作报告|20\d\d年.*公开(?:工作)?年报")
#: What a site prints in front of a title.
_TITLE_LEAD = re.compile(r"^(?:公文|信息|文件)?(?:标\s*题|名\s*称)\s*[:：]\s*")
_AGENCY_AND_YEAR = re.compile(
    r"[\u4e00-\u9fff]{3}.*20\d{2}年?|20\d{2}年度?(?!政府信息|信息公开|政务公开|工作)[\u4e00-\u9fff]{3}"
)
#: How a line begins that goes on with the title of the line above.
_TITLE_GOES_ON = re.compile(r"(?:\d{4}年度?)?(?:政府信息|信息公开|政务公开|公开|工作|年度|度?报告)")
_MOST_HEAD_LINES = 400
_BREADCRUMB = re.compile(r"[>»›《〈]|首页|位置[:：]|索\s*引\s*号|信息来源|来源[:：]")
_BROKEN_YEAR = re.compile(r"报告[（(]?20\d{2}年(?:度)?[)）]?$")
_YEAR_LINE = re.compile(r"[（(]?\d{4}年(度)?[)）]?")


@dataclass(frozen=True, slots=True)
class Span:
    """The entries of one section, without its heading line: `start` to before `stop`."""

    number: int
    title: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A document cut up: the title's words, and entry numbers for everything else."""

    title: str | None
    head: tuple[int, int]  # the lines of the title block
    preamble: tuple[int, int]
    sections: tuple[Span, ...]


def lay_out_freely(entries: list[Entry], table: AbstractSet[int]) -> Layout:
    """As `lay_out` for a report of no fixed sections (before 2019): every heading that counts on from
    the one before is a section's. `table` are the entries of its table, whose own headings are none."""
    found: list[tuple[int, int, str]] = []
    for index, entry in enumerate(entries):
        match = HEADING.match(entry.text) if index not in table and not entry.is_row else None
        if match is None or len(entry.text) > LONGEST_HEADING + 8:
            continue
        number, words = NUMBERS[match[1]], match[2].strip().strip("*：: ")
        if number == len(found) + 1 and not words.endswith(("。", "；", ";")):
            found.append((index, number, words))
    return _cut(entries, found)


def lay_out(entries: list[Entry]) -> Layout:
    """Find the headings, then what stands before the first of them."""
    found: list[tuple[int, int, str]] = []
    lines = [entry.text if entry.row is None else _alone(entry.row.texts) for entry in entries]
    for index, line in enumerate(lines):
        heading = heading_number(line) if line else None
        if heading is not None:
            found.append((index, *heading))
    if len({number for _, number, _ in found}) < _FEW:
        otherwise = _numbered_otherwise(lines)
        if len({number for _, number, _ in otherwise}) > _FEW:
            found = otherwise
    return _cut(entries, found)


_FEW = 3  # headings, of six


def _numbered_otherwise(lines: list[str]) -> list[tuple[int, int, str]]:
    """The titles of sections under numbers of another kind. Looked for only where the usual ones are not
    found: in a sound report （二）主动公开政府信息情况 is a paragraph of section one."""
    found = []
    for index, line in enumerate(lines):
        text = line.strip("#*【】 \t") if line else ""
        if not 0 < len(text) <= 2 * LONGEST_HEADING:
            continue
        title = _OTHER_NUMBER.sub("", text)
        number = bare_title(title)
        if number is not None:
            found.append((index, number, title))
    return found


def _alone(texts: Sequence[str]) -> str:
    """The text of a row that stands in one cell; nothing where several are filled."""
    found = ""
    for text in texts:
        if text and not text.isspace():
            if found:
                return ""
            found = text
    return found


def _cut(entries: list[Entry], found: list[tuple[int, int, str]]) -> Layout:
    """The layout between headings, each (entry, number, title)."""
    stops = [index for index, _, _ in [*found[1:], (len(entries), 0, "")]][: len(found)]
    spans: dict[int, Span] = {}
    for (index, number, title), stop in zip(found, stops, strict=True):
        span = Span(number, title, index + 1, stop)
        held = spans.get(number)
        if held is None or span.stop - span.start > held.stop - held.start:
            spans[number] = span  # a heading named twice (contents, table head): the fuller one
    first = found[0][0] if found else len(entries)
    name, head = _title(entries[:first])
    in_order = tuple(sorted(spans.values(), key=lambda span: span.start))
    return Layout(name, head, (head[1], first), in_order)


def _title(entries: list[Entry]) -> tuple[str | None, tuple[int, int]]:
    """The words of the title, and the lines of the title block (a site's name above it included)."""
    entries = [_without_lead(entry) for entry in entries[:_MOST_HEAD_LINES]]
    named: int | None = None
    at: int | None = None
    for i, entry in enumerate(entries):
        if not _says_report(entry.text):
            following = entries[i + 1].text if i + 1 < len(entries) else ""
            if not _says_report(following[:LONGEST_HEADING]):
                continue
        if _BREADCRUMB.search(entry.text) or _is_sentence(entry.text):
            continue
        words = compact(_joined(entries, i))
        if not _TITLE.search(words):
            continue
        at = i if at is None else at
        if _AGENCY_AND_YEAR.match(words):  # surer than a link or a column that says 年度报告
            named = i
            break
    at = at if named is None else named
    if at is None:
        return None, (0, 0)
    title, stop = _own_cell(entries[at]).strip("#* "), at + 1
    if not _TITLE.search(compact(title)):  # the title runs over two lines
        title, stop = title + entries[stop].text, stop + 1
    if stop < len(entries):
        below = compact(entries[stop].text)
        if _YEAR_LINE.fullmatch(below):
            title, stop = f"{title} {entries[stop].text}", stop + 1
        elif len(below) < 8 and _BROKEN_YEAR.search(compact(title) + below):
            title, stop = title + entries[stop].text, stop + 1
    return title, (0, stop)


def _without_lead(entry: Entry) -> Entry:
    """A line without what a site prints in front of a title."""
    lead = None if entry.is_row else _TITLE_LEAD.match(entry.text)
    return entry._replace(text=entry.text[lead.end() :]) if lead else entry


def _says_report(text: str) -> bool:
    return "告" in text or "报" in text or "報" in text


def _joined(entries: list[Entry], index: int) -> str:
    """A line, with the next one when a title may run on into it."""
    text = entries[index].text
    if _TITLE.search(compact(text)) or index + 1 >= len(entries):
        return text
    following = entries[index + 1].text
    if _is_sentence(following) or _names_whole_title(following):
        return text
    return text + following


def _own_cell(entry: Entry) -> str:
    """The text of a line; of a row (「标题｜某县…年度报告」) that of the cell which holds the whole title."""
    texts = entry.row.texts if entry.row is not None else ()
    whole = (text for text in texts if _TITLE.search(compact(text)))
    return next(whole, entry.text)


def _names_whole_title(text: str) -> bool:
    """True for a title line that names its agency itself, so that the line above is not part of it."""
    plain = compact(text)
    return bool(_TITLE.search(plain)) and not _TITLE_GOES_ON.match(plain)


def _is_sentence(text: str) -> bool:
    return len(text) > 60 or any(mark in text for mark in "。；：，")


def lines_of(
    entries: list[Entry], start: int, stop: int, without: AbstractSet[int] = frozenset()
) -> str:
    """The text of some entries: each line exactly as in the file, without the spaces around it, empty
    lines and page numbers left out, lines joined by \\n."""
    return "\n".join(
        without_bookmark(entries[i].text)
        for i in range(start, stop)
        if i not in without and not is_page_number(entries[i].text)
    )
