"""A year that is ready to be reported."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gongkai.office import time
from gongkai.office.reporting import kinds, queries, services
from gongkai.office.reporting.models import AnnualReport
from tests.office.build import Office, make_office

#: The office begins, the year is compiled, signed, and looked at again.
BEGUN = time.at(date(2024, 1, 3))
JANUARY = time.at(date(2026, 1, 6))
SIGNING = time.at(date(2026, 1, 16), 15)

WORDS = {
    1: {
        "proactive": "通过县政府网站和政务新媒体主动公开各类信息。",
        "platform": "维护县政府网站专栏，按月检查链接。",
        "supervision": "公开工作纳入年度考核，没有责任追究的情形。",
    },
    5: {
        "problems": "部分文件的解读不够及时。",
        "improvements": "上年提出的目录更新问题已经改正。今年把解读与文件同步起草。",
    },
    6: {"fee": "本年度未收取信息处理费。", "matters": "没有其他需要报告的事项。"},
}


@pytest.fixture
def office(db: None) -> Office:
    """The county commission; it keeps every kind of records in this system."""
    made = make_office(BEGUN)
    services.keep(
        agency=made.agency, from_year=2024, codes=kinds.BY_CODE, actor=made.clerk, now=BEGUN
    )
    return made


def write_all(office: Office, year: int, now: datetime) -> AnnualReport:
    """Compile a year and write the parts that records cannot know."""
    services.compile_report(agency=office.agency, year=year, actor=office.clerk, now=now)
    report = queries.report_of(office.agency, year)
    assert report is not None
    for section, texts in WORDS.items():
        held = queries.drafts_of(report)[section]
        drafted = {part.key: part.text for part in queries.parts_of(held)}
        joined = {key: text if section == 6 else drafted[key] + text for key, text in texts.items()}
        services.write_text(
            report=report,
            section=section,
            texts=joined,
            base=held.version,
            actor=office.clerk,
            now=now,
        )
    return report


@pytest.fixture
def written(office: Office) -> AnnualReport:
    """2025, compiled and written."""
    return write_all(office, 2025, JANUARY)
