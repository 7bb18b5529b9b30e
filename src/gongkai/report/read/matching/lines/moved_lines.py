"""Figures of lines that stand further up or down than their labels: a page whose text was taken out box by box."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import chain, pairwise

from .line_rows import LineRows

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_MOST_ROWS = 500  # of anything that is a table: each is looked at with all others


def doubt_above_nobody_s(rows: LineRows) -> None:
    """Take the values from a row right above figures of a row that are nobody's, where a label near it has none: its own
    may be those."""
    columns = rows.columns or 0
    for i, some in rows.nobody_s.items():
        if columns and i >= 0 and len(some) >= columns:
            _doubt_between(rows, i, i, _too_many(rows, columns))


def doubt_what_moved(rows: LineRows) -> None:
    """Take the values from rows whose figures may be those of a row above or below."""
    if rows.columns:
        too_many = _too_many(rows, rows.columns)
        for i in sorted(too_many):
            _doubt_between(rows, i - 1, i, too_many)
        _doubt_what_stands_round_the_wrong_way(rows)
        _doubt_blanks_above_too_few(rows)
    else:
        _doubt_where_more_is_left_than_lacks(rows)
    _doubt_blanks_beside_too_many(rows)


def _too_many(rows: LineRows, columns: int) -> set[int]:
    """The rows with figures of several, or figures of a row without a label."""
    return {
        i
        for i, (one, held) in enumerate(zip(rows.out.rows, rows.printed, strict=True))
        if len(held.values) >= 2 * columns
        or (held.values and one.row is None and not _CHINESE.search(one.label))
    }


def _doubt_between(rows: LineRows, above: int, at: int, too_many: Collection[int]) -> None:
    """Figures of a row too many at one row and a label without its own in another, and between them only figures on
    lines below labels: each of these, from the row `above` on upwards, may be those of the label after it, or before.
    No sum of the table tells."""
    if len(rows.printed) > _MOST_ROWS:
        return
    for further in (range(above, -1, -1), range(at + 1, len(rows.printed))):
        for i in _as_far_as_one_lacks(rows, further, too_many):
            printed = rows.out.rows[i].printed or rows.out.rows[at].printed
            rows.out.rows[i] = rows.out.rows[i].unplaced()._replace(printed=printed)


def _doubt_blanks_above_too_few(rows: LineRows) -> None:
    """A row without figures is not blank above one with some of its own, below its label: the rest may stand elsewhere,
    and so may all of the first's."""
    for i, (one, after) in enumerate(pairwise(rows.out.rows)):
        held = rows.printed[i + 1]
        few = held.below and 0 < len(held.values) < rows.wanted(after.row)
        if few and one.row and after.row and not rows.printed[i].values:
            rows.out.rows[i] = one._replace(printed=one.printed or after.printed)


def _doubt_where_more_is_left_than_lacks(rows: LineRows) -> None:
    """Where nothing adds up, and figures stand behind no label or are too many behind one, more than other labels lack: one
    of them is no value, and of figures below labels nobody can tell which."""
    left = sum(map(len, rows.nobody_s.values()))
    lacks = 0
    for one, held in zip(rows.out.rows, rows.printed, strict=True):
        more = len(held.values) - rows.wanted(one.row) if one.row else 0
        left, lacks = left + max(more, 0), lacks + max(-more, 0)
    for i, one in enumerate(rows.out.rows) if 0 < lacks < left else ():
        if rows.printed[i].below:
            rows.out.rows[i] = one.unplaced()


def _doubt_blanks_beside_too_many(rows: LineRows) -> None:
    """Where a row has figures too many and no sum tells whose they are, or figures of a row stand behind no label, no row
    is blank: they may be its own."""
    if rows.out.gathered:
        return  # its sums may tell
    several = (
        one.printed
        for one, held in zip(rows.out.rows, rows.printed, strict=True)
        if one.row and len(held.values) > rows.wanted(one.row)
    )
    printed = next(several, "")
    nobody_s = [
        *(rows.above if rows.out.above else ()),
        *chain.from_iterable(rows.nobody_s.values()),
    ]
    if len(nobody_s) >= (rows.columns or 1):
        printed = printed or " ".join(nobody_s)
    for i, one in enumerate(rows.out.rows) if printed else ():
        if one.values is None and not one.printed:
            rows.out.rows[i] = one._replace(printed=printed)


def _as_far_as_one_lacks(rows: LineRows, further: range, too_many: Collection[int]) -> list[int]:
    """Rows with their figures below their labels, up to one that has none or too few; nothing where none has, where it
    comes first (it may be given what is too many) or where they do not stand in the order of the form: labels came
    late."""
    for count, i in enumerate(further):
        held, row = rows.printed[i], rows.out.rows[i].row
        if row and len(held.values) < rows.wanted(row):
            between = further[: count + 1]
            return list(between) if count and _in_order(rows, between) else []
        if not held.below or i in too_many:
            break
    return []


def _in_order(rows: LineRows, some: range) -> bool:
    """Tell whether rows in a run are a run of the form too: none of theirs stands elsewhere, and they go one way."""
    order = {i: rows.labels.order[one.row.id] for i, one in enumerate(rows.out.rows) if one.row}
    own = [order[i] for i in some if i in order][:: some.step]
    elsewhere = (at for i, at in order.items() if i not in some)
    return own == sorted(own) and not any(own[0] < at < own[-1] for at in elsewhere)


def _doubt_what_stands_round_the_wrong_way(rows: LineRows) -> None:
    """A label without figures, and below it one that comes before it in the form, with figures: whose are they?"""
    for i, (one, after) in enumerate(pairwise(rows.out.rows)):
        if not (one.row and after.row) or rows.printed[i].values or not rows.printed[i + 1].below:
            continue
        if rows.labels.order[after.row.id] < rows.labels.order[one.row.id]:
            rows.out.rows[i] = one._replace(printed=one.printed or after.printed)
            rows.out.rows[i + 1] = after.unplaced()
