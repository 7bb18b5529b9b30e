"""Who sees which rows: every model has one filter, and every page goes through it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.apps import apps
from django.test import Client

from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role
from gongkai.office.documents import services as documents
from gongkai.office.registers import services
from gongkai.office.registers.models import (
    Batch,
    DataCall,
    OpeningBalance,
    RegisterRow,
    Removal,
    Return,
)
from gongkai.office.registers.visibility import VISIBLE
from tests.office.build import PASSWORD, SINCE, Office, desk_of, make_office
from tests.office.registers.conftest import add, data

MODELS = (RegisterRow, Batch, OpeningBalance, DataCall, Return)
WHOLE = ("clerk", "leader", "signer", "secrecy", "auditor")


@pytest.fixture
def filled(office: Office, now: datetime) -> Return:
    """One row of every model; the figure, with its proof, is the 审批科's."""
    common = {"agency": office.agency, "actor": office.clerk, "now": now}
    add(office, now)
    file = documents.store(**common, name="a.csv", data=b"x", media_type="text/csv", personal=True)
    services.import_rows(**common, kind="penalties", file=file, rows=[(2, data(number="3"))])
    period = {"period_from": date(2026, 1, 1), "period_to": date(2026, 6, 30)}
    section = office.sections["审批科"]
    services.call_for(**common, section=section, kind="fees", due_on=date(2026, 7, 10), **period)
    services.enter_balance(
        **common, year=2026, cell_id="disclosure.licences.decisions", value=1, reason="原台账"
    )
    return services.submit_return(
        agency=office.agency,
        actor=office.section_person,
        now=now,
        section=section,
        kind="fees",
        value=5,
        source_system="非税系统",
        proof=file,
        **period,
    )


def member_of(office: Office, now: datetime, section: str) -> Person:
    person = agencies.add_person(
        actor=None,
        now=now,
        agency=office.agency,
        login_name="other",
        display_name="尹别科",
        password=PASSWORD,
    )
    agencies.give_role(
        actor=None,
        now=now,
        agency=office.agency,
        person=person,
        role=Role.SECTION,
        section=office.sections[section],
        valid_from=SINCE,
    )
    return person


def test_every_model_of_the_registers_has_its_filter() -> None:
    assert set(VISIBLE) == set(apps.get_app_config("registers").get_models()) - {Removal}


def test_what_each_role_sees(filled: Return, office: Office, now: datetime) -> None:
    other_section = member_of(office, now, "药政科")
    abroad = make_office(now, prefix="b", credit="0002")

    def seen(person: Person) -> list[int]:
        desk = desk_of(person, now)
        return [model.objects.filter(VISIBLE[model](desk)).count() for model in MODELS]

    everything = [2, 1, 1, 1, 1]
    assert {role: seen(office.people[Role(role)]) for role in WHOLE} == dict.fromkeys(
        WHOLE, everything
    )
    assert seen(office.section_person) == everything
    assert seen(other_section) == [2, 1, 1, 0, 0]
    assert seen(office.administrator) == [0, 0, 0, 0, 0]
    assert seen(office.supervisor) == [0, 0, 0, 0, 0]
    assert seen(abroad.clerk) == [0, 0, 0, 0, 0]


def test_a_proof_is_for_those_who_see_the_figure(
    filled: Return, office: Office, now: datetime
) -> None:
    address = f"/registers/returns/{filled.record}/"
    proof = f"{address}proof/{filled.pk}/"
    abroad = make_office(now, prefix="b", credit="0002")
    expected = {
        office.clerk: 200,
        office.section_person: 200,
        office.auditor: 200,
        member_of(office, now, "药政科"): 404,
        abroad.clerk: 404,
        office.administrator: 403,
    }
    for person, status in expected.items():
        browser = Client()
        browser.force_login(person)
        assert browser.get(address).status_code == status, person
        answer = browser.get(proof)
        assert answer.status_code == status, person
        if status == 200:
            assert answer.content == b"x"
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["Content-Disposition"] == 'attachment; filename="a.csv"'
