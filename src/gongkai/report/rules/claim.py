"""A count that the narrative claims, and all of them with the sentences they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Words that put a number inside the one before it.
INSIDE = re.compile(r"(?<!不)(?<!未)(?:含|包括|其中)")
WHOLE = ("new", "received", "handled")
ENDED = ("done", "done_on_time")
_ON_THE_MATTER = ("granted", "partly_granted", "refused", "unavailable")
#: 「结转的2件也已办结」, 「另办结上年结转申请4件」
_CARRIED_DONE_BEFORE = re.compile(r"(?:办结|答复)(?:的|了)?(?:上|去|20\d\d年|结转)")
_CARRIED_DONE = re.compile(r"^(?:申请)?(?:也|均|全部|都|已|予以|依法)*(?:办结|答复|办理完毕)")


@dataclass(frozen=True, slots=True)
class Claim:
    """One number the narrative says.

    `kind`: new, received, handled, done, done_on_time, carried_in, carried_out, carried (which way is not
    said), open (still being handled), a result group joined by + (granted+partly_granted), reconsideration, litigation,
    litigation_direct, litigation_after_reconsideration, reconsideration+litigation, channel, otherwise
    (concluded without an answer, or late, and so counted beside the answered ones).
    `inside` tells that the words put it inside the number before it (其中、含). `part` tells that the
    words may speak of one body, channel or part of the year only. `after` is the text up to the next
    claim-like number, for percentages, `words` the words before it since the last number. `item` numbers the
    paragraph. `of_new` tells of answered ones that only those received this year are counted.
    """

    kind: str
    value: int
    section: int
    item: int
    sentence: str
    inside: bool = False
    part: bool = False
    as_reviewer: bool = False
    after: str = ""
    channel: str = ""
    of_new: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """All claims in reading order, all sentences as (section, item, heading of the item, sentence), and
    the tidy text of each section; the preamble is number 0."""

    claims: tuple[Claim, ...]
    sentences: tuple[tuple[int, int, str, str], ...]
    texts: dict[int, str]

    def of(self, *kinds: str) -> Iterator[Claim]:
        """The claims of some kinds, in reading order."""
        return (c for c in self.claims if c.kind in kinds)

    def beside_answered(self, claim: Claim) -> tuple[int, ...]:
        """What the item of an answered count says was concluded in other ways, in the sums an office
        may mean: those it names so, and those with the results that are no answer on the matter."""
        here = [c for c in self.claims if c.item == claim.item and not c.inside]
        otherwise = sum(c.value for c in here if c.kind == "otherwise")
        if any(c.kind.split("+")[0] in _ON_THE_MATTER for c in here):
            return (otherwise,)  # then the other results are part of the same list
        results = sum(c.value for c in here if c.kind in ("not_processed", "other"))
        return otherwise, otherwise + results

    def answered_in_all(self, claim: Claim) -> tuple[int, ...]:
        """What the answered counts of an item add up to, the answered of the carried-in among them:
        all of them, and those that stand beside each other."""
        here = [c for c in self.claims if c.item == claim.item and _is_answered(c)]
        return sum(c.value for c in here), sum(c.value for c in here if not c.inside)


def _is_answered(claim: Claim) -> bool:
    carried = claim.kind in ("carried", "carried_in") and (
        _CARRIED_DONE.search(claim.after) or _CARRIED_DONE_BEFORE.search(claim.words)
    )
    return claim.kind in ENDED or bool(carried)


def made(kind: str, *, part: bool = False, as_reviewer: bool = False, channel: str = "") -> Claim:
    """A claim of a kind (see `Claim`), with value 0 and no sentence until it is told which it is."""
    return Claim(kind, 0, 0, 0, "", part=part, as_reviewer=as_reviewer, channel=channel)


def tidy(text: str) -> str:
    """Text as it is matched: no spaces, full-width marks, half-width digits without thousands commas.

    Any text in, as long or shorter out; applied twice it changes nothing more. Nothing is raised.
    """
    text = "".join(text.split()).translate(_TIDY)
    return re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", "", text)


_TIDY = str.maketrans(
    {
        **{chr(0xFF10 + n): str(n) for n in range(10)},
        ",": "，", ";": "；", "(": "（", ")": "）", ":": "：", "!": "！", "％": "%",
    }
)  # fmt: skip
