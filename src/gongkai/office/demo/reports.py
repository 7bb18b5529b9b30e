"""The closed years: compiled in January, written, checked, signed, filed and published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Protocol

from .founding import Office


class Diary(Protocol):
    """Where actions are written down; see `fill.Diary`."""

    def put(self, day: date, hour: int, action: Callable[[datetime], None]) -> None: ...


#: What the clerk writes where no register holds it, by year, section and part.
WORDS = {
    (2024, 1): {
        "platform": "维护门户网站专栏，及时清理失效链接，定期检查政务新媒体账号。",
        "supervision": "把政府信息公开纳入年度考核，组织全系统业务培训，没有发生责任追究的情形。",
    },
    (2024, 5): {
        "problems": "政策解读以文字为主，形式单一；个别科室报送信息不及时。",
        "improvements": "增加图解和问答两种解读形式；按月通报各科室报送情况。",
    },
    (2024, 6): {
        "fee": "本年度没有发出信息处理费收费通知，未收取信息处理费。",
        "matters": "没有其他需要报告的事项。",
    },
    (2025, 1): {
        "platform": "完成门户网站专栏改版，增加搜索和可编辑文档下载，政务新媒体与网站同步发布。",
        "supervision": "开展自查自纠，接受社会评议，对各科室的公开工作逐项打分，没有发生责任追究的情形。",
    },
    (2025, 5): {
        "problems": "依申请公开答复文书的说理不够充分；公共场所卫生信息更新的频次偏低。",
        "improvements": "上年提出的解读形式问题已经解决；今年编制答复文书范例，卫生监督信息改为按周更新。",
    },
    (2025, 6): {
        "fee": "本年度发出信息处理费收费通知1件，总金额800元，实际收取0元。",
        "matters": "没有其他需要报告的事项。",
    },
}


def close_year(diary: Diary, office: Office, year: int) -> None:
    """Write the January after `year` into the diary."""
    january = partial(date, year + 1, 1)
    diary.put(january(8), 9, partial(_compile, office, year))
    diary.put(january(9), 10, partial(_write, office, year))
    diary.put(january(12), 9, partial(_check, office, year))
    diary.put(january(14), 15, partial(_sign, office, year))
    diary.put(january(16), 9, partial(_file, office, year))
    diary.put(january(19), 9, partial(_publish, office, year))


def _report(office: Office, year: int):  # type: ignore[no-untyped-def]  # the model is imported late
    from gongkai.office.reporting.models import AnnualReport

    return AnnualReport.objects.get(agency=office.agency, year=year)


def _compile(office: Office, year: int, now: datetime) -> None:
    from gongkai.office.reporting import services

    services.compile_report(agency=office.agency, year=year, actor=office.clerk, now=now)


def _write(office: Office, year: int, now: datetime) -> None:
    from gongkai.office.reporting import queries, services

    report = _report(office, year)
    for (of_year, section), texts in WORDS.items():
        if of_year == year:
            held = queries.drafts_of(report)[section]
            services.write_text(
                report=report,
                section=section,
                texts=texts,
                base=held.version,
                actor=office.clerk,
                now=now,
            )


def _check(office: Office, year: int, now: datetime) -> None:
    from gongkai.office.reporting import services

    services.check_report(report=_report(office, year), actor=office.clerk, now=now)


def _sign(office: Office, year: int, now: datetime) -> None:
    from gongkai.office.reporting import services

    services.sign(report=_report(office, year), actor=office.signer, now=now)


def _file(office: Office, year: int, now: datetime) -> None:
    from gongkai.office.reporting import services
    from gongkai.office.time import today

    services.file_report(
        report=_report(office, year),
        on=today(now),
        note="报县政府办公室",
        actor=office.clerk,
        now=now,
    )


def _publish(office: Office, year: int, now: datetime) -> None:
    from gongkai.office.reporting import services
    from gongkai.office.time import today

    services.publish_report(
        report=_report(office, year),
        on=today(now),
        note="县政府门户网站政府信息公开年报专栏",
        actor=office.clerk,
        now=now,
    )
