"""One application: its page, its applicant, its section."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.applications import forms, queries, services
from gongkai.office.applications.models import Application, Letter
from gongkai.office.applications.services.materials import OPENERS
from gongkai.office.applications.show import Sheet, earlier, same_applicant
from gongkai.office.formpage import form_page


def found(request: DeskRequest, number: str) -> Application:
    """The application of that number; 404 where there is none the person may see."""
    try:
        return queries.one(request.desk, number)
    except Application.DoesNotExist:
        raise Http404 from None


def about(file: queries.CaseFile) -> dict[str, Any]:
    """What the page of a form says of the application it is about."""
    application = file.application
    number = application.number
    return {
        "sheet": Sheet(file),
        "number": number,
        "about": f"申请 {number}　{application.subject_line}",
        "crumbs": [(address(number), number)],
    }


def address(number: str) -> str:
    """The page of an application."""
    return reverse("applications:one", args=[number])


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
            "again": queries.registered_again(desk, file.application),
            "kept": queries.kept(desk, file.application),
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
        {
            "application": application,
            "applicant": application.applicant,
            "earlier": earlier(application),
        },
    )


@desk_view(roles=[Role.CLERK])
def section(request: DeskRequest, number: str) -> HttpResponse:
    """Hand the application to a section, with or without a letter."""
    desk = request.desk
    application = found(request, number)
    form = forms.SectionForm(
        request.POST or None, agency=desk.agency, initial={"section": application.section}
    )

    def done(letter: Letter | None) -> str:
        to = form.cleaned_data["section"] or "公开办"
        wrote = f"已生成协办函 {letter.document_number}。" if letter else ""
        return f"申请 {number} 已交{to}。{wrote}"

    return form_page(
        request,
        form,
        lambda: services.hand_to_section(
            application=application, actor=desk.person, now=desk.now, **form.cleaned_data
        ),
        done=done,
        to=address(number),
        template="applications/form_page.html",
        title="交科室查找",
        cancel="不交，返回",
        **about(queries.case_file(application, desk.today)),
    )
