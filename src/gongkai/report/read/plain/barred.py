"""Tables in plain text that a program wrote with a bar behind each cell, as saved web pages have them.

Three ways are in use, and none has Markdown's bar in front of a row: `规章 | 0 | 0 |` a line, `规章 |` and
`0 |` on lines of their own, and `规章`, `|`, `0`, `|`, the bars on lines of their own. In the last two
nothing ends a row but the next label; an empty cell is a bar with nothing in front of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from ..normalise import is_page_number, is_value

Cell = tuple[str, int, int]  # its text, which line of the run it stands in, and where in that line


@dataclass(frozen=True, slots=True)
class BarredRow:
    """One row: its labels, and the cells behind them, empty ones too."""

    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]

    def placed(self) -> Iterator[tuple[Cell, int]]:
        """Each cell with its column: values begin in one column, however many labels a row has."""
        labels, values = self.labels, self.values
        if not values:  # a head: its first cell stands over the labels
            labels, values = labels[:1], labels[1:]
        yield from zip(labels, count())
        yield from zip(values, count(_MOST_LABELS))


_CHANGE = re.compile(r"[增减][加少]?\d+[个项]?")
_FIGURES = re.compile(r"(?=.*\d)[^\u4e00-\u9fffA-Za-z]+|[〇零一二三四五六七八九十百千]{1,4}")
_UNIT = re.compile(
    r"[（(]?(?:万元|元|人次|[件次条宗项个份篇人家期])[)）]?"
)  # its figure is not printed
_LONGEST_FIGURES = 100
_MOST_SIGNS = 3
_NUMBER = re.compile(r"\d{1,2}[.．、]")  # of a label
_INSIDE = re.compile(r"(?<=\d)\|(?=\d)")  # a bar inside a figure
_SPACED, _PARTING = re.compile(r"\s\||\|\s"), re.compile(r"(?<!\d)\||\|(?!\d)")
_BARS = re.compile(r"[\s|]*\|[\s|]*")
#: So many lines of bars are a table; a site's navigation has a few.
_LEAST_LINES = 8
_LEAST_ROWS = 2
_MOST_ALONE = 5  # lines of one cell to one of several, where a line is a row
#: More lines than this without a bar end a table; a longer line, or one with a colon or a full stop, is
#: no piece of a cell that was broken over lines.
_MOST_BETWEEN = 6
_LONGEST_PIECE = 12
#: A row of the form has three labels at most in front of its values: 三、本年度办理结果, its group, its own.
_MOST_LABELS = 3
_MOST_VALUES = 7
_VALUES_OF_FOUR = 15
_MOST_HEADS = 40


def barred_rows(lines: Sequence[str]) -> list[BarredRow]:
    """The rows of a run of lines that all have a bar, one row a line where the lines show it, else from
    label to label; empty when the lines are no table."""
    told = [
        [] if is_page_number(line.rstrip(" |")) else _cells(line, at)
        for at, line in enumerate(lines)
    ]
    filled = [sum(1 for text, _, _ in cells if text) for cells in told]
    several = sum(one > 1 for one in filled)
    if len(lines) < _LEAST_LINES and any(map(_holds_both, told)):
        return []
    if several >= _LEAST_ROWS and several * _MOST_ALONE >= sum(map(bool, filled)):
        rows = [_one_row(cells) for cells, any_ in zip(told, filled, strict=True) if any_]
        return list(_settled(rows))
    if len(lines) < _LEAST_LINES:
        return []
    return list(_rows(cell for cells in told for cell in cells))


def _holds_both(cells: Sequence[Cell]) -> bool:
    """Tell whether a cell holds a label, or its number, and a figure: the bar of such a line parts nothing."""
    found = (
        [_is_value(word) and not _NUMBER.fullmatch(word) for word in text.split()]
        for text, _, _ in cells
    )
    return any(any(figures) and not all(figures) for figures in found)


def end_of_bars(lines: Iterable[str]) -> int:
    """How many lines a table has whose bars stand on lines of their own; 0 where there is none."""
    end, bars, behind = 0, 0, ""
    for at, line in enumerate(lines):
        if _BARS.fullmatch(line):
            end, bars, behind = at + 1, bars + 1, ""
        elif "|" in _INSIDE.sub("", line) or at - end == _MOST_BETWEEN:
            break
        elif at == end:
            behind = line
    if bars < _LEAST_LINES:
        return 0
    return end + 1 if _is_value(behind.strip()) else end  # no bar follows the last cell


def cells_between_bars(lines: Sequence[str]) -> Iterator[list[BarredRow] | int]:
    """What stands in such a table, in order: rows, and the lines between that are no cells (a heading of
    the report), by their place in the run. A figure on two lines without a bar between is one, broken."""
    cells: list[Cell] = []
    held: list[int] = []
    for at, line in enumerate([*lines, "|"]):
        if not _BARS.fullmatch(line):
            if line.strip():
                held.append(at)
            continue
        broken = len(held) > 1 and all(_is_value(lines[i].strip()) for i in held)
        while len(held) > 1 and not broken and not _is_piece(lines[held[0]]):
            first = held.pop(0)
            if _is_value(lines[first].strip()):
                cells.append((lines[first].strip(), first, _indent(lines[first])))
                continue
            yield list(_rows(cells))
            cells = []
            yield first
        if at < len(lines) or held:
            where = held[0] if held else at
            text = (" " if broken else "").join(lines[i].strip() for i in held)
            if not is_page_number(text):
                cells.append((text, where, _indent(lines[where]) if held else 0))
        if at < len(lines):
            cells += [("", at, 0)] * (line.count("|") - 1)
        held = []
    yield list(_rows(cells))


def _is_value(text: str) -> bool:
    """Whether a cell is a value; a change of the form of 2019 is one too, 减4, and so are figures that cannot
    be made out, 12%, 3、4, or are written out, 十二."""
    return is_value(text) or _CHANGE.fullmatch(text) is not None or _is_damaged(text)


def _is_damaged(text: str) -> bool:
    if text and len(text) <= _MOST_SIGNS and not any(map(str.isalnum, text)):
        return True  # `..`, `?`: no label
    return len(text) <= _LONGEST_FIGURES and _FIGURES.fullmatch(text) is not None


def _is_piece(line: str) -> bool:
    text = line.strip()
    if _is_value(text) or text.endswith((":", "：", "。")):
        return False
    return len(text) <= _LONGEST_PIECE


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _cells(line: str, at: int) -> list[Cell]:
    """The cells of one line. A bar in front of the first one is a border or an empty cell: a label's place
    that a taller one covers; either is no cell, unless the line has just the fifteen values of table four."""
    cells = []
    shift = 0
    for part in _parts(line.rstrip()):
        text = part.strip()
        cells.append((text, at, shift + (_indent(part) if text else 0)))
        shift += len(part) + 1
    four = all(not text or _is_value(text) for text, _, _ in cells)
    while len(cells) > 1 and not cells[0][0] and not (four and len(cells) == _VALUES_OF_FOUR):
        cells.pop(0)
    return cells


def _parts(line: str) -> list[str]:
    """A line cut at its bars; not at one between two digits where as many others have spaces beside them."""
    body = line.removesuffix("|")
    inside = len(_INSIDE.findall(body))
    if inside and inside <= len(_SPACED.findall(line)):
        return _PARTING.split(body)
    return body.split("|")


#: Labels, and the cells behind them.
_Parts = tuple[list[Cell], list[Cell]]


def _rows(cells: Iterable[Cell]) -> Iterator[BarredRow]:
    """Cells in reading order as rows: labels, then the values behind them until the next label."""
    rows: list[_Parts] = [([], [])]
    for cell in cells:
        behind_values = bool(rows[-1][1])
        if cell[0] and not _is_value(cell[0]) and not (behind_values and _UNIT.fullmatch(cell[0])):
            if behind_values:
                rows.append(([], []))
            rows[-1][0].append(cell)
        else:
            rows[-1][1].append(cell)
    return _settled(rows)


def _one_row(cells: list[Cell]) -> _Parts:
    """The cells of one line: everything behind its first value or empty cell is a value."""
    first = next((i for i, (text, _, _) in enumerate(cells) if not text or _is_value(text)), None)
    if first is None or any(text and not _is_value(text) for text, _, _ in cells[first:]):
        return [cell for cell in cells if cell[0]], []
    return cells[:first], cells[first:]


def _settled(rows: list[_Parts]) -> Iterator[BarredRow]:
    """The rows. Where empty cells stand between labels and values, the places of labels that taller ones
    cover, nobody can tell of a row that begins with empty cells which of them are values: it is made wider
    than any row, so that none is placed."""
    covered = False
    for _, values in rows:
        filled = [i for i, (text, _, _) in enumerate(values) if text]
        covered = covered or 0 < len(filled) <= _MOST_VALUES <= filled[-1]
    for labels, every in rows:
        values = _of_four(every) if len(labels) > _MOST_LABELS else every
        doubtful = covered and values and not values[0][0] and any(text for text, _, _ in values)
        if len(values) == _VALUES_OF_FOUR and len(labels) != 1:
            doubtful = False
        if doubtful and sum(1 for text, _, _ in values if text) != _MOST_VALUES:
            values = [*values, *[("", *values[-1][1:])] * _MOST_HEADS]
            if len(labels) > _MOST_LABELS:  # those of the head above
                yield BarredRow(tuple(labels[:-1]), ())
                labels = labels[-1:]
            yield BarredRow(tuple(labels[-_MOST_LABELS:]), tuple(values))
        else:
            yield from _row(labels, values)


def _of_four(values: list[Cell]) -> list[Cell]:
    """The fifteen values of table four, without the empty cells that fill up the head above them."""
    before = len(values) - _VALUES_OF_FOUR
    filled = any(text for text, _, _ in values[: max(before, 0)])
    return values if before <= 0 or filled else values[before:]


def _row(labels: list[Cell], values: list[Cell]) -> Iterator[BarredRow]:
    """Labels and values as a row. Empty cells behind the seven that a row of table three has fill it up
    to the width of the table; more labels than a row has are those of the head above it, and the
    fifteen values of table four have none of their own."""
    if len(values) != _VALUES_OF_FOUR and not any(text for text, _, _ in values[_MOST_VALUES:]):
        values = values[:_MOST_VALUES]
    filled = sum(1 for text, _, _ in values if text)
    first, rest = values[:_MOST_VALUES], values[_MOST_VALUES:]
    if rest and filled == _MOST_VALUES and not any(text for text, _, _ in first):
        yield BarredRow(tuple(labels), tuple(first))  # an empty row, and one that lost its label
        yield BarredRow((), tuple(rest))
        return
    if len(labels) > _MOST_LABELS and filled:
        own = 0 if len(values) == _VALUES_OF_FOUR else 1
        unit = len(labels[-1][0]) == 1 or _UNIT.fullmatch(labels[-1][0]) is not None
        own += own and unit  # its unit stands in a cell, worn or not
        yield BarredRow(tuple(labels[: len(labels) - own]), ())
        labels = labels[len(labels) - own :]
    if len(labels) > _MOST_HEADS:  # no head of a table: lines that have a bar for another reason
        yield from (BarredRow((one,), ()) for one in labels)
        labels = []
    if labels or values:
        yield BarredRow(tuple(labels), tuple(values))
