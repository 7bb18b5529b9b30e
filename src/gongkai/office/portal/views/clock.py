"""The public calculator: dates in, the day an answer is due and why out. The address keeps it all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.law.basis import LawRefusal
from gongkai.law.state import ClockState
from gongkai.office.agencies.open_points import settings_on
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications.track import track
from gongkai.office.formfields import day
from gongkai.office.portal.days import months_of
from gongkai.office.portal.site import PublicRequest, public_view

FIRST_YEAR, LAST_YEAR = 2019, 2099


class ClockForm(forms.Form):
    """What moves the date. Only the day of receipt is needed."""

    received = day(
        "收到申请的日期", "当面提交的是提交当天，邮寄的是签收当天，网上提交的是双方确认当天。"
    )
    asked = day("通知补正的日期", "机关要求补正过才填。", required=False)
    supplemented = day("收到补正的日期", "期限从这一天的次日重新计算。", required=False)
    extended = day("通知延期的日期", "机关告知延长答复期限才填。", required=False)
    days = forms.IntegerField(
        label="延长的工作日",
        help_text="最多 20 个。",
        required=False,
        min_value=1,
        max_value=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s"}),
        error_messages={
            "invalid": "延长的工作日不是整数，请改正。",
            "min_value": "延长的工作日最少是 1 个，请改正。",
            "max_value": "延期最多 20 个工作日（条例第三十三条），请改正。",
        },
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("received", "asked", "supplemented", "extended"):
            value = given.get(name)
            if value and not FIRST_YEAR <= value.year <= LAST_YEAR:
                self.add_error(name, f"现行条例从 2019 年起施行，请填 {FIRST_YEAR} 年以后的日期。")
        if given.get("supplemented") and not given.get("asked") and "asked" not in self.errors:
            self.add_error("asked", "填了收到补正的日期，还要填通知补正的日期。")
        if given.get("extended") and not given.get("days") and "days" not in self.errors:
            self.add_error("days", "填了通知延期的日期，还要填延长几个工作日。")
        if given.get("days") and not given.get("extended") and "extended" not in self.errors:
            self.add_error("extended", "填了延长的天数，还要填通知延期的日期。")
        return given

    def events(self) -> list[ev.Event]:
        """The events of the law that the dates mean."""
        given = self.cleaned_data
        found: list[ev.Event] = [
            ev.Received(id="1", on=given["received"], channel=ev.Channel.IN_PERSON)
        ]
        if given["asked"]:
            until = given["supplemented"] or given["asked"]
            found.append(ev.SupplementRequested(id="2", on=given["asked"], respond_by=until))
        if given["supplemented"]:
            found.append(ev.Supplemented(id="3", on=given["supplemented"]))
        if given["extended"]:
            found.append(
                ev.Extended(
                    id="4", on=given["extended"], days=given["days"], approved_by="工作机构负责人"
                )
            )
        return found


@require_safe
@public_view
def calculate(request: PublicRequest) -> HttpResponse:
    """The form, and beneath it the answer to what the address asks."""
    site = request.site
    asked = any(name in request.GET for name in ClockForm.base_fields)
    form = ClockForm(request.GET if asked else None)
    context: dict[str, Any] = {"here": "apply", "form": form}
    if asked and form.is_valid():
        calendar = calendar_of(site.agency)
        known = form.events()
        latest = max(event.on for event in known)
        try:
            state = law.fold(
                known,
                as_of=latest,
                calendar=calendar,
                settings=settings_on(site.agency, known[0].on),
            )
        except LawRefusal as no:
            context["refusal"] = no.message + (f"（{no.basis}）" if no.basis else "")
        else:
            context |= explained(known, state, site, calendar)
    return render(request, "portal/clock.html", context)


def explained(known: Any, state: ClockState, site: Any, calendar: Any) -> dict[str, Any]:
    """What `portal/due.html` shows of a clock."""
    days = track(known, state, calendar)
    months = []
    if days is not None:
        start = days.days[0].day
        restarts = [s.on for s in state.steps if s.on < start]
        months = months_of(days, max(restarts, default=start), site.today, calendar)
    return {
        "state": state,
        "track": days,
        "months": months,
        "left": calendar.working_days_between(site.today, state.due_on) if state.due_on else None,
        "today": site.today,
    }
