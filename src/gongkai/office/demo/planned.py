"""What the plan of the demo is made of: its days, and each kind of thing that happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongkai.law.calendar import Calendar

#: The demo's present day: a Tuesday with work due on it.
TODAY = date(2026, 10, 27)
CLOSED_YEARS = (2024, 2025)
#: The day on which the office began to publish here.
BEGAN = date(CLOSED_YEARS[0], 1, 2)
LIVE_YEAR = 2026
SEED = 20261027


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done with an application on a day: `verb` names it, `data` holds its particulars."""

    verb: str
    on: date
    data: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedApplication:
    """One application. `result` and `concluded_on` are None while it is open on `TODAY`."""

    received_on: date
    channel: str
    applicant_kind: str
    applicant_name: str
    subject: str
    steps: tuple[Step, ...]
    result: str | None
    concluded_on: date | None


@dataclass(frozen=True, slots=True)
class PlannedDecision:
    """One licence or penalty decision."""

    register: str
    number: str
    subject: str
    category: str
    sub_kind: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class PlannedReturn:
    """A section's return for a register kept in a system of the province."""

    register: str
    period_from: date
    period_to: date
    value: Decimal
    source_system: str


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A normative document with its life; `ended_on` and `ending` are None while it is in force."""

    title: str
    number: str
    issued_on: date
    ended_on: date | None
    ending: str | None


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """A decision that revokes a refusal and orders another answer: when it reached the office, the
    last day it names, and when the office answered again; None: not yet."""

    received_on: date
    until: date
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A reconsideration or a suit against one of the office's answers."""

    kind: str
    filed_on: date
    decided_on: date | None
    result: str | None
    order: PlannedOrder | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that happens, each list in the order of its dates."""

    applications: tuple[PlannedApplication, ...]
    decisions: tuple[PlannedDecision, ...]
    returns: tuple[PlannedReturn, ...]
    documents: tuple[PlannedDocument, ...]
    cases: tuple[PlannedCase, ...]


def working(calendar: Calendar, day: date) -> date:
    return day if calendar.is_working(day) else calendar.next_working_day(day)
