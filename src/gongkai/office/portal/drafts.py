"""An application being filled in, and its handing in.

What was filled in is kept encrypted on the server under a key only the applicant's browser has, so
that going back, an error or a closed page loses nothing. Thirty days after the last saving it ends.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from gongkai.law.events import Channel
from gongkai.office import crypto
from gongkai.office import time as clock
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications import services as applications
from gongkai.office.applications.models import ApplicantKind, FormWanted
from gongkai.office.applications.services import Paper
from gongkai.office.portal import papers
from gongkai.office.portal.models import ApplicationDraft

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

KEPT = timedelta(days=30)
RECEIPT = "receipt"


@dataclass(frozen=True)
class Held:
    """A draft as read: the answers by question, when they were saved, the files that go with it, and
    the receipt once it was handed in."""

    answers: dict[str, dict[str, Any]]
    saved_at: datetime | None = None
    papers: tuple[papers.Held, ...] = ()

    @property
    def receipt(self) -> dict[str, Any] | None:
        return self.answers.get(RECEIPT)


EMPTY = Held({})


def new_token() -> str:
    """A key nobody guesses."""
    return secrets.token_urlsafe(32)


def read(agency: Agency, token: str, now: datetime) -> Held:
    """The draft under a key; empty when there is none, or when its time is over."""
    row = _rows(agency, token, now).first()
    return Held(json.loads(row.answers), row.saved_at, papers.of_draft(row)) if row else EMPTY


@transaction.atomic
def save(agency: Agency, token: str, question: str, answer: dict[str, Any], now: datetime) -> None:
    """Keep the answer to one question."""
    # Two first answers at once (a double click) meet at the unique key: the later one waits for the
    # row of the earlier and adds to it.
    rows = ApplicationDraft.objects.select_for_update(no_key=True)
    row, _ = rows.get_or_create(
        token=_fingerprint(agency, token),
        defaults={"agency": agency, "answers": "{}", "saved_at": now},
    )
    answers = json.loads(row.answers)
    if row.saved_at < now - KEPT:  # its time is over, and nobody has removed it yet
        row.papers.all().delete()
        answers = {}
    if RECEIPT in answers:  # a new application after one that was handed in
        answers = {}
    answers[question] = answer
    row.answers = json.dumps(answers, ensure_ascii=False)
    row.saved_at = now
    row.save()


@transaction.atomic
def add_papers(
    agency: Agency, token: str, sent: Sequence[Paper], now: datetime, source: str
) -> None:
    """Put files beside the draft. Nothing happens without a draft. Raises Refusal as `papers.add`."""
    row = _rows(agency, token, now).select_for_update(no_key=True).first()
    if row is not None and RECEIPT not in json.loads(row.answers):
        papers.add(row, sent, source)


@transaction.atomic
def remove_paper(agency: Agency, token: str, paper: UUID, now: datetime) -> None:
    """Take a file away from the draft; another's is left alone."""
    row = _rows(agency, token, now).select_for_update(no_key=True).first()
    if row is not None:
        row.papers.filter(uid=paper).delete()


def end(now: datetime) -> int:
    """Remove the drafts whose time is over, with their files. Returns how many."""
    over = ApplicationDraft.objects.filter(saved_at__lt=now - KEPT)
    return over.delete()[1].get(ApplicationDraft._meta.label, 0)


def discard(agency: Agency, token: str) -> None:
    """Forget the draft."""
    ApplicationDraft.objects.filter(token=_fingerprint(agency, token)).delete()


@transaction.atomic
def hand_in(agency: Agency, token: str, now: datetime) -> dict[str, Any] | None:
    """Register the application with its files and keep only its receipt (number and query code). A
    second click gives the same receipt; None when there is no draft. Raises Refusal."""
    row = _rows(agency, token, now).select_for_update(no_key=True).first()
    if row is None:
        return None
    answers = json.loads(row.answers)
    if RECEIPT not in answers:
        made = applications.register(
            agency=agency, actor=None, now=now, submission=submission(agency, answers, now)
        )
        sent = list(papers.contents(row))
        applications.hand_in(application=made, now=now, papers=sent)
        row.papers.all().delete()
        answers = {
            RECEIPT: {
                "number": made.number,
                "code": made.query_code,
                "on": clock.today(now).isoformat(),
                "confirmed": settings.PORTAL_CONFIRMS_RECEIPT,
                "papers": len(sent),
            }
        }
        row.answers = json.dumps(answers, ensure_ascii=False)
        row.saved_at = now
        row.save()
    receipt: dict[str, Any] = answers[RECEIPT]
    return receipt


def submission(
    agency: Agency, answers: dict[str, dict[str, Any]], now: datetime
) -> applications.Submission:
    """The answers as what the services take (条例第二十九条). The platform's receipt is the
    confirmation of both sides (第三十一条第三项) where PORTAL_CONFIRMS_RECEIPT says so; otherwise the
    office confirms."""
    who, reach = answers["applicant"], answers["contact"]
    wanted, way = answers["information"], answers["provision"]
    today = clock.today(now)
    return applications.Submission(
        channel=Channel.ONLINE,
        arrived_on=today,
        submitted_on=today,
        confirmed_on=today if settings.PORTAL_CONFIRMS_RECEIPT else None,
        after_hours=after_hours(agency, now),
        kind=ApplicantKind(who["kind"]),
        name=who["name"],
        identity_number=who["identity_number"],
        telephone=reach["telephone"],
        address=reach["address"],
        email=reach["email"],
        subject_line=wanted["subject"],
        request_text=request_text(wanted, way),
        form_wanted=FormWanted(way["form_wanted"]),
    )


def request_text(wanted: dict[str, Any], way: dict[str, Any]) -> str:
    """What was asked for, in one text for the officer who searches."""
    lines = [wanted["details"]]
    if wanted["document_number"]:
        lines.append(f"文号：{wanted['document_number']}")
    if wanted["years"]:
        lines.append(f"形成年份：{wanted['years']}")
    if way["other"]:
        lines.append(f"获取方式的说明：{way['other']}")
    return "\n".join(lines)


def after_hours(agency: Agency, now: datetime) -> bool:
    """Whether an office of that region is closed at this moment."""
    local = now.astimezone(clock.ZONE)
    opens, closes = settings.PORTAL_OFFICE_HOURS
    at_work = opens <= local.time() < closes
    return not (at_work and calendar_of(agency).is_working(local.date()))


def _rows(agency: Agency, token: str, now: datetime) -> Any:
    return ApplicationDraft.objects.filter(
        token=_fingerprint(agency, token), saved_at__gte=now - KEPT
    )


def _fingerprint(agency: Agency, token: str) -> str:
    """One browser, one key; each office it applies to has its own draft under it."""
    return crypto.keys().fingerprint(token, f"portal/draft/{agency.uid}")
