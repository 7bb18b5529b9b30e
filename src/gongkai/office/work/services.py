"""Warning of deadlines, trying failed work again, and where reminders go."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction

from gongkai.office import alarm, stored_dates, time
from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.agencies.queries import working_here
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.offers import offers
from gongkai.office.outbox import enqueue
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import services as supervision
from gongkai.office.work import mails
from gongkai.office.work.models import Alarm, MailAddress, Outbox

log = logging.getLogger("gongkai.work")


def tick(*, now: datetime) -> int:
    """Forget the logins that have expired, scan the agencies that work here and write the alarms of
    the day that are not there yet. Returns how many were new; running it again, or in two processes
    at once, adds nothing. What goes wrong with one agency keeps no other from its warnings."""
    day = time.today(now)
    Session.objects.filter(expire_date__lt=now).delete()
    new = 0
    _regularly(now)
    for agency in working_here().order_by("id"):
        try:
            new += _scan(agency, day)
        except DatabaseError:
            raise
        except Exception:
            log.exception("scanning agency %s failed", agency.pk)
    return new


def _regularly(now: datetime) -> None:
    """What apps do at every scan (`REGULARLY` in their `jobs.py`). One that fails stops nothing."""
    for app in offers("jobs"):
        for work in getattr(app, "REGULARLY", ()):
            try:
                work(now=now)
            except DatabaseError:
                raise
            except Exception:
                log.exception("%s failed", work.__qualname__)


def _scan(agency: Agency, day: date) -> int:
    # A newer program may bring the notice that was missing.
    stored_dates.renew(agency=agency)
    supervision.ask_refresh(agency)
    rows = [
        Alarm(
            agency=agency,
            subject=warned.subject,
            rule=warned.rule,
            day=day,
            message=warned.message,
            url=warned.url,
        )
        for warned in alarm.collect(agency=agency, as_of=day)
    ]
    if not rows:
        return 0
    with transaction.atomic():
        before = Alarm.objects.filter(agency=agency, day=day).count()
        Alarm.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        written = Alarm.objects.filter(agency=agency, day=day).count() - before
        if written and settings.ENVIRONMENT.mail.on:
            enqueue(mails.KIND, agency=agency.pk, day=day.isoformat())
    return written


@transaction.atomic
def retry(*, actor: Person, now: datetime, agency: Agency, job: int) -> Outbox:
    """Let a job that failed be tried at once instead of after its pause. `agency` is where the
    administrator works. Raises Refusal: not-permitted, not-stuck (done, or never tried)."""
    require(actor, agency, Role.ADMINISTRATOR, time.today(now))
    held = Outbox.objects.select_for_update().filter(pk=job).first()
    if held is None or held.done_at is not None or not held.last_error:
        raise Refusal("not-stuck", "这件后台事项已经办完，或者还没有办过，不用重试。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="work.retried",
        subject=f"work.outbox:{held.pk}",
        data={"kind": held.kind, "attempts": held.attempts},
    )
    held.not_before = None
    held.save(update_fields=["not_before"])
    return held


@transaction.atomic
def set_mail_address(*, actor: Person, address: str) -> None:
    """Where the actor wants reminders; the empty text: nowhere."""
    if not address.strip():
        MailAddress.objects.filter(person=actor).delete()
        return
    held, _ = MailAddress.objects.get_or_create(person=actor, defaults={"address": ""})
    held.address = address.strip()
    held.save(update_fields=["address"])
