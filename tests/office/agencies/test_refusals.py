"""What the administrator's verbs refuse by themselves: each rule broken once, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from gongkai.office import time
from gongkai.office.agencies import changes, credentials, services, staff
from gongkai.office.agencies.models import (
    Agency,
    Delegation,
    Membership,
    Person,
    Role,
    Succession,
    SuccessionKind,
)
from gongkai.office.audit.models import Event
from gongkai.office.refusal import Refusal
from tests.office.build import PASSWORD, Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


@pytest.fixture
def acting(office: Office, now: datetime) -> dict[str, Any]:
    return {"actor": office.administrator, "agency": office.agency, "now": now}


def refused(code: str, act: Callable[[], object]) -> None:
    def state() -> list[object]:
        kept = [list(m.objects.order_by("pk").values()) for m in (Agency, Person, Membership)]
        return [*kept, *(m.objects.count() for m in (Delegation, Succession, Event))]

    before = state()
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.code == code
    assert state() == before


def test_a_merger(office: Office, acting: dict[str, Any], now: datetime) -> None:
    other = make_office(now, prefix="东", credit="0002")
    services.give_role(
        actor=None,
        now=now,
        agency=other.agency,
        person=office.administrator,
        role=Role.ADMINISTRATOR,
        valid_from=time.today(now),
    )
    merged: dict[str, Any] = {
        **acting,
        "predecessor": other.agency,
        "predecessor_name": "",
        "kind": SuccessionKind.MERGED,
        "on": time.today(now),
        "basis": "云办发〔2026〕3号",
    }
    refused("basis-missing", lambda: changes.take_over(**merged | {"basis": " "}))
    changes.take_over(**merged)
    again = merged | {"on": time.today(now) - timedelta(days=1)}
    refused("closed-already", lambda: changes.take_over(**again))


def test_people(office: Office, acting: dict[str, Any], now: datetime) -> None:
    other = make_office(now, prefix="东", credit="0002")
    today = time.today(now)
    refused(
        "own-account",
        lambda: staff.switch(**acting, person=office.administrator, active=False),
    )
    refused(
        "other-agency",
        lambda: services.give_role(
            **acting,
            person=office.clerk,
            role=Role.SECTION,
            valid_from=today,
            section=next(iter(other.sections.values())),
        ),
    )
    refused(
        "one-person",
        lambda: services.delegate(
            **acting,
            giver=office.signer,
            receiver=office.signer,
            role=Role.SIGNER,
            valid_from=today,
            valid_to=today,
        ),
    )


def test_the_own_password(office: Office, now: datetime) -> None:
    own: dict[str, Any] = {"actor": office.clerk, "now": now}
    refused(
        "wrong-password",
        lambda: credentials.change_password(**own, old="no", new="另一个很长的密码9"),
    )
    refused("weak-password", lambda: credentials.change_password(**own, old=PASSWORD, new=PASSWORD))
