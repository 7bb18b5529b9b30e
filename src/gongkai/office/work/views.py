"""The desk home."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from gongkai.office import todo
from gongkai.office.access import EVERYONE, DeskRequest, desk_view


@desk_view(roles=EVERYONE)
def home(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    items = todo.collect(agency=desk.agency, person=desk.person, roles=desk.roles, as_of=desk.today)
    return render(request, "work/home.html", {"items": items})
