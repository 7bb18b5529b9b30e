"""The entries of the desk's dark bar and the buttons of its home. An app lists its own in
`AppConfig.nav` and `AppConfig.actions`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.urls import resolve, reverse


@dataclass(frozen=True)
class NavEntry:
    """url_name is reversed without arguments; smaller `order` first. Whoever may open the page has the
    entry; where `only` names roles, the others find the page from elsewhere."""

    label: str
    url_name: str
    order: int
    only: frozenset[str] = frozenset()


def entries(roles: Collection[str]) -> list[NavEntry]:
    """What a person with `roles` sees."""
    return _collect("nav", roles)


@dataclass(frozen=True)
class Link:
    """An entry as the bar shows it; `here` is the one the page belongs to."""

    label: str
    href: str
    here: bool


def bar(roles: Collection[str], path: str, entry: str = "") -> list[Link]:
    """The entries of a person on a page: it belongs to `entry`, where its view names one; else to the
    entry whose address it begins with, the longest of several."""
    if entry:
        path = reverse(entry)
    found = [(entry.label, reverse(entry.url_name)) for entry in entries(roles)]
    under = [href for _, href in found if path.startswith(href)]
    current = max(under, key=len, default="")
    return [Link(label, href, href == current) for label, href in found]


def actions(roles: Collection[str]) -> list[NavEntry]:
    """What a person with `roles` can begin from the desk home; the first is the primary button."""
    return _collect("actions", roles)


def _collect(attribute: str, roles: Collection[str]) -> list[NavEntry]:
    found: list[NavEntry] = []
    for config in apps.get_app_configs():
        found.extend(getattr(config, attribute, ()))
    return sorted(
        (e for e in found if not (e.only or _readers(e.url_name)).isdisjoint(roles)),
        key=lambda e: e.order,
    )


@cache
def _readers(url_name: str) -> frozenset[str]:
    """Who may open a page, as its view says (`access.desk_view`)."""
    allowed: frozenset[str] = resolve(reverse(url_name)).func.desk_roles  # type: ignore[attr-defined]
    return allowed
