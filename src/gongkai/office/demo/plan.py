"""What happens in the fictional office, as dated plain data. Always the same for the same seed.

Every date is lawful and every working day comes from the law's own calendar; the live year ends at
`TODAY`, with work that is overdue, due today, due this week and later.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from gongkai.law.calendar import Calendar, load_calendar

from .plan_applications import closed_applications, open_applications
from .planned import (
    CLOSED_YEARS,
    LIVE_YEAR,
    SEED,
    TODAY,
    Plan,
    PlannedCase,
    PlannedDecision,
    PlannedDocument,
    PlannedOrder,
    PlannedReturn,
)
from .words import LICENCE_HOLDERS, LICENCE_KINDS, PENALTY_SUBJECTS, PLACES


def make_plan(seed: int = SEED) -> Plan:
    """Decide everything that happens between January 2024 and `TODAY`."""
    chance = random.Random(seed)  # noqa: S311 - invented data, nothing secret
    calendar = load_calendar()
    closed = list(closed_applications(chance, calendar))
    return Plan(
        applications=tuple(
            sorted(closed + open_applications(chance, calendar), key=lambda a: a.received_on)
        ),
        decisions=tuple(sorted(_decisions(chance, calendar), key=lambda d: d.decided_on)),
        returns=tuple(_returns()),
        documents=_DOCUMENTS,
        cases=_CASES,
    )


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
                chance.choice(PLACES) + chance.choice(LICENCE_HOLDERS[category]),
                category,
                chance.choices(("new", "renewal", "change"), weights=(5, 4, 1))[0],
                day,
            )
    for year, count in _PENALTIES.items():
        days = _working_days_of(calendar, year)
        for serial, day in enumerate(sorted(chance.choices(days, k=count)), 1):
            place, which = chance.choice(PLACES), chance.choice((0, 1, 2, 3))
            subject = chance.choice(tuple(PENALTY_SUBJECTS))
            yield PlannedDecision(
                "penalties",
                f"云卫罚〔{year}〕{serial}号",
                place + PENALTY_SUBJECTS[subject][which],
                subject,
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
        date(2025, 2, 6),
        "corrected",
        PlannedOrder(date(2025, 2, 7), until=date(2025, 3, 10), answered_on=date(2025, 3, 6)),
    ),
    PlannedCase("litigation_direct", date(2025, 3, 18), date(2025, 7, 30), "upheld"),
    PlannedCase("reconsideration", date(2025, 6, 23), date(2025, 8, 19), "other"),
    PlannedCase(
        "litigation_after_reconsideration", date(2025, 10, 28), date(2026, 4, 22), "upheld"
    ),
    PlannedCase(
        "reconsideration",
        date(2026, 7, 20),
        date(2026, 9, 15),
        "corrected",
        PlannedOrder(date(2026, 9, 16), until=date(2026, 10, 28), answered_on=None),
    ),
    PlannedCase("reconsideration", date(2026, 10, 16), None, None),
)
