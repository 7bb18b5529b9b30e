"""The register of units: who they are, and entering many at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.units import register_units
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import queries
from gongkai.office.supervision.forms import UnitsForm


@require_safe
@desk_view(roles=queries.READERS)
def register(request: DeskRequest) -> HttpResponse:
    """The units of today."""
    desk = request.desk
    units = agencies.subordinates_of(desk.agency, desk.today)
    staffed = agencies.working_here().filter(pk__in=[unit.pk for unit in units])
    return render(
        request,
        "supervision/units.html",
        {"units": units, "staffed": set(staffed.values_list("pk", flat=True))},
    )


@require_http_methods(["GET", "POST"])
@desk_view(roles=queries.READERS)
def enter(request: DeskRequest) -> HttpResponse:
    """A list copied from a sheet becomes units: all lines or none."""
    desk = request.desk
    form = UnitsForm(
        request.POST or None,
        initial={
            "level": desk.agency.level,
            # So that the reports of the year that ended can be collected.
            "valid_from": desk.today.replace(year=desk.today.year - 1, month=1, day=1),
        },
    )
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        units = given.pop("listed")
        try:
            made = register_units(
                superior=desk.agency, actor=desk.person, now=desk.now, units=units, **given
            )
        except Refusal as refused:
            context["refusal"] = refused
        else:
            messages.success(request, f"已经登记 {len(made)} 个单位。")
            return redirect("supervision:units")
    return render(request, "supervision/units_form.html", context)
