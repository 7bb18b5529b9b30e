"""Warnings of the agency's own periods in cases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.office.agencies.models import Agency
from gongkai.office.alarm import Warned
from gongkai.office.challenges import queries
from gongkai.office.challenges.listed import as_todo

AHEAD = 3
MOST = 1000


def alarms(*, agency: Agency, as_of: date) -> Iterable[Warned]:
    """The reply of a case is overdue, due today or due within three working days."""
    for case in queries.unanswered(agency, MOST):
        item = as_todo(case, as_of=as_of)
        if item.due_on is None or item.days_left is None or item.days_left > AHEAD:
            continue
        if item.due_on < as_of:
            rule, words = "overdue", f"的答复已经超期，期限是 {item.due_on}"
        elif item.due_on == as_of:
            rule, words = "due-today", "的答复今天到期"
        else:
            rule, words = "due-soon", f"的答复还有 {item.days_left} 个工作日到期（{item.due_on}）"
        yield Warned(
            subject=f"challenges.case:{case.uid}",
            rule=rule,
            message=f"{case.get_kind_display()}案件 {case.number} {words}。",
            url=item.url,
        )
