"""The points the law leaves open: how the agency reads each, and choosing another reading."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.law.open_points import OpenPoint, point
from gongkai.office.access import EVERYONE, DeskRequest, desk_view
from gongkai.office.agencies import open_points
from gongkai.office.agencies.models import Role
from gongkai.office.formfields import PlainForm, day, words
from gongkai.office.formpage import form_page


class ChoiceForm(PlainForm):
    value = forms.ChoiceField(
        label="怎样算",
        widget=forms.RadioSelect,
        error_messages={"required": "没有选怎样算。请选一种。"},
    )
    valid_from = day("从哪一天起", "这一天起收到的申请、审结的案件照新的口径，以前的照原来的办完。")
    reason = words(
        "依据和理由", "例如哪一级哪个文件的规定，或者本机关哪次会议定的。", rows=3, size=300
    )

    def __init__(self, *args: object, about: OpenPoint, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["value"].choices = [  # type: ignore[attr-defined]
            (value, f"{words}（通常的做法）" if value == about.default else words)
            for value, words in about.choices
        ]


@desk_view(roles=EVERYONE)
def readings(request: DeskRequest) -> HttpResponse:
    """Every open point with the reading of today."""
    desk = request.desk
    return render(
        request,
        "agencies/open_points.html",
        {
            "readings": open_points.readings(desk.agency, desk.today),
            "may_change": desk.has(Role.ADMINISTRATOR),
        },
    )


@desk_view(roles=[Role.ADMINISTRATOR])
def choose(request: DeskRequest, name: str) -> HttpResponse:
    """Choose how one point is read, and from which day."""
    desk = request.desk
    try:
        about = point(name)
    except KeyError as error:
        raise Http404 from error
    now = next(one for one in open_points.readings(desk.agency, desk.today) if one.point is about)
    initial = {"value": now.value, "valid_from": desk.today + timedelta(days=1)}
    form = ChoiceForm(request.POST or None, about=about, initial=initial)
    return form_page(
        request,
        form,
        lambda: open_points.choose(**desk.acting, name=name, **form.cleaned_data),
        done=lambda made: f"已经选定，从 {made.valid_from} 起：{about.words(made.value)}。",
        to="agencies:open_points",
        title=about.question,
        button="选定口径",
        intro=f"现在：{now.words}。{about.basis}。",
        crumbs=[(reverse("agencies:open_points"), "期限和统计口径")],
        cancel="不改，返回",
    )
