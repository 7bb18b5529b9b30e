"""What waits for this person's review."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.urls import reverse

from gongkai.office.agencies.models import Agency, Person
from gongkai.office.reviews import queries
from gongkai.office.todo import Todo


def todo(*, agency: Agency, person: Person, roles: Collection[str], as_of: date) -> Iterator[Todo]:
    if queries.READERS.isdisjoint(roles):
        return
    for round_ in queries.waiting_for(person, agency, as_of):
        level = queries.as_law(round_).next_level
        assert level is not None
        yield Todo(
            number="",
            title=round_.version.title,
            url=reverse("reviews:round", args=[round_.uid]),
            what=f"{level.name} · 第 {round_.version.number} 版 · {round_.version.author}",
            next_step=f"进行{level.name}",
            holder=person.display_name,
            due_on=None,
            days_left=None,
            group="reviews",
            mine=True,
        )
