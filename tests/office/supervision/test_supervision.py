"""A supervising office takes a report in, judges what the rules found, returns or accepts it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from django.test import Client

from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, AgencyKind, Level
from gongkai.office.audit import queries as ledger
from gongkai.office.documents import queries as documents
from gongkai.office.documents.models import File
from gongkai.office.documents.official import official_letter
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import queries, reading, rollup, services
from gongkai.office.supervision.models import Decision, Judgement, Reading, Received, Reminder
from gongkai.office.supervision.services import Said
from gongkai.office.supervision.state import State
from gongkai.office.work.runner import run_due
from gongkai.report.write.annotated import annotate_docx
from tests.office.build import SINCE, Office, make_office

REPORTS = Path("tests/corpus/reports")
DAY = date(2025, 1, 22)
FILED = time.at(DAY, 16)
TODAY = time.at(date(2025, 1, 23), 9)
THE_DAY = date(2025, 1, 23)


@pytest.fixture
def office(db: None) -> Office:
    return make_office(time.at(date(2024, 1, 3)))


def unit_of(office: Office, name: str, number: int) -> Agency:
    made = agencies.found_agency(
        actor=None,
        now=time.at(date(2024, 1, 3)),
        name=name,
        credit_code=f"11990000MB1{number:06d}X",
        kind=AgencyKind.DEPARTMENT,
        level=Level.COUNTY,
        region=office.agency.region,
    )
    agencies.place_under(
        actor=None,
        now=time.at(date(2024, 1, 3)),
        agency=made,
        superior=office.supervising,
        reconsideration_body="云溪县人民政府",
        valid_from=SINCE,
    )
    return made


@pytest.fixture
def tacheng(office: Office) -> Agency:
    return unit_of(office, "塔城地区卫生健康委员会", 1)


@pytest.fixture
def shapotou(office: Office) -> Agency:
    return unit_of(office, "中卫市沙坡头区卫生健康局", 2)


def receive(
    office: Office,
    unit: Agency,
    file: str = "tacheng-2024.txt",
    *,
    now: datetime = FILED,
    **given: object,
) -> Received:
    what = {
        "agency": office.supervising,
        "unit": unit,
        "year": 2024,
        "name": file,
        "data": (REPORTS / file).read_bytes(),
        "media_type": "text/plain",
        "received_on": DAY,
        "actor": office.supervisor,
        "now": now,
        **given,
    }
    return services.receive(**what)  # type: ignore[arg-type]


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Received, Judgement, Decision, Reminder, File))


def numbers_of(received: Received, rule: str) -> list[str]:
    return [f.message for f in queries.check(received).findings if f.rule == rule]


def state_of(office: Office, unit: Agency, as_of: date = THE_DAY) -> State:
    board = queries.board(office.supervising, 2024, as_of)
    return next(row.state for row in board.rows if row.unit == unit)


def test_a_report_is_taken_in_with_its_findings(office: Office, tacheng: Agency) -> None:
    assert state_of(office, tacheng) is State.NOT_BEGUN
    received = receive(office, tacheng)
    assert (received.number, received.file.name) == (1, "tacheng-2024.txt")
    assert documents.content(received.file) == (REPORTS / "tacheng-2024.txt").read_bytes()
    assert state_of(office, tacheng) is State.WAITING
    # The second run of the same rules says the same; the board shows it from the reading.
    found = [f.fingerprint() for f in queries.assess(received).result.findings]
    assert [f for _, _, f in received.reading.findings] == found
    assert len(found) > 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"year": 2023}, "other-year"),
        ({"data": b"%PDF-1.4 broken", "name": "x.pdf"}, "unreadable"),
        ({"data": "会议通知".encode(), "name": "x.txt"}, "not-a-report"),
        ({"received_on": date(2025, 2, 1)}, "day"),
        ({"year": 2025}, "year"),
    ],
)
def test_what_cannot_be_taken_in_leaves_nothing(
    office: Office, tacheng: Agency, change: dict[str, object], code: str
) -> None:
    before, head = rows(), ledger.head(office.supervising)
    with pytest.raises(Refusal) as refusal:
        receive(office, tacheng, **change)
    assert refusal.value.code == code
    assert (rows(), ledger.head(office.supervising)) == (before, head)


def test_a_file_of_another_agency_is_taken_only_when_somebody_is_sure(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    before = rows()
    with pytest.raises(Refusal, match=r"塔城地区卫生健康委员会.*中卫市沙坡头区卫生健康局"):
        receive(office, shapotou)
    assert rows() == before
    assert receive(office, shapotou, sure=True).unit == shapotou


def test_only_units_of_this_office_and_only_its_supervisor(office: Office, tacheng: Agency) -> None:
    stranger = agencies.found_agency(
        actor=None,
        now=FILED,
        name="外县卫生健康局",
        credit_code="11990000MB1999999X",
        kind=AgencyKind.DEPARTMENT,
        level=Level.COUNTY,
        region=office.agency.region,
    )
    before = rows()
    with pytest.raises(Refusal) as refusal:
        receive(office, stranger)
    assert refusal.value.code == "not-a-unit"
    with pytest.raises(Refusal) as refusal:
        receive(office, tacheng, actor=office.clerk)
    assert refusal.value.code == "not-permitted"
    assert rows() == before


def test_an_error_keeps_a_report_from_being_accepted_until_somebody_settles_it(
    office: Office, tacheng: Agency
) -> None:
    received = receive(office, tacheng)
    errors = queries.assess(received).open_errors
    assert errors
    before = rows()
    with pytest.raises(Refusal) as refusal:
        services.accept(received=received, actor=office.supervisor, now=TODAY)
    assert (refusal.value.code, rows()) == ("open-errors", before)
    said = {one.key: Said("explained", "单位来电说明，数据属实") for one in errors}
    services.judge(received=received, said=said, actor=office.supervisor, now=TODAY)
    services.accept(received=received, actor=office.supervisor, now=TODAY)
    assert state_of(office, tacheng) is State.ACCEPTED


def test_a_dismissal_needs_a_reason(office: Office, tacheng: Agency) -> None:
    received = receive(office, tacheng)
    key = queries.assess(received).open_errors[0].key
    before = rows()
    with pytest.raises(Refusal) as refusal:
        services.judge(
            received=received,
            said={key: Said("dismissed", " ")},
            actor=office.supervisor,
            now=TODAY,
        )
    assert (refusal.value.code, rows()) == ("no-reason", before)


def test_a_judgement_of_findings_that_changed_meanwhile_is_not_kept(
    office: Office, tacheng: Agency
) -> None:
    """A page shows findings; then the rules or the year before change what is found."""
    received = receive(office, tacheng)
    said = {
        queries.assess(received).open_errors[0].key: Said("explained", "属实"),
        "0123456789abcdef": Said("explained", "说的是打开页面时的另一处"),
    }
    before, head = rows(), ledger.head(office.supervising)
    with pytest.raises(Refusal) as refusal:
        services.judge(received=received, said=said, actor=office.supervisor, now=TODAY)
    assert refusal.value.code == "findings-changed"
    assert (rows(), ledger.head(office.supervising)) == (before, head)


def test_the_word_file_says_what_was_made_of_a_finding(office: Office, tacheng: Agency) -> None:
    received = receive(office, tacheng)
    key = queries.assess(received).open_errors[0].key
    early = time.at(THE_DAY, 1)  # before eight: the day before in UTC
    services.judge(
        received=received,
        said={key: Said("dismissed", "附件另有第四部分")},
        actor=office.supervisor,
        now=early,
    )
    (verdict,) = set(queries.verdicts_of(received).values())
    assert (verdict.decision, verdict.at.date()) == ("dismissed", THE_DAY)
    comments = annotate_docx(
        reading.report_of(received),
        queries.check(received).findings,
        queries.verdicts_of(received),
    )
    with zipfile.ZipFile(io.BytesIO(comments)) as package:
        assert "附件另有第四部分" in package.read("word/comments.xml").decode()


def test_a_return_names_every_confirmed_finding_in_its_letter(
    office: Office, tacheng: Agency
) -> None:
    received = receive(office, tacheng)
    errors = queries.assess(received).open_errors
    services.judge(
        received=received,
        said={one.key: Said("confirmed") for one in errors},
        actor=office.supervisor,
        now=TODAY,
    )
    decision = services.return_report(
        received=received, due_on=date(2025, 1, 28), actor=office.supervisor, now=TODAY
    )
    assert decision.number == "公开督函〔2025〕1号"
    assert state_of(office, tacheng) is State.RETURNED
    letter = docx.Document(io.BytesIO(documents.content(decision.letter)))
    lines = [p.text for p in letter.paragraphs]
    assert lines[:3] == [
        "云溪县人民政府办公室",
        "关于退回2024年度政府信息公开工作年度报告的函",
        "公开督函〔2025〕1号",
    ]
    items = [line for line in lines if line[:1] in "一二三四五六七八九十" and line[1:2] == "、"]
    assert len(items) == len(errors)
    assert "请于2025年1月28日前重新报送。" in lines
    # Decided is decided: neither again nor the other way, and nothing is written.
    before = rows()
    for again in (
        lambda: services.accept(received=received, actor=office.supervisor, now=TODAY),
        lambda: services.return_report(
            received=received, due_on=date(2025, 1, 29), actor=office.supervisor, now=TODAY
        ),
    ):
        with pytest.raises(Refusal) as refusal:
            again()
        assert refusal.value.code == "decided"
    assert rows() == before


def test_nothing_is_returned_without_a_fault(office: Office, tacheng: Agency) -> None:
    received = receive(office, tacheng)
    before = rows()
    with pytest.raises(Refusal) as refusal:
        services.return_report(
            received=received, due_on=date(2025, 1, 28), actor=office.supervisor, now=TODAY
        )
    assert (refusal.value.code, rows()) == ("nothing-wrong", before)


def test_a_judgement_holds_for_the_next_report_with_the_same_facts(
    office: Office, tacheng: Agency
) -> None:
    first = receive(office, tacheng)
    errors = queries.assess(first).open_errors
    said = {one.key: Said("explained", "属实") for one in errors}
    services.judge(received=first, said=said, actor=office.supervisor, now=TODAY)
    second = receive(office, tacheng, now=TODAY, received_on=THE_DAY)
    assert second.number == 2
    assert queries.assess(second).open_errors == []
    with pytest.raises(Refusal) as refusal:
        services.accept(received=first, actor=office.supervisor, now=TODAY)
    assert refusal.value.code == "newer"


def test_saying_the_same_again_writes_nothing(office: Office, tacheng: Agency) -> None:
    received = receive(office, tacheng)
    key = queries.assess(received).open_errors[0].key
    said = {key: Said("confirmed")}
    assert services.judge(received=received, said=said, actor=office.supervisor, now=TODAY)
    before = rows()
    assert services.judge(received=received, said=said, actor=office.supervisor, now=TODAY) == []
    assert rows() == before


def test_the_board_counts_every_unit_once(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    receive(office, tacheng)
    board = queries.board(office.supervising, 2024, THE_DAY)
    assert {row.unit.name: row.state for row in board.rows} == {
        "塔城地区卫生健康委员会": State.WAITING,
        "中卫市沙坡头区卫生健康局": State.NOT_BEGUN,
        "云溪县卫生健康委员会": State.NOT_BEGUN,
    }
    assert sum(board.count(state) for state in State) == 3
    assert [row.unit for row in board.filed] == [tacheng]
    assert board.rows[0].errors == len(
        [
            f
            for f in queries.assess(board.rows[0].standing.latest).result.findings
            if f.severity == "error"
        ]
    )
    # The day before it came, the board did not know.
    earlier = queries.board(office.supervising, 2024, date(2025, 1, 21))
    assert earlier.count(State.NOT_BEGUN) == 3


def test_reminding_is_recorded_once_a_day(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    receive(office, tacheng)
    everybody = [tacheng.uid, shapotou.uid, office.agency.uid]
    what = {"agency": office.supervising, "year": 2024, "units": everybody}
    assert services.remind(**what, actor=office.supervisor, now=TODAY) == 2
    assert services.remind(**what, actor=office.supervisor, now=TODAY) == 0
    assert Reminder.objects.filter(unit=tacheng).count() == 0


def test_the_sums_hold_accepted_reports_and_name_who_is_missing(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    received = receive(office, tacheng)
    assert rollup.of_year(office.supervising, 2024, THE_DAY).units == ()
    said = {one.key: Said("explained", "属实") for one in queries.assess(received).open_errors}
    services.judge(received=received, said=said, actor=office.supervisor, now=TODAY)
    services.accept(received=received, actor=office.supervisor, now=TODAY)
    rolled = rollup.of_year(office.supervising, 2024, THE_DAY)
    assert rolled.units == ("塔城地区卫生健康委员会",)
    assert sorted(rolled.missing) == ["中卫市沙坡头区卫生健康局", "云溪县卫生健康委员会"]


def test_board_queries_do_not_grow_with_units(
    office: Office, tacheng: Agency, django_assert_num_queries: object
) -> None:
    for number in range(3, 6):
        unit_of(office, f"第{number}单位", number)
    receive(office, tacheng)
    with django_assert_num_queries(7):  # type: ignore[operator]
        queries.board(office.supervising, 2024, THE_DAY)


def test_the_pages_take_a_report_from_upload_to_letter(
    office: Office, tacheng: Agency, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "now", lambda: TODAY)
    client.force_login(office.supervisor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/supervision/", follow=True).status_code == 200
    with (REPORTS / "tacheng-2024.txt").open("rb") as file:
        answer = client.post(
            "/supervision/2024/upload/",
            {"unit": tacheng.pk, "file": file, "received_on": "2025-01-22"},
            follow=True,
        )
    assert answer.status_code == 200
    received = Received.objects.get()
    page = answer.content.decode()
    assert "塔城地区卫生健康委员会 2024年度报告" in page
    wrong = queries.assess(received).open_errors
    post = {f"ruling-{one.key}": "confirmed" for one in wrong}
    answer = client.post(
        f"/supervision/received/{received.uid}/",
        {**post, "due_on": "2025-01-28", "action": "return"},
        follow=True,
    )
    assert "已退回" in answer.content.decode()
    letter = client.get(f"/supervision/received/{received.uid}/letter/")
    assert letter["Content-Type"] == "application/octet-stream"
    for path in ("file/", "comments/"):
        assert client.get(f"/supervision/received/{received.uid}/{path}").status_code == 200
    for path in (
        "",
        "units.xlsx",
        "rollup/",
        "rollup.xlsx",
        "rollup.json",
        f"units/{tacheng.uid}/",
    ):
        assert client.get(f"/supervision/2024/{path}").status_code == 200
    # Nobody else sees it.
    client.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/supervision/received/{received.uid}/").status_code == 403


def test_a_long_letter_numbers_its_pages_and_keeps_its_signature(office: Office) -> None:
    content = official_letter(
        sender="云溪县人民政府办公室",
        title="函",
        number="1号",
        addressee="某局",
        paragraphs=["一、前\x00后", "请重新报送。"],
        on=THE_DAY,
    )
    letter = docx.Document(io.BytesIO(content))
    assert [p.text for p in letter.paragraphs][5] == "一、前后"
    assert [p.paragraph_format.keep_with_next for p in letter.paragraphs][-4:-1] == [True] * 3
    assert "PAGE" in letter.sections[0].footer.paragraphs[0]._p.xml


def test_text_taken_from_another_unit_is_found_once_both_are_there(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    first = receive(office, tacheng)
    second = receive(office, shapotou, sure=True)  # the same file under another unit's name
    assert numbers_of(second, "UN-COPY") == []
    assert run_due(now=TODAY) == 2
    for received, other in ((first, shapotou), (second, tacheng)):
        found = [f for f in queries.check(received).findings if f.rule == "UN-COPY"]
        assert [f.section for f in found] == [1, 5]
        assert all(other.name in f.message for f in found)
        kept = {
            fingerprint for _, _, fingerprint in Reading.objects.get(received=received).findings
        }
        assert {f.fingerprint() for f in found} <= kept
    assert services.compare_units(office.supervising, 2024) == 0


def test_findings_of_older_rules_are_worked_out_again(office: Office, tacheng: Agency) -> None:
    received = receive(office, tacheng)
    current = received.reading.findings
    Reading.objects.update(rules_version="2020-01", findings=[])
    services.refresh_stale(office.supervising, 2024)
    assert Reading.objects.get().findings == current
