"""Answering: the decision, its number, its letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.law import answers
from gongkai.law import events as ev
from gongkai.office.agencies.models import Person
from gongkai.office.applications import clock
from gongkai.office.applications.letters.answer import answer as answer_letter
from gongkai.office.applications.models import Answer, Application
from gongkai.office.applications.services import letters, record
from gongkai.office.refusal import Refusal

#: Decisions taken by a step of the clock of their own, not by an answer.
BY_STEP = {
    "other.not_supplemented": "按逾期未补正办结",
    "other.fee_not_paid": "按逾期未缴费办结",
    "other.withdrawn": "登记申请人撤回",
}


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What the officer writes for the letter.

    reasons        the finding: reasons, ways, dates, names; may hold personal data
    document_word  the word before the year in the 文号, e.g. 云卫公复
    court          the competent court; empty: the people's court of the agency's region
    """

    reasons: str
    document_word: str = letters.ANSWERS
    court: str = ""


@transaction.atomic
def answer(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    decision: str,
    wording: Wording,
    seen: int | None = None,
) -> Answer:
    """Answer the application on a day: event, document number, Word letter.

    Raises Refusal: a decision the form has no row for or that is a step of its own, empty reasons,
    an unknown reconsideration body, whatever the clock refuses.
    """
    try:
        decided = answers.decision(decision)
    except KeyError:
        raise Refusal("answer.decision", "没有这一种答复，请在答复的种类中选择一种。") from None
    if decision in BY_STEP:
        raise Refusal("answer.by_step", f"这种情形不作答复登记，请用“{BY_STEP[decision]}”。")
    if not wording.reasons.strip():
        raise Refusal(
            "answer.reasons",
            f"没有填写办理意见。“{decided.name}”的答复要写明：{'、'.join(decided.elements)}。",
            decided.basis,
        )
    case = record.take(application, actor, now, seen)
    agency = case.application.agency
    event = ev.Answered(id=record.new_id(), on=on, result=decided.row)
    state = record.decide(case, event, now)
    number = letters.number_for(
        decided.document, agency=agency, on=on, actor=actor, now=now, word=wording.document_word
    )
    draft = answer_letter(
        letters.about(case.application, case.known, state, on),
        decided,
        wording.reasons,
        letters.remedy(
            agency, decided.id, on, clock.settings_of(agency, case.known), wording.court
        ),
    )
    written = letters.write(
        draft, application=case.application, number=number, on=on, actor=actor, now=now
    )
    extra = {"decision": decided.id, "letters": [number]}
    row = record.write(case, event, state, actor=actor, now=now, extra=extra)
    letters.keep(written, row, actor=actor, now=now, position=row.position)
    return Answer.objects.create(
        application=case.application,
        event=row,
        decision=decided.id,
        result=decided.row,
        answered_on=on,
        document_number=number,
        reasons=wording.reasons,
        letter=written.file,
    )
