"""Applications made with the real services."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from gongkai.law.events import Channel
from gongkai.office.applications import services
from gongkai.office.applications.models import ApplicantKind, Application
from gongkai.office.applications.services import Submission
from gongkai.office.applications.services.answering import Wording
from gongkai.office.time import ZONE
from tests.office.build import Office

#: What the letters of some steps cannot do without.
WHY = {"note": "材料年份久远，需要到档案馆检索。"}
WHOM = {"addressee": "云溪康源医药有限公司", "concerning": "2025年药品采购合同"}
PAYMENT = {"payment_way": "到县政务服务中心非税窗口缴纳"}


def noon(day: date) -> datetime:
    """An instant of that day in China."""
    return datetime.combine(day, time(12), ZONE)


def submission(**changes: Any) -> Submission:
    """An application handed in at the counter on 2026-09-18: due on 2026-10-22."""
    fields: dict[str, Any] = {
        "channel": Channel.IN_PERSON,
        "arrived_on": date(2026, 9, 18),
        "kind": ApplicantKind.NATURAL_PERSON,
        "name": "李云溪",
        "identity_number": "990000199001010018",
        "telephone": "13800001234",
        "email": "li@example.cn",
        "address": "云溪县清水路 1 号",
        "subject_line": "2025年村卫生室基本药物补助分配",
        "request_text": "2025年度村卫生室基本药物补助资金分配明细表",
    }
    return Submission(**{**fields, **changes})


def registered(office: Office, **changes: Any) -> Application:
    """Registered at noon of the day it arrived."""
    given = submission(**changes)
    return services.register(
        agency=office.agency,
        actor=office.clerk,
        now=noon(given.confirmed_on or given.arrived_on),
        submission=given,
    )


def answered(
    office: Office, application: Application, on: date, decision: str = "granted.provided"
) -> None:
    """Answered at noon of that day."""
    services.answer(
        application=application,
        actor=office.clerk,
        now=noon(on),
        on=on,
        decision=decision,
        wording=Wording(reasons="现提供所申请的信息，见附件。"),
    )
