"""Rows in lines that do not stand as the others: what tells that a figure behind a label may not be its row's. As
`odd_rows` for grids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...normalise import key
from ..rows.heads import names_of
from ..rows.places import UNNAMED, in_place_of
from ..rows.possible import in_turned_order
from ..rows.row_sums import sum_holds, total_is_elsewhere
from .line_rows import LineRows
from .moved_lines import doubt_above_nobody_s, doubt_what_moved

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_MOST_DIGITS = 200  # in a row
_SLIPS = 2  # rows with a figure too few


def settle(rows: LineRows) -> None:
    """Take the values from every row that may have lost or gained one."""
    if rows.columns and not rows.headed:
        rows.drop_subtotals(rows.columns)
    rows.drop_row_numbers()
    if rows.columns and total_is_elsewhere(one.values.texts for one in rows.out.rows if one.values):
        rows.turned = dict.fromkeys(names_of(rows.labels)) | rows.turned
    if rows.columns:
        rows.out.gathered = {
            one.row.id: held.values
            for one, held in zip(rows.out.rows, rows.printed, strict=True)
            if one.row and len(held.values) >= 2 * rows.columns
        }
    _doubt_torn(rows)
    _doubt_what_lost_a_value(rows)
    _doubt_what_comes_twice(rows)
    _doubt_what_stands_oddly(rows)
    _doubt_what_stands_elsewhere(rows)
    _doubt_what_stands_before(rows)
    if rows.turned:
        _doubt_turned(rows)
    if rows.crowded:
        rows.out.rows = [one.unplaced() for one in rows.out.rows]
    _doubt_what_may_be_of_the_next(rows)
    _doubt_what_stands_behind_its_figures(rows)
    doubt_above_nobody_s(rows)
    rows.out.unmoved = [*rows.out.rows]
    doubt_what_moved(rows)


def _doubt_torn(rows: LineRows) -> None:
    """A figure alone below a row, or with which the line below begins, may be the rest of its last one: 行政强制 6, and
    below it 7; below a row with a sum it is, if the sum says so. The row before, where nothing is behind its label,
    may lack it too."""
    if len(rows.torn) > max(len(rows.out.rows) // 2, 1):
        return  # the numbers of the rows
    for i, below in rows.torn.items():
        reading = rows.out.rows[i] if i >= 0 else None
        if reading is None or reading.row is None:
            continue
        texts = reading.values.texts if reading.values else []
        if not rows.columns or _adds_up([*texts[:-1], texts[-1] + below] if texts else []):
            rows.out.rows[i] = reading.unplaced()
        before = rows.out.rows[i - 1] if i and reading.values is None else None
        if before and before.row and before.values is None and not before.printed:
            rows.out.rows[i - 1] = before._replace(printed=below)


def _doubt_what_lost_a_value(rows: LineRows) -> None:
    """As in grids: where most rows have a figure too many, one of just enough has lost one; where some have, or
    several have too few, or most lines of figures, one whose sum does not hold. Most lines tell, their labels known or
    not."""
    own = [
        (i, len(rows.printed[i].values) - rows.wanted(reading.row))
        for i, reading in enumerate(rows.out.rows)
        if reading.row and rows.printed[i].values
    ]
    wide = sum(more > 0 for _, more in own)
    mostly = wide * 2 > len(own) or (not rows.columns and wide > 1)
    narrow = sum(more < 0 for _, more in own) > _SLIPS  # what is empty is not printed
    every = [len(held.values) for held in rows.printed if len(held.values) > 1]
    if rows.columns:
        narrow |= every.count(rows.columns - 1) * 2 > len(every)
        mostly |= every.count(rows.columns + 1) * 2 > len(every)
    for i, more in own if mostly or wide or narrow else ():
        values = rows.out.rows[i].values
        texts = values.texts if values else []
        if not more and (mostly or (rows.columns and texts and not sum_holds(texts))):
            rows.out.rows[i] = rows.out.rows[i].unplaced()


def _doubt_what_comes_twice(rows: LineRows) -> None:
    """Half as many lines of whole rows more than the form has rows, their labels known or not: another table of the
    same kind, and nobody can tell which counts."""
    every = sum(
        rows.columns is not None and len(held.values) >= rows.columns for held in rows.printed
    )
    if every * 2 > 3 * len(rows.labels.in_order):
        rows.out.rows = [one.unplaced() for one in rows.out.rows]


def _doubt_what_stands_oddly(rows: LineRows) -> None:
    """Figures below a label in a table that has them beside, and figures that may go on in the line below
    them, which has no label, are the row's only if its sum holds."""
    if not rows.columns:
        return
    below = [i for i, held in enumerate(rows.printed) if held.below and held.values]
    beside = sum(1 for held in rows.printed if held.values and not held.below)
    for i in {*rows.followed, *(below if len(below) < beside else ())}:
        values = rows.out.rows[i].values if i >= 0 else None
        if values is not None and not sum_holds(values.texts):
            rows.out.rows[i] = rows.out.rows[i].unplaced()


def _doubt_what_stands_elsewhere(rows: LineRows) -> None:
    """A label that stands elsewhere while figures without one stand in its place; of a row that is named twice,
    figures that stand out of the order of the form: they may be another's."""
    places: list[int] = []
    for one, held in zip(rows.out.rows, rows.printed, strict=True):
        if one.row or one.group is None:
            places.append(rows.labels.order[one.row.id] if one.row else UNNAMED)
        if one.row and len(held.values) >= 2 * rows.wanted(one.row) > 2:
            places.append(UNNAMED)  # its figures, and those of a row without a label
    others = in_place_of(places) if UNNAMED in places else frozenset()
    for i, reading in enumerate(rows.out.rows) if others else ():
        if reading.row and rows.labels.order[reading.row.id] in others:
            rows.out.rows[i] = reading.unplaced()
    if not rows.again:
        return
    placed = [
        (rows.labels.order[reading.row.id], i)
        for i, reading in enumerate(rows.out.rows)
        if reading.row and rows.printed[i].values
    ]
    for at, (_, i) in enumerate(placed):
        row = rows.out.rows[i].row
        near = placed[max(0, at - 1) : at + 2]
        if row and row.id in rows.again and near != sorted(near):
            rows.out.rows[i] = rows.out.rows[i].unplaced()


def _doubt_what_stands_before(rows: LineRows) -> None:
    """Figures above the first label, as many as its row has, and none behind the last: each may stand in front of
    its label. Labels in a row with nothing behind them, and figures elsewhere: they may be the heads of columns."""
    named = [i for i, one in enumerate(rows.out.rows) if one.row]
    if not named:
        return
    filled = [i for i in named if rows.printed[i].values]
    unnamed = _unnamed(rows) or " ".join(rows.out.rows[i].printed for i in filled[:1])
    last = rows.printed[named[-1]].values.texts
    whole = len(last) >= rows.wanted(rows.out.rows[named[-1]].row)
    open_end = not last or bool(rows.labels.named_in(key(last[-1]))) or (whole and rows.open_end)
    rows.out.above = _stand_above(rows, named[0])
    rows.out.askew = rows.ran_on and (_heads_behind(rows) or _heaped(rows, named))
    rows.out.ran_on = rows.ran_on and (open_end or rows.out.above or rows.out.askew)
    rows.out.led |= rows.out.askew or (open_end and (bool(rows.columns) or _heads_behind(rows)))
    before = open_end and rows.out.above
    heads = (
        len(named) > 2 and len(filled) < 2 and all(rows.out.rows[i].values is None for i in filled)
    )
    if before or (heads and unnamed):
        printed = unnamed or " ".join(rows.above)
        rows.out.rows = [
            one._replace(printed=one.printed or printed).unplaced() for one in rows.out.rows
        ]


def _heads_behind(rows: LineRows) -> bool:
    """Tell whether words stand between a label and the figures behind it: the heads of the next."""
    some = (held.values.texts for held in rows.printed if len(held.values) > 1)
    return any(_CHINESE.match(texts[0]) for texts in some)


def _heaped(rows: LineRows, named: Sequence[int]) -> bool:
    """Tell whether the figures of two rows stand behind one label, and none behind another."""
    counts = [(len(rows.printed[i].values), rows.wanted(rows.out.rows[i].row)) for i in named]
    return any(count >= 2 * wanted for count, wanted in counts) and any(
        not count for count, _ in counts
    )


def _stand_above(rows: LineRows, first: int) -> bool:
    """Tell whether about as many figures stand above the first label as its row has, not between its pieces."""
    above = len(rows.above) + sum(
        len(rows.printed[i].values)
        for i, one in enumerate(rows.out.rows[:first])
        if not rows.labels.begins_at_end(key(one.label))
    )
    wanted = rows.wanted(rows.out.rows[first].row)
    return above >= (wanted - 2 if rows.columns else wanted)


def _unnamed(rows: LineRows) -> str:
    """The figures that stand behind no label of the form."""
    every = zip(rows.out.rows, rows.printed, strict=True)
    return " ".join(v.text for one, held in every if one.row is None for v in held.values)


def _doubt_turned(rows: LineRows) -> None:
    """Which figure stands below which head cannot be told from lines: what it may be is told by their order."""
    for i, reading in enumerate(rows.out.rows):
        names = tuple(key(column.label) for column in reading.row.columns) if reading.row else ()
        if names in rows.turned:
            texts = reading.values.texts if reading.values else ()
            options = in_turned_order(texts, rows.turned[names], summed=bool(rows.columns))
            rows.out.rows[i] = reading.unplaced(turned=True)._replace(options=options)


def _doubt_what_may_be_of_the_next(rows: LineRows) -> None:
    """Figures below a label, or behind it in a line of many rows, may belong to the next row of the form where its
    label is lost: a label with nothing behind it, and figures with nothing before them."""
    groups = {reading.group for reading in rows.out.rows}
    for i, reading in enumerate(rows.out.rows):
        if reading.row is None or not (rows.printed[i].below or rows.ran_on):
            continue
        after = rows.labels.in_order[rows.labels.order[reading.row.id] + 1 :][:1]
        if any(row.id not in rows.seen and row.group not in groups - {None} for row in after):
            rows.out.rows[i] = reading.unplaced()


def _doubt_what_stands_behind_its_figures(rows: LineRows) -> None:
    """Where the figures of a row stand alone before a label, those below it may be the next row's, and so on until
    figures stand beside their label again: a sheet printed without lines, its figures drawn first. Nor is a row
    blank right behind figures whose words name no row."""
    for stray, figures in (*rows.strays, *_below_no_label(rows)):
        for i in range(stray, len(rows.out.rows)):
            held = rows.printed[i]
            if held.values and not held.below:
                break
            printed = rows.out.rows[i].printed or figures
            rows.out.rows[i] = rows.out.rows[i].unplaced()._replace(printed=printed)
    for i, (one, after) in enumerate(pairwise(rows.out.rows)):
        unnamed = one.row is None and rows.columns and len(rows.printed[i].values) > 1
        if unnamed and after.row and after.values is None and not after.printed:
            rows.out.rows[i + 1] = after._replace(printed=one.printed)


def _below_no_label(rows: LineRows) -> Iterator[tuple[int, str]]:
    """Figures of a whole row on a line below words that name no row, and not their own group's last."""
    for i, (one, after) in enumerate(pairwise(rows.out.rows)):
        held = rows.printed[i]
        alone = held.below and not held.one_a_line and len(held.values) == rows.columns
        if alone and one.row is None and after.row and one.group in (None, after.row.group):
            yield i + 1, one.printed


def _adds_up(texts: list[str]) -> bool:
    """Tell whether the last of some figures, which is not nothing, is the sum of the others."""
    digits = "".join(texts)
    if len(texts) < 2 or not (digits.isascii() and digits.isdigit()) or len(digits) > _MOST_DIGITS:
        return False
    *parts, whole = map(int, texts)
    return whole > 0 and sum(parts) == whole
