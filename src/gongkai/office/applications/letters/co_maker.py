"""The letter to an agency that made the information together with this one (条例第三十四条)."""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import REGULATION
from gongkai.law.case import CONSULTATION_DAYS
from gongkai.office.applications.letters.draft import Draft, Occasion, draft, reach


def co_maker_letter(occasion: Occasion) -> Draft:
    """D11: the information, fifteen working days, silence is consent."""
    assert isinstance(occasion.event, ev.CoMakerConsulted)
    return draft(
        "D11",
        occasion.given["addressee"],
        f"本机关收到政府信息公开申请（编号{occasion.about.number}），"
        "申请公开的下列政府信息由你单位与本机关共同制作：",
        f"{occasion.given['concerning'].strip().rstrip('。')}。",
        *occasion.paragraphs,
        f"根据{REGULATION}第三十四条的规定，现征求你单位意见。"
        f"请自收到本函之日起{CONSULTATION_DAYS}个工作日内提出意见，不同意公开的请说明理由和依据。"
        "逾期未提出意见的，视为同意公开。",
        reach(occasion.about),
    )
