"""The supplement: asked once, within seven working days; restart or lapse (条例第三十条)."""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import FEE_MEASURES, REGULATION, LawRefusal
from gongkai.law.case.facts import ANSWER_DAYS, SUPPLEMENT_NOTICE_DAYS, Facts
from gongkai.law.results import LAPSE_RESULTS
from gongkai.law.settings import LateNotice, Overdue
from gongkai.law.state import State


class SupplementRules(Facts):
    def request_supplement(self, event: ev.SupplementRequested) -> None:
        basis = f"{REGULATION}第三十条"
        if self.supplement_request is not None:
            raise LawRefusal(
                "supplement.twice",
                f"已于 {self.supplement_request.on} 告知补正。补正应当一次性告知，不能再次要求补正。",
                basis,
            )
        if self.state_now is State.AWAITING_FEE:
            raise LawRefusal("fee.waiting", "正在等待申请人缴费，不能要求补正。", FEE_MEASURES)
        if event.respond_by <= event.on:
            raise LawRefusal(
                "supplement.no_period",
                f"补正期限 {event.respond_by} 不晚于告知日期 {event.on}，应当给申请人合理的补正期限。",
                basis,
            )
        limit = self.supplement_limit()
        assert limit is not None
        self.supplement_late = self.is_late(event.on, Facts.supplement_limit)
        self.supplement_request = event
        self.state_now = State.AWAITING_SUPPLEMENT
        if self.supplement_late:
            self.caution(
                "supplement.late",
                f"补正告知应当在 {limit} 前（收到申请之日起{SUPPLEMENT_NOTICE_DAYS}个工作日内）作出，"
                f"{event.on} 作出超过了期限。",
                basis,
            )
            keeps = self.settings.late_supplement_notice is LateNotice.KEEP
            rule = "逾期告知补正，答复期限不停，" + (
                "原到期日不变" if keeps else "收到补正后重新起算"
            )
            self.explain(event, rule, basis, 0)
        else:
            self.explain(event, f"告知补正，请申请人于 {event.respond_by} 前补正", basis, 0)

    def supplement(self, event: ev.Supplemented) -> None:
        basis = f"{REGULATION}第三十条"
        request = self._open_request("登记补正")
        if event.on > request.respond_by:
            if self.settings.overdue_supplement is Overdue.REFUSE:
                raise LawRefusal(
                    "supplement.overdue",
                    f"补正于 {event.on} 收到，已超过补正期限 {request.respond_by}，视为放弃申请。",
                    basis,
                )
            self.caution(
                "supplement.overdue",
                f"补正于 {event.on} 收到，已超过补正期限 {request.respond_by}，请核实有无正当理由。",
                basis,
            )
        late_keeps = self.supplement_late and (
            self.settings.late_supplement_notice is LateNotice.KEEP
        )
        self.supplemented = True
        self.state_now = State.RUNNING
        if late_keeps:
            self.explain(event, "收到补正；因补正告知逾期，答复期限仍按原收到之日计算", basis, 0)
            return
        self.restart(event.on)
        rule = f"自收到补正之日起重新计算，{ANSWER_DAYS}个工作日内答复"
        self.explain(event, rule, f"{basis}、第三十三条", ANSWER_DAYS)

    def lapse_supplement(self, event: ev.SupplementLapsed) -> None:
        basis = f"{REGULATION}第三十条"
        request = self._open_request("按逾期未补正办结")
        if event.on <= request.respond_by:
            raise LawRefusal(
                "supplement.not_lapsed",
                f"补正期限到 {request.respond_by} 为止，尚未届满，不能按逾期未补正办结。",
                basis,
            )
        self.conclude(event, State.LAPSED, LAPSE_RESULTS["supplement"])
        self.explain(event, "申请人无正当理由逾期不补正，视为放弃申请，不再处理", basis, 0)

    def _open_request(self, what: str) -> ev.SupplementRequested:
        if self.supplement_request is None or self.state_now is not State.AWAITING_SUPPLEMENT:
            raise LawRefusal(
                "supplement.not_requested",
                f"没有待补正的告知，不能{what}。",
                f"{REGULATION}第三十条",
            )
        return self.supplement_request
