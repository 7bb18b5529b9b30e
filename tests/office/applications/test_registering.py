"""Taking applications in."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.law.events import Channel
from gongkai.office.applications import services, table
from gongkai.office.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    ApplicationEvent,
    ApplicationFact,
    ClockProjection,
)
from gongkai.office.audit import queries as ledger
from gongkai.office.refusal import Refusal
from tests.office.applications.make import noon, registered, submission
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


def test_an_application_at_the_counter_gets_number_clock_and_counted_fact(office: Office) -> None:
    made = registered(office)
    assert made.number == "2026-0001"
    assert registered(office).number == "2026-0002"
    clock = ClockProjection.objects.get(application=made)
    assert (clock.state, clock.receipt_date, clock.due_on, clock.open) == (
        "running",
        date(2026, 9, 18),
        date(2026, 10, 22),
        True,
    )
    fact = ApplicationFact.objects.get(application=made)
    assert (fact.applicant_kind, fact.received_on, fact.concluded_on, fact.result) == (
        "natural_person",
        date(2026, 9, 18),
        None,
        None,
    )
    event = ApplicationEvent.objects.get(application=made)
    assert fact.recorded_at_position == event.position


def test_a_registration_sends_few_messages_to_the_database(office: Office) -> None:
    registered(office)
    # Head, number and rights; event, new head and the five rows. SQLite sends each by itself.
    messages = 2 if connection.vendor == "postgresql" else 10
    with CaptureQueriesContext(connection) as sent:
        registered(office)
    said = [q["sql"] for q in sent if "SAVEPOINT" not in q["sql"]]
    assert len(said) == messages, said


@pytest.mark.parametrize(
    ("channel", "state"),
    [
        (Channel.IN_PERSON, "running"),
        (Channel.SIGNED_POST, "running"),
        (Channel.ORDINARY_POST, "unconfirmed"),
        (Channel.ONLINE, "unconfirmed"),
        (Channel.EMAIL, "unconfirmed"),
        (Channel.FAX, "unconfirmed"),
    ],
)
def test_every_channel_has_its_day_of_receipt(office: Office, channel: Channel, state: str) -> None:
    made = registered(office, channel=channel)
    assert ClockProjection.objects.get(application=made).state == state
    assert ApplicationFact.objects.filter(application=made).count() == (state == "running")
    if state == "unconfirmed":
        day = date(2026, 9, 21)
        services.confirm_receipt(application=made, actor=office.clerk, now=noon(day), on=day)
        assert ClockProjection.objects.get(application=made).receipt_date == day
        assert ApplicationFact.objects.get(application=made).received_on == day


def test_what_names_a_person_is_not_readable_in_the_database_or_the_ledger(
    office: Office,
) -> None:
    from django.db import connection

    made = registered(office)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, identity_number, telephone, address, email, identity "
            "FROM applications_applicant"
        )
        stored = cursor.fetchone()
        cursor.execute("SELECT request_text, query_code FROM applications_application")
        stored += cursor.fetchone()
    readable = b"|".join(bytes(v) if not isinstance(v, str) else v.encode() for v in stored)
    for secret in ("李云溪", "990000199001010018", "13800001234", "补助", made.query_code):
        assert secret.encode() not in readable
    for event in ledger.events_of(office.agency, f"applications.application:{made.uid}"):
        assert "李" not in str(event.data)
    again = Application.objects.get(pk=made.pk)
    assert (again.applicant.name, again.applicant.identity_number) == (
        "李云溪",
        "990000199001010018",
    )


def test_the_same_applicant_is_known_again_by_the_keyed_identity(office: Office) -> None:
    one, two = registered(office), registered(office, identity_number="990000 19900101 0018")
    other = registered(office, identity_number="990000199001010026")
    assert one.applicant.identity == two.applicant.identity != other.applicant.identity


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "registration.missing"),
        ({"subject_line": ""}, "registration.missing"),
        ({"request_text": ""}, "registration.missing"),
        ({"kind": "somebody"}, "registration.kind"),
        ({"arrived_on": date(2026, 10, 22)}, "date.future"),
        ({"submitted_on": date(2026, 9, 19)}, "registration.submitted_after_arrival"),
        (
            {"channel": Channel.ONLINE, "confirmed_on": date(2026, 9, 17)},
            "registration.confirmed_before_arrival",
        ),
    ],
)
def test_what_is_missing_or_does_not_fit_is_refused_and_nothing_is_written(
    office: Office, now: datetime, changes: dict[str, object], code: str
) -> None:
    before = ledger.head(office.agency)
    with pytest.raises(Refusal) as caught:
        services.register(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            submission=submission(**changes),
        )
    assert caught.value.code == code
    assert ledger.head(office.agency) == before
    assert (Application.objects.count(), Applicant.objects.count()) == (0, 0)


def test_only_the_clerk_registers(office: Office, now: datetime) -> None:
    with pytest.raises(Refusal) as caught:
        services.register(
            agency=office.agency,
            actor=office.section_person,
            now=now,
            submission=submission(),
        )
    assert caught.value.code == "not-permitted"
    assert Application.objects.count() == 0


PASTED = """渠道\t收到日期\t申请人类型\t姓名或者名称\t证件号码\t申请事项\t申请内容
当面提交\t2026-09-18\t自然人\t王一\t990000199001010034\t卫生室名单\t全县村卫生室名单
邮寄（需签收）\t2026/9/21\t商业企业\t云溪药业\t91990000MA0000000X\t采购目录\t2026年药品采购目录
"""


def test_a_pasted_table_is_registered_whole(office: Office, now: datetime) -> None:
    read = table.parse(PASTED)
    assert read.errors == ()
    assert [s.arrived_on for s in read.submissions] == [date(2026, 9, 18), date(2026, 9, 21)]
    made = services.register_batch(
        agency=office.agency, actor=office.clerk, now=now, submissions=read.submissions
    )
    assert [a.number for a in made] == ["2026-0001", "2026-0002"]
    assert made[1].applicant.kind == ApplicantKind.ENTERPRISE


def test_a_batch_with_one_wrong_row_registers_nothing(office: Office, now: datetime) -> None:
    before = ledger.head(office.agency)
    with pytest.raises(Refusal, match="第 2 件没有登记"):
        services.register_batch(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            submissions=[submission(), submission(arrived_on=date(2026, 11, 1))],
        )
    assert Application.objects.count() == 0
    assert ledger.head(office.agency) == before


def test_each_wrong_cell_of_a_pasted_table_is_named() -> None:
    read = table.parse(
        "渠道\t收到日期\t申请人类型\t姓名或者名称\t申请事项\t申请内容\n"
        "信鸽\t2026-13-02\t自然人\t\t名单\t名单\n"
    )
    assert read.submissions == ()
    assert [error.split("。")[0] for error in read.errors] == [
        "第 1 行“渠道”是“信鸽”，应当是：当面提交、邮寄（需签收）、平常信函、互联网平台、电子邮件、传真、当面",
        "第 1 行“收到日期”是 2026-13-02，不是一个日期",
        "第 1 行没有填“姓名或者名称”",
    ]
    assert table.parse("").errors == ("没有粘贴任何内容。请连同表头一起粘贴。",)


@pytest.mark.parametrize("day", ["0202-09-18", "9999-12-31", "2026-02-30"])
def test_a_pasted_day_nobody_means_is_named(day: str) -> None:
    read = table.parse(PASTED.replace("2026-09-18", day))
    assert read.submissions == ()
    assert read.errors == (f"第 1 行“收到日期”是 {day}，不是一个日期。请写成 2026-09-18 的样子。",)
