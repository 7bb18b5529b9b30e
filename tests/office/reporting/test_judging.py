"""A warning is explained, the explanation stays while the facts do, and can be published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.office.agencies.models import Agency, Role
from gongkai.office.audit import queries as audit
from gongkai.office.refusal import Refusal
from gongkai.office.reporting import queries, services
from gongkai.office.reporting.judging import judge_finding
from gongkai.office.reporting.models import AnnualReport, FindingVerdict
from gongkai.office.reporting.queries import Assessment
from gongkai.office.reporting.text_findings import TextFinding
from tests.office.build import Office
from tests.office.reporting.conftest import JANUARY, SIGNING, write_all

pytestmark = pytest.mark.django_db

WHY = "全年的图解数由县融媒体中心统计，没有登记在本系统。"


@contextmanager
def refused(report: AnnualReport, code: str) -> Iterator[None]:
    """The block is refused with this code, and nothing was written."""

    def state() -> tuple[object, ...]:
        return audit.head(report.agency), FindingVerdict.objects.count()

    before = state()
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code
    assert state() == before


def assessed(report: AnnualReport) -> Assessment:
    stages = queries.stages_of(report)
    position = stages.compiled.counted_position if stages.compiled else None
    return queries.assess(report.agency, report.year, position, queries.drafts_of(report))


def loose(report: AnnualReport) -> TextFinding:
    """The remark on numbers that no record answers for."""
    return next(f for f in assessed(report).findings if f.finding.rule == "TX-LOOSE")


@pytest.fixture
def remarked(office: Office, written: AnnualReport) -> AnnualReport:
    """The text says a number of its own."""
    say(office, written, "制作图解12件。")
    return written


def say(office: Office, report: AnnualReport, words: str) -> None:
    held = queries.drafts_of(report)[1]
    texts = {part.key: part.text for part in queries.parts_of(held)}
    texts["platform"] = f"维护县政府网站专栏，按月检查链接。{words}"
    services.write_text(
        report=report, section=1, texts=texts, base=held.version, actor=office.clerk, now=JANUARY
    )


def judge(office: Office, report: AnnualReport, **more: object) -> FindingVerdict:
    given = {"decision": "explained", "reason": WHY, "actor": office.clerk, "now": JANUARY}
    if "fingerprint" not in more:
        given["fingerprint"] = loose(report).fingerprint
    given |= more
    return judge_finding(report=report, **given)  # type: ignore[arg-type]


def test_it_is_found_beside_the_finding_and_in_the_ledger(
    office: Office, remarked: AnnualReport
) -> None:
    row = judge(office, remarked)
    found = loose(remarked)
    assert found.verdict is not None
    assert (found.verdict.reason, found.verdict.who) == (WHY, office.clerk.display_name)
    assert found.decided.startswith(f"属实，有原因：{WHY}（")
    assert audit.head(office.agency)[0] == row.position
    judge(office, remarked, reason="第二次写的原因。")
    assert loose(remarked).decided.startswith("属实，有原因：第二次写的原因。")


def test_it_survives_compiling_again_and_goes_with_the_facts(
    office: Office, remarked: AnnualReport
) -> None:
    judge(office, remarked)
    services.compile_report(agency=office.agency, year=2025, actor=office.clerk, now=JANUARY)
    assert loose(remarked).verdict is not None
    say(office, remarked, "制作图解13件。")
    assert loose(remarked).verdict is None
    say(office, remarked, "制作图解12件。")
    assert loose(remarked).verdict is not None, "the same facts again"


def test_what_is_published_is_printed_before_the_proof_and_frozen(
    office: Office, remarked: AnnualReport
) -> None:
    judge(office, remarked, publish="图解数由县融媒体中心统计")
    assert assessed(remarked).report.ending == "说明：图解数由县融媒体中心统计。"
    services.check_report(report=remarked, actor=office.clerk, now=JANUARY)
    frozen = services.sign(report=remarked, actor=office.signer, now=SIGNING)
    said, proof = queries.frozen_value(frozen).ending.splitlines()
    assert said == "说明：图解数由县融媒体中心统计。"
    assert proof.startswith("本报告的数据由台账统计")
    with refused(remarked, "frozen"):
        judge(office, remarked)


def test_an_explanation_written_after_the_check_is_not_signed(
    office: Office, remarked: AnnualReport
) -> None:
    services.check_report(report=remarked, actor=office.clerk, now=JANUARY)
    judge(office, remarked, publish="图解数由县融媒体中心统计。")
    with refused(remarked, "text-changed"):
        services.sign(report=remarked, actor=office.signer, now=SIGNING)
    services.check_report(report=remarked, actor=office.clerk, now=JANUARY + timedelta(hours=1))
    services.sign(report=remarked, actor=office.signer, now=SIGNING)


def test_refusals_write_nothing(office: Office, remarked: AnnualReport) -> None:
    with refused(remarked, "not-permitted"):
        judge(office, remarked, actor=office.people[Role.SIGNER])
    with refused(remarked, "no-reason"):
        judge(office, remarked, reason="  ")
    with refused(remarked, "decision"):
        judge(office, remarked, decision="perhaps")
    with refused(remarked, "no-finding"):
        judge(office, remarked, fingerprint="0" * 16)


def test_an_error_is_corrected_not_explained(office: Office) -> None:
    services.compile_report(agency=office.agency, year=2025, actor=office.clerk, now=JANUARY)
    report = queries.report_of(office.agency, 2025)
    assert report is not None
    found = [f for f in assessed(report).findings if f.finding.section == 5]
    # Nothing else is said of the words of a section that is not written.
    assert [f.finding.rule for f in found] == ["TX-EMPTY", "TX-EMPTY"]
    empty = found[0]
    with refused(report, "error"):
        judge(office, report, fingerprint=empty.fingerprint)


def test_the_page_asks_for_the_reason_and_shows_it(office: Office, remarked: AnnualReport) -> None:
    client = Client()
    client.force_login(office.clerk)
    where = f"/reporting/2025/verdict/{loose(remarked).fingerprint}/"
    tree = LexborHTMLParser(client.get("/reporting/2025/").content.decode())
    assert where in {a.attributes["href"] for a in tree.css(".finding a")}
    data = {"decision": "explained", "reason": WHY, "publish": ""}
    sent = client.post(where, data)
    assert (sent.status_code, sent["Location"]) == (302, "/reporting/2025/")
    assert f"属实，有原因：{WHY}" in client.get("/reporting/2025/").content.decode()
    wrong = client.post(where, data | {"reason": "", "publish": "并非迟报"}).content.decode()
    assert "没有填原因" in wrong and "并非迟报" in wrong  # nothing typed is lost
    gone = client.post(f"/reporting/2025/verdict/{'0' * 16}/", data).content.decode()
    assert "这处发现已经不在了" in gone
    signer = Client()
    signer.force_login(office.signer)
    assert signer.post(where, data).status_code == 403
    assert "写原因" not in signer.get("/reporting/2025/").content.decode()


def test_last_years_figure_stands_beside_this_years(office: Office) -> None:
    last = write_all(office, 2024, JANUARY)
    services.check_report(report=last, actor=office.clerk, now=JANUARY)
    services.sign(report=last, actor=office.signer, now=SIGNING)
    write_all(office, 2025, SIGNING)
    client = Client()
    client.force_login(office.clerk)
    plain = LexborHTMLParser(client.get("/reporting/2025/?section=3").content.decode())
    assert plain.css("small.before") == []
    (link,) = [a for a in plain.css("a") if a.text() == "与上年并排"]
    address = f"/reporting/2025/{(link.attributes['href'] or '').split('#')[0]}"
    beside = LexborHTMLParser(client.get(address).content.decode())
    frozen = queries.last_frozen(office.agency, 2024)
    assert frozen is not None
    before = queries.frozen_value(frozen)
    shown = [node.text() for node in beside.css("small.before")]
    assert shown == [str(c.raw) for i, c in before.cells.items() if i.startswith("requests.")]


def test_a_finding_is_headed_as_on_the_check_page(office: Office, remarked: AnnualReport) -> None:
    titles = {f.finding.rule: f.title for f in assessed(remarked).findings}
    assert titles["TX-LOOSE"] == "正文有的数没有出处"
    assert all(titles.values())


def test_a_renamed_agency_is_compared_with_its_own_last_report(office: Office) -> None:
    last = write_all(office, 2024, JANUARY)
    services.check_report(report=last, actor=office.clerk, now=JANUARY)
    services.sign(report=last, actor=office.signer, now=SIGNING)
    Agency.objects.filter(pk=office.agency.pk).update(name="云溪县卫生健康和体育委员会")
    office.agency.refresh_from_db()
    found = queries.assess(office.agency, 2025, None, {})
    assert found.result.held_by_rule["YY-CARRY"] == 7
    assert found.previous is not None
    assert found.previous.agency == "云溪县卫生健康委员会"
