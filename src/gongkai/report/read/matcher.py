"""Blocks → a report value: the one matcher for every kind of file.

What the text of a section is: its lines exactly as in the file, without the spaces around each line,
without empty lines, page numbers and the statutory table, joined by \\n. A line that a page layout
broke stays broken, because where a line was broken and where a sentence began anew cannot be told
apart for sure. The heading line is no part of it. Section six ends where the signature or the date
begins; these, and what follows them, are the `ending`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ..cell import Cell
from ..form import NO_FORM, form_for_year, get_form
from ..model import SECTION_TITLES, Note, Report, Section
from .blocks import Document
from .challenges import read_challenges
from .closing import Signature, find_contact, find_signature
from .entries import Entry, flatten
from .filling import TABLE_NAMES, fill
from .identity import find_agency, find_period, find_year
from .labels import label_table
from .lines import read_lines
from .normalise import key
from .rows import RowReading, read_rows
from .sections import Layout, Span, lay_out, lines_of

_FORM_WORDS = {
    "2021": ("本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "本年收费金额"),
    "2019": (
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "采购项目数量",
    ),
    "2014": ("主动公开政府信息数", "收到申请数", "申请办结数", "政府信息公开情况统计表"),
}
_SECTION_TABLES = {2: "disclosure", 3: "requests", 4: "challenges"}
_TABLE_HEAD = {
    2: re.compile(r"^(第二十条第|信息内容)"),
    3: re.compile(r"^(本列数据|申请人情况|法人或其他组织)"),
}


@dataclass(slots=True)
class _Tables:
    """What the tables of a document gave, and which entries are theirs."""

    cells: dict[str, Cell] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    entries: set[int] = field(default_factory=set)


def match(document: Document, *, agency: str | None = None) -> Report:
    """Read a report out of a document. `agency` is the full name when the caller knows it."""
    entries = flatten(document)
    layout = lay_out(entries)
    preamble = lines_of(entries, *layout.preamble)
    last = max(layout.sections, key=lambda span: span.stop, default=None)
    signature = find_signature(entries, last.start, last.stop) if last else None
    year, period, year_notes = _year_and_period(entries, layout, preamble)
    form_id = decide_form(entries, year)
    tables = _read_tables(entries, layout, form_id)
    sections, ending = _sections(entries, layout, tables, signature)
    closing = "\n".join(s.text for s in sections if s.number == 6)
    said = f"{preamble}\n{closing}\n{ending}"
    head = "\n".join(e.text for e in entries[slice(*layout.head)])
    found = find_agency(layout.title, [said, (signature and signature.signed_by) or "", head])
    notes = [*_identity_notes(layout, found.printed, found.region, agency), *year_notes]
    notes += _section_notes(layout, form_id) + tables.notes
    return Report(
        form=form_id,
        agency=agency or found.name,
        year=year,
        title=layout.title,
        agency_as_printed=found.printed,
        region=found.region,
        period_from=period[0] if period else None,
        period_to=period[1] if period else None,
        signed_by=signature.signed_by if signature else None,
        signed_on=signature.signed_on if signature else None,
        contact=find_contact(said),
        preamble=preamble,
        sections=sections,
        ending=ending,
        cells=tables.cells,
        notes=tuple(notes),
    )


def decide_form(entries: list[Entry], year: int | None) -> str:
    """Which form the tables follow: the one whose own words are printed most, else the year's form when
    table three is there at all, else `none`."""
    words = key("".join(entry.text for entry in entries))
    counts = {form: sum(words.count(word) for word in own) for form, own in _FORM_WORDS.items()}
    best = max(counts, key=lambda form: counts[form])
    if counts[best]:
        return best
    if "结转下年度继续办理" in words or "结果维持" in words:
        return form_for_year(year) if year is not None and year >= 2019 else "2021"
    return NO_FORM


def _year_and_period(
    entries: list[Entry], layout: Layout, preamble: str
) -> tuple[int | None, tuple[date, date] | None, list[Note]]:
    period = find_period(preamble)
    for span in layout.sections:
        if period is None:
            period = find_period("\n".join(e.text for e in entries[span.start : span.stop]))
    year = find_year(layout.title)
    if layout.title is not None and year is None:
        if period is None:
            return None, None, [Note("title-year-missing", "标题没有写年份，正文也没有写统计期限")]
        note = Note("title-year-missing", f"标题没有写年份；{period[0].year} 年取自正文的统计期限")
        return period[0].year, period, [note]
    if year is None and period is not None:
        year = period[0].year
    return year, period, []


def _identity_notes(
    layout: Layout, printed: str | None, region: str | None, agency: str | None
) -> list[Note]:
    if layout.title is None:
        return [Note("title-missing", "没有找到标题（「××年政府信息公开工作年度报告」）")]
    if printed is None:
        return [Note("agency-missing", "标题没有写机关名称")]
    if region is None:
        known = f"；机关全称「{agency}」由调用者提供" if agency else "，机关全称无法确定"
        return [Note("region-missing", f"标题里的「{printed}」没有写是哪个地方的{known}")]
    return []


def _section_notes(layout: Layout, form_id: str) -> list[Note]:
    if form_id not in ("2021", "2019"):
        return []
    present = {span.number for span in layout.sections}
    names = "一二三四五六"
    return [
        Note("section-missing", f"文件中没有第{names[n - 1]}部分「{title}」")
        for n, title in SECTION_TITLES.items()
        if n not in present
    ]


def _read_tables(entries: list[Entry], layout: Layout, form_id: str) -> _Tables:
    tables = _Tables()
    if form_id not in ("2021", "2019"):
        return tables
    spans = {span.number: span for span in layout.sections}
    loose = 0
    for number, table_id in _SECTION_TABLES.items():
        span = spans.get(number) or Span(number, "", 0, len(entries))
        in_section = number in spans
        loose += in_section
        if number == 4:
            readings = _table_four(entries, span, form_id, loose, tables) if in_section else []
        else:
            readings = _table(entries, span, form_id, table_id, loose, tables, in_section)
        cells, notes = fill(get_form(form_id).table(table_id), readings)
        tables.cells.update(cells)
        tables.notes += notes
        if in_section and not cells:
            note = f"{TABLE_NAMES[table_id]}没有找到，它的单元格按「文件中没有」处理"
            tables.notes.append(Note("table-missing", note))
    return tables


def _table(
    entries: list[Entry],
    span: Span,
    form_id: str,
    table_id: str,
    number: int,
    tables: _Tables,
    in_section: bool,
) -> list[RowReading]:
    labels = label_table(form_id, table_id)
    columns = 7 if table_id == "requests" else None
    rows_at = [
        i for i in range(span.start, span.stop) if entries[i].is_row and i not in tables.entries
    ]
    readings = read_rows((entries[i] for i in rows_at), labels, columns)
    known = any(reading.row for reading in readings)
    if known:
        grids = {entries[i].grid for i in rows_at} if in_section else set()
        tables.entries.update(i for i in rows_at if entries[i].grid in grids)
    if known or not in_section:
        return readings if known else []
    head = _TABLE_HEAD[span.number]
    start = next(
        (
            i
            for i in range(span.start, span.stop)
            if not entries[i].is_row and head.match(key(entries[i].text))
        ),
        None,
    )
    read = read_lines(
        entries, span.start if start is None else start, span.stop, labels, columns, number
    )
    if start is not None:
        tables.entries.update(range(start, max(read.last, start) + 1))
    return read.rows


def _table_four(
    entries: list[Entry], span: Span, form_id: str, number: int, tables: _Tables
) -> list[RowReading]:
    read = read_challenges(entries, span.start, span.stop, form_id, number)
    if read.first >= 0:
        tables.entries.update(range(read.first, read.last + 1))
    return read.rows


def _sections(
    entries: list[Entry], layout: Layout, tables: _Tables, signature: Signature | None
) -> tuple[tuple[Section, ...], str]:
    sections = []
    ending = ""
    for span in layout.sections:
        stop = span.stop
        if signature is not None and span.start <= signature.first < span.stop:
            stop = signature.first
            ending = lines_of(entries, stop, span.stop)
        text = lines_of(entries, span.start, stop, tables.entries)
        sections.append(Section(span.number, span.title, text))
    return tuple(sections), ending
