"""Who looks for the information: no event of the law, but of the record."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.law import clock as law
from gongkai.office.agencies.models import Person, Section
from gongkai.office.applications import clock
from gongkai.office.applications.letters.assistance import assistance_letter
from gongkai.office.applications.models import Application, ClockProjection, Letter
from gongkai.office.applications.services import letters, record
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal
from gongkai.office.time import today


@transaction.atomic
def hand_to_section(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    section: Section | None,
    until: date | None = None,
    words: str = "",
) -> Letter | None:
    """Say which section looks for the information; None takes it back to the disclosure office.
    With `until` the section gets a letter that says what to do (`words`) and by when."""
    case = record.take(application, actor, now, None)
    held = case.application
    if section is not None and section.agency_id != held.agency_id:
        raise Refusal("other-agency", "这个科室不属于本机关，请选本机关的科室。")
    if until is not None and until < today(now):
        raise Refusal("handing.past", f"办理时限 {until} 已经过去，请给科室留出时间。")
    written = None
    if section is not None and until is not None:
        with record.lawful():
            state = law.replay(
                case.known,
                as_of=clock.latest(case.known),
                **clock.law_of(held.agency, case.known),
            )
        written = letters.write(
            assistance_letter(
                letters.about(held, case.known, state, today(now)), section.name, until, words
            ),
            application=held,
            number=letters.number_for(
                "D12", agency=held.agency, on=today(now), actor=actor, now=now
            ),
            on=today(now),
            actor=actor,
            now=now,
        )
    position = audit.append(
        agency=held.agency,
        actor=actor,
        now=now,
        verb="application.handed",
        subject=record.subject_of(held),
        data={
            "section": str(section.uid) if section else None,
            "until": until.isoformat() if until else None,
            "letter": written.number if written else None,
        },
    )
    Application.objects.filter(pk=held.pk).update(section=section)
    ClockProjection.objects.filter(application=held).update(section=section)
    if written is None:
        return None
    return letters.keep(written, case.rows[-1], actor=actor, now=now, position=position)
