"""The working days the agency counts by: which years are settled, and loading a later notice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.law.notice_text import read_notice
from gongkai.law.notices import Notice, check_notice, regions
from gongkai.office.access import EVERYONE, DeskRequest, desk_view
from gongkai.office.agencies import visibility, working_days
from gongkai.office.agencies.models import Agency, HolidayNotice, Role
from gongkai.office.formfields import PlainForm
from gongkai.office.refusal import Refusal

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

    def notice(self) -> Notice | None:
        """The notice the text states; None with an error at the field when it cannot be one."""
        given = self.cleaned_data
        try:
            found = read_notice(given["text"], region=given.get("region") or None, url=given["url"])
            check_notice(found)
        except ValueError as wrong:
            self.add_error("text", str(wrong))
            return None
        return found


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
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        notice = form.notice()
        if notice is not None and "load" in request.POST:
            try:
                renewed = working_days.load_notice(
                    agency=desk.agency, actor=desk.person, now=desk.now, notice=notice
                )
            except Refusal as refused:
                context["refusal"] = refused
            else:
                messages.success(
                    request,
                    f"已经载入{notice.year}年的放假通知，各项期限都按它计算。"
                    f"按它重新计算了 {renewed} 件办理中的申请。",
                )
                return redirect("agencies:working_days")
        elif notice is not None and "again" not in request.POST:
            context |= {"notice": notice, "spans": _spans(notice)}
    return render(request, "agencies/load_notice.html", context)


def _spans(notice: Notice) -> list[dict[str, Any]]:
    """The holidays in the order of the text: name, first and last day, number of days."""
    spans: list[dict[str, Any]] = []
    for day, name in notice.rest:
        if spans and spans[-1]["name"] == name and (day - spans[-1]["last"]).days == 1:
            spans[-1]["last"] = day
        else:
            spans.append({"name": name, "first": day, "last": day})
    return [span | {"days": (span["last"] - span["first"]).days + 1} for span in spans]
