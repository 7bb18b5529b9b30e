"""Answering: the decision, its number, its letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.law import answers
from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Agency, Person
from gongkai.office.applications import letter
from gongkai.office.applications.models import Answer, Application
from gongkai.office.applications.services import record
from gongkai.office.documents import services as documents
from gongkai.office.refusal import Refusal

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

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
    document_word: str = "依申请公开告"
    court: str = ""


def court_of(agency: Agency) -> str:
    """The court usually competent: the basic people's court of the region (行政诉讼法第十四条)."""
    return f"{agency.region.name}人民法院"


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
            f"没有填写办理意见。“{decided.name}”的答复要写明："
            f"{'、'.join(decided.elements) or '处理的理由和依据'}。",
            decided.basis,
        )
    case = record.take(application, actor, now, seen)
    event = ev.Answered(id=record.new_id(), on=on, result=decided.row)
    row, state = record.write(case, event, actor=actor, now=now, extra={"decision": decided.id})
    agency = case.application.agency
    number = documents.next_number(
        agency=agency,
        series="answers",
        year=on.year,
        now=now,
        actor=actor,
        pattern=wording.document_word.replace("{", "").replace("}", "") + "〔{year}〕{number}号",
    )
    superior = agencies.superior_of(agency, on)
    try:
        remedy = answers.remedy_paragraph(
            decided,
            decided_on=on,
            reconsideration_bodies=(superior.reconsideration_body if superior else "",),
            court=wording.court.strip() or court_of(agency),
        )
    except ValueError as error:
        raise Refusal("answer.remedy", str(error), "行政复议法第二十三条") from error
    received = next(e for e in law.effective(case.known, on) if isinstance(e, ev.Received))
    made = letter.answer_letter(
        letter.Contents(
            agency=agencies.name_on(agency, on),
            title=decided.title,
            document_number=number,
            addressee=case.application.applicant.name,
            received_on=state.receipt_date or received.on,
            number=case.application.number,
            request_text=case.application.request_text,
            basis=decided.basis,
            reasons=wording.reasons,
            remedy=remedy,
            on=on,
        )
    )
    file = documents.store(
        agency=agency,
        actor=actor,
        now=now,
        name=f"{number}.docx",
        data=made,
        media_type=WORD,
        personal=True,
    )
    return Answer.objects.create(
        application=case.application,
        event=row,
        decision=decided.id,
        result=decided.row,
        answered_on=on,
        document_number=number,
        reasons=wording.reasons,
        letter=file,
    )
