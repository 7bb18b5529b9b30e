"""Asking for reasons, and a later day to answer (条例第三十五条)."""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import REGULATION
from gongkai.office.applications.letters.draft import Draft, Occasion, draft, reach
from gongkai.report.write.document import print_date


def request_for_reasons(occasion: Occasion) -> Draft:
    """D05: how many, how often, and until when the reasons are wanted."""
    event = occasion.event
    assert isinstance(event, ev.ReasonsRequested)
    return draft(
        "D05",
        occasion.about.applicant,
        occasion.about.opening,
        "您（单位）申请公开政府信息的数量、频次明显超过合理范围，情况如下：",
        *occasion.paragraphs,
        f"根据{REGULATION}第三十五条的规定，请于{print_date(event.respond_by)}前向本机关书面说明理由。"
        "本机关认为申请理由不合理的，将告知不予处理；认为申请理由合理，"
        "但是无法在规定期限内答复的，将确定延迟答复的合理期限并告知您（单位）。",
        reach(occasion.about),
    )


def deferral_notice(occasion: Occasion) -> Draft:
    """D34: why the answer is deferred, and until when."""
    event = occasion.event
    assert isinstance(event, ev.Deferred)
    return draft(
        "D34",
        occasion.about.applicant,
        occasion.about.opening,
        "本机关收到了您（单位）说明的理由，认为理由合理，但是无法在规定期限内答复：",
        *occasion.paragraphs,
        f"根据{REGULATION}第三十五条的规定，本机关确定延迟至{print_date(event.until)}前答复。",
        reach(occasion.about),
    )
