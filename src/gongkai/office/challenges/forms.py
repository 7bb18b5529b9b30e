"""What the pages of a case ask."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.remedies import Ending
from gongkai.office.access import Desk
from gongkai.office.agencies.queries import superior_of
from gongkai.office.applications import queries as applications
from gongkai.office.applications.models import Application
from gongkai.office.challenges.models import ENDING_NAMES, Case, CaseKind
from gongkai.office.challenges.services import Filing, Order
from gongkai.office.formfields import Once, PlainForm, day, text, words


class FilingForm(PlainForm):
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
    untold = forms.BooleanField(
        label="答复没有告知救济途径和期限",
        help_text="起诉复议决定的，指复议决定没有告知。没有告知的，最长一年。",
        required=False,
    )
    told_on = day("后来告知的日期", "后来补告知过的填写。", required=False)
    filed_on = day("受理日期", "复议机关受理、法院立案的日期，按它计入表四。")
    notice_on = day("收到副本日期", "本机关答复、答辩的期限从次日起算。")
    once = Once()

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        superior = superior_of(desk.agency, desk.today)
        if superior is not None and superior.reconsideration_body:
            self.fields[
                "body"
            ].help_text = f"本机关的行政复议机关是{superior.reconsideration_body}。"

    def clean_number(self) -> str:
        """The number of an application that the person may see; `application` is that one."""
        number: str = self.cleaned_data["number"].strip()
        self.application: Application | None = None
        if number:
            try:
                self.application = applications.one(self.desk, number)
            except Application.DoesNotExist:
                raise forms.ValidationError(
                    f"没有编号为“{number}”的申请。请核对，或者空着。"
                ) from None
        return number

    def filing(self) -> Filing:
        """What was filled in, as the service takes it."""
        left = ("number", "once")
        given = {name: value for name, value in self.cleaned_data.items() if name not in left}
        return Filing(**given | {"kind": CaseKind(given["kind"]), "application": self.application})


def values_of(case: Case) -> dict[str, Any]:
    """What was entered of a case, without the application and the other side."""
    names = ("kind", "simple", "title", "body", "body_number", "untold", "told_on", "filed_on")
    return {name: getattr(case, name) for name in (*names, "notice_on")}


class ReplyForm(PlainForm):
    on = day("提交答复日期")
    note = words("说明", "加密保存。", rows=3, required=False)


class ExtendForm(PlainForm):
    on = day("告知延长日期", "复议机关告知延长期限的日期。")
    note = words("说明", "加密保存。", rows=3, required=False)


class DecideForm(PlainForm):
    on = day("审结日期", "决定书、判决书或者裁定书的日期。")
    ending = forms.TypedChoiceField(
        label="结果",
        help_text="计入表四的哪一列由结果决定。",
        choices=[("", "请选择"), *((ending.value, name) for ending, name in ENDING_NAMES.items())],
        coerce=Ending,
        error_messages={"required": "没有选结果。请按决定书、判决书或者裁定书选择。"},
    )
    ordered = forms.BooleanField(
        label="责令本机关答复或者重新答复",
        help_text="选了以后，这件申请按决定书、判决书写明的期限另起一个时钟。",
        required=False,
    )
    received_on = day("收到决定书或者判决书的日期", "责令答复的要填。", required=False)
    answer_by = day(
        "责令答复的最后一天",
        "决定书、判决书写明的；写的是天数的，照它推算。没有写的空着，暂按 20 个工作日。",
        required=False,
    )
    note = words("说明", "加密保存。", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (
            given.get("ordered")
            and not given.get("received_on")
            and "received_on" not in self.errors
        ):
            self.add_error(
                "received_on", "没有填收到决定书或者判决书的日期。重新答复的期限从这一天起算。"
            )
        return given

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        found = dict(self.cleaned_data)
        ordered, received_on, until = (
            found.pop(name) for name in ("ordered", "received_on", "answer_by")
        )
        order = Order(received_on=received_on, until=until) if ordered else None
        return {**found, "order": order}


class ReopenForm(PlainForm):
    note = words("撤销的原因", "原登记错在哪里。", rows=3)


class CorrectForm(PlainForm):
    to = day("正确的日期")
    note = words("更正的原因", "原登记错在哪里，依据什么更正。加密保存。", rows=3)
    was = forms.DateField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "这一页不完整，请重新打开以后再办。",
            "invalid": "这一页不完整，请重新打开以后再办。",
        },
    )
