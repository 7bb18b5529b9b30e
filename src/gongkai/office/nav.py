"""The entries of the desk's dark bar. An app lists its own in `AppConfig.nav`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps


@dataclass(frozen=True)
class NavEntry:
    """url_name is reversed without arguments; `roles` empty means everyone; smaller `order` first."""

    label: str
    url_name: str
    order: int
    roles: frozenset[str] = frozenset()


def entries(roles: Collection[str]) -> list[NavEntry]:
    """What a person with `roles` sees."""
    found: list[NavEntry] = []
    for config in apps.get_app_configs():
        found.extend(getattr(config, "nav", ()))
    return sorted(
        (e for e in found if not e.roles or not e.roles.isdisjoint(roles)), key=lambda e: e.order
    )
