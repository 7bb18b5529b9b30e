"""Steps of a report that are refused: by whom, when, and that nothing is written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.reporting import queries, services
from gongkai.office.reporting.models import AnnualReport
from tests.office.build import Office, make_office
from tests.office.reporting.conftest import JANUARY, SIGNING
from tests.office.reporting.signing import refused, signed

pytestmark = pytest.mark.django_db


def test_only_the_signer_signs(office: Office, written: AnnualReport) -> None:
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    for person in (office.clerk, office.leader, office.administrator, office.auditor):
        with refused(written, "not-permitted"):
            services.sign(report=written, actor=person, now=SIGNING)


def test_only_a_clerk_compiles_and_writes(office: Office, written: AnnualReport) -> None:
    with refused(written, "not-permitted"):
        services.compile_report(agency=office.agency, year=2025, actor=office.signer, now=SIGNING)
    with refused(written, "not-permitted"):
        services.write_text(
            report=written, section=5, texts={}, base=2, actor=office.leader, now=SIGNING
        )


def test_nobody_signs_their_own_work(office: Office, written: AnnualReport) -> None:
    agencies.give_role(
        actor=office.administrator,
        now=JANUARY,
        agency=office.agency,
        person=office.clerk,
        role=Role.SIGNER,
        valid_from=date(2026, 1, 1),
    )
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    with refused(written, "own-work"):
        services.sign(report=written, actor=office.clerk, now=SIGNING)


def test_an_unchecked_report_is_not_signed(office: Office, written: AnnualReport) -> None:
    with refused(written, "not-checked"):
        services.sign(report=written, actor=office.signer, now=SIGNING)


def test_an_error_stops_checking(office: Office, written: AnnualReport) -> None:
    held = queries.drafts_of(written)[5]
    services.write_text(
        report=written,
        section=5,
        texts={"problems": ""},
        base=held.version,
        actor=office.clerk,
        now=JANUARY,
    )
    with refused(written, "rule-broken"):
        services.check_report(report=written, actor=office.clerk, now=JANUARY)


def test_a_year_that_is_not_over_is_not_handed_in(office: Office, written: AnnualReport) -> None:
    with refused(written, "year-open"):
        services.check_report(
            report=written, actor=office.clerk, now=time.at(date(2025, 12, 31), 23)
        )
    services.check_report(report=written, actor=office.clerk, now=time.at(date(2026, 1, 1), 0))


def test_a_text_changed_after_the_check_is_not_signed(
    office: Office, written: AnnualReport
) -> None:
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    held = queries.drafts_of(written)[6]
    services.write_text(
        report=written,
        section=6,
        texts={"matters": "没有。"},
        base=held.version,
        actor=office.clerk,
        now=JANUARY,
    )
    with refused(written, "text-changed"):
        services.sign(report=written, actor=office.signer, now=SIGNING)


def test_a_report_sent_back_must_be_checked_again(office: Office, written: AnnualReport) -> None:
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    with refused(written, "no-reason"):
        services.send_back(report=written, note=" ", actor=office.signer, now=SIGNING)
    services.send_back(report=written, note="第五部分太简略", actor=office.signer, now=SIGNING)
    with refused(written, "not-checked"):
        services.sign(report=written, actor=office.signer, now=SIGNING)
    services.check_report(report=written, actor=office.clerk, now=SIGNING)
    assert services.sign(report=written, actor=office.signer, now=SIGNING).version == 1


def test_a_frozen_report_is_closed_until_it_is_reopened(
    office: Office, written: AnnualReport
) -> None:
    first = signed(office, written)
    base = queries.drafts_of(written)[5].version
    with refused(written, "frozen"):
        services.compile_report(agency=office.agency, year=2025, actor=office.clerk, now=SIGNING)
    with refused(written, "frozen"):
        services.write_text(
            report=written, section=5, texts={}, base=base, actor=office.clerk, now=SIGNING
        )
    with refused(written, "frozen"):
        services.sign(report=written, actor=office.signer, now=SIGNING)
    services.reopen(report=written, note="漏计一件", actor=office.clerk, now=SIGNING)
    services.compile_report(agency=office.agency, year=2025, actor=office.clerk, now=SIGNING)
    services.check_report(report=written, actor=office.clerk, now=SIGNING)
    second = services.sign(report=written, actor=office.signer, now=SIGNING)
    assert (first.version, second.version) == (1, 2)
    assert queries.last_frozen(office.agency, 2025) == second
    assert second.position > first.position


@pytest.mark.parametrize("day", [date(2026, 1, 15), date(2026, 1, 17)])
def test_a_report_is_filed_between_signing_and_today(
    office: Office, written: AnnualReport, day: date
) -> None:
    signed(office, written)
    with refused(written, "day"):
        services.file_report(report=written, on=day, note="", actor=office.clerk, now=SIGNING)


def test_an_unsigned_report_is_neither_filed_nor_published(
    office: Office, written: AnnualReport
) -> None:
    today = date(2026, 1, 6)
    with refused(written, "not-frozen"):
        services.file_report(report=written, on=today, note="", actor=office.clerk, now=JANUARY)
    with refused(written, "not-frozen"):
        services.publish_report(report=written, on=today, note="", actor=office.clerk, now=JANUARY)


def test_years_that_cannot_be_compiled(office: Office, written: AnnualReport) -> None:
    for year in (2020, 2027):
        with refused(written, "year"):
            services.compile_report(
                agency=office.agency, year=year, actor=office.clerk, now=JANUARY
            )


def test_a_report_of_another_agency_is_out_of_reach(office: Office, written: AnnualReport) -> None:
    other = make_office(JANUARY, prefix="东", credit="0002")
    with refused(written, "not-permitted"):
        services.check_report(report=written, actor=other.clerk, now=JANUARY)
    assert queries.report_of(other.agency, 2025) is None


def test_each_step_waits_for_the_one_before_and_is_taken_once(
    office: Office, written: AnnualReport
) -> None:
    by: dict[str, Any] = {"report": written, "now": JANUARY}
    empty = AnnualReport.objects.create(agency=office.agency, year=2022)
    with refused(empty, "not-compiled"):
        services.check_report(report=empty, actor=office.clerk, now=JANUARY)
    with refused(written, "not-checked"):
        services.send_back(**by, note="数不对", actor=office.signer)
    with refused(written, "not-frozen"):
        services.reopen(**by, note="重来", actor=office.clerk)
    signed(office, written)
    with refused(written, "no-reason"):
        services.reopen(**by | {"now": SIGNING}, note=" ", actor=office.clerk)
    filed: dict[str, Any] = {
        "report": written,
        "on": time.today(SIGNING),
        "note": "",
        "actor": office.clerk,
        "now": SIGNING,
    }
    services.file_report(**filed)
    with refused(written, "done"):
        services.file_report(**filed)
