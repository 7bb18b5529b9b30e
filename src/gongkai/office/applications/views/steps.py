"""The steps of the clock, the answer, and putting a wrong record right."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.applications import forms, queries, services, wizard
from gongkai.office.applications.letters.draft import title_of
from gongkai.office.applications.models import ApplicantKind, ApplicationEvent
from gongkai.office.applications.pages import STEP_PAGES, StepPage
from gongkai.office.applications.services.answering import Wording
from gongkai.office.applications.services.letters import ANSWERS, court_of
from gongkai.office.applications.services.steps import STEPS
from gongkai.office.applications.show import Sheet
from gongkai.office.applications.views.one import found
from gongkai.office.refusal import Refusal


@desk_view(roles=[Role.CLERK])
def step(request: DeskRequest, number: str, kind: str) -> HttpResponse:
    """One step of the clock, with the reason where it is closed."""
    if kind not in STEP_PAGES:
        raise Http404
    page, desk = STEP_PAGES[kind], request.desk
    application = found(request, number)
    file = queries.case_file(application, desk.today)
    letters = page.letters(file.known, desk.today) if page.letters else []
    form = page.form(
        request.POST or None,
        request.FILES or None,
        letters=letters,
        today=desk.today,
        initial={"seen": file.seen, **_beginnings(kind, file)},
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            page.service(application=application, actor=desk.person, now=desk.now, **form.given())
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, _done(page, number, kind))
            return redirect("applications:one", number)
    offered = next((s for s in file.steps if s.kind == kind), None)
    return render(
        request,
        "applications/step.html",
        {
            "sheet": Sheet(file),
            "form": form,
            "page": page,
            "offered": offered,
            "refusal": refusal,
        },
    )


def _beginnings(kind: str, file: queries.CaseFile) -> dict[str, object]:
    """What the record already knows of a step's fields."""
    application = file.application
    if kind in ("consult_third_party", "consult_co_maker", "tell_third_party"):
        return {"concerning": application.subject_line}
    if kind == "charge" and file.state.receipt_date is not None:
        number = queries.number_of_month(application, file.state.receipt_date)
        return {"count": 1, "before": number - 1}
    return {}


def _done(page: StepPage, number: str, kind: str) -> str:
    made = STEPS[kind].letters if kind in STEPS else ()
    if not made:
        return f"{page.title}：已登记到申请 {number}。"
    titles = "、".join(title_of(code) for code, _ in made)
    return (
        f"{page.title}：已登记到申请 {number}。已生成{titles}，在“文书和材料”里下载，盖章以后送达。"
    )


@desk_view(roles=[Role.CLERK])
def answer(request: DeskRequest, number: str) -> HttpResponse:
    """The seven questions, one at a time, then the letter."""
    desk = request.desk
    application = found(request, number)
    file = queries.case_file(application, desk.today)
    way = wizard.walk(request.GET.get("path", ""), request.GET.get("choice", ""))
    form = refusal = None
    if way.decision is not None:
        form = forms.AnswerForm(
            request.POST or None,
            today=desk.today,
            initial={
                "seen": file.seen,
                "document_word": ANSWERS,
                "court": court_of(application.agency),
            },
        )
        form.fields[
            "reasons"
        ].help_text = f"写进答复书。要写明：{'、'.join(way.decision.elements)}。"
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            try:
                made = services.answer(
                    application=application,
                    actor=desk.person,
                    now=desk.now,
                    on=given["on"],
                    decision=way.decision.id,
                    wording=Wording(
                        reasons=given["reasons"],
                        document_word=given["document_word"],
                        court=given["court"],
                    ),
                    seen=given["seen"],
                )
            except Refusal as no:
                refusal = no
            else:
                messages.success(
                    request, f"已作出答复，{made.document_number}。下载答复书盖章以后送达。"
                )
                return redirect("applications:one", number)
    offered = next(s for s in file.steps if s.kind == "answer")
    return render(
        request,
        "applications/answer.html",
        {
            "sheet": Sheet(file),
            "way": way,
            "form": form,
            "offered": offered,
            "refusal": refusal,
        },
    )


@desk_view(roles=[Role.CLERK])
def correct(request: DeskRequest, number: str, uid: str) -> HttpResponse:
    """Put a wrong date right: both clocks first, then the confirmation."""
    desk = request.desk
    application = found(request, number)
    event = ApplicationEvent.objects.filter(application=application, uid=uid).first()
    if event is None:
        raise Http404
    file = queries.case_file(application, desk.today)
    form = forms.CorrectForm(request.POST or None, initial={"seen": file.seen})
    refusal = preview = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if "confirm" in request.POST:
                services.correct_event(
                    application=application,
                    event=event,
                    new_on=given["new_on"],
                    actor=desk.person,
                    now=desk.now,
                    note=given["note"],
                    seen=given["seen"],
                    tell=given["tell"],
                )
                told = "已生成更正告知书。" if given["tell"].strip() else ""
                messages.success(request, f"已更正申请 {number} 的一条记录，原记录保留。{told}")
                return redirect("applications:one", number)
            preview = services.preview_correction(
                application=application, event=event, new_on=given["new_on"], now=desk.now
            )
        except Refusal as no:
            refusal = no
    sheet = Sheet(file)
    return render(
        request,
        "applications/correct.html",
        {
            "sheet": sheet,
            "line": next(line for line in sheet.timeline if line.uid == str(event.uid)),
            "form": form,
            "preview": preview,
            "refusal": refusal,
        },
    )


@desk_view(roles=[Role.CLERK])
def kind(request: DeskRequest, number: str) -> HttpResponse:
    """Count the applicant in another column of table three."""
    desk = request.desk
    application = found(request, number)
    file = queries.case_file(application, desk.today)
    form = forms.KindForm(request.POST or None, initial={"seen": file.seen})
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.correct_applicant_kind(
                application=application,
                kind=ApplicantKind(given["kind"]),
                actor=desk.person,
                now=desk.now,
                note=given["note"],
                seen=given["seen"],
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(
                request,
                f"申请 {number} 的申请人类型已由{made.get_before_display()}更正为"
                f"{made.get_after_display()}。",
            )
            return redirect("applications:one", number)
    return render(
        request,
        "applications/kind.html",
        {"sheet": Sheet(file), "form": form, "refusal": refusal},
    )
