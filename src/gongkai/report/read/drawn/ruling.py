"""Ruled lines on a page → the cells of the tables they draw. Pure geometry, in points, y upwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Lines nearer than this are one line; a border is often drawn as a thin box, or twice.
NEAR = 3.0
#: A table has at least this size; smaller boxes are ornaments.
_SMALLEST = 12.0
#: The lines of a page of tables cross some thousand times; a map's or a chart's far more often.
_MOST_CROSSINGS = 1_000_000
_MOST_CELLS = 20_000
#: Filled boxes are a table's cells when they cover so much of it, in so many rows: not the shading of its
#: head, of every other row, or behind the whole.
_TILED, _TILED_ROWS = 0.85, 4
_MOST_BOXES = 2_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along an axis: at `at` (y of a level one, x of an upright one), `start` to `stop`."""

    upright: bool
    at: float
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell of a ruled table: its place and span in the table, its box on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """One table: its outline on the page and its cells in reading order."""

    left: float
    bottom: float
    right: float
    top: float
    cells: tuple[CellBox, ...]


def find_tables(rules: Iterable[Rule]) -> list[RuledTable]:
    """The tables that some lines draw, from the top of the page down."""
    level, upright = (
        _merged(r for r in rules if not r.upright),
        _merged(r for r in rules if r.upright),
    )
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return []  # a drawing
    tables = [table for group in _touching(level, upright) if (table := _table(*group))]
    return sorted(tables, key=lambda table: -table.top)


def tiled_tables(
    boxes: Sequence[tuple[float, float, float, float]], ruled: Sequence[RuledTable]
) -> list[RuledTable]:
    """The tables that filled boxes (left, bottom, right, top) lay beside each other, the lines between them
    being gaps; none where lines draw the table already."""
    loose = [box for box in boxes[:_MOST_BOXES] if not any(_within(box, table) for table in ruled)]
    smallest: list[tuple[float, float, float, float]] = []
    for box in sorted(loose, key=_area):  # what holds another is shading behind it
        if not any(_holds(box, one) for one in smallest[-_MOST_BOXES // 4 :]):
            smallest.append(box)
    edges = [
        rule
        for left, bottom, right, top in smallest
        for rule in (
            Rule(False, bottom, left, right),
            Rule(False, top, left, right),
            Rule(True, left, bottom, top),
            Rule(True, right, bottom, top),
        )
    ]
    return [table for table in find_tables(edges) if _is_tiled(table, smallest)]


def _is_tiled(table: RuledTable, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    inside = [box for box in boxes if _within(box, table)]
    rows = {cell.row for cell in table.cells}
    covered = sum(map(_area, inside))
    whole = (table.right - table.left) * (table.top - table.bottom)
    return len(rows) >= _TILED_ROWS and covered >= whole * _TILED


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _within(box: tuple[float, float, float, float], table: RuledTable) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    wide = box[2] - box[0] <= table.right - table.left + 2 * NEAR
    return wide and table.left <= x <= table.right and table.bottom <= y <= table.top


def _holds(
    box: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return box[0] < x < box[2] and box[1] < y < box[3]


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines at one place that touch or overlap, as one line."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.at, r.start)):
        near = [i for i in range(max(0, len(out) - 40), len(out)) if rule.at - out[i].at <= NEAR]
        for i in near:
            held = out[i]
            if rule.start <= held.stop + NEAR and rule.stop >= held.start - NEAR:
                start, stop = min(held.start, rule.start), max(held.stop, rule.stop)
                out[i] = Rule(rule.upright, held.at, start, stop)
                break
        else:
            out.append(rule)
    return out


def _touching(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that meet, directly or over other lines."""
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, a in enumerate(level):
        for j, b in enumerate(upright):
            meets = (
                a.start - NEAR <= b.at <= a.stop + NEAR and b.start - NEAR <= a.at <= b.stop + NEAR
            )
            if meets:
                parent[root(i)] = root(len(level) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*level, *upright]):
        groups.setdefault(root(i), ([], []))[rule.upright].append(rule)
    return list(groups.values())


def _table(level: list[Rule], upright: list[Rule]) -> RuledTable | None:
    if len(level) < 2 or not upright:
        return None
    xs = _places(
        [r.at for r in upright] + [min(r.start for r in level), max(r.stop for r in level)]
    )
    ys = _places(
        [r.at for r in level] + [min(r.start for r in upright), max(r.stop for r in upright)]
    )
    if len(xs) < 2 or len(ys) < 2 or xs[-1] - xs[0] < _SMALLEST or ys[-1] - ys[0] < _SMALLEST:
        return None
    ys.reverse()  # rows are counted from the top
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or columns * rows > _MOST_CELLS:
        return None  # a frame, or the shading behind a paragraph's lines
    walls = _walls(xs, ys, upright)
    floors = _floors(xs, ys, level)
    cells: list[CellBox] = []
    taken: set[tuple[int, int]] = set()
    for r in range(rows):
        for c in range(columns):
            if (r, c) in taken:
                continue
            wide = 1
            while c + wide < columns and (r, c + wide) not in walls and (r, c + wide) not in taken:
                wide += 1
            tall = 1
            while r + tall < rows and not any((r + tall, c + k) in floors for k in range(wide)):
                tall += 1
            taken.update((r + i, c + k) for i in range(tall) for k in range(wide))
            cells.append(CellBox(r, c, tall, wide, xs[c], ys[r + tall], xs[c + wide], ys[r]))
    return RuledTable(xs[0], ys[-1], xs[-1], ys[0], tuple(cells))


def _places(values: list[float]) -> list[float]:
    """Sorted values with near ones joined."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > NEAR:
            out.append(value)
    return out


def _walls(xs: list[float], ys: list[float], upright: list[Rule]) -> set[tuple[int, int]]:
    """(row, column) where an upright line stands at the column's left."""
    found = set()
    for c, x in enumerate(xs):
        here = [r for r in upright if abs(r.at - x) <= NEAR]
        for row in range(len(ys) - 1):
            middle = (ys[row] + ys[row + 1]) / 2
            if any(r.start <= middle <= r.stop for r in here):
                found.add((row, c))
    return found


def _floors(xs: list[float], ys: list[float], level: list[Rule]) -> set[tuple[int, int]]:
    """(row, column) where a level line lies at the row's top."""
    found = set()
    for row, y in enumerate(ys):
        here = [r for r in level if abs(r.at - y) <= NEAR]
        for c in range(len(xs) - 1):
            middle = (xs[c] + xs[c + 1]) / 2
            if any(r.start <= middle <= r.stop for r in here):
                found.add((row, c))
    return found
