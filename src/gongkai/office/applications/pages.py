"""The page of each step: its form, its service, its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.office.applications import forms, services


@dataclass(frozen=True)
class StepPage:
    """`title` is what the officer does, `help` what it does to the clock."""

    title: str
    form: type[forms.StepForm]
    service: Callable[..., Any]
    help: str
    asks_letter: bool | None = None  # True: of a third party, False: of a co-maker


STEP_PAGES: dict[str, StepPage] = {
    "confirm_receipt": StepPage(
        "登记确认收到",
        forms.ConfirmForm,
        services.confirm_receipt,
        "双方确认之日为收到申请之日，20 个工作日的答复期限从次日起算。",
    ),
    "request_supplement": StepPage(
        "登记补正告知",
        forms.SupplementForm,
        services.request_supplement,
        "收到之日起 7 个工作日内一次性告知。等待补正期间不计答复期限，收到补正后重新起算。",
    ),
    "record_supplement": StepPage(
        "登记收到补正",
        forms.ReceivedForm,
        services.record_supplement,
        "自收到补正之日重新计算 20 个工作日。",
    ),
    "lapse_supplement": StepPage(
        "按逾期未补正办结",
        forms.LapseForm,
        services.lapse_supplement,
        "申请人无正当理由逾期不补正的，视为放弃申请，计入表三“其他处理”第 1 项。",
    ),
    "consult_third_party": StepPage(
        "登记征求第三方意见",
        forms.ConsultForm,
        services.consult_third_party,
        "征求意见所需时间不计入答复期限；对方 15 个工作日不答复的，由本机关决定。",
    ),
    "record_third_party_reply": StepPage(
        "登记第三方意见",
        forms.ReplyForm,
        services.record_third_party_reply,
        "不计入期限的时间改按实际收到之日计算。",
        True,
    ),
    "consult_co_maker": StepPage(
        "登记征求共同制作机关意见",
        forms.ConsultForm,
        services.consult_co_maker,
        "征求意见所需时间不计入答复期限；对方 15 个工作日不答复的，视为同意公开。",
    ),
    "record_co_maker_reply": StepPage(
        "登记共同制作机关意见",
        forms.ReplyForm,
        services.record_co_maker_reply,
        "不计入期限的时间改按实际收到之日计算。",
        False,
    ),
    "extend": StepPage(
        "登记延期",
        forms.ExtendForm,
        services.extend,
        "在期限届满前经批准并告知申请人，最多延长 20 个工作日。",
    ),
    "charge": StepPage(
        "登记收费通知",
        forms.ChargeForm,
        services.charge,
        "金额按国办函〔2020〕109号自动计算。申请人收到通知次日起 20 个工作日内缴费，等待期间不计答复期限。",
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
    "withdraw": StepPage(
        "登记申请人撤回",
        forms.WithdrawForm,
        services.withdraw,
        "撤回后不再办理，计入表三“其他处理”第 3 项。申请人可以重新申请。",
    ),
}
