"""The steps between receipt and file, as one table: the event each writes, the letters it sends.

Every step is taken by `taking.take_step(kind, …)`. What a step is given are the fields of its event in
`gongkai.law.events`, and what its letters `want`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.law import fees
from gongkai.law.basis import FEE_MEASURES
from gongkai.office.applications import events
from gongkai.office.applications.letters import (
    Template,
    co_maker,
    consultation,
    extension,
    fee,
    reasons,
    supplement,
)
from gongkai.office.applications.models import Letter
from gongkai.office.applications.services import record
from gongkai.office.refusal import Refusal

Given: TypeAlias = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step.

    letters  what it sends, each with the code its number goes by
    wants    what the letters need beyond the event: name → what it is called where it is missing
    words    what the officer must write for the letters; "" where nothing
    prepare  checks and completes what was given; returns what joins the event's data
    inputs   what `prepare` takes out of what was given
    names    the event carries the number of the first letter
    remedy   the decision whose remedy paragraph the letter ends with
    """

    event: type[ev.Event]
    letters: tuple[tuple[str, Template], ...] = ()
    wants: tuple[tuple[str, str], ...] = ()
    words: str = ""
    prepare: Callable[[record.Case, date, Given], Given] | None = None
    inputs: tuple[str, ...] = ()
    names: bool = False
    remedy: str = ""


def _charged(_case: record.Case, _on: date, given: Given) -> Given:
    """The amount is computed, never typed."""
    method, count, before = given.pop("method"), given.pop("count"), given.pop("before", 0)
    if count < 1 or before < 0:
        raise Refusal(
            "fee.count", "件数或者页数应当是大于 0 的整数，请改正后重新登记。", FEE_MEASURES
        )
    by_item = method is fees.FeeMethod.BY_ITEM
    total = fees.by_item(count, before=before) if by_item else fees.by_page(count)
    if total.total == 0:
        raise Refusal(
            "fee.nothing",
            "按这个件数或者页数计算，费用为 0 元，没有到收费的起点，不发收费通知。",
            total.basis,
        )
    given["fee"] = total
    return {"method": method.value, "count": count, "before": before, "yuan": total.total}


def _paid(case: record.Case, _on: date, given: Given) -> Given:
    """Paid, or not paid, is the sum of the standing notice."""
    notices = [one for one in events.standing(case.rows) if one["kind"] == "fee_notice_served"]
    sums = [one["data"]["yuan"] for one in notices if "yuan" in one["data"]]
    given["yuan"] = sums[-1] if sums else None
    return {"yuan": sums[-1]} if sums else {}


def _unpaid(case: record.Case, on: date, given: Given) -> Given:
    _paid(case, on, given)
    return {}


def _arrived(case: record.Case, on: date, _given: Given) -> Given:
    arrived = next(e.on for e in law.effective(case.known, date.max) if isinstance(e, ev.Received))
    if on < arrived:
        raise Refusal(
            "withdrawal.before_arrival",
            f"撤回日期 {on} 早于申请到达日期 {arrived}，请核对日期。",
        )
    return {}


def _to_whom(case: record.Case, _on: date, given: Given) -> Given:
    """The third party is the one the consultation letter went to."""
    sent = Letter.objects.filter(
        application=case.application, code="D07", document_number=given.get("letter")
    ).first()
    given["addressee"] = sent.addressee if sent else "有关第三方"
    return {}


WHOM = ("addressee", "对方的姓名或者名称")
CONCERNING = ("concerning", "涉及的政府信息")

STEPS: dict[str, Step] = {
    # 条例第三十一条
    "confirm_receipt": Step(event=ev.ReceiptConfirmed),
    # 条例第三十条
    "request_supplement": Step(
        event=ev.SupplementRequested,
        letters=(("D04", supplement.supplement_notice),),
        words="需要补正的事项",
    ),
    "record_supplement": Step(event=ev.Supplemented),
    "lapse_supplement": Step(
        event=ev.SupplementLapsed,
        letters=(("D27", supplement.lapsed_supplement),),
        remedy="other.not_supplemented",
    ),
    # 条例第三十二条
    "consult_third_party": Step(
        event=ev.ThirdPartyConsulted,
        letters=(
            ("D07", consultation.consultation_letter),
            ("D09", consultation.consultation_notice),
        ),
        wants=(WHOM, CONCERNING),
        names=True,
    ),
    "record_third_party_reply": Step(event=ev.ThirdPartyReplied),
    "tell_third_party": Step(
        event=ev.ThirdPartyTold,
        letters=(("D10", consultation.decision_notice),),
        wants=(CONCERNING,),
        words="决定公开的理由",
        prepare=_to_whom,
        remedy="granted.provided",
    ),
    # 条例第三十四条
    "consult_co_maker": Step(
        event=ev.CoMakerConsulted,
        letters=(("D11", co_maker.co_maker_letter), ("D09", consultation.consultation_notice)),
        wants=(WHOM, CONCERNING),
        names=True,
    ),
    "record_co_maker_reply": Step(event=ev.CoMakerReplied),
    # 条例第三十五条
    "request_reasons": Step(
        event=ev.ReasonsRequested,
        letters=(("D05", reasons.request_for_reasons),),
        words="申请的数量、频次",
    ),
    "record_reasons": Step(event=ev.ReasonsGiven),
    "defer": Step(
        event=ev.Deferred, letters=(("D34", reasons.deferral_notice),), words="延迟答复的理由"
    ),
    # 条例第三十三条第二款
    "extend": Step(
        event=ev.Extended, letters=(("D06", extension.extension_notice),), words="延期的理由"
    ),
    # 条例第四十二条，国办函〔2020〕109号
    "charge": Step(
        event=ev.FeeNoticeServed,
        letters=(("D13", fee.fee_notice),),
        wants=(("payment_way", "缴纳方式"),),
        prepare=_charged,
        inputs=("method", "count", "before"),
    ),
    "record_payment": Step(event=ev.FeePaid, prepare=_paid),
    "lapse_fee": Step(
        event=ev.FeeLapsed,
        letters=(("D28", fee.lapsed_fee),),
        prepare=_unpaid,
        remedy="other.fee_not_paid",
    ),
    # 行政复议法第六十四条、第六十六条，行政诉讼法第七十条、第七十二条
    "record_order": Step(event=ev.AnswerOrdered),
    "withdraw": Step(event=ev.Withdrawn, prepare=_arrived),
}
