"""The desk's pages of cases. Thin: form → service → redirect, or query → template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.challenges import forms, listed, queries, services, show
from gongkai.office.challenges.models import Case, CaseEvent, CaseKind, Dated
from gongkai.office.formpage import form_page
from gongkai.office.paging import places

SHOWN = {"pending": "尚未审结", "decided": "已审结", "all": "全部"}


@desk_view(roles=queries.READERS)
def index(request: DeskRequest) -> HttpResponse:
    """Cases, newest first."""
    desk = request.desk
    which = request.GET.get("show", "pending")
    which = which if which in SHOWN else "pending"
    page = queries.listed(desk, show=which, **places(request.GET))
    return render(
        request,
        "challenges/list.html",
        {
            "rows": [(fact, listed.as_todo(fact.case, as_of=desk.today)) for fact in page.rows],
            "near": page.addresses(request.GET),
            "show": which,
            "shown": SHOWN.items(),
            "struck": queries.all_struck(desk) if which == "all" else [],
            "clerk": desk.has(Role.CLERK),
        },
    )


@desk_view(roles=[Role.CLERK])
def add(request: DeskRequest) -> HttpResponse:
    """Register a case; the address may name the application it is about, or a case like it whose
    registration was struck out."""
    desk = request.desk
    form = forms.FilingForm(request.POST or None, desk=desk, initial=_beginnings(request))
    return form_page(
        request,
        form,
        lambda: services.add_case(
            **desk.acting, filing=form.filing(), uid=form.cleaned_data["once"]
        ),
        done=lambda made: f"已登记为案件 {made.number}。",
        to=lambda made: _address(made.number),
        at={"case.application_struck": "number"},
        title="登记案件",
        intro="申请人对答复不服申请行政复议或者提起诉讼的，收到副本后在这里登记。",
    )


def _beginnings(request: DeskRequest) -> dict[str, Any]:
    """What the form begins with; who the other side is, is entered anew."""
    like = request.GET.get("like", "")
    if not like:
        return {"number": request.GET.get("application", "")}
    held = _one(request, like)
    number = held.application.number if held.application else ""
    return forms.values_of(held) | {"number": number}


def _address(number: str) -> str:
    return reverse("challenges:one", args=[number])


def _one(request: DeskRequest, number: str) -> Case:
    try:
        return queries.one(request.desk, number)
    except Case.DoesNotExist:
        raise Http404 from None


@desk_view(roles=queries.READERS)
def one(request: DeskRequest, number: str) -> HttpResponse:
    """One case: its clocks and what happened."""
    case = _one(request, number)
    course = queries.course_of(case)
    reconsidered = case.kind == CaseKind.RECONSIDERATION
    return render(
        request,
        "challenges/one.html",
        {
            "case": case,
            "course": course,
            "days": show.days(case, course),
            "clocks": queries.clocks(case, course),
            "timeline": show.timeline(case),
            "extendable": reconsidered and not case.simple and course.extended_on is None,
            "cautions": queries.cautions(case),
            "due": listed.as_todo(case, as_of=request.desk.today),
            "clerk": request.desk.has(Role.CLERK),
            "limits": queries.applicant_limits(case, course),
        },
    )


@dataclass(frozen=True)
class _Step:
    title: str
    form: type[django_forms.Form]
    service: Callable[..., Any]
    help: str
    #: What the button that takes something back says after “撤销案件 2026-0001 的”.
    takes_back: str = ""


STEPS = {
    "reply": _Step(
        "登记提交答复",
        forms.ReplyForm,
        services.record_reply,
        "向复议机关提交书面答复和证据，向法院提交答辩状和证据。不提交的，视为没有证据"
        "（行政复议法第七十条、行政诉讼法第三十四条）。",
    ),
    "extend": _Step(
        "登记延长复议期限",
        forms.ExtendForm,
        services.extend,
        "复议机关认为情况复杂的，可以延长，最长 30 日（行政复议法第六十二条）。",
    ),
    "decide": _Step("登记审结", forms.DecideForm, services.decide, "审结后计入表四的结果。"),
    "reopen": _Step(
        "撤销审结登记",
        forms.ReopenForm,
        services.reopen,
        "结果登记错了的用；只是日期错的，在登记的日期里更正。原登记留在经过里，案件恢复为尚未审结。"
        "登记过责令重新答复的，在申请的办理经过里另行更正。",
        "审结登记",
    ),
    "strike": _Step(
        "撤销案件登记",
        forms.ReopenForm,
        services.strike,
        "登记错了类别、申请编号，或者重复登记的用；只是日期错的，在登记的日期里更正。撤销以后不计入表四，编号和经过保留，"
        "可以照它重新登记。已经冻结的年度报告不变，差异另外列出。",
        "登记",
    ),
}


@desk_view(roles=[Role.CLERK])
def step(request: DeskRequest, number: str, kind: str) -> HttpResponse:
    """One step of a case."""
    if kind not in STEPS:
        raise Http404
    page, desk = STEPS[kind], request.desk
    case = _one(request, number)
    form = page.form(request.POST or None, initial={"on": desk.today})

    def record() -> object:
        given = form.given() if isinstance(form, forms.DecideForm) else form.cleaned_data
        return page.service(case=case, actor=desk.person, now=desk.now, **given)

    return form_page(
        request,
        form,
        record,
        done=f"{page.title}：已登记到案件 {number}。",
        at={"case.order_untold": "ordered", "case.no_order": "ending"},
        to=_address(number),
        title=page.title,
        number=number,
        about=f"案件 {number}　{case.title}",
        intro=page.help,
        crumbs=[(_address(number), number)],
        button=f"撤销案件 {number} 的{page.takes_back}" if page.takes_back else page.title,
        danger=bool(page.takes_back),
        cancel="不撤销，返回" if page.takes_back else "不登记，返回",
    )


@desk_view(roles=[Role.CLERK])
def correct(request: DeskRequest, number: str, dated: str) -> HttpResponse:
    """Put a wrong day right: the deadlines before and after first, then the confirmation."""
    desk = request.desk
    case = _one(request, number)
    held = queries.course_of(case).days.get(Dated(dated)) if dated in Dated.values else None
    if held is None:
        raise Http404
    day = Dated(dated)
    form = forms.CorrectForm(request.POST or None, initial={"was": held})

    def put_right() -> CaseEvent:
        given = form.cleaned_data
        return services.correct_day(case=case, dated=day, actor=desk.person, now=desk.now, **given)

    def look() -> dict[str, Any]:
        to = form.cleaned_data["to"]
        looked = services.preview_correction(case=case, dated=day, to=to, now=desk.now)
        return {"looked": looked, "right": to}

    return form_page(
        request,
        form,
        put_right,
        look=look,
        done=lambda made: f"案件 {number} 的{day.label}已更正为 {made.corrected_to}，原登记保留。",
        at={"case.reason": "note"},
        to=_address(number),
        template="challenges/correct.html",
        title=f"更正{day.label}",
        number=number,
        about=f"案件 {number}　{case.title}",
        intro="原登记不会删除，更正写成新的一条，两条都留在经过里。期限和表四按更正后的日期算；"
        "已经冻结的年度报告不变，差异另外列出。",
        crumbs=[(_address(number), number)],
        cancel="不更正，返回",
        day=day,
        held=held,
    )
