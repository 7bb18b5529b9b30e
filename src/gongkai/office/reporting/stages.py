"""Where a report stands: a fold over its steps. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from gongkai.office.reporting.models import ReportEvent, Step


@dataclass(frozen=True)
class Stages:
    """The steps that still hold, None where one is open.

    Compiling again undoes a check; sending back undoes it too; reopening a frozen report begins the
    next round. `reopened` is the event that began this round.
    """

    compiled: ReportEvent | None = None
    checked: ReportEvent | None = None
    sent_back: ReportEvent | None = None
    signed: ReportEvent | None = None
    filed: ReportEvent | None = None
    published: ReportEvent | None = None
    reopened: ReportEvent | None = None

    @property
    def next(self) -> Step | None:
        """The step that comes next; None when all are done."""
        for step, done in (
            (Step.COMPILED, self.compiled),
            (Step.CHECKED, self.checked),
            (Step.SIGNED, self.signed),
            (Step.FILED, self.filed),
            (Step.PUBLISHED, self.published),
        ):
            if done is None:
                return step
        return None

    @property
    def last(self) -> ReportEvent | None:
        """The newest of the steps that still hold."""
        held = (getattr(self, field.name) for field in fields(self))
        return max((e for e in held if e is not None), key=lambda e: e.position, default=None)

    @property
    def frozen(self) -> bool:
        """Signing freezes, in the same transaction."""
        return self.signed is not None


def fold(events: Iterable[ReportEvent]) -> Stages:
    """The stages after all events, given in the order of the ledger."""
    held: dict[str, ReportEvent | None] = {}
    for event in sorted(events, key=lambda e: e.position):
        match Step(event.step):
            case Step.COMPILED:
                held = {"compiled": event, "reopened": held.get("reopened")}
            case Step.CHECKED:
                held |= {"checked": event, "sent_back": None}
            case Step.SENT_BACK:
                held |= {"checked": None, "sent_back": event}
            case Step.REOPENED:
                held = {"reopened": event}
            case step:
                held[step.value] = event
    return Stages(**held)
