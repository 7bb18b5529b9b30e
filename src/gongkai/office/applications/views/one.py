"""One application: its page, its applicant, its section."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.applications import forms, queries, services
from gongkai.office.applications.models import Application
from gongkai.office.applications.services.materials import OPENERS
from gongkai.office.applications.show import Sheet, same_applicant
from gongkai.office.refusal import Refusal


def found(request: DeskRequest, number: str) -> Application:
    """The application of that number; 404 where there is none the person may see."""
    try:
        return queries.one(request.desk, number)
    except Application.DoesNotExist:
        raise Http404 from None


@never_cache
@desk_view(roles=queries.READERS)
def one(request: DeskRequest, number: str) -> HttpResponse:
    """One application: its clock, what may be done, what happened."""
    desk = request.desk
    file = queries.case_file(found(request, number), desk.today)
    return render(
        request,
        "applications/one.html",
        {
            "sheet": Sheet(file),
            "same": same_applicant(desk, file.application),
            "clerk": desk.has(Role.CLERK),
            "opener": not OPENERS.isdisjoint(desk.roles),
        },
    )


@never_cache
@require_POST
@desk_view(roles=OPENERS)
def applicant(request: DeskRequest, number: str) -> HttpResponse:
    """The applicant's full data, after the ledger has taken down who looked."""
    application = found(request, number)
    services.show_applicant(
        application=application, actor=request.desk.person, now=request.desk.now
    )
    return render(
        request,
        "applications/applicant.html",
        {"application": application, "applicant": application.applicant},
    )


@desk_view(roles=[Role.CLERK])
def section(request: DeskRequest, number: str) -> HttpResponse:
    """Hand the application to a section, with or without a letter."""
    desk = request.desk
    application = found(request, number)
    form = forms.SectionForm(
        request.POST or None, agency=desk.agency, initial={"section": application.section}
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            letter = services.hand_to_section(
                application=application, actor=desk.person, now=desk.now, **form.cleaned_data
            )
        except Refusal as no:
            refusal = no
        else:
            to = form.cleaned_data["section"] or "公开办"
            wrote = f"已生成协办函 {letter.document_number}。" if letter else ""
            messages.success(request, f"申请 {number} 已交{to}。{wrote}")
            return redirect("applications:one", number)
    file = queries.case_file(application, desk.today)
    return render(
        request,
        "applications/section.html",
        {"sheet": Sheet(file), "form": form, "refusal": refusal},
    )
