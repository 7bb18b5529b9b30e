"""Cells that a program recognised in a picture: how sure each is, and which of its readings it has.

A recogniser gives each cell a text with a probability, and other texts it may be. In a row with a sum
the readings of the cells are weighed together: only combinations whose last figure is the sum of the
others count, each with the product of its cells' probabilities, against the row as it was seen: a
document may print a wrong sum, and that is never put right. A figure that is not sure enough stays
unreadable, with what it may be. Never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from ....cell import Cell, Method, Number, Source, State, number, unreadable
from ....form import get_form
from ....model import Note
from ....printed import parse_number
from ...blocks import Document, GridCell, GridRow, Paragraph
from ..rows.row_reading import SURE_ALONE, RowReading
from . import remarks
from .deciding import Figures
from .witnesses import vouched_for

#: What a row's sum, or the text, leaves of a figure's readings counts from here on.
SURE_TOGETHER = 0.99
#: So sure must a recogniser be of a figure that the form's sums contradict.
SURE_AGAINST = 0.999
_LEAST = 0.001  # a reading less likely than this is not looked at
_MOST_READINGS = 4096
#: How likely a document prints, in place of the figures that add up, just those that were seen: a row
#: in twenty is wrong (of real reports 12 in 69 break a sum somewhere), and a wrong figure is one of nine.
_WRONG_AS_SEEN = 0.05 / 9
#: A page whose characters have less than these odds on average is unclear, if it has some: of sound scans,
#: faxes and pictures of 72 dpi they have 0.93 and more.
_CLEAR, _FEW = 0.88, 12
Sight = tuple[float, str]  # how sure, and what
_LEAST_TOGETHER = 0.02  # a sum chooses among readings that were seen; it invents none


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a whole row, its odds, and which text each cell then has."""

    figures: Figures
    odds: float
    texts: tuple[str, ...]


def as_recognised(cell: Cell, seen: GridCell) -> Cell:
    """A cell of a picture by itself: as it was parsed if that is sure enough, else unreadable."""
    if seen.confidence is None or cell.state is State.BLANK:
        return cell
    may_be = _numbers(cell.value, seen)
    if cell.state is State.NOT_APPLICABLE and seen.confidence >= SURE_ALONE:
        return cell._replace(confidence=seen.confidence)
    if cell.value is None or seen.confidence < SURE_ALONE:
        return unreadable(seen.text, cell.source, candidates=may_be)
    return cell._replace(method=Method.RECOGNISED, confidence=seen.confidence)


def was_seen(document: Document) -> bool:
    """Whether anything of a document was recognised in a picture."""
    return any(
        block.confidence is not None if isinstance(block, Paragraph) else block.recognised
        for block in document.blocks
    )


def as_seen(
    document: Document, form_id: str, cells: Mapping[str, Cell], notes: Sequence[Note]
) -> tuple[dict[str, Cell], list[Note]]:
    """The cells and notes of a document with pages that are pictures: on these nothing is blank but a cell that
    was seen empty; no figure counts that is not one sure cell of a table (figures in loose lines,
    figures told apart), and none that sums contradict and nothing vouches for, unless every look was
    as sure as a look can be: then it is the document that does not add up. What does not count is
    unreadable, with what it may be; so is a row that was not found in a table whose others were, and a
    table that was not found below its heading."""
    pages = _seen_on(document)
    if not pages:
        return dict(cells), list(notes)
    out = dict(cells)
    rows = _seen_rows(document)
    seen_tables: set[str] = set()
    for one, cell in cells.items():
        source = cell.source
        page = source.page if source is not None else None
        if source is not None and page in pages:
            seen_tables.add(one[: one.index(".")])
            if cell.method is not Method.RECOGNISED or cell.against:
                out[one] = _as_seen(cell, _seen_at(source, rows))
        elif cell.state is State.BLANK and page is None and not _is_in_grid(cell):
            out[one] = unreadable(cell.raw, source)  # a line in which no figure was seen
    unclear = [page for page, seen in pages.items() if page is not None and _is_unclear(seen)]
    told = [*notes, *map(remarks.unclear, unclear)]
    for table in get_form(form_id).tables:
        name = remarks.TABLE_NAMES[table.id]
        none_found = remarks.no_table(name)
        if none_found in told:
            told[told.index(none_found)] = remarks.unseen_table(name)
        elif table.id not in seen_tables:
            continue
        unseen = []
        for row in table.rows:
            missing = [one for one in row.cell_ids if one not in out]
            if len(missing) == len(row.cell_ids):
                unseen.append(row.label)
            out.update((one, unreadable(None)) for one in missing)
        found_fewer = remarks.missing(name, unseen)
        told = [remarks.unseen(name, unseen) if note == found_fewer else note for note in told]
    return out, told


def _is_in_grid(cell: Cell) -> bool:
    """Whether a cell stands in a row of a table that was printed as text, beside pictures of others."""
    return cell.source is not None and cell.source.row is not None


def _seen_on(document: Document) -> dict[int | None, list[Sight]]:
    """What was seen on each page: lines and cells, each with how sure it is and its text."""
    pages: dict[int | None, list[Sight]] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph):
            looked: Sequence[Paragraph | GridCell] = (block,)
        else:
            looked = block.cells if block.recognised else ()
        for one in looked:
            if one.confidence is not None:
                pages.setdefault(one.source.page, []).append((one.confidence, one.text))
    return pages


def _is_unclear(seen: Sequence[Sight]) -> bool:
    """Whether a page was looked at and hardly seen."""
    sizes = [(sure, many) for sure, text in seen if (many := len(text.strip()))]
    every = sum([many for _, many in sizes])
    odds = sum([many * sure ** (1 / many) for sure, many in sizes])  # of each character
    return every >= _FEW and odds < every * _CLEAR


def _seen_rows(document: Document) -> dict[tuple[int | None, ...], GridRow]:
    """The rows of all tables, each by its page, table and number."""
    grids = (block for block in document.blocks if not isinstance(block, Paragraph))
    return {
        (at.page, at.table or number, at.row or row.row + 1): row
        for number, grid in enumerate(grids, 1)
        for row in grid.rows
        if row.texts and (at := row.source)
    }


def _seen_at(source: Source, rows: Mapping[tuple[int | None, ...], GridRow]) -> GridCell | None:
    """What a recogniser saw at a place."""
    row = rows.get((source.page, source.table, source.row))
    for one in row.cells if row is not None else ():
        if one.confidence is not None and (one.source.column or one.column + 1) == source.column:
            return one
    return None


def _as_seen(cell: Cell, seen: GridCell | None) -> Cell:
    sure = seen is not None and seen.confidence is not None and seen.confidence >= SURE_ALONE
    if cell.state is State.BLANK:
        empty = seen is not None and not seen.text and (seen.confidence or 0) >= SURE_ALONE
        return cell if empty else unreadable(cell.raw, cell.source)
    if cell.value is None:
        return cell
    if (
        cell.against
        and not cell.witnesses
        and (seen is None or (seen.confidence or 0) < SURE_AGAINST)
    ):
        return unreadable(cell.raw, cell.source, candidates=(cell.value,))
    if cell.method is Method.RECOGNISED:
        return cell
    if sure and seen is not None and seen.text == cell.raw:
        together = min(seen.confidence or 0.0, cell.confidence or 1.0)
        if cell.confidence is None and cell.witnesses:  # its row was whole and sure
            together = vouched_for(together)
        if cell.against or together >= SURE_ALONE:  # else its row was told apart by a sum alone
            return cell._replace(method=Method.RECOGNISED, confidence=together)
    return unreadable(cell.raw, cell.source, candidates=(cell.value,))


def readings_of(reading: RowReading) -> list[Reading]:
    """Every way to read a recognised row so that its sum holds, likeliest first; none where a cell is
    empty, is no figure, or no way holds."""
    cells = reading.seen
    if not cells or not all(c.confidence is not None and c.text for c in cells):
        return []
    each = [_choices(c) for c in cells]
    if not all(each) or prod(map(len, each)) > _MOST_READINGS:
        return []
    found = [
        Reading(
            tuple(value for _, value, _ in way),
            prod(odds for _, _, odds in way),
            tuple(text for text, _, _ in way),
        )
        for way in product(*each)
        if sum(value for _, value, _ in way[:-1]) == way[-1][1]
    ]
    if sum(one.odds for one in found) < _LEAST_TOGETHER:
        return []  # the sum holds only in a way that nobody sees: what is printed is not among them
    return sorted(found, key=lambda one: -one.odds)


def as_printed(reading: RowReading) -> Reading | None:
    """A recognised row with the likeliest text of each cell, whether its sum holds or not; None where
    one of these is no whole number."""
    cells = reading.seen
    figures = tuple(parse_number(c.text) for c in cells)
    if not all(isinstance(one, int) for one in figures):
        return None
    odds = prod(c.confidence or 0.0 for c in cells)
    return Reading(
        tuple(one for one in figures if isinstance(one, int)), odds, tuple(c.text for c in cells)
    )


def settled(
    reading: RowReading, readings: Sequence[Reading], kept: Sequence[Reading]
) -> list[Cell]:
    """The cells of a row, each weighed over the `kept` of its readings and, where it is none of them,
    the row as it was seen. Where the table refutes every reading, only what is sure by itself counts."""
    seen = reading.seen
    if not kept:
        return [_alone(one, i, readings) for i, one in enumerate(seen)]
    weighed = [(one, one.odds) for one in kept]
    printed = as_printed(reading)
    if printed is not None and all(one.figures != printed.figures for one in kept):
        weighed.append((printed, printed.odds * _WRONG_AS_SEEN))
    if len(weighed) == 1:
        return list(map(_only, seen, kept[0].figures, kept[0].texts))
    return [_weighed(one, i, weighed) for i, one in enumerate(seen)]


def _only(seen: GridCell, value: int, text: str) -> Cell:
    """One cell of a row that is read in one way."""
    alone = seen.confidence if seen.confidence is not None and text == seen.text else 0.0
    sure = round(max(SURE_TOGETHER, alone), 4)
    return number(value, text, seen.source, method=Method.RECOGNISED, confidence=sure)


def _weighed(seen: GridCell, i: int, readings: Sequence[tuple[Reading, float]]) -> Cell:
    """One cell of a row over the readings of the row, each with its weight."""
    text, source = seen.text, seen.source
    every = sum(weight for _, weight in readings)
    odds: dict[int, float] = {}
    for one, weight in readings:
        odds[one.figures[i]] = odds.get(one.figures[i], 0.0) + weight / every
    value, sure = max(odds.items(), key=lambda item: item[1])
    if sure < SURE_TOGETHER:
        return unreadable(text, source, candidates=tuple(sorted(odds)))
    texts = {one.texts[i] for one, _ in readings if one.figures[i] == value}
    raw = text if text in texts else min(texts)
    alone = seen.confidence if raw == text and seen.confidence is not None else 0.0
    confidence = round(max(min(sure, SURE_TOGETHER), alone), 4)
    return number(value, raw, source, method=Method.RECOGNISED, confidence=confidence)


def _alone(seen: GridCell, i: int, readings: Sequence[Reading]) -> Cell:
    """One cell of a row that the table contradicts however it is read."""
    text, source = seen.text, seen.source
    value = parse_number(text)
    if value is not None and seen.confidence is not None and seen.confidence >= SURE_ALONE:
        return number(value, text, source, method=Method.RECOGNISED, confidence=seen.confidence)
    may_be = {one.figures[i] for one in readings} | ({value} if isinstance(value, int) else set())
    return unreadable(text, source, candidates=tuple(sorted(may_be)))


def _choices(cell: GridCell) -> list[tuple[str, int, float]]:
    """What a cell may be: its texts that are whole numbers, each with its probability."""
    first = ((cell.text, cell.confidence or 0.0), *cell.candidates)
    found: dict[int, tuple[str, int, float]] = {}
    for text, odds in first:
        value = parse_number(text)
        if isinstance(value, int) and odds >= _LEAST and value not in found:
            found[value] = (text, value, odds)
    return list(found.values())


def _numbers(value: Number | None, seen: GridCell) -> tuple[Number, ...]:
    others = (parse_number(text) for text, _ in seen.candidates)
    every = (value, *others)
    return tuple(dict.fromkeys(one for one in every if one is not None))
