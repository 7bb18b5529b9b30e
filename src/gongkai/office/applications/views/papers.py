"""Letters and materials: download, receipt, delivery, adding a paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.applications import forms, papers, queries, services
from gongkai.office.applications.models import Material, MaterialKind
from gongkai.office.applications.services.materials import OPENERS, Paper
from gongkai.office.applications.views.one import about, address, found
from gongkai.office.documents import download
from gongkai.office.formpage import form_page


@never_cache
@desk_view(roles=OPENERS)
def paper(request: DeskRequest, number: str, uid: UUID) -> HttpResponse:
    """A letter or material as a download, after the ledger has taken down who opened it. A damaged
    one is told of, and nobody has opened it."""
    application = found(request, number)
    file = papers.file_of(application, uid)
    if file is None:
        raise Http404
    saved = download.attachment(file)
    services.open_file(
        application=application, actor=request.desk.person, now=request.desk.now, file=file
    )
    return saved


@require_POST
@desk_view(roles=[Role.CLERK])
def receipt(request: DeskRequest, number: str) -> HttpResponse:
    """Write the receipt the applicant gets."""
    desk = request.desk
    letter = services.issue_receipt(
        application=found(request, number), actor=desk.person, now=desk.now, on=desk.today
    )
    messages.success(request, f"接收回执 {letter.document_number} 在“文书和材料”里下载。")
    return redirect("applications:one", number)


@desk_view(roles=[Role.CLERK])
def delivery(request: DeskRequest, number: str, uid: UUID) -> HttpResponse:
    """When a letter arrived: both clocks first, then the proof and the confirmation."""
    desk = request.desk
    application = found(request, number)
    letter = papers.letter_of(application, uid)
    if letter is None:
        raise Http404
    file = queries.case_file(application, desk.today)
    form = forms.DeliveryForm(
        request.POST or None,
        request.FILES or None,
        asks_proof=request.method == "POST",
        initial={"on": desk.today, "seen": file.seen},
    )

    def record() -> object:
        given = form.cleaned_data
        sent = given["proof"]
        return services.record_delivery(
            letter=letter,
            actor=desk.person,
            now=desk.now,
            on=given["on"],
            method=given["method"],
            proof=Paper(sent.name, sent.read(), MaterialKind.DELIVERY) if sent else None,
            seen=given["seen"],
        )

    def look() -> dict[str, Any]:
        both = services.preview_delivery(letter=letter, on=form.cleaned_data["on"], now=desk.now)
        return {"looked": True, "preview": both}

    return form_page(
        request,
        form,
        record,
        look=look,
        done=f"已登记 {letter.document_number} 的送达。",
        to=address(number),
        template="applications/delivery.html",
        title="登记送达",
        cancel="不登记，返回",
        letter=letter,
        **about(file),
    )


@desk_view(roles=[Role.CLERK])
def material(request: DeskRequest, number: str) -> HttpResponse:
    """Put a paper into the file of the application."""
    desk = request.desk
    application = found(request, number)
    form = forms.MaterialForm(request.POST or None, request.FILES or None)

    def attach() -> Material:
        sent = form.cleaned_data["file"]
        return services.attach(
            application=application,
            actor=desk.person,
            now=desk.now,
            paper=Paper(sent.name, sent.read(), MaterialKind(form.cleaned_data["kind"])),
        )

    return form_page(
        request,
        form,
        attach,
        done=lambda made: f"{made.get_kind_display()}已存入申请 {number}。",
        to=address(number),
        template="applications/form_page.html",
        title="存入材料",
        intro="材料加密保存，存入以后不能改动或者删除。每次打开都记录谁、何时打开。",
        cancel="不存入，返回",
        **about(queries.case_file(application, desk.today)),
    )
