"""A random history of an office, made with its services, and its own ledger in plain Python.

The plain ledger knows nothing of the database: lists of facts, and a count written as a person
would write it. It is what the compilation is held against.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from gongkai.law.answers import DECISIONS
from gongkai.law.events import Channel
from gongkai.law.remedies import Ending
from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.applications import services as applications
from gongkai.office.applications.models import ApplicantKind, Application
from gongkai.office.applications.services.answering import BY_STEP, Wording
from gongkai.office.audit import queries as audit
from gongkai.office.challenges import services as challenges
from gongkai.office.challenges.models import Case, CaseKind
from gongkai.office.publishing import services as publishing
from gongkai.office.registers import services as registers
from gongkai.report.form import get_form
from tests.office.build import Office

KINDS = ApplicantKind.values
BY_ANSWER = [d for d in DECISIONS if d.id not in BY_STEP]
CASE_COLUMNS = {
    Ending.UPHELD: "upheld",
    Ending.REVOKED: "corrected",
    Ending.WITHDRAWN: "other",
}
WORDS = Wording(reasons="现提供所申请的信息。")


@dataclass
class Plain:
    """What happened, as plain values."""

    applications: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, tuple[str, date, int]] = field(default_factory=dict)
    returns: dict[str, tuple[str, date, int]] = field(default_factory=dict)
    balances: dict[tuple[int, str], int] = field(default_factory=dict)
    documents: dict[str, tuple[date, date | None]] = field(default_factory=dict)
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)

    def cells(self, year: int) -> dict[str, int | Decimal]:
        """All 200 cells of a year, counted one by one."""
        count: Counter[str] = Counter()
        for one in self.applications.values():
            received, concluded = one["received"], one["concluded"]
            rows = []
            if received.year == year:
                rows.append("received")
            if received.year < year and (concluded is None or concluded.year >= year):
                rows.append("carried_in")
            if concluded is not None and concluded.year == year:
                rows += [one["result"], "concluded"]
            if received.year <= year and (concluded is None or concluded.year > year):
                rows.append("carried_out")
            for row in rows:
                count[f"requests.{row}.{one['kind']}"] += 1
                count[f"requests.{row}.total"] += 1
        for kind, day, quantity in (*self.rows.values(), *self.returns.values()):
            if day.year == year:
                column = "amount" if kind == "fees" else "decisions"
                count[f"disclosure.{kind}.{column}"] += quantity
        for made, ended in self.documents.values():
            count["disclosure.normative_documents.issued"] += made.year == year
            count["disclosure.normative_documents.repealed"] += bool(ended and ended.year == year)
            count["disclosure.normative_documents.in_force"] += made.year <= year and (
                ended is None or ended.year > year
            )
        for one in self.cases.values():
            filed, decided = one["filed"], one["decided"]
            if decided is not None and decided.year == year:
                columns = [one["column"], "total"]
            elif filed.year <= year and (decided is None or decided.year > year):
                columns = ["pending", "total"]
            else:
                columns = []
            for column in columns:
                count[f"challenges.{one['kind']}.{column}"] += 1
        for (of_year, cell_id), quantity in self.balances.items():
            if of_year == year:
                table, row, column = cell_id.split(".")
                count[cell_id] += quantity
                if table == "requests":
                    count[f"{table}.{row}.total"] += quantity
                if row == "granted":  # a result is also one of 办理结果总计
                    count[f"{table}.concluded.{column}"] += quantity
                    count[f"{table}.concluded.total"] += quantity
        found: dict[str, int | Decimal] = {c: count[c] for c in get_form("2021").cells}
        found["disclosure.fees.amount"] = Decimal(count["disclosure.fees.amount"]) / 1_000_000
        return found


class History:
    """Acts on an office day by day and keeps the plain ledger beside it."""

    def __init__(self, office: Office, seed: int, begun: date, ended: date) -> None:
        self.office, self.agency = office, office.agency
        self.random = random.Random(seed)
        self.begun, self.today, self.ended = begun, begun, ended
        self.plain = Plain()
        self.snapshots: list[tuple[int, Plain]] = []
        self.open: dict[str, Application] = {}
        self.closed: dict[str, Application] = {}
        self.register_records: dict[str, Any] = {}
        self.document_records: dict[str, Any] = {}
        self.open_cases: dict[str, Case] = {}
        self.serial = 0

    @property
    def now(self) -> datetime:
        return time.at(self.today, 10)

    @property
    def by(self) -> dict[str, Any]:
        return {"actor": self.office.clerk, "now": self.now}

    def run(self, steps: int) -> None:
        """Take random steps, equally spread over the time, and remember some positions."""
        acts: list[Callable[[], None]] = [
            *[self.register] * 5,
            *[self.conclude] * 5,
            self.withdraw,
            self.correct_conclusion,
            self.correct_kind,
            *[self.add_row] * 4,
            self.correct_row,
            self.remove_row,
            self.report_figure,
            self.enter_balance,
            self.add_document,
            self.end_document,
            self.file_case,
            self.decide_case,
        ]
        span = (self.ended - self.begun).days
        for step in range(steps):
            self.today = self.begun + timedelta(days=span * step // steps)
            self.random.choice(acts)()
            if self.random.random() < 0.1:
                self.remember()
        self.today = self.ended
        self.remember()

    def remember(self) -> None:
        self.snapshots.append((audit.head(self.agency)[0], deepcopy(self.plain)))

    def number(self) -> str:
        self.serial += 1
        return f"第 {self.serial} 号"

    def register(self) -> None:
        kind = self.random.choice(KINDS)
        made = applications.register(
            agency=self.agency,
            **self.by,
            submission=applications.Submission(
                channel=Channel.IN_PERSON,
                arrived_on=self.today,
                kind=ApplicantKind(kind),
                name=f"申请人{self.number()}",
                telephone="13800001234",
                email="li@example.cn",
                address="云溪县清水路 1 号",
                identity_number="990000199001010018",
                subject_line="村卫生室补助",
                request_text="补助资金分配明细",
            ),
        )
        self.open[made.number] = made
        self.plain.applications[made.number] = {
            "kind": kind,
            "received": self.today,
            "concluded": None,
            "result": None,
        }

    def conclude(self) -> None:
        if not self.open:
            return
        number = self.random.choice(sorted(self.open))
        made = self.open.pop(number)
        decision = self.random.choice(BY_ANSWER)
        applications.answer(
            application=made, **self.by, on=self.today, decision=decision.id, wording=WORDS
        )
        self.closed[number] = made
        self.plain.applications[number] |= {"concluded": self.today, "result": decision.row}

    def withdraw(self) -> None:
        if not self.open:
            return
        number = self.random.choice(sorted(self.open))
        made = self.open.pop(number)
        applications.withdraw(application=made, **self.by, on=self.today)
        self.plain.applications[number] |= {"concluded": self.today, "result": "other.other"}

    def correct_conclusion(self) -> None:
        """The answer was given earlier than recorded, or not at all."""
        if not self.closed:
            return
        number = self.random.choice(sorted(self.closed))
        made = self.closed.pop(number)
        fact = self.plain.applications[number]
        event = made.events.get(kind="answered")
        on = self.random.choice([None, max(fact["received"], fact["concluded"] - timedelta(3))])
        if on == fact["concluded"]:
            on = None
        applications.correct_event(
            application=made, event=event, new_on=on, note="登记错了", **self.by
        )
        fact["concluded"] = on
        if on is None:
            fact["result"] = None

    def correct_kind(self) -> None:
        if not self.plain.applications:
            return
        number = self.random.choice(sorted(self.plain.applications))
        kind = self.random.choice(KINDS)
        if kind == self.plain.applications[number]["kind"]:
            return
        applications.correct_applicant_kind(
            application=Application.objects.get(agency=self.agency, number=number),
            kind=ApplicantKind(kind),
            note="看错了",
            **self.by,
        )
        self.plain.applications[number]["kind"] = kind

    def _row(self, kind: str) -> tuple[registers.RowData, int]:
        fen = self.random.randrange(1_000_000_00)
        data = registers.RowData(
            number=self.number(),
            subject="公共场所卫生许可",
            decided_on=self.today,
            amount=Decimal(fen) / 100 if kind == "fees" else None,
        )
        return data, fen if kind == "fees" else 1

    def add_row(self) -> None:
        kind = self.random.choice(["licences", "penalties", "fees"])
        data, quantity = self._row(kind)
        row = registers.add_row(agency=self.agency, **self.by, kind=kind, data=data)
        self.register_records[data.number] = row.record
        self.plain.rows[data.number] = (kind, self.today, quantity)

    def correct_row(self) -> None:
        if not self.plain.rows:
            return
        number = self.random.choice(sorted(self.plain.rows))
        kind, _, _ = self.plain.rows.pop(number)
        record = self.register_records.pop(number)
        data, quantity = self._row(kind)
        registers.correct_row(
            agency=self.agency, **self.by, record=record, data=data, reason="录错了"
        )
        self.register_records[data.number] = record
        self.plain.rows[data.number] = (kind, self.today, quantity)

    def remove_row(self) -> None:
        if not self.plain.rows:
            return
        number = self.random.choice(sorted(self.plain.rows))
        registers.remove_row(
            agency=self.agency,
            **self.by,
            record=self.register_records.pop(number),
            reason="重复登记",
        )
        del self.plain.rows[number]

    def report_figure(self) -> None:
        """A section reports measures of one past day; the clerk confirms it."""
        day = self.today - timedelta(days=1)
        if day.isoformat() in self.plain.returns or day.year < 2021:
            return
        quantity = self.random.randrange(4)
        figure = registers.submit_return(
            agency=self.agency,
            actor=self.office.people[Role.SECTION],
            now=self.now,
            section=self.office.sections["审批科"],
            kind="compulsory_measures",
            period_from=day,
            period_to=day,
            value=quantity,
            source_system="省执法平台",
        )
        registers.confirm_return(agency=self.agency, **self.by, record=figure.record)
        self.plain.returns[day.isoformat()] = ("compulsory_measures", day, quantity)

    def enter_balance(self) -> None:
        cell_id = self.random.choice(
            ["requests.received.enterprise", "requests.granted.enterprise", LICENCES]
        )
        key = (self.today.year, cell_id)
        if key in self.plain.balances:
            return
        quantity = self.random.randrange(9)
        registers.enter_balance(
            agency=self.agency,
            **self.by,
            year=self.today.year,
            cell_id=cell_id,
            value=quantity,
            reason="原台账汇总",
        )
        self.plain.balances[key] = quantity

    def add_document(self) -> None:
        number = self.number()
        made = publishing.add_document(
            agency=self.agency,
            **self.by,
            document=publishing.DocumentData(
                kind="normative_documents",
                title="村医管理办法",
                document_number=number,
                issued_on=self.today,
                effective_on=self.today,
            ),
        )
        self.document_records[number] = made.record
        self.plain.documents[number] = (self.today, None)

    def end_document(self) -> None:
        living = sorted(n for n, (_, ended) in self.plain.documents.items() if ended is None)
        if not living:
            return
        number = self.random.choice(living)
        ending = self.random.choice(["repealed", "declared_invalid", "expired"])
        publishing.end_document(
            agency=self.agency,
            **self.by,
            record=self.document_records[number],
            ended_on=self.today,
            ending=ending,
            basis="清理决定",
        )
        self.plain.documents[number] = (self.plain.documents[number][0], self.today)

    def file_case(self) -> None:
        kind = self.random.choice(CaseKind.values)
        made = challenges.add_case(
            agency=self.agency,
            **self.by,
            filing=challenges.Filing(
                kind=CaseKind(kind),
                title="不服答复",
                body="云溪县人民政府",
                filed_on=self.today,
                notice_on=self.today,
            ),
        )
        self.open_cases[made.number] = made
        self.plain.cases[made.number] = {
            "kind": kind,
            "filed": self.today,
            "decided": None,
            "column": None,
        }

    def decide_case(self) -> None:
        if not self.open_cases:
            return
        number = self.random.choice(sorted(self.open_cases))
        case = self.open_cases.pop(number)
        ending = self.random.choice(list(CASE_COLUMNS))
        challenges.decide(case=case, **self.by, on=self.today, ending=ending)
        self.plain.cases[number] |= {"decided": self.today, "column": CASE_COLUMNS[ending]}


LICENCES = "disclosure.licences.decisions"
