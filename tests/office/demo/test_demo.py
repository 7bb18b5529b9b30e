"""The demo office: what its services produced equals its own ledger, cell by cell."""

from __future__ import annotations

import json

import pytest

from gongkai.office import time
from gongkai.office.agencies.models import Agency
from gongkai.office.audit.queries import head, verify_audit
from gongkai.office.demo.fill import fill
from gongkai.office.demo.items_plan import make_items, make_months
from gongkai.office.demo.ledger import expected_cells, expected_metrics
from gongkai.office.demo.plan import CLOSED_YEARS, LIVE_YEAR, OUTCOMES, TODAY, Plan, make_plan
from gongkai.office.publishing import queries as publishing
from gongkai.office.publishing.queries.stages import Stage
from gongkai.office.registers import services as registers
from gongkai.office.registers.models import RegisterRow
from gongkai.office.reporting.compile import compile_year
from gongkai.office.reporting.difference import difference
from gongkai.office.reporting.models import FrozenReport
from gongkai.report.form import get_form
from gongkai.report.model import from_json
from gongkai.report.rules import Context, check


def test_the_plan_is_always_the_same_and_knows_every_outcome() -> None:
    assert make_plan() == make_plan()
    results = {one.result for one in make_plan().applications if one.result}
    assert results == set(OUTCOMES)
    assert len(OUTCOMES) == 21
    assert all(one.received_on <= TODAY for one in make_plan().applications)


@pytest.mark.django_db
def test_both_closed_years_equal_the_demos_own_ledger_and_hold() -> None:
    plan = make_plan()
    office = fill(plan)
    position, _ = head(office.agency)
    previous = None
    for frozen in FrozenReport.objects.filter(report__agency=office.agency).order_by(
        "report__year"
    ):
        year = frozen.year
        report = from_json(json.loads(frozen.content))
        expected = expected_cells(plan, year)
        assert len(expected) == len(get_form("2021").cells) == 200
        assert {c: report.value(c) for c in expected} == expected, year
        now = compile_year(office.agency, year, position)
        assert {c: one.value for c, one in now.cells.items()} == expected, year
        assert not check(Context(report, previous=previous, kind="department")).has_errors
        previous = report
    assert previous is not None and previous.year == LIVE_YEAR - 1
    live = compile_year(office.agency, LIVE_YEAR, position)
    assert {c: one.value for c, one in live.cells.items()} == expected_cells(plan, LIVE_YEAR)
    assert verify_audit(office.agency) == []
    _published_items_hold(office.agency, plan, position)

    # A record corrected afterwards is a difference, and not in the frozen report.
    frozen = FrozenReport.objects.get(agency=office.agency, year=LIVE_YEAR - 1)
    content = frozen.content
    assert not difference(frozen)
    penalty = (
        RegisterRow.objects.current()
        .filter(agency=office.agency, kind="penalties", decided_on__year=frozen.year)
        .earliest("decided_on")
    )
    registers.remove_row(
        agency=office.agency,
        actor=office.clerk,
        now=time.at(TODAY, 11),
        record=penalty.record,
        reason="处罚决定已被撤销",
    )
    (changed,) = difference(frozen).cells
    before = expected_cells(plan, frozen.year)[changed.cell_id]
    assert changed.cell_id == "disclosure.penalties.decisions"
    assert (changed.frozen.value, changed.now.value) == (before, before - 1)
    frozen.refresh_from_db()
    assert frozen.content == content
    then = compile_year(office.agency, frozen.year, frozen.position)
    assert {c: one.value for c, one in then.cells.items()} == expected_cells(plan, frozen.year)


def _published_items_hold(agency: Agency, plan: Plan, position: int) -> None:
    """What publishing counts equals the demo's own book, metric by metric; nothing unreviewed is
    public; work is left on the desk at every stage."""
    items, months = make_items(plan.documents), make_months()
    for year in (*CLOSED_YEARS, LIVE_YEAR):
        expected: dict[str, int | None] = {**expected_metrics(items, months, year)}
        if year == LIVE_YEAR:  # its last months are not over
            expected |= dict.fromkeys(("posts.wechat", "posts.weibo"))
            expected |= dict.fromkeys(("followers.wechat", "followers.weibo"))
        assert publishing.metrics(agency, year, position) == expected, year
    assert publishing.verify_publications(agency) == []
    stages = [s.stage for s in publishing.standings(list(publishing.in_work(agency)))]
    assert sorted(stages) == sorted([Stage.DRAFT] * 3 + [Stage.REVIEW] * 2 + [Stage.READY])
