"""The cells of one printed row: each text in its column's sign and unit, figures put together or told
apart, and what a figure printed once says of several rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from ....cell import (
    Cell,
    Method,
    Number,
    State,
    annotated,
    blank,
    number,
    unreadable,
)
from ....form import Column
from ....printed import join_figures, parse_cell, parse_number
from ....width import half_width
from ...normalise import LONGEST_REMEMBERED, compact
from ..rows.row_reading import RowReading, Value, Values, piece_place
from ..rows.run_together import Ways
from .deciding import Figures
from .money import IN_TEN_THOUSAND, unit_behind, written_with_unit
from .recognised import as_recognised

_CHANGE = re.compile(r"(增|减)(?:加|少)?(\d+)[个项]?")
_TEN_THOUSAND = ("10,000 yuan", "万元")  # as the forms name the unit of their amounts
#: How sure a decoded figure is: by its row's own sum alone, and where a balance of the table agrees.
DECODED_BY_ROW, DECODED_BY_TABLE = 0.97, 0.999
#: How sure a figure is that no sum vouches for, put together from digits printed apart: 1 5 1, 1 234.
SPACED = 0.9


def figure_of(cell: Cell | None) -> int | None:
    value = cell.value if cell is not None else None
    return value if isinstance(value, int) else None


def cells_of(reading: RowReading, run: str, *, summed: bool) -> list[Cell]:
    """The cells of one row. `summed` when its last value is the sum of the others; `run` its figures that
    are not one a cell, as `run_on.run_of` gives them, which count where a sum may tell them apart."""
    assert reading.row is not None
    columns = reading.row.columns
    if reading.values is None or (summed and run):
        if not reading.printed:
            return [blank(reading.source)] * len(columns)
        return [unreadable(reading.printed, reading.source)] * len(columns)
    made = []
    for column, one in zip(columns, reading.values, strict=True):
        cell = parsed_of(one.text).at(one.source)
        made.append(cell if column.kind == "integer" else _in_form(cell, column, reading.money))
    if reading.decoded:
        return [c._replace(method=Method.DECODED, confidence=DECODED_BY_ROW) for c in made]
    if not reading.in_cells:
        return made
    if reading.seen:
        return [as_recognised(c, seen) for c, seen in zip(made, reading.seen, strict=True)]
    return _joined(made, reading, summed) if None in [c.value for c in made] else made


def _joined(made: list[Cell], reading: RowReading, summed: bool) -> list[Cell]:
    """Figures that a space or a line break tore apart inside one cell, put together again.

    Not in a row with an empty cell, whose figure may be the second one of another cell; where the row
    has a sum, only if the sum holds; where it has none, only a figure that is no two (`_one_figure`).
    """
    torn = [i for i, c in enumerate(made) if c.state is State.UNREADABLE]
    if not torn or reading.row is None:
        return made
    if any(c.state is State.BLANK for c in made):
        if (
            summed
            or made[-1].state is not State.BLANK
            or not any(_SEVERAL.search(made[i].raw or "") for i in torn)
        ):
            return made
        return [unreadable(reading.printed, reading.source)] * len(made)
    if summed and len(torn) == len(made) and _are_two_rows([c.raw or "" for c in made]):
        return made
    whole = list(made)
    for i in torn:
        one = parse_cell(join_figures(made[i].raw or ""), made[i].source)
        if one.value is not None:
            joined = _in_form(one, reading.row.columns[i], reading.money)
            whole[i] = joined._replace(raw=made[i].raw) if joined.value is not None else made[i]
    if not summed:
        return [
            old if old is new else _without_a_sum(new) for old, new in zip(made, whole, strict=True)
        ]
    figures = [figure_of(c) for c in whole]
    known = [one for one in figures if one is not None]
    if summed and (len(known) < len(figures) or sum(known[:-1]) != known[-1]):
        return [
            old._replace(candidates=(new.value,))
            if old is not new and new.value is not None
            else old
            for old, new in zip(made, whole, strict=True)
        ]
    return whole


def _are_two_rows(texts: list[str]) -> bool:
    """Tell whether each cell of a row holds two figures that add up to those of the last cell: two rows in one."""
    each = [text.split() for text in texts]
    if not all(len(some) == 2 and some[0].isdecimal() and some[1].isdecimal() for some in each):
        return False
    rows = ([int(some[at]) for some in each] for at in (0, 1))
    return all(sum(row[:-1]) == row[-1] for row in rows)


# Figures in one cell, of which one may be that of an empty cell beside it.
_SEVERAL = re.compile(r"\d\s*[\s、/／,，;；]\s*\d")
# One sign and its figure, `- 4`; a thousands comma with a break beside it.
_SIGNED = re.compile(r"[+-]\s+[\d,.]+")
_COMMA = re.compile(r"\d{1,3}(?:\s*,\s*\d{3})+(?:\.\d+)?")
# Digits one by one, at least three; groups of thousands, at least two behind the first: `1 234` may be two
# figures. In one line: lines may be figures of their own.
_ONE_BY_ONE = re.compile(r"\d(?:\s\d){2,}")
_THOUSANDS = re.compile(r"[1-9]\d?(?: \d{3}){2,}")


def _without_a_sum(cell: Cell) -> Cell:
    """A figure that was put together in a cell which no sum vouches for: as it is where it cannot be
    two, less sure where it hardly is, else unreadable with what it may be.

    `92 96` is as well two figures as one, and so is `100 200`. `1 234 567` is the way thousands are spaced, and
    digits that all stand alone, `1 5 1`, are one figure set wide: two figures would show a digit beside another.
    """
    assert cell.raw is not None and cell.value is not None
    plain = half_width(cell.raw).strip()
    if _SIGNED.fullmatch(plain):
        return cell
    spaced = _ONE_BY_ONE.fullmatch(plain) and " " in plain
    if spaced or _THOUSANDS.fullmatch(plain) or _COMMA.fullmatch(plain):
        return cell._replace(method=Method.DECODED, confidence=SPACED)
    parts = [parse_number(part.strip(",.")) for part in plain.split()]
    may_be = dict.fromkeys([*(one for one in parts if one is not None), cell.value])
    return unreadable(cell.raw, cell.source, candidates=tuple(may_be))


def parsed_of(text: str) -> Cell:
    """`parse_cell`, remembering what it said of a text: most cells of most reports are a few texts."""
    return _parsed(text) if len(text) <= LONGEST_REMEMBERED else parse_cell(text)


_parsed = lru_cache(maxsize=4096)(parse_cell)


def told_apart(reading: RowReading, found: Ways, figures: Figures, by_table: bool) -> list[Cell]:
    """The cells of a row whose figures were told apart, each with its own place."""
    confidence = DECODED_BY_TABLE if by_table else DECODED_BY_ROW
    cells = []
    for value, (start, end) in zip(
        figures, found.places[found.figures.index(figures)], strict=True
    ):
        source = piece_place(reading.pieces, start)
        raw = reading.printed[start:end]
        cells.append(number(value, raw, source, method=Method.DECODED, confidence=confidence))
    return cells


def untold(reading: RowReading, options: Iterable[Figures]) -> list[Cell]:
    """The cells of a row that has no reading or several: what each may be."""
    columns = zip(*options, strict=True)
    each = [tuple(sorted(set(values))) for values in columns]
    if not each and reading.row is not None:
        each = [() for _ in reading.row.columns]
    return [unreadable(reading.printed, reading.source, candidates=some) for some in each]


def _in_form(cell: Cell, column: Column, head_unit: str) -> Cell:
    """A cell in the sign and the unit of its column: `减4` is -4 where the form asks for a change, and
    an amount printed in 元 is told in 万元 where the form counts in 万元. `head_unit` is the unit of money
    that the head of the column names."""
    if cell.raw is None:
        return cell
    if column.kind == "signed integer" and cell.state is State.UNREADABLE:
        change = _CHANGE.fullmatch(compact(cell.raw))
        if change:
            value = int(change[2])
            return annotated(value if change[1][0] == "增" else -value, cell.raw, cell.source)
    if column.unit in _TEN_THOUSAND:
        if cell.value is not None:
            return _in_ten_thousand(cell, head_unit)
        written = written_with_unit(compact(cell.raw))
        if written is not None:
            return annotated(_ten_thousands(*written), cell.raw, cell.source)
    return cell


def _in_ten_thousand(cell: Cell, head_unit: str) -> Cell:
    """An amount of money in 万元: by the unit printed behind it, else by that of its column's head,
    else as it is. One whose words speak of 元 in another way stays open."""
    raw = compact(cell.raw or "")
    own = unit_behind(raw)
    unit = own or head_unit or "万元"
    if unit not in IN_TEN_THOUSAND or (not own and "元" in raw):
        candidates = (cell.value,) if cell.value is not None else ()
        return unreadable(cell.raw, cell.source, candidates=candidates)
    if unit == "万元":
        return cell
    amount = _ten_thousands(cell.value or 0, unit)
    if own:
        return annotated(amount, cell.raw or "", cell.source)
    method, sure = Method.DECODED, DECODED_BY_TABLE
    return cell._replace(value=amount, method=method, confidence=sure)


def _ten_thousands(amount: Number, unit: str) -> Decimal:
    value = Decimal(amount) * IN_TEN_THOUSAND[unit]
    return Decimal(f"{value.normalize():f}")


def is_converted(column: Column, cell: Cell) -> bool:
    """Tell whether an amount was put into 万元, or left open, by the head of its column."""
    by_head = cell.method is Method.DECODED or cell.state is State.UNREADABLE
    return column.unit in _TEN_THOUSAND and by_head


def shares_of(reading: RowReading, count: int) -> list[Cell]:
    """What a row of detail has of figures that a document prints once for the whole group.

    Counts are not negative, so a printed 0 leaves one reading for every row: 0, decoded from it. Of
    any other figure nobody can tell the shares. Empty when the figures are not one a column.
    """
    values = reading.values
    if values is None and len(reading.pieces) == 1:
        values = Values.of(
            Value(piece.group(), piece_place(reading.pieces, piece.start()))
            for piece in re.finditer(r"\S+", reading.printed)
        )
    if values is None or len(values) != count:
        lost = len(reading.pieces) > count  # several rows of figures, none with a label of its own
        return [unreadable(reading.printed, reading.source)] * count if lost else []
    return [
        number(0, one.text, one.source, method=Method.DECODED, confidence=DECODED_BY_TABLE)
        if parse_cell(one.text).value == 0
        else unreadable(one.text, one.source)
        for one in values
    ]
