"""Receive, judge, return, accept, remind. Every verb is one transaction with its event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.documents import services as documents
from gongkai.office.documents.official import WORD, official_letter
from gongkai.office.refusal import Refusal
from gongkai.office.reporting import queries as reporting
from gongkai.office.supervision import letter, locks, queries, reading
from gongkai.office.supervision.models import (
    Decision,
    Judgement,
    Reading,
    Received,
    Reminder,
    Ruling,
    Step,
    Way,
)
from gongkai.report.model import Report
from gongkai.report.rules import Context, check
from gongkai.report.rules.listing import VERSION

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person
    from gongkai.office.reporting.models import FrozenReport

#: The first year reports were filed in a fixed form that this office collects.
FIRST_YEAR = 2019


@transaction.atomic
def receive(
    *,
    agency: Agency,
    unit: Agency,
    year: int,
    name: str,
    data: bytes,
    media_type: str,
    received_on: date,
    actor: Person,
    now: datetime,
    sure: bool = False,
) -> Received:
    """Take in a unit's report: keep the file, keep what was read, compare it with the year before.

    `sure`: the file names another agency and is the unit's all the same. Raises Refusal, and keeps
    nothing: not permitted, not a unit of this office, a year or a day that cannot be, or a file that
    cannot be read or is of another year or agency.
    """
    today = time.today(now)
    require(actor, agency, Role.SUPERVISOR, today)
    _is_unit(agency, unit, year, today)
    if not FIRST_YEAR <= year < today.year:
        raise Refusal("year", f"{year} 年度的报告现在不能收：那一年还没有过完，或者没有这个表式。")
    if not date(year, 12, 1) <= received_on <= today:
        raise Refusal(
            "day", f"报送日期是 {received_on}，应当在 {year} 年 12 月 1 日到今天 {today} 之间。"
        )
    report = reading.read_report(data, name, unit, year, sure=sure)
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="supervision.received",
        subject=f"agencies.agency:{unit.uid}",
        data={"year": year, "on": received_on.isoformat(), "way": Way.UPLOADED.value},
    )
    file = documents.store(
        agency=agency, actor=actor, now=now, name=name, data=data, media_type=media_type
    )
    return _keep(
        Received(
            agency=agency,
            unit=unit,
            year=year,
            way=Way.UPLOADED,
            file=file,
            received_on=received_on,
            received_at=now,
            received_by=actor,
        ),
        report,
    )


@transaction.atomic
def take_filed(*, frozen: FrozenReport, on: date, now: datetime) -> Received | None:
    """Take in the report that a unit of this installation filed; None when its office supervises
    from elsewhere. A second run changes nothing."""
    superior = agencies.superior_of(frozen.agency, on)
    if superior is None or superior.superior is None:
        return None
    held = Received.objects.filter(filed=frozen.uid).first()
    if held is not None:
        return held
    audit.append(
        agency=superior.superior,
        actor=None,
        now=now,
        verb="supervision.received",
        subject=f"agencies.agency:{frozen.agency.uid}",
        data={"year": frozen.year, "on": on.isoformat(), "way": Way.FILED.value},
    )
    return _keep(
        Received(
            agency=superior.superior,
            unit=frozen.agency,
            year=frozen.year,
            way=Way.FILED,
            filed=frozen.uid,
            received_on=on,
            received_at=now,
            received_by=None,
        ),
        reporting.frozen_value(frozen),
    )


def _keep(row: Received, report: Report) -> Received:
    """Number the row and write it. The head of the ledger is held, so numbers are in order."""
    before = Received.objects.filter(agency=row.agency, unit=row.unit, year=row.year).count()
    row.number = before + 1
    row.content = reading.stored(report)
    row.save()
    refresh(row)
    later = queries.latest_of(row.agency, row.unit, row.year + 1)
    if later is not None:  # it was compared with an older text, or with none
        refresh(later)
    return row


def refresh(received: Received) -> Reading:
    """Work out again what the rules find in a received report."""
    result = check(
        Context(
            report=reading.report_of(received),
            previous=queries.previous_report(received),
            kind=reading.context_kind(received.unit),
        )
    )
    row, _ = Reading.objects.update_or_create(
        received=received,
        defaults={"rules_version": VERSION, "findings": reading.summary(result)},
    )
    return row


@dataclass(frozen=True)
class Said:
    """What a person says of one finding on the page: a ruling and, where it needs one, a reason."""

    ruling: str
    reason: str = ""


@transaction.atomic
def judge(
    *, received: Received, said: Mapping[int, Said], actor: Person, now: datetime
) -> list[Judgement]:
    """Keep what was made of findings, by their number on the page; unchanged ones are not written
    again. Raises Refusal: not permitted, no such finding, no reason given."""
    received = locks.lock_received(received)
    require(actor, received.agency, Role.SUPERVISOR, time.today(now))
    assessment = queries.assess(received)
    numbered = {one.group.number: one for one in assessment.judged}
    rows: list[Judgement] = []
    for number, one in said.items():
        held = numbered.get(number)
        if held is None or one.ruling not in Ruling.values:
            raise Refusal("no-finding", f"没有第 {number} 处发现，请重新打开这一页。")
        reason = one.reason.strip()
        if one.ruling != Ruling.CONFIRMED and not reason:
            raise Refusal(
                "no-reason",
                f"第 {number} 处判为“{Ruling(one.ruling).label}”，请写明理由；理由随报告保存。",
            )
        before = held.judgement
        if before and (before.ruling, before.reason) == (one.ruling, reason):
            continue
        rows += [
            Judgement(
                agency=received.agency,
                unit=received.unit,
                year=received.year,
                rule=finding.rule,
                fingerprint=finding.fingerprint(),
                ruling=one.ruling,
                reason=reason,
                at=now,
                by=actor,
            )
            for finding in held.group.findings
        ]
    if rows:
        audit.append(
            agency=received.agency,
            actor=actor,
            now=now,
            verb="supervision.judged",
            subject=f"supervision.received:{received.uid}",
            data={"judgements": [[r.rule, r.fingerprint, r.ruling] for r in rows]},
        )
        Judgement.objects.bulk_create(rows)
    return rows


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
def accept(*, received: Received, actor: Person, now: datetime) -> Decision:
    """Accept a report. Raises Refusal: not permitted, already decided, a newer one came, or an
    error that nobody settled."""
    received, today = _open(received, actor, now)
    unsettled = queries.assess(received).open_errors
    if unsettled:
        first = unsettled[0].group
        raise Refusal(
            "open-errors",
            f"还有 {len(unsettled)} 处错误没有结论，不能接受。第 {first.number} 处：{first.title}。",
        )
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


def _is_unit(agency: Agency, unit: Agency, year: int, today: date) -> None:
    on = min(date(year, 12, 31), today)
    if unit.pk not in {one.pk for one in agencies.subordinates_of(agency, on)}:
        raise Refusal(
            "not-a-unit", f"{unit.name}在 {year} 年不由{agency.name}主管，不能代它收报告。"
        )


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
    latest = queries.latest_of(received.agency, received.unit, received.year)
    if latest is not None and latest.pk != received.pk:
        raise Refusal("newer", f"这个单位已经报来第 {latest.number} 稿，请审阅新的一稿。")
    return received, today


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
