"""The demo office: what its services produced equals its own ledger, cell by cell."""

from __future__ import annotations

from pathlib import Path

from gongkai.office.demo.plan import make_plan
from gongkai.office.demo.plan_applications import OUTCOMES
from gongkai.office.demo.planned import TODAY
from gongkai.report.form import get_form
from tests.office.demo.proof import HOLDS
from tests.office.site import Site, ready

#: What `gongkai serve --demo` prepares, and the day it then is.
SERVED = """
import sys; from pathlib import Path
from gongkai.office import serve
serve.prepare(Path(sys.argv[1]), demo=True)
from gongkai.office import time
print(time.today(time.now()))
"""


def test_the_plan_is_always_the_same_and_knows_every_outcome() -> None:
    assert make_plan() == make_plan()
    results = {one.result for one in make_plan().applications if one.result}
    assert results == set(OUTCOMES)
    assert len(OUTCOMES) == 21
    assert all(one.received_on <= TODAY for one in make_plan().applications)


def test_both_closed_years_equal_the_demos_own_ledger_and_hold(
    run_directory: Path, tmp_path: Path
) -> None:
    site = Site(tmp_path, "demo", like=ready(run_directory, "demo"))
    assert site.module("tests.office.demo.proof", site.data) == [HOLDS]
    assert len(get_form("2021").cells) == 200


def test_both_closed_years_hold_in_a_restored_office(run_directory: Path, tmp_path: Path) -> None:
    """A backup restored elsewhere proves the same, and is a demo as before."""
    site = ready(run_directory, "demo")
    archive = tmp_path / "backup.tar.gz"
    assert site.command("backup", "--data", site.data, archive).returncode == 0
    other = Site(tmp_path, "restored")
    other.key.write_bytes(site.key.read_bytes())
    done = other.command("restore", "--data", other.data, archive)
    assert done.stdout.splitlines()[0].endswith(f"请运行：gongkai serve --demo --data {other.data}")
    assert other.ask(SERVED, other.data) == [TODAY.isoformat()]
    assert other.module("tests.office.demo.proof", other.data) == [HOLDS]


def test_decisions_fit_whom_they_are_about() -> None:
    """Nobody registers a nurse with a hotel, or fines a barber for medical waste."""
    about = {
        (one.category, place)
        for one in make_plan().decisions
        for place in ("宾馆", "理发店", "游泳馆", "水厂")
        if one.subject.endswith(place)
    }
    assert about == {
        ("公共场所卫生许可", "宾馆"),
        ("公共场所卫生许可", "理发店"),
        ("公共场所卫生许可", "游泳馆"),
        ("饮用水供水单位卫生许可", "水厂"),
        ("未取得公共场所卫生许可证擅自营业", "宾馆"),
        ("未取得公共场所卫生许可证擅自营业", "理发店"),
        ("集中式供水单位未定期检测水质", "水厂"),
    }
