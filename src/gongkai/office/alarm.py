"""Warnings before and at a deadline. An app offers its own in `<app>/alarms.py`:

def alarms(*, agency, as_of) -> Iterable[Warned]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.office.offers import offers

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


@dataclass(frozen=True)
class Warned:
    """`subject` is "<app>.<model>:<uid>", `rule` a stable name ("due-today"), `message` the Chinese
    sentence without personal data, `url` where to act."""

    subject: str
    rule: str
    message: str
    url: str


def collect(*, agency: Agency, as_of: date) -> Iterator[Warned]:
    """What all apps warn of on that day."""
    for app in offers("alarms"):
        yield from app.alarms(agency=agency, as_of=as_of)
