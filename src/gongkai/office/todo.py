"""What the desk home lists. An app offers its own in `<app>/todo.py`:

def todo(*, agency, person, roles, as_of) -> Iterable[Todo]
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.module_loading import module_has_submodule

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


def collect(*, agency: Agency, person: Person, roles: Collection[str], as_of: date) -> list[Todo]:
    """All apps' things to do, soonest first, those without a date last."""
    found: list[Todo] = []
    for config in apps.get_app_configs():
        if config.name.startswith("gongkai.office.") and module_has_submodule(
            config.module, "todo"
        ):
            offer = import_module(config.name + ".todo").todo
            offered = offer(agency=agency, person=person, roles=roles, as_of=as_of)
            found.extend(islice(offered, LIMIT))
    return sorted(found, key=lambda t: (t.due_on is None, t.due_on or date.max, t.number))
