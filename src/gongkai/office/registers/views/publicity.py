"""双公示: what is due, noting it done, since when it is kept here."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.law.disclosure import CREDIT_PUBLICITY_BASIS
from gongkai.office import asked
from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.asked import day
from gongkai.office.formpage import form_page
from gongkai.office.refusal import Refusal
from gongkai.office.registers import publicity as reading
from gongkai.office.registers import services, visibility
from gongkai.office.registers.forms import PublicityForm, PublicityStartForm
from gongkai.office.registers.models import Kind, Publicity
from gongkai.office.registers.visibility import READERS, WRITERS

#: Decisions that the page lists, and so the most that are noted at once.
LISTED = 200


@desk_view(roles=READERS)
def publicity(request: DeskRequest) -> HttpResponse:
    """GET lists what is not on line; POST notes the chosen decisions as published."""
    desk, given = request.desk, request.GET
    kind = given.get("kind", "") if given.get("kind", "") in reading.KINDS else ""
    decided_on = day(given.get("day"))
    shown = reading.pending(desk, kind=kind, decided_on=decided_on, limit=LISTED)
    form = PublicityForm(
        request.POST or None,
        records=[one.row.record for one in shown],
        initial={"published_on": desk.today},
    )
    if request.method == "POST" and not desk.has(*WRITERS):
        raise Refusal("not-permitted", "公示情况由公开办经办和科室记，别的角色只能看。")
    year = asked.year(request.GET, desk.today)
    return form_page(
        request,
        form,
        lambda: services.note_publicity(**desk.acting, **form.cleaned_data),
        done=lambda count: (
            f"已记下 {len(form.cleaned_data['records'])} 件决定的公示，共 {count} 条。"
        ),
        to="registers:publicity",
        template="registers/publicity.html",
        title="双公示",
        button="记下勾选的已经公示",
        since=reading.started_on(desk.agency),
        pending=shown,
        chosen=set(request.POST.getlist("records")),
        waiting=reading.waiting_count(desk),
        cut=len(shown) == LISTED,
        narrow={"kind": Kind(kind).label if kind else "", "day": decided_on},
        year=year,
        standing=reading.year_of(desk.agency, year),
        basis=CREDIT_PUBLICITY_BASIS,
        may_write=desk.has(*WRITERS),
        may_start=desk.has(Role.CLERK),
    )


@desk_view(roles={Role.CLERK})
def start(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    since = reading.started_on(desk.agency)
    form = PublicityStartForm(request.POST or None, initial={"from_day": since or desk.today})
    return form_page(
        request,
        form,
        lambda: services.start_publicity(**desk.acting, **form.cleaned_data),
        done="从这一天的决定起，公示期限列在这里和工作台。",
        to="registers:publicity",
        title="改双公示开始的日期" if since else "开始管双公示",
        button="从这一天开始",
        crumbs=[(reverse("registers:publicity"), "双公示")],
        intro=(f"现在从 {since} 的决定开始。" if since else "")
        + "这一天以前的决定在别的系统里公示，这里不催。",
    )


@require_http_methods(["POST"])
@desk_view(roles=WRITERS)
def withdraw(request: DeskRequest, uid: UUID) -> HttpResponse:
    desk = request.desk
    held = get_object_or_404(Publicity, visibility.publicity(desk), uid=uid)
    services.withdraw_publicity(**desk.acting, publicity=held)
    messages.success(request, "已撤回这一条公示记录，这件决定重新列入等公示的。")
    return redirect("registers:row", held.record)
