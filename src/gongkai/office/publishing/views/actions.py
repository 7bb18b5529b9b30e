"""What is done with an item: each a form, a service, and back to its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.office import asked
from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.formpage import form_page
from gongkai.office.publishing import services
from gongkai.office.publishing.forms import (
    AnswerForm,
    ChangeForm,
    ConsultForm,
    PlaceForm,
    ReasonForm,
    SettleForm,
    SettlementForm,
    SubmitForm,
)
from gongkai.office.publishing.models import InformationItem
from gongkai.office.publishing.queries import desk as reading
from gongkai.office.publishing.queries.stages import Standing
from gongkai.office.publishing.views.items import back, held, item_page
from gongkai.office.publishing.visibility import WRITERS
from gongkai.office.refusal import Refusal
from gongkai.office.reviews.models import Template
from gongkai.office.reviews.queries import open_templates
from gongkai.report.write.document import print_date

Linked = InformationItem | None


@require_POST
@desk_view(roles=WRITERS)
def submit(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Hand in the version that the page showed."""
    desk, standing = request.desk, held(request, uid)
    form = SubmitForm(request.POST, templates=open_templates(desk.agency))
    if not form.is_valid():
        return item_page(
            request, standing, Refusal("no-template", "请选择审核模板，重新打开页面再送审。")
        )
    template = get_object_or_404(
        Template, agency=desk.agency, uid=form.cleaned_data["template"], closed_on=None
    )
    return _act(
        request,
        standing,
        lambda: services.submit(
            **desk.acting,
            item=uid,
            version=form.cleaned_data["version"],
            template=template,
            link=back(uid),
        ),
        f"第 {standing.version.number} 版已送审。",
    )


@require_POST
@desk_view(roles={Role.CLERK})
def publish(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Put the version that the page showed before the public."""
    desk, standing = request.desk, held(request, uid)
    version = asked.uid(request.POST.get("version"))
    if version is None:
        raise Http404
    return _act(
        request,
        standing,
        lambda: services.publish(**desk.acting, item=uid, version=version),
        f"第 {standing.version.number} 版已公开。",
    )


@require_POST
@desk_view(roles=WRITERS)
def answer(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Say why a finding stays."""
    desk, standing = request.desk, held(request, uid)
    form = AnswerForm(request.POST)
    given = form.data if not form.is_valid() else form.cleaned_data
    return _act(
        request,
        standing,
        lambda: services.answer_finding(
            **desk.acting,
            item=uid,
            key=str(given.get("key", ""))[:120],
            reason=str(given.get("reason", "")),
        ),
        "已记下理由，审核的人会看到。",
    )


def _act(
    request: DeskRequest, standing: Standing, act: Callable[[], Any], done: str
) -> HttpResponse:
    try:
        act()
    except Refusal as refused:
        return item_page(request, standing, refused)
    messages.success(request, done)
    return redirect("publishing:item", standing.item.uid)


def _asked(
    request: DeskRequest,
    standing: Standing,
    form: forms.Form,
    service: Callable[..., Any],
    *,
    done: str,
    **shown: Any,
) -> HttpResponse:
    """The page of a form (title, intro, button), whose fields are what the service takes beside who
    acts and when."""
    desk, item = request.desk, standing.item
    address = reverse("publishing:item", args=[item.uid])
    return form_page(
        request,
        form,
        lambda: service(**desk.acting, **form.cleaned_data),
        done=done,
        to=address,
        number=item.index_number,
        about=standing.version.title,
        crumbs=[(address, item.index_number)],
        **{"cancel": "不办，返回"} | shown,
    )


@desk_view(roles={Role.CLERK})
def withdraw(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Take the item from the public, with a reason; what stands elsewhere is named, no service can
    take it back there."""
    standing = held(request, uid)
    there = "、".join(
        f"{one.channel}（{print_date(one.posted_on)}发布）"
        for one in reading.elsewhere(standing.item)
    )
    return _asked(
        request,
        standing,
        ReasonForm(request.POST or None),
        partial(services.withdraw, item=uid),
        title="撤回",
        intro="撤回以后网站、检索和订阅里马上都没有这条信息。再公开要形成新的一版，重新审核。"
        + (f"还发在{there}，那里要另行删除。" if there else ""),
        button=f"撤回 {standing.item.index_number}",
        done="已撤回，公众现在看不到了。",
    )


@desk_view(roles={Role.CLERK})
def close(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Decide not to publish the item."""
    return _asked(
        request,
        held(request, uid),
        ReasonForm(request.POST or None),
        partial(services.close, item=uid),
        title="决定不公开",
        intro="写明理由和依据的条款（条例第十三条至第十六条）。记下以后不能恢复。",
        button="记为不公开",
        done="已记为不公开。",
    )


@desk_view(roles=WRITERS)
def change(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The matter changed: twenty working days begin anew."""
    return _asked(
        request,
        held(request, uid),
        ChangeForm(request.POST or None, initial={"changed_on": request.desk.today}),
        partial(services.record_change, item=uid),
        title="登记变更",
        intro="信息本身变了才登记，例如机构负责人、办公地址变动。",
        button="登记变更日期",
        done="已登记变更，公开期限重新起算。",
    )


@desk_view(roles=WRITERS)
def place(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Move the item to another column, section or document."""
    standing = held(request, uid)
    item = standing.item
    form = PlaceForm(
        request.POST or None,
        agency=request.desk.agency,
        initial={
            "column": item.column_id,
            "section": item.section_id,
            "interprets_index": item.interprets.index_number if item.interprets else "",
            "consulted_index": item.consulted.index_number if item.consulted else "",
        },
    )

    def placed(*, interprets_index: Linked, consulted_index: Linked, **given: Any) -> None:
        services.place(item=uid, interprets=interprets_index, consulted=consulted_index, **given)

    return _asked(
        request,
        standing,
        form,
        placed,
        title="改栏目、责任科室和关联",
        intro="不影响已经通过的审核。",
        button="保存",
        done="已改栏目、责任科室和关联的信息。",
    )


@desk_view(roles=WRITERS)
def consult(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Record that another agency is asked."""
    return _asked(
        request,
        held(request, uid),
        ConsultForm(request.POST or None, initial={"asked_on": request.desk.today}),
        partial(services.consult, item=uid),
        title="登记征求其他机关意见",
        intro="公开的内容涉及其他机关的，先协商、确认，保证公开的信息准确一致（条例第十一条）。",
        button="登记征求意见",
        done="已登记。收到答复以前不能公开。",
    )


@desk_view(roles=WRITERS)
def settle(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What the other agency answered, or how a different view was settled."""
    desk = request.desk
    consulted = reading.coordination(desk, uid)
    if consulted is None:
        raise Http404
    form: forms.Form
    if consulted.result is None:
        form = SettleForm(request.POST or None, initial={"answered_on": desk.today})
        service = partial(services.record_answer, coordination=uid)
        title = f"登记{consulted.body}的答复"
    else:
        form = SettlementForm(request.POST or None)
        service = partial(services.settle, coordination=uid)
        title = f"写明{consulted.body}的不同意见怎样处理"
    return _asked(
        request,
        held(request, consulted.item.uid),
        form,
        service,
        title=title,
        intro=consulted.matter,
        button="登记",
        done="已登记。",
    )
