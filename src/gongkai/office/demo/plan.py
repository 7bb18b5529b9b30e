"""What happens in the fictional office, as dated plain data. Always the same for the same seed.

Every date is lawful and every working day comes from the law's own calendar; the live year ends at
`TODAY`, with work that is overdue, due today, due this week and later.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from gongkai.law.calendar import Calendar, load_calendar

from .words import APPLICANTS, LICENCE_KINDS, PENALTY_SUBJECTS, PLACES, SUBJECTS, SURNAMES

#: The demo's present day: a Tuesday with work due on it.
TODAY = date(2026, 10, 27)
CLOSED_YEARS = (2024, 2025)
LIVE_YEAR = 2026
SEED = 20261027

#: How often each outcome comes, over the two closed years and the live one. Every one of the 21 rows
#: occurs; the shape follows what county offices publish (most are granted or not held).
OUTCOMES = {
    "granted": 44,
    "partly_granted": 14,
    "refused.state_secret": 1,
    "refused.prohibited_by_law": 1,
    "refused.endangers_security_or_stability": 1,
    "refused.third_party_rights": 5,
    "refused.internal_affairs": 2,
    "refused.process_information": 5,
    "refused.enforcement_file": 3,
    "refused.administrative_query": 2,
    "unavailable.not_held": 22,
    "unavailable.needs_creation": 5,
    "unavailable.still_unclear": 3,
    "not_processed.petition_or_complaint": 5,
    "not_processed.repeated_request": 3,
    "not_processed.published_material": 2,
    "not_processed.excessive_requests": 1,
    "not_processed.confirmation_or_reissue": 2,
    "other.not_supplemented": 3,
    "other.fee_not_paid": 1,
    "other.other": 3,
}

#: Applicant kinds and how often each comes: almost all applicants are natural persons.
KINDS = {
    "natural_person": 70,
    "enterprise": 12,
    "research_institution": 3,
    "public_welfare_organisation": 4,
    "legal_services_organisation": 8,
    "other_organisation": 3,
}

CHANNELS = {"in_person": 3, "signed_post": 3, "online": 6}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done with an application on a day: `verb` names it, `data` holds its particulars."""

    verb: str
    on: date
    data: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedApplication:
    """One application. `result` and `concluded_on` are None while it is open on `TODAY`."""

    received_on: date
    channel: str
    applicant_kind: str
    applicant_name: str
    subject: str
    steps: tuple[Step, ...]
    result: str | None
    concluded_on: date | None


@dataclass(frozen=True, slots=True)
class PlannedDecision:
    """One licence or penalty decision."""

    register: str
    number: str
    subject: str
    category: str
    sub_kind: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class PlannedReturn:
    """A section's return for a register kept in a system of the province."""

    register: str
    period_from: date
    period_to: date
    value: Decimal
    source_system: str


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A normative document with its life; `ended_on` and `ending` are None while it is in force."""

    title: str
    number: str
    issued_on: date
    ended_on: date | None
    ending: str | None


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """A decision that revokes a refusal and orders another answer: when it reached the office, the
    last day it names, and when the office answered again; None: not yet."""

    received_on: date
    until: date
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A reconsideration or a suit against one of the office's answers."""

    kind: str
    filed_on: date
    decided_on: date | None
    result: str | None
    order: PlannedOrder | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that happens, each list in the order of its dates."""

    applications: tuple[PlannedApplication, ...]
    decisions: tuple[PlannedDecision, ...]
    returns: tuple[PlannedReturn, ...]
    documents: tuple[PlannedDocument, ...]
    cases: tuple[PlannedCase, ...]


def make_plan(seed: int = SEED) -> Plan:
    """Decide everything that happens between January 2024 and `TODAY`."""
    chance = random.Random(seed)  # noqa: S311 - invented data, nothing secret
    calendar = load_calendar()
    closed = list(_closed_applications(chance, calendar))
    return Plan(
        applications=tuple(
            sorted(closed + _open_applications(chance, calendar), key=lambda a: a.received_on)
        ),
        decisions=tuple(sorted(_decisions(chance, calendar), key=lambda d: d.decided_on)),
        returns=tuple(_returns()),
        documents=_DOCUMENTS,
        cases=_CASES,
    )


# ---- applications ------------------------------------------------------------------------------


def _closed_applications(chance: random.Random, calendar: Calendar) -> Iterator[PlannedApplication]:
    """All applications that are concluded on `TODAY`, each outcome as often as `OUTCOMES` says."""
    results = [row for row, times in OUTCOMES.items() for _ in range(times)]
    chance.shuffle(results)
    # Receipt dates end eleven weeks before TODAY, so that even an extended answer lies in the past;
    # those of December are answered in January and carried over.
    december = _december(calendar)
    first, last = date(2024, 1, 3), TODAY - timedelta(weeks=11)
    span = (last - first).days
    days = december + [
        working(calendar, first + timedelta(days=chance.randrange(span)))
        for _ in results[len(december) :]
    ]
    for received_on, result in zip(sorted(days), results, strict=True):
        yield _concluded(chance, calendar, received_on, result)


def _december(calendar: Calendar) -> list[date]:
    """Receipt dates whose answers fall into the next year."""
    days = [date(2024, 12, 12), date(2024, 12, 18), date(2024, 12, 25)]
    days += [date(2025, 12, 11), date(2025, 12, 19), date(2025, 12, 26)]
    return [working(calendar, day) for day in days]


def _concluded(
    chance: random.Random, calendar: Calendar, received_on: date, result: str
) -> PlannedApplication:
    def after(start: date, days: int) -> date:
        return calendar.add_working_days(start, days).day

    steps: list[Step] = []
    start = received_on
    if result in ("unavailable.still_unclear", "other.not_supplemented") or chance.random() < 0.06:
        asked, limit = after(received_on, 3), after(received_on, 13)
        steps.append(Step("request_supplement", asked, {"respond_by": limit}))
        if result == "other.not_supplemented":
            ended = after(limit, 1)
            steps.append(Step("supplement_lapsed", ended))
            return _planned(chance, received_on, steps, result, ended)
        start = after(asked, 5)
        steps.append(Step("supplemented", start))
    if result == "other.fee_not_paid":
        served = after(start, 5)
        steps.append(Step("fee_notice", served, {"items": 34}))
        ended = after(served, 21)
        steps.append(Step("fee_lapsed", ended))
        return _planned(chance, received_on, steps, result, ended)
    if result == "other.other":
        ended = after(start, 4)
        steps.append(Step("withdrawn", ended))
        return _planned(chance, received_on, steps, result, ended)
    if result == "refused.third_party_rights":
        sent, replied = after(start, 3), after(start, 12)
        steps.append(Step("third_party_consulted", sent, {"delivered": after(sent, 2)}))
        steps.append(Step("third_party_replied", replied, {"consents": False}))
        answered = after(start, 15)
    elif chance.random() < 0.12:
        extended = after(start, 15)
        steps.append(Step("extended", extended, {"days": 15}))
        answered = after(start, 28)
    elif received_on.month == 12:
        answered = after(start, 18)  # these are the ones carried over the year's end
    else:
        answered = after(start, chance.randrange(5, 20))
    steps.append(Step("answered", answered, {"result": result}))
    steps.append(Step("served", answered))
    return _planned(chance, received_on, steps, result, answered)


def _open_applications(chance: random.Random, calendar: Calendar) -> list[PlannedApplication]:
    """The work on the desk on `TODAY`: overdue, today, this week, next week and later, one waiting
    for a supplement and one for a third party."""
    due_in = (-1, 0, 0, 1, 2, 3, 6, 8, 11, 14, 17, 19)
    planned = []
    for days in due_in:
        received_on = _received_for(calendar, days)
        steps: list[Step] = []
        if days == 11:
            asked = calendar.add_working_days(received_on, 2).day
            respond_by = calendar.add_working_days(TODAY, 6).day
            steps = [Step("request_supplement", asked, {"respond_by": respond_by})]
        if days == 14:
            sent = calendar.add_working_days(received_on, 2).day
            steps = [Step("third_party_consulted", sent, {"delivered": sent})]
        planned.append(_planned(chance, received_on, steps, None, None))
    return planned


def _received_for(calendar: Calendar, days: int) -> date:
    """The receipt date whose answer falls due `days` working days after `TODAY`."""
    day = TODAY
    while calendar.working_days_between(day, TODAY) < 20 - days or not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


def _planned(
    chance: random.Random,
    received_on: date,
    steps: list[Step],
    result: str | None,
    concluded_on: date | None,
) -> PlannedApplication:
    kind = chance.choices(list(KINDS), weights=list(KINDS.values()))[0]
    return PlannedApplication(
        received_on=received_on,
        channel=chance.choices(list(CHANNELS), weights=list(CHANNELS.values()))[0],
        applicant_kind=kind,
        applicant_name=_applicant(chance, kind),
        subject=chance.choice(SUBJECTS).format(
            year=received_on.year - 1, place=chance.choice(PLACES)
        ),
        steps=tuple(steps),
        result=result,
        concluded_on=concluded_on,
    )


def _applicant(chance: random.Random, kind: str) -> str:
    if kind == "natural_person":
        return chance.choice(SURNAMES) + chance.choice("明芳伟静强敏军丽磊洋艳勇娜杰涛")
    return chance.choice(APPLICANTS[kind]).format(place=chance.choice(PLACES))


def working(calendar: Calendar, day: date) -> date:
    return day if calendar.is_working(day) else calendar.next_working_day(day)


# ---- registers ---------------------------------------------------------------------------------

_LICENCES = {2024: 1184, 2025: 1342, 2026: 1063}
_PENALTIES = {2024: 46, 2025: 58, 2026: 41}


def _decisions(chance: random.Random, calendar: Calendar) -> Iterator[PlannedDecision]:
    for year, count in _LICENCES.items():
        days = _working_days_of(calendar, year)
        for serial, day in enumerate(sorted(chance.choices(days, k=count)), 1):
            category = chance.choices(list(LICENCE_KINDS), weights=list(LICENCE_KINDS.values()))[0]
            yield PlannedDecision(
                "licences",
                f"云卫许〔{year}〕{serial}号",
                chance.choice(PLACES)
                + chance.choice(("宾馆", "理发店", "游泳馆", "诊所", "卫生院")),
                category,
                chance.choices(("new", "renewal", "change"), weights=(5, 4, 1))[0],
                day,
            )
    for year, count in _PENALTIES.items():
        days = _working_days_of(calendar, year)
        for serial, day in enumerate(sorted(chance.choices(days, k=count)), 1):
            yield PlannedDecision(
                "penalties",
                f"云卫罚〔{year}〕{serial}号",
                chance.choice(PLACES) + chance.choice(("诊所", "浴室", "美容院", "餐具消毒中心")),
                chance.choice(PENALTY_SUBJECTS),
                "",
                day,
            )


def _working_days_of(calendar: Calendar, year: int) -> list[date]:
    first = date(year, 1, 1)
    last = min(date(year, 12, 31), TODAY - timedelta(days=1))
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in every if calendar.is_working(day)]


def _returns() -> Iterator[PlannedReturn]:
    """Compulsory measures and fees stand in systems of the province: sections return them."""
    measures = {2024: (1, 2), 2025: (7, 12), 2026: (6,)}
    fees = {2024: ("182340.00", "195210.50"), 2025: ("201877.25", "188402.00"), 2026: ("97310.00",)}
    halves = ((1, 1, 6, 30), (7, 1, 12, 31))
    for year in (*CLOSED_YEARS, LIVE_YEAR):
        for half, (from_month, from_day, to_month, to_day) in enumerate(halves):
            begins, ends = date(year, from_month, from_day), date(year, to_month, to_day)
            if half < len(measures[year]):
                yield PlannedReturn(
                    "compulsory_measures",
                    begins,
                    ends,
                    Decimal(measures[year][half]),
                    "省行政执法综合管理系统",
                )
            if half < len(fees[year]):
                yield PlannedReturn(
                    "fees", begins, ends, Decimal(fees[year][half]), "省非税收入管理系统"
                )


_DOCUMENTS = (
    PlannedDocument(
        "云溪县突发公共卫生事件报告管理办法", "云卫规〔2018〕2号", date(2018, 11, 20), None, None
    ),
    PlannedDocument(
        "云溪县妇幼健康服务管理办法", "云卫规〔2019〕1号", date(2019, 4, 9), None, None
    ),
    PlannedDocument(
        "云溪县医疗纠纷预防和处理办法", "云卫规〔2019〕3号", date(2019, 12, 5), None, None
    ),
    PlannedDocument(
        "云溪县学校卫生监督管理办法", "云卫规〔2020〕2号", date(2020, 9, 17), None, None
    ),
    PlannedDocument(
        "云溪县疫苗接种单位管理办法", "云卫规〔2021〕2号", date(2021, 6, 30), None, None
    ),
    PlannedDocument(
        "云溪县基层卫生人员培训管理办法", "云卫规〔2022〕2号", date(2022, 10, 11), None, None
    ),
    PlannedDocument(
        "云溪县职业健康检查机构管理办法", "云卫规〔2023〕2号", date(2023, 11, 22), None, None
    ),
    PlannedDocument(
        "云溪县基本公共卫生服务项目管理办法",
        "云卫规〔2018〕1号",
        date(2018, 6, 12),
        date(2024, 6, 11),
        "expired",
    ),
    PlannedDocument(
        "云溪县生活饮用水卫生监督管理规定",
        "云卫规〔2019〕2号",
        date(2019, 9, 3),
        date(2025, 4, 18),
        "repealed",
    ),
    PlannedDocument(
        "云溪县公共场所卫生分级管理办法", "云卫规〔2020〕1号", date(2020, 5, 20), None, None
    ),
    PlannedDocument(
        "云溪县村卫生室管理实施细则", "云卫规〔2021〕1号", date(2021, 3, 15), None, None
    ),
    PlannedDocument(
        "云溪县家庭医生签约服务考核办法",
        "云卫规〔2021〕3号",
        date(2021, 11, 2),
        date(2025, 9, 30),
        "declared_invalid",
    ),
    PlannedDocument(
        "云溪县医疗机构设置规划（2022—2025年）", "云卫规〔2022〕1号", date(2022, 4, 8), None, None
    ),
    PlannedDocument(
        "云溪县医疗废物集中处置管理办法", "云卫规〔2023〕1号", date(2023, 7, 19), None, None
    ),
    PlannedDocument(
        "云溪县婴幼儿照护服务机构备案管理办法", "云卫规〔2024〕1号", date(2024, 3, 26), None, None
    ),
    PlannedDocument(
        "云溪县卫生监督信息公示办法", "云卫规〔2024〕2号", date(2024, 10, 15), None, None
    ),
    PlannedDocument(
        "云溪县生活饮用水卫生监督管理办法", "云卫规〔2025〕1号", date(2025, 4, 18), None, None
    ),
    PlannedDocument(
        "云溪县基层医疗机构药品配备管理办法", "云卫规〔2025〕2号", date(2025, 8, 6), None, None
    ),
    PlannedDocument(
        "云溪县老年健康服务机构扶持办法", "云卫规〔2025〕3号", date(2025, 12, 1), None, None
    ),
    PlannedDocument(
        "云溪县公共场所卫生信用评价办法", "云卫规〔2026〕1号", date(2026, 5, 13), None, None
    ),
)

_CASES = (
    PlannedCase("reconsideration", date(2024, 5, 20), date(2024, 7, 12), "upheld"),
    PlannedCase(
        "reconsideration",
        date(2024, 12, 9),
        date(2025, 2, 14),
        "corrected",
        PlannedOrder(date(2025, 2, 17), until=date(2025, 3, 10), answered_on=date(2025, 3, 6)),
    ),
    PlannedCase("litigation_direct", date(2025, 3, 18), date(2025, 7, 30), "upheld"),
    PlannedCase("reconsideration", date(2025, 6, 23), date(2025, 8, 19), "other"),
    PlannedCase(
        "litigation_after_reconsideration", date(2025, 10, 28), date(2026, 4, 22), "upheld"
    ),
    PlannedCase(
        "reconsideration",
        date(2026, 7, 20),
        date(2026, 9, 28),
        "corrected",
        PlannedOrder(date(2026, 9, 29), until=date(2026, 10, 28), answered_on=None),
    ),
    PlannedCase("reconsideration", date(2026, 9, 14), None, None),
)
