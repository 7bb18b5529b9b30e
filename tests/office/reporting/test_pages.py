"""The pages of the annual report, without a line of script."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.office.agencies.models import Person, Role
from gongkai.office.audit.models import Event
from gongkai.office.reporting import compile, queries, services
from gongkai.office.reporting.models import AnnualReport, FrozenReport, Step
from gongkai.office.reporting.tables import CellMark, draw, mark_cells
from gongkai.office.reporting.text_findings import TextFinding
from gongkai.office.reporting.todo import todo
from gongkai.office.spreadsheet import safe_cell
from gongkai.report.form import get_form
from gongkai.report.model import Report, from_json
from gongkai.report.rules import Finding, Severity
from tests.office.build import Office, make_office
from tests.office.registers.conftest import add
from tests.office.reporting.conftest import JANUARY, SIGNING

pytestmark = pytest.mark.django_db


def at(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, address: str, status: int = 200) -> LexborHTMLParser:
    response = client.get(address)
    assert response.status_code == status
    return LexborHTMLParser(response.content.decode())


def text(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def test_a_stranger_is_sent_to_the_login_page(written: AnnualReport) -> None:
    for path in ("", "2025/", "2025/preview/", "2025/file.docx", "keeping/", "2025/text/1/"):
        response = Client().get(f"/reporting/{path}")
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/login/")


@pytest.mark.parametrize("asked", ["²", "9" * 40, "9" * 5000, "x_1", "0", ""])
def test_a_page_of_records_that_is_none_is_the_first(
    office: Office, written: AnnualReport, asked: str
) -> None:
    address, client = "/reporting/2025/?cell=requests.received.total", at(office.clerk)
    first = text(page(client, address), "#open")
    assert first
    assert text(page(client, f"{address}&page={asked}"), "#open") == first


def test_reports_are_read_by_those_who_may_see_every_record(
    office: Office, written: AnnualReport
) -> None:
    """The matrix of roles and pages; each number opens applications and cases."""
    readers = {Role.CLERK, Role.LEADER, Role.SIGNER, Role.AUDITOR}
    cell = "?cell=requests.received.total"
    paths = ("", f"2025/{cell}", "2025/preview/", f"2025/records.csv{cell}", "2025/file.json")
    for role in readers | {Role.SECTION, Role.SECRECY, Role.ADMINISTRATOR}:
        client = at(office.people[role])
        for path in paths:
            wanted = 200 if role in readers else 403
            assert client.get(f"/reporting/{path}").status_code == wanted, (role, path)
        link = 'href="/reporting/"' in client.get("/desk/").content.decode()
        assert link is (role in readers)


def test_another_agency_sees_its_own_year_only(office: Office, written: AnnualReport) -> None:
    other = make_office(JANUARY, prefix="东", credit="0002")
    tree = page(at(other.clerk), "/reporting/2025/")
    assert "还没有编制" in text(tree, ".page-title p")[0]
    assert at(other.clerk).get("/reporting/2025/text/1/").status_code == 404


def test_the_list_of_years_says_how_far_each_is(office: Office, written: AnnualReport) -> None:
    tree = page(at(office.clerk), "/reporting/")
    lines = text(tree, "tbody tr")
    year = [line for line in lines if line.startswith("2025年")]
    assert year == ["2025年政府信息公开工作年度报告 核对中"]
    assert [line[:4] for line in lines][-2:] == ["2025", "2024"]


def test_every_one_of_the_200_cells_is_a_link(office: Office, written: AnnualReport) -> None:
    found: list[str] = []
    for section in (2, 3, 4):
        tree = page(at(office.clerk), f"/reporting/2025/?section={section}")
        found += [
            (node.attributes["href"] or "").removeprefix("?cell=").removesuffix("#open")
            for node in tree.css("table.stat td a")
        ]
    assert sorted(found) == sorted(get_form("2021").cells)


def test_a_cell_opens_its_records_beneath_its_row(office: Office, written: AnnualReport) -> None:
    tree = page(at(office.clerk), "/reporting/2025/?cell=requests.partly_granted.natural_person")
    (evidence,) = tree.css("tr.evidence")
    assert "没有计入本格的记录，所以是 0" in evidence.text()
    above = evidence.prev
    while above is not None and above.tag != "tr":
        above = above.prev
    assert above is not None
    assert above.text().strip().startswith("（二）部分公开")
    (opened,) = tree.css("td.open a")
    assert opened.attributes["aria-expanded"] == "true"


@pytest.mark.parametrize("cell_id", list(get_form("2021").cells))
def test_an_open_row_keeps_every_line_of_the_table_whole(cell_id: str) -> None:
    """Spans are drawn so that each row fills all columns, wherever the records are opened."""
    from gongkai.office.reporting import tables as drawn
    from gongkai.report.model import Report

    report = Report(form="2021")
    section = drawn.section_of("2021", cell_id)
    (drawing,) = drawn.draw(report, section, [], cell_id)
    taken: dict[tuple[int, int], bool] = {}
    widths = []
    for at_row, line in enumerate((*drawing.head, *drawing.body)):
        shapes = [(1, line.span)] if line.evidence else [(s.rows, s.columns) for s in line.squares]
        for rows, columns in shapes:
            column = 0
            while taken.get((at_row, column)):
                column += 1
            for down in range(rows):
                for right in range(columns):
                    assert not taken.get((at_row + down, column + right))
                    taken[at_row + down, column + right] = True
        widths.append(sum(1 for row, _ in taken if row == at_row))
    assert len(set(widths)) == 1
    assert sum(line.evidence for line in drawing.body) == 1


@pytest.mark.parametrize(
    "path",
    [
        "2025/?cell=requests.nobody.total",
        "2020/",
        "2999/",
        "2025/text/3/",
        "2025/file.exe",
        "2025/records.csv",
        "2025/differences/",
    ],
)
def test_what_is_not_there_is_not_found(office: Office, written: AnnualReport, path: str) -> None:
    assert at(office.clerk).get(f"/reporting/{path}").status_code == 404


def test_only_those_who_may_act_see_the_buttons(office: Office, written: AnnualReport) -> None:
    def buttons(person: Person) -> list[str]:
        return text(page(at(person), "/reporting/2025/"), "main button")

    assert buttons(office.clerk) == ["提交签发", "重新编制"]
    assert buttons(office.auditor) == []
    assert buttons(office.signer) == []
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    assert buttons(office.signer) == ["签发 2025 年的报告"]
    assert at(office.clerk).post("/reporting/2025/sign/").status_code == 403


def send(person: Person, step: str, seen: str | None = None, **given: str) -> HttpResponse:
    """Press the button of a step on the page as it is now, or as it was `seen`."""
    shown = seen or seen_by(person)
    address = f"/reporting/2025/{step}/"
    return at(person).post(address, {"seen": shown, **given})  # type: ignore[return-value]


def seen_by(person: Person) -> str:
    field = page(at(person), "/reporting/2025/").css_first("input[name=seen]")
    assert field is not None
    return str(field.attributes["value"])


def test_nobody_decides_on_what_they_did_not_see(office: Office, written: AnnualReport) -> None:
    """The page was open; then the year was compiled again, or a word was changed."""
    early = seen_by(office.clerk)
    services.compile_report(agency=office.agency, year=2025, actor=office.clerk, now=JANUARY)
    refused = send(office.clerk, "check", early)
    assert refused.status_code == 409 and "又编制过、核对过或者改过文字" in refused.content.decode()
    assert queries.stages_of(written).checked is None
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    shown = seen_by(office.signer)
    services.compile_report(agency=office.agency, year=2025, actor=office.clerk, now=JANUARY)
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    before = Event.objects.count()
    assert send(office.signer, "sign", shown).status_code == 409
    again = send(office.signer, "send-back", shown, note="再核对").content.decode()
    assert "又编制过、核对过或者改过文字" in again and "再核对" in again
    assert at(office.signer).post("/reporting/2025/sign/").status_code == 409
    assert (Event.objects.count(), FrozenReport.objects.count()) == (before, 0)
    assert send(office.signer, "sign").status_code == 302


def test_the_year_is_walked_through_with_forms(office: Office, written: AnnualReport) -> None:
    assert send(office.clerk, "check").status_code == 302
    assert send(office.signer, "sign").status_code == 302
    assert queries.stages_of(written).next is Step.FILED
    today = queries.stages_of(written).signed
    assert today is not None
    day = today.on.isoformat()
    response = at(office.clerk).post("/reporting/2025/file/", {"on": "2026-02-30"})
    assert "<title>错误：登记报送" in response.content.decode()
    assert "没有这一天" in response.content.decode()
    for verb in ("file", "publish"):
        response = at(office.clerk).post(f"/reporting/2025/{verb}/", {"on": day, "note": "网站"})
        assert response.status_code == 302
    assert queries.stages_of(written).next is None
    tree = page(at(office.clerk), "/reporting/2025/differences/")
    assert "没有差异。" in text(tree, ".empty")[0]


def test_a_report_made_again_is_not_overdue(office: Office, written: AnnualReport) -> None:
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    services.sign(report=written, actor=office.signer, now=SIGNING)
    for verb in ("file", "publish"):
        at(office.clerk).post(f"/reporting/2025/{verb}/", {"on": "2026-01-20"})
    wrong = at(office.clerk).post("/reporting/2025/reopen/", {"note": ""}).content.decode()
    assert "没有填重新编制的原因" in wrong and queries.stages_of(written).next is None
    at(office.clerk).post("/reporting/2025/reopen/", {"note": "更正一件"})
    assert queries.stages_of(written).next is Step.COMPILED
    shown = page(at(office.clerk), "/reporting/2025/")
    assert text(shown, ".page-title .due") == []
    (waits,) = todo(
        agency=office.agency, person=office.clerk, roles={Role.CLERK}, as_of=date(2026, 10, 27)
    )
    assert (waits.due_on, waits.days_left, waits.undated) == (None, None, True)


def test_a_text_is_edited_and_its_number_put_right(office: Office, written: AnnualReport) -> None:
    client = at(office.clerk)
    tree = page(client, "/reporting/2025/text/1/")
    fields = {node.attributes["name"]: node.text() for node in tree.css("main textarea")} | {
        "base": tree.css_first("input[name=base]").attributes["value"]
    }
    fields["on_application"] = str(fields["on_application"]).replace("申请0件", "申请8件")
    response = client.post("/reporting/2025/text/1/", fields)
    assert response["Location"] == "/reporting/2025/?section=1"
    tree = page(client, "/reporting/2025/?section=1")
    assert "正文写的是 8，台账里“本年新收申请”是 0 件。" in tree.body.text()  # type: ignore[union-attr]
    form = next(f for f in tree.css("form") if (f.attributes["action"] or "").endswith("/number/"))
    given = {i.attributes["name"]: i.attributes["value"] for i in form.css("input[name]")}
    given.pop("csrfmiddlewaretoken", None)
    assert client.post("/reporting/2025/number/", given).status_code == 302
    tree = page(client, "/reporting/2025/?section=1")
    assert "正文写的是 8" not in tree.body.text()  # type: ignore[union-attr]
    again = client.post("/reporting/2025/text/1/", fields)  # the version is old now
    assert "<title>错误：" in again.content.decode()
    assert "请复制自己的文字，打开新版再改" in again.content.decode()
    assert "申请8件" in again.content.decode()  # nothing a person typed is lost


def test_a_broken_number_comes_to_nothing(office: Office, written: AnnualReport) -> None:
    client = at(office.clerk)
    good = {"section": "1", "key": "on_application", "ordinal": "0", "base": "1"}
    for changes in ({"section": "x"}, {"section": "2"}, {"ordinal": ""}):
        assert client.post("/reporting/2025/number/", {**good, **changes}).status_code == 404
    assert client.post("/reporting/2025/number/", {**good, "ordinal": "99"}).status_code == 409


def test_the_declaration_is_made_on_a_page(office: Office) -> None:
    client = at(office.clerk)
    response = client.post("/reporting/keeping/", {"from_year": "2026", "kinds": ["fees"]})
    assert response.status_code == 302
    tree = page(client, "/reporting/2026/?section=2")
    blank = [a.text() for a in tree.css("table.stat td a") if "空白" in a.text()]
    assert len(blank) == 6  # not fees, and not rules, which a county body has none of
    assert client.post("/reporting/keeping/", {"from_year": "x"}).status_code == 200


def test_files_of_a_frozen_report_print_the_proof(office: Office, written: AnnualReport) -> None:
    client = at(office.clerk)
    unsigned = client.get("/reporting/2025/file.json")
    assert "%EF%BC%88%E6%9C%AA%E7%AD%BE%E5%8F%91%EF%BC%89" in unsigned["Content-Disposition"]
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    frozen = services.sign(report=written, actor=office.signer, now=SIGNING)
    value = from_json(json.loads(client.get("/reporting/2025/file.json").content))
    assert value == queries.frozen_value(frozen)
    assert value.signed_on == date(2026, 1, 16)
    word = client.get("/reporting/2025/file.docx")
    inside = zipfile.ZipFile(BytesIO(word.content)).read("word/document.xml").decode()
    assert frozen.head_hash in inside.replace(" ", "")
    assert frozen.head_hash[:8] + " " + frozen.head_hash[8:16] in inside  # lines can break it
    assert client.get("/reporting/2025/file.pdf").content[:5] == b"%PDF-"
    assert client.get("/reporting/2025/file.xlsx").content[:2] == b"PK"


def test_the_preview_shows_all_six_sections(office: Office, written: AnnualReport) -> None:
    tree = page(at(office.leader), "/reporting/2025/preview/")
    assert [h[:2] for h in text(tree, ".doc h2")] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
        "六、",
    ]
    assert len(tree.css(".doc table.stat td")) == 200
    assert "还没有签发" in text(tree, ".notice")[0]


def test_a_list_of_records_is_a_file(office: Office, written: AnnualReport) -> None:
    response = at(office.clerk).get("/reporting/2025/records.csv?cell=requests.received.total")
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    assert content.splitlines() == ["编号,内容,收到,办结,结果,计入"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("", ""),
        (None, None),
        ("=1+1", "'=1+1"),
        ("甲", "甲"),
        (-3, -3),
        (Decimal("-1.5"), Decimal("-1.5")),
    ],
)
def test_a_cell_of_a_list_is_never_a_formula(value: object, written: object) -> None:
    assert safe_cell(value) == written


@pytest.mark.parametrize(
    ("path", "counting", "again"),
    [
        ("", 8, 8),
        ("2025/", 66, 20),
        ("2025/?cell=requests.received.total", 68, 22),
        ("2025/?cell=disclosure.licences.decisions", 69, 23),
        ("2025/text/1/", 42, 19),
        ("2025/preview/", 40, 17),
    ],
)
def test_pages_ask_a_known_number_of_questions(
    office: Office,
    written: AnnualReport,
    django_assert_num_queries: object,
    path: str,
    counting: int,
    again: int,
) -> None:
    """The first look counts the year; opened again at the same position, it is not counted again."""
    client = at(office.clerk)
    client.get("/reporting/")
    compile.HELD.clear()
    for asked in (counting, again):
        with django_assert_num_queries(asked):  # type: ignore[operator]
            client.get(f"/reporting/{path}")


def test_a_cell_that_is_only_doubted_is_not_marked_as_wrong() -> None:
    def of(severity: Severity, *cells: str) -> TextFinding:
        return TextFinding(Finding("T3-C54", severity, "。", "条例第三十五条", cells))

    one, two, three = (f"requests.received.{c}" for c in ("natural_person", "enterprise", "total"))
    findings = [
        of(Severity.WARNING, one, two),
        of(Severity.ERROR, two),
        of(Severity.INFO, three),
    ]
    assert mark_cells(findings) == {one: CellMark((1,), False), two: CellMark((1, 2), True)}
    (table,) = draw(Report(form="2021"), 3, findings, open_cell="")
    squares = {s.cell_id: s for line in table.body for s in line.squares if s.mark}
    assert {key: (s.classes, s.mark, s.doubt) for key, s in squares.items()} == {
        one: ("hit w", "1", True),
        two: ("hit", "1、2", False),
    }


def test_the_page_says_how_many_numbers_moved_since_it_was_compiled(
    office: Office, written: AnnualReport
) -> None:
    client = at(office.clerk)
    # The texts that were written since are events of the ledger too, and move no number.
    [said] = text(page(client, "/reporting/2025/"), "#signing form p.small.dim:last-child")
    assert said == "编制以后台账的数没有变，不用重新编制。"
    add(office, JANUARY, subject="诊所执业登记", decided_on=date(2025, 12, 30))
    [said] = text(page(client, "/reporting/2025/"), "#signing form p.small.dim:last-child")
    assert said.startswith("编制以后台账里有 1 个数变了。")
