"""How an agency reads what the law leaves open: for what comes, never for what is under way."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from gongkai.law.settings import DEFAULT_SETTINGS, DayZero
from gongkai.office.agencies import open_points
from gongkai.office.agencies.models import LawChoice, Person
from gongkai.office.applications import clock, queries
from gongkai.office.applications.models import Application, ClockProjection
from gongkai.office.applications.services import letters
from gongkai.office.audit.models import Event
from gongkai.office.audit.queries import verify_audit
from gongkai.office.refusal import Refusal
from tests.office.applications.make import registered
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db
TOMORROW = date(2026, 10, 22)
WHY = "市政府办公室 2026 年第 3 次例会"


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


def choose(
    office: Office,
    now: datetime,
    name: str = "day0",
    value: str = "included",
    *,
    valid_from: date = TOMORROW,
    reason: str = WHY,
    actor: Person | None = None,
) -> LawChoice:
    return open_points.choose(
        agency=office.agency,
        actor=actor or office.administrator,
        now=now,
        name=name,
        value=value,
        valid_from=valid_from,
        reason=reason,
    )


def due(application: Application, as_of: date) -> date | None:
    return queries.case_file(application, as_of).state.due_on


def test_what_came_before_keeps_its_reading(office: Office, now: datetime) -> None:
    before = registered(office, arrived_on=date(2026, 10, 21))
    choose(office, now)
    after = registered(office, arrived_on=TOMORROW)
    # Twenty working days from the 22nd on, for both: the day itself is not counted, then it is.
    assert due(before, TOMORROW) == date(2026, 11, 18)
    assert due(after, TOMORROW) == date(2026, 11, 18)
    assert due(registered(office, arrived_on=date(2026, 10, 23)), date(2026, 10, 23)) == date(
        2026, 11, 19
    )
    for application in (before, after):
        held = ClockProjection.objects.filter(application=application)
        assert held.values(*clock.rebuilt(application)).get() == clock.rebuilt(application)


def test_choices_follow_each_other(office: Office, now: datetime) -> None:
    assert open_points.settings_on(office.agency, TOMORROW) is DEFAULT_SETTINGS
    choose(office, now)
    choose(office, now, value="excluded", valid_from=date(2026, 12, 1))
    read = [
        open_points.settings_on(office.agency, day).day0
        for day in (date(2026, 10, 21), TOMORROW, date(2026, 11, 30), date(2026, 12, 1))
    ]
    assert read == [DayZero.EXCLUDED, DayZero.INCLUDED, DayZero.INCLUDED, DayZero.EXCLUDED]
    assert verify_audit(office.agency) == []


def test_a_stale_object_of_the_agency_reads_what_it_knew(office: Office, now: datetime) -> None:
    """A process that loaded the agency before reads the choice with its next request."""
    stale = type(office.agency).objects.get(pk=office.agency.pk)
    choose(office, now)
    assert open_points.settings_on(stale, TOMORROW).day0 is DayZero.EXCLUDED
    stale.refresh_from_db()
    assert open_points.settings_on(stale, TOMORROW).day0 is DayZero.INCLUDED


def test_before_the_first_application_any_day_will_do(office: Office, now: datetime) -> None:
    choose(office, now, valid_from=date(2026, 1, 1))
    assert due(registered(office, arrived_on=date(2026, 9, 1)), TOMORROW) == date(2026, 9, 28)


def test_the_letter_tells_the_remedy_the_agency_reads(office: Office, now: datetime) -> None:
    """As chosen on the day the application came, whenever it is answered."""
    earlier = registered(office, arrived_on=date(2026, 10, 20))
    choose(office, now, "partly_withheld_first", "false")
    later = registered(office, arrived_on=date(2026, 10, 22), confirmed_on=date(2026, 10, 22))

    def told(application: Application) -> str:
        settings = queries.settings_of(application)
        return letters.remedy(office.agency, "partly_granted", date(2026, 10, 23), settings)

    assert told(earlier).startswith("如对本答复不服，应当自收到本答复之日起60日内，先向")
    assert told(later).startswith("如对本答复不服，可以自收到本答复之日起60日内，向")


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("not-permitted", {"actor": "clerk"}),
        ("no-such-choice", {"name": "day1"}),
        ("no-such-choice", {"value": "sometimes"}),
        ("no-reason", {"reason": "  "}),
        ("too-early", {"valid_from": date(2026, 10, 21)}),
        ("chosen-already", {"value": "excluded"}),
    ],
)
def test_what_is_refused_leaves_nothing(
    office: Office, now: datetime, code: str, given: dict[str, object]
) -> None:
    registered(office, arrived_on=date(2026, 10, 20))
    held = Event.objects.count()
    if "actor" in given:
        given = {"actor": office.clerk}
    with pytest.raises(Refusal) as caught:
        choose(office, now, **given)  # type: ignore[arg-type]
    assert caught.value.code == code
    office.agency.refresh_from_db()
    assert (LawChoice.objects.count(), Event.objects.count(), office.agency.choices_digest) == (
        0,
        held,
        "",
    )


def test_the_page_shows_every_point_and_takes_a_choice(client: Client, office: Office) -> None:
    registered(office, arrived_on=date(2026, 10, 20))
    client.force_login(office.administrator)
    page = client.get("/agency/open-points/").content.decode()
    assert page.count("通常的做法") == 17
    form = "/agency/open-points/day0/"
    given = {"value": "included", "valid_from": "2026-10-21", "reason": WHY}
    assert "照原来的口径办完。" in client.post(form, given).content.decode()
    answer = client.post(form, given | {"valid_from": "2099-01-05"}, follow=True).content.decode()
    assert "已经选定，从 2099-01-05 起：算，当天是第 1 日。" in answer
    assert "2099-01-05 起改为：算，当天是第 1 日" in answer
    assert client.get("/agency/open-points/day9/").status_code == 404
