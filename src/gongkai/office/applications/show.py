"""One application as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.law.events import CHANNEL_NAMES, Channel
from gongkai.law.next_steps import NextStep
from gongkai.law.results import RESULT_ROWS
from gongkai.law.state import STATE_NAMES, State, Step
from gongkai.office import time
from gongkai.office.applications import masking, queries
from gongkai.office.applications.listed import as_todo, days_left
from gongkai.office.applications.models import (
    Application,
    ClockProjection,
    FormWanted,
    Struck,
)
from gongkai.office.applications.paper_lines import PaperLine, paper_lines
from gongkai.office.applications.queries import CaseFile
from gongkai.office.applications.services.details import changed_from
from gongkai.office.applications.timeline import Line, timeline
from gongkai.office.applications.track import Track, track
from gongkai.office.todo import Todo

if TYPE_CHECKING:
    from gongkai.office.access import Desk


#: The step that leads on from a state.
NEXT = {
    State.UNCONFIRMED: "confirm_receipt",
    State.RUNNING: "answer",
    State.AWAITING_SUPPLEMENT: "record_supplement",
    State.AWAITING_FEE: "record_payment",
    State.CONSULTING: "record_third_party_reply",
    State.ORDERED: "answer",
    State.ANSWERED: "serve",
}


@dataclass(frozen=True)
class Way:
    """A next step with the page it is taken on."""

    step: NextStep
    url: str


class Sheet:
    """What the template needs, computed once."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.application = file.application
        self.state = file.state

    @cached_property
    def struck(self) -> Struck | None:
        """That the registration was taken back: then nothing runs and nothing more is done."""
        return queries.struck(self.application)

    @property
    def state_name(self) -> str:
        if self.struck:
            return queries.STRUCK
        return STATE_NAMES[self.state.state]

    @property
    def channel(self) -> str:
        return CHANNEL_NAMES[Channel(self.application.channel)]

    @property
    def name(self) -> str:
        return masking.name(self.application.applicant)

    @property
    def masked(self) -> list[tuple[str, str]]:
        """The applicant's lines, masked; what was not given is left out."""
        one = self.application.applicant
        labels = (
            "姓名" if one.kind == "natural_person" else "名称",
            "证件",
            "电话",
            "地址",
            "邮箱",
        )
        found = zip(labels, masking.lines(one).values(), strict=True)
        return [(label, value) for label, value in found if value]

    @property
    def unreachable(self) -> str:
        """What is missing for handing over the answer the way the applicant wants it; "" where
        nothing is."""
        one, wanted = self.application.applicant, self.application.form_wanted
        if not self.running:
            return ""
        if wanted == FormWanted.ELECTRONIC and not one.email:
            return "申请人要用电子邮件提供，还没有登记电子邮箱。"
        if wanted == FormWanted.PAPER_POST and not one.address:
            return "申请人要邮寄，还没有登记通信地址。"
        return ""

    @property
    def result_name(self) -> str:
        return RESULT_ROWS[self.state.result] if self.state.result else ""

    @cached_property
    def track(self) -> Track | None:
        return None if self.struck else track(self.file.known, self.state, self.file.calendar)

    @property
    def deciding(self) -> Step | None:
        """The step that made the due date what it is: the last one that moved it."""
        before, found = None, None
        for step in self.state.steps:
            if step.due_on != before:
                before, found = step.due_on, step
        return found

    @property
    def running(self) -> bool:
        """Whether a due chip belongs beside the title."""
        return not self.struck and (
            self.state.remaining is not None
            or self.state.waiting_until is not None
            or (self.state.state is State.UNCONFIRMED)
        )

    @cached_property
    def due(self) -> Todo:
        """For the due chip."""
        state = self.state
        row = ClockProjection(
            application=self.application,
            state=state.state.value,
            open=state.remaining is not None or state.due_on is None,
            due_on=state.due_on,
            waiting_until=state.waiting_until,
            provisional=state.provisional,
        )
        left = days_left(self.file.calendar, state.as_of)
        return as_todo(row, as_of=state.as_of, left=left)

    @property
    def latest_with_extension(self) -> date | None:
        """The last day if a full extension is approved; None where none is possible."""
        offered = next(s for s in self.file.steps if s.kind == "extend")
        if not offered.allowed or self.state.due_on is None:
            return None
        return self.file.calendar.add_working_days(self.state.due_on, 20).day

    @property
    def open_steps(self) -> list[Way]:
        return [self._way(s) for s in self.file.steps if s.allowed]

    @cached_property
    def next_way(self) -> Way | None:
        """The step the work waits for, where it may be taken today: the page's one main button."""
        wanted = NEXT.get(self.state.state)
        return next((self._way(s) for s in self.file.steps if s.kind == wanted and s.allowed), None)

    @property
    def closed_steps(self) -> list[Way]:
        return [self._way(s) for s in self.file.steps if not s.allowed]

    def _way(self, step: NextStep) -> Way:
        number = self.application.number
        if step.kind == "answer":
            return Way(step, reverse("applications:answer", args=[number]))
        return Way(step, reverse("applications:step", args=[number, step.kind]))

    @cached_property
    def timeline(self) -> list[Line]:
        return timeline(self.file)

    @cached_property
    def papers(self) -> list[PaperLine]:
        return paper_lines(self.application)


def earlier(application: Application) -> list[tuple[date, str, str]]:
    """What was registered before it was put right: until which day, what it is called, the value. Not
    masked: for whoever opened the applicant."""
    found = []
    rows = application.details_corrections.select_related("before", "after").order_by("-id")
    for one in rows:
        until = time.local_date(one.recorded_at)
        found += [(until, label, value) for label, value in changed_from(one)]
    return found


def same_applicant(actor: Desk, application: Application) -> list[tuple[str, str, date, str]]:
    """The applicant's other applications as far as the person sees them: number, subject, received,
    result; the newest five."""
    return [
        (
            fact.application.number,
            fact.application.subject_line,
            fact.received_on,
            RESULT_ROWS[fact.result] if fact.result else "在办",
        )
        for fact in queries.same_applicant(application, seen_by=actor)[:5]
    ]
