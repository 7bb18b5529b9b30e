"""Last year's report on the desk."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.calendar import load_calendar
from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.reporting import services
from gongkai.office.reporting.deadline import Deadline, deadline
from gongkai.office.reporting.models import AnnualReport
from gongkai.office.reporting.todo import todo
from tests.office.build import Office
from tests.office.reporting.conftest import JANUARY, SIGNING


def test_a_department_has_until_january_and_a_sunday_is_not_put_off() -> None:
    national = load_calendar()
    assert deadline(2025, False, date(2026, 1, 6), national) == Deadline(
        date(2026, 1, 31), date(2026, 1, 30), 18, False
    )
    assert deadline(2025, False, date(2026, 2, 2), national).days_left == -1
    assert deadline(2024, True, date(2025, 3, 31), national) == Deadline(
        date(2025, 3, 31), date(2025, 3, 31), 0, False
    )


@pytest.mark.django_db
def test_each_step_is_on_the_desk_of_who_takes_it(office: Office, written: AnnualReport) -> None:
    def line(role: Role, as_of: date) -> list[tuple[str, str, bool]]:
        found = todo(agency=office.agency, person=office.clerk, roles={role}, as_of=as_of)
        return [(one.next_step, one.holder, one.mine) for one in found]

    january = date(2026, 1, 6)
    assert line(Role.CLERK, january) == [("核对，提交签发", "公开办经办", True)]
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    assert line(Role.SIGNER, january) == [("签发", "签发人", True)]
    assert line(Role.CLERK, january) == [("签发", "签发人", False)]
    services.sign(report=written, actor=office.signer, now=SIGNING)
    later = time.at(date(2026, 1, 20))
    for verb, step in ((services.file_report, "报送主管部门"), (services.publish_report, "公开")):
        assert line(Role.CLERK, january) == [(step, "公开办经办", True)]
        verb(report=written, on=date(2026, 1, 20), note="", actor=office.clerk, now=later)
    assert line(Role.CLERK, january) == []


@pytest.mark.django_db
def test_it_is_listed_from_the_first_day_of_the_year(office: Office, written: AnnualReport) -> None:
    [one] = todo(
        agency=office.agency, person=office.clerk, roles={Role.CLERK}, as_of=date(2026, 1, 4)
    )
    assert (one.due_on, one.at_once) == (date(2026, 1, 30), True)


@pytest.mark.django_db
def test_a_year_before_the_office_began_is_nobodys(office: Office) -> None:
    arguments = {"agency": office.agency, "person": office.clerk, "roles": {Role.CLERK}}
    assert list(todo(**arguments, as_of=date(2024, 6, 1))) == []
    assert [one.number for one in todo(**arguments, as_of=date(2025, 1, 2))] == ["2024年"]
