"""Hold a demo office against the demo's own book, in a process of its own:
`python -m tests.office.demo.proof DATA`. It prints what it found; `HOLDS` is what a sound office
prints. It corrects a record on the way, so the office is not to be used again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency
    from gongkai.office.demo.planned import Plan
    from gongkai.office.reporting.models import FrozenReport

SOUND_YEAR = {"cells": 200, "frozen": [], "counted again": [], "errors": [], "differences": []}
HOLDS: dict[str, Any] = {
    "audit": [],
    "closed years": {"2024": SOUND_YEAR, "2025": SOUND_YEAR},
    "live year": [],
    "metrics": [],
    "publications": [],
    "in work": ["draft", "draft", "draft", "ready", "review", "review"],
    "corrected afterwards": {
        "differences": [["disclosure.penalties.decisions", 1]],
        "frozen": True,
        "counted at its position": [],
    },
}


def unequal(expected: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """What is not as the book says; a name that only one of them has is not either."""
    return [
        f"{name}: {expected.get(name, '—')} ≠ {found.get(name, '—')}"
        for name in sorted({*expected, *found})
        if name not in expected or name not in found or expected[name] != found[name]
    ]


def prove() -> dict[str, Any]:
    """Every cell of both closed years, as frozen and as counted again, what is public, and a record
    corrected afterwards."""
    from gongkai.office.agencies.models import Agency
    from gongkai.office.audit.queries import head, verify_audit
    from gongkai.office.demo.ledger import expected_cells
    from gongkai.office.demo.plan import make_plan
    from gongkai.office.demo.planned import LIVE_YEAR
    from gongkai.office.publishing import queries as publishing
    from gongkai.office.reporting.models import FrozenReport

    plan = make_plan()
    frozen = list(FrozenReport.objects.order_by("year").select_related("agency"))
    agency = frozen[0].agency
    position, _ = head(agency)
    return {
        "audit": [str(p) for a in Agency.objects.all() for p in verify_audit(a)],
        "closed years": {str(one.year): _closed_year(one, plan, position) for one in frozen},
        "live year": unequal(
            expected_cells(plan, LIVE_YEAR), _counted(agency, LIVE_YEAR, position)
        ),
        "metrics": _metrics(agency, plan, position),
        "publications": [str(p) for p in publishing.verify_publications(agency)],
        "in work": sorted(
            one.stage.value for one in publishing.standings(list(publishing.in_work(agency)))
        ),
        "corrected afterwards": _corrected(frozen[-1], plan),
    }


def _closed_year(frozen: FrozenReport, plan: Plan, position: int) -> dict[str, Any]:
    from gongkai.office.demo.ledger import expected_cells
    from gongkai.office.reporting.difference import difference
    from gongkai.office.reporting.models import FrozenReport
    from gongkai.office.reporting.queries import frozen_value
    from gongkai.report.rules import Context, check

    expected = expected_cells(plan, frozen.year)
    report = frozen_value(frozen)
    earlier = FrozenReport.objects.filter(agency=frozen.agency, year=frozen.year - 1).first()
    previous = frozen_value(earlier) if earlier else None
    checked = check(Context(report, previous=previous, kind="department"))
    return {
        "cells": len(expected),
        "frozen": unequal(expected, {cell: report.value(cell) for cell in report.cells}),
        "counted again": unequal(expected, _counted(frozen.agency, frozen.year, position)),
        "errors": [str(finding) for finding in checked.findings if checked.has_errors],
        "differences": [one.cell_id for one in difference(frozen).cells],
    }


def _counted(agency: Agency, year: int, position: int) -> dict[str, Any]:
    from gongkai.office.reporting.compile import compile_year

    return {c: one.value for c, one in compile_year(agency, year, position).cells.items()}


def _metrics(agency: Agency, plan: Plan, position: int) -> list[str]:
    """What publishing counts against the demo's book; the last months of this year are not over."""
    from gongkai.office.demo.items_plan import make_items, make_months
    from gongkai.office.demo.ledger import expected_metrics
    from gongkai.office.demo.planned import CLOSED_YEARS, LIVE_YEAR
    from gongkai.office.publishing import queries as publishing

    items, months = make_items(plan.documents), make_months()
    wrong: list[str] = []
    for year in (*CLOSED_YEARS, LIVE_YEAR):
        expected: dict[str, int | None] = {**expected_metrics(items, months, year)}
        if year == LIVE_YEAR:
            open_yet = [
                f"{what}.{on}" for what in ("posts", "followers") for on in ("wechat", "weibo")
            ]
            expected |= dict.fromkeys(open_yet)
        wrong += unequal(expected, publishing.metrics(agency, year, position))
    return wrong


def _corrected(frozen: FrozenReport, plan: Plan) -> dict[str, Any]:
    """A record corrected after the report was frozen is a difference, and not in the report."""
    from gongkai.office import time
    from gongkai.office.agencies.models import Person
    from gongkai.office.demo.ledger import expected_cells
    from gongkai.office.demo.planned import TODAY
    from gongkai.office.registers import services
    from gongkai.office.registers.models import RegisterRow
    from gongkai.office.reporting.difference import difference

    content = frozen.content
    penalty = (
        RegisterRow.objects.current()
        .filter(agency=frozen.agency, kind="penalties", decided_on__year=frozen.year)
        .earliest("decided_on")
    )
    services.remove_row(
        agency=frozen.agency,
        actor=Person.objects.get(login_name="jiang"),
        now=time.at(TODAY, 11),
        record=penalty.record,
        reason="处罚决定已被撤销",
    )
    frozen.refresh_from_db()
    return {
        "differences": [
            [one.cell_id, one.frozen.value - one.now.value] for one in difference(frozen).cells
        ],
        "frozen": frozen.content == content,
        "counted at its position": unequal(
            expected_cells(plan, frozen.year),
            _counted(frozen.agency, frozen.year, frozen.position),
        ),
    }


if __name__ == "__main__":
    from gongkai.office import serve

    serve.prepare(Path(sys.argv[1]))
    sys.stdout.write(json.dumps(prove(), ensure_ascii=False) + "\n")
