"""A figure that is owed stands on the desk of its section and is reminded of until it comes."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.office.agencies.models import Person, Role
from gongkai.office.registers import services
from gongkai.office.registers.alarms import alarms
from gongkai.office.registers.todo import todo
from tests.office.build import Office

PERIOD = {"period_from": date(2026, 7, 1), "period_to": date(2026, 9, 30)}


def desk(office: Office, person: Person, role: Role, day: date) -> list[tuple[object, ...]]:
    found = todo(agency=office.agency, person=person, roles={role}, as_of=day)
    return [(t.title, t.next_step, t.holder, t.due_on, t.days_left, t.mine) for t in found]


def test_from_the_end_of_the_period_to_the_confirmation(office: Office, now: datetime) -> None:
    section = office.sections["审批科"]
    common = {"agency": office.agency, "now": now}
    services.call_for(
        **common,
        actor=office.clerk,
        section=section,
        kind="licences",
        due_on=date(2026, 10, 12),
        **PERIOD,
    )
    title, due = "行政许可，2026-07-01 至 2026-09-30", date(2026, 10, 12)
    member, clerk = office.section_person, office.clerk

    assert desk(office, member, Role.SECTION, date(2026, 9, 30)) == []
    # 12 October is a Monday; the 10th is a make-up Saturday of the national holiday.
    assert desk(office, member, Role.SECTION, date(2026, 10, 9)) == [
        (title, "报数", "审批科", due, 2, True)
    ]
    assert desk(office, clerk, Role.CLERK, date(2026, 10, 14)) == [
        (title, "催科室报数", "审批科", due, -2, False)
    ]
    assert list(alarms(agency=office.agency, as_of=date(2026, 10, 8))) == []
    assert [w.rule for w in alarms(agency=office.agency, as_of=date(2026, 10, 9))] == ["return-due"]
    (late,) = alarms(agency=office.agency, as_of=date(2026, 10, 13))
    assert late.rule == "return-late"
    assert late.message == (
        "审批科的行政许可数（2026-07-01 至 2026-09-30）已经超期，应当在 2026-10-12 以前报。"
    )

    figure = services.submit_return(
        **common,
        actor=member,
        section=section,
        kind="licences",
        value=5,
        source_system="省平台",
        **PERIOD,
    )
    assert desk(office, member, Role.SECTION, date(2026, 10, 13)) == []
    assert [t[1] for t in desk(office, clerk, Role.CLERK, date(2026, 10, 13))] == [
        "确认这个数，或者退回"
    ]
    services.send_back_return(**common, actor=clerk, record=figure.record, note="数不对")
    assert [t[1] for t in desk(office, member, Role.SECTION, date(2026, 10, 13))] == ["报数"]
    assert desk(office, office.auditor, Role.AUDITOR, date(2026, 10, 13)) == []
