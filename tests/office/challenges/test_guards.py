"""Direct SQL against every guard of the cases, on both databases."""

from datetime import date, datetime

import pytest

from gongkai.law.remedies import Ending
from gongkai.office import guards
from gongkai.office.challenges import services
from gongkai.office.challenges.models import CaseKind
from gongkai.office.challenges.services import Filing
from tests.office import attack
from tests.office.build import make_office

TABLES = ["challenges_case", "challenges_caseevent", "challenges_casefact"]
OWN = [
    ("challenges_casefact_change_only", "UPDATE challenges_casefact SET kind = 'litigation_direct'")
]

# A row that others point at is protected by its foreign key as well: attack one that stands alone.
APART = {
    "challenges_case_no_delete": "DELETE FROM challenges_case WHERE number = 'A'",
    "challenges_casefact_no_replace": attack.replaced_at_head("challenges_casefact"),
}


@pytest.fixture
def filled(db: None, now: datetime) -> None:
    office = make_office(now)
    case = services.add_case(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        filing=Filing(
            kind=CaseKind.RECONSIDERATION,
            title="甲",
            body="乙",
            filed_on=date(2026, 9, 1),
            notice_on=date(2026, 9, 8),
        ),
    )
    services.decide(
        case=case, actor=office.clerk, now=now, on=date(2026, 10, 9), ending=Ending.VOID
    )


def attacks() -> list[tuple[str, str]]:
    plain = [(name, APART.get(name, sql)) for name, sql in attack.plain_attacks(TABLES)]
    return plain + OWN + attack.at_head_attacks("challenges_casefact")


def test_every_guard_of_the_app_is_attacked() -> None:
    mine = {g.name for g in guards.registry() if g.table.startswith("challenges_")}
    assert {name for name, _ in attacks()} == mine


@pytest.mark.parametrize(("name", "sql"), attacks())
def test_the_database_refuses(filled: None, name: str, sql: str) -> None:
    from gongkai.office.challenges.models import Case

    held = Case.objects.get()
    held.pk, held.number = None, "A"
    from uuid import uuid4

    held.uid = uuid4()
    held.save(force_insert=True)
    attack.stands_against(name, sql)
