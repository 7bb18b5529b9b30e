"""The staircase of reports received so far, as numbers a template draws: no script, no picture file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.report.write.document import print_date

LEFT, RIGHT, TOP, BOTTOM = 38, 596, 14, 192


@dataclass(frozen=True)
class Tick:
    """A label and where it stands."""

    at: float
    label: str


@dataclass(frozen=True)
class Chart:
    """Everything in the units of a 640 × 220 drawing; `summary` says it in words."""

    path: str
    end: tuple[float, float]
    received: int
    expected: int
    rows: tuple[Tick, ...]
    days: tuple[Tick, ...]
    due: float
    summary: str


def staircase(
    received_on: Sequence[date], expected: int, *, first: date, due_on: date, as_of: date
) -> Chart:
    """Reports received by day. `received_on` are the first days of each unit; days before `first`
    count from the start. The drawing ends at the due day, or later when reports came later."""
    days = sorted(max(day, first) for day in received_on if day <= as_of)
    last_shown = min(as_of, max([due_on, *days]))
    end = max([due_on, *days])
    span = max((end - first).days, 1)
    top = max(expected, len(days), 1)

    def x(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - first).days / span, 1)

    def y(count: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * count / top, 1)

    path = f"M{LEFT} {BOTTOM}"
    for count, day in enumerate(days, 1):
        path += f" H{x(day)} V{y(count)}"
    path += f" H{x(max(last_shown, first))}"
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**9) if top / s <= 4)
    rows = tuple(Tick(y(n), str(n)) for n in range(0, top, step))
    pieces = 4
    marks = dict.fromkeys(first + timedelta(days=span * at // pieces) for at in range(pieces + 1))
    return Chart(
        path=path,
        end=(x(max(last_shown, first)), y(len(days))),
        received=len(days),
        expected=expected,
        rows=rows,
        days=tuple(Tick(x(day), f"{day.month}月{day.day}日") for day in marks),
        due=x(due_on),
        summary=(
            f"到 {print_date(last_shown)}累计收到 {len(days)} 份，"
            f"应收 {expected} 份，{due_on.month}月{due_on.day}日截止"
        ),
    )
