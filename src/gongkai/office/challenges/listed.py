"""A case as the desk lists it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.urls import reverse

from gongkai.office.agencies.models import Role
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.challenges import queries
from gongkai.office.challenges.models import Case, CaseKind
from gongkai.office.todo import Todo

GROUP = "challenges"


def as_todo(case: Case, *, as_of: date, roles: Collection[str] = ()) -> Todo:
    """What this agency has to do in the case, until when; without a duty of its own no date."""
    mine = [c for c in queries.clocks(case) if c.whose == queries.OURS and c.open]
    due = min((c.limit for c in mine), key=lambda limit: limit.day, default=None)
    left = None
    if due is not None:
        calendar = calendar_of(case.agency)
        left = calendar.working_days_between(as_of, due.day)
    return Todo(
        number=case.number,
        title=case.title,
        url=reverse("challenges:one", args=[case.number]),
        what=f"{case.get_kind_display()} · {case.body}",
        next_step=_next_step(case) if due else "等待审结",
        holder="公开办",
        due_on=due.day if due else None,
        days_left=left,
        group=GROUP,
        due_note="" if due else f"等{case.body}审结",
        provisional=bool(due and due.provisional),
        mine=Role.CLERK in roles,
    )


def _next_step(case: Case) -> str:
    reconsidered = case.kind == CaseKind.RECONSIDERATION
    return "提交答复书和证据" if reconsidered else "提交答辩状和证据"
