"""The notice that the answer takes longer (条例第三十三条第二款)."""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import REGULATION
from gongkai.office.applications.letters.draft import Draft, Occasion, draft, reach
from gongkai.report.write.document import print_date


def extension_notice(occasion: Occasion) -> Draft:
    """D06: why, who approved, by how much and until when. No remedy paragraph: the notice cannot be
    challenged by itself (`answers.NOT_REVIEWABLE`)."""
    event, until = occasion.event, occasion.state.due_on
    assert isinstance(event, ev.Extended)
    assert until is not None
    return draft(
        "D06",
        occasion.about.applicant,
        occasion.about.opening,
        "该申请不能在原定期限内答复，理由如下：",
        *occasion.paragraphs,
        f"根据{REGULATION}第三十三条第二款的规定，经本机关政府信息公开工作机构负责人"
        f"{event.approved_by}同意，答复期限延长{event.days}个工作日，延长至{print_date(until)}。",
        reach(occasion.about),
    )
