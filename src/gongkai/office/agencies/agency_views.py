"""The agency's own page: its names by period, whom it took over, who stands above it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from gongkai.law.open_points import chosen_in
from gongkai.office.access import EVERYONE, DeskRequest, desk_view
from gongkai.office.agencies import changes, visibility
from gongkai.office.agencies.agency_forms import RenameForm, SuccessionForm, SuperiorForm
from gongkai.office.agencies.models import AgencyName, Role, Succession, Superior
from gongkai.office.agencies.open_points import settings_on
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.formpage import form_page

ADMINISTRATOR = [Role.ADMINISTRATOR]


@desk_view(roles=EVERYONE)
def agency(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    names = AgencyName.objects.filter(visibility.names(desk)).order_by("-valid_from")
    successions = Succession.objects.filter(visibility.names(desk)).order_by("-on", "-id")
    superiors = (
        Superior.objects.filter(visibility.superiors(desk))
        .select_related("superior")
        .order_by("-valid_from", "-id")
    )
    return render(
        request,
        "agencies/agency.html",
        {
            "names": names,
            "successions": successions,
            "superiors": superiors,
            "calendar_year": desk.today.year + 1,
            "calendar_settled": desk.today.year + 1 in calendar_of(desk.agency).fixed_years,
            "changed": len(chosen_in(settings_on(desk.agency, desk.today))),
            "may_change": desk.has(Role.ADMINISTRATOR),
        },
    )


@desk_view(roles=ADMINISTRATOR)
def rename(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = RenameForm(request.POST or None, initial={"from_day": desk.today})
    return form_page(
        request,
        form,
        lambda: changes.rename(**desk.acting, **form.cleaned_data),
        done="更名已经登记，从这一天起的文书印新名称。",
        to="agencies:agency",
        title="登记更名",
        intro=f"现在的名称是{desk.agency.name}。",
    )


@desk_view(roles=ADMINISTRATOR)
def superior(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = SuperiorForm(
        request.POST or None, agency=desk.agency, initial={"valid_from": desk.today}
    )
    return form_page(
        request,
        form,
        lambda: changes.place_under(**desk.acting, **form.cleaned_data),
        at={
            "office-missing": "superior",
            "same-agency": "superior",
            "circle": "superior",
            "body-missing": "reconsideration_body",
            "before-last": "valid_from",
        },
        done="隶属已经登记，从这一天起的答复书印新的复议机关。",
        to="agencies:agency",
        title="登记主管部门和复议机关",
        button="登记隶属",
        intro="年报报给主管部门；答复书写明向哪个机关申请行政复议。",
    )


@desk_view(roles=ADMINISTRATOR)
def succession(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = SuccessionForm(request.POST or None, agency=desk.agency, initial={"on": desk.today})
    return form_page(
        request,
        form,
        lambda: changes.take_over(**desk.acting, **form.cleaned_data),
        done="已经登记，汇总年报时按原机关的名称也能认出本机关。",
        to="agencies:agency",
        title="登记合并或者职责划入",
        button="登记这次划转",
        intro="把别的机关并进来，或者接过它的一部分职责。",
    )
