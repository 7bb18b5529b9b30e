"""Figures of sections: what is expected, what came, what counts."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.office import asked
from gongkai.office.access import Desk, DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.audit import queries as ledger
from gongkai.office.documents import services as files
from gongkai.office.documents.download import attachment
from gongkai.office.formpage import form_page
from gongkai.office.refusal import Refusal
from gongkai.office.registers import queries, services
from gongkai.office.registers.forms import (
    CallForm,
    CorrectReturnForm,
    ReturnForm,
    SendBackForm,
)
from gongkai.office.registers.models import DataCall, Kind, Return, ReturnState
from gongkai.office.registers.visibility import READERS
from gongkai.office.templatetags.chinese import thousands
from gongkai.report.write.document import print_date

STATES = {
    "confirmed": ("done", "已确认"),
    "submitted": ("doing", "已报，等确认"),
    "sent_back": ("back", "退回，等重报"),
    "late": ("bad", "超期未报"),
    "missing": ("warn", "未报"),
    "later": ("todo", "期间未结束"),
}


@desk_view(roles=READERS)
def returns(request: DeskRequest) -> HttpResponse:
    """What sections owe for a year, and every figure that came."""
    desk = request.desk
    year = asked.year(request.GET, desk.today)
    called = [(c, *STATES[c.state(desk.today)]) for c in queries.calls(desk, year)]
    figures = queries.figures(desk, year)[:200]
    return render(
        request,
        "registers/returns.html",
        {
            "year": year,
            "years": asked.recent_years(desk.today),
            "called": called,
            "late": sum(mark == "bad" for _, mark, _ in called),
            "figures": [(f, *STATES[f.state]) for f in figures],
            "may_call": desk.has(Role.CLERK),
            "may_submit": desk.has(Role.SECTION),
            "own": {s.pk for s in desk.sections},
        },
    )


def _address(of: date) -> str:
    """The page of the year that a figure or a call is of."""
    return f"{reverse('registers:returns')}?year={of.year}"


@desk_view(roles={Role.CLERK})
def call(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = CallForm(request.POST or None, agency=desk.agency)
    return form_page(
        request,
        form,
        lambda: services.call_for(**desk.acting, **form.cleaned_data),
        done=lambda made: f"已要求{named(made)}，科室的工作台会列出。",
        to=lambda made: _address(made.period_to),
        title="要求科室报数",
        crumbs=[(reverse("registers:returns"), "科室报数")],
        button="发出报数要求",
        intro="记录在别的系统里的事项，由科室按期报数。同一事项同一期间，逐条登记和科室报数只能用一种。",
    )


@require_http_methods(["POST"])
@desk_view(roles={Role.CLERK})
def withdraw(request: DeskRequest, uid: UUID) -> HttpResponse:
    desk = request.desk
    held = queries.call(desk, uid)
    if held is None:
        raise Http404
    services.withdraw_call(**desk.acting, call=held)
    messages.success(request, f"已撤回要求：{named(held)}。还要报的，再要求一次。")
    return redirect(_address(held.period_to))


@desk_view(roles={Role.SECTION})
def submit(request: DeskRequest) -> HttpResponse:
    """Report a figure; the address may name the call it answers."""
    desk = request.desk
    called = _call(request)
    form = ReturnForm(
        request.POST or None,
        request.FILES or None,
        agency=desk.agency,
        own=desk.sections,
        initial=_initial(request, called),
    )

    return form_page(
        request,
        form,
        lambda: services.submit_return(**desk.acting, **_with_proof(desk, form)),
        done="已报，公开办确认以后计入年报。",
        to=lambda made: _address(made.period_to),
        title="报数",
        intro=_wanted(called) if called else "",
        crumbs=[(reverse("registers:returns"), "科室报数")],
        button="报送这个数",
        cancel="不报送，返回",
    )


def _call(request: DeskRequest) -> DataCall | None:
    """The call the address names."""
    uid = asked.uid(request.GET.get("call"))
    return queries.call(request.desk, uid) if uid else None


def named(call: DataCall) -> str:
    """What is asked for, in a sentence: “审批科报2026年7月1日至2026年12月31日的行政强制”."""
    return (
        f"{call.section}报{print_date(call.period_from)}至{print_date(call.period_to)}的"
        f"{call.get_kind_display()}"
    )


def _wanted(call: DataCall) -> str:
    """What the public office asked for, above the form that answers it."""
    return f"公开办要{named(call)}，{print_date(call.due_on)}前报送。"


def _initial(request: DeskRequest, held: DataCall | None) -> dict[str, Any]:
    own = request.desk.sections
    initial: dict[str, Any] = {"section": own[0].pk if len(own) == 1 else None}
    if held is not None:
        initial |= {
            "section": held.section_id,
            "kind": held.kind,
            "period_from": held.period_from,
            "period_to": held.period_to,
        }
    return initial


def _with_proof(desk: Desk, form: Form) -> dict[str, Any]:
    """What the form holds, its proof stored encrypted: it may name people."""
    given = form.cleaned_data
    proof = given["proof"]
    kept = proof and files.store(
        **desk.acting,
        name=proof.name,
        data=proof.read(),
        media_type="application/octet-stream",
        personal=True,
    )
    return given | {"proof": kept or None}


def _versions(request: DeskRequest, record: UUID) -> list[Return]:
    found = queries.return_versions(request.desk, record)
    if not found:
        raise Http404
    return found


@desk_view(roles=READERS)
def figure(request: DeskRequest, record: UUID) -> HttpResponse:
    """One figure with its versions, and what can be done with it now."""
    desk = request.desk
    held = _versions(request, record)
    newest = held[0]
    events = ledger.events_at(desk.agency, [v.recorded_at_position for v in held])
    givers = queries.givers(events.values())
    own = {s.pk for s in desk.sections}
    return render(
        request,
        "registers/figure.html",
        {
            "figure": newest,
            "kind": Kind(newest.kind),
            "mark": STATES[newest.state],
            "versions": [
                (
                    v,
                    events[v.recorded_at_position],
                    *STATES[v.state],
                    givers.get(v.recorded_at_position),
                )
                for v in held
            ],
            "is_clerk": desk.has(Role.CLERK),
            "own_figure": newest.submitted_by_id == desk.person.pk,
            "may_confirm": desk.has(Role.CLERK)
            and newest.state == ReturnState.SUBMITTED
            and newest.submitted_by_id != desk.person.pk,
            "may_send_back": desk.has(Role.CLERK) and newest.state != ReturnState.SENT_BACK,
            "may_correct": desk.has(Role.SECTION) and newest.section_id in own,
        },
    )


@require_http_methods(["POST"])
@desk_view(roles={Role.CLERK})
def confirm(request: DeskRequest, record: UUID) -> HttpResponse:
    desk = request.desk
    _versions(request, record)
    try:
        services.confirm_return(
            **desk.acting, record=record, seen=asked.whole_number(request.POST.get("seen")) or 0
        )
    except Refusal as refusal:
        if refusal.code != "moved":
            raise
        messages.warning(request, str(refusal))
        return redirect("registers:figure", record)
    messages.success(request, "已确认，从现在起计入年报。")
    return redirect("registers:figure", record)


@desk_view(roles={Role.CLERK})
def send_back(request: DeskRequest, record: UUID) -> HttpResponse:
    desk = request.desk
    newest = _versions(request, record)[0]
    form = SendBackForm(request.POST or None, initial={"seen": newest.pk})
    return form_page(
        request,
        form,
        lambda: services.send_back_return(**desk.acting, record=record, **form.cleaned_data),
        done="已退回，不计入年报，等科室重报。",
        to=_address(newest.period_to),
        title="退回报数",
        crumbs=[(reverse("registers:returns"), "科室报数")],
        button="退回这份报数",
        cancel="不退回，返回",
        intro=f"{newest.section}报的{newest.get_kind_display()}，"
        f"{newest.period_from} 至 {newest.period_to}，{thousands(newest.value)} "
        f"{Kind(newest.kind).unit}。",
    )


@desk_view(roles={Role.SECTION})
def correct_figure(request: DeskRequest, record: UUID) -> HttpResponse:
    desk = request.desk
    newest = _versions(request, record)[0]
    form = CorrectReturnForm(
        request.POST or None,
        request.FILES or None,
        initial={
            "value": newest.value,
            "source_system": newest.source_system,
            "seen": newest.pk,
        },
    )

    return form_page(
        request,
        form,
        lambda: services.correct_return(**desk.acting, record=record, **_with_proof(desk, form)),
        done="已更正，公开办重新确认以后计入年报。",
        to=_address(newest.period_to),
        title="更正报数",
        crumbs=[(reverse("registers:returns"), "科室报数")],
        button="报送更正后的数",
        cancel="不更正，返回",
        intro=f"{newest.get_kind_display()}，{newest.period_from} 至 {newest.period_to}。"
        "不换证明材料的，原来的材料继续有效。",
    )


@desk_view(roles=READERS)
def proof(request: DeskRequest, record: UUID, version: int) -> HttpResponse:
    """The proof of one version, as a download: never opened in the browser."""
    held = next((v for v in _versions(request, record) if v.pk == version), None)
    if held is None or held.proof is None:
        raise Http404
    return attachment(held.proof)
