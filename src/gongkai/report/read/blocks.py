"""What every reader turns a file into: paragraphs and grids, in reading order, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Self

from ..cell import Source
from ..model import Note
from .normalise import look

_NOWHERE = Source()
ONE_PLACE = (1, 1)


@lru_cache(maxsize=16_384)
def in_table(table: int, row: int, column: int) -> Source:
    """A place in a table of a file without pages; the same places come in every file."""
    return Source(table=table, row=row, column=column)


def in_row(table: int, row: int, columns: tuple[int, ...]) -> tuple[Source, ...]:
    """The places of the cells that begin in some columns (from 0) of a row, as `in_table` gives each."""
    find = _in_short_row if len(columns) <= _MOST_CELLS else _in_any_row
    return find(table, row, columns)


#: Cells of a row that may come again in another file.
_MOST_CELLS = 20


def _in_any_row(table: int, row: int, columns: tuple[int, ...]) -> tuple[Source, ...]:
    return tuple([in_table(table, row, column + 1) for column in columns])


_in_short_row = lru_cache(maxsize=4096)(_in_any_row)


class Paragraph(NamedTuple):
    """One line or paragraph of running text. `text` is exactly as in the file, without its line end.

    `heading` is the outline level where the file marks one (1 is the highest), else None. A line that
    was recognised in a picture says how sure it is, 0–1, in `confidence`.
    """

    text: str
    source: Source = _NOWHERE
    heading: int | None = None
    confidence: float | None = None


class GridCell(NamedTuple):
    """One cell of a grid: its text and how many rows and columns it spans. Row and column count from 0.

    A recognised cell (a scan) says how sure its text is, 0–1, in `confidence`, and what else it may
    say in `candidates`, likeliest first, each with its own probability. A cell that was printed as
    text has None and no candidates.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    source: Source = _NOWHERE
    confidence: float | None = None
    candidates: tuple[tuple[str, float], ...] = ()


class RowShape(NamedTuple):
    """Where the cells of a row of a grid stand: rows of many files have the same few shapes.

    `columns` are the columns that they begin in, and `width` the one behind the last. `spans` are the rows and
    columns each covers, None where every cell covers one place; `tall` says that any covers several rows.
    """

    columns: tuple[int, ...]
    width: int
    spans: tuple[tuple[int, int], ...] | None = None
    tall: bool = False

    @classmethod
    def of(cls, columns: tuple[int, ...], spans: tuple[tuple[int, int], ...]) -> Self:
        """The shape of some cells."""
        width = columns[-1] + spans[-1][1] if columns else 0
        if spans.count(ONE_PLACE) == len(spans):
            return cls(columns, width)
        return cls(columns, width, spans, max(spans)[0] > 1)

    def reaches_down(self, start: int, stop: int) -> bool:
        """Whether any of the cells from `start` to before `stop` covers several rows."""
        return any(tall > 1 for tall, _ in (self.spans or ())[start:stop])


class GridRow:
    """One row of a grid, what it knows of its cells side by side, in the order of columns.

    Each of the `texts` stands where its `sources` say; `text` is all of them, parted by tabs. `cells` are the
    same as one value each. What a row was not made of is made when it is asked for: most rows of most reports
    are read without.
    """

    __slots__ = ("_cells", "_looks", "_shape", "_sources", "row", "text", "texts")

    def __init__(
        self, row: int, texts: tuple[str, ...], shape: RowShape, sources: tuple[Source, ...]
    ) -> None:
        """A row of cells that were printed as text."""
        self.row = row
        self.texts = texts
        self.text = "\t".join(texts)
        self._shape: RowShape | None = shape
        self._sources: tuple[Source, ...] | None = sources
        self._cells: tuple[GridCell, ...] | None = None
        self._looks: tuple[str, ...] | None = None

    @classmethod
    def of(cls, row: int, cells: Iterable[GridCell]) -> Self:
        """A row of cells, of which each may have been recognised in a picture."""
        made = cls.__new__(cls)
        own = tuple(sorted(cells, key=_column))
        made.row = row
        made.texts = tuple([one.text for one in own])
        made.text = "\t".join(made.texts)
        made._cells = own
        made._shape = made._sources = made._looks = None
        return made

    @property
    def shape(self) -> RowShape:
        """Where its cells stand."""
        if self._shape is None:
            columns = tuple([one.column for one in self.cells])
            spans = tuple([(one.row_span, one.column_span) for one in self.cells])
            self._shape = RowShape.of(columns, spans)
        return self._shape

    @property
    def sources(self) -> tuple[Source, ...]:
        """The place of each cell in the file."""
        if self._sources is None:
            self._sources = tuple([one.source for one in self.cells])
        return self._sources

    @property
    def source(self) -> Source:
        """The place of the first cell."""
        return self._sources[0] if self._sources is not None else self.cells[0].source

    @property
    def recognised(self) -> bool:
        """Whether any cell was seen in a picture."""
        own = self._cells
        return own is not None and any(one.confidence is not None for one in own)

    @property
    def cells(self) -> tuple[GridCell, ...]:
        """Its cells."""
        if self._cells is None:
            spans = self.shape.spans or [ONE_PLACE] * len(self.texts)
            each = zip(self.texts, self.shape.columns, spans, self.sources, strict=True)
            self._cells = tuple(
                [GridCell(text, self.row, at, *span, source) for text, at, span, source in each]
            )
        return self._cells

    @property
    def looks(self) -> tuple[str, ...]:
        """What its cells are, as `look` says of each text."""
        if self._looks is None:
            self._looks = look(self.texts, len(self.text))
        return self._looks

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[GridCell]:
        return iter(self.cells)


class Grid:
    """A table of the file. Cells are listed in reading order; a spanned place is listed once, at its
    top left corner."""

    __slots__ = ("_cells", "_rows", "source")

    def __init__(self, cells: Iterable[GridCell], source: Source = _NOWHERE) -> None:
        self._cells: tuple[GridCell, ...] | None = tuple(cells)
        self._rows: tuple[GridRow, ...] | None = None
        self.source = source

    @classmethod
    def of(cls, rows: Iterable[GridRow], source: Source = _NOWHERE) -> Self:
        """A grid of its rows, every one, counted on from 0."""
        made = cls.__new__(cls)
        made._cells, made._rows, made.source = None, tuple(rows), source
        return made

    @property
    def cells(self) -> tuple[GridCell, ...]:
        """Every cell."""
        if self._cells is None:
            self._cells = tuple([cell for row in self._rows or () for cell in row.cells])
        return self._cells

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """Its rows, each with the cells that start in it; empty ones are kept."""
        if self._rows is None:
            starting: dict[int, list[GridCell]] = {}
            for at, cells in groupby(self._cells or (), _row):
                starting.setdefault(at, []).extend(cells)
            last = max(starting, default=-1)
            self._rows = tuple([GridRow.of(r, starting.get(r, ())) for r in range(last + 1)])
        return self._rows

    @property
    def recognised(self) -> bool:
        """Whether any of its cells was seen in a picture."""
        return any(row.recognised for row in self.rows)

    def size(self) -> tuple[int, int, int]:
        """How many rows, cells and characters it has, told without making any of them."""
        if self._cells is None:
            cells = characters = 0
            for row in self.rows:
                many = len(row.texts)
                cells += many
                characters += len(row.text) - max(many - 1, 0)
            return len(self.rows), cells, characters
        last = max([cell.row for cell in self._cells], default=-1)
        return last + 1, len(self._cells), sum([len(cell.text) for cell in self._cells])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Grid):
            return NotImplemented
        return self.cells == other.cells and self.source == other.source

    def __hash__(self) -> int:
        return hash((self.cells, self.source))

    def __repr__(self) -> str:
        return f"Grid({self.cells!r}, {self.source!r})"


_row, _column = attrgetter("row"), attrgetter("column")

Block = Paragraph | Grid


class Pasted(NamedTuple):
    """A picture inside a file of text: a picture file, and the number of blocks before it."""

    data: bytes
    at: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file as blocks. `name` is what a message calls it; `pages` is None for files without pages;
    `notes` are what the reader has to say of the whole file, `pictures` those in it that nobody looked at yet."""

    blocks: tuple[Block, ...]
    name: str
    kind: str
    pages: int | None = None
    notes: tuple[Note, ...] = ()
    pictures: tuple[Pasted, ...] = ()
