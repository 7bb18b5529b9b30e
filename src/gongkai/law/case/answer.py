"""How a case ends: answer, service, withdrawal (条例第三十三条)."""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import REGULATION, SERVICE_REPLY, LawRefusal
from gongkai.law.case.facts import Facts
from gongkai.law.results import LAPSE_RESULTS, RESULT_ROWS
from gongkai.law.state import State


class AnswerRules(Facts):
    def answer(self, event: ev.Answered) -> None:
        basis = f"{REGULATION}第三十三条"
        if event.result not in RESULT_ROWS:
            raise LawRefusal(
                "answer.unknown_result",
                f"答复结果 {event.result} 不是年度报告表三的办理结果。",
                basis,
            )
        if event.result in LAPSE_RESULTS.values():
            raise LawRefusal(
                "answer.lapse",
                "逾期未补正、逾期未缴费的办结，请用相应的办结事项登记，不作为答复登记。",
                f"{REGULATION}第三十条",
            )
        if event.result == "unavailable.still_unclear" and not self.supplemented:
            self.caution(
                "answer.no_supplement",
                "以“补正后申请内容仍不明确”答复，但没有收到补正的记录。",
                f"{REGULATION}第三十条",
            )
        self._excessive(event)
        self._third_parties(event)
        due = self.due()
        if due is None:
            self.caution("answer.while_waiting", "仍在等待申请人补正或者缴费时作出了答复。", basis)
        elif self.missed(event.on):
            self.caution("answer.overdue", f"答复于 {event.on} 作出，已超过期限 {due.day}。", basis)
        if any(e.replied is None and event.on <= e.deemed for e in self.letters.values()):
            self.caution(
                "answer.before_reply",
                "作出答复时，征求意见的期限未满，也没有收到对方的答复。",
                f"{REGULATION}第三十二条、第三十四条",
            )
        self.conclude(event, State.ANSWERED, event.result)
        self.explain(event, f"作出答复：{RESULT_ROWS[event.result]}", basis, 0)

    def _excessive(self, event: ev.Answered) -> None:
        if event.result != "not_processed.excessive_requests":
            return
        basis = f"{REGULATION}第三十五条"
        if self.reasons_request is None:
            self.caution(
                "answer.no_reasons_asked",
                "以“无正当理由大量反复申请”答复，但没有要求申请人说明理由的记录。",
                basis,
            )
        elif self.reasons_given is not None and self.reasons_given.reasonable:
            self.caution(
                "answer.reasons_were_good",
                "以“无正当理由大量反复申请”答复，但登记的是申请人的理由合理。",
                basis,
            )

    def _third_parties(self, event: ev.Answered) -> None:
        if event.result not in ("granted", "partly_granted"):
            return
        for number, letter in self.letters.items():
            if letter.third and letter.consents is False and letter.told is None:
                self.caution(
                    "answer.third_party_not_told",
                    f"函件 {number} 的第三方不同意公开。决定公开其不同意公开的内容的，"
                    "应当将内容和理由书面告知第三方。",
                    f"{REGULATION}第三十二条",
                )

    def serve(self, event: ev.Served) -> None:
        if self.concluded is None or self.state_now in (State.WITHDRAWN, State.ORDERED):
            raise LawRefusal("service.no_answer", "还没有作出答复，不能登记送达。", SERVICE_REPLY)
        if self.served is not None:
            raise LawRefusal("service.twice", f"答复已于 {self.served} 送达。", SERVICE_REPLY)
        if event.method is ev.ServiceMethod.COURIER:
            self.caution(
                "service.courier", "邮寄送达应当通过邮政企业，不能使用其他快递企业。", SERVICE_REPLY
            )
        self.served = event.on
        if self.state_now is State.ANSWERED:
            due = self.missed(event.on)
            if due is not None:
                self.caution(
                    "service.overdue",
                    f"答复于 {event.on} 送达，已超过期限 {due.day}。",
                    SERVICE_REPLY,
                )
            self.state_now = State.SERVED
        self.explain(event, "送达答复；邮寄的，交邮之日为送达期限的计算日", SERVICE_REPLY, 0)

    def withdraw(self, event: ev.Withdrawn) -> None:
        self.conclude(event, State.WITHDRAWN, "other.other")
        self.explain(event, "申请人撤回申请，计入其他处理", "年度报告填报惯例", 0)
