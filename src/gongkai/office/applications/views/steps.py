"""The steps of the clock, the answer, and putting a wrong date right."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.applications import events, forms, queries, services, wizard
from gongkai.office.applications.letters.draft import title_of
from gongkai.office.applications.models import (
    Answer,
    ApplicationEvent,
)
from gongkai.office.applications.pages import STEP_PAGES, StepPage
from gongkai.office.applications.services.answering import Wording
from gongkai.office.applications.services.letters import ANSWERS, court_of
from gongkai.office.applications.services.steps import STEPS
from gongkai.office.applications.views.one import about, address, found
from gongkai.office.formpage import form_page


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
    return form_page(
        request,
        form,
        lambda: page.service(
            application=application, actor=desk.person, now=desk.now, **form.given()
        ),
        done=_done(page, number, kind),
        to=address(number),
        template="applications/step.html",
        title=page.title,
        page=page,
        offered=next((s for s in file.steps if s.kind == kind), None),
        **about(file),
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
    shown = about(file) | {
        "title": "作出答复",
        "cancel": "不答复，返回",
        "way": way,
        "offered": next(s for s in file.steps if s.kind == "answer"),
    }
    decision = way.decision
    if decision is None:
        return render(request, "applications/answer.html", shown)
    form = forms.AnswerForm(
        request.POST or None,
        today=desk.today,
        initial={
            "seen": file.seen,
            "document_word": ANSWERS,
            "court": court_of(application.agency),
        },
    )
    elements = "、".join(decision.elements)
    form.fields["reasons"].help_text = f"写进答复书。要写明：{elements}。"

    def write() -> Answer:
        given = form.cleaned_data
        return services.answer(
            application=application,
            actor=desk.person,
            now=desk.now,
            on=given["on"],
            decision=decision.id,
            wording=Wording(
                reasons=given["reasons"],
                document_word=given["document_word"],
                court=given["court"],
            ),
            seen=given["seen"],
        )

    return form_page(
        request,
        form,
        write,
        done=lambda made: f"已作出答复，{made.document_number}。下载答复书盖章以后送达。",
        to=address(number),
        template="applications/answer.html",
        **shown,
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
    held = events.held(event)
    received = held is not None and held["kind"] == "received"
    confirmed = held["data"].get("confirmed") if held and received else None
    form = forms.CorrectForm(
        request.POST or None,
        received=received,
        confirmed=date.fromisoformat(confirmed) if confirmed else None,
        initial={"seen": file.seen},
    )

    def right() -> dict[str, Any]:
        """What the services take of the right days."""
        new_on, given = form.cleaned_data["new_on"], form.cleaned_data.get("confirmed_on")
        if given and held:
            new_on = new_on or date.fromisoformat(held["on"])
        changes = {"confirmed": given.isoformat()} if given else None
        return {"application": application, "event": event, "new_on": new_on, "changes": changes}

    def put_right() -> object:
        given = form.cleaned_data
        return services.correct_event(
            **right(),
            actor=desk.person,
            now=desk.now,
            note=given["note"],
            seen=given["seen"],
            tell=given["tell"],
        )

    def look() -> dict[str, Any]:
        return {"preview": services.preview_correction(**right(), now=desk.now)}

    def done(_: object) -> str:
        told = "已生成更正告知书。" if form.cleaned_data["tell"].strip() else ""
        return f"已更正申请 {number} 的一条记录，原记录保留。{told}"

    shown = about(file)
    return form_page(
        request,
        form,
        put_right,
        look=look,
        done=done,
        to=address(number),
        template="applications/correct.html",
        title="更正记录",
        cancel="不更正，返回",
        line=next(line for line in shown["sheet"].timeline if line.uid == str(event.uid)),
        **shown,
    )
