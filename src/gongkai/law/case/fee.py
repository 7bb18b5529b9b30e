"""The processing fee: notice, payment, lapse (国办函〔2020〕109号)."""

from __future__ import annotations

from datetime import date

from gongkai.law import events as ev
from gongkai.law.basis import FEE_MEASURES, LawRefusal
from gongkai.law.case.facts import ANSWER_DAYS, FEE_IN_FORCE, PAYMENT_DAYS, Facts
from gongkai.law.results import LAPSE_RESULTS
from gongkai.law.settings import FeeClock, Overdue
from gongkai.law.state import State


class FeeRules(Facts):
    def charge(self, event: ev.FeeNoticeServed) -> None:
        if event.on < FEE_IN_FORCE:
            raise LawRefusal(
                "fee.not_in_force", "信息处理费自2021年1月1日起才可以收取。", FEE_MEASURES
            )
        if self.fee_served is not None:
            raise LawRefusal(
                "fee.twice", f"已于 {self.fee_served} 送达收费通知，不能再次收费。", FEE_MEASURES
            )
        due = self.due()
        if due is None or self.state_now is State.AWAITING_SUPPLEMENT:
            raise LawRefusal("supplement.waiting", "正在等待申请人补正，不能收费。", FEE_MEASURES)
        self.fee_late = self.missed(event.on) is not None
        self.fee_served = event.on
        self.state_now = State.AWAITING_FEE
        limit = self.payment_limit(event.on)
        if self.fee_late:
            self.caution(
                "fee.late",
                f"收费决定应当在办理期限内作出，期限已于 {due.day} 届满，原到期日不变。",
                FEE_MEASURES,
            )
        rule = f"申请人应于 {limit} 前（收到收费通知次日起{PAYMENT_DAYS}个工作日内）缴费"
        self.explain(event, rule, FEE_MEASURES, 0)

    def pay(self, event: ev.FeePaid) -> None:
        served = self._open_fee("登记缴费")
        limit = self.payment_limit(served)
        if self.is_late(event.on, lambda facts: facts.payment_limit(served)):
            message = f"费用于 {event.on} 缴清，已超过缴费期限 {limit}。"
            if self.settings.overdue_payment is Overdue.REFUSE:
                raise LawRefusal("fee.overdue", f"{message}视为放弃申请。", FEE_MEASURES)
            self.caution("fee.overdue", message, FEE_MEASURES)
        self.state_now = State.RUNNING
        if self.fee_late:
            self.explain(event, "申请人已缴费；因收费通知逾期，原到期日不变", FEE_MEASURES, 0)
        elif self.settings.fee_clock is FeeClock.RESTART:
            self.restart(event.on)
            rule = f"自缴清费用次日起重新计算，{ANSWER_DAYS}个工作日内答复"
            self.explain(event, rule, FEE_MEASURES, ANSWER_DAYS)
        else:
            self.fee_pause = (served, event.on)
            paused = self.calendar.working_days_between(served, event.on)
            self.explain(event, "缴费所需时间不计入期限，期限继续计算", FEE_MEASURES, paused)

    def lapse_fee(self, event: ev.FeeLapsed) -> None:
        limit = self.payment_limit(self._open_fee("按逾期未缴费办结"))
        if event.on <= limit:
            raise LawRefusal(
                "fee.not_lapsed",
                f"缴费期限到 {limit} 为止，尚未届满，不能按逾期未缴费办结。",
                FEE_MEASURES,
            )
        self.conclude(event, State.LAPSED, LAPSE_RESULTS["fee"])
        self.explain(event, "申请人逾期未缴费，视为放弃申请，不再处理", FEE_MEASURES, 0)

    def _open_fee(self, what: str) -> date:
        if self.fee_served is None or self.state_now is not State.AWAITING_FEE:
            raise LawRefusal("fee.not_charged", f"没有待缴费的收费通知，不能{what}。", FEE_MEASURES)
        return self.fee_served
