"""In what state a unit's report of a year is. Pure: a fold over what came in and what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from gongkai.office.supervision.models import Step

if TYPE_CHECKING:
    from gongkai.office.supervision.models import Decision, Received


class State(StrEnum):
    """In the order of the board; every unit is in exactly one."""

    NOT_BEGUN = "not_begun"
    BEING_WRITTEN = "being_written"
    WAITING = "waiting"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    PUBLISHED = "published"


STATE_NAMES = {
    State.NOT_BEGUN: "未开始",
    State.BEING_WRITTEN: "编制中",
    State.WAITING: "已报送，待审",
    State.RETURNED: "已退回",
    State.ACCEPTED: "已接受",
    State.PUBLISHED: "已公开",
}
#: The shape of the mark that goes with the word.
STATE_MARKS = {
    State.NOT_BEGUN: "todo",
    State.BEING_WRITTEN: "doing",
    State.WAITING: "doing",
    State.RETURNED: "back",
    State.ACCEPTED: "done",
    State.PUBLISHED: "done",
}
#: What a person does something about comes first.
URGENCY = (
    State.RETURNED,
    State.WAITING,
    State.NOT_BEGUN,
    State.BEING_WRITTEN,
    State.ACCEPTED,
    State.PUBLISHED,
)


@dataclass(frozen=True)
class Standing:
    """A unit's state, its latest report and the decision about that, if any."""

    state: State
    latest: Received | None = None
    decision: Decision | None = None


def standing(
    received: Iterable[Received], decisions: Iterable[Decision], *, begun: bool, as_of: date
) -> Standing:
    """Fold one unit's year. `begun`: the unit is writing its report in this installation.

    What came or was decided after `as_of` is not seen.
    """
    there = [one for one in received if one.received_on <= as_of]
    latest = max(there, key=lambda one: one.number, default=None)
    if latest is None:
        return Standing(State.BEING_WRITTEN if begun else State.NOT_BEGUN)
    about = {d.step: d for d in decisions if d.received_id == latest.pk and d.on <= as_of}
    for step, state in (
        (Step.PUBLISHED, State.PUBLISHED),
        (Step.ACCEPTED, State.ACCEPTED),
        (Step.RETURNED, State.RETURNED),
    ):
        if step in about:
            return Standing(state, latest, about[step])
    return Standing(State.WAITING, latest)
