"""What a document is before its tables are read: its parts, its title, its year and its form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ...form import NO_FORM, form_for_year
from ...model import Note
from ..blocks import Document
from .document.identity import find_period, find_year, own_title, printed_agency
from .document.sections import Layout, lay_out, lay_out_freely, lines_of
from .entries import Entry, words_of
from .figures.recognised import was_seen
from .older.statistics import StatisticsReading, read_statistics
from .older.statistics_labels import ENOUGH_LABELS, count_labels, without_figures
from .tables import MOST_ROWS

_FORM_WORDS = {
    "2021": ("本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "本年收费金额"),
    "2019": (
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "采购项目数量",
    ),
}
#: A line as long as this with a full stop in it is prose: no words of a table are looked for there.
_PROSE = 80
_OPENING = 600  # characters of section one with which a report without preamble opens
#: Rows that only table three of the form of 2021 has.
_ROWS_OF_2021 = ("申请人无正当理由逾期不补正", "申请人逾期未按收费通知要求缴纳费用")
#: Words of the tables that the forms of 2019 and 2021 share.
_SHARED_WORDS = ("结转下年度继续办理", "本年新收政府信息公开申请数量", "结果维持")


@dataclass(frozen=True, slots=True)
class Outline:
    """`title` is the line that stands above the report, or else what the report calls itself; `opening` is what
    it begins with; `notes` say what is odd of its year; `statistics` is its table of 2014, read to know where the
    sections end."""

    form: str
    layout: Layout
    title: str | None
    year: int | None
    period: tuple[date, date] | None
    preamble: str
    opening: str
    notes: tuple[Note, ...]
    statistics: StatisticsReading | None


def find_outline(document: Document, entries: list[Entry], words: str) -> Outline:
    """Find out what a document is. `entries` are its lines and rows, `words` those of tables among them, as a
    key (`words_of_tables`)."""
    layout = lay_out(entries)
    titled = find_year(layout.title)
    form_id = decide_form(words, titled)
    if form_id == NO_FORM:
        words = words_of_tables(entries, len(entries))
        form_id = decide_form(words, titled)
    statistics = read_statistics(entries) if form_id in ("2014", NO_FORM) else None
    if statistics is not None:
        free = lay_out_freely(entries, statistics.entries)
        layout = free if len(free.sections) >= len(layout.sections) else layout
    preamble = lines_of(entries, *layout.preamble)
    opening = _opening(entries, layout, preamble)
    title = layout.title
    if title is None or not printed_agency(title):
        title = own_title(opening) or title
    year, period, notes = _year_and_period(entries, layout, preamble)
    year = year or find_year(title)
    if year != titled:
        form_id = decide_form(words, year)
    if form_id == NO_FORM and year is not None and year >= 2019 and _worn(document, layout):
        form_id = form_for_year(year)
    return Outline(
        form_id, layout, title, year, period, preamble, opening, tuple(notes), statistics
    )


def _opening(entries: list[Entry], layout: Layout, preamble: str) -> str:
    """What opens the report: the preamble, or where what stands there is none (a date, a source) the
    beginning of section one."""
    if "报告" in preamble or not layout.sections:
        return preamble
    first = layout.sections[0]
    return lines_of(entries, first.start, min(first.start + 8, first.stop))[:_OPENING]


def words_of_tables(entries: list[Entry], most_rows: int = MOST_ROWS) -> str:
    """All that may be words of a table, as a key: no prose, and no grid of more rows than `most_rows`, which
    is a list of the form's cells where there are other grids."""
    short = [e for e in entries if len(e.text) < _PROSE or "。" not in e.text]
    if len(short) > most_rows:
        rows = Counter(e.grid for e in short if e.is_row)
        short = [e for e in short if rows[e.grid] <= most_rows]
    return words_of(short)


def decide_form(words: str, year: int | None) -> str:
    """Which form the tables follow: the one whose own words are printed most, else the year's form when
    table three is there at all, else `none`. `words` is the whole text as a key."""
    new_rows = any(word in words for word in _ROWS_OF_2021)
    counts = {form: sum(words.count(word) for word in own) for form, own in _FORM_WORDS.items()}
    best = max(counts, key=lambda form: counts[form])
    if counts["2019"] and new_rows and year is not None and year >= 2021:
        return "2021"  # its table two is of the form before; table three is of its year
    if counts[best]:
        return best
    if any(count_labels(some) >= ENOUGH_LABELS for some in (words, without_figures(words))):
        return "2014"
    if any(word in words for word in _SHARED_WORDS):
        return form_for_year(year) if year is not None and year >= 2019 else "2021"
    return NO_FORM


def _worn(document: Document, layout: Layout) -> bool:
    """Whether a scan has the headings of all three tables, though no word of the tables was recognised:
    its cells are there and were not read."""
    headed = {section.number for section in layout.sections}
    return {2, 3, 4} <= headed and was_seen(document)


def _year_and_period(
    entries: list[Entry], layout: Layout, preamble: str
) -> tuple[int | None, tuple[date, date] | None, list[Note]]:
    period = find_period(preamble)
    for span in layout.sections:
        if period is None:
            period = find_period("\n".join([e.text for e in entries[span.start : span.stop]]))
    year = find_year(layout.title)
    if layout.title is not None and year is None:
        if period is None:
            return None, None, [Note("title-year-missing", "标题没有写年份，正文也没有写统计期限")]
        note = Note("title-year-missing", f"标题没有写年份；{period[0].year} 年取自正文的统计期限")
        return period[0].year, period, [note]
    if year is None and period is not None:
        year = period[0].year
    if year is not None and period is not None and period[0].year != year:
        said = f"标题写的是 {year} 年，正文写的统计期限从 {period[0].year} 年开始；年份按标题"
        return year, period, [Note("year-differs", said)]
    return year, period, []
