"""Answering, correcting, delivering, handing over, and papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from gongkai.office.access import Desk
from gongkai.office.agencies.models import Agency
from gongkai.office.applications import queries
from gongkai.office.applications.forms.fields import choice, method, seen, upload
from gongkai.office.applications.models import (
    ApplicantKind,
    Application,
    FormWanted,
    MaterialKind,
)
from gongkai.office.formfields import PlainForm, day, email, section, text, words


class AnswerForm(PlainForm):
    on = day("答复日期")
    reasons = words("办理意见", rows=7)
    document_word = text("文号的字", "年份和号数自动接上。", size=30)
    court = text("有管辖权的人民法院", "写进救济告知，请核对。", size=60)
    seen = seen()

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("on", today)
        super().__init__(*args, **kwargs)


class CorrectForm(PlainForm):
    """`received`: the event is the receipt, which can be put right and not struck out; `confirmed` is the
    day both sides confirmed that it states beside its own, None where it states none."""

    new_on = day("正确的日期", required=False)
    confirmed_on = day("正确的双方确认日期", required=False)
    strike = forms.BooleanField(label="这件事没有发生，撤销这条记录", required=False)
    note = words("更正的原因", "原记录错在哪里，依据什么更正。", rows=3)
    tell = words(
        "告知申请人的更正内容",
        "原来已经书面告知申请人的，写明更正什么，随即生成更正告知书；没有告知过的空着。",
        required=False,
        rows=3,
    )
    seen = seen()

    def __init__(
        self, *args: Any, received: bool, confirmed: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if received:
            del self.fields["strike"]
        if confirmed is None:
            del self.fields["confirmed_on"]
        else:
            self.fields["confirmed_on"].help_text = f"现在是 {confirmed}，不改的空着。"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        dated = bool(given.get("new_on") or given.get("confirmed_on"))
        wrong = self.errors.keys() & {"new_on", "confirmed_on"}
        if dated == bool(given.get("strike")) and not wrong:
            both = "请填正确的日期，或者勾选撤销，两样只选一样。"
            self.add_error("new_on", both if "strike" in self.fields else "请填正确的日期。")
        return given


class KindForm(PlainForm):
    kind = choice("正确的申请人类型", ApplicantKind.choices, "年度报告表三按这六类分列。")
    note = words("更正的原因", "依据什么材料更正，加密保存。", rows=3)
    seen = seen()


class DetailsForm(PlainForm):
    """What is left empty stays; of the applicant the form shows no more than the masked line."""

    name = text("姓名或者名称", required=False, size=120)
    identity_number = text("证件号码", required=False, size=60)
    telephone = text("联系电话", required=False, size=40)
    address = text("通信地址", required=False)
    email = email("电子邮箱")
    subject_line = text("申请事项", "一句话概括，会出现在列表里。不要写人名、住址、电话。")
    request_text = words(
        "申请内容", "照抄申请表。申请人后来补充或者改变内容的，登记收到补正，不在这里改。", rows=6
    )
    form_wanted = choice("获取方式", FormWanted.choices)
    note = words("更正的原因", "例如登记时抄错，或者申请人告知改了住址。加密保存。", rows=3)
    corrected = seen()
    seen = seen()

    def __init__(
        self, *args: Any, masked: Mapping[str, str], own_words: bool, **kwargs: Any
    ) -> None:
        """`own_words` says that the applicant wrote the request on the portal: it is not corrected."""
        super().__init__(*args, **kwargs)
        if own_words:
            del self.fields["request_text"]
        for name, shown in masked.items():
            now = f"现在是 {shown}，" if shown else "现在没有登记，"
            self.fields[name].help_text = f"{now}不改的空着。"

    def changes(self) -> dict[str, str]:
        """What was filled in, by the names the service takes."""
        given = {
            k: v for k, v in self.cleaned_data.items() if k not in ("note", "seen", "corrected")
        }
        return {name: value for name, value in given.items() if value}


class StrikeForm(PlainForm):
    instead = text(
        "保留的申请编号", "同一份申请的另一次登记；没有的空着。", required=False, size=20
    )
    note = words("撤销的原因", "原登记错在哪里，加密保存。", rows=3)
    seen = seen()

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk

    def clean_instead(self) -> str:
        """The number of an application that the person may see; `kept` is that one."""
        number: str = self.cleaned_data["instead"].strip()
        self.kept: Application | None = None
        if number:
            try:
                self.kept = queries.one(self.desk, number)
            except Application.DoesNotExist:
                raise forms.ValidationError(
                    f"没有编号为“{number}”的申请。请核对，或者空着。"
                ) from None
        return number


class DeliveryForm(PlainForm):
    """The date and the way first; the proof once both clocks were seen."""

    on = day("送达日期", "对方收到的日期；邮寄的文书按交邮之日登记，征求意见函按对方收到之日登记。")
    method = method()
    proof = upload("送达凭证", "签收单、邮件收据或者回执的扫描件。")
    seen = seen()

    def __init__(self, *args: Any, asks_proof: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_proof:
            del self.fields["proof"]


class MaterialForm(PlainForm):
    kind = choice("材料种类", MaterialKind.choices)
    file = upload("文件", "扫描件、图片、Word 或者压缩包。", required=True)


class SectionForm(PlainForm):
    until = day("办理时限", "填写以后生成协办函，函里不写谁申请的。", required=False)
    words = words("协办事项", "写进协办函。", required=False, rows=3)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"section": section(agency, "承办科室", none="公开办"), **self.fields}
