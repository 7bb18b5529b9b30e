"""Blocks → a report value: the one matcher for every kind of file.

What the text of a section is: its lines exactly as in the file, without the spaces around each line,
without empty lines, page numbers and the statutory table, joined by \\n. A line that a page layout
broke stays broken, because where a line was broken and where a sentence began anew cannot be told
apart for sure. The heading line is no part of it. Section six ends where the signature or the date
begins, or else a site's own foot; these, and what follows them, are the `ending`.
"""

from __future__ import annotations

from ...facts import find_facts
from ...form import NO_FORM, form_for_year
from ...model import SECTION_TITLES, Note, Report, Section
from ...themes import find_themes
from ..blocks import Document
from .document.closing import Signature, end_of_body, find_contact, find_signature
from .document.identity import Agency, find_agency, find_basis
from .document.sections import Layout, lines_of
from .document.several import end_of_first, note_of
from .entries import Entry, flatten
from .figures.recognised import as_seen
from .figures.witnesses import said_of
from .older.labelled import read_labelled
from .outline import Outline, find_outline, words_of_tables
from .strays import doubt_blanks
from .tables import Tables, fill_tables, read_tables

_HEAD_LINES = 40  # lines above the title in which its agency may be named in full


def match(document: Document, *, agency: str | None = None) -> Report:
    """Read a report out of a document. `agency` is the full name when the caller knows it."""
    entries, words, several = _first_report(flatten(document))
    outline = find_outline(document, entries, words)
    layout, form_id, year = outline.layout, outline.form, outline.year
    tables = read_tables(entries, layout, form_id, outline.statistics)
    preamble = outline.preamble
    if not tables.entries.isdisjoint(range(*layout.preamble)):
        preamble = lines_of(entries, *layout.preamble, tables.entries)
    body, signature = _end(entries, outline, tables)
    close = signature.first if signature else body
    labelled = read_labelled(entries, None if form_id == NO_FORM else tables.other_form)
    tables.entries.update(labelled.entries)
    sections, ending = _sections(entries, layout, tables, close)
    facts = tuple(fact for s in sections for fact in find_facts(s.text, year))
    doubt_blanks(tables, entries)
    cells, table_notes = fill_tables(tables, said_of(facts))
    cells, table_notes = as_seen(document, form_id, cells, table_notes)
    said = _said_of_itself(outline, preamble, sections, lines_of(entries, close, body))
    found = _agency(entries, outline, said, signature)
    printed = found.printed if outline.title == layout.title else None
    return Report(
        form=form_id,
        agency=agency or found.name,
        year=year,
        title=layout.title,
        agency_as_printed=printed,
        region=found.region,
        period_from=outline.period[0] if outline.period else None,
        period_to=outline.period[1] if outline.period else None,
        signed_by=signature.signed_by if signature else None,
        signed_on=signature.signed_on if signature else None,
        contact=find_contact(said),
        preamble=preamble,
        sections=sections,
        ending=ending,
        cells=cells,
        facts=facts,
        notes=(
            *document.notes,
            *several,
            *_identity_notes(layout, printed, found.region or found.name, agency),
            *outline.notes,
            *_form_notes(layout, form_id, year),
            *table_notes,
            *_damage_notes(entries),
        ),
        basis=find_basis(outline.opening),
        themes=tuple(theme for s in sections if s.number == 1 for theme in find_themes(s.text)),
        labelled=labelled.values,
    )


def _first_report(entries: list[Entry]) -> tuple[list[Entry], str, list[Note]]:
    """The entries of the first report of a file, the words of its tables, and a note of the next one."""
    words = words_of_tables(entries)
    another = end_of_first(entries, words)
    if another is None:
        return entries, words, []
    first = entries[:another]
    return first, words_of_tables(first), [note_of(entries[another])]


def _end(entries: list[Entry], outline: Outline, tables: Tables) -> tuple[int, Signature | None]:
    """Where the body of a report ends, as the number of the entry behind it, and the signature before that."""
    last = max(outline.layout.sections, key=lambda span: span.stop, default=None)
    if last is None:
        return len(entries), None
    body = end_of_body(entries, last.start, last.stop)
    if outline.form == "2014":  # its table stands behind the signature
        body = min((i for i in tables.entries if last.start < i < body), default=body)
    return body, find_signature(entries, last.start, body)


def _said_of_itself(
    outline: Outline, preamble: str, sections: tuple[Section, ...], closing: str
) -> str:
    """The parts of a report in which an office names itself and says how it is reached."""
    opening = outline.opening if "联系" in outline.opening else preamble
    others = "\n".join(s.text for s in sections if s.number == 6)
    return f"{opening}\n{others}\n{closing}"


def _agency(
    entries: list[Entry], outline: Outline, said: str, signature: Signature | None
) -> Agency:
    start, stop = outline.layout.head
    head = "\n".join(e.text for e in entries[max(start, stop - _HEAD_LINES) : stop])
    signed_by = signature.signed_by if signature else None
    return find_agency(outline.title, [said, signed_by or "", head], signed_by)


def _damage_notes(entries: list[Entry]) -> list[Note]:
    damaged = sum(e.text.count("\ufffd") for e in entries if "\ufffd" in e.text)
    if not damaged:
        return []
    return [Note("characters-damaged", f"文件里有 {damaged} 个字损坏，显示为「\ufffd」")]


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
