"""Reading applications: what a person may see, lists, one case, the figures of a year."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.law import events as ev
from gongkai.law.calendar import Calendar
from gongkai.law.clock import effective, replay
from gongkai.law.fees import number_in_month
from gongkai.law.next_steps import NextStep, next_steps
from gongkai.law.settings import LawSettings
from gongkai.law.state import ClockState, State
from gongkai.office import crypto
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.open_points import settings_on
from gongkai.office.applications import clock, events
from gongkai.office.applications.counting import counts, evidence, without_notice
from gongkai.office.applications.models import (
    Answer,
    Application,
    ApplicationEvent,
    ApplicationFact,
    ClockProjection,
    Struck,
)
from gongkai.office.paging import PAGE, Order, Page

if TYPE_CHECKING:
    from gongkai.office.access import Desk
    from gongkai.office.agencies.models import Agency

__all__ = ["counts", "evidence", "without_notice"]

#: Who sees every application of their agency; a section sees those handed to it.
WHOLE_AGENCY = frozenset({Role.CLERK, Role.LEADER, Role.SIGNER, Role.SECRECY, Role.AUDITOR})
READERS = WHOLE_AGENCY | {Role.SECTION}
#: What a list does not show is not decrypted for it.
UNREAD = (
    "application__request_text",
    "application__query_code",
    "application__applicant__name",
    "application__applicant__identity_number",
    "application__applicant__telephone",
    "application__applicant__address",
    "application__applicant__email",
)

#: What a registration that was taken back is called in the place of its state.
STRUCK = "登记已撤销"
IS_STRUCK = Exists(Struck.objects.filter(application=OuterRef("pk")))

#: What the desk shows of a clock, and nothing else.
SHOWN = (
    "state",
    "open",
    "due_on",
    "waiting_until",
    "consulting_until",
    "provisional",
    "application__number",
    "application__subject_line",
    "application__applicant__kind",
    "application__section__name",
)


def visible_to(actor: Desk) -> Q:
    """The applications, or their clocks, that a person sees at their desk: the only definition."""
    own = Q(agency=actor.agency)
    if not WHOLE_AGENCY.isdisjoint(actor.roles):
        return own
    if Role.SECTION in actor.roles:
        return own & Q(section__in=[section.pk for section in actor.sections])
    return Q(pk__in=[])


def one(actor: Desk, number: str) -> Application:
    """The application of that number, if the person may see it; else Application.DoesNotExist."""
    return (
        Application.objects.filter(visible_to(actor))
        .select_related(
            "agency__region", "applicant", "section", "struck__instead", "struck__recorded_by"
        )
        .get(number=number)
    )


def of_applicant(agency: Agency, number: str, code: str) -> Application | None:
    """The application whose number and query code somebody has in hand; None when they do not
    belong together. The code is looked up by its keyed fingerprint, so no comparison tells how much
    of a guess was right."""
    found = (
        Application.objects.filter(
            agency=agency,
            query_fingerprint=crypto.keys().fingerprint(code, "application/query_code"),
        )
        .select_related("agency__region", "applicant")
        .first()
    )
    if found is None or not hmac.compare_digest(found.number.encode(), number.encode()):
        return None
    return found


BY_DUE_DATE = Order("due_on", "application_id", oldest_first=True)
NEWEST_FIRST = Order(key="application_id")


def listed(
    actor: Desk,
    *,
    show: str = "open",
    number: str = "",
    after: str = "",
    before: str = "",
    size: int = PAGE,
) -> Page[ClockProjection]:
    """A page of the applications by due date (show="open"), or newest first ("waiting", "closed",
    "all"). `number` finds them by the end of a number or a part of what they are about, newest
    first. One query."""
    rows = _visible_clocks(actor)
    if number:
        meant = Q(application__number__endswith=number)
        meant |= Q(application__subject_line__contains=number)
        return Page(tuple(rows.filter(meant).order_by("-application_id")[:size]))
    asked = {"after": after, "before": before}
    if show == "open":
        return BY_DUE_DATE.page(rows.filter(open=True, due_on__isnull=False), **asked, size=size)
    if show == "waiting":
        rows = rows.filter(open=True, due_on__isnull=True)
    elif show == "closed":
        rows = rows.filter(open=False)
    return NEWEST_FIRST.page(rows, **asked, size=size)


def _visible_clocks(actor: Desk) -> QuerySet[ClockProjection]:
    # A projection has the application's agency and section: the one filter holds for it as it is.
    rows = ClockProjection.objects.filter(visible_to(actor)).annotate(
        is_struck=Exists(Struck.objects.filter(application=OuterRef("application")))
    )
    return rows.select_related("application__applicant", "application__section").defer(*UNREAD)


def soonest(
    agency: Agency, *, limit: int, sections: Collection[int] | None = None
) -> list[ClockProjection]:
    """Open applications by due date, then those that wait for the applicant."""
    rows = (
        ClockProjection.objects.filter(agency=agency, open=True)
        .select_related("application__section", "application__applicant")
        .only(*SHOWN)
    )
    if sections is not None:
        rows = rows.filter(section__in=sections)
    due = list(rows.filter(due_on__isnull=False).order_by("due_on", "application_id")[:limit])
    if len(due) == limit:
        return due
    waiting = rows.filter(due_on__isnull=True).order_by("-application_id")
    return due + list(waiting[: limit - len(due)])


@dataclass(frozen=True)
class CaseFile:
    """Everything of one application on a day."""

    application: Application
    rows: tuple[ApplicationEvent, ...]
    known: tuple[ev.Event, ...]
    state: ClockState
    steps: tuple[NextStep, ...]
    calendar: Calendar
    settings: LawSettings
    answer: Answer | None

    @property
    def seen(self) -> int:
        """What a form sends back, so that a meanwhile written event is noticed."""
        return len(self.rows)


def case_file(application: Application, as_of: date) -> CaseFile:
    """The application with its clock, its lawful next steps and the standing answer."""
    rows = clock.rows_of(application)
    known = events.of_rows(rows)
    asked = clock.law_of(application.agency, known)
    state = replay(known, as_of=as_of, **asked)
    answered = state.state in (State.ANSWERED, State.SERVED)
    answer = _last_answer(application, rows) if answered else None
    return CaseFile(
        application,
        tuple(rows),
        tuple(known),
        state,
        tuple(next_steps(known, as_of=as_of, **asked)),
        answer=answer,
        **asked,
    )


def order_of(application: Application, on: date) -> tuple[ClockState, ev.AnswerOrdered | None]:
    """The clock after everything recorded, and the order to answer that arrived on a day, where it
    stands."""
    known = events.of_rows(clock.rows_of(application))
    latest = clock.latest(known)
    state = replay(known, as_of=latest, **clock.law_of(application.agency, known))
    orders = [
        e
        for e in effective(known, latest)
        if isinstance(e, ev.AnswerOrdered) and e.on == on and e.id not in state.set_aside
    ]
    return state, orders[-1] if orders else None


def settings_of(application: Application) -> LawSettings:
    """How the open points of the law are read for an application."""
    first = ApplicationEvent.objects.filter(application=application).earliest("ordinal")
    return settings_on(application.agency, first.on)


def state_on(application: Application, day: date) -> ClockState | None:
    """The clock as it stood on a day; None before anything had happened."""
    known = events.of_rows(clock.rows_of(application))
    if not effective(known, day):
        return None
    return replay(known, as_of=day, **clock.law_of(application.agency, known))


def standing_answer(application: Application) -> Answer | None:
    """The answer that stands; None before it, and where it was struck out."""
    states = (State.ANSWERED.value, State.SERVED.value)
    clocks = ClockProjection.objects.filter(application=application, state__in=states)
    return _last_answer(application, clock.rows_of(application)) if clocks.exists() else None


def _last_answer(application: Application, rows: Sequence[ApplicationEvent]) -> Answer | None:
    return (
        Answer.objects.filter(application=application)
        .exclude(event__in=events.struck(rows))
        .select_related("letter")
        .order_by("-id")
        .first()
    )


def open_letters(known: Sequence[ev.Event], as_of: date, *, third: bool) -> list[str]:
    """Numbers of the consultation letters without a reply: to third parties, or to co-makers."""
    standing = effective(known, as_of)
    sent = ev.ThirdPartyConsulted if third else ev.CoMakerConsulted
    replied = {
        e.letter for e in standing if isinstance(e, ev.ThirdPartyReplied | ev.CoMakerReplied)
    }
    return [e.letter for e in standing if isinstance(e, sent) and e.letter not in replied]


def not_consenting(known: Sequence[ev.Event], as_of: date) -> list[str]:
    """Numbers of the letters whose third party has not agreed and has not been told."""
    standing = effective(known, as_of)
    settled = {e.letter for e in standing if isinstance(e, ev.ThirdPartyTold)} | {
        e.letter for e in standing if isinstance(e, ev.ThirdPartyReplied) and e.consents
    }
    return [
        e.letter
        for e in standing
        if isinstance(e, ev.ThirdPartyConsulted) and e.letter not in settled
    ]


def struck(application: Application) -> Struck | None:
    """That it was registered by mistake; None for an application that counts."""
    return getattr(application, "struck", None)


def same_applicant(
    application: Application, *, seen_by: Desk | None = None
) -> QuerySet[ApplicationFact]:
    """The other applications of the same applicant at this agency, newest first: all of them, for
    counting, or those a person sees."""
    facts = ApplicationFact.objects.current()
    if seen_by is not None:
        seen = Application.objects.filter(visible_to(seen_by))
        facts = facts.filter(application__in=seen.values("pk"))
    return (
        facts.filter(
            agency=application.agency,
            application__applicant__identity=application.applicant.identity,
        )
        .exclude(application=application)
        .select_related("application")
        .order_by("-received_on", "-id")
    )


def number_of_month(application: Application, received_on: date) -> int:
    """Which application of its natural month this is, for the fee by item (109号第四条)."""
    earlier = same_applicant(application).filter(
        Q(received_on__lt=received_on) | Q(received_on=received_on, application__lt=application),
        received_on__gte=received_on.replace(day=1),
    )
    return number_in_month(received_on, earlier.values_list("received_on", flat=True))


@dataclass(frozen=True)
class FeesOfYear:
    """What section six of the report states: notices, their total, what was collected, in yuan."""

    notices: int
    notice_total: int
    collected: int


def fees_of_year(agency: Agency, year: int, position: int) -> FeesOfYear:
    """The processing fees of a year as recorded at a position; corrected events count as put
    right."""
    touched = ApplicationEvent.objects.filter(
        application__agency=agency,
        position__lte=position,
        kind__in=("fee_notice_served", "fee_paid"),
    ).values("application")
    rows = (
        ApplicationEvent.objects.filter(application__in=touched, position__lte=position)
        .select_related("supersedes")
        .order_by("application_id", "ordinal")
    )
    notices = notice_total = collected = 0
    for one in events.standing(rows):
        if date.fromisoformat(one["on"]).year != year:
            continue
        if one["kind"] == "fee_notice_served":
            notices, notice_total = notices + 1, notice_total + one["data"].get("yuan", 0)
        elif one["kind"] == "fee_paid":
            collected += one["data"].get("yuan", 0)
    return FeesOfYear(notices, notice_total, collected)
