"""The receipt an applicant gets (条例第三十一条)."""

from __future__ import annotations

from gongkai.law.basis import REGULATION
from gongkai.office.applications.letters.draft import Draft, Occasion, draft, reach
from gongkai.report.write.document import print_date


def receipt(occasion: Occasion) -> Draft:
    """D03: number, day of receipt, until when there will be an answer, how to follow it."""
    about, state = occasion.about, occasion.state
    received = (
        f"根据{REGULATION}第三十一条的规定，收到申请之日为{print_date(state.receipt_date)}。"
        if state.receipt_date
        else f"根据{REGULATION}第三十一条的规定，双方确认之日为收到申请之日，现尚待与您（单位）确认。"
    )
    until = (
        f"根据{REGULATION}第三十三条的规定，本机关将在{print_date(state.due_on)}前答复。"
        "需要补正、征求意见、延期或者收取信息处理费的，将另行告知。"
        if state.due_on
        else f"根据{REGULATION}第三十三条的规定，自收到申请之日起20个工作日内答复。"
    )
    return draft(
        "D03",
        about.applicant,
        f"您（单位）以{about.channel}方式提交的政府信息公开申请已经登记，编号{about.number}，"
        f"申请公开：{about.request}。",
        received,
        until,
        f"凭申请编号和查询码可以查询办理进度。查询码：{about.query_code}。请妥善保管。",
        reach(about),
    )
