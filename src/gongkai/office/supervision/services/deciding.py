"""Return a report with a letter, accept it, note that it was published; remind who has not filed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.documents import services as documents
from gongkai.office.documents.official import WORD, official_letter
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import letter, locks, queries, reading
from gongkai.office.supervision.models import Decision, Received, Reminder, Step

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person
    from gongkai.office.supervision.reading import Assessment


@transaction.atomic
def return_report(*, received: Received, due_on: date, actor: Person, now: datetime) -> Decision:
    """Return a report with a letter that names each finding judged to be a problem.

    Raises Refusal: not permitted, already decided, a newer one came, nothing to mend, or a day to
    file again that is not after today.
    """
    received, today = _open(received, actor, now)
    assessment = queries.assess(received)
    if not assessment.confirmed:
        raise Refusal("nothing-wrong", "没有一处判为“是问题，要求改正”，没有可以退回的理由。")
    if due_on <= today:
        raise Refusal("day", f"重报期限是 {due_on}，应当在今天 {today} 以后。")
    number = documents.next_number(
        agency=received.agency,
        series="return",
        year=today.year,
        now=now,
        actor=actor,
        pattern="公开督函〔{year}〕{number}号",
    )
    text = letter.return_letter(
        sender=received.agency.name,
        unit=received.unit.name,
        year=received.year,
        received_on=received.received_on,
        faults=[queries.fault(one) for one in assessment.confirmed],
        due_on=due_on,
        on=today,
        number=number,
    )
    content = official_letter(
        sender=text.sender,
        title=text.title,
        number=text.number,
        addressee=text.addressee,
        paragraphs=text.paragraphs,
        on=text.on,
    )
    _event(received, Step.RETURNED, actor, now, {"number": number, "due_on": due_on.isoformat()})
    file = documents.store(
        agency=received.agency,
        actor=actor,
        now=now,
        name=f"{text.title}（{received.unit.name}）.docx",
        data=content,
        media_type=WORD,
    )
    return Decision.objects.create(
        received=received,
        step=Step.RETURNED,
        on=today,
        at=now,
        by=actor,
        letter=file,
        number=number,
        due_on=due_on,
    )


@transaction.atomic
def accept(*, received: Received, actor: Person, now: datetime, together: bool = False) -> Decision:
    """Accept a report. Raises Refusal: not permitted, already decided, a newer one came, or an
    error that nobody settled.

    `together`: nobody looked at this report by itself. Then also a warning that nobody settled, a
    cell that could not be read and a text that was not compared yet are refused.
    """
    received, today = _open(received, actor, now)
    assessment = queries.assess(received)
    unsettled = assessment.open_errors
    if unsettled:
        first = unsettled[0].group
        raise Refusal(
            "open-errors",
            f"还有 {len(unsettled)} 处错误没有结论，不能接受。第 {first.number} 处：{first.title}。",
        )
    if together:
        _needs_nobody(received, assessment)
    _event(received, Step.ACCEPTED, actor, now, {})
    return Decision.objects.create(
        received=received, step=Step.ACCEPTED, on=today, at=now, by=actor
    )


@transaction.atomic
def record_publication(
    *, received: Received, on: date, where: str, actor: Person, now: datetime
) -> Decision:
    """Record that an accepted report was published, on a day, and where. Raises Refusal."""
    received = locks.lock_received(received)
    today = time.today(now)
    require(actor, received.agency, Role.SUPERVISOR, today)
    steps = {d.step for d in received.decisions.all()}
    if Step.ACCEPTED not in steps:
        raise Refusal("not-accepted", "还没有接受的报告，不能登记公开。")
    if Step.PUBLISHED in steps:
        raise Refusal("done", "这份报告已经登记过公开。")
    if not received.received_on <= on <= today:
        raise Refusal(
            "day", f"公开日期是 {on}，应当在报送日 {received.received_on} 到今天 {today} 之间。"
        )
    _event(received, Step.PUBLISHED, actor, now, {"on": on.isoformat()})
    return Decision.objects.create(
        received=received, step=Step.PUBLISHED, on=on, at=now, by=actor, note=where.strip()
    )


@transaction.atomic
def remind(
    *, agency: Agency, year: int, units: Iterable[UUID], actor: Person, now: datetime
) -> int:
    """Record that units without a report were reminded; each once a day. Returns how many were."""
    today = time.today(now)
    locks.hold_collection(agency)
    require(actor, agency, Role.SUPERVISOR, today)
    wanted = set(units)
    waiting = [row.unit for row in queries.unfiled(agency, year, today) if row.unit.uid in wanted]
    done = set(
        Reminder.objects.filter(agency=agency, year=year, on=today).values_list(
            "unit_id", flat=True
        )
    )
    fresh = [unit for unit in waiting if unit.pk not in done]
    if fresh:
        audit.append(
            agency=agency,
            actor=actor,
            now=now,
            verb="supervision.reminded",
            subject=f"agencies.agency:{agency.uid}",
            data={"year": year, "units": [str(unit.uid) for unit in fresh]},
        )
        Reminder.objects.bulk_create(
            Reminder(agency=agency, unit=unit, year=year, on=today, at=now, by=actor)
            for unit in fresh
        )
    return len(fresh)


def _open(received: Received, actor: Person, now: datetime) -> tuple[Received, date]:
    received = locks.lock_received(received)
    today = time.today(now)
    require(actor, received.agency, Role.SUPERVISOR, today)
    decided = received.decisions.select_related("by").first()
    if decided is not None:
        raise Refusal(
            "decided",
            f"这份报告已经由{decided.by.display_name}在 {decided.on} 登记为“{decided.get_step_display()}”，"
            "没有再作决定。请重新打开这一页。",
        )
    locks.hold_collection(received.agency)
    latest = queries.latest_of(received.agency, received.unit, received.year)
    if latest is not None and latest.pk != received.pk:
        raise Refusal("newer", f"这个单位已经报来第 {latest.number} 稿，请审阅新的一稿。")
    return received, today


def _needs_nobody(received: Received, assessment: Assessment) -> None:
    if found := assessment.open_findings:
        first = found[0].group
        raise Refusal(
            "open-findings",
            f"有 {len(found)} 处提示没有结论，请单独审阅。第 {first.number} 处：{first.title}。",
        )
    if not reading.is_read(assessment.report):
        raise Refusal("unread", "有的格子读不清，请对照原文件单独审阅。")
    if queries.uncompared(received.agency, received.year).filter(pk=received.pk).exists():
        raise Refusal(
            "uncompared", "正文还没有与其他单位的比较过，请过一会儿再接受，或者单独审阅。"
        )


def _event(
    received: Received, step: Step, actor: Person, now: datetime, data: Mapping[str, str]
) -> None:
    audit.append(
        agency=received.agency,
        actor=actor,
        now=now,
        verb=f"supervision.{step.value}",
        subject=f"supervision.received:{received.uid}",
        data={"year": received.year, "unit": str(received.unit.uid), **data},
    )
