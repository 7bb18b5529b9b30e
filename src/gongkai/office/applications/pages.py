"""The page of each step: its form, its service, its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from gongkai.law import events as ev
from gongkai.office.applications import queries, services
from gongkai.office.applications.forms import steps as forms


@dataclass(frozen=True)
class StepPage:
    """`title` is what the officer does, `help` what it does to the clock; `letters` finds the letters
    one of which the step is about."""

    title: str
    form: type[forms.StepForm]
    service: Callable[..., Any]
    help: str
    letters: Callable[[Sequence[ev.Event], date], list[str]] | None = None


STEP_PAGES: dict[str, StepPage] = {
    "confirm_receipt": StepPage(
        "确认收到申请",
        forms.ConfirmForm,
        services.confirm_receipt,
        "双方确认之日为收到申请之日，20 个工作日的答复期限从次日起算。",
    ),
    "request_supplement": StepPage(
        "告知补正",
        forms.SupplementForm,
        services.request_supplement,
        "收到之日起 7 个工作日内一次性告知。等待补正期间不计答复期限，收到补正后重新起算。",
    ),
    "record_supplement": StepPage(
        "登记收到补正",
        forms.SupplementedForm,
        services.record_supplement,
        "自收到补正之日重新计算 20 个工作日。补正改了联系方式或者事项的，登记以后再到申请页更正。",
    ),
    "lapse_supplement": StepPage(
        "按逾期未补正办结",
        forms.LapseForm,
        services.lapse_supplement,
        "申请人无正当理由逾期不补正的，视为放弃申请，计入表三“其他处理”第 1 项。",
    ),
    "consult_third_party": StepPage(
        "征求第三方意见",
        forms.ThirdPartyForm,
        services.consult_third_party,
        "生成给第三方的征询书（附回复函）和给申请人的告知书。征求意见所需时间不计入答复期限；对方 15 个工作日不答复的，由本机关决定。",
    ),
    "record_third_party_reply": StepPage(
        "登记第三方意见",
        forms.ReplyForm,
        services.record_third_party_reply,
        "不计入期限的时间改按实际收到之日计算。",
        partial(queries.open_letters, third=True),
    ),
    "tell_third_party": StepPage(
        "告知第三方决定公开",
        forms.TellForm,
        services.tell_third_party,
        "第三方不同意公开，而不公开可能对公共利益造成重大影响的，可以决定公开，"
        "并将内容和理由书面告知第三方。",
        queries.not_consenting,
    ),
    "consult_co_maker": StepPage(
        "征求共同制作机关意见",
        forms.CoMakerForm,
        services.consult_co_maker,
        "生成给共同制作机关的函和给申请人的告知书。征求意见所需时间不计入答复期限；对方 15 个工作日不答复的，视为同意公开。",
    ),
    "record_co_maker_reply": StepPage(
        "登记共同制作机关意见",
        forms.ReplyForm,
        services.record_co_maker_reply,
        "不计入期限的时间改按实际收到之日计算。",
        partial(queries.open_letters, third=False),
    ),
    "request_reasons": StepPage(
        "要求说明理由",
        forms.ReasonsForm,
        services.request_reasons,
        "申请公开政府信息的数量、频次明显超过合理范围的，可以要求申请人说明理由。答复期限照常计算。",
    ),
    "record_reasons": StepPage(
        "登记申请人的理由",
        forms.ReasonsGivenForm,
        services.record_reasons,
        "理由不合理的，告知申请人不予处理；理由合理但是来不及的，可以确定延迟答复的合理期限。",
    ),
    "defer": StepPage(
        "告知延迟答复",
        forms.DeferForm,
        services.defer,
        "理由合理，但是无法在规定期限内答复的，在期限届满前确定延迟答复的日期并告知申请人。",
    ),
    "extend": StepPage(
        "延长答复期限",
        forms.ExtendForm,
        services.extend,
        "在期限届满前经批准并告知申请人，最多延长 20 个工作日。",
    ),
    "charge": StepPage(
        "发出收费通知",
        forms.ChargeForm,
        services.charge,
        "先按通知的日期登记，申请人收到以后再登记送达日期，缴费期限随之改算。金额按国办函〔2020〕109号自动计算。申请人收到通知次日起 20 个工作日内缴费，等待期间不计答复期限。",
    ),
    "record_payment": StepPage(
        "登记缴费", forms.PaymentForm, services.record_payment, "缴清费用后重新计算答复期限。"
    ),
    "lapse_fee": StepPage(
        "按逾期未缴费办结",
        forms.LapseForm,
        services.lapse_fee,
        "申请人逾期未缴费的，视为放弃申请，计入表三“其他处理”第 2 项。",
    ),
    "serve": StepPage("登记送达", forms.ServeForm, services.serve, "邮寄的，交邮之日为送达之日。"),
    "record_order": StepPage(
        "登记责令重新答复",
        forms.OrderForm,
        services.record_order,
        "复议机关或者法院责令答复、重新答复的，按它写明的期限另起一个时钟。表三仍按原来的办理结果计一次，"
        "复议诉讼案件的结果计入表四“结果纠正”。",
    ),
    "withdraw": StepPage(
        "登记申请人撤回",
        forms.WithdrawForm,
        services.withdraw,
        "撤回后不再办理，计入表三“其他处理”第 3 项。申请人可以重新申请。",
    ),
}
