"""What the pages say of a report is what `gongkai check` says of the same report as a Word file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.office.reporting import queries
from gongkai.office.reporting.models import AnnualReport
from gongkai.report.read import read_bytes
from gongkai.report.rules import Context, check
from tests.office.build import Office
from tests.office.registers.conftest import add
from tests.office.reporting.conftest import BEGUN, JANUARY, write_all
from tests.office.reporting.test_judging import say
from tests.office.reporting.test_pages import at, page, text

pytestmark = pytest.mark.django_db

WORDS = (
    "全年收到政府信息公开申请999件，办结998件，政府信息公开行政复议997件。办理行政许可996件，作出行政处罚995件。"
    "制发行政规范性文件994件。共公开信息76条，其中动态30条、公告31条。"
)


@pytest.fixture
def wrong(office: Office, written: AnnualReport) -> AnnualReport:
    say(office, written, WORDS)
    return written


def of_the_file(office: Office) -> list[tuple[str, str]]:
    """Rule and message of each finding on the words, as the command prints them."""
    client = at(office.clerk)
    word = read_bytes(client.get("/reporting/2025/file.docx").content, "report.docx")
    found = check(Context(replace(word, agency=office.agency.name), kind="department")).findings
    return [(f.rule, f.message) for f in found if f.section == 1]


def test_the_words_are_judged_beside_the_box_as_by_the_command(
    office: Office, wrong: AnnualReport
) -> None:
    said = of_the_file(office)
    rules = ["NT-RECV", "NT-DONE", "NT-RV", "NT-ND", "NT-SUM", "NT-LIC", "NT-PEN"]
    assert [rule for rule, _ in said] == rules
    tree = page(at(office.clerk), "/reporting/2025/text/1/")
    shown = text(tree, "aside .finding p:not(.meta)")
    assert [message for _, message in said if message not in shown] == []
    assert [rule for rule, _ in said if not any(rule in m for m in text(tree, "aside .meta"))] == []


def test_the_cells_of_such_a_finding_are_marked_with_its_number(
    office: Office, wrong: AnnualReport
) -> None:
    client = at(office.clerk)
    for section, cell in (
        (2, "disclosure.licences.decisions"),
        (2, "disclosure.penalties.decisions"),
        (3, "requests.received.total"),
        (4, "challenges.reconsideration.total"),
    ):
        tree = page(client, f"/reporting/2025/?section={section}")
        heads = text(tree, "aside .finding h3 .mk")
        (mark,) = tree.css(f"td.hit a[href^='?cell={cell}'] .mk")
        assert {one.split()[-1] for one in heads} >= set(mark.text().split("、"))


def test_records_without_any_licence_do_not_tell_of_the_right_to_grant_them(
    office: Office, written: AnnualReport
) -> None:
    stages = queries.stages_of(written)
    assert stages.compiled is not None
    drafts = queries.drafts_of(written)
    found = queries.assess(office.agency, 2025, stages.compiled.counted_position, drafts)
    assert ("T2-LICZERO", "需要知道机关有没有许可权") in {
        (one.rule, one.reason) for one in found.result.not_evaluated
    }


def test_a_year_without_licences_after_one_with_some_is_remarked_on(office: Office) -> None:
    """The registers know of a licence of the year before, so the agency may grant them."""
    add(office, BEGUN, number="云卫许〔2024〕1号", decided_on=date(2024, 1, 2))
    write_all(office, 2025, JANUARY)
    tree = page(at(office.clerk), "/reporting/2025/?section=2")
    assert "这个机关有许可权，表二行政许可是 0。" in text(tree, "aside .finding p")
