"""What lengthens the period: consultations and the extension (条例第三十二条至第三十四条)."""

from __future__ import annotations

from gongkai.law import events as ev
from gongkai.law.basis import REGULATION, LawRefusal
from gongkai.law.case.facts import CONSULTATION_DAYS, EXTENSION_DAYS, Facts, Letter


class PeriodRules(Facts):
    def consult(self, event: ev.ThirdPartyConsulted | ev.CoMakerConsulted) -> None:
        third = isinstance(event, ev.ThirdPartyConsulted)
        article = f"{REGULATION}第三十{'二' if third else '四'}条"
        if event.letter in self.letters:
            raise LawRefusal(
                "consultation.twice", f"函件 {event.letter} 已经登记发出，不能登记两次。", article
            )
        if self.lawfully_waiting():
            raise LawRefusal(
                "consultation.while_waiting",
                "正在等待申请人补正或者缴费，答复期限没有计算，请在期限起算后再征求意见。",
                article,
            )
        if event.delivered is not None and event.delivered < event.on:
            raise LawRefusal(
                "consultation.delivery",
                f"函件送达日期 {event.delivered} 早于发出日期 {event.on}。请核对日期。",
                article,
            )
        due = self.due()
        assert due is not None
        if self.missed(event.on):
            raise LawRefusal(
                "consultation.late",
                f"答复期限已于 {due.day} 届满，此时征求意见不能再扣除期限。",
                f"{REGULATION}第三十三条",
            )
        if event.delivered is None:
            self.caution(
                "consultation.delivery_unknown",
                f"函件 {event.letter} 没有登记送达日期，答复意见的期限暂从发出之日起算。",
                article,
            )
        answer_by = self.calendar.add_working_days(event.delivered or event.on, CONSULTATION_DAYS)
        self.letters[event.letter] = Letter(event.on, answer_by.day, article, third)
        after = self.due()
        assert after is not None
        added = self.calendar.working_days_between(due.day, after.day)
        silence = "逾期未答复的由本机关决定" if third else "逾期未答复的视为同意公开"
        counted = "责令答复的期限不因此扣除" if self.ordered else "征求意见所需时间不计入期限"
        rule = (
            f"{ev.EVENT_NAMES[type(event)]}，{counted}；"
            f"对方应于 {answer_by.day} 前答复，{silence}。{'' if self.ordered else '暂按该日推算'}"
        )
        self.explain(event, rule, f"{article}、第三十三条第三款", added)

    def reply(self, event: ev.ThirdPartyReplied | ev.CoMakerReplied) -> None:
        letter = self.letters.get(event.letter)
        if letter is None or letter.replied is not None:
            raise LawRefusal(
                "consultation.unknown",
                f"函件 {event.letter} 没有发出，或者已经登记过答复。请核对函件编号。"
                if event.letter
                else "没有发出以后还没有答复的函件。",
                f"{REGULATION}第三十二条、第三十四条",
            )
        before = self.period_end()
        letter.replied, letter.consents = event.on, event.consents
        after = self.period_end()
        change = 0 if self.ordered else self.calendar.working_days_between(before, after)
        rule = f"{ev.EVENT_NAMES[type(event)]}，" + (
            "责令答复的期限不变" if self.ordered else "按实际收到之日计算不计入期限的时间"
        )
        if event.on > letter.deemed:
            self.caution(
                "consultation.late_reply",
                f"函件 {event.letter} 的答复于 {event.on} 收到，晚于 {letter.deemed}。",
                letter.article,
            )
        self.explain(event, rule, f"{letter.article}、第三十三条第三款", change)

    def tell_third_party(self, event: ev.ThirdPartyTold) -> None:
        basis = f"{REGULATION}第三十二条"
        letter = self.letters.get(event.letter)
        if letter is None or not letter.third:
            raise LawRefusal(
                "third_party.unknown",
                f"没有编号为 {event.letter} 的第三方意见征询函。请核对函件编号。"
                if event.letter
                else "没有不同意公开或者逾期未答复、尚未告知的第三方。",
                basis,
            )
        if letter.told is not None:
            raise LawRefusal(
                "third_party.told",
                f"已于 {letter.told} 书面告知函件 {event.letter} 的第三方，不用再次告知。",
                basis,
            )
        if letter.consents:
            raise LawRefusal(
                "third_party.consents",
                f"函件 {event.letter} 的第三方同意公开，不需要书面告知。",
                basis,
            )
        if letter.replied is None and event.on <= letter.deemed:
            raise LawRefusal(
                "third_party.open",
                f"第三方的答复期限到 {letter.deemed} 为止，还没有收到答复，不能决定公开。",
                basis,
            )
        letter.told = event.on
        self.explain(
            event, "不同意公开而决定公开的，将决定公开的内容和理由书面告知第三方", basis, 0
        )

    def extend(self, event: ev.Extended) -> None:
        basis = f"{REGULATION}第三十三条第二款"
        if self.extension_spent:
            raise LawRefusal("extension.twice", "答复期限已经延长过一次，不能再次延长。", basis)
        if not 1 <= event.days <= EXTENSION_DAYS:
            raise LawRefusal(
                "extension.too_long",
                f"延长的期限最长不超过{EXTENSION_DAYS}个工作日，登记的是{event.days}个工作日。",
                basis,
            )
        if not event.approved_by.strip():
            raise LawRefusal(
                "extension.not_approved",
                "延长期限应当经政府信息公开工作机构负责人同意，请填写批准人。",
                basis,
            )
        due = self.due()
        if due is None:
            raise LawRefusal(
                "extension.while_waiting",
                "正在等待申请人补正或者缴费，答复期限没有计算，无需延期。",
                basis,
            )
        if self.missed(event.on):
            raise LawRefusal(
                "extension.late",
                f"答复期限已于 {due.day} 届满，延期应当在届满前告知申请人，不能再延期。",
                basis,
            )
        self.extension = event.days
        self.extension_spent = True
        self.explain(event, f"延长答复期限{event.days}个工作日", basis, event.days)
