"""What each step asks: its date, what the law wants, what its letters say, and a paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from gongkai.law.fees import FeeMethod
from gongkai.office.applications.forms.fields import method, number, seen, upload
from gongkai.office.applications.models import MaterialKind
from gongkai.office.applications.services import Paper
from gongkai.office.formfields import PlainForm, day, text, words


class StepForm(PlainForm):
    """A step. `paper` is asked for where `paper_kind` says what it would be."""

    on = day("日期")
    note = words("说明", "只在办理经过里显示，加密保存。", required=False, rows=3)
    paper = upload("材料", required=False)
    seen = seen()

    day_label = "日期"
    paper_kind: MaterialKind | None = None
    paper_label = ""
    paper_help = ""

    def __init__(
        self, *args: Any, letters: Sequence[str] = (), today: date | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {}).setdefault("on", today)
        super().__init__(*args, **kwargs)
        self.fields["on"] = day(self.day_label)
        if self.paper_kind is None:
            del self.fields["paper"]
        else:
            self.fields["paper"].label = self.paper_label or self.paper_kind.label
            self.fields["paper"].help_text = self.paper_help + self.fields["paper"].help_text
        names = [n for n in self.fields if n not in ("note", "paper", "seen")]
        if "letter" in self.fields and letters:
            self.fields["letter"] = forms.ChoiceField(
                label="函件", choices=[(letter, letter) for letter in letters]
            )
            names = ["letter", *(n for n in names if n != "letter")]
        self.order_fields([*names, "note", "paper", "seen"])

    def given(self) -> dict[str, Any]:
        """What the service takes; the paper as a Paper."""
        found = dict(self.cleaned_data)
        sent = found.pop("paper", None)
        if sent is not None and self.paper_kind is not None:
            found["papers"] = [Paper(sent.name, sent.read(), self.paper_kind)]
        return found


class ConfirmForm(StepForm):
    day_label = "双方确认日期"
    after_hours = forms.BooleanField(label="在下班以后确认", required=False)


class SupplementForm(StepForm):
    day_label = "告知日期"
    respond_by = day("补正期限", "申请人最晚在这一天补正，期限要合理。")
    note = words("需要补正的事项", "一次说全，一行一项，写进补正告知书。", rows=4)


class SupplementedForm(StepForm):
    day_label = "收到日期"
    paper_kind = MaterialKind.SUPPLEMENT


class ThirdPartyForm(StepForm):
    day_label = "发函日期"
    addressee = text("第三方的姓名或者名称", "写在函的抬头，加密保存。", size=120)
    concerning = words(
        "涉及的政府信息", "写明名称、文号，让对方知道征求的是哪一份。不要写谁申请的。", rows=3
    )
    letter = text("函的文号", "已经编好文号的照填；空着自动编号。", required=False, size=60)
    delivered = day(
        "对方收到日期", "对方的 15 个工作日从收到的次日起算；还不知道的先空着。", required=False
    )
    note = words("函里另外要说的", required=False, rows=3)


class CoMakerForm(ThirdPartyForm):
    addressee = text("共同制作机关的名称", size=120)


class ReplyForm(StepForm):
    day_label = "收到答复日期"
    letter = text("函件文号", size=60)
    consents = forms.TypedChoiceField(
        label="对方的意见",
        choices=[("", "请选择"), ("yes", "同意公开"), ("no", "不同意公开")],
        coerce=lambda value: value == "yes",
        error_messages={"required": "没有选对方的意见。请选择。"},
    )
    note = words("对方说的理由", "加密保存。", required=False, rows=3)
    paper_kind = MaterialKind.OPINION
    paper_label = "对方的书面意见"


class TellForm(StepForm):
    day_label = "告知日期"
    letter = text("函件文号", size=60)
    concerning = words("决定公开的政府信息", "写进告知书，写明名称、文号。", rows=3)
    note = words("决定公开的理由", "写进告知书。不公开可能对公共利益造成什么重大影响。", rows=4)


class ReasonsForm(StepForm):
    day_label = "告知日期"
    respond_by = day("说明理由的期限", "申请人最晚在这一天说明，期限要合理。")
    note = words(
        "申请的数量、频次", "写进告知书：多长时间里申请了多少件，为什么明显超过合理范围。", rows=4
    )


class ReasonsGivenForm(StepForm):
    day_label = "收到理由日期"
    reasonable = forms.TypedChoiceField(
        label="理由是否合理",
        help_text="不合理的，可以告知不予处理；合理的照常答复，来不及的可以告知延迟答复。",
        choices=[("yes", "合理"), ("no", "不合理")],
        coerce=lambda value: value == "yes",
    )
    note = words("申请人说的理由", "加密保存。", required=False, rows=3)
    paper_kind = MaterialKind.REASONS


class DeferForm(StepForm):
    day_label = "告知申请人日期"
    until = day("延迟到哪一天答复", "期限要合理，写进告知书。")
    note = words("延迟答复的理由", "写进告知书。", rows=3)


class ExtendForm(StepForm):
    day_label = "告知申请人日期"
    days = number("延长的工作日", "最多 20 个。", most=20)
    approved_by = text("批准人", "政府信息公开工作机构负责人。", size=60)
    note = words("延期的理由", "写进延期答复告知书。", rows=3)


class ChargeForm(StepForm):
    day_label = "收费通知日期"
    method = forms.TypedChoiceField(
        label="计收方式",
        help_text="同一件申请只能用一种。",
        choices=[(FeeMethod.BY_ITEM.value, "按件计收"), (FeeMethod.BY_PAGE.value, "按量计收")],
        coerce=FeeMethod,
    )
    count = number("收费的件数或者页数")
    before = number("本月在此之前的件数", "按件计收时填，按量计收填 0。", least=0)
    payment_way = text("缴纳方式", "写进收费通知书：到哪里、怎样缴。")
    note = words("通知里另外要说的", required=False, rows=3)


class PaymentForm(StepForm):
    day_label = "缴清日期"
    paper_kind = MaterialKind.PAYMENT


class LapseForm(StepForm):
    day_label = "办结日期"
    note = words("告知书里另外要说的", required=False, rows=3)


class ServeForm(StepForm):
    day_label = "送达日期"
    method = method()
    paper_kind = MaterialKind.DELIVERY
    paper_help = "签收单、邮件收据或者回执的扫描件。"

    def given(self) -> dict[str, Any]:
        found = super().given()
        papers = found.pop("papers", None)
        return {**found, "proof": papers[0]} if papers else found


class OrderForm(StepForm):
    day_label = "收到日期"
    until = day(
        "责令答复的最后一天",
        "决定书、判决书写明的；写的是天数的，照它推算。没有写的空着，暂按 20 个工作日。",
        required=False,
    )
    note = words("文号和要点", "例如复议决定书的文号。加密保存。", required=False, rows=3)
    paper_kind = MaterialKind.OTHER
    paper_help = "复议决定书或者判决书的扫描件。"


class WithdrawForm(StepForm):
    day_label = "撤回日期"
    paper_kind = MaterialKind.OTHER
    paper_help = "撤回申请的书面材料。"
