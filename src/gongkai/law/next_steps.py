"""What may lawfully be done next with an application, and why the rest may not.

Each step is tried on the clock itself: a step is closed exactly when `fold` would refuse its event,
and the reason shown is the reason of the refusal. So page and service can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law import events as ev
from gongkai.law.basis import FEE_MEASURES, REGULATION, SERVICE_REPLY, LawRefusal
from gongkai.law.calendar import Calendar
from gongkai.law.case.order import ORDER_BASIS
from gongkai.law.clock import admit, effective, replay
from gongkai.law.settings import DEFAULT_SETTINGS, LawSettings
from gongkai.law.state import ClockState, State

_TRIAL = "next-steps/trial"


@dataclass(frozen=True, slots=True)
class NextStep:
    """One possible step on the day asked about.

    `allowed` False comes with the `reason`; `caution` is what the law lets pass but a person should
    know before doing it. `latest` is the last day the step is in time, where it has one.
    """

    kind: str
    name: str
    allowed: bool
    reason: str | None
    caution: str | None
    basis: str
    latest: date | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str
    name: str
    basis: str
    event: Callable[[date, Sequence[ev.Event]], ev.Event]
    latest: Callable[[ClockState], date | None]


def _open_letter(events: Sequence[ev.Event], sent: type[ev.Event], answered: type[ev.Event]) -> str:
    replied = {e.letter for e in events if isinstance(e, answered) and hasattr(e, "letter")}
    for event in events:
        if isinstance(event, sent) and hasattr(event, "letter") and event.letter not in replied:
            return str(event.letter)
    return ""


def _not_consenting(events: Sequence[ev.Event]) -> str:
    """A letter whose third party has not agreed, and has not been told yet; "" where none is."""
    settled = {e.letter for e in events if isinstance(e, ev.ThirdPartyTold)} | {
        e.letter for e in events if isinstance(e, ev.ThirdPartyReplied) and e.consents
    }
    open_ones = [
        e.letter
        for e in events
        if isinstance(e, ev.ThirdPartyConsulted) and e.letter not in settled
    ]
    return open_ones[0] if open_ones else ""


def _due(state: ClockState) -> date | None:
    return state.due_on


def _waiting(kind: State) -> Callable[[ClockState], date | None]:
    return lambda state: state.waiting_until if state.state is kind else None


def _none(_state: ClockState) -> date | None:
    return None


_CANDIDATES = (
    _Candidate(
        "confirm_receipt",
        "确认收到申请",
        f"{REGULATION}第三十一条",
        lambda on, _: ev.ReceiptConfirmed(id=_TRIAL, on=on),
        _none,
    ),
    _Candidate(
        "answer",
        "作出答复",
        f"{REGULATION}第三十三条、第三十六条",
        lambda on, _: ev.Answered(id=_TRIAL, on=on, result="granted"),
        _due,
    ),
    _Candidate(
        "request_supplement",
        "告知补正",
        f"{REGULATION}第三十条",
        lambda on, _: ev.SupplementRequested(id=_TRIAL, on=on, respond_by=on + timedelta(days=1)),
        lambda state: state.supplement_notice_by,
    ),
    _Candidate(
        "record_supplement",
        "登记收到补正",
        f"{REGULATION}第三十条",
        lambda on, _: ev.Supplemented(id=_TRIAL, on=on),
        _waiting(State.AWAITING_SUPPLEMENT),
    ),
    _Candidate(
        "lapse_supplement",
        "按逾期未补正办结",
        f"{REGULATION}第三十条",
        lambda on, _: ev.SupplementLapsed(id=_TRIAL, on=on),
        _none,
    ),
    _Candidate(
        "consult_third_party",
        "征求第三方意见",
        f"{REGULATION}第三十二条",
        lambda on, _: ev.ThirdPartyConsulted(id=_TRIAL, on=on, letter=_TRIAL, delivered=on),
        _due,
    ),
    _Candidate(
        "record_third_party_reply",
        "登记第三方意见",
        f"{REGULATION}第三十二条",
        lambda on, events: ev.ThirdPartyReplied(
            id=_TRIAL,
            on=on,
            letter=_open_letter(events, ev.ThirdPartyConsulted, ev.ThirdPartyReplied),
            consents=True,
        ),
        _none,
    ),
    _Candidate(
        "tell_third_party",
        "告知第三方决定公开",
        f"{REGULATION}第三十二条",
        lambda on, events: ev.ThirdPartyTold(id=_TRIAL, on=on, letter=_not_consenting(events)),
        _none,
    ),
    _Candidate(
        "consult_co_maker",
        "征求共同制作机关意见",
        f"{REGULATION}第三十四条",
        lambda on, _: ev.CoMakerConsulted(id=_TRIAL, on=on, letter=_TRIAL, delivered=on),
        _due,
    ),
    _Candidate(
        "record_co_maker_reply",
        "登记共同制作机关意见",
        f"{REGULATION}第三十四条",
        lambda on, events: ev.CoMakerReplied(
            id=_TRIAL,
            on=on,
            letter=_open_letter(events, ev.CoMakerConsulted, ev.CoMakerReplied),
            consents=True,
        ),
        _none,
    ),
    _Candidate(
        "request_reasons",
        "要求说明理由",
        f"{REGULATION}第三十五条",
        lambda on, _: ev.ReasonsRequested(id=_TRIAL, on=on, respond_by=on + timedelta(days=1)),
        _due,
    ),
    _Candidate(
        "record_reasons",
        "登记申请人的理由",
        f"{REGULATION}第三十五条",
        lambda on, _: ev.ReasonsGiven(id=_TRIAL, on=on, reasonable=True),
        _none,
    ),
    _Candidate(
        "defer",
        "告知延迟答复",
        f"{REGULATION}第三十五条",
        lambda on, _: ev.Deferred(id=_TRIAL, on=on, until=on + timedelta(days=400)),
        _due,
    ),
    _Candidate(
        "extend",
        "延长答复期限",
        f"{REGULATION}第三十三条第二款",
        lambda on, _: ev.Extended(id=_TRIAL, on=on, days=1, approved_by="（待填写）"),
        _due,
    ),
    _Candidate(
        "charge",
        "发出收费通知",
        FEE_MEASURES,
        lambda on, _: ev.FeeNoticeServed(id=_TRIAL, on=on),
        _due,
    ),
    _Candidate(
        "record_payment",
        "登记缴费",
        FEE_MEASURES,
        lambda on, _: ev.FeePaid(id=_TRIAL, on=on),
        _waiting(State.AWAITING_FEE),
    ),
    _Candidate(
        "lapse_fee",
        "按逾期未缴费办结",
        FEE_MEASURES,
        lambda on, _: ev.FeeLapsed(id=_TRIAL, on=on),
        _none,
    ),
    _Candidate(
        "serve",
        "登记送达",
        SERVICE_REPLY,
        lambda on, _: ev.Served(id=_TRIAL, on=on),
        _due,
    ),
    _Candidate(
        "record_order",
        "登记责令重新答复",
        ORDER_BASIS,
        lambda on, _: ev.AnswerOrdered(id=_TRIAL, on=on, until=on),
        _none,
    ),
    _Candidate(
        "withdraw",
        "登记申请人撤回",
        "年度报告填报惯例",
        lambda on, _: ev.Withdrawn(id=_TRIAL, on=on),
        _none,
    ),
)


def next_steps(
    events: Sequence[ev.Event],
    *,
    as_of: date,
    calendar: Calendar,
    settings: LawSettings = DEFAULT_SETTINGS,
) -> list[NextStep]:
    """Return every step in the order of the work, open or closed, for the day `as_of`.

    The answer is tried as 予以公开; the outcome itself is the wizard's matter (`answers.py`). The events
    are on record: what of them does not stand is set aside (`clock.replay`).
    """
    standing = effective(events, as_of)
    state = replay(standing, as_of=as_of, calendar=calendar, settings=settings)
    known = set(state.cautions)
    steps = []
    for candidate in _CANDIDATES:
        try:
            after = admit(
                standing, candidate.event(as_of, standing), calendar=calendar, settings=settings
            )
        except LawRefusal as refusal:
            steps.append(
                NextStep(
                    candidate.kind,
                    candidate.name,
                    False,
                    refusal.message,
                    None,
                    refusal.basis,
                    candidate.latest(state),
                )
            )
            continue
        cautions = [caution.message for caution in after.cautions if caution not in known]
        steps.append(
            NextStep(
                candidate.kind,
                candidate.name,
                True,
                None,
                "".join(cautions) or None,
                candidate.basis,
                candidate.latest(state),
            )
        )
    return steps
