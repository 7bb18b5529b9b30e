"""Reading cases: lists, clocks, and table four of the annual report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet

from gongkai.law.answers import Remedy, decision, remedy
from gongkai.law.basis import RECONSIDERATION_LAW
from gongkai.law.calendar import Calendar
from gongkai.law.case.facts import order_due
from gongkai.law.case.order import ORDER_BASIS
from gongkai.law.limits import (
    Limit,
    litigation_limit,
    litigation_limit_after_reconsideration,
    litigation_limit_after_reconsideration_untold,
    litigation_limit_for_inaction,
    litigation_limit_untold,
    litigation_outer_limit,
    reconsideration_limit,
    reconsideration_limit_for_inaction,
    reconsideration_limit_untold,
    reconsideration_outer_limit,
)
from gongkai.law.remedies import CASE_PERIODS, case_limit
from gongkai.law.settings import DEFAULT_SETTINGS, LawSettings
from gongkai.law.state import Caution, State
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.open_points import settings_on
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications import queries as applications
from gongkai.office.applications.models import Application
from gongkai.office.challenges.models import Case, CaseEvent, CaseFact, CaseKind, Result
from gongkai.office.paging import Order, Page

if TYPE_CHECKING:
    from gongkai.office.access import Desk
    from gongkai.office.agencies.models import Agency

TABLE = "challenges"
PENDING = "pending"
TOTAL = "total"
READERS = frozenset({Role.CLERK, Role.LEADER, Role.SIGNER, Role.AUDITOR})
NEWEST_FIRST = Order(key="case_id")
#: Whose duty a clock is: this agency's.
OURS = "本机关"


def visible_to(actor: Desk) -> Q:
    """The cases a person sees at their desk: the only definition."""
    return Q(agency=actor.agency) if not READERS.isdisjoint(actor.roles) else Q(pk__in=[])


def one(actor: Desk, number: str) -> Case:
    """The case of that number, if the person may see it; else Case.DoesNotExist."""
    return (
        Case.objects.filter(visible_to(actor))
        .select_related("agency", "application")
        .get(number=number)
    )


def listed(
    actor: Desk, *, show: str = "pending", after: str = "", before: str = ""
) -> Page[CaseFact]:
    """A page of the cases, newest first; show: pending, decided or all. Two queries."""
    facts = CaseFact.objects.current().filter(
        agency=actor.agency, case__in=Case.objects.filter(visible_to(actor)).values("pk")
    )
    if show in (PENDING, "decided"):
        facts = facts.filter(decided_on__isnull=show == PENDING)
    facts = facts.select_related("case__agency", "case__application")
    return NEWEST_FIRST.page(
        facts.prefetch_related(_events("case__events")), after=after, before=before
    )


def _events(of: str) -> Prefetch[str, QuerySet[CaseEvent], str]:
    """What happened in each case of a list, without the notes: no list deciphers them."""
    return Prefetch(of, CaseEvent.objects.defer("note").order_by("id"))


def standing_decision(case: Case) -> CaseEvent | None:
    """The decision that was not taken back."""
    return _standing(list(case.events.order_by("id")))


def _standing(events: Sequence[CaseEvent]) -> CaseEvent | None:
    ends = [event for event in events if event.kind in ("decided", "reopened")]
    return ends[-1] if ends and ends[-1].kind == "decided" else None


def struck(case: Case) -> CaseEvent | None:
    """That its registration was a mistake; None for a case that counts."""
    return next((event for event in case.events.all() if event.kind == "struck"), None)


def all_struck(actor: Desk) -> list[Case]:
    """The newest cases whose registration was struck out: no list holds them, they count nowhere."""
    return list(Case.objects.filter(visible_to(actor), events__kind="struck").order_by("-id")[:20])


@dataclass(frozen=True)
class CaseClock:
    """A period of a case, and the day its duty was done, if it was."""

    limit: Limit
    whose: str
    done_on: date | None
    open: bool


def clocks(case: Case) -> list[CaseClock]:
    """The periods of a case in the order of its course (行政复议法、行政诉讼法)."""
    calendar = calendar_of(case.agency)
    events = sorted(case.events.all(), key=lambda event: event.pk)
    extended = any(e.kind == "extended" for e in events)
    replied = next((e.on for e in events if e.kind == "replied"), None)
    decided = _standing(events)
    found: list[CaseClock] = []
    pending = decided is None and not any(e.kind == "struck" for e in events)
    if case.kind == CaseKind.RECONSIDERATION:
        reply = case_limit("reply", case.notice_on, calendar, simple=case.simple)
        found.append(CaseClock(reply, OURS, replied, replied is None and pending))
        ends = case_limit("decide", case.filed_on, calendar, simple=case.simple)
        if extended:
            days = next(p for p in CASE_PERIODS if p.id == "decide").ordinary
            ends = case_limit("decide_extension", case.filed_on + timedelta(days=days), calendar)
        found.append(CaseClock(ends, "复议机关", decided.on if decided else None, pending))
        if decided is not None:
            sue = litigation_limit_after_reconsideration(decided.on, calendar)
            found.append(CaseClock(sue, "申请人", None, False))
    else:
        defence = case_limit("defence", case.notice_on, calendar)
        found.append(CaseClock(defence, OURS, replied, replied is None and pending))
        court = "summary" if case.simple else "first_instance"
        ends = case_limit(court, case.filed_on, calendar)
        found.append(CaseClock(ends, "法院", decided.on if decided else None, pending))
        if decided is not None:
            appeal = case_limit("appeal_judgment", decided.on, calendar)
            found.append(CaseClock(appeal, "双方", None, False))
    if decided is not None and decided.ordered_on is not None and case.application is not None:
        found += _answering_again(case.application, decided.ordered_on)
    return found


def _answering_again(application: Application, ordered_on: date) -> list[CaseClock]:
    """The clock an order started: it runs in the application. None where the order does not stand
    there, or was struck out."""
    state, order = applications.order_of(application, ordered_on)
    if order is None:
        return []
    done = state.answered_again_on or state.concluded_on
    done_on = done if done is not None and done >= order.on else None
    due = order_due(order, calendar_of(application.agency))
    limit = Limit("重新答复", due.day, due.provisional, ORDER_BASIS)
    return [CaseClock(limit, OURS, done_on, state.state is State.ORDERED)]


def unanswered(agency: Agency, most: int) -> list[Case]:
    """Pending cases without this agency's reply or defence, the oldest notice first."""
    facts = CaseFact.objects.current().filter(agency=agency, decided_on__isnull=True)
    return list(
        Case.objects.filter(pk__in=facts.values("case"))
        .exclude(events__kind="replied")
        .select_related("agency")
        .prefetch_related(_events("events"))
        .order_by("notice_on", "id")[:most]
    )


def applicant_limits(case: Case) -> list[Limit]:
    """How long the applicant could challenge what the case is about, as it stood when the case was
    filed: for checking whether it came in time. Where remedy and period were not told there are two
    bounds, and where no answer came they run from the end of the answer period (行政复议法第二十条、
    第二十一条，行政诉讼法第四十六条、第四十七条，法释〔2018〕1号第六十四条、第六十六条)."""
    calendar = calendar_of(case.agency)
    if case.kind == CaseKind.LITIGATION_AFTER_RECONSIDERATION:
        return _limits_after_reconsideration(case, calendar)
    if case.application is None:
        return []
    reconsidered = case.kind == CaseKind.RECONSIDERATION
    state = applications.state_on(case.application, case.filed_on)
    if state is None:
        return []
    if state.concluded_on is None:
        if state.due_on is None or state.due_on >= case.filed_on:
            return []
        if reconsidered:
            return [reconsideration_limit_for_inaction(state.due_on, calendar)]
        return [litigation_limit_for_inaction(state.due_on, calendar)]
    act_on = state.answered_again_on or state.concluded_on
    outer = (reconsideration_outer_limit if reconsidered else litigation_outer_limit)(act_on)
    if state.served_on is None:
        return [outer]
    if case.untold:
        untold = reconsideration_limit_untold if reconsidered else litigation_limit_untold
        return [untold(state.served_on, case.told_on, calendar), outer]
    limit = reconsideration_limit if reconsidered else litigation_limit
    return [limit(state.served_on, calendar)]


def _limits_after_reconsideration(case: Case, calendar: Calendar) -> list[Limit]:
    """From the decision of the reconsideration over the same application, where it is recorded here;
    its date stands for that of its arrival, which only the applicant knows."""
    if case.application is None:
        return []
    before = (
        CaseFact.objects.current()
        .filter(
            case__application=case.application,
            kind=CaseKind.RECONSIDERATION,
            decided_on__lte=case.filed_on,
        )
        .order_by("-decided_on")
        .first()
    )
    if before is None or before.decided_on is None:
        return []
    if case.untold:
        return [
            litigation_limit_after_reconsideration_untold(before.decided_on, case.told_on, calendar)
        ]
    return [litigation_limit_after_reconsideration(before.decided_on, calendar)]


def cautions(case: Case) -> list[Caution]:
    """What the law makes one look at before replying."""
    if case.kind != CaseKind.LITIGATION_DIRECT or case.application is None:
        return []
    answer = applications.standing_answer(case.application)
    if answer is None:
        return []
    decided = decision(answer.decision)
    settings = applications.settings_of(case.application)
    if remedy(decided, answer.answered_on, settings) is not Remedy.RECONSIDERATION_FIRST:
        return []
    return [
        Caution(
            "case.reconsideration_first",
            f"申请 {case.application.number} 的答复是“{decided.name}”，应当先申请行政复议，"
            "对复议决定不服才可以起诉。请核对是否经过复议，没有的在答辩中提出。",
            f"{RECONSIDERATION_LAW}第二十三条",
        )
    ]


def column_filter(column: str, year: int, settings: LawSettings = DEFAULT_SETTINGS) -> Q:
    """Which facts a column of table four counts. Raises KeyError.

    By case, not by the year of the application: a case pending at the last year-end counts again,
    with its result or as still pending (the column 尚未审结 is a stock; no national text read).
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    since = Q() if settings.count_carried else Q(filed_on__gte=first)
    if column == TOTAL:
        counted = Q(filed_on__lte=last) & (Q(decided_on__isnull=True) | Q(decided_on__gte=first))
    elif column == PENDING:
        counted = Q(filed_on__lte=last) & (Q(decided_on__isnull=True) | Q(decided_on__gt=last))
    elif column in Result.values:
        counted = Q(decided_on__range=(first, last), result=column)
    else:
        raise KeyError(column)
    return counted & since


def _settings_of(agency: Agency, year: int) -> LawSettings:
    """How the agency read the open points when the year ended."""
    return settings_on(agency, date(year, 12, 31))


def facts(agency: Agency, position: int) -> QuerySet[CaseFact]:
    """What was known of the agency's cases at a position of its ledger."""
    return CaseFact.objects.at_position(position).filter(agency=agency)


def counts(agency: Agency, year: int, position: int) -> dict[str, int]:
    """All 15 cells of table four: `challenges.<row>.<column>` → number; totals are sums."""
    settings = _settings_of(agency, year)
    held = facts(agency, position)
    cells: dict[str, int] = {}
    for column in (*Result.values, PENDING):
        per_kind = held.filter(column_filter(column, year, settings)).values_list("kind")
        numbers = dict(per_kind.annotate(n=Count("id")).order_by())
        for kind in CaseKind.values:
            cells[f"{TABLE}.{kind}.{column}"] = numbers.get(kind, 0)
    for kind in CaseKind.values:
        cells[f"{TABLE}.{kind}.{TOTAL}"] = sum(
            cells[f"{TABLE}.{kind}.{column}"] for column in (*Result.values, PENDING)
        )
    return cells


def evidence(agency: Agency, year: int, position: int, cell_id: str) -> QuerySet[CaseFact]:
    """The facts a cell counts, in the order of filing. Raises KeyError for no such cell."""
    table, _, rest = cell_id.partition(".")
    kind, _, column = rest.rpartition(".")
    if table != TABLE or kind not in CaseKind.values:
        raise KeyError(cell_id)
    return (
        facts(agency, position)
        .filter(column_filter(column, year, _settings_of(agency, year)), kind=kind)
        .select_related("case")
        .order_by("filed_on", "id")
    )
