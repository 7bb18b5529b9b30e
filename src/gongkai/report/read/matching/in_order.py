"""A table in lines whose figures stand in the order of the form, wherever its labels stand: a page whose text was taken
out box by box, `pdftotext` without layout, has labels above the figures of the rows before them, and some behind. Boxes
one below the other come in their order, so the figures of a column do.

Source of what must add up: `figures.identities`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...form import Row, get_form
from ..normalise import is_page_number, is_value, key
from .adding_up import columns_that_add_up
from .entries import Entry
from .figures.identities import balances
from .lines.broken_labels import is_of_group
from .lines.tokens import place_of, tokens_of
from .rows.heads import names_of, turned_in_words
from .rows.labels import LabelTable
from .rows.places import are_in_order
from .rows.row_reading import RowReading, Value, Values
from .rows.row_sums import sum_holds

#: So many columns that hold more than 0 must add up, and none may not.
_FEWEST = 2


class _Text(NamedTuple):
    """The words of a table as one key, its figures; its words without the pieces of the labels of groups, which stand
    between those of others, and how many figures stand before each character of these."""

    words: str
    figures: list[Value]
    labels: str
    before: list[int]


def in_form_order(
    entries: Sequence[Entry], labels: LabelTable, form_id: str, table_id: str, table: int
) -> list[RowReading] | None:
    """The rows of a table in lines, if it has just as many figures as the form, every label is named, and every row and
    column adds up when the figures are taken in the order of the form, or every figure is 0, for then no order changes
    whose they are; None of any other table."""
    rules = balances(get_form(form_id).table(table_id))
    text = _text(entries, labels, table) if rules else None
    rows, width = labels.in_order, len(labels.in_order[0].columns)
    if text is None or len(text.figures) != len(rows) * width:
        return None
    shares = [Values.of(text.figures[at : at + width]) for at in range(0, len(text.figures), width)]
    places = _places(text, labels)
    if places is None or not all(sum_holds(share.texts) for share in shares):
        return None
    found = [
        _reading(row, n, share) for n, (row, share) in enumerate(zip(rows, shares, strict=True), 1)
    ]
    if {one.text for one in text.figures} == {"0"}:
        return found
    if not _are_in_order(text, labels, places):
        return None
    held, broken = columns_that_add_up(found, rules)
    return found if held >= _FEWEST and not broken else None


def _text(entries: Sequence[Entry], labels: LabelTable, table: int) -> _Text | None:
    """The words and figures of some lines; None where anything stands for a figure that is no whole number, and where
    most figures, or those of a row, stand beside each other: in a line with its label."""
    words, own, figures, before = "", "", list[Value](), list[int]()
    alone = 0
    width = len(labels.in_order[0].columns)
    for entry in entries:
        alone += entry.text.isdigit()
        if entry.is_row or "。" in entry.text or sum(map(str.isdigit, entry.text.split())) >= width:
            return None
        for token in () if is_page_number(entry.text) else tokens_of(entry):
            if token.text.isascii() and token.text.isdigit():
                place = place_of(entry, token.shift, table, 0, 0)
                figures.append(Value(token.text, place))
            elif is_value(token.text):
                return None
            else:
                said = key(token.text)
                words += said
                if not is_of_group(said, labels):
                    own += said
                    before += [len(figures)] * len(said)
    return _Text(words, figures, own, before) if alone * 2 > len(figures) else None


def _places(text: _Text, labels: LabelTable) -> list[tuple[int, int]] | None:
    """Where the label of each row stands, with the row's place in the form, in the order of the text; None where one is
    not named."""
    places: list[tuple[int, int]] = []
    for order, row in enumerate(labels.in_order):
        label = next((k for k in labels.keys if labels.rows[k] is row and k in text.labels), None)
        if label is None:
            return None
        places.append((text.labels.find(label), order))
    return sorted(places)


def _are_in_order(text: _Text, labels: LabelTable, places: list[tuple[int, int]]) -> bool:
    """Tell whether the heads stand in their order, and the labels too but for some that come late: not those whose
    figures came with them, nor one right behind that of the row after it."""
    if any(turned_in_words(text.words, names) for names in names_of(labels)):
        return False
    ends = [at for at, _ in places[1:]] + [len(text.labels) - 1]
    highest = -1
    for (at, order), stop in zip(places, ends, strict=True):
        own = text.before[stop] - text.before[at]
        if order < highest and own == len(labels.in_order[0].columns):
            return False
        highest = max(highest, order)
    return are_in_order([order for _, order in places])


def _reading(row: Row, number: int, share: Values) -> RowReading:
    places = [at._replace(row=number, column=n) for n, at in enumerate(share.places, 1)]
    share, printed = Values(share.texts, places), " ".join(share.texts)
    return RowReading(
        row, None, row.label, share, printed, share.places[0], pieces=share, decoded=True
    )
