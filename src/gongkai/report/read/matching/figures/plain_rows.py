"""Rows of whole numbers as printed, nothing else: most rows of most reports. Their cells are made once, when
what vouches for them is known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ....cell import Cell, Method, Number, Source, State, number
from ....printed import parse_cell
from ...normalise import LONGEST_REMEMBERED
from ..grids.whole_rows import AnyRow, WholeRow
from ..rows.row_reading import RowReading, Values


class PlainRow(NamedTuple):
    """The cells of one row: their ids, values and texts, and where each stands; `sure` says how sure each is of a
    recognised row, and is empty of a printed one."""

    ids: tuple[str, ...]
    values: Sequence[Number]
    texts: Sequence[str]
    places: Sequence[Source]
    sure: tuple[float, ...] = ()

    @property
    def figures(self) -> list[int | None]:
        """The values as whole numbers, None for one that is none."""
        return [value if isinstance(value, int) else None for value in self.values]

    def cells(self) -> dict[str, Cell]:
        """The cells by id, with nothing vouching for them."""
        each = zip(self.ids, self.values, self.texts, self.places, strict=True)
        cells = {one: number(value, text, place) for one, value, text, place in each}
        if not self.sure:
            return cells
        seen = zip(cells.items(), self.sure, strict=True)
        return {
            one: cell._replace(method=Method.RECOGNISED, confidence=sure)
            for (one, cell), sure in seen
        }


def plain_row(reading: AnyRow) -> PlainRow | None:
    """A row of whole numbers; None for any other."""
    row = reading.row
    if row is None or not row.counts:
        return None
    read: WholeRow | Values | None = reading if isinstance(reading, WholeRow) else _values(reading)
    if read is None:
        return None
    texts = tuple(read.texts)
    values = _numbers(texts) if len("".join(texts)) <= LONGEST_REMEMBERED else None
    if values is None:
        return None
    sure = reading.sure if isinstance(reading, WholeRow) else ()
    return PlainRow(row.cell_ids, values, texts, read.places, sure)


def _values(reading: RowReading) -> Values | None:
    """The values of a row, if they are as printed."""
    if reading.decoded or reading.shared or reading.seen:
        return None
    return reading.values


@lru_cache(maxsize=4096)
def _number(text: str) -> Number | None:
    cell = parse_cell(text)
    return cell.value if cell.state is State.NUMBER and cell.raw == text else None


@lru_cache(maxsize=4096)
def _numbers(texts: tuple[str, ...]) -> tuple[Number, ...] | None:
    """The numbers of a row that holds nothing else: in most rows of most reports they are zeros."""
    values = [number for number in map(_number, texts) if number is not None]
    return tuple(values) if len(values) == len(texts) else None
