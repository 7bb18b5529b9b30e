"""The list of applications, and taking them in. Thin: form → service → redirect, or query →
template."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.law.events import CHANNEL_NAMES, Channel
from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications import forms, queries, services, table
from gongkai.office.applications.listed import as_todo, days_left
from gongkai.office.formpage import form_page
from gongkai.office.paging import places

SHOWN = {"open": "在办", "waiting": "等申请人", "closed": "已办结", "all": "全部"}


@desk_view(roles=queries.READERS)
def index(request: DeskRequest) -> HttpResponse:
    """Applications by due date, or newest first."""
    desk = request.desk
    show = request.GET.get("show", "open")
    show = show if show in SHOWN else "open"
    number = request.GET.get("number", "").strip()
    page = queries.listed(desk, show=show, number=number, **places(request.GET))
    left = days_left(calendar_of(desk.agency), desk.today)
    rows = [(row, as_todo(row, as_of=desk.today, left=left)) for row in page.rows]
    return render(
        request,
        "applications/list.html",
        {
            "rows": rows,
            "near": page.addresses(request.GET),
            "show": show,
            "shown": SHOWN.items(),
            "number": number,
            "clerk": desk.has(Role.CLERK),
        },
    )


@desk_view(roles=[Role.CLERK])
def register(request: DeskRequest) -> HttpResponse:
    """The form for one application of any channel."""
    desk = request.desk
    form = forms.RegisterForm(
        request.POST or None, agency=desk.agency, initial={"arrived_on": desk.today}
    )
    return form_page(
        request,
        form,
        lambda: services.register(
            **desk.acting,
            submission=form.submission(),
            section=form.cleaned_data["section"],
            uid=form.cleaned_data["once"],
        ),
        done=lambda made: (
            f"已登记为申请 {made.number}。申请人查询码：{made.query_code}，请写在接收回执上。"
        ),
        to=lambda made: reverse("applications:one", args=[made.number]),
        template="applications/register.html",
        title="登记申请",
    )


@desk_view(roles=[Role.CLERK])
def batch(request: DeskRequest) -> HttpResponse:
    """Paste a table, look at what was read, register it whole."""
    desk = request.desk
    form = forms.BatchForm(request.POST or None)

    def look() -> dict[str, Any]:
        read = form.cleaned_data["pasted"]
        return {"preview": [(one, CHANNEL_NAMES[Channel(one.channel)]) for one in read]}

    return form_page(
        request,
        form,
        lambda: services.register_batch(
            **desk.acting, submissions=form.cleaned_data["pasted"], uid=form.cleaned_data["once"]
        ),
        look=look,
        done=lambda made: f"已登记 {len(made)} 件：{made[0].number} 至 {made[-1].number}。",
        to="applications:list",
        template="applications/batch.html",
        title="成批登记",
        required=table.REQUIRED,
    )
