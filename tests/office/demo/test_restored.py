"""A backup of the demo office, restored elsewhere, still proves both closed years cell by cell."""

from __future__ import annotations

from pathlib import Path

from tests.office.site import Site

FILL = """
import sys; from pathlib import Path
from gongkai.office import serve
serve.prepare(Path(sys.argv[1]), demo=True)
"""

# Every cell of both closed years, as frozen and as counted again, against the demo's own ledger;
# then a record corrected afterwards. Prints what it found.
PROVE = """
import json, sys; from pathlib import Path
from gongkai.office import serve, time
serve.prepare(Path(sys.argv[1]))
from gongkai.office.agencies.models import Agency, Person
from gongkai.office.audit.queries import verify_audit
from gongkai.office.demo.ledger import expected_cells
from gongkai.office.demo.plan import TODAY, make_plan
from gongkai.office.registers import services
from gongkai.office.registers.models import RegisterRow
from gongkai.office.reporting.compile import compile_year
from gongkai.office.reporting.difference import difference
from gongkai.office.reporting.models import FrozenReport
from gongkai.office.reporting.queries import frozen_value
plan = make_plan()
found = {"audit": [str(p) for a in Agency.objects.all() for p in verify_audit(a)], "years": {}}
for frozen in FrozenReport.objects.order_by("year"):
    expected = expected_cells(plan, frozen.year)
    report = frozen_value(frozen)
    again = compile_year(frozen.agency, frozen.year, frozen.position)
    found["years"][frozen.year] = [
        len(expected),
        {c: report.value(c) for c in expected} == expected,
        {c: one.value for c, one in again.cells.items()} == expected,
        bool(difference(frozen)),
    ]
row = RegisterRow.objects.current().filter(agency=frozen.agency, kind="penalties",
    decided_on__year=frozen.year).earliest("decided_on")
services.remove_row(agency=frozen.agency, actor=Person.objects.get(login_name="jiang"),
    now=time.at(TODAY, 11), record=row.record, reason="处罚决定已被撤销")
found["changed"] = [
    [one.cell_id, one.frozen.value - one.now.value] for one in difference(frozen).cells
]
found["kept"] = frozen_value(FrozenReport.objects.get(pk=frozen.pk)) == report
print(json.dumps(found))
"""


def test_both_closed_years_hold_in_a_restored_office(tmp_path: Path) -> None:
    site = Site(tmp_path, "demo")
    site.ask(FILL, site.data)
    archive = tmp_path / "backup.tar.gz"
    assert site.command("backup", "--data", site.data, archive).returncode == 0
    other = Site(tmp_path, "restored")
    other.key.write_bytes(site.key.read_bytes())
    assert other.command("restore", "--data", other.data, archive).returncode == 0
    (found,) = other.ask(PROVE, other.data)
    assert found == {
        "audit": [],
        "years": {"2024": [200, True, True, False], "2025": [200, True, True, False]},
        "changed": [["disclosure.penalties.decisions", 1]],
        "kept": True,
    }
