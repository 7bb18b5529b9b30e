"""The course of a case: the days of its registration and of its events, each as it was put right last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from gongkai.office.challenges.models import Case, CaseEvent, Dated


@dataclass(frozen=True)
class Course:
    """What stands of a case, folded from its registration and events.

    days      the days there are; of a decision only where it was not taken back
    decision  the decision that stands
    struck    that the registration was a mistake; None for a case that counts
    """

    days: Mapping[Dated, date]
    decision: CaseEvent | None = None
    struck: CaseEvent | None = None

    @property
    def filed_on(self) -> date:
        return self.days[Dated.FILED]

    @property
    def notice_on(self) -> date:
        return self.days[Dated.NOTICE]

    @property
    def told_on(self) -> date | None:
        return self.days.get(Dated.TOLD)

    @property
    def replied_on(self) -> date | None:
        return self.days.get(Dated.REPLIED)

    @property
    def extended_on(self) -> date | None:
        return self.days.get(Dated.EXTENDED)

    @property
    def decided_on(self) -> date | None:
        return self.days.get(Dated.DECIDED)

    @property
    def pending(self) -> bool:
        return self.decision is None and self.struck is None

    def moved(self, dated: Dated, to: date) -> Course:
        """The course as it would be with another day."""
        return replace(self, days={**self.days, dated: to})


def course_of(case: Case) -> Course:
    """The course of a case. No query where its events were read with it."""
    days = {Dated.FILED: case.filed_on, Dated.NOTICE: case.notice_on}
    if case.told_on is not None:
        days[Dated.TOLD] = case.told_on
    decision = struck = None
    for event in sorted(case.events.all(), key=lambda one: one.pk):
        match event.kind:
            case "replied" | "extended":
                days[Dated(event.kind)] = event.on
            case "decided":
                decision, days[Dated.DECIDED] = event, event.on
            case "reopened":
                decision = None
                del days[Dated.DECIDED]
            case "corrected":
                assert event.corrected_to is not None
                days[Dated(event.dated)] = event.corrected_to
            case "struck":
                struck = event
    return Course(days, decision, struck)
