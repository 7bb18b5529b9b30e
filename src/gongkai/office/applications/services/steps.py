"""The steps between receipt and file: each one event, refused where the law refuses it.

Every function takes `application`, `actor`, `now`, the legal date `on`, and `seen` (see
`record.take`), and raises Refusal without writing anything.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.law import fees
from gongkai.law.basis import FEE_MEASURES
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, Person, Role, Section
from gongkai.office.applications import clock, events, locks
from gongkai.office.applications.models import (
    Application,
    ApplicationEvent,
    ClockProjection,
    Service,
)
from gongkai.office.applications.services import record
from gongkai.office.audit import services as audit
from gongkai.office.documents.models import File
from gongkai.office.refusal import Refusal
from gongkai.office.time import today


@transaction.atomic
def confirm_receipt(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    after_hours: bool = False,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """Both sides confirmed receipt: the clock starts (条例第三十一条)."""
    case = record.take(application, actor, now, seen)
    event = ev.ReceiptConfirmed(id=record.new_id(), on=on, after_hours=after_hours)
    return record.write(case, event, actor=actor, now=now, note=note)[0]


@transaction.atomic
def request_supplement(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    respond_by: date,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """The supplement notice went out; `note` says what is to be supplemented (条例第三十条)."""
    case = record.take(application, actor, now, seen)
    event = ev.SupplementRequested(id=record.new_id(), on=on, respond_by=respond_by)
    return record.write(case, event, actor=actor, now=now, note=note)[0]


@transaction.atomic
def record_supplement(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """The supplemented application arrived: the period starts again."""
    case = record.take(application, actor, now, seen)
    event = ev.Supplemented(id=record.new_id(), on=on)
    return record.write(case, event, actor=actor, now=now, note=note)[0]


@transaction.atomic
def lapse_supplement(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """Closed: not supplemented in time without good reason."""
    case = record.take(application, actor, now, seen)
    event = ev.SupplementLapsed(id=record.new_id(), on=on)
    return record.write(case, event, actor=actor, now=now, note=note)[0]


@transaction.atomic
def consult_third_party(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    letter: str,
    delivered: date | None = None,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """A letter to a third party went out. `letter` is its number and names nobody; `note` may."""
    case = record.take(application, actor, now, seen)
    event = ev.ThirdPartyConsulted(
        id=record.new_id(), on=on, letter=letter, delivered=_past(delivered, now)
    )
    return record.write(case, event, actor=actor, now=now, note=note)[0]


@transaction.atomic
def record_third_party_reply(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    letter: str,
    consents: bool,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """The third party answered; `note` holds their reasons."""
    case = record.take(application, actor, now, seen)
    event = ev.ThirdPartyReplied(id=record.new_id(), on=on, letter=letter, consents=consents)
    return record.write(case, event, actor=actor, now=now, note=note)[0]


@transaction.atomic
def consult_co_maker(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    letter: str,
    delivered: date | None = None,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """A letter to an agency that made the information together with this one went out."""
    case = record.take(application, actor, now, seen)
    event = ev.CoMakerConsulted(
        id=record.new_id(), on=on, letter=letter, delivered=_past(delivered, now)
    )
    return record.write(case, event, actor=actor, now=now, note=note)[0]


@transaction.atomic
def record_co_maker_reply(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    letter: str,
    consents: bool,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """The co-maker answered."""
    case = record.take(application, actor, now, seen)
    event = ev.CoMakerReplied(id=record.new_id(), on=on, letter=letter, consents=consents)
    return record.write(case, event, actor=actor, now=now, note=note)[0]


@transaction.atomic
def extend(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    days: int,
    approved_by: str,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """The applicant was told of an extension, approved by the head of the disclosure office."""
    case = record.take(application, actor, now, seen)
    event = ev.Extended(id=record.new_id(), on=on, days=days, approved_by=approved_by)
    return record.write(case, event, actor=actor, now=now, note=note)[0]


@transaction.atomic
def charge(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    method: fees.FeeMethod,
    count: int,
    before: int = 0,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """The applicant received the fee notice. By item: `count` applications after `before` earlier
    ones of the month; by page: `count` pages. The amount is computed, never typed."""
    case = record.take(application, actor, now, seen)
    if count < 1 or before < 0:
        raise Refusal(
            "fee.count", "件数或者页数应当是大于 0 的整数，请改正后重新登记。", FEE_MEASURES
        )
    by_item = method is fees.FeeMethod.BY_ITEM
    fee = fees.by_item(count, before=before) if by_item else fees.by_page(count)
    if fee.total == 0:
        raise Refusal(
            "fee.nothing",
            "按这个件数或者页数计算，费用为 0 元，没有到收费的起点，不发收费通知。",
            fee.basis,
        )
    event = ev.FeeNoticeServed(id=record.new_id(), on=on)
    extra = {"method": method.value, "count": count, "before": before, "yuan": fee.total}
    return record.write(case, event, actor=actor, now=now, note=note, extra=extra)[0]


@transaction.atomic
def record_payment(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """The fee of the notice was paid in full."""
    case = record.take(application, actor, now, seen)
    event = ev.FeePaid(id=record.new_id(), on=on)
    charged = [row for row in case.rows if row.kind == "fee_notice_served"]
    extra = {"yuan": charged[-1].data["yuan"]} if charged and "yuan" in charged[-1].data else {}
    return record.write(case, event, actor=actor, now=now, note=note, extra=extra)[0]


@transaction.atomic
def lapse_fee(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """Closed: the fee was not paid in time."""
    case = record.take(application, actor, now, seen)
    event = ev.FeeLapsed(id=record.new_id(), on=on)
    return record.write(case, event, actor=actor, now=now, note=note)[0]


@transaction.atomic
def serve(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    method: ev.ServiceMethod = ev.ServiceMethod.DIRECT,
    proof: File | None = None,
    note: str = "",
    seen: int | None = None,
) -> Service:
    """The answer was served; by post the day it was handed to the post."""
    case = record.take(application, actor, now, seen)
    event = ev.Served(id=record.new_id(), on=on, method=method)
    row, _ = record.write(case, event, actor=actor, now=now, note=note)
    return Service.objects.create(
        application=case.application, event=row, method=method.value, served_on=on, proof=proof
    )


@transaction.atomic
def withdraw(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    note: str = "",
    seen: int | None = None,
) -> ApplicationEvent:
    """The applicant withdrew; counted as 其他处理."""
    case = record.take(application, actor, now, seen)
    arrived = next(e.on for e in law.effective(case.known, date.max) if isinstance(e, ev.Received))
    if on < arrived:
        raise Refusal(
            "withdrawal.before_arrival",
            f"撤回日期 {on} 早于申请到达日期 {arrived}，请核对日期。",
        )
    event = ev.Withdrawn(id=record.new_id(), on=on)
    return record.write(case, event, actor=actor, now=now, note=note)[0]


@transaction.atomic
def hand_to_section(
    *, application: Application, actor: Person, now: datetime, section: Section | None
) -> None:
    """Say which section looks for the information (no event of the law)."""
    locked = locks.application(pk=application.pk)
    record.may(actor, locked.agency, now)
    if section is not None and section.agency_id != locked.agency_id:
        raise Refusal("other-agency", "这个科室不属于本机关，请选本机关的科室。")
    audit.append(
        agency=locked.agency,
        actor=actor,
        now=now,
        verb="application.handed",
        subject=f"applications.application:{locked.uid}",
        data={"section": str(section.uid) if section else None},
    )
    Application.objects.filter(pk=locked.pk).update(section=section)


@transaction.atomic
def show_applicant(*, application: Application, actor: Person, now: datetime) -> None:
    """Record that somebody opened the applicant's full data; the caller then shows it."""
    roles = (Role.CLERK, Role.LEADER, Role.SIGNER, Role.AUDITOR)
    agencies.require(actor, application.agency, roles, today(now))
    audit.append(
        agency=application.agency,
        actor=actor,
        now=now,
        verb="application.applicant_shown",
        subject=f"applications.application:{application.uid}",
        data={},
    )


@transaction.atomic
def rebuild_projections(*, agency: Agency) -> int:
    """Fold every application of the agency whose projection was made with another calendar, and
    write its projection anew; returns how many changed. To be called when a notice was loaded."""
    version = clock.calendar_of(agency).version
    stale = ClockProjection.objects.filter(agency=agency, open=True).exclude(
        calendar_version=version
    )
    count = 0
    for held in stale.select_related("application__agency").order_by("application_id"):
        locked = locks.application(pk=held.application_id)
        known = events.of_rows(clock.rows_of(locked))
        state = law.fold(
            known, as_of=clock.latest(known), calendar=clock.calendar_of(locked.agency)
        )
        clock.project(locked, known, state)
        count += 1
    return count


def _past(day: date | None, now: datetime) -> date | None:
    if day is not None:
        record.not_in_future(day, now)
    return day
