"""What the desk home lists. An app offers its own in `<app>/todo.py`:

def todo(*, agency, person, roles, as_of) -> Iterable[Todo]
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from gongkai.office.offers import offers

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person

LIMIT = 200


@dataclass(frozen=True)
class Todo:
    """One thing to do.

    number, title, url   the thing's own
    what                 the kind and one fact, small, under the title
    next_step            verb and object
    holder               who has it now
    due_on               None while the clock is paused, then `due_note` says why
    undated              no period runs: to be done all the same, and not paused
    at_once              listed also while its day is far: somebody waits for it, and it takes long
    days_left            working days left on `as_of`, negative when overdue, None when unknown
    provisional          the holiday notice of the year is not out
    group                a code for the tabs: "applications", "publishing", "challenges", …
    mine                 the person asking has to act
    """

    number: str
    title: str
    url: str
    what: str
    next_step: str
    holder: str
    due_on: date | None
    days_left: int | None
    group: str
    due_note: str = ""
    provisional: bool = False
    mine: bool = False
    undated: bool = False
    at_once: bool = False


def collect(*, agency: Agency, person: Person, roles: Collection[str], as_of: date) -> list[Todo]:
    """All apps' things to do, soonest first, those without a date last."""
    found: list[Todo] = []
    for app in offers("todo"):
        found.extend(
            islice(app.todo(agency=agency, person=person, roles=roles, as_of=as_of), LIMIT)
        )
    return sorted(found, key=lambda t: (t.due_on is None, t.due_on or date.max, t.number))


def due_class(item: Todo) -> str:
    """The due chip's class: more than five working days left is plain."""
    if item.due_on is None:
        return "" if item.undated else "paused"
    if item.provisional:
        return "paused"
    if item.days_left is None or item.days_left > 5:
        return ""
    if item.days_left < 0:
        return "over"
    return "today" if item.days_left == 0 else "soon"


def due_words(item: Todo) -> str:
    """剩 4 个工作日 · 今天到期 · 超期 2 个工作日 · 暂停计时 · 没有期限."""
    if item.due_on is None:
        return "没有期限" if item.undated else "暂停计时"
    if item.days_left is None:
        return "到期"
    if item.days_left < 0:
        return f"超期 {-item.days_left} 个工作日"
    if item.days_left == 0:
        return "今天到期"
    return f"剩 {item.days_left} 个工作日"
