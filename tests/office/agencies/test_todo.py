"""What a new office lacks stands on its administrator's desk until it is there."""

from __future__ import annotations

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from gongkai.office import time
from gongkai.office.agencies import services
from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.agencies.todo import todo
from tests.office.agencies.test_founding import FOUND
from tests.office.build import make_office

pytestmark = pytest.mark.django_db


def lacking(agency: Agency, person: Person, role: Role, as_of: date) -> list[str]:
    found = list(todo(agency=agency, person=person, roles={role}, as_of=as_of))
    assert all(one.undated and one.mine and one.group == "agencies" for one in found)
    return [one.title for one in found]


def test_a_new_office_is_told_what_to_begin_with(now: datetime) -> None:
    call_command(*FOUND, stdout=StringIO())
    agency, admin, today = Agency.objects.get(), Person.objects.get(), time.today(now)
    assert lacking(agency, admin, Role.ADMINISTRATOR, today) == [
        "还没有科室",
        "还没有公开办经办",
        "还没有签发人",
        "还没有登记主管部门和行政复议机关",
    ]
    assert lacking(agency, admin, Role.CLERK, today) == []
    services.give_role(
        actor=None, now=now, agency=agency, person=admin, role=Role.CLERK, valid_from=today
    )
    assert "还没有公开办经办" not in lacking(agency, admin, Role.ADMINISTRATOR, today)


def test_an_office_at_work_lacks_nothing(now: datetime) -> None:
    office = make_office(now)
    assert lacking(office.agency, office.administrator, Role.ADMINISTRATOR, time.today(now)) == []
