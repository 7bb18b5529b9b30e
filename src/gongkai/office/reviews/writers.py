"""Who wrote a part of a text besides the person who handed it in. An app whose texts have several
hands offers `<app>/contributors.py`:

def contributors(version_ids: Collection[int]) -> Mapping[int, Collection[str]]

the uids of the people by id of `reviews.models.Version`; versions of other apps are left out.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def collect(version_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """What all apps say of these versions; every id is a key."""
    found: dict[int, set[str]] = {pk: set() for pk in version_ids}
    for config in apps.get_app_configs():
        if config.name.startswith("gongkai.office.") and module_has_submodule(
            config.module, "contributors"
        ):
            offer = import_module(config.name + ".contributors").contributors
            for pk, people in offer(version_ids).items():
                found[pk].update(people)
    return {pk: frozenset(people) for pk, people in found.items()}
