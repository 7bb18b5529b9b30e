"""Accept many reports that nobody has to judge: each by the same service as one, or left with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.services import require
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import queries
from gongkai.office.supervision.models import Received
from gongkai.office.supervision.services.deciding import accept

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person


@dataclass(frozen=True)
class Together:
    """What became of each report that was chosen: accepted, or left as it was, and why."""

    accepted: tuple[Received, ...]
    left: tuple[tuple[Received, Refusal], ...]


def accept_together(
    *, agency: Agency, year: int, chosen: Iterable[UUID], actor: Person, now: datetime
) -> Together:
    """Accept reports of a year, each in a transaction of its own with its event: what changed since
    they were listed leaves that one out and no other. What is not this office's is not found. Raises
    Refusal: not permitted."""
    require(actor, agency, Role.SUPERVISOR, time.today(now))
    accepted: list[Received] = []
    left: list[tuple[Received, Refusal]] = []
    for received in queries.chosen(agency, year, chosen):
        try:
            accept(received=received, actor=actor, now=now, together=True)
        except Refusal as no:
            left.append((received, no))
        else:
            accepted.append(received)
    return Together(tuple(accepted), tuple(left))
