"""What may be done with a case. Each call is one transaction and raises Refusal untouched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from gongkai.law.basis import RECONSIDERATION_LAW
from gongkai.law.remedies import Ending, challenge_column
from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role
from gongkai.office.agencies.open_points import settings_on
from gongkai.office.applications import queries as applied
from gongkai.office.applications import services as applications
from gongkai.office.audit import services as audit
from gongkai.office.challenges import locks, queries
from gongkai.office.challenges.models import ENDING_NAMES, Case, CaseEvent, CaseFact, CaseKind
from gongkai.office.documents import services as documents
from gongkai.office.refusal import Refusal, sent_twice

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency
    from gongkai.office.applications.models import Application


@dataclass(frozen=True, kw_only=True)
class Filing:
    """What the copy of the application or claim says; see `models.Case` for the fields."""

    kind: CaseKind
    title: str
    body: str
    filed_on: date
    notice_on: date
    party: str = ""
    body_number: str = ""
    simple: bool = False
    untold: bool = False
    told_on: date | None = None
    application: Application | None = None


@transaction.atomic
def add_case(
    *, agency: Agency, actor: Person, now: datetime, filing: Filing, uid: UUID | None = None
) -> Case:
    """Register a case and start its clocks. `uid` is the one a page gave out for it. Raises Refusal:
    not permitted, what does not fit, sent-twice."""
    audit.hold([agency])
    agencies.require(actor, agency, Role.CLERK, time.today(now))
    if uid is not None and Case.objects.filter(uid=uid).exists():
        raise sent_twice("案件")
    _check(filing, agency, now)
    number = documents.next_number(
        agency=agency,
        series="challenges",
        year=time.today(now).year,
        now=now,
        actor=actor,
    )
    case = Case.objects.create(
        uid=uid or uuid4(),
        agency=agency,
        number=number,
        application=filing.application,
        kind=filing.kind,
        title=filing.title,
        body=filing.body,
        body_number=filing.body_number,
        party=filing.party,
        filed_on=filing.filed_on,
        notice_on=filing.notice_on,
        simple=filing.simple,
        untold=filing.untold,
        told_on=filing.told_on,
        registered_at=now,
        registered_by=actor,
    )
    position = audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="challenge.added",
        subject=_subject(case),
        data={
            "number": number,
            "kind": str(filing.kind),
            "filed_on": filing.filed_on.isoformat(),
            "notice_on": filing.notice_on.isoformat(),
            "application": filing.application.number if filing.application else None,
            "untold": filing.untold,
            "told_on": filing.told_on.isoformat() if filing.told_on else None,
        },
    )
    _count(case, None, None, position)
    return case


def _take(case: Case, actor: Person, now: datetime) -> Case:
    """The case, locked, for a clerk to act on. Raises Refusal for others, and where its registration
    was struck out."""
    locked = locks.case(case.pk)
    agencies.require(actor, locked.agency, Role.CLERK, time.today(now))
    if queries.struck(locked) is not None:
        raise Refusal("case.struck", f"案件 {locked.number} 的登记已经撤销，不能再办理。")
    return locked


@transaction.atomic
def record_reply(
    *, case: Case, actor: Person, now: datetime, on: date, note: str = ""
) -> CaseEvent:
    """This agency handed in its reply and evidence."""
    locked = _take(case, actor, now)
    time.not_in_future(on, now)
    if locked.events.filter(kind="replied").exists():
        raise Refusal("case.replied", f"案件 {locked.number} 已经登记过提交答复，不能登记两次。")
    if queries.standing_decision(locked) is not None:
        raise Refusal("case.decided", f"案件 {locked.number} 已经审结，不能再登记提交答复。")
    if on < locked.notice_on:
        raise Refusal(
            "case.reply_before_notice",
            f"答复日期 {on} 早于收到副本的日期 {locked.notice_on}，请核对日期。",
        )
    return _write(locked, actor, now, "replied", on, "", note)[0]


@transaction.atomic
def extend(*, case: Case, actor: Person, now: datetime, on: date, note: str = "") -> CaseEvent:
    """The reconsideration body said that it needs up to thirty days more (行政复议法第六十二条)."""
    locked = _take(case, actor, now)
    time.not_in_future(on, now)
    if locked.kind != CaseKind.RECONSIDERATION or locked.simple:
        raise Refusal(
            "case.no_extension",
            "只有适用普通程序的行政复议可以延长期限。",
            f"{RECONSIDERATION_LAW}第六十二条",
        )
    if queries.standing_decision(locked) is not None:
        raise Refusal("case.decided", f"案件 {locked.number} 已经审结，不能再登记延长期限。")
    if locked.events.filter(kind="extended").exists():
        raise Refusal("case.extended", f"案件 {locked.number} 已经登记过延长期限，不能登记两次。")
    if on < locked.filed_on:
        raise Refusal(
            "case.extended_before_filed",
            f"延长期限的日期 {on} 早于受理日期 {locked.filed_on}，请核对日期。",
        )
    return _write(locked, actor, now, "extended", on, "", note)[0]


@dataclass(frozen=True, kw_only=True)
class Order:
    """A decision that orders an answer, or another one: the day it reached the agency, and the last
    day it names, None where it names none."""

    received_on: date
    until: date | None = None


#: The endings that can come with an order to answer (again).
WITH_ORDER = frozenset({Ending.ORDERED, Ending.REVOKED, Ending.UNLAWFUL, Ending.VOID})


@transaction.atomic
def decide(
    *,
    case: Case,
    actor: Person,
    now: datetime,
    on: date,
    ending: Ending,
    note: str = "",
    order: Order | None = None,
) -> CaseEvent:
    """The case ended. Its column of table four follows from the ending. With an `order` the
    application's own clock starts again in the same transaction, and whatever it refuses refuses
    the whole; an ending that is an order does not come without one."""
    locked = _take(case, actor, now)
    time.not_in_future(on, now)
    held = queries.standing_decision(locked)
    if held is not None:
        raise Refusal(
            "case.decided",
            f"案件 {locked.number} 已于 {held.on} 审结。登记有误的，请先撤销审结登记。",
        )
    if on < locked.filed_on:
        raise Refusal(
            "case.decided_before_filed",
            f"审结日期 {on} 早于受理日期 {locked.filed_on}，请核对日期。",
        )
    if order is None and ending is Ending.ORDERED and locked.application is not None:
        raise Refusal(
            "case.order_untold",
            f"结果是“{ENDING_NAMES[ending]}”，要选“责令本机关答复或者重新答复”并填收到的日期，"
            f"申请 {locked.application.number} 才有重新答复的期限。",
        )
    if order is not None:
        _order(locked, actor, now, on, ending, order)
    ordered_on = order.received_on if order else None
    event, position = _write(locked, actor, now, "decided", on, ending.value, note, ordered_on)
    _count(locked, on, challenge_column(ending, settings_on(locked.agency, on)), position)
    return event


def _order(
    case: Case, actor: Person, now: datetime, on: date, ending: Ending, order: Order
) -> None:
    if ending not in WITH_ORDER:
        raise Refusal(
            "case.no_order",
            f"结果是“{ENDING_NAMES[ending]}”，不会责令重新答复。请核对结果，或者不选责令重新答复。",
        )
    if case.application is None:
        raise Refusal(
            "case.no_application",
            "这个案件没有登记是哪一件申请引起的，不能另起重新答复的期限。",
        )
    if order.received_on < on:
        raise Refusal(
            "case.order_before_decision",
            f"收到决定的日期 {order.received_on} 早于审结日期 {on}，请核对日期。",
        )
    applications.record_order(
        application=case.application,
        actor=actor,
        now=now,
        on=order.received_on,
        until=order.until,
        note=f"{case.get_kind_display()}案件 {case.number}",
    )


@transaction.atomic
def reopen(*, case: Case, actor: Person, now: datetime, note: str) -> CaseEvent:
    """The decision was recorded wrongly: the case is pending again, the old record stays."""
    locked = _take(case, actor, now)
    if not note.strip():
        raise Refusal("case.reason", "没有写撤销的原因。请写明原登记错在哪里。")
    if queries.standing_decision(locked) is None:
        raise Refusal("case.not_decided", f"案件 {locked.number} 没有审结登记可以撤销。")
    event, position = _write(locked, actor, now, "reopened", time.today(now), "", note)
    _count(locked, None, None, position)
    return event


@transaction.atomic
def strike(*, case: Case, actor: Person, now: datetime, note: str) -> CaseEvent:
    """The case was registered wrongly or twice: it stays on record, and is counted nowhere. Frozen
    reports keep what they counted."""
    locked = _take(case, actor, now)
    if not note.strip():
        raise Refusal("case.reason", "没有写撤销的原因。请写明原登记错在哪里。")
    held = queries.standing_decision(locked)
    if held is not None:
        raise Refusal(
            "case.decided", f"案件 {locked.number} 已于 {held.on} 审结，请先撤销审结登记。"
        )
    event, position = _write(locked, actor, now, "struck", time.today(now), "", note)
    CaseFact.objects.current().filter(case=locked).update(superseded_at_position=position)
    return event


def _write(
    case: Case,
    actor: Person,
    now: datetime,
    kind: str,
    on: date,
    ending: str,
    note: str,
    ordered_on: date | None = None,
) -> tuple[CaseEvent, int]:
    position = audit.append(
        agency=case.agency,
        actor=actor,
        now=now,
        verb=f"challenge.{kind}",
        subject=_subject(case),
        data={
            "on": on.isoformat(),
            "ending": ending,
            **({"ordered_on": ordered_on.isoformat()} if ordered_on else {}),
        },
    )
    event = CaseEvent.objects.create(
        case=case,
        kind=kind,
        on=on,
        ending=ending,
        ordered_on=ordered_on,
        note=note,
        recorded_at=now,
        recorded_by=actor,
        position=position,
    )
    return event, position


def _count(case: Case, decided_on: date | None, result: str | None, position: int) -> None:
    CaseFact.objects.current().filter(case=case).update(superseded_at_position=position)
    CaseFact.objects.create(
        agency=case.agency,
        case=case,
        kind=case.kind,
        filed_on=case.filed_on,
        decided_on=decided_on,
        result=result,
        recorded_at_position=position,
    )


def _subject(case: Case) -> str:
    return f"challenges.case:{case.uid}"


def _check(filing: Filing, agency: Agency, now: datetime) -> None:
    time.not_in_future(filing.filed_on, now)
    time.not_in_future(filing.notice_on, now)
    if filing.notice_on < filing.filed_on:
        raise Refusal(
            "case.notice_before_filed",
            f"收到副本的日期 {filing.notice_on} 早于受理日期 {filing.filed_on}，请核对这两个日期。",
        )
    if not filing.title.strip() or not filing.body.strip():
        raise Refusal("case.missing", "事项和复议机关（法院）都要填写。")
    if filing.application is not None and filing.application.agency_id != agency.pk:
        raise Refusal("other-agency", "这件申请不属于本机关，请核对申请编号。")
    if filing.told_on is not None:
        _check_told(filing, filing.told_on)


def _check_told(filing: Filing, told_on: date) -> None:
    """The remedy was told after the answer that kept silent on it, and before the case was filed."""
    if not filing.untold:
        raise Refusal(
            "case.told", "选了答复已经告知救济途径，就不用填后来告知的日期。请改其中一项。"
        )
    if told_on > filing.filed_on:
        raise Refusal(
            "case.told_after_filed",
            f"后来告知的日期 {told_on} 晚于受理日期 {filing.filed_on}，"
            "受理以后才告知的不用填。请改正日期。",
        )
    state = filing.application and applied.state_on(filing.application, filing.filed_on)
    if state and state.concluded_on is not None and told_on < state.concluded_on:
        raise Refusal(
            "case.told_before_answer",
            f"后来告知的日期 {told_on} 早于答复的日期 {state.concluded_on}。请改正日期。",
        )
