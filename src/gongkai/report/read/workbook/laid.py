"""A sheet while its cells are laid one by one, as a file says where each stands: within bounds, then as rows."""

from __future__ import annotations

from collections.abc import Iterator

from ..bounds import MOST_CELLS, MOST_CHARACTERS, too_many_cells, too_much
from ..errors import ReadError
from .merged import Place, Range, merged_cells, within_reach
from .sheet import Row

#: Places of all sheets of a file, those of nothing too.
_MOST_PLACES = 5 * MOST_CELLS


class Room:
    """What the sheets of one file may still take."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._characters = self._places = 0

    def take(self, *, characters: int = 0, places: int = 0) -> None:
        """Raise ReadError when there is no more."""
        self._characters += characters
        self._places += places
        if self._characters > MOST_CHARACTERS:
            raise too_much(self.file)
        if self._places > _MOST_PLACES:
            raise too_many_cells(self.file)


class LaidSheet:
    """The cells of a sheet that show something, the merged ones, and what is hidden."""

    def __init__(self, room: Room, name: str) -> None:
        self._room = room
        self._name = name
        self._texts: dict[Place, str] = {}
        self._merged: list[Range] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._height = self._width = 0

    def put(self, place: Place, text: str, rows: int = 1, columns: int = 1) -> None:
        """Lay a text at a place, or at that of each of some rows and columns from there on; an empty text is
        nothing. Raises ReadError when that is more than any report has."""
        if not text:
            return
        self._height = max(self._height, place[0] + rows)
        self._width = max(self._width, place[1] + columns)
        if self._height * self._width > MOST_CELLS:
            raise too_far(self._room.file, self._name, self._height, self._width)
        self._room.take(characters=len(text) * rows * columns)
        for row in range(place[0], place[0] + rows):
            for column in range(place[1], place[1] + columns):
                self._texts[row, column] = text

    def merge(self, place: Place, rows: int, columns: int) -> None:
        """Let the cell at a place span some rows and columns."""
        if (rows > 1 or columns > 1) and len(self._merged) < MOST_CELLS:
            self._merged.append((place, (place[0] + rows - 1, place[1] + columns - 1)))

    def hide_rows(self, first: int, many: int = 1) -> None:
        """Hide some rows. Behind as many as a report has there is nothing that could be hidden."""
        self._hidden_rows.update(range(first, min(first + many, MOST_CELLS)))

    def hide_columns(self, first: int, many: int = 1) -> None:
        """Hide some columns."""
        self._hidden_columns.update(range(first, min(first + many, MOST_CELLS)))

    def overlaps(self) -> bool:
        """Whether a text stands where another cell spans."""
        covered: set[Place] = set()
        for (top, left), (bottom, right) in within_reach(self._merged):
            places = ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
            covered.update(place for place in places if place != (top, left))
        return not covered.isdisjoint(self._texts)

    def reach(self) -> int:
        """The column behind the last text, with what its cell spans."""
        ends = {place: right + 1 for place, (_, right) in self._merged}
        return max([ends.get(place, place[1] + 1) for place in self._texts], default=0)

    def rows(self) -> Iterator[Row]:
        """The rows in which something stands and that are shown, each with the cells that are.

        Raises ReadError when a text stands where another cell spans: nobody can tell which is shown.
        """
        if self.overlaps():
            raise ReadError(
                self._room.file,
                f"工作表「{self._name}」有两个单元格占着同一个位置",
                remedy="请用 Excel 或 WPS 打开核对，另存为 .xlsx 再读",
            )
        merged = merged_cells(self._merged, self._hidden_rows, self._hidden_columns)
        self._room.take(places=self._height * self._width)
        columns = [c for c in range(self._width) if c not in self._hidden_columns]
        for r in range(self._height):
            if r in self._hidden_rows:
                continue
            texts = {}
            for c in columns:
                if (r, c) not in merged.covered:
                    texts[c] = self._texts.get(merged.held_by.get((r, c), (r, c)), "")
            yield Row(r, texts, {c: merged.spans[r, c] for c in texts if (r, c) in merged.spans})


def too_far(file: str, name: str, rows: int, columns: int) -> ReadError:
    """The refusal of a sheet with more places than any report has."""
    return ReadError(
        file,
        f"工作表「{name}」有 {rows} 行 {columns} 列，不像一份年报",
        remedy="请删去表格以外的内容后另存再读",
    )
