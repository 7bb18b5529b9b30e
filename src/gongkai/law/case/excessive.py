"""Very many or very frequent applications: reasons, and a later day to answer (条例第三十五条)."""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import REGULATION, LawRefusal
from gongkai.law.case.facts import Facts
from gongkai.law.settings import ReasonsClock

BASIS = f"{REGULATION}第三十五条"


class ReasonsRules(Facts):
    def request_reasons(self, event: ev.ReasonsRequested) -> None:
        if self.reasons_request is not None:
            raise LawRefusal(
                "reasons.twice",
                f"已于 {self.reasons_request.on} 要求申请人说明理由，不能再次要求。",
                BASIS,
            )
        if event.respond_by <= event.on:
            raise LawRefusal(
                "reasons.no_period",
                f"说明理由的期限 {event.respond_by} 不晚于告知日期 {event.on}。请给申请人合理的期限。",
                BASIS,
            )
        due = self.due()
        if due is None:
            raise LawRefusal(
                "reasons.while_waiting",
                "正在等待申请人补正或者缴费，答复期限没有计算，请在期限起算后再要求说明理由。",
                BASIS,
            )
        if self.missed(event.on):
            self.caution("reasons.late", f"要求说明理由时，答复期限已于 {due.day} 届满。", BASIS)
        before = self.period_end()
        self.reasons_request = event
        added = self.calendar.working_days_between(before, self.period_end())
        pauses = self.settings.reasons_clock is ReasonsClock.PAUSES
        clock = "等待期间不计入答复期限" if pauses else "答复期限照常计算"
        rule = (
            f"申请的数量、频次明显超过合理范围，请申请人于 {event.respond_by} 前说明理由；{clock}"
        )
        self.explain(event, rule, BASIS, added)

    def give_reasons(self, event: ev.ReasonsGiven) -> None:
        if self.reasons_request is None:
            raise LawRefusal(
                "reasons.not_requested", "没有要求申请人说明理由，不能登记收到理由。", BASIS
            )
        if self.reasons_given is not None:
            raise LawRefusal(
                "reasons.given", f"已于 {self.reasons_given.on} 登记收到理由，不能登记两次。", BASIS
            )
        before = self.period_end()
        self.reasons_given = event
        change = self.calendar.working_days_between(before, self.period_end())
        found = (
            "理由合理；不能在规定期限内答复的，可以确定延迟答复的合理期限并告知申请人"
            if event.reasonable
            else "理由不合理，可以告知申请人不予处理"
        )
        self.explain(event, f"收到申请人说明的理由，认定{found}", BASIS, change)

    def defer(self, event: ev.Deferred) -> None:
        if self.reasons_given is None or not self.reasons_given.reasonable:
            raise LawRefusal(
                "deferral.no_reasons",
                "申请人说明的理由合理，才可以确定延迟答复的期限。请先登记收到的理由。",
                BASIS,
            )
        if self.deferred_until is not None:
            raise LawRefusal(
                "deferral.twice",
                f"已经告知申请人延迟到 {self.deferred_until} 答复，不能再次延迟。",
                BASIS,
            )
        due = self.due()
        if due is None:
            raise LawRefusal(
                "deferral.while_waiting",
                "正在等待申请人补正或者缴费，答复期限没有计算，无需延迟答复。",
                BASIS,
            )
        if self.missed(event.on):
            raise LawRefusal(
                "deferral.late",
                f"答复期限已于 {due.day} 届满，延迟答复应当在届满前告知申请人。",
                BASIS,
            )
        known = self.as_known(event.on).due()
        if event.until <= due.day and (known is None or event.until <= known.day):
            raise LawRefusal(
                "deferral.not_later",
                f"延迟答复的日期 {event.until} 不晚于现在的答复期限 {due.day}，不需要延迟答复。",
                BASIS,
            )
        added = max(0, self.calendar.working_days_between(due.day, event.until))
        self.deferred_until = event.until
        rule = f"理由合理但是无法在规定期限内答复，确定于 {event.until} 前答复并告知申请人"
        self.explain(event, rule, BASIS, added)
