"""How much of a text stands in another, with the sentences every report shares left out.

The measure is exact and plain: of the characters that stand in clauses of this text, the share that
stands in a clause of the other. Years and punctuation do not count, nor does the order; a number that
changed makes a clause a new one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

#: From this share on, in percent, a text is called copied …
COPIED = 80
#: … when it is at least so many characters long; shorter texts are alike by chance.
SHORTEST = 60
#: How much of a copied passage is shown, in characters.
_SHOWN = 160

_CLAUSE = re.compile(r"[^，。；：、！？,;:!?\n]+")
_NOT_WORDS = re.compile(r"[\W_]+|20\d\d(?:年度?)?")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+)")

#: Clauses that the law or the form itself puts into every report: no office can write them otherwise.
BOILERPLATE = re.compile(
    r"中华人民共和国政府信息公开条例|主动公开(?:情况|方面|政府信息)?$|依申请公开(?:情况|方面|政府信息)*$"
    r"|政府信息(?:公开)?(?:管理|平台建设)(?:情况|方面)?$|监督保障(?:情况|方面)?$"
    r"|(?:未|没有)(?:收到|收取|发生|产生|出现)|统计期限|信息处理费"
    r"|习近平新时代中国特色社会主义思想|^(?:存在的?)?(?:主要)?问题$|^(?:改进|整改)(?:措施|情况)$|^下一步$"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause that counts: its letters, by which it is compared, and where it stands in the text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a text stands in another: percent, and the characters that were counted."""

    percent: int
    characters: int


@dataclass(frozen=True, slots=True)
class Copy:
    """From whom a text may be taken: how much of it stands in the other's, a passage as each says it,
    and how many more agencies have as much of it."""

    name: str
    percent: int
    here: str
    there: str
    more: int = 0


def joined(text: str) -> str:
    """The text without white space: lines that a page broke are one."""
    return re.sub(r"\s+", "", text)


def clauses(text: str, masked: Iterable[str] = ()) -> Iterator[Clause]:
    """The clauses of a `joined` text that count, in order. `masked` are names that do not: an agency
    that copies puts its own for the other's."""
    names = [one for one in masked if one]
    for match in _CLAUSE.finditer(text):
        clause = match.group()
        for name in names:
            clause = clause.replace(name, "")
        key = _NUMBERING.sub("", _NOT_WORDS.sub("", clause))
        if len(key) > 2 and not BOILERPLATE.search(key):
            yield Clause(key, match.start(), match.end())


def share(keys: Iterable[str], known: Collection[str]) -> tuple[int, int]:
    """The percentage of the characters of `keys` that stand in `known`, and all their characters."""
    total = shared = 0
    for key in keys:
        total += len(key)
        if key in known:
            shared += len(key)
    return (shared * 100 // total if total else 0), total


def likeness(now: str, before: str) -> Likeness:
    """Compare two texts. `percent` is 0 for a text without any clause that counts."""
    known = {c.key for c in clauses(joined(before))}
    return Likeness(*share((c.key for c in clauses(joined(now))), known))


def shared_passage(
    now: str, before: str, *, masked: Iterable[str] = (), masked_before: Iterable[str] = ()
) -> tuple[str, str]:
    """The longest run of clauses that stand in both texts in the same order, as each says it; two empty
    strings where there is none."""
    now, before = joined(now), joined(before)
    mine, theirs = list(clauses(now, masked)), list(clauses(before, masked_before))
    matcher = SequenceMatcher(None, [c.key for c in mine], [c.key for c in theirs], False)
    found = max(matcher.get_matching_blocks(), key=lambda m: _size(mine[m.a : m.a + m.size]))
    return _passage(now, mine, found.a, found.size), _passage(before, theirs, found.b, found.size)


def _size(run: list[Clause]) -> int:
    return sum(len(c.key) for c in run)


def _passage(text: str, listed: list[Clause], first: int, count: int) -> str:
    if not count:
        return ""
    said = text[listed[first].start : listed[first + count - 1].end]
    return said if len(said) <= _SHOWN else said[:_SHOWN] + "……"
