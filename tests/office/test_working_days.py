"""A holiday notice loaded into an office moves every clock it keeps, at once and only its own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.law.disclosure import publication_due
from gongkai.law.notice_text import read_notice
from gongkai.law.notices import Notice, notice_row
from gongkai.office.agencies import working_days
from gongkai.office.agencies.models import Agency, HolidayNotice
from gongkai.office.agencies.working_days import calendar_of, load_notice
from gongkai.office.applications import clock, services
from gongkai.office.applications import queries as applications
from gongkai.office.applications.models import Application, ClockProjection
from gongkai.office.audit.models import Event
from gongkai.office.audit.queries import verify_audit
from gongkai.office.challenges.listed import as_todo
from gongkai.office.challenges.models import CaseKind
from gongkai.office.challenges.queries import clocks
from gongkai.office.challenges.services import Filing, add_case
from gongkai.office.refusal import Refusal
from gongkai.office.registers import publicity
from gongkai.office.registers import services as registers
from gongkai.office.reporting.deadline import deadline
from gongkai.office.work.services import tick
from tests.office.applications.make import WHY, answered, noon, registered
from tests.office.build import Office, make_office
from tests.office.registers.conftest import add

pytestmark = pytest.mark.django_db

#: Invented, but possible: the Monday after 元旦 is off and the Saturday after is worked.
TEXT = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至4日（周一）放假调休，共4天。1月9日（周六）上班。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
2026年12月20日
"""
TODAY = date(2026, 12, 30)
#: After the new year's days off and the days worked for them.
TAKEN = date(2027, 1, 31)


@pytest.fixture
def office() -> Office:
    return make_office(noon(date(2026, 12, 1)))


@pytest.fixture
def notice() -> Notice:
    return read_notice(TEXT)


def due_dates(office: Office, application: Application) -> dict[str, date | None]:
    """What every kind of clock says, read anew."""
    agency = Agency.objects.get(pk=office.agency.pk)
    (group,) = publicity.due_groups(agency, TODAY)
    case = office_case(office)
    application = Application.objects.select_related("agency").get(pk=application.pk)
    return {
        "list of applications": ClockProjection.objects.get(application=application).due_on,
        "page of the application": applications.case_file(application, TODAY).state.due_on,
        "credit publicity": group.due_on,
        "reply in a case": clocks(case)[0].limit.day,
        "case on the desk": as_todo(case, as_of=TODAY).due_on,
        "publication": publication_due(date(2026, 12, 8), calendar_of(agency)).day,
        "report": deadline(2026, False, date(2027, 1, 20), calendar_of(agency)).work_by,
    }


def office_case(office: Office):  # type: ignore[no-untyped-def]
    from gongkai.office.challenges.models import Case

    return Case.objects.select_related("agency").get(agency=office.agency)


def work(office: Office) -> Application:
    """One of everything that runs over the new year."""
    now = noon(TODAY)
    application = registered(office, arrived_on=date(2026, 12, 8))
    registers.start_publicity(
        agency=office.agency, actor=office.clerk, now=now, from_day=date(2026, 12, 1)
    )
    add(office, now, decided_on=date(2026, 12, 25))
    add_case(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        filing=Filing(
            kind=CaseKind.RECONSIDERATION,
            title="对答复的行政复议",
            body="云溪县人民政府",
            filed_on=date(2026, 12, 21),
            notice_on=date(2026, 12, 22),
        ),
    )
    return application


def test_a_notice_moves_every_kind_of_clock(office: Office, notice: Notice) -> None:
    application = work(office)
    assert due_dates(office, application) == {
        "list of applications": date(2027, 1, 6),
        "page of the application": date(2027, 1, 6),
        "credit publicity": date(2027, 1, 6),
        "reply in a case": date(2027, 1, 6),
        "case on the desk": date(2027, 1, 6),
        "publication": date(2027, 1, 6),
        "report": date(2027, 1, 29),
    }
    assert ClockProjection.objects.get().provisional is True
    renewed = load_notice(
        agency=office.agency, actor=office.administrator, now=noon(TODAY), notice=notice
    )
    assert renewed == 1
    assert due_dates(office, application) == {
        "list of applications": date(2027, 1, 7),
        "page of the application": date(2027, 1, 7),
        "credit publicity": date(2027, 1, 7),
        "reply in a case": date(2027, 1, 7),
        "case on the desk": date(2027, 1, 7),
        "publication": date(2027, 1, 7),
        "report": date(2027, 1, 29),
    }
    held = ClockProjection.objects.get()
    assert held.provisional is False
    fresh = Application.objects.select_related("agency").get(pk=application.pk)
    assert {name: getattr(held, name) for name in clock.rebuilt(fresh)} == clock.rebuilt(fresh)
    assert verify_audit(office.agency) == []


def test_another_office_keeps_its_own_days(office: Office, notice: Notice) -> None:
    other = make_office(noon(date(2026, 12, 1)), prefix="乙", credit="0002")
    load_notice(agency=office.agency, actor=office.administrator, now=noon(TODAY), notice=notice)
    assert calendar_of(office.agency).fixed_years == calendar_of(other.agency).fixed_years | {2027}


def test_a_correction_stands_in_the_place_of_the_first(office: Office, notice: Notice) -> None:
    application = work(office)
    given = {"agency": office.agency, "actor": office.administrator, "now": noon(TODAY)}
    load_notice(**given, notice=notice)
    plain = tuple(pair for pair in notice.rest if pair[0] != date(2027, 1, 4))
    load_notice(**given, notice=replace(notice, rest=plain))
    assert ClockProjection.objects.get(application=application).due_on == date(2027, 1, 6)
    assert HolidayNotice.objects.count() == 2


def test_what_is_refused_leaves_everything(office: Office, notice: Notice) -> None:
    work(office)
    before = (Event.objects.count(), ClockProjection.objects.values().get())
    wrong = replace(notice, rest=notice.rest[4:])
    for code, actor, given in (
        ("not-permitted", office.clerk, notice),
        ("notice-wrong", office.administrator, wrong),
        ("notice-wrong", office.administrator, replace(notice, number="")),
        ("other-region", office.administrator, replace(notice, region="CN-XJ")),
    ):
        with pytest.raises(Refusal) as caught:
            load_notice(agency=office.agency, actor=actor, now=noon(TODAY), notice=given)
        assert caught.value.code == code
    load_notice(agency=office.agency, actor=office.administrator, now=noon(TODAY), notice=notice)
    with pytest.raises(Refusal) as caught:
        load_notice(
            agency=office.agency, actor=office.administrator, now=noon(TODAY), notice=notice
        )
    assert caught.value.code == "known-already"
    assert HolidayNotice.objects.count() == 1
    assert Event.objects.count() == before[0] + 1


def test_what_was_lawful_before_a_notice_keeps_no_case_from_going_on(
    office: Office, notice: Notice
) -> None:
    """Extended on the provisional last day, which a notice that was out already, and not loaded, makes
    one day late."""
    application = registered(office, arrived_on=date(2026, 12, 8))
    last = date(2027, 1, 6)
    services.extend(
        application=application,
        actor=office.clerk,
        now=noon(last),
        on=last,
        days=5,
        approved_by="陆明远",
        **WHY,
    )
    shorter = replace(
        notice,
        rest=tuple(pair for pair in notice.rest if not date(2027, 1, 1) < pair[0] < TAKEN),
        work=(date(2027, 1, 3), *(day for day in notice.work if day > TAKEN)),
    )
    load_notice(agency=office.agency, actor=office.administrator, now=noon(last), notice=shorter)
    held = ClockProjection.objects.get(application=application)
    assert (held.due_on, held.provisional) == (date(2027, 1, 5), False)
    assert tick(now=noon(last)) == 1
    file = applications.case_file(application, last)
    assert [caution.message for caution in file.state.cautions] == [
        "2027-01-06 登记的“延长答复期限”按现在的规定和放假安排不能成立，没有计入："
        "答复期限已于 2027-01-05 届满，延期应当在届满前告知申请人，不能再延期。"
    ]
    answered(office, application, date(2027, 1, 7))
    held.refresh_from_db()
    assert (held.state, held.due_on) == ("answered", date(2027, 1, 5))


def test_a_calendar_is_asked_for_once_and_never_stale(office: Office, notice: Notice) -> None:
    stale = Agency.objects.get(pk=office.agency.pk)
    with CaptureQueriesContext(connection) as queries:
        assert 2027 not in calendar_of(stale).fixed_years
    assert len(queries) == 0
    load_notice(agency=office.agency, actor=office.administrator, now=noon(TODAY), notice=notice)
    fresh = Agency.objects.get(pk=office.agency.pk)
    working_days._calendars.clear()  # as in a process that has not seen the notice
    with CaptureQueriesContext(connection) as queries:
        assert 2027 in calendar_of(fresh).fixed_years
        assert 2027 in calendar_of(fresh).fixed_years
    assert len(queries) == 1
    # An agency read before a notice was loaded does not spoil what a digest stands for.
    second = replace(notice, number="国办发明电〔2026〕10号", rest=(*notice.rest, _extra()))
    before = Agency.objects.get(pk=office.agency.pk)
    load_notice(agency=office.agency, actor=office.administrator, now=noon(TODAY), notice=second)
    working_days._calendars.clear()
    calendar_of(before)
    assert (before.calendar_region, before.calendar_digest) not in working_days._calendars


def _extra() -> tuple[date, str]:
    return date(2027, 12, 31), "元旦"


def test_a_newer_programs_notice_reaches_the_stored_dates(office: Office) -> None:
    """The packaged notices may grow: the next scan finds what an older calendar gave."""
    application = work(office)
    ClockProjection.objects.update(calendar_version="2025-old", due_on=date(2027, 1, 1))
    tick(now=noon(TODAY))
    assert ClockProjection.objects.get(application=application).due_on == date(2027, 1, 6)


def test_the_command_loads_for_every_agency(office: Office, notice: Notice, tmp_path: Path) -> None:
    make_office(noon(date(2026, 12, 1)), prefix="乙", credit="0002")
    registered(office, arrived_on=date(2026, 12, 8))
    file = tmp_path / "2027.json"
    file.write_text(json.dumps({"notices": [notice_row(notice)]}), encoding="utf-8")
    said = StringIO()
    call_command("load_notices", str(file), stdout=said)
    loaded = "载入国办发明电〔2026〕9号，重新计算了"
    assert said.getvalue().splitlines() == [
        f"{agency.name}：{loaded} {1 if agency == office.agency else 0} 件办理中的申请。"
        for agency in Agency.objects.order_by("id")
    ]
    call_command("load_notices", str(file), stdout=StringIO())
    assert HolidayNotice.objects.count() == Agency.objects.count() == 4
    file.write_text("[]", encoding="utf-8")
    with pytest.raises(CommandError, match="没有 notices 列表"):
        call_command("load_notices", str(file))


def test_an_administrator_pastes_looks_and_loads(office: Office, client: Client) -> None:
    work(office)
    client.force_login(office.administrator, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("agencies:working_days")).content.decode()
    assert "2027 年</th>" in page and "暂定" in page
    load = reverse("agencies:load_notice")
    empty = client.post(load, {"text": ""}).content.decode()
    assert "<title>错误：载入放假通知" in empty and 'href="#id_text"' in empty
    wrong = client.post(load, {"text": TEXT.replace("共4天", "共3天")}).content.decode()
    assert "是 4 天，文字写的是 3 天" in wrong
    looked = client.post(load, {"text": TEXT}).content.decode()
    assert "2027年1月1日至2027年1月4日" in looked and "2027年1月9日" in looked
    assert HolidayNotice.objects.count() == 0
    again = client.post(load, {"text": TEXT, "again": "1"}).content.decode()
    assert "国办发明电〔2026〕9号" in again and "<textarea" in again
    done = client.post(load, {"text": TEXT, "confirm": "1"}, follow=True).content.decode()
    assert "按它重新计算了 1 件办理中的申请" in done
    assert "国办发明电〔2026〕9号" in done and "已经确定" in done
    assert HolidayNotice.objects.get().loaded_by == office.administrator
