"""The desk home."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from gongkai.office import nav, todo
from gongkai.office.access import EVERYONE, DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.work import desk as order
from gongkai.office.work import queries


@desk_view(roles=EVERYONE)
def home(request: DeskRequest) -> HttpResponse:
    """What is overdue, due today, this week and next, and what waits for this person."""
    desk = request.desk
    items = todo.collect(agency=desk.agency, person=desk.person, roles=desk.roles, as_of=desk.today)
    group, mine = request.GET.get("group", ""), request.GET.get("mine") == "1"
    arranged = order.arrange(
        items,
        today=desk.today,
        group=group,
        mine=mine,
        later=request.GET.get("later") == "1",
    )
    return render(
        request,
        "work/home.html",
        {
            "arranged": arranged,
            "summary": order.summary(arranged.figures),
            "actions": nav.actions(desk.roles),
            # Deadlines are the disclosure office's to keep; others see what waits for themselves.
            "alarms": queries.alarms_of(desk.agency, desk.today) if desk.has(Role.CLERK) else [],
            "group": group,
            "only_mine": mine,
        },
    )
