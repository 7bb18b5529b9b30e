"""What a citizen did in the demo: one application through the portal, supplemented once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from .founding import Office

#: The applicant sent it in the evening; two days later the office asked what was missing.
SENT, ASKED, SUPPLEMENTED = date(2026, 10, 14), date(2026, 10, 16), date(2026, 10, 20)


class Diary(Protocol):
    """Where actions are written down; see `fill.Diary`."""

    def put(self, day: date, hour: int, action: Callable[[datetime], None]) -> None: ...


def plan_portal(diary: Diary, office: Office) -> None:
    """Write the application and its steps into the diary."""
    from gongkai.law.events import Channel
    from gongkai.office.applications import services
    from gongkai.office.applications.models import ApplicantKind, Application

    made: list[Application] = []

    def send(now: datetime) -> None:
        made.append(
            services.register(
                agency=office.agency,
                actor=None,
                now=now,
                submission=services.Submission(
                    channel=Channel.ONLINE,
                    arrived_on=SENT,
                    submitted_on=SENT,
                    confirmed_on=SENT,
                    after_hours=True,
                    kind=ApplicantKind.NATURAL_PERSON,
                    name="李若水",
                    identity_number="99000019900307001X",
                    telephone="13900009999",
                    email="li@example.cn",
                    subject_line="全县村卫生室基本药物补助资金分配明细",
                    request_text="全县各村卫生室的基本药物补助资金，按年、按村列出。",
                ),
            )
        )

    def ask(now: datetime) -> None:
        services.request_supplement(
            application=made[0],
            actor=office.clerk,
            now=now,
            on=ASKED,
            respond_by=date(2026, 10, 30),
            note="请写明资金所属的年份。",
        )

    def supplement(now: datetime) -> None:
        services.record_supplement(
            application=made[0], actor=office.clerk, now=now, on=SUPPLEMENTED, note="2024年和2025年"
        )

    diary.put(SENT, 20, send)
    diary.put(ASKED, 10, ask)
    diary.put(SUPPLEMENTED, 11, supplement)
