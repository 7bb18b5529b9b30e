"""Who wrote a part of a text besides the person who handed it in. An app whose texts have several
hands offers `<app>/contributors.py`:

def contributors(version_ids: Collection[int]) -> Mapping[int, Collection[str]]

the uids of the people by id of `reviews.models.Version`; versions of other apps are left out.
"""

from __future__ import annotations

from collections.abc import Collection

from gongkai.office.offers import offers


def collect(version_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """What all apps say of these versions; every id is a key."""
    found: dict[int, set[str]] = {pk: set() for pk in version_ids}
    for app in offers("contributors"):
        for pk, people in app.contributors(version_ids).items():
            found[pk].update(people)
    return {pk: frozenset(people) for pk, people in found.items()}
