"""The fee notice, and the end of a case that was not paid (国办函〔2020〕109号)."""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import FEE_MEASURES, REGULATION
from gongkai.law.case import PAYMENT_DAYS
from gongkai.law.fees import Fee, FeeMethod
from gongkai.office.applications.letters.draft import Draft, Occasion, draft, reach
from gongkai.report.write.document import print_date


def fee_notice(occasion: Occasion) -> Draft:
    """D13: basis, standard, amount, way to pay, the twenty working days and what follows. No remedy
    paragraph: the charge cannot be challenged by itself (`answers.NOT_REVIEWABLE`)."""
    assert isinstance(occasion.event, ev.FeeNoticeServed)
    fee: Fee = occasion.given["fee"]
    until = occasion.state.waiting_until
    assert until is not None
    return draft(
        "D13",
        occasion.about.applicant,
        occasion.about.opening,
        "您（单位）申请公开政府信息的数量、频次明显超过合理范围。"
        f"根据{REGULATION}第四十二条和{fee.basis}的规定，收取信息处理费{fee.total}元。",
        f"计收标准：{_standard(fee)}。",
        *occasion.paragraphs,
        f"缴纳方式：{occasion.given['payment_way'].strip().rstrip('。')}。",
        f"请自收到本通知次日起{PAYMENT_DAYS}个工作日内（{print_date(until)}前）缴纳。"
        "逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。",
        reach(occasion.about),
    )


def _standard(fee: Fee) -> str:
    unit, name = ("件", "按件计收") if fee.method is FeeMethod.BY_ITEM else ("页", "按量计收")
    parts = [
        f"第{line.first}至第{line.last}{unit}每{unit}{line.rate}元，计{line.amount}元"
        if line.last > line.first
        else f"第{line.first}{unit}{line.rate}元"
        for line in fee.lines
        if line.amount
    ]
    return f"{name}，{'；'.join(parts)}"


def lapsed_fee(occasion: Occasion) -> Draft:
    """D28: when the notice was received, how much, until when; with a remedy paragraph."""
    notice = next(e for e in reversed(occasion.known) if isinstance(e, ev.FeeNoticeServed))
    until = occasion.calendar.add_working_days(notice.on, PAYMENT_DAYS).day
    yuan = occasion.given.get("yuan")
    amount = f"信息处理费{yuan}元，" if yuan is not None else "信息处理费，"
    return draft(
        "D28",
        occasion.about.applicant,
        occasion.about.opening,
        f"您（单位）于{print_date(notice.on)}收到收费通知，应当缴纳{amount}缴费期限为{print_date(until)}。"
        "缴费期限届满，您（单位）没有缴清费用。",
        *occasion.paragraphs,
        f"根据{REGULATION}第四十二条和{FEE_MEASURES}的规定，视为放弃申请，"
        "本机关不再处理该政府信息公开申请。",
        occasion.given["remedy"],
    )
