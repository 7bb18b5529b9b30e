"""Compile, write, check, sign, freeze, file, publish."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date

import pytest

from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.audit import queries as audit
from gongkai.office.audit.models import Event
from gongkai.office.registers import services as registers
from gongkai.office.reporting import queries, services
from gongkai.office.reporting.compile import compile_year
from gongkai.office.reporting.models import AnnualReport, Draft, Step
from tests.office.build import Office
from tests.office.reporting.conftest import JANUARY, SIGNING, write_all
from tests.office.reporting.signing import refused, signed

pytestmark = pytest.mark.django_db


def test_half_reported_is_not_reported(office: Office) -> None:
    """A section's figure for the first half of the year, and none for the second."""
    section = office.sections["审批科"]
    for first, last, value in (
        (date(2025, 1, 1), date(2025, 6, 30), 7),
        (date(2025, 7, 1), date(2025, 12, 31), 5),
    ):
        figure = registers.submit_return(
            agency=office.agency,
            actor=office.section_person,
            now=JANUARY,
            section=section,
            kind="penalties",
            period_from=first,
            period_to=last,
            value=value,
            source_system="执法平台",
        )
        if value == 7:
            registers.confirm_return(
                agency=office.agency, actor=office.clerk, now=JANUARY, record=figure.record
            )
    report = write_all(office, 2025, JANUARY)
    assessment = queries.assess(office.agency, 2025, None, queries.drafts_of(report))
    (lacking,) = [f.finding for f in assessment.findings if f.finding.rule == "OF-RETURN"]
    assert (lacking.cells, lacking.message) == (
        ("disclosure.penalties.decisions",),
        "审批科报的行政处罚数（2025-07-01 至 2025-12-31）还没有确认，没有计入。请公开办确认，或者退回。",
    )
    with refused(report, "rule-broken"):
        services.check_report(report=report, actor=office.clerk, now=JANUARY)
    registers.confirm_return(
        agency=office.agency, actor=office.clerk, now=JANUARY, record=figure.record
    )
    assessment = queries.assess(office.agency, 2025, None, queries.drafts_of(report))
    assert [f for f in assessment.findings if f.finding.rule == "OF-RETURN"] == []
    assert assessment.compiled.cells["disclosure.penalties.decisions"].value == 12


def test_an_agency_closed_in_a_year_reports_once_it_was(office: Office) -> None:
    now = time.at(date(2025, 10, 27))
    report = write_all(office, 2025, now)
    with refused(report, "year-open"):
        services.check_report(report=report, actor=office.clerk, now=now)
    office.agency.closed_on = date(2025, 10, 20)
    office.agency.save(update_fields=["closed_on"])
    closed = AnnualReport.objects.get(agency=office.agency, year=2025)
    assert services.check_report(report=closed, actor=office.clerk, now=now).step == "checked"


def test_a_step_taken_by_delegation_tells_in_whose_name(
    office: Office, written: AnnualReport
) -> None:
    agencies.delegate(
        actor=office.administrator,
        now=JANUARY,
        agency=office.agency,
        giver=office.signer,
        receiver=office.leader,
        role=Role.SIGNER,
        valid_from=SIGNING.date(),
        valid_to=SIGNING.date(),
    )
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    services.sign(report=written, actor=office.leader, now=SIGNING)
    said = {e.verb: e.data.get("for") for e in Event.objects.filter(verb__startswith="report.")}
    assert said["report.signed"] == str(office.signer.uid)
    assert said["report.checked"] is None


def test_a_year_goes_from_the_ledger_to_the_public(office: Office, written: AnnualReport) -> None:
    frozen = signed(office, written)
    services.file_report(
        report=written,
        on=date(2026, 1, 20),
        note="云溪县人民政府办公室",
        actor=office.clerk,
        now=time.at(date(2026, 1, 20)),
    )
    services.publish_report(
        report=written,
        on=date(2026, 1, 21),
        note="县政府网站",
        actor=office.clerk,
        now=time.at(date(2026, 1, 22)),
    )
    stages = queries.stages_of(written)
    assert stages.next is None
    assert [(e.step, e.on) for e in reversed(queries.events_of(written))] == [
        (Step.COMPILED, date(2026, 1, 6)),
        (Step.CHECKED, date(2026, 1, 6)),
        (Step.SIGNED, date(2026, 1, 16)),
        (Step.FILED, date(2026, 1, 20)),
        (Step.PUBLISHED, date(2026, 1, 21)),
    ]
    assert frozen.version == 1
    assert audit.verify_audit(office.agency, [(frozen.position, frozen.head_hash)]) == []


def test_the_frozen_report_keeps_its_figures_its_words_and_its_proof(
    office: Office, written: AnnualReport
) -> None:
    frozen = signed(office, written)
    compiled = queries.stages_of(written).compiled
    assert compiled is not None
    assert frozen.position == compiled.counted_position
    assert frozen.head_hash == audit.hash_at(office.agency, frozen.position)
    assert frozen.digest == hashlib.sha256(frozen.content.encode()).hexdigest()
    value = queries.frozen_value(frozen)
    assert value.cells == compile_year(office.agency, 2025, frozen.position).cells
    assert value.signed_by == "云溪县卫生健康委员会"
    assert value.signed_on == date(2026, 1, 16)
    assert value.ending == (
        f"本报告的数据由台账统计，截至审计链第{frozen.position}条，校验值 "
        f"{' '.join(re.findall('.{8}', frozen.head_hash))}。"
    )
    section = value.section(5)
    assert section is not None
    assert section.text.startswith("（一）主要问题。部分文件的解读不够及时。\n（二）改进情况。")


def test_a_content_that_was_changed_behind_the_guards_is_noticed(
    office: Office, written: AnnualReport
) -> None:
    frozen = signed(office, written)
    data = json.loads(frozen.content)
    data["cells"]["requests.received.total"]["value"] = 9
    frozen.content = json.dumps(data, ensure_ascii=False, sort_keys=True)
    with pytest.raises(ValueError, match="2025年冻结的报告与冻结时的校验值不一致"):
        queries.frozen_value(frozen)


def test_two_clerks_on_one_text(office: Office, written: AnnualReport) -> None:
    base = queries.drafts_of(written)[5].version
    services.write_text(
        report=written,
        section=5,
        texts={"problems": "解读还不够通俗。"},
        base=base,
        actor=office.clerk,
        now=JANUARY,
    )
    with refused(written, "text-moved"):
        services.write_text(
            report=written,
            section=5,
            texts={"problems": "人手不足。"},
            base=base,
            actor=office.clerk,
            now=JANUARY,
        )


def test_saving_an_unchanged_text_makes_no_version(office: Office, written: AnnualReport) -> None:
    held = queries.drafts_of(written)[5]
    texts = {part.key: part.text for part in queries.parts_of(held)}
    again = services.write_text(
        report=written,
        section=5,
        texts=texts,
        base=held.version,
        actor=office.clerk,
        now=JANUARY,
    )
    assert again == held
    assert Draft.objects.filter(report=written, section=5).count() == 2


def test_a_number_is_corrected_to_what_the_records_say(
    office: Office, written: AnnualReport
) -> None:
    held = queries.drafts_of(written)[1]
    part = next(p for p in queries.parts_of(held) if p.key == "on_application")
    wrong = part.text.replace("新收政府信息公开申请0件", "新收政府信息公开申请8件")
    held = services.write_text(
        report=written,
        section=1,
        texts={"on_application": wrong},
        base=held.version,
        actor=office.clerk,
        now=JANUARY,
    )
    with refused(written, "rule-broken"):
        services.check_report(report=written, actor=office.clerk, now=JANUARY)
    fixed = services.correct_number(
        report=written,
        section=1,
        key="on_application",
        ordinal=0,
        base=held.version,
        actor=office.clerk,
        now=JANUARY,
    )
    after = next(p for p in queries.parts_of(fixed) if p.key == "on_application")
    assert after.text == part.text
    with refused(written, "not-bound"):
        services.correct_number(
            report=written,
            section=1,
            key="platform",
            ordinal=0,
            base=fixed.version,
            actor=office.clerk,
            now=JANUARY,
        )
