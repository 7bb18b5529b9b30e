"""A unit files on line at the moment when somebody sends in a file of it: on real connections of
either database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gongkai.office import time
from gongkai.office.agencies.models import Agency
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import queries, services
from gongkai.office.supervision.models import Decision, ParcelFile, Received, Reminder, Way
from gongkai.office.supervision.services import Said, Sent
from tests.office.at_once import meanwhile, together
from tests.office.build import Office, make_office
from tests.office.supervision.receiving import DAY, FILED, REPORTS, filed, receive, unit_of

FILE = "tacheng-2024.txt"


def while_it_is_filed(office: Office, unit: Agency, act: Callable[[], Any]) -> Any:
    """What `act` gives or raises that begins while the unit's own report is on its way in."""
    return meanwhile(lambda: filed(office, unit), act)


def ways() -> list[tuple[int, str]]:
    return list(Received.objects.order_by("number").values_list("number", "way"))


@pytest.fixture
def office(committed: None) -> Office:
    return make_office(time.at(date(2024, 1, 3)))


@pytest.fixture
def tacheng(office: Office) -> Agency:
    return unit_of(office, "塔城地区卫生健康委员会", 1)


def test_an_upload_does_not_replace_what_is_filed_at_that_moment(
    office: Office, tacheng: Agency
) -> None:
    told = while_it_is_filed(office, tacheng, lambda: receive(office, tacheng, FILE))
    assert isinstance(told, Refusal) and told.code == "filed"
    assert ways() == [(1, Way.FILED)]


def test_a_parcel_does_not_replace_what_is_filed_at_that_moment(
    office: Office, tacheng: Agency
) -> None:
    services.send_parcel(
        agency=office.supervising,
        actor=office.supervisor,
        now=FILED,
        year=2024,
        received_on=DAY,
        files=[Sent(FILE, (REPORTS / FILE).read_bytes())],
    )
    waiting = ParcelFile.objects.get().uid
    told = while_it_is_filed(office, tacheng, lambda: services.read_file(file=waiting, now=FILED))
    assert told is None
    assert ParcelFile.objects.get().code == "filed"
    assert ways() == [(1, Way.FILED)]


def test_a_report_is_not_accepted_while_a_newer_one_comes(office: Office, tacheng: Agency) -> None:
    older = receive(office, tacheng, FILE)
    services.judge(
        received=older,
        said={
            one.key: Said("explained", "单位已说明。") for one in queries.assess(older).open_errors
        },
        actor=office.supervisor,
        now=FILED,
    )
    told = while_it_is_filed(
        office,
        tacheng,
        lambda: services.accept(received=older, actor=office.supervisor, now=FILED),
    )
    assert isinstance(told, Refusal) and told.code == "newer"
    assert ways() == [(1, Way.UPLOADED), (2, Way.FILED)]
    assert Decision.objects.count() == 0


def test_two_who_remind_at_once_remind_a_unit_once(office: Office, tacheng: Agency) -> None:
    act = lambda: services.remind(  # noqa: E731
        agency=office.supervising,
        year=2024,
        units=[tacheng.uid],
        actor=office.supervisor,
        now=FILED,
    )
    assert sorted(together(act, act, act)) == [0, 0, 1]
    assert Reminder.objects.count() == 1
