"""The pages of columns and of the word list."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.office.access import EVERYONE, DeskRequest, desk_view
from gongkai.office.formpage import form_page
from gongkai.office.publishing import queries, services
from gongkai.office.publishing.forms import ChangeColumnForm, ColumnForm, OfficeForm, WordForm
from gongkai.office.publishing.models import Block, Column, DisclosureOffice, WordRule
from gongkai.office.publishing.visibility import KEEPERS, VISIBLE, WRITERS


@desk_view(roles=EVERYONE)
def columns(request: DeskRequest) -> HttpResponse:
    """The columns by block, how fresh each is, and those overdue first."""
    desk = request.desk
    listed = queries.column_list(desk.agency)
    late = {stale.column.pk: stale for stale in queries.stale_columns(desk.agency, desk.today)}
    blocks = [
        (
            block.label,
            [(c, late.get(c.pk)) for c in listed if c.block == block],
        )
        for block in Block
    ]
    return render(
        request,
        "publishing/columns.html",
        {
            "blocks": [(name, rows) for name, rows in blocks if rows],
            "closed": queries.closed_columns(desk.agency),
            "stale": [s for s in late.values() if s.due_on],
            "empty": [s for s in late.values() if not s.due_on],
            "may_keep": desk.has(*KEEPERS),
            "may_write": desk.has(*WRITERS),
        },
    )


@desk_view(roles=KEEPERS)
def office(request: DeskRequest) -> HttpResponse:
    """How the office that answers for disclosure is reached, for the guide and every public page."""
    desk = request.desk
    held = DisclosureOffice.objects.filter(VISIBLE[DisclosureOffice](desk)).first()
    known = held or desk.agency
    names = ("name", "address", "hours", "telephone", "fax", "postcode", "email")
    initial = {name: getattr(known, name, "") for name in names}
    form = OfficeForm(request.POST or None, initial=initial if held else initial | {"name": ""})
    return form_page(
        request,
        form,
        lambda: services.describe_office(**desk.acting, **form.cleaned_data),
        done="已登记，公开指南和网站上的联系方式都改了。",
        to="publishing:columns",
        title="公开工作机构",
        button="登记公开工作机构",
        crumbs=[_list()],
    )


@require_POST
@desk_view(roles=KEEPERS)
def seed(request: DeskRequest) -> HttpResponse:
    """Make the statutory columns and the word list of a new agency."""
    desk = request.desk
    made = services.seed_columns(**desk.acting)
    words = services.seed_words(**desk.acting)
    messages.success(request, f"已建立 {len(made)} 个栏目，词表加入 {words} 条。")
    return redirect("publishing:columns")


@desk_view(roles=KEEPERS)
def add(request: DeskRequest) -> HttpResponse:
    """A further column."""
    desk = request.desk
    form = ColumnForm(request.POST or None, agency=desk.agency)
    return form_page(
        request,
        form,
        lambda: services.add_column(**desk.acting, **form.cleaned_data),
        done=lambda made: f"已建立栏目“{made.name}”。",
        to="publishing:columns",
        title="建立栏目",
        cancel="不建立，返回",
        crumbs=[_list()],
    )


def _list() -> tuple[str, str]:
    return reverse("publishing:columns"), "栏目"


@desk_view(roles=KEEPERS)
def change(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Another name, keeper, freshness or place of a column; close it, or use it again."""
    desk = request.desk
    held = get_object_or_404(Column, VISIBLE[Column](desk), uid=uid)
    around = queries.neighbours(held)
    form = ChangeColumnForm(
        request.POST or None,
        agency=desk.agency,
        initial={
            "name": held.name,
            "section": held.section_id,
            "freshness": held.freshness,
            "position": around.index(held.pk) + 1,
        },
    )
    return form_page(
        request,
        form,
        lambda: services.change_column(**desk.acting, column=uid, **form.cleaned_data),
        done=lambda made: f"栏目“{made.name}”已经改好。",
        to="publishing:columns",
        template="publishing/column.html",
        column=held,
        around=len(around),
    )


@require_POST
@desk_view(roles=KEEPERS)
def close(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Put nothing new into a column."""
    return _switched(request, uid, services.close_column, "已停用，里面的信息照样公开。")


@require_POST
@desk_view(roles=KEEPERS)
def reopen(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Use a closed column again."""
    return _switched(request, uid, services.reopen_column, "已恢复使用。")


def _switched(
    request: DeskRequest, uid: UUID, act: Callable[..., Column], done: str
) -> HttpResponse:
    desk = request.desk
    get_object_or_404(Column, VISIBLE[Column](desk), uid=uid)
    made = act(**desk.acting, column=uid)
    messages.success(request, f"栏目“{made.name}”{done}")
    return redirect("publishing:columns")


@require_POST
@desk_view(roles=WRITERS)
def check(request: DeskRequest, uid: UUID) -> HttpResponse:
    """A column was looked through and is still right."""
    desk = request.desk
    get_object_or_404(Column, VISIBLE[Column](desk), uid=uid)
    made = services.check_column(
        **desk.acting,
        column=uid,
        note=request.POST.get("note", ""),
    )
    messages.success(request, f"已记下“{made.column.name}”今天核对过，内容仍然准确。")
    return redirect("publishing:columns")


@require_safe
@desk_view(roles=EVERYONE)
def words(request: DeskRequest) -> HttpResponse:
    """The governed word list."""
    return _words(request)


@desk_view(roles=KEEPERS)
def add_word(request: DeskRequest) -> HttpResponse:
    """A further word; the list stands beside it."""
    return _words(request)


def _words(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = WordForm(request.POST or None)
    rules = WordRule.objects.filter(VISIBLE[WordRule](desk), closed_on__isnull=True)
    return form_page(
        request,
        form,
        lambda: services.add_word(**desk.acting, **form.cleaned_data),
        done=lambda made: f"已加入“{made.wrong}”。",
        to="publishing:words",
        template="publishing/words.html",
        rules=rules.select_related("added_by").order_by("-id"),
        may_keep=desk.has(*KEEPERS),
    )


@require_POST
@desk_view(roles=KEEPERS)
def close_word(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Look for a word no more."""
    desk = request.desk
    get_object_or_404(WordRule, VISIBLE[WordRule](desk), uid=uid)
    rule = services.close_word(**desk.acting, word=uid)
    messages.success(request, f"已停用“{rule.wrong}”。")
    return redirect("publishing:words")
