"""One application being replayed: the order of things, and the day of receipt."""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import CIVIL_CODE, REGULATION, LawRefusal
from gongkai.law.case.answer import AnswerRules
from gongkai.law.case.consultation import PeriodRules
from gongkai.law.case.excessive import ReasonsRules
from gongkai.law.case.facts import ANSWER_DAYS
from gongkai.law.case.fee import FeeRules
from gongkai.law.case.order import OrderRules
from gongkai.law.case.supplement import SupplementRules
from gongkai.law.settings import DayZero
from gongkai.law.state import CONCLUDED, State


class Case(SupplementRules, PeriodRules, ReasonsRules, FeeRules, AnswerRules, OrderRules):
    """The walker of one replay: feed it events in order with `apply`, then ask `state`."""

    def apply(self, event: ev.Event) -> None:
        """Take one event into account. Raises LawRefusal when the law does not allow it."""
        if isinstance(event, ev.Received):
            self.receive(event)
            return
        self._refuse_out_of_place(event)
        match event:
            case ev.ReceiptConfirmed():
                self.confirm(event)
            case ev.SupplementRequested():
                self.request_supplement(event)
            case ev.Supplemented():
                self.supplement(event)
            case ev.SupplementLapsed():
                self.lapse_supplement(event)
            case ev.ThirdPartyConsulted() | ev.CoMakerConsulted():
                self.consult(event)
            case ev.ThirdPartyReplied() | ev.CoMakerReplied():
                self.reply(event)
            case ev.ThirdPartyTold():
                self.tell_third_party(event)
            case ev.ReasonsRequested():
                self.request_reasons(event)
            case ev.ReasonsGiven():
                self.give_reasons(event)
            case ev.Deferred():
                self.defer(event)
            case ev.Extended():
                self.extend(event)
            case ev.FeeNoticeServed():
                self.charge(event)
            case ev.FeePaid():
                self.pay(event)
            case ev.FeeLapsed():
                self.lapse_fee(event)
            case ev.Answered():
                self.answer(event)
            case ev.AnswerOrdered():
                self.order(event)
            case ev.Served():
                self.serve(event)
            case ev.Withdrawn():
                self.withdraw(event)
            case _:
                raise TypeError(f"not an event of an application: {event!r}")

    def _refuse_out_of_place(self, event: ev.Event) -> None:
        if self.received is None:
            raise LawRefusal(
                "received.missing",
                "还没有登记收到申请，不能登记后面的事项。",
                f"{REGULATION}第三十一条",
            )
        name = ev.EVENT_NAMES[type(event)]
        if self.receipt is None:
            if not isinstance(event, ev.ReceiptConfirmed | ev.Withdrawn):
                raise LawRefusal(
                    "receipt.unconfirmed",
                    f"尚未与申请人确认收到申请，期限没有起算，不能登记“{name}”。请先登记确认日期。",
                    f"{REGULATION}第三十一条",
                )
        elif event.on < self.receipt:
            raise LawRefusal(
                "event.before_receipt",
                f"“{name}”的日期 {event.on} 早于收到申请之日 {self.receipt}。请核对日期。",
                f"{REGULATION}第三十一条",
            )
        self.refuse_on_order(event)
        late = ev.Served | ev.ThirdPartyTold | ev.AnswerOrdered
        if self.state_now in CONCLUDED and (
            not isinstance(event, late)
            or (isinstance(event, ev.AnswerOrdered) and self.state_now is State.WITHDRAWN)
        ):
            if isinstance(event, ev.Answered) and self.state_now in (State.ANSWERED, State.SERVED):
                raise LawRefusal(
                    "answer.twice",
                    f"这件申请已于 {self.concluded} 答复，不能再次答复。答复有误的，请用更正登记。",
                    f"{REGULATION}第三十三条",
                )
            raise LawRefusal(
                "case.closed",
                f"这件申请已于 {self.concluded} 办结，不能再登记“{name}”。",
                "办理规则",
            )

    def receive(self, event: ev.Received) -> None:
        if self.received is not None:
            raise LawRefusal(
                "received.twice", "这件申请已经登记收到，不能登记两次。", f"{REGULATION}第三十一条"
            )
        self.received = event
        self._take_receipt(event, None)

    def confirm(self, event: ev.ReceiptConfirmed) -> None:
        assert self.received is not None
        if self.receipt is not None:
            raise LawRefusal(
                "receipt.known",
                f"收到申请之日已定为 {self.receipt}，无需再确认。",
                f"{REGULATION}第三十一条",
            )
        if event.on < self.received.on:
            raise LawRefusal(
                "event.before_receipt",
                f"确认日期 {event.on} 早于申请到达日期 {self.received.on}。请核对日期。",
                f"{REGULATION}第三十一条",
            )
        self._take_receipt(event, event)

    def _take_receipt(self, event: ev.Event, confirmation: ev.ReceiptConfirmed | None) -> None:
        assert self.received is not None
        receipt = ev.receipt_date(self.received, confirmation, self.calendar, self.settings)
        if receipt.day is None:
            self.explain(event, receipt.rule, receipt.basis, 0)
            return
        self.receipt = self.base = receipt.day
        self.state_now = State.RUNNING
        rule = f"{receipt.rule}；自收到之日起{ANSWER_DAYS}个工作日内答复"
        day0 = f"，{CIVIL_CODE}第二百零一条" if self.settings.day0 is DayZero.EXCLUDED else ""
        self.explain(event, rule, f"{receipt.basis}、第三十三条{day0}", ANSWER_DAYS)
