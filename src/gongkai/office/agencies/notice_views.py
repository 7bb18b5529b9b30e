"""The working days the agency counts by: which years are settled, and loading a later notice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.law.notice_text import read_notice
from gongkai.law.notices import Notice, check_notice, regions
from gongkai.office.access import EVERYONE, DeskRequest, desk_view
from gongkai.office.agencies import visibility, working_days
from gongkai.office.agencies.models import Agency, HolidayNotice, Role
from gongkai.office.formfields import PlainForm
from gongkai.office.formpage import form_page

#: The years before and after this one that the page shows.
AROUND = 1


class NoticeForm(PlainForm):
    region = forms.ChoiceField(label="适用范围", help_text="通知在哪里适用。")
    text = forms.CharField(
        label="通知全文",
        help_text="从政府网站复制通知的标题、文号和正文，粘贴在这里。每个节日一行，"
        "例如“一、元旦：1月1日（周五）至3日（周日）放假，共3天。”",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "没有粘贴通知的文字。请复制通知全文，粘贴到这里。"},
    )
    url = forms.URLField(
        label="通知的网址",
        help_text="文号和网址至少要有一个，日后能核对来源。",
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": "这不是一个网址。请从浏览器的地址栏复制，或者空着。"},
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = regions().get(agency.calendar_region)
        choices = [("", "全国")] + ([(own.code, f"只在{own.name}")] if own else [])
        self.fields["region"].choices = choices  # type: ignore[attr-defined]
        self.fields["region"].required = False
        if own is None:
            del self.fields["region"]

    def clean(self) -> dict[str, Any]:
        """With the notice the text states under "notice"; an error at the text where it states none."""
        given = self.cleaned_data
        if "text" in given and "url" in given:
            try:
                found = read_notice(
                    given["text"], region=given.get("region") or None, url=given["url"]
                )
                check_notice(found)
            except ValueError as wrong:
                self.add_error("text", str(wrong))
            else:
                given["notice"] = found
        return given


@desk_view(roles=EVERYONE)
def working_days_page(request: DeskRequest) -> HttpResponse:
    """The years around today, and the notices loaded since the program was made."""
    desk = request.desk
    calendar = working_days.calendar_of(desk.agency)
    years = [
        (year, year in calendar.fixed_years, [n for n in calendar.notices if n.year == year])
        for year in range(desk.today.year + AROUND, desk.today.year - AROUND - 1, -1)
    ]
    loaded = (
        HolidayNotice.objects.filter(visibility.notices(desk))
        .select_related("loaded_by")
        .order_by("-id")
    )
    own = regions().get(desk.agency.calendar_region)
    return render(
        request,
        "agencies/working_days.html",
        {
            "years": years,
            "loaded": loaded,
            "region": own.name if own else "",
            "may_change": desk.has(Role.ADMINISTRATOR),
        },
    )


@desk_view(roles=[Role.ADMINISTRATOR])
def load_notice(request: DeskRequest) -> HttpResponse:
    """Paste the text, look at what was read, load it."""
    desk = request.desk
    form = NoticeForm(request.POST or None, agency=desk.agency)

    def load() -> tuple[int, int]:
        notice: Notice = form.cleaned_data["notice"]
        return notice.year, working_days.load_notice(**desk.acting, notice=notice)

    def look() -> dict[str, Any]:
        if "again" in request.POST:
            return {}
        notice: Notice = form.cleaned_data["notice"]
        return {
            "notice": notice,
            "spans": _spans(notice),
            "title": "核对读出的日期",
            "intro": "请对照通知原文逐项核对。载入以后，申请、双公示、复议诉讼和公开的期限都按它计算。",
        }

    shown: dict[str, Any] = {
        "title": "载入放假通知",
        "intro": "国务院办公厅每年秋冬公布下一年的放假安排。先读出日期，核对以后才载入。",
        "crumbs": [(reverse("agencies:working_days"), "放假安排")],
        "cancel": "不载入，回到放假安排",
    }
    return form_page(
        request,
        form,
        load,
        look=look,
        done=lambda made: (
            f"已经载入{made[0]}年的放假通知，各项期限都按它计算。"
            f"按它重新计算了 {made[1]} 件办理中的申请。"
        ),
        to="agencies:working_days",
        template="agencies/load_notice.html",
        **shown,
    )


def _spans(notice: Notice) -> list[dict[str, Any]]:
    """The holidays in the order of the text: name, first and last day, number of days."""
    spans: list[dict[str, Any]] = []
    for day, name in notice.rest:
        if spans and spans[-1]["name"] == name and (day - spans[-1]["last"]).days == 1:
            spans[-1]["last"] = day
        else:
            spans.append({"name": name, "first": day, "last": day})
    return [span | {"days": (span["last"] - span["first"]).days + 1} for span in spans]
