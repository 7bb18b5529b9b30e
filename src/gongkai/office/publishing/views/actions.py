"""What is done with an item: each a form, a service, and back to its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.publishing import services
from gongkai.office.publishing.forms import (
    AnswerForm,
    ChangeForm,
    ConsultForm,
    PlaceForm,
    ReasonForm,
    SettleForm,
    SubmitForm,
)
from gongkai.office.publishing.models import CoordinationResult
from gongkai.office.publishing.queries import desk as reading
from gongkai.office.publishing.queries.stages import Standing
from gongkai.office.publishing.services.items import WRITERS
from gongkai.office.publishing.views.items import back, held, item_page
from gongkai.office.refusal import Refusal
from gongkai.office.reviews.models import Template
from gongkai.office.reviews.queries import open_templates


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
            agency=desk.agency,
            actor=desk.person,
            now=desk.now,
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
    version = _uuid(request.POST.get("version", ""))
    return _act(
        request,
        standing,
        lambda: services.publish(
            agency=desk.agency, actor=desk.person, now=desk.now, item=uid, version=version
        ),
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
            agency=desk.agency,
            actor=desk.person,
            now=desk.now,
            item=uid,
            key=str(given.get("key", ""))[:120],
            reason=str(given.get("reason", "")),
        ),
        "已记下理由，审核的人会看到。",
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _act(
    request: DeskRequest, standing: Standing, act: Callable[[], Any], done: str
) -> HttpResponse:
    try:
        act()
    except Refusal as refused:
        return item_page(request, standing, refused)
    messages.success(request, done)
    return redirect("publishing:item", standing.item.uid)


def _form_page(
    request: DeskRequest,
    standing: Standing,
    form: forms.Form,
    act: Callable[[], Any],
    done: str,
    **shown: Any,
) -> HttpResponse:
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, done)
            return redirect("publishing:item", standing.item.uid)
    return render(
        request,
        "publishing/item_form.html",
        {"form": form, "refusal": refusal, "standing": standing, **shown},
    )


@desk_view(roles={Role.CLERK})
def withdraw(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Take the item from the public, with a reason."""
    desk, standing = request.desk, held(request, uid)
    form = ReasonForm(request.POST or None)
    return _form_page(
        request,
        standing,
        form,
        lambda: services.withdraw(
            agency=desk.agency,
            actor=desk.person,
            now=desk.now,
            item=uid,
            reason=form.cleaned_data["reason"],
        ),
        "已撤回，公众现在看不到了。",
        title="撤回",
        button=f"撤回 {standing.item.index_number}",
        intro="撤回以后网站、检索和订阅里马上都没有这条信息。再公开要形成新的一版，重新审核。",
    )


@desk_view(roles={Role.CLERK})
def close(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Decide not to publish the item."""
    desk, standing = request.desk, held(request, uid)
    form = ReasonForm(request.POST or None)
    return _form_page(
        request,
        standing,
        form,
        lambda: services.close(
            agency=desk.agency,
            actor=desk.person,
            now=desk.now,
            item=uid,
            reason=form.cleaned_data["reason"],
        ),
        "已记为不公开。",
        title="决定不公开",
        button="记为不公开",
        intro="写明理由和依据的条款（条例第十三条至第十六条）。记下以后不能恢复。",
    )


@desk_view(roles=WRITERS)
def change(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The matter changed: twenty working days begin anew."""
    desk, standing = request.desk, held(request, uid)
    form = ChangeForm(request.POST or None, initial={"changed_on": desk.today})
    return _form_page(
        request,
        standing,
        form,
        lambda: services.record_change(
            agency=desk.agency,
            actor=desk.person,
            now=desk.now,
            item=uid,
            changed_on=form.cleaned_data["changed_on"],
        ),
        "已登记变更，公开期限重新起算。",
        title="登记变更",
        button="登记变更日期",
        intro="信息本身变了才登记，例如机构负责人、办公地址变动。",
    )


@desk_view(roles=WRITERS)
def place(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Move the item to another column, section or document."""
    desk, standing = request.desk, held(request, uid)
    item = standing.item
    form = PlaceForm(
        request.POST or None,
        agency=desk.agency,
        initial={
            "column": item.column_id,
            "section": item.section_id,
            "interprets_index": item.interprets.index_number if item.interprets else "",
            "consulted_index": item.consulted.index_number if item.consulted else "",
        },
    )
    return _form_page(
        request,
        standing,
        form,
        lambda: services.place(
            agency=desk.agency,
            actor=desk.person,
            now=desk.now,
            item=uid,
            column=form.cleaned_data["column"],
            section=form.cleaned_data["section"],
            interprets=form.cleaned_data["interprets_index"],
            consulted=form.cleaned_data["consulted_index"],
        ),
        "已改栏目、责任科室和关联的信息。",
        title="改栏目、责任科室和关联",
        button="保存",
        intro="不影响已经通过的审核。",
    )


@desk_view(roles=WRITERS)
def consult(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Record that another agency is asked."""
    desk, standing = request.desk, held(request, uid)
    form = ConsultForm(request.POST or None, initial={"asked_on": desk.today})
    return _form_page(
        request,
        standing,
        form,
        lambda: services.consult(
            agency=desk.agency,
            actor=desk.person,
            now=desk.now,
            item=uid,
            **form.cleaned_data,
        ),
        "已登记。收到答复以前不能公开。",
        title="登记征求其他机关意见",
        button="登记征求意见",
        intro="公开的内容涉及其他机关的，先协商、确认，保证公开的信息准确一致（条例第十一条）。",
    )


@desk_view(roles=WRITERS)
def settle(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What the other agency answered, or how a different view was settled."""
    desk = request.desk
    asked = reading.coordination(desk, uid)
    if asked is None:
        raise Http404
    standing = held(request, asked.item.uid)
    form: forms.Form
    if asked.result is None:
        form = SettleForm(
            request.POST or None,
            initial={"answered_on": desk.today, "result": CoordinationResult.CONFIRMED},
        )

        def act() -> Any:
            return services.record_answer(
                agency=desk.agency,
                actor=desk.person,
                now=desk.now,
                coordination=uid,
                **form.cleaned_data,
            )

        title = f"登记{asked.body}的答复"
    else:
        form = ReasonForm(request.POST or None)
        form.fields["reason"].label = "处理情况"

        def act() -> Any:
            return services.settle(
                agency=desk.agency,
                actor=desk.person,
                now=desk.now,
                coordination=uid,
                settlement=form.cleaned_data["reason"],
            )

        title = f"写明{asked.body}的不同意见怎样处理"
    return _form_page(
        request, standing, form, act, "已登记。", title=title, button="登记", intro=asked.matter
    )
