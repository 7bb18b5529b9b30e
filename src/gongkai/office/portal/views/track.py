"""Following an application with its number and query code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.law.state import STATE_NAMES, ClockState, State
from gongkai.office.agencies import queries as agencies
from gongkai.office.applications import clock, masking
from gongkai.office.applications import events as stored
from gongkai.office.applications import queries as applications
from gongkai.office.applications.models import Application, ApplicationEvent, Struck
from gongkai.office.portal import limits, queries
from gongkai.office.portal.forms import TrackForm
from gongkai.office.portal.site import PublicRequest, public_view
from gongkai.office.portal.views.clock import explained
from gongkai.report.write.document import print_date

#: States in the words of the person who waits.
STATES = {
    State.UNCONFIRMED: "等待确认收到",
    State.RUNNING: "办理中",
    State.AWAITING_SUPPLEMENT: "等待您补正",
    State.CONSULTING: "办理中，正在征求意见",
    State.AWAITING_FEE: "等待您缴费",
    State.ORDERED: "正在重新答复",
    State.ANSWERED: "已经答复，正在送达",
    State.SERVED: "已经答复并送达",
    State.LAPSED: STATE_NAMES[State.LAPSED],
    State.WITHDRAWN: "已经撤回",
}

EVENTS = {
    ev.Received: "您提交申请",
    ev.ReceiptConfirmed: "本机关确认收到",
    ev.SupplementRequested: "请您补正",
    ev.Supplemented: "您提交补正",
    ev.SupplementLapsed: "逾期没有补正，不再处理",
    ev.ThirdPartyConsulted: "征求第三方意见，所需时间不计入期限",
    ev.ThirdPartyReplied: "收到第三方的意见",
    ev.CoMakerConsulted: "征求其他机关意见，所需时间不计入期限",
    ev.CoMakerReplied: "收到其他机关的意见",
    ev.ReasonsRequested: "请您说明申请的理由",
    ev.ReasonsGiven: "收到您说明的理由",
    ev.Deferred: "告知您延迟答复",
    ev.Extended: "告知您延长答复期限",
    ev.FeeNoticeServed: "通知您缴纳信息处理费",
    ev.FeePaid: "您缴清费用",
    ev.FeeLapsed: "逾期没有缴费，不再处理",
    ev.Answered: "作出答复",
    ev.AnswerOrdered: "本机关按复议决定或者判决重新办理",
    ev.Served: "答复送达",
    ev.Withdrawn: "您撤回申请",
}

#: What the applicant's record does not name: what is between the office and a third party, and a
#: correction, which shows as the event that now stands.
HIDDEN = frozenset({ev.ThirdPartyTold, ev.Corrected})


@dataclass(frozen=True)
class Line:
    """One line of the record, in public words."""

    on: date
    name: str
    words: str


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
@never_cache
@public_view
def track(request: PublicRequest) -> HttpResponse:
    """The form, and after it the application. The code travels in the body, never in an address."""
    site = request.site
    form = TrackForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    context: dict[str, Any] = {"here": "apply", "form": form, "sample": queries.sample()}
    status = 200
    if request.method == "POST" and form.is_valid():
        source = limits.source_of(request, "track")
        if limits.spent(source, limits.WRONG_CODES, site.now):
            context["refusal"] = (
                "这个网络地址在一刻钟内多次输错，暂时不能查询。请一刻钟以后再试，"
                "也可以打电话给本机关，报编号查询。"
            )
            status = 429
        else:
            found = applications.of_applicant(
                site.agency, form.cleaned_data["number"].strip(), form.cleaned_data["code"]
            )
            taken_back = applications.struck(found) if found is not None else None
            if found is not None and taken_back is None:
                return render(request, "portal/track.html", _sheet(request, found))
            if found is not None and taken_back is not None:
                context["refusal"] = _taken_back(found, taken_back)
            else:
                limits.count(source, site.now)
                context["refusal"] = (
                    "编号和查询码对不上。请照接收回执核对；回执找不到的，请带身份证件到本机关查询，或者打电话。"
                )
    return render(request, "portal/track_form.html", context, status=status)


def _taken_back(application: Application, struck: Struck) -> str:
    """What is said of a registration made by mistake; the other one has its own number and code."""
    said = f"编号 {application.number} 的登记有误，已经撤销。"
    if struck.instead is not None:
        said += "同一份申请另有一个编号，照常办理。"
    return said + "请打电话或者到本机关询问。"


def _sheet(request: PublicRequest, application: Application) -> dict[str, Any]:
    site = request.site
    rows = clock.rows_of(application)
    known = stored.of_rows(rows)
    asked = clock.law_of(application.agency, known)
    state = _public(law.replay(known, as_of=site.today, **asked), known)
    superior = agencies.superior_of(site.agency, site.today)
    return {
        "here": "apply",
        "application": application,
        "name": masking.name(application.applicant),
        "state_name": STATES[state.state],
        "answered": state.state in (State.ANSWERED, State.SERVED),
        "must": _must(state),
        "lines": _lines(rows, known, site.today),
        "superior": superior,
        **explained(known, state, site, asked["calendar"]),
    }


def _public(state: ClockState, known: list[ev.Event]) -> ClockState:
    """The clock explained without what the record does not name; none of that moves a date."""
    hidden = {e.id for e in law.effective(known, state.as_of) if type(e) in HIDDEN}
    return replace(state, steps=tuple(s for s in state.steps if s.event_id not in hidden))


def _must(state: ClockState) -> str:
    """What the applicant has to do now; empty where it is the office's turn."""
    until = state.waiting_until
    by = f"请在 {print_date(until)}以前" if until else "请尽快"
    if state.state is State.AWAITING_SUPPLEMENT:
        return f"{by}补正，可以当面提交、邮寄，或者按补正告知书写的方式提交。逾期没有正当理由不补正的，视为放弃申请。"
    if state.state is State.AWAITING_FEE:
        return f"{by}按收费通知缴费。逾期不缴的，不再处理这件申请。"
    if state.state is State.UNCONFIRMED:
        return "请留意电话，本机关会与您确认收到申请。确认的当天是收到申请之日，从次日起计算期限。"
    return ""


def _lines(rows: list[ApplicationEvent], known: list[ev.Event], today: date) -> list[Line]:
    """The record, oldest first; what was put right shows as it now stands."""
    asking = ("supplement_requested", "reasons_requested")
    notes = {str(row.uid): row.note for row in rows if row.kind in asking}
    return [
        Line(event.on, EVENTS[type(event)], _words(event, notes.get(event.id, "")))
        for event in law.effective(known, today)
        if type(event) not in HIDDEN
    ]


def _words(event: ev.Event, note: str) -> str:
    match event:
        case ev.Received(confirmed=confirmed) if confirmed is not None:
            return f"双方于 {confirmed.month}月{confirmed.day}日确认收到。"
        case ev.SupplementRequested(respond_by=until):
            return f"{note}　最晚 {until.month}月{until.day}日补正。".strip()
        case ev.ReasonsRequested(respond_by=until):
            return f"{note}　最晚 {until.month}月{until.day}日说明。".strip()
        case ev.Deferred(until=until):
            return f"最晚 {print_date(until)}答复。"
        case ev.Extended(days=days):
            return f"延长 {days} 个工作日。"
    return ""
