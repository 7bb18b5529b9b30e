"""The supplement notice, and the end of a case that was not supplemented (条例第三十条)."""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import REGULATION
from gongkai.office.applications.letters.draft import Draft, Occasion, draft, reach
from gongkai.report.write.document import print_date


def supplement_notice(occasion: Occasion) -> Draft:
    """D04: what to supplement, until when, and what follows if not. No remedy paragraph: the notice
    cannot be challenged by itself (`answers.NOT_REVIEWABLE`)."""
    event = occasion.event
    assert isinstance(event, ev.SupplementRequested)
    return draft(
        "D04",
        occasion.about.applicant,
        occasion.about.opening,
        f"经审查，您（单位）的申请内容不明确。根据{REGULATION}第三十条的规定，请补正以下事项：",
        *occasion.paragraphs,
        f"请于{print_date(event.respond_by)}前将补正材料送达本机关。答复期限自收到补正的申请之日起计算。"
        "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。",
        reach(occasion.about),
    )


def lapsed_supplement(occasion: Occasion) -> Draft:
    """D27: when the supplement was asked for and until when; with a remedy paragraph."""
    request = next(e for e in reversed(occasion.known) if isinstance(e, ev.SupplementRequested))
    return draft(
        "D27",
        occasion.about.applicant,
        occasion.about.opening,
        f"本机关于{print_date(request.on)}告知您（单位）补正，补正期限为{print_date(request.respond_by)}。"
        "补正期限届满，本机关没有收到补正的申请。",
        *occasion.paragraphs,
        f"根据{REGULATION}第三十条的规定，申请人无正当理由逾期不补正的，视为放弃申请，"
        "本机关不再处理该政府信息公开申请。需要获取有关政府信息的，可以重新申请。",
        occasion.given["remedy"],
    )
