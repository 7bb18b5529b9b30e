"""The pages of channels: what went where, and the figures of platforms."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.office import asked
from gongkai.office.access import EVERYONE, DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.audit import queries as ledger
from gongkai.office.documents import queries as documents
from gongkai.office.documents import services as files
from gongkai.office.formpage import form_page
from gongkai.office.grid import SheetError, read_grid
from gongkai.office.publishing import figures, queries, services
from gongkai.office.publishing.forms import ChannelForm, CloseChannelForm, FiguresForm, PostForm
from gongkai.office.publishing.models import Channel, ChannelFigure, ChannelPost
from gongkai.office.publishing.visibility import KEEPERS, VISIBLE, WRITERS
from gongkai.office.refusal import Refusal

SHOWN = 100


@desk_view(roles=EVERYONE)
def channels(request: DeskRequest) -> HttpResponse:
    """All channels with what a year counts, and the months whose figures are missing."""
    desk = request.desk
    year = asked.year(request.GET, desk.today)
    position, _ = ledger.head(desk.agency)
    rows = queries.channel_year(desk.agency, year, position, desk.today)
    return render(
        request,
        "publishing/channels.html",
        {
            "rows": rows,
            "year": year,
            "years": asked.recent_years(desk.today),
            "metrics": queries.metrics(desk.agency, year, position),
            "may_keep": desk.has(*KEEPERS),
            "may_write": desk.has(*WRITERS),
        },
    )


def _held(request: DeskRequest, uid: UUID) -> Channel:
    found = (
        Channel.objects.filter(VISIBLE[Channel](request.desk), uid=uid)
        .select_related("section")
        .first()
    )
    if found is None:
        raise Http404
    return found


@desk_view(roles=EVERYONE)
def channel(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One channel: its log, newest first, or its months; a post is recorded here."""
    desk, held = request.desk, _held(request, uid)
    if request.method == "POST" and not desk.has(*WRITERS):
        raise Refusal("not-permitted", "发布记录由公开办经办和科室登记。")
    form = PostForm(request.POST or None, agency=desk.agency, initial={"posted_on": desk.today})
    posts = (
        ChannelPost.objects.current()
        .filter(VISIBLE[ChannelPost](desk), channel=held)
        .select_related("publication__item", "recorded_by")
        .order_by("-posted_on", "-id")
    )
    months = (
        ChannelFigure.objects.current()
        .filter(VISIBLE[ChannelFigure](desk), channel=held)
        .select_related("recorded_by")
        .order_by("-month")
    )
    return form_page(
        request,
        form,
        lambda: services.log_post(**desk.acting, channel=held, **form.cleaned_data),
        done="已登记。",
        to=_address(uid),
        template="publishing/channel.html",
        channel=held,
        posts=posts[:SHOWN],
        months=months[:SHOWN],
        shown=SHOWN,
        may_keep=desk.has(*KEEPERS),
        may_write=desk.has(*WRITERS),
    )


def _address(uid: UUID) -> str:
    return reverse("publishing:channel", args=[uid])


def _list() -> tuple[str, str]:
    return reverse("publishing:channels"), "渠道"


@require_POST
@desk_view(roles=WRITERS)
def take_back(request: DeskRequest, uid: UUID) -> HttpResponse:
    """A post was recorded by mistake."""
    desk = request.desk
    get_object_or_404(ChannelPost, VISIBLE[ChannelPost](desk), uid=uid)
    held = services.take_back_post(**desk.acting, post=uid)
    messages.success(request, f"已撤销登记“{held.title}”，不再计数。")
    return redirect("publishing:channel", held.channel.uid)


@desk_view(roles=KEEPERS)
def add(request: DeskRequest) -> HttpResponse:
    """A new channel."""
    desk = request.desk
    form = ChannelForm(request.POST or None, agency=desk.agency)
    return form_page(
        request,
        form,
        lambda: services.open_channel(**desk.acting, **form.cleaned_data),
        done=lambda made: f"已登记渠道“{made.name}”。",
        to=lambda made: _address(made.uid),
        title="登记渠道",
        crumbs=[_list()],
    )


@desk_view(roles=KEEPERS)
def close(request: DeskRequest, uid: UUID) -> HttpResponse:
    """A channel is used no more."""
    desk, held = request.desk, _held(request, uid)
    form = CloseChannelForm(request.POST or None, initial={"closed_on": desk.today})
    return form_page(
        request,
        form,
        lambda: services.close_channel(**desk.acting, channel=uid, **form.cleaned_data),
        done=f"已停用渠道“{held.name}”。",
        to=_address(uid),
        title="停用渠道",
        cancel="不停用，返回",
        crumbs=[_list(), (_address(uid), held.name)],
    )


@desk_view(roles={Role.CLERK, Role.SECTION})
def upload(request: DeskRequest) -> HttpResponse:
    """Take a file of figures and show what is in it; nothing is written yet."""
    desk = request.desk
    form = FiguresForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        data = given.read()
        try:
            _read(request, given.name, data)
        except SheetError as error:
            form.add_error("file", str(error))
        else:
            file = files.store(
                **desk.acting,
                name=given.name,
                data=data,
                media_type="application/octet-stream",
            )
            return redirect("publishing:figures-preview", file.uid)
    return render(
        request,
        "form_page.html",
        {
            "form": form,
            "title": "导入渠道数字",
            "button": "看预览",
            "cancel": "不导入，返回",
            "crumbs": [_list()],
            "intro": "选好文件先看预览，确认以前什么也不写入。没有的数字留空，空白不是 0。",
        },
    )


@desk_view(roles={Role.CLERK, Role.SECTION})
def preview(request: DeskRequest, file: UUID) -> HttpResponse:
    """GET shows what would be written; POST writes it, all or nothing."""
    desk = request.desk
    held = documents.own_file(desk, file)
    if held is None:
        raise Http404
    try:
        found = _read(request, held.name, documents.content(held))
    except SheetError as error:
        raise Refusal("no-table", str(error)) from error
    refusal = None
    if request.method == "POST" and found.ready:
        try:
            count = services.import_figures(
                **desk.acting,
                rows=[row for _, row in found.rows],
                file=held,
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, f"已写入 {count} 行渠道数字。")
            return redirect("publishing:channels")
    return render(
        request,
        "publishing/figures.html",
        {"file": held, "found": found, "refusal": refusal},
    )


def _read(request: DeskRequest, name: str, data: bytes) -> figures.FiguresPreview:
    desk = request.desk
    held = ChannelFigure.objects.current().filter(VISIBLE[ChannelFigure](desk))
    return figures.preview(
        read_grid(name, data),
        channels={c.name: c for c in Channel.objects.filter(VISIBLE[Channel](desk))},
        held=frozenset(held.values_list("channel_id", "month")),
        as_of=desk.today,
    )
