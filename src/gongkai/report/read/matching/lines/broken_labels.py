"""Labels broken over lines around their figures, the pieces of two columns of labels beside each other, as text taken
out of a page has them: 2.其他法律行政法规禁 / 11 0 26 25 0 13 75 / 止公开. Pieces that are just one label of the form, on
both sides of a line of figures, are that line's label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ....form import Row
from ...normalise import LONGEST_REMEMBERED, is_value, key
from ..entries import Entry
from ..rows.labels import LabelTable
from .line_rows import is_figure
from .tokens import Token, tokens_of

#: The label at the left of the results of table three, beside those of its groups.
_RESULTS = "三本年度办理结果"
_MOST_LINES = (
    2_000  # of a table: each piece is held against every label, and a file may be all pieces
)
_MOST_PIECES = 24  # above a line of figures, and below
_MOST_ALONE = 60  # in lines of words
_NUMBER = re.compile(r"^\d+")
_FEWEST = 2  # words of a line with figures
_SHORTEST = 4  # characters of a label that is known without its number


class _Piece(NamedTuple):
    line: int  # its place among the lines
    shift: int
    text: str
    key: str


class _Line(NamedTuple):
    pieces: Sequence[_Piece]
    figures: Sequence[Token]  # none of a line without those of a whole row


class _Found(NamedTuple):
    row: Row
    pieces: frozenset[_Piece]


def whole_labels(
    lines: list[tuple[int, Entry]], labels: LabelTable, columns: int | None
) -> list[tuple[int, Entry]]:
    """The lines, each label that is broken around its figures put together before them; the same list where none is.
    Every figure keeps its place."""
    if len(lines) > _MOST_LINES or not _may_be_broken(lines, labels):
        return lines
    read = [_line(at, line, columns) for at, (_, line) in enumerate(lines)]
    filled = [at for at, one in enumerate(read) if one.figures]
    found: dict[int, _Found] = {}
    for n, at in enumerate(filled):
        above, below = filled[n - 1] if n else -1, filled[n + 1] if n + 1 < len(filled) else None
        one = _label_of(at, read[above + 1 : at], read[at], read[at + 1 : below], labels)
        if one is not None and _fits(one.row, read[at], columns):
            found[at] = one
    used = Counter(piece for one in found.values() for piece in one.pieces)
    sure = {at: one for at, one in found.items() if all(used[piece] == 1 for piece in one.pieces)}
    taken = {piece for one in sure.values() for piece in one.pieces}
    for n, at in enumerate(filled):
        if at in sure and _stands_with_others(n, filled, read, taken, labels):
            del sure[at]
    return [*_put_together(lines, read, sure)] if sure else lines


def whole_labels_alone(
    lines: list[tuple[int, Entry]], labels: LabelTable
) -> list[tuple[int, Entry]]:
    """The lines, each label put together that stands in lines of words with pieces of its group's among its own: the
    same list where none does."""
    if len(lines) > _MOST_LINES:
        return lines
    found: dict[int, _Found] = {}
    read = [_Line(_pieces(at, tokens_of(line)), ()) for at, (_, line) in enumerate(lines)]
    words = [not any(is_value(piece.text) for piece in one.pieces) for one in read]
    for alone, run in groupby(range(len(lines)), key=lambda at: words[at]):
        pieces = [piece for at in run for piece in read[at].pieces] if alone else []
        if len(pieces) > _MOST_ALONE:
            continue
        for label, row in labels.rows.items():
            for start in range(len(pieces) - 1):
                some = _match(label, pieces, start, labels)
                if some is not None and not some.issuperset(pieces[start : start + len(some)]):
                    found[max(piece.line for piece in some)] = _Found(row, some)
                    break
    used = Counter(piece for one in found.values() for piece in one.pieces)
    sure = {at: one for at, one in found.items() if all(used[piece] == 1 for piece in one.pieces)}
    return [*_put_together(lines, read, sure)] if sure else lines


def _stands_with_others(
    n: int,
    filled: Sequence[int],
    read: Sequence[_Line],
    taken: Collection[_Piece],
    labels: LabelTable,
) -> bool:
    """Tell whether whole labels that have no figures stand beside the `n`-th line of figures: it may be theirs too,
    as of rows whose labels stand in one cell."""
    at = filled[n]
    above, below = filled[n - 1] if n else -1, filled[n + 1] if n + 1 < len(filled) else None
    for some in (read[above + 1 : at], read[at + 1 : below]):
        left = "".join(one.key for line in some for one in line.pieces if one not in taken)
        if labels.named_in(left):
            return True
    return False


def _may_be_broken(lines: Sequence[tuple[int, Entry]], labels: LabelTable) -> bool:
    """Tell whether any line ends in a figure and what was said before that, since the figures above, ends no label."""
    said = ""
    for _, line in lines:
        if not ("0" <= line.text[-1:] <= "9"):
            said += key(line.text)
            continue
        words = line.text.split()
        few = len(words) < _FEWEST  # as where each cell has a line
        while words and is_value(words[-1]):
            words.pop()
        said += key("".join(words))
        if said and not few and len(words) < _MOST_PIECES and labels.find(said) is None:
            return True
        said = ""
    return False


def _line(at: int, line: Entry, columns: int | None) -> _Line:
    tokens = tokens_of(line)
    figures = _last(tokens, values_only=False)
    if columns and figures != columns:
        figures = _last(tokens, values_only=True)
    whole = figures == columns if columns else figures > 0
    words = tokens[: len(tokens) - figures] if whole else tokens
    return _Line(_pieces(at, words), tokens[len(words) :])


def _pieces(at: int, words: Sequence[Token]) -> list[_Piece]:
    return [_Piece(at, token.shift, token.text, key(token.text)) for token in words]


def _last(tokens: Sequence[Token], *, values_only: bool) -> int:
    """How many figures end a line."""
    count = 0
    for token in reversed(tokens):
        if not (is_value(token.text) if values_only else is_figure(token.text)):
            break
        count += 1
    return count


def _fits(row: Row, line: _Line, columns: int | None) -> bool:
    return columns is not None or len(row.columns) == len(line.figures)


def _label_of(
    at: int, above: Sequence[_Line], own: _Line, below: Sequence[_Line], labels: LabelTable
) -> _Found | None:
    """The label whose pieces stand on both sides of a line of figures, or in it and on one side; None where there is
    none, or not just one."""
    before = [piece for line in above for piece in line.pieces][-_MOST_PIECES:]
    behind = [piece for line in below for piece in line.pieces][:_MOST_PIECES]
    pieces = [*before, *own.pieces, *behind]
    must = {piece for piece in own.pieces if not is_of_group(piece.key, labels)}
    found: dict[str, _Found] = {}
    for label, row in labels.rows.items():
        for start in range(len(before) + len(own.pieces)):
            some = _match(label, pieces, start, labels)
            if some is None or not must <= some:
                continue
            lines = {piece.line for piece in some}
            if len(lines) > 1 and min(lines) <= at <= max(lines):
                found.setdefault(row.id, _Found(row, some))
                break
    widest = max(found.values(), key=lambda one: len(one.pieces), default=None)
    if widest is None or not all(one.pieces <= widest.pieces for one in found.values()):
        return None
    return widest


def _match(
    label: str, pieces: Sequence[_Piece], start: int, labels: LabelTable
) -> frozenset[_Piece] | None:
    """The pieces that are just a label, from one of them on, with nothing between them but those of groups."""
    first = pieces[start].key
    if not first or not (label[0] == first[0] or first[0].isdigit()):
        return None
    rest = label
    if not label.startswith(first):  # a number of the office's own
        rest, first = _NUMBER.sub("", label), _NUMBER.sub("", first)
        if len(rest) < _SHORTEST or rest == label or not rest.startswith(first):
            return None
    found, rest = [pieces[start]], rest[len(first) :]
    for piece in pieces[start + 1 :]:
        if not rest:
            break
        if piece.key and rest.startswith(piece.key):
            found.append(piece)
            rest = rest[len(piece.key) :]
        elif piece.key and not is_of_group(piece.key, labels):
            return None
    return None if rest else frozenset(found)


def is_of_group(text_key: str, labels: LabelTable) -> bool:
    """Tell whether some words are a piece of the label of a group, or of what stands beside it."""
    return len(text_key) <= LONGEST_REMEMBERED and _short_is_of_group(text_key, labels)


@lru_cache(maxsize=2048)
def _short_is_of_group(text_key: str, labels: LabelTable) -> bool:
    return any(text_key in group for group in (*labels.groups, _RESULTS))


def _put_together(
    lines: list[tuple[int, Entry]], read: Sequence[_Line], found: dict[int, _Found]
) -> Iterator[tuple[int, Entry]]:
    used = {piece for one in found.values() for piece in one.pieces}
    for at, (index, line) in enumerate(lines):
        one = found.get(at)
        left = [piece for piece in read[at].pieces if piece not in used]
        if one is None and len(left) == len(read[at].pieces):
            yield index, line
            continue
        if left:
            yield index, _part(line, left)
        if one is not None:
            label = "".join(piece.text for piece in sorted(one.pieces))
            figures = read[at].figures
            if not figures:
                yield index, Entry(label, line.source, line.indent)
                continue
            text = line.text[figures[0].shift :]
            shift = line.indent + figures[0].shift - len(label) - 1
            yield index, Entry(f"{label} {text}", line.source, shift)


def _part(line: Entry, pieces: Sequence[_Piece]) -> Entry:
    text = " ".join(piece.text for piece in pieces)
    return Entry(text, line.source, line.indent + pieces[0].shift)
