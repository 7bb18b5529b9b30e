"""A frozen report does not move; what was corrected afterwards shows beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from gongkai.office import time
from gongkai.office.applications import services as applications
from gongkai.office.applications.models import ApplicantKind
from gongkai.office.refusal import Refusal
from gongkai.office.registers import services as registers
from gongkai.office.registers.models import RegisterRow
from gongkai.office.reporting import queries, services
from gongkai.office.reporting.difference import difference
from gongkai.office.reporting.evidence import evidence
from gongkai.office.reporting.models import AnnualReport, FrozenReport
from tests.office.build import Office
from tests.office.reporting.conftest import SIGNING, write_all
from tests.office.reporting.history import History

JUNE = time.at(date(2026, 6, 2))


@pytest.fixture
def lived(office: Office) -> History:
    """Three applications, a licence and a fee in 2025."""
    made = History(office, 7, date(2025, 3, 3), date(2025, 3, 3))
    for _ in range(3):
        made.register()
    made.conclude()
    for kind, amount in (("licences", None), ("fees", Decimal("1200.50"))):
        registers.add_row(
            agency=office.agency,
            **made.by,
            kind=kind,
            data=registers.RowData(
                number=f"{kind}-1", subject="卫生许可", decided_on=made.today, amount=amount
            ),
        )
    return made


@pytest.fixture
def report(office: Office, lived: History) -> AnnualReport:
    return write_all(office, 2025, time.at(date(2026, 1, 6)))


@pytest.fixture
def frozen(office: Office, report: AnnualReport) -> FrozenReport:
    services.check_report(report=report, actor=office.clerk, now=SIGNING)
    return services.sign(report=report, actor=office.signer, now=SIGNING)


def late_licence(office: Office) -> None:
    """A licence of 2025 that is entered only after the report was compiled."""
    registers.add_row(
        agency=office.agency,
        actor=office.clerk,
        now=JUNE,
        kind="licences",
        data=registers.RowData(
            number="补-1", subject="饮用水卫生许可", decided_on=date(2025, 12, 30)
        ),
    )


def test_nothing_has_changed_yet(frozen: FrozenReport) -> None:
    assert not difference(frozen)


def test_a_late_record_is_a_difference_and_not_in_the_frozen_report(
    office: Office, frozen: FrozenReport
) -> None:
    before = queries.frozen_value(frozen)
    late_licence(office)
    found = difference(frozen)
    (changed,) = found.cells
    assert changed.cell_id == "disclosure.licences.decisions"
    assert (changed.frozen.value, changed.now.value) == (1, 2)
    assert [(r.number, r.title) for r in changed.added] == [("补-1", "饮用水卫生许可")]
    assert changed.superseded == ()
    assert queries.frozen_value(queries.last_frozen(office.agency, 2025) or frozen) == before
    assert before.value("disclosure.licences.decisions") == 1
    screen = Client()
    screen.force_login(office.clerk)
    page = screen.get("/reporting/2025/?cell=disclosure.licences.decisions").content.decode()
    assert "补-1" not in page
    assert "licences-1" in page
    page = screen.get("/reporting/2025/differences/").content.decode()
    assert "1 格与冻结时不同" in page
    assert "补-1" in page


def test_a_record_in_the_place_of_another_shows_though_the_number_stays(
    office: Office, frozen: FrozenReport
) -> None:
    (old,) = RegisterRow.objects.current().filter(kind="licences")
    registers.remove_row(
        agency=office.agency, actor=office.clerk, now=JUNE, record=old.record, reason="发错了证"
    )
    late_licence(office)
    found = difference(frozen)
    assert found.cells == ()
    (one,) = found.exchanged
    assert (one.cell_id, one.frozen.value, one.now.value) == (
        "disclosure.licences.decisions",
        1,
        1,
    )
    assert [r.number for r in one.added] == ["补-1"]
    assert [r.number for r in one.superseded] == ["licences-1"]
    screen = Client()
    screen.force_login(office.clerk)
    page = screen.get("/reporting/2025/differences/").content.decode()
    assert "1 格数没有变，记录变了" in page and "没有差异" not in page


def test_a_corrected_application_moves_between_columns(
    office: Office, lived: History, frozen: FrozenReport
) -> None:
    number = sorted(lived.open)[0]
    before = lived.plain.applications[number]["kind"]
    after = next(k for k in ApplicantKind.values if k != before)
    applications.correct_applicant_kind(
        application=lived.open[number],
        kind=ApplicantKind(after),
        note="看错了",
        actor=office.clerk,
        now=JUNE,
    )
    changed = {one.cell_id: one for one in difference(frozen).cells}
    left = changed[f"requests.received.{before}"]
    joined = changed[f"requests.received.{after}"]
    assert [r.number for r in left.superseded] == [number]
    assert left.added == ()
    assert [r.number for r in joined.added] == [number]
    assert joined.superseded == ()
    assert "requests.received.total" not in changed


def test_records_that_change_after_the_check_stop_the_signing(
    office: Office, report: AnnualReport
) -> None:
    services.check_report(report=report, actor=office.clerk, now=SIGNING)
    late_licence(office)
    with pytest.raises(Refusal) as caught:
        services.sign(report=report, actor=office.signer, now=JUNE)
    assert caught.value.code == "records-changed"
    assert "1 格的数不同了" in caught.value.message
    assert FrozenReport.objects.count() == 0
    assert not queries.stages_of(report).frozen


def test_a_new_year_does_not_touch_the_old_one(office: Office, frozen: FrozenReport) -> None:
    registers.add_row(
        agency=office.agency,
        actor=office.clerk,
        now=JUNE,
        kind="penalties",
        data=registers.RowData(number="新-1", subject="罚款", decided_on=date(2026, 5, 1)),
    )
    assert not difference(frozen)


def test_carried_in_is_held_against_the_frozen_year_before(
    office: Office, lived: History, frozen: FrozenReport
) -> None:
    """An application of 2025 entered late was not carried out in the frozen report."""
    services.compile_report(agency=office.agency, year=2026, actor=office.clerk, now=JUNE)
    assert _carry(office) == []
    lived.today = date(2025, 11, 3)
    lived.register()
    services.compile_report(agency=office.agency, year=2026, actor=office.clerk, now=JUNE)
    (kind,) = {one["kind"] for one in list(lived.plain.applications.values())[-1:]}
    assert _carry(office) == sorted([f"requests.carried_in.{kind}", "requests.carried_in.total"])


def _carry(office: Office) -> list[str]:
    found = queries.assess(office.agency, 2026, None, {}).findings
    carried = [one.finding for one in found if one.finding.rule == "YY-CARRY"]
    return sorted({c for one in carried for c in one.cells if "carried_in" in c})


def test_fees_of_processing_are_drafted_from_the_records(
    office: Office, report: AnnualReport
) -> None:
    held = queries.drafts_of(report)[6]
    first = type(held).objects.get(report=report, section=6, version=1)
    (fee, _) = queries.parts_of(first)
    assert fee.text == "本年度发出信息处理费收费通知0件，总金额0元，实际收取0元。"
    assert [b.metric for b in fee.bindings] == ["fee_notices", "fee_notice_total", "fee_collected"]


def test_every_sort_of_record_has_its_own_page(office: Office, lived: History) -> None:
    lived.today = date(2025, 4, 2)
    for act in (lived.report_figure, lived.enter_balance, lived.add_document, lived.file_case):
        act()
    position = queries.head(office.agency)
    (balance,) = lived.plain.balances
    cells = [
        "requests.received.total",
        "disclosure.licences.decisions",
        "disclosure.compulsory_measures.decisions",
        "disclosure.normative_documents.issued",
        next(f"challenges.{one['kind']}.total" for one in lived.plain.cases.values()),
        balance[1],
    ]
    screen = Client()
    screen.force_login(office.clerk)
    found = [r for c in cells for r in evidence(office.agency, 2025, position, c).records]
    addresses = {one.url for one in found}
    assert len({address.split("/")[1] for address in addresses}) == 4
    assert {screen.get(address).status_code for address in addresses} == {200}
    assert "期初数" in {one.number for one in found}
    assert "科室报数" in {one.number for one in found}
