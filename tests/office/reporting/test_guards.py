"""Direct SQL against every guard of the annual report."""

from __future__ import annotations

import pytest

from gongkai.office import guards
from gongkai.office.reporting import services
from gongkai.office.reporting.guards import GUARDS
from gongkai.office.reporting.models import AnnualReport, FindingVerdict
from tests.office import attack
from tests.office.build import Office
from tests.office.reporting.conftest import JANUARY, SIGNING

TABLES = [
    "reporting_keeping",
    "reporting_annualreport",
    "reporting_reportevent",
    "reporting_draft",
    "reporting_findingverdict",
    "reporting_frozenreport",
]
COLUMNS = (
    "uid, report_id, agency_id, year, version, position, head_hash, content, digest, "
    "compiled_by_id, signed_by_id, signed_on, frozen_at"
)


def frozen_copy(**changes: str) -> str:
    """A second frozen report made from the first, with some columns changed."""
    changes = {"version": "version + 1", "uid": "'00000000000000000000000000000000'", **changes}
    values = ", ".join(changes.get(c, c) for c in COLUMNS.split(", "))
    return f"INSERT INTO reporting_frozenreport ({COLUMNS}) SELECT {values} FROM reporting_frozenreport"


OWN = [
    ("reporting_keeping_change_only", "UPDATE reporting_keeping SET from_year = from_year + 1"),
    (
        "reporting_keeping_change_only",
        "UPDATE reporting_keeping SET superseded_at_position = superseded_at_position + 1 "
        "WHERE superseded_at_position IS NOT NULL",
    ),
    ("reporting_frozenreport_on_the_ledger", frozen_copy(head_hash="'made up'")),
    (
        "reporting_frozenreport_signed",
        frozen_copy(signed_by_id="(SELECT id FROM agencies_person WHERE login_name = 'lu')"),
    ),
]
# A row that others point at is protected by its foreign key as well: attack one that stands alone.
APART = {
    "reporting_annualreport_no_delete": "DELETE FROM reporting_annualreport WHERE year = 2024",
    "reporting_keeping_no_replace": attack.replaced_at_head("reporting_keeping"),
}


@pytest.fixture
def frozen(office: Office, written: AnnualReport) -> None:
    FindingVerdict.objects.create(
        report=written, rule="NT-S5", fingerprint="0" * 16, decision="explained", reason="有原因",
        position=1, actor=office.clerk, at=JANUARY,
    )  # fmt: skip
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    services.sign(report=written, actor=office.signer, now=SIGNING)
    AnnualReport.objects.create(agency=office.agency, year=2024)
    services.keep(
        agency=office.agency, from_year=2024, codes=["fees"], actor=office.clerk, now=SIGNING
    )


def attacks() -> list[tuple[str, str]]:
    plain = [(name, APART.get(name, sql)) for name, sql in attack.plain_attacks(TABLES)]
    return plain + OWN + attack.at_head_attacks("reporting_keeping")


def test_every_guard_of_the_app_is_attacked() -> None:
    assert {name for name, _ in attacks()} == {guard.name for guard in GUARDS}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sql"), attacks(), ids=[f"{n}-{i}" for i, (n, _) in enumerate(attacks())]
)
def test_direct_sql_is_refused(frozen: None, name: str, sql: str) -> None:
    attack.stands_against(name, sql)


def test_all_guards_stand(db: None) -> None:
    assert guards.check() == []
