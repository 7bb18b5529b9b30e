"""One office and quick ways to fill its registers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from gongkai.office.registers import services
from gongkai.office.registers.models import RegisterRow
from gongkai.office.registers.services import RowData
from tests.office.build import Office, make_office


@pytest.fixture
def office(db: None, now: datetime) -> Office:
    return make_office(now)


def data(**given: Any) -> RowData:
    """A licence of 2 March 2026, changed as given."""
    held: dict[str, Any] = {
        "number": "云卫许〔2026〕1号",
        "subject": "医疗机构执业登记",
        "decided_on": date(2026, 3, 2),
        "category": "普通",
    }
    return RowData(**(held | given))


def fee(amount: str, **given: Any) -> RowData:
    return data(amount=Decimal(amount), category="医师资格考试考务费", **given)


def add(office: Office, now: datetime, kind: str = "licences", **given: Any) -> RegisterRow:
    made = fee(given.pop("amount"), **given) if kind == "fees" else data(**given)
    return services.add_row(agency=office.agency, actor=office.clerk, now=now, kind=kind, data=made)
