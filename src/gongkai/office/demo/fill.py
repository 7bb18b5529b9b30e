"""Play the plan through the office's own services, in the order of its days.

Nothing here writes a row: every fact goes through the service a person's click would call, with the
day's own `now`, so the demo's ledger reads like two and a half years of work.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from gongkai.office import time
from gongkai.office.agencies.models import Role

from . import cases_and_applications as casework
from .founding import Office, make_office
from .items import plan_items
from .plan import make_plan
from .planned import CLOSED_YEARS, LIVE_YEAR, TODAY, Plan, PlannedDecision
from .portal import plan_portal
from .publicity import plan_publicity
from .reports import close_year
from .reviewing import staff_reviews
from .units import plan_acceptance, plan_units

Action = Callable[[datetime], None]


class Diary:
    """Actions by instant. Those of one instant are played in the order they were written down."""

    def __init__(self) -> None:
        self._actions: list[tuple[datetime, int, Action]] = []

    def put(self, day: date, hour: int, action: Action) -> None:
        """Write an action down for an hour of a day."""
        self._actions.append((time.at(day, hour), len(self._actions), action))

    def play(self, announce: Callable[[str], None]) -> None:
        """Do everything, oldest first; tell after every quarter of a year how far it is."""
        ordered = sorted(self._actions, key=lambda entry: entry[:2])
        told = None
        for done, (now, _, action) in enumerate(ordered):
            quarter = (now.year, (now.month - 1) // 3)
            if quarter != told:
                announce(
                    f"演示数据：{now.year}年第 {quarter[1] + 1} 季度（{done}/{len(ordered)} 件事）"
                )
                told = quarter
            action(now)


#: The office starts with the system on the first working day of the first closed year.
FIRST_DAY = date(CLOSED_YEARS[0], 1, 2)


def fill(
    plan: Plan | None = None,
    announce: Callable[[str], None] = lambda _line: None,
    reports: Path | None = None,
) -> Office:
    """Found the office in an empty database and play the whole plan. Returns the office.

    `announce` is told how far the filling is. `reports` is a folder with the real reports that the
    supervising office has received; without it those units have filed nothing."""
    plan = plan or make_plan()
    office = make_office(time.at(FIRST_DAY, 8))
    diary = Diary()
    diary.put(FIRST_DAY, 8, partial(staff_reviews, office))
    diary.put(FIRST_DAY, 9, partial(_declare_registers, office))
    _plan_documents(diary, office, plan)
    _plan_registers(diary, office, plan)
    _plan_returns(diary, office, plan)
    plan_publicity(diary, office)
    plan_items(diary, office, plan)
    casework.plan_applications(diary, office, plan)
    casework.plan_cases(diary, office, plan)
    plan_portal(diary, office)
    plan_units(diary, office, FIRST_DAY, reports)
    for year in CLOSED_YEARS:
        close_year(diary, office, year)
        plan_acceptance(diary, office, year)
    diary.play(announce)
    return office


def _declare_registers(office: Office, now: datetime) -> None:
    from gongkai.office.reporting import kinds, services

    services.keep(
        agency=office.agency,
        from_year=CLOSED_YEARS[0],
        codes=[kind.code for kind in kinds.KINDS],
        actor=office.clerk,
        now=now,
    )


# ---- normative documents -------------------------------------------------------------------------


def _plan_documents(diary: Diary, office: Office, plan: Plan) -> None:
    from gongkai.office.publishing import services
    from gongkai.office.publishing.models import DocumentKind

    records = {}

    def add(number: str, now: datetime) -> None:
        one = next(d for d in plan.documents if d.number == number)
        made = services.add_document(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            document=services.DocumentData(
                kind=DocumentKind.NORMATIVE_DOCUMENTS,
                title=one.title,
                document_number=one.number,
                issued_on=one.issued_on,
                effective_on=one.issued_on + timedelta(days=30),
            ),
        )
        records[number] = made.record

    def end(number: str, now: datetime) -> None:
        one = next(d for d in plan.documents if d.number == number)
        assert one.ended_on is not None and one.ending is not None
        services.end_document(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            record=records[number],
            ended_on=one.ended_on,
            ending=one.ending,
            basis="规范性文件清理",
        )

    for one in plan.documents:
        # What was issued before the system came is entered on its first day.
        diary.put(max(one.issued_on, FIRST_DAY), 10, partial(add, one.number))
        if one.ended_on is not None:
            diary.put(one.ended_on, 15, partial(end, one.number))


# ---- registers -----------------------------------------------------------------------------------


def _plan_registers(diary: Diary, office: Office, plan: Plan) -> None:
    """Licences come as one file a month out of the licensing system; penalties one by one."""
    months: dict[date, list[PlannedDecision]] = defaultdict(list)
    for one in plan.decisions:
        if one.register == "licences":
            months[one.decided_on.replace(day=1)].append(one)
        else:
            diary.put(one.decided_on, 16, partial(_add_penalty, office, one))
    for month, decisions in months.items():
        following = (month + timedelta(days=32)).replace(day=4)
        diary.put(min(following, TODAY), 8, partial(_import_licences, office, month, decisions))


def _add_penalty(office: Office, one: PlannedDecision, now: datetime) -> None:
    from gongkai.office.registers import services

    services.add_row(
        agency=office.agency,
        actor=office.section_person,
        now=now,
        kind=one.register,
        data=services.RowData(
            number=one.number,
            subject=one.subject,
            decided_on=one.decided_on,
            category=one.category,
            section=office.sections["审批科"],
        ),
    )


def _import_licences(
    office: Office, month: date, decisions: list[PlannedDecision], now: datetime
) -> None:
    from gongkai.office.documents.services import store
    from gongkai.office.registers import services

    section = office.sections["审批科"]
    file = store(
        agency=office.agency,
        actor=office.section_person,
        now=now,
        name=f"行政许可台账-{month:%Y-%m}.csv",
        data=_as_csv(decisions),
        media_type="text/csv",
    )
    services.import_rows(
        agency=office.agency,
        actor=office.section_person,
        now=now,
        kind="licences",
        file=file,
        rows=[
            (
                line,
                services.RowData(
                    number=one.number,
                    subject=one.subject,
                    decided_on=one.decided_on,
                    category=one.category,
                    sub_kind=one.sub_kind,
                    section=section,
                ),
            )
            for line, one in enumerate(decisions, 2)
        ],
    )


def _as_csv(decisions: list[PlannedDecision]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("决定文书号", "行政相对人名称", "许可类别", "办理类型", "决定日期"))
    names = {"new": "新办", "renewal": "延续", "change": "变更"}
    for one in decisions:
        writer.writerow(
            (one.number, one.subject, one.category, names[one.sub_kind], one.decided_on.isoformat())
        )
    return text.getvalue().encode("utf-8-sig")


# ---- returns -------------------------------------------------------------------------------------


def _plan_returns(diary: Diary, office: Office, plan: Plan) -> None:
    from gongkai.office.registers import services

    section = office.sections["审批科"]

    def call(register: str, period: tuple[date, date], now: datetime) -> None:
        services.call_for(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            section=section,
            kind=register,
            period_from=period[0],
            period_to=period[1],
            due_on=period[1] + timedelta(days=10),
        )

    def submit(index: int, now: datetime) -> None:
        one = plan.returns[index]
        record = services.submit_return(
            agency=office.agency,
            actor=office.people[Role.SECTION],
            now=now,
            section=section,
            kind=one.register,
            period_from=one.period_from,
            period_to=one.period_to,
            value=one.value,
            source_system=one.source_system,
        ).record
        services.confirm_return(
            agency=office.agency, actor=office.clerk, now=now + timedelta(hours=2), record=record
        )

    for index, one in enumerate(plan.returns):
        period = (one.period_from, one.period_to)
        diary.put(one.period_to - timedelta(days=3), 9, partial(call, one.register, period))
        diary.put(one.period_to + timedelta(days=5), 9, partial(submit, index))
    second_half = (date(LIVE_YEAR, 7, 1), date(LIVE_YEAR, 12, 31))
    for register in ("compulsory_measures", "fees"):
        diary.put(TODAY - timedelta(days=1), 9, partial(call, register, second_half))
