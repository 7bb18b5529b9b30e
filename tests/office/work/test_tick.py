"""Alarms: one for a case, a rule and a day, however often the scan runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from types import ModuleType

import pytest

from gongkai.office import alarm, offers
from gongkai.office.agencies.models import Agency
from gongkai.office.work import queries, services
from gongkai.office.work.models import Alarm
from tests.office.build import desk_of, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_warnings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An app (work itself) that warns the commission of two cases every day."""

    def alarms(*, agency: Agency, as_of: date) -> Iterator[alarm.Warned]:
        if agency.name == "云溪县卫生健康委员会":
            for number in ("1", "2"):
                yield alarm.Warned(
                    f"applications.application:{number}", "due-today", "今天到期", "/"
                )

    module = ModuleType("gongkai.office.work.alarms")
    module.alarms = alarms  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(
        offers,
        "module_has_submodule",
        lambda package, name: f"{package.__name__}.{name}" == module.__name__,
    )
    yield


def test_a_second_scan_adds_nothing_and_the_next_day_does(
    two_warnings: None, now: datetime
) -> None:
    office = make_office(now)
    assert services.tick(now=now) == 2
    assert services.tick(now=now + timedelta(hours=3)) == 0
    assert services.tick(now=now + timedelta(days=1)) == 2
    assert Alarm.objects.count() == 4
    assert [a.subject for a in queries.alarms_of(desk_of(office.clerk, now))] == [
        "applications.application:1",
        "applications.application:2",
    ]
