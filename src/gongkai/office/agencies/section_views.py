"""The administrator's pages of the 科室 of the agency."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies import services, staff, visibility
from gongkai.office.agencies.models import Role, Section
from gongkai.office.agencies.staff_forms import SectionForm
from gongkai.office.formpage import form_page

ADMINISTRATOR = [Role.ADMINISTRATOR]


@desk_view(roles=ADMINISTRATOR)
def sections(request: DeskRequest) -> HttpResponse:
    """Those there are, then those dissolved."""
    rows = Section.objects.filter(visibility.sections(request.desk)).order_by("closed_on", "name")
    return render(request, "agencies/sections.html", {"sections": rows})


@desk_view(roles=ADMINISTRATOR)
def new_section(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = SectionForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.add_section(**desk.acting, **form.cleaned_data),
        at={"section-exists": "name"},
        done=lambda made: f"科室“{made.name}”已经设立。",
        to="agencies:sections",
        title="设立科室",
        intro="设立以后，人员可以归到科室，报数也按科室分。",
        crumbs=[(reverse("agencies:sections"), "科室")],
        cancel="不设立，返回",
    )


@require_POST
@desk_view(roles=ADMINISTRATOR)
def close_section(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Dissolve one nobody works in; its records stay."""
    desk = request.desk
    found = get_object_or_404(Section, visibility.sections(desk), uid=uid)
    staff.close_section(**desk.acting, section=found)
    messages.success(request, f"科室“{found.name}”已经撤销，以前的记录不变。")
    return redirect("agencies:sections")
