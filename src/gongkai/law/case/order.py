"""An answer, or another one, that a reconsideration decision or a judgment orders."""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import LITIGATION_LAW, RECONSIDERATION_LAW, REGULATION, LawRefusal
from gongkai.law.case.facts import ANSWER_DAYS, Facts
from gongkai.law.state import State

ORDER_BASIS = f"{RECONSIDERATION_LAW}第六十四条、第六十六条，{LITIGATION_LAW}第七十条、第七十二条"

#: What may still happen while an order waits to be carried out; its period is not the office's to
#: lengthen.
ON_ORDER = (
    ev.Answered,
    ev.Withdrawn,
    ev.ThirdPartyConsulted,
    ev.ThirdPartyReplied,
    ev.ThirdPartyTold,
    ev.CoMakerConsulted,
    ev.CoMakerReplied,
)


class OrderRules(Facts):
    def order(self, event: ev.AnswerOrdered) -> None:
        """Start the order's own clock. The application keeps the result it had: table three counts
        one row an application, and the order shows in table four (结果纠正)."""
        if event.until is not None and event.until < event.on:
            raise LawRefusal(
                "order.until",
                f"责令答复的期限 {event.until} 早于收到决定的日期 {event.on}。请核对日期。",
                ORDER_BASIS,
            )
        first = self.concluded
        periods = (self.due(), self.as_known(event.on).due())
        if first is None and not any(due and event.on > due.day for due in periods):
            raise LawRefusal(
                "order.period_runs",
                "答复期限还没有届满，也还没有答复，不会有责令答复的决定。",
                ORDER_BASIS,
            )
        if self.state_now is State.ANSWERED:
            raise LawRefusal("order.not_served", "答复还没有登记送达，请先登记送达。", ORDER_BASIS)
        self.ordered, self.served, self.state_now = event, None, State.ORDERED
        again = "重新作出" if first is not None else "作出"
        if event.until is not None:
            rule = f"应当在决定书或者判决书写明的 {event.until} 以前{again}答复，原来的答复期限不再计算"
        else:
            rule = f"决定书或者判决书没有写期限，按{ANSWER_DAYS}个工作日{again}答复"
            self.caution(
                "order.no_period",
                f"责令答复的决定没有写期限，暂按收到之日起{ANSWER_DAYS}个工作日推算。"
                "请向作出决定的机关核实。",
                f"{REGULATION}第三十三条（参照）",
            )
        self.explain(event, rule, ORDER_BASIS, 0 if event.until else ANSWER_DAYS)

    def refuse_on_order(self, event: ev.Event) -> None:
        """While an order waits, only what leads to its answer is taken."""
        if self.state_now is not State.ORDERED or isinstance(event, ON_ORDER):
            return
        if isinstance(event, ev.AnswerOrdered):
            raise LawRefusal(
                "order.pending",
                "已经登记了责令重新答复，还没有答复。登记有误的，请用更正登记。",
                ORDER_BASIS,
            )
        if isinstance(event, ev.Served):
            return  # says itself that there is no answer yet
        raise LawRefusal(
            "order.period",
            f"现在办理的是责令重新答复，期限由决定书或者判决书定，"
            f"不能登记“{ev.EVENT_NAMES[type(event)]}”。",
            ORDER_BASIS,
        )
