"""Blocks → a report value: the one matcher for every kind of file.

What the text of a section is: its lines exactly as in the file, without the spaces around each line,
without empty lines, page numbers and the statutory table, joined by \\n. A line that a page layout
broke stays broken, because where a line was broken and where a sentence began anew cannot be told
apart for sure. The heading line is no part of it. Section six ends where the signature or the date
begins, or else a site's own foot; these, and what follows them, are the `ending`.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from ...facts import find_facts
from ...form import NO_FORM, form_for_year
from ...model import SECTION_TITLES, Note, Report, Section
from ...themes import find_themes
from ..blocks import Document
from .closing import end_of_body, find_contact, find_signature
from .entries import Entry, flatten, words_of
from .figures.recognised import as_seen, was_seen
from .figures.witnesses import said_of
from .identity import find_agency, find_basis, find_period, find_year, own_title, printed_agency
from .labelled import read_labelled
from .sections import Layout, lay_out, lay_out_freely, lines_of
from .several import end_of_first, note_of
from .statistics import ENOUGH_LABELS, count_labels, read_statistics
from .strays import doubt_blanks
from .tables import MOST_ROWS, Tables, fill_tables, read_tables

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
_HEAD_LINES = 40  # lines above the title in which its agency may be named in full
_OPENING = 600  # characters of section one with which a report without preamble opens
#: Rows that only table three of the form of 2021 has.
_ROWS_OF_2021 = ("申请人无正当理由逾期不补正", "申请人逾期未按收费通知要求缴纳费用")
#: Words of the tables that the forms of 2019 and 2021 share.
_SHARED_WORDS = ("结转下年度继续办理", "本年新收政府信息公开申请数量", "结果维持")


def match(document: Document, *, agency: str | None = None) -> Report:
    """Read a report out of a document. `agency` is the full name when the caller knows it."""
    entries = flatten(document)
    words = _words(entries)
    another = end_of_first(entries, words)
    several = [note_of(entries[another])] if another is not None else []
    if another is not None:
        entries = entries[:another]
        words = _words(entries)
    layout = lay_out(entries)
    titled = find_year(layout.title)
    form_id = decide_form(words, titled)
    if form_id == NO_FORM:
        words = _words(entries, len(entries))
        form_id = decide_form(words, titled)
    if form_id in ("2014", NO_FORM):
        free = lay_out_freely(entries, read_statistics(entries).entries)
        layout = free if len(free.sections) >= len(layout.sections) else layout
    preamble = lines_of(entries, *layout.preamble)
    opening = _opening(entries, layout, preamble)
    title = layout.title
    if title is None or not printed_agency(title):
        title = own_title(opening) or title
    year, period, year_notes = _year_and_period(entries, layout, preamble)
    year = year or find_year(title)
    if year != titled:
        form_id = decide_form(words, year)
    if form_id == NO_FORM and year is not None and year >= 2019 and _worn(document, layout):
        form_id = form_for_year(year)
    tables = read_tables(entries, layout, form_id)
    if not tables.entries.isdisjoint(range(*layout.preamble)):
        preamble = lines_of(entries, *layout.preamble, tables.entries)
    last = max(layout.sections, key=lambda span: span.stop, default=None)
    body = end_of_body(entries, last.start, last.stop) if last else len(entries)
    if last and form_id == "2014":  # its table stands behind the signature
        body = min((i for i in tables.entries if last.start < i < body), default=body)
    signature = find_signature(entries, last.start, body) if last else None
    close = signature.first if signature else body
    labelled = read_labelled(entries, None if form_id == NO_FORM else tables.other_form)
    tables.entries.update(labelled.entries)
    sections, ending = _sections(entries, layout, tables, close)
    facts = tuple(fact for s in sections for fact in find_facts(s.text, year))
    doubt_blanks(tables, entries)
    cells, table_notes = fill_tables(tables, said_of(facts))
    cells, table_notes = as_seen(document, form_id, cells, table_notes)
    closing = "\n".join(s.text for s in sections if s.number == 6)
    said = (
        f"{opening if '联系' in opening else preamble}\n{closing}\n{lines_of(entries, close, body)}"
    )
    start, stop = layout.head
    head = "\n".join(e.text for e in entries[max(start, stop - _HEAD_LINES) : stop])
    signed_by = signature.signed_by if signature else None
    found = find_agency(title, [said, signed_by or "", head], signed_by)
    printed = found.printed if title == layout.title else None
    notes = [
        *document.notes,
        *several,
        *_identity_notes(layout, printed, found.region or found.name, agency),
        *year_notes,
    ]
    notes += _form_notes(layout, form_id, year) + table_notes
    damaged = sum(e.text.count("\ufffd") for e in entries if "\ufffd" in e.text)
    if damaged:
        notes.append(Note("characters-damaged", f"文件里有 {damaged} 个字损坏，显示为「\ufffd」"))
    return Report(
        form=form_id,
        agency=agency or found.name,
        year=year,
        title=layout.title,
        agency_as_printed=printed,
        region=found.region,
        period_from=period[0] if period else None,
        period_to=period[1] if period else None,
        signed_by=signed_by,
        signed_on=signature.signed_on if signature else None,
        contact=find_contact(said),
        preamble=preamble,
        sections=sections,
        ending=ending,
        cells=cells,
        facts=facts,
        notes=tuple(notes),
        basis=find_basis(opening),
        themes=tuple(theme for s in sections if s.number == 1 for theme in find_themes(s.text)),
        labelled=labelled.values,
    )


def _opening(entries: list[Entry], layout: Layout, preamble: str) -> str:
    """What opens the report: the preamble, or where what stands there is none (a date, a source) the
    beginning of section one."""
    if "报告" in preamble or not layout.sections:
        return preamble
    first = layout.sections[0]
    return lines_of(entries, first.start, min(first.start + 8, first.stop))[:_OPENING]


def _words(entries: list[Entry], most_rows: int = MOST_ROWS) -> str:
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
    if count_labels(words) >= ENOUGH_LABELS:
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
            period = find_period("\n".join(e.text for e in entries[span.start : span.stop]))
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


def _form_notes(layout: Layout, form_id: str, year: int | None) -> list[Note]:
    if form_id == NO_FORM:
        return []
    due = form_for_year(year) if year is not None else form_id
    if due not in (form_id, NO_FORM):
        said = f"表格是 {form_id} 年的格式，{year} 年的报告应当用 {due} 年的格式；按印出的格式读"
        return [Note("form-differs", said), *_section_notes(layout, form_id)]
    return _section_notes(layout, form_id)


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


def _sections(
    entries: list[Entry], layout: Layout, tables: Tables, close: int
) -> tuple[tuple[Section, ...], str]:
    sections = []
    ending = ""
    for span in layout.sections:
        stop = span.stop
        if span.start <= close < span.stop:
            stop = close
            ending = lines_of(entries, stop, span.stop)
        text = lines_of(entries, span.start, stop, tables.entries)
        sections.append(Section(span.number, span.title, text))
    return tuple(sections), ending
