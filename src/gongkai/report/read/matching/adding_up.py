"""How many columns or totals of a table add up: what tells one arrangement of its figures from another."""

from __future__ import annotations

from collections.abc import Sequence

from .figures.identities import Balance, identities
from .rows.row_reading import RowReading

_LONG = 12  # digits


def columns_that_add_up(rows: Sequence[RowReading], rules: Sequence[Balance]) -> tuple[int, int]:
    """In how many columns the balances of a table hold, and in how many they do not; those without figures other than
    0, or with any that is not known, do not count."""
    figures = {
        one.row.id: [_figure(text) for text in one.values.texts]
        for one in rows
        if one.row and one.values
    }
    held = broken = 0
    for rule in rules:
        sides = [[figures.get(row) for row in side] for side in (rule.whole, rule.parts)]
        for at in range(len(next(iter(figures.values()), ()))):
            column = [[row[at] if row else None for row in side] for side in sides]
            known = [[one for one in side if one is not None] for side in column]
            if any(map(any, known)) and column == known:
                whole, parts = map(sum, known)
                held, broken = held + (whole == parts), broken + (whole != parts)
    return held, broken


def totals_that_add_up(rows: Sequence[RowReading], form_id: str) -> tuple[int, int]:
    """How many totals of a form whose rows have one value each are the sum of their parts, and how many are not; those
    of which all is 0 or anything is not known do not count."""
    figures = {
        one.row.cell_ids[0]: _figure(one.values.texts[0]) for one in rows if one.row and one.values
    }
    held = broken = 0
    for rule in identities(form_id):
        whole, parts = ([figures.get(one) for one in side] for side in (rule.whole, rule.parts))
        known = [one for one in (*whole, *parts) if one is not None]
        if any(known) and len(known) == len(whole) + len(parts):
            holds = sum(known[: len(whole)]) == sum(known[len(whole) :])
            held, broken = held + holds, broken + (not holds)
    return held, broken


def _figure(text: str) -> int | None:
    plain = text.replace(",", "").replace("，", "")
    return int(plain) if plain.isdecimal() and len(plain) < _LONG else None
