"""Telling the applicant that an earlier letter was wrong."""

from __future__ import annotations

from gongkai.office.applications.letters.draft import Draft, Occasion, draft, reach
from gongkai.report.write.document import print_date


def correction_notice(occasion: Occasion) -> Draft:
    """D33: what was wrong, what is right, and until when there will be an answer now."""
    state = occasion.state
    until = (
        f"更正后，答复期限为{print_date(state.due_on)}。"
        if state.due_on and not state.result
        else ""
    )
    return draft(
        "D33",
        occasion.about.applicant,
        occasion.about.opening,
        "本机关办理该申请的记录有误，现更正如下：",
        *occasion.paragraphs,
        until,
        reach(occasion.about),
    )
