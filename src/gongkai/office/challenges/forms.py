"""What the pages of a case ask."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.remedies import Ending
from gongkai.office.challenges.models import ENDING_NAMES, CaseKind


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-m"}),
        error_messages={
            "required": f"没有填{label}。请选择日期。",
            "invalid": f"{label}不是一个日期。请按 2026-09-18 的样子填写。",
        },
    )


def _line(label: str, help_text: str = "", *, required: bool = True, size: int = 200) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=size,
        error_messages={"required": f"没有填{label}。请填写。"},
    )


def _note(label: str, help_text: str, *, required: bool) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": f"没有填{label}。请填写。"},
    )


class FilingForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=CaseKind.choices)
    simple = forms.BooleanField(
        label="适用简易程序",
        help_text="行政复议的答复期限是 5 个工作日；诉讼的审限是 45 日。",
        required=False,
    )
    title = _line("事项", "一句话，会出现在列表里，不要写人名。")
    number = _line(
        "申请编号", "因哪一件申请的答复引起；不是因申请引起的空着。", required=False, size=20
    )
    body = _line("复议机关或者法院", size=120)
    body_number = _line("对方案号", required=False, size=80)
    party = _line("申请人或者原告", "加密保存。", required=False, size=120)
    filed_on = _day("受理日期", "复议机关受理、法院立案的日期，按它计入表四。")
    notice_on = _day("收到副本日期", "本机关答复、答辩的期限从次日起算。")


class ReplyForm(forms.Form):
    on = _day("提交答复日期")
    note = _note("说明", "加密保存。", required=False)


class ExtendForm(forms.Form):
    on = _day("告知延长日期", "复议机关告知延长期限的日期。")
    note = _note("说明", "加密保存。", required=False)


class DecideForm(forms.Form):
    on = _day("审结日期", "决定书、判决书或者裁定书的日期。")
    ending = forms.TypedChoiceField(
        label="结果",
        help_text="计入表四的哪一列由结果决定。",
        choices=[(ending.value, name) for ending, name in ENDING_NAMES.items()],
        coerce=Ending,
    )
    note = _note("说明", "加密保存。", required=False)


class ReopenForm(forms.Form):
    note = _note("撤销的原因", "原登记错在哪里。", required=True)
