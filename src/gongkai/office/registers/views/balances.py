"""Opening balances: what a year holds besides its records, shown as such."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.asked import whole_number
from gongkai.office.audit import queries as ledger
from gongkai.office.formpage import form_page
from gongkai.office.refusal import Refusal
from gongkai.office.registers import queries, services
from gongkai.office.registers.forms import BalanceForm, CorrectBalanceForm
from gongkai.office.registers.models import OpeningBalance
from gongkai.office.registers.services.cells import label_of
from gongkai.office.registers.visibility import READERS

#: Balances that the list shows.
LISTED = 400


@desk_view(roles=READERS)
def balances(request: DeskRequest) -> HttpResponse:
    """The opening balances, newest year first."""
    return render(
        request,
        "registers/balances.html",
        {
            "balances": [(b, label_of(b.cell_id)) for b in queries.balances(request.desk)[:LISTED]],
            "may_enter": request.desk.has(Role.CLERK),
        },
    )


@desk_view(roles={Role.CLERK})
def enter_balance(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = BalanceForm(request.POST or None, initial={"year": desk.today.year})
    return form_page(
        request,
        form,
        lambda: services.enter_balance(**desk.acting, **form.cleaned_data),
        done="已填写期初数。",
        to="registers:balances",
        title="填写期初数",
        button="填写期初数",
        crumbs=[(reverse("registers:balances"), "期初数")],
        intro="年中开始使用本系统的，以前的数没有记录，在这里填。年报里单独写明是期初数。",
    )


def _versions(request: DeskRequest, record: UUID) -> list[OpeningBalance]:
    found = queries.balance_versions(request.desk, record)
    if not found:
        raise Http404
    return found


def _standing(request: DeskRequest, record: UUID) -> OpeningBalance:
    newest = _versions(request, record)[0]
    if newest.superseded_at_position is not None:
        raise Refusal("gone", "这个期初数已经删除，不能再改。请看它的办理记录。")
    return newest


@desk_view(roles=READERS)
def balance(request: DeskRequest, record: UUID) -> HttpResponse:
    """One opening balance with every version, and what can be done with it."""
    desk = request.desk
    held = _versions(request, record)
    newest = held[0]
    removed_at = newest.superseded_at_position
    positions = [v.recorded_at_position for v in held]
    events = ledger.events_at(desk.agency, [*positions, *([removed_at] if removed_at else [])])
    return render(
        request,
        "registers/balance.html",
        {
            "balance": newest,
            "label": label_of(newest.cell_id),
            "versions": [(v, events[v.recorded_at_position]) for v in held],
            "removed": events[removed_at] if removed_at else None,
            "may_enter": desk.has(Role.CLERK),
        },
    )


@desk_view(roles={Role.CLERK})
def correct_balance(request: DeskRequest, record: UUID) -> HttpResponse:
    desk = request.desk
    newest = _standing(request, record)
    form = CorrectBalanceForm(
        request.POST or None, initial={"value": newest.value, "seen": newest.pk}
    )
    label = label_of(newest.cell_id)
    return form_page(
        request,
        form,
        lambda: services.correct_balance(**desk.acting, balance=newest, **form.cleaned_data),
        done="已更正期初数，原来的一版保留在办理记录里。",
        to=reverse("registers:balance", args=[record]),
        title="更正期初数",
        button="更正期初数",
        cancel="不更正，返回",
        crumbs=[
            (reverse("registers:balances"), "期初数"),
            (reverse("registers:balance", args=[record]), label),
        ],
        intro=f"{newest.year}年度“{label}”，现在是 {newest.value}。"
        "已经冻结的年报不变，差异列在年报页。",
    )


@require_http_methods(["POST"])
@desk_view(roles={Role.CLERK})
def remove_balance(request: DeskRequest, record: UUID) -> HttpResponse:
    services.remove_balance(
        **request.desk.acting,
        balance=_standing(request, record),
        seen=whole_number(request.POST.get("seen")) or 0,
    )
    messages.success(request, "已删除这个期初数，不再计入年报。")
    return redirect("registers:balance", record)
