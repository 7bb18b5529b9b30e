"""Taking an application in, through any channel."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.law.state import ClockState
from gongkai.office import crypto, time
from gongkai.office.agencies import queries as people
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role, Section
from gongkai.office.applications import clock, events
from gongkai.office.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    ApplicationEvent,
    ClockProjection,
    FormWanted,
)
from gongkai.office.applications.services import record
from gongkai.office.audit import services as audit
from gongkai.office.documents import services as documents
from gongkai.office.refusal import Refusal, sent_twice
from gongkai.office.statements import insert_together, send

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

#: No letter or digit that is mistaken for another when read aloud or copied by hand.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

#: The series of numbers that applications are given from.
SERIES = "applications"


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What an applicant handed in (条例第二十九条), and when and how it came (第三十一条).

    arrived_on    the day it reached the office; by signed post the day of signing
    confirmed_on  the day both sides confirmed, where the channel needs it; may come later
    subject_line  what it is about in words that name nobody
    """

    channel: ev.Channel
    arrived_on: date
    kind: ApplicantKind
    name: str
    subject_line: str
    request_text: str
    form_wanted: FormWanted = FormWanted.ELECTRONIC
    identity_number: str = ""
    telephone: str = ""
    address: str = ""
    email: str = ""
    submitted_on: date | None = None
    confirmed_on: date | None = None
    after_hours: bool = False

    def received(self, event_id: str) -> ev.Received:
        """The event of the law."""
        return ev.Received(
            id=event_id,
            on=self.arrived_on,
            channel=self.channel,
            submitted=self.submitted_on,
            confirmed=self.confirmed_on,
            after_hours=self.after_hours,
        )


@transaction.atomic
def register(
    *,
    agency: Agency,
    actor: Person | None,
    now: datetime,
    submission: Submission,
    section: Section | None = None,
    uid: UUID | None = None,
) -> Application:
    """Give the application its number, query code and clock. `actor` None is the applicant on the
    portal, who can only apply online, today. `uid` is the one a page gave out for it: sent again, it is
    not registered again, for an application cannot be struck out and would count twice.

    Raises Refusal: not permitted, a date that has not come or does not fit, something missing,
    sent-twice.
    """
    today = time.today(now)
    _check(submission, actor, now)
    rows = _rows(agency, actor, now, submission, section, uid or uuid4())
    application = rows.application
    # From here on every other registration of the agency waits: two messages to the database. The
    # head before the number: whoever takes a number of this series holds the head already, so that
    # the first of a year may open the series. Rights are read under the lock, as all that is decided.
    head, given, *own = send(
        [
            audit.lock_head(agency),
            documents.further(agency, SERIES, today.year),
            *([people.asking_own_roles(actor, agency, today)] if actor else []),
        ]
    )
    if actor is not None:
        agencies.require(actor, agency, Role.CLERK, today, own=people.roles_given(*own))
    if uid is not None and Application.objects.filter(uid=uid).exists():
        raise sent_twice("申请")
    application.number = (
        documents.written(given, today.year)
        if given
        else documents.next_number(
            agency=agency, series=SERIES, year=today.year, now=now, actor=actor
        )
    )
    rows.event.position, ledger = audit.next_event(
        head,
        agency=agency,
        actor=actor,
        now=now,
        verb="application.registered",
        subject=record.subject_of(application),
        data={
            "number": application.number,
            "applicant_kind": str(submission.kind),
            "on": rows.received.on.isoformat(),
            **rows.event.data,
        },
    )
    facts = record.first_facts(application, rows.received, rows.state, rows.event.position)
    insert_together(
        application.applicant, application, rows.event, *facts, rows.projection, after=ledger
    )
    return application


@dataclass(frozen=True)
class _Rows:
    """What a registration writes, made before anybody has to wait for it: all but the number, and the
    position in the ledger."""

    application: Application
    event: ApplicationEvent
    projection: ClockProjection
    received: ev.Received
    state: ClockState


def _rows(
    agency: Agency,
    actor: Person | None,
    now: datetime,
    submission: Submission,
    section: Section | None,
    uid: UUID,
) -> _Rows:
    """Raises Refusal where the law does not take the dates."""
    event_id = record.new_id()
    received = submission.received(event_id)
    asked = clock.law_of(agency, [received])
    with record.lawful():
        state = law.fold([received], as_of=received.on, **asked)
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(12))
    application = Application(
        uid=uid,
        agency=agency,
        applicant=_applicant(agency, submission),
        channel=submission.channel,
        subject_line=submission.subject_line,
        request_text=submission.request_text,
        form_wanted=submission.form_wanted,
        section=section,
        query_code=code,
        query_fingerprint=fingerprint_of_code(code),
        registered_at=now,
        registered_by=actor,
    )
    event = ApplicationEvent(
        uid=UUID(event_id),
        application=application,
        ordinal=1,
        kind="received",
        on=received.on,
        data=events.data_of(received),
        recorded_at=now,
        recorded_by=actor,
    )
    projection = ClockProjection(
        application=application,
        agency=agency,
        section=section,
        **clock.projected([received], state, asked["calendar"]),
    )
    return _Rows(application, event, projection, received, state)


def _applicant(agency: Agency, submission: Submission) -> Applicant:
    """Who applies, not yet written."""
    return Applicant(
        agency=agency,
        kind=submission.kind,
        name=submission.name,
        identity_number=submission.identity_number,
        telephone=submission.telephone,
        address=submission.address,
        email=submission.email,
        identity=identity_of(submission),
        name_print=print_of_name(submission.name),
    )


def identity_of(submission: Submission | Applicant) -> str:
    """The fingerprint two applications of one applicant share: by document number, else by name
    and telephone together."""
    keys = crypto.keys()
    if submission.identity_number.strip():
        return keys.fingerprint(submission.identity_number, "applicant/identity_number")
    return keys.fingerprint(
        f"{submission.name}|{submission.telephone}", "applicant/name_and_telephone"
    )


def print_of_name(name: str) -> str:
    """How an applicant's name is found again: whole, however it is spaced."""
    return crypto.keys().fingerprint(name, "applicant/name")


def fingerprint_of_code(code: str) -> str:
    """How a query code is found again."""
    return crypto.keys().fingerprint(code, "application/query_code")


def _check(submission: Submission, actor: Person | None, now: datetime) -> None:
    if actor is None and (
        submission.channel is not ev.Channel.ONLINE or submission.arrived_on != time.today(now)
    ):
        raise Refusal("not-permitted", "网上只能登记当天从网上提交的申请。")
    check_days(submission.arrived_on, submission.confirmed_on, submission.submitted_on, now)
    for name, value in (
        ("申请人姓名或者名称", submission.name),
        ("申请事项", submission.subject_line),
        ("申请内容", submission.request_text),
    ):
        if not value.strip():
            raise Refusal(
                "registration.missing", f"没有填写{name}。请填写以后再登记。", "条例第二十九条"
            )
    if submission.kind not in ApplicantKind.values:
        raise Refusal("registration.kind", "申请人类型不在年度报告的六类之中，请重新选择。")


def check_days(
    arrived: date, confirmed: date | None, submitted: date | None, now: datetime
) -> None:
    """An application is handed in, arrives and is confirmed in this order, and not tomorrow: else
    raises Refusal."""
    time.not_in_future(arrived, now)
    if confirmed is not None:
        time.not_in_future(confirmed, now)
        if confirmed < arrived:
            raise Refusal(
                "registration.confirmed_before_arrival",
                f"确认日期 {confirmed} 早于到达日期 {arrived}，请核对这两个日期。",
                "条例第三十一条",
            )
    if submitted is not None and submitted > arrived:
        raise Refusal(
            "registration.submitted_after_arrival",
            f"提交日期 {submitted} 晚于到达日期 {arrived}，请核对这两个日期。",
            "条例第三十一条",
        )
