"""Letters to a third party and about it (条例第十五条、第三十二条、第三十三条第三款).

A letter to a third party does not say who applied.
"""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import REGULATION
from gongkai.law.case import CONSULTATION_DAYS
from gongkai.office.applications.letters.draft import Draft, Occasion, draft, reach
from gongkai.report.write.document import print_date


def consultation_letter(occasion: Occasion) -> Draft:
    """D07 with the form of reply D08: the information, fifteen working days, what silence means."""
    event, about = occasion.event, occasion.about
    assert isinstance(event, ev.ThirdPartyConsulted)
    concerning = occasion.given["concerning"].strip().rstrip("。")
    return draft(
        "D07",
        occasion.given["addressee"],
        f"本机关收到政府信息公开申请（编号{about.number}），申请公开的下列政府信息涉及你方：",
        f"{concerning}。",
        *occasion.paragraphs,
        f"根据{REGULATION}第十五条、第三十二条的规定，现书面征求你方意见。"
        f"请自收到本函之日起{CONSULTATION_DAYS}个工作日内书面提出是否同意公开的意见，"
        "不同意公开的请说明理由。逾期未提出意见的，由本机关依照条例的规定决定是否公开。",
        "你方不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，"
        "可以决定予以公开，并将决定公开的政府信息内容和理由书面告知你方。",
        "答复方式：填写所附回复函，签名或者盖章后送达本机关。",
        reach(about),
        attachment=_reply_form(event.letter, about.agency, concerning),
    )


def _reply_form(letter: str, agency: str, concerning: str) -> tuple[str, ...]:
    """D08, on a page of its own."""
    return (
        "第三方意见回复函",
        f"{agency}：",
        f"你机关{letter}收悉。对函中所列政府信息（{concerning}），我方意见如下：",
        "□ 同意公开",
        "□ 部分同意公开，不同意公开的部分和理由：",
        "",
        "□ 不同意公开，理由：",
        "",
        "",
        "签名或者盖章：",
        "联系电话：",
        "年　　月　　日",
    )


def consultation_notice(occasion: Occasion) -> Draft:
    """D09 to the applicant: somebody is being consulted, and that time is not counted."""
    event = occasion.event
    third = isinstance(event, ev.ThirdPartyConsulted)
    whom = "第三方" if third else "共同制作该政府信息的行政机关"
    article = "第三十二条" if third else "第三十四条"
    return draft(
        "D09",
        occasion.about.applicant,
        occasion.about.opening,
        f"根据{REGULATION}{article}的规定，本机关于{print_date(event.on)}书面征求{whom}的意见，"
        f"对方应当自收到征求意见函之日起{CONSULTATION_DAYS}个工作日内提出意见。",
        f"根据{REGULATION}第三十三条第三款的规定，征求意见所需时间不计算在答复期限内。"
        "本机关收到意见或者对方的期限届满后依法答复。",
        reach(occasion.about),
    )


def decision_notice(occasion: Occasion) -> Draft:
    """D10 to a third party that did not agree: what is disclosed, and why; with a remedy
    paragraph, for it can be challenged (法释〔2025〕8号)."""
    event = occasion.event
    assert isinstance(event, ev.ThirdPartyTold)
    reply = next(
        (
            e
            for e in occasion.known
            if isinstance(e, ev.ThirdPartyReplied) and e.letter == event.letter
        ),
        None,
    )
    said = (
        f"你方于{print_date(reply.on)}提出不同意公开的意见。"
        if reply is not None
        else "你方没有在期限内提出意见。"
    )
    return draft(
        "D10",
        occasion.given["addressee"],
        f"本机关以{event.letter}就申请公开的政府信息征求你方意见，{said}",
        f"经审查，根据{REGULATION}第三十二条的规定，本机关决定公开下列政府信息：",
        f"{occasion.given['concerning'].strip().rstrip('。')}。",
        "理由如下：",
        *occasion.paragraphs,
        occasion.given["remedy"].replace("本答复", "本决定"),
    )
