"""Reading alarms and the outbox: who sees what, and the lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Min, Q

from gongkai.office.agencies.models import Person, Role
from gongkai.office.work.models import Alarm, MailAddress, Outbox

if TYPE_CHECKING:
    from gongkai.office.access import Desk

SHOWN = 20
STUCK_SHOWN = 100
#: A job that nobody took for this long: the worker does not run.
UNTAKEN = timedelta(minutes=10)


def visible_alarms(actor: Desk) -> Q:
    """The warnings of the agency: its deadlines are the disclosure office's to keep."""
    return Q(agency=actor.agency) if actor.has(Role.CLERK) else Q(pk__in=[])


def visible_jobs(actor: Desk) -> Q:
    """The jobs of the installation, to an administrator: they hold kinds and numbers only."""
    return Q() if actor.has(Role.ADMINISTRATOR) else Q(pk__in=[])


#: Model → its filter.
VISIBLE = {Alarm: visible_alarms, Outbox: visible_jobs}


def alarms_of(actor: Desk) -> list[Alarm]:
    """What the agency is warned of today, at most SHOWN."""
    seen = Alarm.objects.filter(visible_alarms(actor), day=actor.today)
    return list(seen.order_by("id")[:SHOWN])


@dataclass(frozen=True)
class Jobs:
    """How the outbox stands: jobs that failed and wait for their next try, how many are open, and
    since when the oldest waits that nobody took."""

    stuck: tuple[Outbox, ...]
    open: int
    untaken_since: datetime | None


def jobs(actor: Desk) -> Jobs:
    """The state of the work behind the pages."""
    waiting = Outbox.objects.filter(visible_jobs(actor), done_at=None)
    untaken = waiting.filter(attempts=0).aggregate(since=Min("created_at"))["since"]
    late = untaken is not None and untaken < actor.now - UNTAKEN
    return Jobs(
        stuck=tuple(waiting.exclude(last_error="").order_by("id")[:STUCK_SHOWN]),
        open=waiting.count(),
        untaken_since=untaken if late else None,
    )


def mail_address(person: Person) -> str:
    """Where the person wants reminders; empty: nowhere."""
    held = MailAddress.objects.filter(person=person).first()
    return held.address if held else ""
