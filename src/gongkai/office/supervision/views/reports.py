"""One received report: taken in, judged, returned or accepted, published; and its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.office import asked
from gongkai.office.access import Desk, DeskRequest, desk_view
from gongkai.office.agencies.models import Agency
from gongkai.office.documents import queries as documents
from gongkai.office.documents.download import attachment, sent
from gongkai.office.documents.official import WORD
from gongkai.office.formpage import form_page
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import forms, letter, queries, reading, services, show
from gongkai.office.supervision.models import Received, Ruling, Step
from gongkai.office.supervision.views.shared import (
    board_of,
    mend_by,
    received_of,
)
from gongkai.office.uploads import waits_on_disk
from gongkai.report.write.annotated import annotate_docx


@waits_on_disk
@require_http_methods(["GET", "POST"])
@desk_view(roles=queries.READERS)
def upload(request: DeskRequest, year: int) -> HttpResponse:
    """Take in a unit's file."""
    desk = request.desk
    units = Agency.objects.filter(
        pk__in=[row.unit.pk for row in board_of(desk, year).rows]
    ).order_by("name")
    form = forms.UploadForm(
        request.POST or None,
        request.FILES or None,
        units=units,
        today=desk.today,
        initial={"unit": _asked_for(units, request.GET.get("unit", ""))},
    )

    def act() -> Received:
        given = form.cleaned_data["file"]
        return services.receive(
            agency=desk.agency,
            unit=form.cleaned_data["unit"],
            year=year,
            name=given.name,
            data=given.read(),
            media_type=given.content_type or "application/octet-stream",
            received_on=form.cleaned_data["received_on"],
            sure=form.cleaned_data["sure"],
            actor=desk.person,
            now=desk.now,
        )

    return form_page(
        request,
        form,
        act,
        done=lambda made: f"已收下{made.unit.name}的报告，第 {made.number} 稿。",
        to=lambda made: reverse("supervision:review", args=[made.uid]),
        template="supervision/collecting.html",
        title=f"上传单位的{year}年度报告",
        intro="上传后马上读出 200 格、逐条核对，并与上一年的报告比较（上一年的也在这里时）。文件原样保存；"
        "读不出来的，说明原因，什么也不留下。",
        button="上传并核对",
        cancel="不上传，返回",
        crumbs=[(reverse("supervision:board", args=[year]), f"{year}年")],
        year=year,
        no_units=not units,
    )


@require_http_methods(["GET", "POST"])
@desk_view(roles=queries.READERS)
def review(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One report: its tables with the marks, the findings to judge, the letter they make.

    POST keeps the rulings and then, by the button, returns the report, accepts it or stops there.
    """
    desk, received = request.desk, received_of(request, uid)
    refusal = None
    form = forms.ReturnForm(request.POST or None, initial={"due_on": mend_by(desk)})
    if request.method == "POST":
        try:
            done = _decide(request, received, form)
        except Refusal as no:
            refusal = no
        else:
            if done:
                return redirect("supervision:review", received.uid)
    return render(
        request,
        "supervision/review.html",
        _review(desk, received, form, refusal, request.POST.dict()),
    )


def _decide(request: DeskRequest, received: Received, form: forms.ReturnForm) -> bool:
    desk, action = request.desk, request.POST.get("action", "")
    if action == "return" and not form.is_valid():
        return False
    services.judge(
        received=received, said=forms.said(request.POST.dict()), actor=desk.person, now=desk.now
    )
    unit = received.unit.name
    if action == "return":
        made = services.return_report(
            received=received, due_on=form.cleaned_data["due_on"], actor=desk.person, now=desk.now
        )
        messages.success(request, f"已退回{unit}的报告，退回函 {made.number} 可以下载。")
    elif action == "accept":
        services.accept(received=received, actor=desk.person, now=desk.now)
        messages.success(request, f"已接受{unit}的报告。")
    else:
        messages.success(request, "判断已经保存。")
    return True


def _review(
    desk: Desk,
    received: Received,
    form: forms.ReturnForm,
    refusal: Refusal | None,
    typed: dict[str, str],
) -> dict[str, Any]:
    assessment = queries.assess(received)
    history = queries.all_of(received.agency, received.unit, received.year)
    decisions = {d.step: d for d in received.decisions.select_related("by", "letter")}
    # Before anybody judged, the letter that the choices on the page would make.
    chosen = [one for one in assessment.judged if one.ruling == Ruling.CONFIRMED]
    due_on = form.initial["due_on"]
    open_errors = assessment.open_errors
    why_not_accept = ""
    if open_errors:
        why_not_accept = f"还有 {len(open_errors)} 处错误没有结论。改判须写理由，理由留存并可公开。"
    others = [one for one in queries.waiting(desk.agency, received.year) if one[0] != received.uid]
    return {
        "received": received,
        "report": assessment.report,
        "states": reading.states(assessment.report),
        "assessment": assessment,
        "findings": show.shown(assessment, typed),
        "tables": show.marked_tables(assessment),
        "decisions": decisions,
        "closed": bool(decisions) or history[0].pk != received.pk,
        "newer": history[0] if history[0].pk != received.pk else None,
        "returned": decisions.get(Step.RETURNED),
        "accepted": decisions.get(Step.ACCEPTED),
        "published": decisions.get(Step.PUBLISHED),
        "letter": letter.return_letter(
            sender=received.agency.name,
            unit=received.unit.name,
            year=received.year,
            received_on=received.received_on,
            faults=[queries.fault(one) for one in chosen],
            due_on=due_on,
            on=desk.today,
        )
        if chosen
        else None,
        "form": form,
        "refusal": refusal,
        "why_not_accept": why_not_accept,
        "next": others[0] if others else None,
        "waiting": len(others),
    }


@require_safe
@desk_view(roles=queries.READERS)
def source_file(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The file as the unit sent it."""
    received = received_of(request, uid)
    if received.file is None:
        raise Http404
    return attachment(received.file)


@require_safe
@desk_view(roles=queries.READERS)
def letter_file(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The letter that returned a report."""
    decision = received_of(request, uid).decisions.filter(letter__isnull=False).first()
    if decision is None or decision.letter is None:
        raise Http404
    return attachment(decision.letter)


@require_safe
@desk_view(roles=queries.READERS)
def comments_file(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The report as a Word file with a comment at every finding."""
    received = received_of(request, uid)
    assessment = queries.assess(received)
    content = annotate_docx(
        assessment.report,
        assessment.result.findings,
        queries.verdicts_of(received),
        original=documents.content(received.file) if received.file else None,
    )
    return sent(
        content,
        name=f"{received.unit.name}{received.year}年度报告（批注）.docx",
        media_type=WORD,
    )


@require_http_methods(["GET", "POST"])
@desk_view(roles=queries.READERS)
def publication(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Record when and where an accepted report was published."""
    desk, received = request.desk, received_of(request, uid)
    form = forms.PublicationForm(request.POST or None, initial={"on": desk.today})
    review = reverse("supervision:review", args=[received.uid])
    return form_page(
        request,
        form,
        lambda: services.record_publication(
            received=received, actor=desk.person, now=desk.now, **form.cleaned_data
        ),
        done=f"已登记{received.unit.name}的报告公开。",
        to=review,
        title="登记公开",
        number=received.unit.name,
        about=f"{received.unit.name} {received.year}年度报告，第 {received.number} 稿",
        crumbs=[
            (reverse("supervision:board", args=[received.year]), f"{received.year}年"),
            (review, received.unit.name),
        ],
    )


def _asked_for(units: QuerySet[Agency], uid: str) -> Agency | None:
    found = asked.uid(uid)
    return units.filter(uid=found).first() if found else None
