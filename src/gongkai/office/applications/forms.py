"""What the pages of an application ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from gongkai.law.events import CHANNEL_NAMES, Channel, ServiceMethod
from gongkai.law.fees import FeeMethod
from gongkai.office.agencies.models import Agency, Section
from gongkai.office.applications.models import ApplicantKind, FormWanted
from gongkai.office.applications.services import Submission

METHOD_NAMES = {
    ServiceMethod.DIRECT: "直接送达",
    ServiceMethod.ENTRUSTED: "委托其他行政机关代为送达",
    ServiceMethod.POST: "通过邮政企业邮寄",
    ServiceMethod.ELECTRONIC: "电子送达",
    ServiceMethod.COURIER: "其他快递（不合规，如实登记）",
}


def day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """A date of the law."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-m"}),
        error_messages={
            "required": f"没有填{label}。请选择日期。",
            "invalid": f"{label}不是一个日期。请按 2026-09-18 的样子填写。",
        },
    )


def text(label: str, help_text: str = "", *, required: bool = True, size: int = 200) -> Any:
    """One line."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=size,
        error_messages={"required": f"没有填{label}。请填写。"},
    )


def words(label: str, help_text: str = "", *, required: bool = True, rows: int = 4) -> Any:
    """Several lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"没有填{label}。请填写。"},
    )


def number(label: str, help_text: str = "", *, least: int = 1, most: int = 1_000_000) -> Any:
    """A whole number, typed."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s"}),
        error_messages={
            "required": f"没有填{label}。请填一个整数。",
            "invalid": f"{label}不是整数。请改正。",
            "min_value": f"{label}最少是 {least}。请改正。",
            "max_value": f"{label}最多是 {most}。请改正。",
        },
    )


class RegisterForm(forms.Form):
    channel = forms.ChoiceField(
        label="渠道",
        help_text="渠道决定收到之日怎么算（条例第三十一条）。",
        choices=[(c.value, CHANNEL_NAMES[c]) for c in Channel],
    )
    arrived_on = day("收到日期", "材料到达本机关的日期；需签收的邮件是签收的日期。")
    confirmed_on = day(
        "双方确认日期",
        "平常信函、互联网、电子邮件和传真要与申请人确认收到。还没有确认的空着，确认后再登记。",
        required=False,
    )
    kind = forms.ChoiceField(
        label="申请人类型", help_text="年度报告按这六类统计。", choices=ApplicantKind.choices
    )
    name = text("姓名或者名称", size=120)
    identity_number = text("证件号码", "身份证号、统一社会信用代码等。", required=False, size=60)
    telephone = text("联系电话", required=False, size=40)
    address = text("通信地址", required=False)
    email = text("电子邮箱", required=False, size=120)
    subject_line = text(
        "申请事项",
        "一句话概括要什么信息，会出现在列表里。不要写人名、住址、电话。",
    )
    request_text = words("申请内容", "照抄申请表：信息的名称、文号或者其他特征。")
    form_wanted = forms.ChoiceField(label="获取方式", choices=FormWanted.choices)
    section = forms.ModelChoiceField(
        label="承办科室",
        queryset=Section.objects.none(),
        required=False,
        empty_label="先由公开办办理",
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.filter(  # type: ignore[attr-defined]
            agency=agency, closed_on__isnull=True
        ).order_by("name")

    def submission(self) -> Submission:
        """What the services take."""
        given = dict(self.cleaned_data)
        given.pop("section")
        given["channel"] = Channel(given["channel"])
        return Submission(**given)


class BatchForm(forms.Form):
    pasted = words(
        "申请表格", "从电子表格复制，连同表头一起粘贴；也可以粘贴用逗号分隔的文本。", rows=10
    )


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(
        label="承办科室",
        queryset=Section.objects.none(),
        required=False,
        empty_label="公开办",
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.filter(  # type: ignore[attr-defined]
            agency=agency, closed_on__isnull=True
        ).order_by("name")


class StepForm(forms.Form):
    """A step: its date, what the law asks for, and a note."""

    on = day("日期")
    note = words("说明", "只在办理经过里显示，加密保存。", required=False, rows=3)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    day_label = "日期"
    field_order: Sequence[str] | None = None

    def __init__(
        self, *args: Any, letters: Sequence[str] = (), today: date | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {}).setdefault("on", today)
        super().__init__(*args, **kwargs)
        self.fields["on"].label = self.day_label
        names = [n for n in self.fields if n not in ("note", "seen")]
        self.order_fields([*names, "note", "seen"])
        if "letter" in self.fields and letters:
            self.fields["letter"] = forms.ChoiceField(
                label="函件", choices=[(letter, letter) for letter in letters]
            )
            self.order_fields(["letter", *names, "note", "seen"])


class ConfirmForm(StepForm):
    day_label = "双方确认日期"
    after_hours = forms.BooleanField(label="在下班以后确认", required=False)


class SupplementForm(StepForm):
    day_label = "告知日期"
    respond_by = day("补正期限", "申请人最晚在这一天补正，期限要合理。")
    note = words("需要补正的事项", "一次说全，写进补正告知书。", rows=3)


class ReceivedForm(StepForm):
    day_label = "收到日期"


class ConsultForm(StepForm):
    day_label = "发函日期"
    letter = text("函件编号", "用来区分几份函件，不写对方的姓名。", size=60)
    delivered = day(
        "对方收到日期", "对方的 15 个工作日从收到的次日起算；还不知道的先空着。", required=False
    )


class ReplyForm(StepForm):
    day_label = "收到答复日期"
    letter = text("函件编号", size=60)
    consents = forms.TypedChoiceField(
        label="对方的意见",
        choices=[("yes", "同意公开"), ("no", "不同意公开")],
        coerce=lambda value: value == "yes",
    )


class ExtendForm(StepForm):
    day_label = "告知申请人日期"
    days = number("延长的工作日", "最多 20 个。", most=20)
    approved_by = text("批准人", "政府信息公开工作机构负责人。", size=60)


class ChargeForm(StepForm):
    day_label = "申请人收到收费通知日期"
    method = forms.TypedChoiceField(
        label="计收方式",
        help_text="同一件申请只能用一种。",
        choices=[(FeeMethod.BY_ITEM.value, "按件计收"), (FeeMethod.BY_PAGE.value, "按量计收")],
        coerce=FeeMethod,
    )
    count = number("收费的件数或者页数")
    before = number("本月在此之前的件数", "按件计收时填，按量计收填 0。", least=0)


class PaymentForm(StepForm):
    day_label = "缴清日期"


class LapseForm(StepForm):
    day_label = "办结日期"


class ServeForm(StepForm):
    day_label = "送达日期"
    method = forms.TypedChoiceField(
        label="送达方式",
        help_text="邮寄以交邮之日为准。",
        choices=[(m.value, METHOD_NAMES[m]) for m in ServiceMethod],
        coerce=ServiceMethod,
    )
    proof_file = forms.FileField(
        label="送达凭证", help_text="签收单、邮件收据或者回执的扫描件。", required=False
    )


class WithdrawForm(StepForm):
    day_label = "撤回日期"


class AnswerForm(StepForm):
    day_label = "答复日期"
    reasons = words("办理意见", rows=7)
    document_word = text("文号的字", "年份和号数自动接上。", size=30)
    court = text("有管辖权的人民法院", "写进救济告知，请核对。", size=60)
    note = None  # type: ignore[assignment]


class CorrectForm(forms.Form):
    new_on = day("正确的日期", required=False)
    strike = forms.BooleanField(label="这件事没有发生，撤销这条记录", required=False)
    note = words("更正的原因", "原记录错在哪里，依据什么更正。", rows=3)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("new_on")) == bool(given.get("strike")) and "new_on" not in self.errors:
            self.add_error("new_on", "请填正确的日期，或者勾选撤销，两样只选一样。")
        return given
