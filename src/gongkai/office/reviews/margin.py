"""What checks found in a text under review, beside the very words. An app whose texts are checked
offers `<app>/remarks.py`:

def remarks(version: Version) -> Remarks | None

None when the version is none of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gongkai.office.offers import offers
from gongkai.office.reviews.difference import Piece

if TYPE_CHECKING:
    from gongkai.office.reviews.models import Version


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters `start` to `end` of a line of the body, counted from 0; of the title where `line`
    is None."""

    line: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was found.

    shown    what it is, masked where it is personal
    message  a full sentence: where it stands and what is to be done
    must     it must not become public as it is, unless somebody answered for it
    basis    the article it rests on; empty for wording
    answer   why it stays, and `by` whom; both empty while nobody said
    spots    where it stands; none for what is not in the words, such as a missing paper
    """

    shown: str
    message: str
    must: bool
    basis: str = ""
    answer: str = ""
    by: str = ""
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Remarks:
    """All of them in the order of the text, and the names of the checks that found nothing."""

    found: tuple[Remark, ...]
    passed: tuple[str, ...]

    @property
    def open(self) -> int:
        """How many nobody has answered for."""
        return sum(not one.answer for one in self.found)


@dataclass(frozen=True, slots=True)
class Marked:
    """A run of text as the page prints it: `kind` as a piece of the comparison, `remark` the number
    of the remark it belongs to, from 1; `first` is where the remark is first met, `ends` where its
    number is to be printed behind the words."""

    kind: str
    text: str
    remark: int = 0
    must: bool = False
    first: bool = False
    ends: bool = False


def of_version(version: Version) -> Remarks | None:
    """What the app that the text belongs to says of it; None when no app checks such texts."""
    said: Iterator[Remarks | None] = (app.remarks(version) for app in offers("remarks"))
    return next((one for one in said if one is not None), None)


def marked(
    paragraphs: Sequence[Sequence[Piece]], found: Sequence[Remark], *, title: bool = False
) -> list[list[Marked]]:
    """The paragraphs of a comparison with the remarks' spots marked. Struck-out words are of the
    older text and are never marked; a paragraph of them alone is no line of the new one."""
    shown: list[list[Marked]] = []
    line = 0
    for pieces in paragraphs:
        if any(piece.kind != "del" for piece in pieces) or not pieces:
            spots = _spots(found, None if title else line)
            shown.append(list(_split(pieces, spots)))
            line += 1
        else:
            shown.append([Marked(piece.kind, piece.text) for piece in pieces])
    return shown


#: (start, end, number of the remark, must, first of the remark's spots)
_Place = tuple[int, int, int, bool, bool]


def _spots(found: Sequence[Remark], line: int | None) -> list[_Place]:
    places = [
        (spot.start, spot.end, number, one.must, spot == one.spots[0])
        for number, one in enumerate(found, 1)
        for spot in one.spots
        if spot.line == line
    ]
    return sorted(places)


def _split(pieces: Sequence[Piece], places: Sequence[_Place]) -> Iterator[Marked]:
    """The pieces cut at the places' borders. Where two places overlap the first keeps the words."""
    at = 0
    for piece in pieces:
        if piece.kind == "del":
            yield Marked("del", piece.text)
            continue
        end = at + len(piece.text)
        cuts = sorted({at, end, *(c for s, e, *_ in places for c in (s, e) if at < c < end)})
        for start, stop in pairwise(cuts):
            of = next((p for p in places if p[0] <= start and stop <= p[1]), None)
            text = piece.text[start - at : stop - at]
            if of is None:
                yield Marked(piece.kind, text)
            else:
                yield Marked(
                    piece.kind, text, of[2], of[3], of[4] and start == of[0], stop == of[1]
                )
        at = end
