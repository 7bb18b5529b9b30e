"""Finding a record from whatever somebody has in hand. An app offers its own in `<app>/find.py`:

def find(*, desk, text) -> Iterable[Found]
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from gongkai.office.offers import offers

if TYPE_CHECKING:
    from gongkai.office.access import Desk

#: Of one app. Whoever gets so many has to write more of it, or to look in the app's own list.
MOST = 20
SHORTEST = 2
LONGEST = 80


@dataclass(frozen=True)
class Found:
    """One record the person may see.

    kind    what it is, in words: the heading it is listed under
    number  its number; empty where it has none
    note    one fact beside the title
    """

    kind: str
    number: str
    title: str
    url: str
    note: str = ""


def collect(*, desk: Desk, text: str) -> dict[str, list[Found]]:
    """Everything `text` leads to, by kind, at most MOST of an app. Nothing for fewer than SHORTEST
    characters: it would be a part of everything."""
    text = text.strip()
    found: dict[str, list[Found]] = {}
    if len(text) < SHORTEST:
        return found
    for app in offers("find"):
        for one in islice(app.find(desk=desk, text=text), MOST):
            found.setdefault(one.kind, []).append(one)
    return found
