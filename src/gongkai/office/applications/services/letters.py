"""Numbering, writing and opening the letters of an application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.law import answers
from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.law.events import CHANNEL_NAMES, Channel
from gongkai.law.settings import LawSettings
from gongkai.law.state import ClockState
from gongkai.office import time
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Agency, Person
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications import clock, events
from gongkai.office.applications.letters import About, Draft, Occasion
from gongkai.office.applications.letters.receipt import receipt
from gongkai.office.applications.models import Application, ApplicationEvent, Letter
from gongkai.office.applications.services import record
from gongkai.office.audit import services as audit
from gongkai.office.documents import services as documents
from gongkai.office.documents.models import File
from gongkai.office.documents.official import WORD, official_letter
from gongkai.office.refusal import Refusal

#: The word before the year in the number of each kind of letter. Those not named here are answers,
#: which share one series.
NUMBER_WORDS = {
    "D03": "依申请公开收",
    "D04": "依申请公开补",
    "D05": "依申请公开询",
    "D06": "依申请公开延",
    "D07": "依申请公开征",
    "D09": "依申请公开征告",
    "D10": "依申请公开决",
    "D11": "依申请公开共征",
    "D12": "依申请公开协",
    "D13": "依申请公开费",
    "D33": "依申请公开更",
    "D34": "依申请公开迟",
}
ANSWERS = "依申请公开告"


@dataclass(frozen=True)
class Written:
    """A letter whose file is kept and whose row is not yet written."""

    draft: Draft
    number: str
    on: date
    file: File


def number_for(
    code: str, *, agency: Agency, on: date, actor: Person, now: datetime, word: str = ""
) -> str:
    """The next document number of a kind of letter, e.g. 依申请公开补〔2026〕3号."""
    word = (word or NUMBER_WORDS.get(code, ANSWERS)).replace("{", "").replace("}", "")
    return documents.next_number(
        agency=agency,
        series=f"letters/{code}" if code in NUMBER_WORDS else "answers",
        year=on.year,
        now=now,
        actor=actor,
        pattern=word + "〔{year}〕{number}号",
    )


def refuse_taken(agency: Agency, number: str) -> None:
    """Raise Refusal("letter.number") for a typed number that a letter of the agency has, or that the
    series here gives out: it would meet its double later, in a letter that then could not be written."""
    words = (*NUMBER_WORDS.values(), ANSWERS)
    if any(number.startswith(f"{word}〔") for word in words):
        raise Refusal("letter.number", f"“{number}”这样的文号由系统编。请空着，自动编号。")
    if Letter.objects.filter(application__agency=agency, document_number=number).exists():
        raise Refusal("letter.number", f"文号“{number}”已经用在另一份文书上。请核对，或者空着。")


def about(
    application: Application, known: Sequence[ev.Event], state: ClockState, on: date
) -> About:
    """What the letters of a day say of an application; the agency by its name of that day."""
    received = next(e for e in law.effective(known, state.as_of) if isinstance(e, ev.Received))
    agency = application.agency
    reached = [
        (agency.address, ""),
        (agency.telephone, "电话"),
        (agency.email, "电子邮箱"),
    ]
    return About(
        agency=agencies.name_on(agency, on),
        contact="，".join(f"{name}{value}" for value, name in reached if value),
        applicant=application.applicant.name,
        number=application.number,
        channel=CHANNEL_NAMES[Channel(application.channel)],
        received_on=state.receipt_date or received.on,
        request_text=application.request_text,
        query_code=application.query_code,
    )


def remedy(agency: Agency, decision: str, on: date, settings: LawSettings, court: str = "") -> str:
    """The remedy paragraph of a decision; `settings` are those of the application. Raises Refusal where
    no reconsideration body is known."""
    superior = agencies.superior_of(agency, on)
    try:
        return answers.remedy_paragraph(
            answers.decision(decision),
            decided_on=on,
            reconsideration_bodies=(superior.reconsideration_body if superior else "",),
            court=court.strip() or court_of(agency),
            settings=settings,
        )
    except ValueError as error:
        raise Refusal("answer.remedy", str(error), "行政复议法第二十三条") from error


def court_of(agency: Agency) -> str:
    """The court usually competent: the basic people's court of the region (行政诉讼法第十四条)."""
    return f"{agency.region.name}人民法院"


def write(
    draft: Draft, *, application: Application, number: str, on: date, actor: Person, now: datetime
) -> Written:
    """Set the letter as a Word file and keep it, encrypted."""
    agency = application.agency
    file = documents.store(
        agency=agency,
        actor=actor,
        now=now,
        name=f"{number}.docx",
        data=official_letter(
            sender=agencies.name_on(agency, on),
            title=draft.title,
            number=number,
            addressee=draft.addressee,
            paragraphs=draft.paragraphs,
            on=on,
            attachment=draft.attachment,
        ),
        media_type=WORD,
        personal=True,
    )
    return Written(draft, number, on, file)


def keep(
    written: Written, event: ApplicationEvent, *, actor: Person, now: datetime, position: int
) -> Letter:
    """Put a written letter into the record of its application."""
    return Letter.objects.create(
        application=event.application,
        event=event,
        code=written.draft.code,
        title=written.draft.title,
        document_number=written.number,
        addressee=written.draft.addressee,
        written_on=written.on,
        file=written.file,
        recorded_at=now,
        recorded_by=actor,
        position=position,
    )


@transaction.atomic
def issue_receipt(*, application: Application, actor: Person, now: datetime, on: date) -> Letter:
    """The receipt the applicant gets (条例第三十一条): written when it is asked for, once for each
    state of the receipt date. It moves no clock."""
    case = record.take(application, actor, now, None)
    time.not_in_future(on, now)
    held = case.application
    with record.lawful():
        state = law.replay(
            case.known,
            as_of=clock.latest(case.known),
            **clock.law_of(held.agency, case.known),
        )
    confirmed = [row for row in case.rows if _about_receipt(row, case.rows)][-1]
    earlier = Letter.objects.filter(application=held, code="D03", event=confirmed).first()
    if earlier is not None:
        return earlier
    occasion = Occasion(
        about=about(held, case.known, state, on),
        event=case.known[0],
        state=state,
        calendar=calendar_of(held.agency),
    )
    number = number_for("D03", agency=held.agency, on=on, actor=actor, now=now)
    written = write(receipt(occasion), application=held, number=number, on=on, actor=actor, now=now)
    position = audit.append(
        agency=held.agency,
        actor=actor,
        now=now,
        verb="application.receipt_issued",
        subject=record.subject_of(held),
        data={"on": on.isoformat(), "letter": number},
    )
    return keep(written, confirmed, actor=actor, now=now, position=position)


def _about_receipt(row: ApplicationEvent, rows: Sequence[ApplicationEvent]) -> bool:
    """Whether a row tells the day of receipt, or put it right."""
    return events.first_of(row, rows).kind in ("received", "receipt_confirmed")
