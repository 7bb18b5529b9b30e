"""Rows of a table written out by a program that puts the text of a merged cell in every place it covered."""

from __future__ import annotations

from collections.abc import Iterable

from ...blocks import GridRow
from ...normalise import VALUE
from ..entries import Entry
from ..rows.labels import LabelTable
from .segments import Part, parts_of

#: An entry of a table, and its row.
Printed = tuple[Entry, GridRow]


def once_each(printed: Iterable[Printed], labels: LabelTable) -> list[Printed]:
    """The rows of a table whose rows have values of their own number, each value once that stands below one head in
    several columns side by side: 行政许可, 12, 12, 12 below 本年处理决定数量 thrice. A row of no more values than the
    form has is left as it is (heads may have lost what told them apart), and so are values that differ."""
    rows: list[Printed] = []
    again: set[int] = set()  # columns whose head is the one to the left of it
    for entry, line in printed:
        if VALUE not in line.looks:
            again = _repeated(line, line.looks) if line.shape.spans is None else set()
        elif again and line.shape.spans is None:
            gone = again & _repeated(line, line.texts)
            if gone and any(
                _is_over(part, line.looks) for part in parts_of(line.looks, labels, None)
            ):
                line = _without(line, gone)
        rows.append((entry, line))
    return rows


def _is_over(part: Part, words: tuple[str, ...]) -> bool:
    """Whether more stands behind a label than the values of its row."""
    return part.row is not None and sum(map(bool, words[part.end : part.stop])) > part.wanted


def _repeated(line: GridRow, texts: tuple[str, ...]) -> set[int]:
    """The columns that hold the text of the column to the left."""
    columns = line.shape.columns
    return {
        columns[at]
        for at in range(1, len(texts))
        if texts[at] and texts[at] == texts[at - 1] and columns[at] == columns[at - 1] + 1
    }


def _without(line: GridRow, columns: set[int]) -> GridRow:
    """The row without the cells of some columns."""
    return GridRow.of(line.row, [cell for cell in line.cells if cell.column not in columns])
