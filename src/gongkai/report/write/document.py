"""A report in printed order: title, preamble, sections with their tables, ending, signature.

What Word, PDF and HTML share. A table of which the report has no cell (all absent) is not printed:
an empty table would say that its cells are blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..cell import State
from ..model import SECTION_TITLES, Report
from ..paragraphs import close_up, heading_length, join_lines, print_width, text_lines
from .layout import LayoutTable, layout

#: The numbers of the sections as headings print them.
NUMERALS = "一二三四五六七八九十"


_LONG_WORD = re.compile(r"[!-~]{12,}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `lead` is its beginning where that is a second-level heading, （一）…, set in
    another face; `text` is the rest. Together they are the paragraph without white space around it."""

    lead: str
    text: str

    @property
    def has_long_word(self) -> bool:
        """Tell whether an address stands in it that no line end can break: a line before it would be
        stretched over its whole width, so such a paragraph is not justified."""
        return _LONG_WORD.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its number (None for the table of 2014), its heading with the number, its
    narrative, its statutory tables."""

    section: int | None
    heading: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[LayoutTable, ...]


@dataclass(frozen=True, slots=True)
class Document:
    title: tuple[str, ...]
    preamble: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    ending: tuple[Paragraph, ...]
    signer: str
    signed_on: str


def arrange(report: Report) -> Document:
    """Put a report in printed order. The signature is taken out of the ending, where it is printed."""
    title = [
        line
        for one in text_lines(report.title or _made_title(report))
        for line in _title_lines(close_up(one))
    ]
    signer = close_up(report.signed_by or report.agency or "")
    signed_on = print_date(report.signed_on)
    signature = {_plain(report.signed_by or ""), _plain(signed_on)}
    heads = {_plain(line) for line in title} | {_plain("".join(title))}
    preamble = text_lines(report.preamble)
    while preamble and _plain(preamble[0]) in heads:
        preamble.pop(0)
    ending = [line for line in text_lines(report.ending) if _plain(line) not in signature]
    return Document(
        title=tuple(title),
        preamble=_paragraphs(preamble),
        parts=tuple(_parts(report)),
        ending=_paragraphs(ending),
        signer=signer,
        signed_on=signed_on,
    )


def print_date(day: date | None) -> str:
    """A date as an official document prints it, 2025年1月20日; nothing for None."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def is_printed(table: LayoutTable, report: Report) -> bool:
    """Tell whether the report has anything of a table at all."""
    return any(report.cells[one].state is not State.ABSENT for one in table.cell_ids)


def _parts(report: Report) -> Iterator[Part]:
    waiting = [table for table in layout(report.form) if is_printed(table, report)]
    for section in report.sections:
        # A table whose own section is not in the document stands before the next section.
        while waiting and waiting[0].section is not None and waiting[0].section < section.number:
            yield _bare(waiting.pop(0))
        own = tuple(table for table in waiting if table.section == section.number)
        waiting = [table for table in waiting if table not in own]
        numeral = NUMERALS[section.number - 1 : section.number] or str(section.number)
        heading = f"{numeral}、{section.title}"
        yield Part(section.number, heading, _paragraphs(text_lines(section.text)), own)
    for table in waiting:
        yield _bare(table)


def _bare(table: LayoutTable) -> Part:
    if table.section is None:
        return Part(None, table.title, (), (table,))
    heading = f"{NUMERALS[table.section - 1]}、{SECTION_TITLES[table.section]}"
    return Part(table.section, heading, (), (table,))


def _paragraphs(lines: list[str]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(line[:end], line[end:])
        for line in map(close_up, join_lines(lines))
        for end in [heading_length(line)]
    )


_YEAR = re.compile(r"(?=(?:19|20)\d\d\s*年)")
_TITLE_WIDTH = 19  # characters of 22 pt in a line, one left over


def _title_lines(line: str) -> list[str]:
    """A title too wide for one line breaks before its year, or else before its subject."""
    if print_width(line) <= _TITLE_WIDTH:
        return [line]
    for break_before in (_YEAR, re.compile("(?=政府信息公开)")):
        head, *rest = break_before.split(line, maxsplit=1)
        if rest and head.strip() and print_width(rest[0]) <= _TITLE_WIDTH:
            return [head.strip(), rest[0]]
    return [line]


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _made_title(report: Report) -> str:
    year = f"{report.year}年" if report.year is not None else ""
    agency = report.agency or report.agency_as_printed or ""
    return f"{agency}{year}政府信息公开工作年度报告"
