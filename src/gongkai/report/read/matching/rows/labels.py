"""The labels of a form, compiled once: from a printed label to the row that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ....form import Row, Table, get_form
from ...normalise import key, likeness

#: A damaged label names the row it is most like, if it is this like and nothing else comes near.
LIKE_ENOUGH = 0.7
CLEAR_MARGIN = 0.12
#: A label less like it than this plays no part. Two texts cannot be more alike than their lengths are.
LEAST_LIKE = LIKE_ENOUGH - CLEAR_MARGIN
#: So many characters at least are the beginning of a label that goes on elsewhere.
_BEGINS = 2
_SHORTEST = 4  # characters of one that is known without its number
#: The labels of most reports are the same words: what they name is looked up once. Only keys that are
#: short enough to be a label are remembered, so that no file fills the memory with its own words.
_remembered = lru_cache(maxsize=4096)

_DIGITS = "0123456789"
#: Words of the tables that stand between rows, as keys.
_BETWEEN_ROWS = ("第二十条", "信息内容", "三本年度办理结果")


@dataclass(frozen=True, eq=False)
class LabelTable:
    """The row labels of one table of a form, as keys. `groups` are the merged labels at the left.

    There is one for each table of a form, as long as the program runs: its methods may remember.
    """

    rows: dict[str, Row]
    keys: tuple[str, ...]  # longest first, so that 行政规范性文件 wins over 规范性文件
    groups: dict[str, str]
    order: dict[str, int]
    in_order: tuple[Row, ...]
    longest: int  # characters of the longest key

    def find(self, text_key: str) -> Row | None:
        """The row whose label ends this key, so that group labels and header words before it do not
        matter. None when none does."""
        return self._ending(text_key[-self.longest :])

    @_remembered
    def _ending(self, end: str) -> Row | None:
        return next((self.rows[k] for k in self.keys if end.endswith(k)), None)

    @_remembered
    def group_ended(self, text_key: str) -> str | None:
        """The group whose label ends in these words, a key, and begins before them."""
        some = (g for k, g in self.groups.items() if k.endswith(text_key) and k != text_key)
        return next(some, None) if len(text_key) >= _BEGINS else None

    @_remembered
    def is_end(self, text_key: str) -> bool:
        """Tell whether some words, a key, are the end of a label that begins before them."""
        return any(k.endswith(text_key) and k != text_key for k in self.keys)

    def length_at_end(self, text_key: str) -> int:
        """How many characters at the end of this key are the label that `find` finds."""
        return next((len(k) for k in self.keys if text_key.endswith(k)), 0)

    def begins_at_end(self, text_key: str) -> bool:
        """Tell whether the first characters of a label end this key, which holds none as a whole, or all but its
        number."""
        return any(
            text_key.endswith(k[:at]) for k in self.keys for at in range(_BEGINS, len(k))
        ) or any(text_key.endswith(k[1:]) for k in self.keys if len(k) > _SHORTEST)

    def find_like(self, text_key: str) -> Row | None:
        """The one row that a damaged label can mean, or None when that is not clear."""
        return self._like(text_key) if len(text_key) * LEAST_LIKE <= self.longest else None

    @_remembered
    def _like(self, text_key: str) -> Row | None:
        length, least = len(text_key), LEAST_LIKE
        near = [k for k in self.keys if least <= length / len(k) <= 1 / least]
        if length < 3 or not near:
            return None
        scored = sorted(((likeness(text_key, k), k) for k in near), reverse=True)
        best, label = scored[0]
        row = self.rows[label]
        second = next((s for s, k in scored[1:] if self.rows[k] is not row), 0.0)
        first = text_key[0]
        other_number = first.isdigit() and label[0].isdigit() and first != label[0]
        other_number = other_number and text_key.lstrip(_DIGITS) != label.lstrip(_DIGITS)
        if best < LIKE_ENOUGH or best - second < CLEAR_MARGIN or other_number:
            return None
        return row

    def together(self, said: str, word: str) -> tuple[Row, ...]:
        """The rows whose labels end what was said (a key) without anything between them, where the last `word` of it
        holds more than the last label: several rows in one, 1.… 2.… 3.其他. None for the label of one row."""
        found: list[Row] = []
        rest, row = said, self.find(said)
        while row is not None and row not in found:
            label = next(k for k in self.keys if rest.endswith(k))
            if not found and len(word) <= len(label):
                return ()
            found.append(row)
            rest = rest[: -len(label)]
            row = self.find(rest)
        return tuple(found) if len(found) > 1 else ()

    def group(self, text_key: str) -> str | None:
        """The group (（六）其他处理) whose label ends this key, as the form prints it."""
        return next((g for k, g in self.groups.items() if text_key.endswith(k)), None)

    def behind(self, row: Row, text_key: str) -> str:
        """What stands between the row's label and the next known words in this key."""
        label = next(k for k in self.keys if self.rows[k] is row and k in text_key)
        rest = text_key[text_key.index(label) + len(label) :]
        known = (*self.keys, *self.groups, *_BETWEEN_ROWS)
        return rest[: min((at for k in known if (at := rest.find(k)) >= 0), default=len(rest))]

    def goes_on(self, row: Row, behind: str) -> bool:
        """Tell whether what stands behind the row's label, a key, makes it the beginning of another, whatever its
        number."""
        said = f"{key(row.label)}{behind[:_BEGINS]}".lstrip(_DIGITS)
        return len(behind) > 1 and any(k.lstrip(_DIGITS).startswith(said) for k in self.keys)

    def is_whole_before(self, row: Row, before: str, own: str) -> bool:
        """Tell whether the row's label was whole in what stands before some words, all as keys: the words may name
        another row."""
        if not own or not before or row not in (self.find(before), self.find_like(before)):
            return False
        label = key(row.label)
        return sum(one in label for one in own) * 2 <= len(own)

    def named_in(self, text_key: str) -> list[Row]:
        """Every row whose label stands anywhere in this key."""
        found = {self.rows[k].id: self.rows[k] for k in self.keys if k in text_key}
        return list(found.values())


def group_of(rows: Sequence[Row]) -> str | None:
    """The group of which all these rows are."""
    groups = {row.group for row in rows}
    return groups.pop() if len(groups) == 1 else None


@cache
def label_table(form_id: str, table_id: str) -> LabelTable:
    """The compiled labels of a table. Raises KeyError for a table the form does not have."""
    table: Table = get_form(form_id).table(table_id)
    rows: dict[str, Row] = {}
    groups: dict[str, str] = {}
    for row in table.rows:
        for label in (row.label, *row.aliases):
            rows.setdefault(key(label), row)
        if row.group:
            groups.setdefault(key(row.group), row.group)
    keys = tuple(sorted(rows, key=len, reverse=True))
    order = {row.id: i for i, row in enumerate(table.rows)}
    return LabelTable(rows, keys, groups, order, table.rows, len(keys[0]))
