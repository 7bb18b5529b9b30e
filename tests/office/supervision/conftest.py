"""A supervising office with two units."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.office import time
from gongkai.office.agencies.models import Agency
from tests.office.build import Office, make_office
from tests.office.supervision.receiving import (
    unit_of,
)


@pytest.fixture
def office(db: None) -> Office:
    return make_office(time.at(date(2024, 1, 3)))


@pytest.fixture
def tacheng(office: Office) -> Agency:
    return unit_of(office, "塔城地区卫生健康委员会", 1)


@pytest.fixture
def shapotou(office: Office) -> Agency:
    return unit_of(office, "中卫市沙坡头区卫生健康局", 2)
