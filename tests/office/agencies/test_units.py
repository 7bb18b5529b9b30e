"""A list of units, copied from a sheet: all of it or nothing."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.office.agencies import changes, queries, services
from gongkai.office.agencies.models import Agency, AgencyKind, Level, Person, Role, Superior
from gongkai.office.agencies.units import ListError, Unit, read_units, register_units
from gongkai.office.audit.models import Event
from gongkai.office.audit.queries import verify_audit
from gongkai.office.refusal import Refusal
from tests.office.build import PASSWORD, Office, make_office

pytestmark = pytest.mark.django_db
SINCE = date(2025, 1, 1)
LIST = """单位名称\t统一社会信用代码\t类别
云溪县教育局\t11990000MB1000001A
云溪县白石镇人民政府,11990000MB1000002b
云溪县北门街道办事处　11990000MB1000003C
云溪经济开发区管委会  11990000MB1000004D

云溪县气象局，垂直，11990000MB1000005E
"""


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


def test_a_list_is_read_however_it_was_copied() -> None:
    assert read_units(LIST) == [
        Unit(2, "云溪县教育局", AgencyKind.DEPARTMENT, "11990000MB1000001A"),
        Unit(3, "云溪县白石镇人民政府", AgencyKind.GOVERNMENT, "11990000MB1000002B"),
        Unit(4, "云溪县北门街道办事处", AgencyKind.DISPATCHED, "11990000MB1000003C"),
        Unit(5, "云溪经济开发区管委会", AgencyKind.DEVELOPMENT_ZONE, "11990000MB1000004D"),
        Unit(7, "云溪县气象局", AgencyKind.VERTICAL, "11990000MB1000005E"),
    ]


def test_every_wrong_line_is_named() -> None:
    with pytest.raises(ListError) as caught:
        read_units(
            "甲局\n乙局,11990000MB1000002B,机构\n丙局,11990000MB1000003C\n丁局,11990000MB1000003C"
        )
    assert caught.value.problems == (
        "第 1 行“甲局”没有写 18 位的统一社会信用代码。",
        "第 2 行“乙局”的类别“机构”不认识，请写政府、部门、街道、开发区、授权组织或者垂直，也可以不写。",
        "第 4 行与第 3 行的代码相同。",
    )
    with pytest.raises(ListError, match="没有一行单位"):
        read_units(" \n单位名称\n")


def test_names_that_are_too_long_or_written_twice_are_named() -> None:
    long = "云溪县" + "某" * 117
    read_units(f"{long},11990000MB1000001A")
    with pytest.raises(ListError) as caught:
        read_units(
            f"{long}局,11990000MB1000001A\n教育局,11990000MB1000002B\n教育局,11990000MB1000003C"
        )
    assert caught.value.problems == (
        "第 1 行的名称“云溪县某某某某某某某某某……”有 121 个字，最多 120 个。请核对是不是几列连在了一起。",
        "第 3 行与第 2 行的名称“教育局”相同。收来的报告按名称归到单位，请写出能分清的全称。",
    )


def register(office: Office, now: datetime, text: str = LIST, **given: object) -> list[Agency]:
    fields: dict[str, object] = {
        "superior": office.supervising,
        "actor": office.supervisor,
        "now": now,
        "level": Level.COUNTY,
        "reconsideration_body": "云溪县人民政府",
        "valid_from": SINCE,
    }
    return register_units(units=read_units(text), **{**fields, **given})  # type: ignore[arg-type]


def test_units_are_entered_under_the_office(office: Office, now: datetime) -> None:
    made = register(office, now)
    assert [(one.level, one.region) for one in made] == [
        (level, office.supervising.region)
        for level in ("county", "township", "township", "county", "county")
    ]
    before = [office.agency.name]
    assert {one.name for one in queries.subordinates_of(office.supervising, SINCE)} == {
        *before,
        *(one.name for one in made),
    }
    assert [
        one.name for one in queries.subordinates_of(office.supervising, date(2024, 12, 31))
    ] == before
    superior = queries.superior_of(made[0], SINCE)
    assert superior is not None
    assert superior.reconsideration_body == "云溪县人民政府"
    assert [verify_audit(one) for one in (office.supervising, *made)] == [[]] * 6


def test_the_ledgers_name_who_entered_a_unit(office: Office, now: datetime) -> None:
    made = register(office, now)[0]
    events = Event.objects.filter(agency=made).order_by("position")
    assert [(one.verb, one.actor) for one in events] == [
        ("agency.founded", office.supervisor),
        ("agency.placed_under", office.supervisor),
    ]


def test_whom_units_are_under_is_read_under_the_lock_of_their_ledgers(
    office: Office, now: datetime
) -> None:
    made = register(office, now)
    Superior.objects.filter(agency__in=made).update(valid_to=date(2025, 12, 31))
    with CaptureQueriesContext(connection) as seen:
        register(office, now, valid_from=date(2026, 1, 1))
    asked = [one["sql"] for one in seen.captured_queries]
    first = {
        table: next(n for n, sql in enumerate(asked) if f'FROM "{table}"' in sql)
        for table in ("audit_ledger", "agencies_superior")
    }
    lock = asked[first["audit_ledger"]]
    assert 'ORDER BY "audit_ledger"."agency_id" ASC' in lock
    assert ("FOR UPDATE" in lock) is connection.features.has_select_for_update
    assert first["audit_ledger"] < first["agencies_superior"]


def test_an_office_of_another_superior_is_not_taken_over(office: Office, now: datetime) -> None:
    other = make_office(now, prefix="乙", credit="0002")
    line = f"{other.agency.name},{other.agency.credit_code}"
    with pytest.raises(Refusal) as caught:
        register(office, now, line)
    assert str(caught.value).startswith(
        f"第 1 行“{other.agency.name}”现在由{other.supervising.name}主管，"
    )
    assert register(office, now, "云溪县教育局,11990000MB1000001A")[0].name == "云溪县教育局"


def test_an_office_with_people_of_its_own_says_itself_whom_it_is_under(
    office: Office, now: datetime
) -> None:
    services.add_person(
        actor=None,
        now=now,
        agency=(made := register(office, now)[0]),
        login_name="yuan",
        display_name="袁知行",
        password=PASSWORD,
    )
    person = Person.objects.get(login_name="yuan")
    line = f"{made.name},{made.credit_code}"
    Superior.objects.filter(agency=made).update(valid_to=date(2025, 12, 31))
    # Entered only so that its reports were collected: it may be entered again.
    assert register(office, now, line, valid_from=date(2026, 1, 1)) == [made]
    Superior.objects.filter(agency=made).update(valid_to=date(2026, 1, 1))
    services.give_role(
        actor=None,
        now=now,
        agency=made,
        person=person,
        role=Role.ADMINISTRATOR,
        valid_from=SINCE,
    )
    with pytest.raises(Refusal) as caught:
        register(office, now, line, valid_from=date(2026, 1, 2))
    assert str(caught.value) == (
        "第 1 行“云溪县教育局”在本系统里自己办公，由它的机关管理员登记主管部门。一个单位也没有登记。"
    )


def line_of(agency: Agency) -> str:
    return f"{agency.name},{agency.credit_code}"


def refused(office: Office, now: datetime, text: str, **given: object) -> str:
    """What is said of a list that is refused; it changes nothing."""
    held = (Agency.objects.count(), Superior.objects.count(), Event.objects.count())
    with pytest.raises(Refusal) as caught:
        register(office, now, text, **given)
    assert (Agency.objects.count(), Superior.objects.count(), Event.objects.count()) == held
    return str(caught.value).removesuffix("一个单位也没有登记。")


def test_a_unit_that_is_no_more_or_stands_above_is_not_entered(
    office: Office, now: datetime
) -> None:
    made = register(office, now)[0]
    Superior.objects.filter(agency=made).update(valid_to=date(2025, 12, 31))
    Agency.objects.filter(pk=made.pk).update(closed_on=date(2026, 1, 5))
    day = date(2026, 1, 1)
    assert refused(office, now, line_of(made), valid_from=day) == (
        "第 1 行“云溪县教育局”已经在 2026-01-05 撤销。"
    )
    other = make_office(now, prefix="乙", credit="0002")
    changes.place_under(
        actor=None,
        now=now,
        agency=office.supervising,
        superior=other.agency,
        reconsideration_body="云溪县人民政府",
        valid_from=SINCE,
    )
    # Two levels above: the supervising office of the office above this one.
    assert refused(office, now, line_of(other.supervising)) == (
        f"第 1 行“{other.supervising.name}”是主管本机关的，不能由本机关主管。"
    )
    with pytest.raises(Refusal) as caught:
        changes.place_under(
            actor=None,
            now=now,
            agency=other.supervising,
            superior=office.supervising,
            reconsideration_body="云溪县人民政府",
            valid_from=SINCE,
        )
    assert caught.value.code == "circle"


def test_a_name_that_the_register_has_already_is_told(office: Office, now: datetime) -> None:
    register(office, now)
    assert refused(office, now, "云溪县教育局,11990000MB2000001A") == (
        "第 1 行“云溪县教育局”在名录里已有同名的单位，代码是 11990000MB1000001A。"
    )


def test_a_unit_without_people_under_another_office_says_who_can_change_it(
    office: Office, now: datetime
) -> None:
    other = make_office(now, prefix="乙", credit="0002")
    made = register(office, now)[0]
    said = refused(other, now, line_of(made))
    assert said == (
        f"第 1 行“云溪县教育局”现在由{office.supervising.name}主管。"
        "它在本系统里还没有机关管理员，请系统维护人员先建立一位，由他登记变动。"
    )


def test_a_code_that_somebody_enters_at_the_same_moment_is_a_refusal(
    office: Office, now: datetime
) -> None:
    """As the second of two offices meets it: the code is taken once the list was looked at."""
    twice = [Unit(n, f"第{n}局", AgencyKind.DEPARTMENT, "11990000MB3000001A") for n in (1, 2)]
    held = (Agency.objects.count(), Superior.objects.count(), Event.objects.count())
    with pytest.raises(Refusal) as caught:
        register_units(
            superior=office.supervising,
            actor=office.supervisor,
            now=now,
            units=twice,
            level=Level.COUNTY,
            reconsideration_body="云溪县人民政府",
            valid_from=SINCE,
        )
    assert caught.value.code == "meanwhile"
    assert (Agency.objects.count(), Superior.objects.count(), Event.objects.count()) == held


@pytest.mark.parametrize(
    ("code", "text", "who"),
    [
        ("not-permitted", LIST, "clerk"),
        ("units", "云溪县教育局,{code}", "supervisor"),
        ("units", "云溪县卫生健康委员会,{code}", "supervisor"),
        ("units", LIST + "云溪县人民政府办公室,{own}", "supervisor"),
        ("body-missing", LIST, "supervisor"),
    ],
)
def test_what_is_refused_enters_nothing(
    office: Office, now: datetime, code: str, text: str, who: str
) -> None:
    text = text.format(code=office.agency.credit_code, own=office.supervising.credit_code)
    held = (Agency.objects.count(), Superior.objects.count(), Event.objects.count())
    body = " " if code == "body-missing" else "云溪县人民政府"
    with pytest.raises(Refusal) as caught:
        register(office, now, text, actor=getattr(office, who), reconsideration_body=body)
    assert caught.value.code == code
    assert (Agency.objects.count(), Superior.objects.count(), Event.objects.count()) == held


def test_the_page_enters_a_list_and_shows_it(client: Client, office: Office) -> None:
    client.force_login(office.supervisor)
    form = client.get("/supervision/units/enter/").content.decode()
    assert "18 位统一社会信用代码" in form
    given = {
        "listed": "甲局\n" + LIST,
        "level": "county",
        "reconsideration_body": "云溪县人民政府",
        "valid_from": "2025-01-01",
    }
    wrong = client.post("/supervision/units/enter/", given).content.decode()
    assert "第 1 行“甲局”没有写 18 位的统一社会信用代码。" in wrong
    long = client.post(
        "/supervision/units/enter/", given | {"reconsideration_body": "县" * 121}
    ).content.decode()
    assert "行政复议机关最多 120 个字。请删短一些。" in long
    right = client.post("/supervision/units/enter/", given | {"listed": LIST}, follow=True)
    page = right.content.decode()
    assert "已经登记 5 个单位。" in page
    assert "云溪县白石镇人民政府" in page
    # The health commission has an administrator of its own, the five have none.
    assert page.count("还没有机关管理员</span>") == 5
