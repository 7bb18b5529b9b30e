"""The register of units: who they are, and entering many at once."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Agency
from gongkai.office.agencies.units import register_units
from gongkai.office.formpage import form_page
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

    def act() -> list[Agency]:
        given = dict(form.cleaned_data)
        units = given.pop("listed")
        return register_units(
            superior=desk.agency, actor=desk.person, now=desk.now, units=units, **given
        )

    return form_page(
        request,
        form,
        act,
        done=lambda made: f"已经登记 {len(made)} 个单位。",
        to="supervision:units",
        title="登记单位",
        intro="一次可以登记很多个；有一行不对，就一个也不登记，并说明是哪一行。在本系统里自己办公的单位，"
        "由它的机关管理员登记主管部门，不在这里登记。",
        cancel="不登记，回到名录",
    )
