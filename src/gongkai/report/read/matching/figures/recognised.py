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
from ....form import cell_id, get_form, split_cell_id
from ....model import Note
from ....printed import parse_number
from ...blocks import Document, GridCell, Paragraph
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
    seen: dict[tuple[int | None, ...], GridCell] = {}
    pages: set[int | None] = set()
    grids = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            pages |= {block.source.page} if block.confidence is not None else set()
            continue
        grids += 1
        if not block.recognised:
            continue
        for part in block.cells:
            if part.confidence is not None:
                at = part.source
                pages.add(at.page)
                place = at.table or grids, at.row or part.row + 1, at.column or part.column + 1
                seen[(at.page, *place)] = part
    if not pages:
        return dict(cells), list(notes)
    out: dict[str, Cell] = {}
    tables: set[str] = set()
    for one, cell in cells.items():
        out[one] = cell
        page = cell.source.page if cell.source is not None else None
        if cell.source is not None and page in pages:
            out[one] = _as_seen(cell, seen.get(_place(cell.source)))
            tables.add(split_cell_id(one)[0])
        elif cell.state is State.BLANK and page is None and not _is_in_grid(cell):
            out[one] = unreadable(cell.raw, cell.source)  # a line in which no figure was seen
    told = [*notes, *(remarks.unclear(page) for page in _unclear(document))]
    for table in get_form(form_id).tables:
        name = remarks.TABLE_NAMES[table.id]
        none_found = remarks.no_table(name)
        if none_found in told:
            told[told.index(none_found)] = remarks.unseen_table(name)
        elif table.id not in tables:
            continue
        unseen = []
        for row in table.rows:
            ids = [cell_id(table.id, row.id, column.id) for column in row.columns]
            if not any(one in out for one in ids):
                unseen.append(row.label)
            out.update((one, unreadable(None)) for one in ids if one not in out)
        found_fewer = remarks.missing(name, unseen)
        told = [remarks.unseen(name, unseen) if note == found_fewer else note for note in told]
    return out, told


def _is_in_grid(cell: Cell) -> bool:
    """Whether a cell stands in a row of a table that was printed as text, beside pictures of others."""
    return cell.source is not None and cell.source.row is not None


def _unclear(document: Document) -> list[int]:
    """The pages that were looked at and hardly seen."""
    pages: dict[int, tuple[int, float]] = {}
    for block in document.blocks:
        for one in (block,) if isinstance(block, Paragraph) else block.cells:
            many = len(one.text.strip())
            if many and one.confidence is not None and one.source.page is not None:
                before, sure = pages.get(one.source.page, (0, 0.0))
                each = one.confidence ** (1 / many)  # of a character
                pages[one.source.page] = before + many, sure + many * each
    return [page for page, (many, sure) in pages.items() if many >= _FEW and sure < many * _CLEAR]


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


def _place(source: Source) -> tuple[int | None, ...]:
    return source.page, source.table, source.row, source.column


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
