"""The dated events of one application, from which its clock is folded.

An event never changes. A mistake is put right by `Corrected`, which names the event it supersedes
and brings the right one, or none. `on` is the legal date of the event (Asia/Shanghai); `id` is any
text that is unique within the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.basis import REGULATION
from gongkai.law.calendar import Calendar
from gongkai.law.settings import DEFAULT_SETTINGS, AfterHours, LawSettings


class Channel(StrEnum):
    """How an application came in."""

    IN_PERSON = "in_person"  # 当面提交; also an oral one, written down for the applicant
    SIGNED_POST = "signed_post"  # 挂号, EMS: the agency signs for it
    ORDINARY_POST = "ordinary_post"  # 平常信函
    ONLINE = "online"  # 互联网渠道
    EMAIL = "email"
    FAX = "fax"


CHANNEL_NAMES = {
    Channel.IN_PERSON: "当面提交",
    Channel.SIGNED_POST: "邮寄（需签收）",
    Channel.ORDINARY_POST: "平常信函",
    Channel.ONLINE: "互联网平台",
    Channel.EMAIL: "电子邮件",
    Channel.FAX: "传真",
}


class ServiceMethod(StrEnum):
    DIRECT = "direct"
    ENTRUSTED = "entrusted"
    POST = "post"
    ELECTRONIC = "electronic"
    COURIER = "courier"  # not lawful; recorded so that it can be flagged


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    id: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Event):
    """The office has the application; `on` is the day it reached the office.

    `confirmed` is the day both sides confirmed, where the channel needs it; it may also come later
    as `ReceiptConfirmed`. `after_hours` says that the confirmation was outside office hours.
    """

    channel: Channel
    submitted: date | None = None
    confirmed: date | None = None
    after_hours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptConfirmed(Event):
    """Both sides confirmed receipt, or the applicant of an ordinary letter was reached."""

    after_hours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequested(Event):
    """The supplement notice was sent; the applicant may answer until `respond_by`."""

    respond_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplemented(Event):
    """The supplemented application reached the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementLapsed(Event):
    """The office closes the case: not supplemented in time, without good reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyConsulted(Event):
    """A consultation letter to a third party was sent; `delivered` is the day they received it."""

    letter: str
    delivered: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyReplied(Event):
    """The reply reached the office."""

    letter: str
    consents: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoMakerConsulted(Event):
    """A letter to an agency that made the information together with this one was sent."""

    letter: str
    delivered: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoMakerReplied(Event):
    """The co-maker's reply reached the office."""

    letter: str
    consents: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyTold(Event):
    """The third party was told in writing what is disclosed against its objection, and why."""

    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsRequested(Event):
    """The applicant of very many or frequent applications was asked for reasons."""

    respond_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsGiven(Event):
    """The applicant gave reasons; `reasonable` is what the office found."""

    reasonable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred(Event):
    """The applicant with good reasons was told a reasonable later day to be answered by."""

    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(Event):
    """The applicant was told of an extension by `days` working days, approved by a named person."""

    days: int
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeNoticeServed(Event):
    """The applicant received the fee notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeePaid(Event):
    """The applicant paid in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLapsed(Event):
    """The office closes the case: the fee was not paid in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Event):
    """The answer is signed; `result` is the row of table three it is counted in."""

    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOrdered(Event):
    """A reconsideration decision or a judgment that orders an answer, or another one, reached the
    office; `until` is the last day it names, None where it names none."""

    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Served(Event):
    """The answer was served; by post, `on` is the day it was handed to the post."""

    method: ServiceMethod = ServiceMethod.DIRECT


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Event):
    """The applicant withdrew the application."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Event):
    """On this day an earlier event was put right: `replacement` stands in its place, or nothing."""

    supersedes: str
    replacement: Event | None = None


#: Chinese names, for explanations.
EVENT_NAMES: dict[type[Event], str] = {
    Received: "收到申请",
    ReceiptConfirmed: "双方确认收到",
    SupplementRequested: "发出补正告知书",
    Supplemented: "收到补正",
    SupplementLapsed: "逾期未补正，不再处理",
    ThirdPartyConsulted: "征求第三方意见",
    ThirdPartyReplied: "收到第三方意见",
    CoMakerConsulted: "征求共同制作机关意见",
    CoMakerReplied: "收到共同制作机关意见",
    ThirdPartyTold: "书面告知第三方决定公开",
    ReasonsRequested: "要求申请人说明理由",
    ReasonsGiven: "收到申请人说明的理由",
    Deferred: "告知延迟答复",
    Extended: "延长答复期限",
    FeeNoticeServed: "送达收费通知",
    FeePaid: "缴清费用",
    FeeLapsed: "逾期未缴费，不再处理",
    Answered: "作出答复",
    AnswerOrdered: "收到责令重新答复的决定或者判决",
    Served: "送达答复",
    Withdrawn: "申请人撤回",
    Corrected: "更正记录",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day of receipt (None while confirmation is missing), the rule in Chinese, its basis."""

    day: date | None
    rule: str
    basis: str


def receipt_date(
    received: Received,
    confirmation: ReceiptConfirmed | None,
    calendar: Calendar,
    settings: LawSettings = DEFAULT_SETTINGS,
) -> Receipt:
    """Return 收到申请之日 by channel (条例第三十一条)."""
    basis = f"{REGULATION}第三十一条"
    if received.channel is Channel.IN_PERSON:
        return Receipt(
            received.submitted or received.on, "当面提交的，提交之日为收到之日", f"{basis}第一项"
        )
    if received.channel is Channel.SIGNED_POST:
        return Receipt(received.on, "以邮寄方式提交的，签收之日为收到之日", f"{basis}第二项")
    if received.channel is Channel.ORDINARY_POST:
        rule = "以平常信函等无需签收的方式提交的，与申请人确认之日为收到之日"
        basis = f"{basis}第二项"
    else:
        rule = "通过互联网渠道或者传真提交的，双方确认之日为收到之日"
        basis = f"{basis}第三项"
    if confirmation is not None:
        day, after_hours = confirmation.on, confirmation.after_hours
    elif received.confirmed is not None:
        day, after_hours = received.confirmed, received.after_hours
    else:
        return Receipt(None, f"{rule}；尚未确认", basis)
    late = after_hours or not calendar.is_working(day)
    if late and settings.after_hours is AfterHours.NEXT_WORKING_DAY:
        return Receipt(
            calendar.next_working_day(day), f"{rule}；非工作时间确认的，顺延至下一工作日", basis
        )
    return Receipt(day, rule, basis)
