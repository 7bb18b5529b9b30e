"""What the pages of a case ask."""

from __future__ import annotations

from django import forms

from gongkai.law.remedies import Ending
from gongkai.office.challenges.models import ENDING_NAMES, CaseKind
from gongkai.office.formfields import day, text, words


class FilingForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=CaseKind.choices)
    simple = forms.BooleanField(
        label="适用简易程序",
        help_text="行政复议的答复期限是 5 个工作日；诉讼的审限是 45 日。",
        required=False,
    )
    title = text("事项", "一句话，会出现在列表里，不要写人名。")
    number = text(
        "申请编号", "因哪一件申请的答复引起；不是因申请引起的空着。", required=False, size=20
    )
    body = text("复议机关或者法院", size=120)
    body_number = text("对方案号", required=False, size=80)
    party = text("申请人或者原告", "加密保存。", required=False, size=120)
    filed_on = day("受理日期", "复议机关受理、法院立案的日期，按它计入表四。")
    notice_on = day("收到副本日期", "本机关答复、答辩的期限从次日起算。")


class ReplyForm(forms.Form):
    on = day("提交答复日期")
    note = words("说明", "加密保存。", rows=3, required=False)


class ExtendForm(forms.Form):
    on = day("告知延长日期", "复议机关告知延长期限的日期。")
    note = words("说明", "加密保存。", rows=3, required=False)


class DecideForm(forms.Form):
    on = day("审结日期", "决定书、判决书或者裁定书的日期。")
    ending = forms.TypedChoiceField(
        label="结果",
        help_text="计入表四的哪一列由结果决定。",
        choices=[(ending.value, name) for ending, name in ENDING_NAMES.items()],
        coerce=Ending,
    )
    note = words("说明", "加密保存。", rows=3, required=False)


class ReopenForm(forms.Form):
    note = words("撤销的原因", "原登记错在哪里。", rows=3)
