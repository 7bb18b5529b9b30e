"""One application being replayed: what each event does to the clock, and what it refuses.

Not public: `clock.fold` drives it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import singledispatchmethod

from gongkai.law import events as ev
from gongkai.law.basis import CIVIL_CODE, FEE_MEASURES, REGULATION, SERVICE_REPLY, LawRefusal
from gongkai.law.calendar import Calendar, DueDate
from gongkai.law.results import LAPSE_RESULTS, RESULT_ROWS
from gongkai.law.settings import (
    DayZero,
    FeeClock,
    LateNotice,
    LateReply,
    LawSettings,
    Overdue,
    Suspension,
    TimelyBy,
)
from gongkai.law.state import CONCLUDED, Caution, ClockState, State, Step

ANSWER_DAYS = 20  # 条例第三十三条
EXTENSION_DAYS = 20  # 条例第三十三条
SUPPLEMENT_NOTICE_DAYS = 7  # 条例第三十条
CONSULTATION_DAYS = 15  # 条例第三十二条、第三十四条
PAYMENT_DAYS = 20  # 国办函〔2020〕109号
FEE_IN_FORCE = date(2021, 1, 1)


@dataclass(slots=True)
class _Letter:
    sent: date
    deemed: date  # the last of the fifteen working days
    article: str
    replied: date | None = None


class Case:
    """The mutable walker of one replay."""

    def __init__(self, calendar: Calendar, settings: LawSettings) -> None:
        self.calendar = calendar
        self.settings = settings
        self.received: ev.Received | None = None
        self.receipt: date | None = None
        self.base: date | None = None  # the day the running answer period starts from
        self.extension = 0
        self.letters: dict[str, _Letter] = {}
        self.fee_pause: tuple[date, date] | None = None
        self.supplement_request: ev.SupplementRequested | None = None
        self.supplement_late = False
        self.supplemented = False
        self.fee_served: date | None = None
        self.fee_late = False
        self.fee_settled = False
        self.state_now = State.UNCONFIRMED
        self.result: str | None = None
        self.concluded: date | None = None
        self.served: date | None = None
        self.cautions: list[Caution] = []
        self.steps: list[Step] = []

    # What is asked of the case

    def state(self, as_of: date) -> ClockState:
        due = self.due()
        stopped = self.concluded is not None and (
            self.state_now is not State.ANSWERED or self.settings.timely_by is TimelyBy.ANSWERED
        )
        waiting = self.waiting_until()
        shown = None if self.state_now in (State.LAPSED, State.WITHDRAWN) else due
        state = self.state_now
        if state is State.RUNNING and any(
            letter.replied is None and as_of <= letter.deemed for letter in self.letters.values()
        ):
            state = State.CONSULTING
        running = shown is not None and not stopped
        remaining = (
            self.calendar.working_days_between(as_of, shown.day) if shown and running else None
        )
        return ClockState(
            state=state,
            as_of=as_of,
            receipt_date=self.receipt,
            due_on=shown.day if shown else None,
            strict_due_on=self.strict_due() if shown else None,
            remaining=remaining,
            overdue=bool(shown and running and as_of > shown.day),
            provisional=bool(shown and shown.provisional),
            projected=state is State.CONSULTING,
            waiting_until=waiting,
            supplement_notice_by=self.supplement_limit() if self.supplement_open() else None,
            extended_days=self.extension,
            result=self.result,
            concluded_on=self.concluded,
            served_on=self.served,
            notices=shown.notices if shown else (),
            cautions=tuple(self.cautions),
            steps=tuple(self.steps),
            calendar_version=self.calendar.version,
        )

    def due(self) -> DueDate | None:
        """The last day to answer; None while no answer period runs."""
        if self.base is None or self._lawfully_waiting():
            return None
        return self._period(self.base, ANSWER_DAYS + self.extension, self.settings)

    def strict_due(self) -> date | None:
        if self.base is None:
            return None
        strictest = replace(self.settings, day0=DayZero.INCLUDED, suspension=Suspension.STRICT)
        return self._period(self.base, ANSWER_DAYS + self.extension, strictest).day

    def waiting_until(self) -> date | None:
        if self.state_now is State.AWAITING_SUPPLEMENT and self.supplement_request:
            return self.supplement_request.respond_by
        if self.state_now is State.AWAITING_FEE and self.fee_served:
            return self.payment_limit(self.fee_served)
        return None

    def supplement_open(self) -> bool:
        return self.supplement_request is None and self.state_now is State.RUNNING

    def supplement_limit(self) -> date | None:
        if self.receipt is None:
            return None
        included = self.settings.day0 is DayZero.INCLUDED
        return self.calendar.add_working_days(
            self.receipt, SUPPLEMENT_NOTICE_DAYS, count_start=included
        ).day

    def payment_limit(self, served: date) -> date:
        return self.calendar.add_working_days(served, PAYMENT_DAYS).day

    def _lawfully_waiting(self) -> bool:
        if self.state_now is State.AWAITING_SUPPLEMENT:
            return not self.supplement_late
        return self.state_now is State.AWAITING_FEE and not self.fee_late

    def _period(self, base: date, count: int, settings: LawSettings) -> DueDate:
        return self.calendar.add_working_days(
            base,
            count,
            skip=self._suspended(settings),
            count_start=settings.day0 is DayZero.INCLUDED,
        )

    def _suspended(self, settings: LawSettings) -> frozenset[date]:
        """The days not counted: the union of the consultations, never their sum."""
        days: set[date] = set()
        for letter in self.letters.values():
            last = letter.replied or letter.deemed
            if settings.late_reply is LateReply.CAPPED:
                last = min(last, letter.deemed)
            first = letter.sent
            if settings.suspension is not Suspension.WIDE:
                first += timedelta(days=1)
            if settings.suspension is Suspension.STRICT:
                last -= timedelta(days=1)
            days.update(_days(first, last))
        if self.fee_pause:
            served, paid = self.fee_pause
            days.update(_days(served + timedelta(days=1), paid))
        return frozenset(days)

    # What an event does

    def apply(self, event: ev.Event) -> None:
        if self.received is None and not isinstance(event, ev.Received):
            raise LawRefusal(
                "received.missing",
                "还没有登记收到申请，不能登记后面的事项。",
                f"{REGULATION}第三十一条",
            )
        if self.received is not None and not isinstance(event, ev.Received):
            self._refuse_out_of_place(event)
        self._apply(event)

    def _refuse_out_of_place(self, event: ev.Event) -> None:
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
        if self.state_now in CONCLUDED and not isinstance(event, ev.Served):
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

    @singledispatchmethod
    def _apply(self, event: ev.Event) -> None:
        raise TypeError(f"not an event of an application: {event!r}")

    @_apply.register
    def _(self, event: ev.Received) -> None:
        if self.received is not None:
            raise LawRefusal(
                "received.twice", "这件申请已经登记收到，不能登记两次。", f"{REGULATION}第三十一条"
            )
        self.received = event
        self._take_receipt(event, None)

    @_apply.register
    def _(self, event: ev.ReceiptConfirmed) -> None:
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
            self._step(event, receipt.rule, receipt.basis, 0)
            return
        self.receipt = self.base = receipt.day
        self.state_now = State.RUNNING
        rule = f"{receipt.rule}；自收到之日起{ANSWER_DAYS}个工作日内答复"
        day0 = f"，{CIVIL_CODE}第二百零一条" if self.settings.day0 is DayZero.EXCLUDED else ""
        self._step(event, rule, f"{receipt.basis}、第三十三条{day0}", ANSWER_DAYS)

    @_apply.register
    def _(self, event: ev.SupplementRequested) -> None:
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
        self.supplement_request = event
        self.state_now = State.AWAITING_SUPPLEMENT
        self.supplement_late = event.on > limit
        if self.supplement_late:
            self._warn(
                "supplement.late",
                f"补正告知应当在 {limit} 前（收到申请之日起{SUPPLEMENT_NOTICE_DAYS}个工作日内）作出，"
                f"实际为 {event.on}。",
                basis,
            )
            keeps = self.settings.late_supplement_notice is LateNotice.KEEP
            rule = "逾期告知补正，答复期限不停，" + (
                "原到期日不变" if keeps else "收到补正后重新起算"
            )
            self._step(event, rule, basis, 0)
        else:
            self._step(event, f"告知补正，请申请人于 {event.respond_by} 前补正", basis, 0)

    @_apply.register
    def _(self, event: ev.Supplemented) -> None:
        basis = f"{REGULATION}第三十条"
        request = self._open_request("登记补正")
        if event.on > request.respond_by:
            if self.settings.overdue_supplement is Overdue.REFUSE:
                raise LawRefusal(
                    "supplement.overdue",
                    f"补正于 {event.on} 收到，已超过补正期限 {request.respond_by}，视为放弃申请。",
                    basis,
                )
            self._warn(
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
            self._step(event, "收到补正；因补正告知逾期，答复期限仍按原收到之日计算", basis, 0)
            return
        self._restart(event.on)
        rule = f"自收到补正之日起重新计算，{ANSWER_DAYS}个工作日内答复"
        self._step(event, rule, f"{basis}、第三十三条", ANSWER_DAYS)

    @_apply.register
    def _(self, event: ev.SupplementLapsed) -> None:
        basis = f"{REGULATION}第三十条"
        request = self._open_request("按逾期未补正办结")
        if event.on <= request.respond_by:
            raise LawRefusal(
                "supplement.not_lapsed",
                f"补正期限到 {request.respond_by} 为止，尚未届满，不能按逾期未补正办结。",
                basis,
            )
        self._conclude(event, State.LAPSED, LAPSE_RESULTS["supplement"])
        self._step(event, "申请人无正当理由逾期不补正，视为放弃申请，不再处理", basis, 0)

    def _open_request(self, what: str) -> ev.SupplementRequested:
        if self.supplement_request is None or self.state_now is not State.AWAITING_SUPPLEMENT:
            raise LawRefusal(
                "supplement.not_requested",
                f"没有待补正的告知，不能{what}。",
                f"{REGULATION}第三十条",
            )
        return self.supplement_request

    @_apply.register(ev.ThirdPartyConsulted)
    @_apply.register(ev.CoMakerConsulted)
    def _(self, event: ev.ThirdPartyConsulted | ev.CoMakerConsulted) -> None:
        third = isinstance(event, ev.ThirdPartyConsulted)
        article = f"{REGULATION}第三十{'二' if third else '四'}条"
        if event.letter in self.letters:
            raise LawRefusal(
                "consultation.twice", f"函件 {event.letter} 已经登记发出，不能登记两次。", article
            )
        if self._lawfully_waiting():
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
        if event.on > due.day:
            raise LawRefusal(
                "consultation.late",
                f"答复期限已于 {due.day} 届满，此时征求意见不能再扣除期限。",
                f"{REGULATION}第三十三条",
            )
        if event.delivered is None:
            self._warn(
                "consultation.delivery_unknown",
                f"函件 {event.letter} 没有登记送达日期，答复意见的期限暂从发出之日起算。",
                article,
            )
        answer_by = self.calendar.add_working_days(event.delivered or event.on, CONSULTATION_DAYS)
        self.letters[event.letter] = _Letter(event.on, answer_by.day, article)
        after = self.due()
        assert after is not None
        added = self.calendar.working_days_between(due.day, after.day)
        silence = "逾期未答复的由本机关决定" if third else "逾期未答复的视为同意公开"
        rule = (
            f"{ev.EVENT_NAMES[type(event)]}，征求意见所需时间不计入期限；"
            f"对方应于 {answer_by.day} 前答复，{silence}。暂按该日推算"
        )
        self._step(event, rule, f"{article}、第三十三条第三款", added)

    @_apply.register(ev.ThirdPartyReplied)
    @_apply.register(ev.CoMakerReplied)
    def _(self, event: ev.ThirdPartyReplied | ev.CoMakerReplied) -> None:
        letter = self.letters.get(event.letter)
        if letter is None or letter.replied is not None:
            raise LawRefusal(
                "consultation.unknown",
                f"函件 {event.letter} 没有发出，或者已经登记过答复。请核对函件编号。",
                f"{REGULATION}第三十二条、第三十四条",
            )
        if event.on < letter.sent:
            raise LawRefusal(
                "consultation.order",
                f"答复日期 {event.on} 早于发函日期 {letter.sent}。请核对日期。",
                letter.article,
            )
        before = self._period_end()
        letter.replied = event.on
        after = self._period_end()
        change = self.calendar.working_days_between(before, after)
        rule = f"{ev.EVENT_NAMES[type(event)]}，按实际收到之日计算不计入期限的时间"
        if event.on > letter.deemed:
            self._warn(
                "consultation.late_reply",
                f"函件 {event.letter} 的答复于 {event.on} 收到，晚于 {letter.deemed}。",
                letter.article,
            )
        self._step(event, rule, f"{letter.article}、第三十三条第三款", change)

    def _period_end(self) -> date:
        assert self.base is not None
        return self._period(self.base, ANSWER_DAYS + self.extension, self.settings).day

    @_apply.register
    def _(self, event: ev.Extended) -> None:
        basis = f"{REGULATION}第三十三条第二款"
        if self.extension:
            raise LawRefusal(
                "extension.twice", f"已经延长{self.extension}个工作日，不能再次延长。", basis
            )
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
        if event.on > due.day:
            raise LawRefusal(
                "extension.late",
                f"答复期限已于 {due.day} 届满，延期应当在届满前告知申请人，不能再延期。",
                basis,
            )
        self.extension = event.days
        self._step(event, f"延长答复期限{event.days}个工作日", basis, event.days)

    @_apply.register
    def _(self, event: ev.FeeNoticeServed) -> None:
        if event.on < FEE_IN_FORCE:
            raise LawRefusal(
                "fee.not_in_force", "信息处理费自2021年1月1日起才可以收取。", FEE_MEASURES
            )
        if self.fee_served is not None:
            raise LawRefusal(
                "fee.twice", f"已于 {self.fee_served} 送达收费通知，不能再次收费。", FEE_MEASURES
            )
        due = self.due()
        if due is None:
            raise LawRefusal("supplement.waiting", "正在等待申请人补正，不能收费。", FEE_MEASURES)
        self.fee_served = event.on
        self.fee_late = event.on > due.day
        self.state_now = State.AWAITING_FEE
        limit = self.payment_limit(event.on)
        if self.fee_late:
            self._warn(
                "fee.late",
                f"收费决定应当在办理期限内作出，期限已于 {due.day} 届满，原到期日不变。",
                FEE_MEASURES,
            )
        rule = f"申请人应于 {limit} 前（收到收费通知次日起{PAYMENT_DAYS}个工作日内）缴费"
        self._step(event, rule, FEE_MEASURES, 0)

    @_apply.register
    def _(self, event: ev.FeePaid) -> None:
        served = self._open_fee("登记缴费")
        limit = self.payment_limit(served)
        if event.on > limit:
            message = f"费用于 {event.on} 缴清，已超过缴费期限 {limit}。"
            if self.settings.overdue_payment is Overdue.REFUSE:
                raise LawRefusal("fee.overdue", f"{message}视为放弃申请。", FEE_MEASURES)
            self._warn("fee.overdue", message, FEE_MEASURES)
        self.state_now = State.RUNNING
        if self.fee_late:
            self._step(event, "申请人已缴费；因收费通知逾期，原到期日不变", FEE_MEASURES, 0)
        elif self.settings.fee_clock is FeeClock.RESTART:
            self._restart(event.on)
            rule = f"自缴清费用次日起重新计算，{ANSWER_DAYS}个工作日内答复"
            self._step(event, rule, FEE_MEASURES, ANSWER_DAYS)
        else:
            self.fee_pause = (served, event.on)
            paused = self.calendar.working_days_between(served, event.on)
            self._step(event, "缴费所需时间不计入期限，期限继续计算", FEE_MEASURES, paused)

    @_apply.register
    def _(self, event: ev.FeeLapsed) -> None:
        limit = self.payment_limit(self._open_fee("按逾期未缴费办结"))
        if event.on <= limit:
            raise LawRefusal(
                "fee.not_lapsed",
                f"缴费期限到 {limit} 为止，尚未届满，不能按逾期未缴费办结。",
                FEE_MEASURES,
            )
        self._conclude(event, State.LAPSED, LAPSE_RESULTS["fee"])
        self._step(event, "申请人逾期未缴费，视为放弃申请，不再处理", FEE_MEASURES, 0)

    def _open_fee(self, what: str) -> date:
        if self.fee_served is None or self.state_now is not State.AWAITING_FEE:
            raise LawRefusal("fee.not_charged", f"没有待缴费的收费通知，不能{what}。", FEE_MEASURES)
        return self.fee_served

    @_apply.register
    def _(self, event: ev.Answered) -> None:
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
            self._warn(
                "answer.no_supplement",
                "以“补正后申请内容仍不明确”答复，但没有收到补正的记录。",
                f"{REGULATION}第三十条",
            )
        due = self.due()
        if due is None:
            self._warn("answer.while_waiting", "仍在等待申请人补正或者缴费时作出了答复。", basis)
        elif event.on > due.day:
            self._warn("answer.overdue", f"答复于 {event.on} 作出，已超过期限 {due.day}。", basis)
        if any(e.replied is None and event.on <= e.deemed for e in self.letters.values()):
            self._warn(
                "answer.before_reply",
                "征求意见的期限未满且未收到答复，此时已作出答复。",
                f"{REGULATION}第三十二条、第三十四条",
            )
        self._conclude(event, State.ANSWERED, event.result)
        self._step(event, f"作出答复：{RESULT_ROWS[event.result]}", basis, 0)

    @_apply.register
    def _(self, event: ev.Served) -> None:
        if self.concluded is None or self.state_now is State.WITHDRAWN:
            raise LawRefusal("service.no_answer", "还没有作出答复，不能登记送达。", SERVICE_REPLY)
        if self.served is not None:
            raise LawRefusal("service.twice", f"答复已于 {self.served} 送达。", SERVICE_REPLY)
        if event.on < self.concluded:
            raise LawRefusal(
                "service.before_answer",
                f"送达日期 {event.on} 早于答复日期 {self.concluded}。请核对日期。",
                SERVICE_REPLY,
            )
        if event.method is ev.ServiceMethod.COURIER:
            self._warn(
                "service.courier", "邮寄送达应当通过邮政企业，不能使用其他快递企业。", SERVICE_REPLY
            )
        self.served = event.on
        if self.state_now is State.ANSWERED:
            due = self.due()
            if due is not None and event.on > due.day:
                self._warn(
                    "service.overdue",
                    f"答复于 {event.on} 送达，已超过期限 {due.day}。",
                    SERVICE_REPLY,
                )
            self.state_now = State.SERVED
        self._step(event, "送达答复；邮寄的，交邮之日为送达期限的计算日", SERVICE_REPLY, 0)

    @_apply.register
    def _(self, event: ev.Withdrawn) -> None:
        self._conclude(event, State.WITHDRAWN, "other.other")
        self._step(event, "申请人撤回申请，计入其他处理", "年度报告填报惯例", 0)

    # The small change

    def _restart(self, base: date) -> None:
        """Begin the answer period anew: nothing of the old one counts any more."""
        self.base = base
        self.extension = 0
        self.fee_pause = None

    def _conclude(self, event: ev.Event, state: State, result: str) -> None:
        self.state_now, self.result, self.concluded = state, result, event.on

    def _warn(self, code: str, message: str, basis: str) -> None:
        self.cautions.append(Caution(code, message, basis))

    def _step(self, event: ev.Event, rule: str, basis: str, days: int) -> None:
        due = None if self.state_now in (State.LAPSED, State.WITHDRAWN) else self.due()
        self.steps.append(
            Step(
                event_id=event.id,
                on=event.on,
                name=ev.EVENT_NAMES[type(event)],
                rule=rule,
                basis=basis,
                days=days,
                notices=due.notices if due else (),
                due_on=due.day if due else None,
            )
        )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(offset) for offset in range((last - first).days + 1)]
