"""Putting a wrong day of a case right: what moves, what stays, and what is refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from gongkai.law.remedies import Ending
from gongkai.office import access
from gongkai.office.agencies import open_points
from gongkai.office.applications import services as applications
from gongkai.office.audit import queries as ledger
from gongkai.office.audit.models import Event
from gongkai.office.challenges import queries, services
from gongkai.office.challenges.listed import as_todo
from gongkai.office.challenges.models import Case, CaseEvent, CaseFact, CaseKind, Dated
from gongkai.office.challenges.services import Order
from gongkai.office.refusal import Refusal
from tests.office.applications.make import answered, noon, registered
from tests.office.at_once import together
from tests.office.build import Office, make_office
from tests.office.challenges.test_cases import filed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 20)


@pytest.fixture
def office() -> Office:
    return make_office(datetime.fromisoformat("2025-09-01T09:00:00+08:00"))


def correct(office: Office, case: Case, dated: Dated, to: date, **given: Any) -> CaseEvent:
    asked: dict[str, Any] = {
        "was": queries.course_of(case).days.get(dated),
        "actor": office.clerk,
        "now": noon(TODAY),
        "note": "收件章是另一天。",
    }
    return services.correct_day(case=case, dated=dated, to=to, **{**asked, **given})


def decided(office: Office, case: Case, on: date, ending: Ending = Ending.UPHELD) -> None:
    services.decide(case=case, actor=office.clerk, now=noon(TODAY), on=on, ending=ending)


def counted(case: Case) -> list[tuple[date, date | None, str | None]]:
    facts = CaseFact.objects.filter(case=case).order_by("id")
    return list(facts.values_list("filed_on", "decided_on", "result"))


def test_the_reply_is_due_from_the_right_day_and_the_registration_stays(office: Office) -> None:
    case = filed(office)
    assert queries.clocks(case)[0].limit.day == date(2025, 11, 24)
    correct(office, case, Dated.NOTICE, date(2025, 11, 12))
    assert queries.clocks(case)[0].limit.day == date(2025, 11, 26)
    assert as_todo(case, as_of=date(2025, 11, 20)).due_on == date(2025, 11, 26)
    case.refresh_from_db()
    assert case.notice_on == date(2025, 11, 10)
    event = Event.objects.latest("position")
    assert (event.verb, event.data) == (
        "challenge.corrected",
        {"on": "2026-01-20", "ending": "", "dated": "notice_on", "corrected_to": "2025-11-12"},
    )
    # Table four does not count that day: no version of it is written.
    assert counted(case) == [(date(2025, 11, 3), None, None)]
    # The period of the body follows the other day.
    assert queries.clocks(case)[1].limit.day == date(2026, 1, 4)
    correct(office, case, Dated.FILED, date(2025, 11, 5))
    assert queries.clocks(case)[1].limit.day == date(2026, 1, 4)  # sixty days on, a working Sunday
    correct(office, case, Dated.FILED, date(2025, 11, 6))
    assert queries.clocks(case)[1].limit.day == date(2026, 1, 5)


def test_a_case_moved_into_another_year_leaves_what_was_counted(office: Office) -> None:
    case = filed(office, filed_on=date(2025, 12, 30), notice_on=date(2026, 1, 6))
    then, _ = ledger.head(office.agency)
    cell = "challenges.reconsideration.total"
    assert queries.counts(office.agency, 2025, then)[cell] == 1
    correct(office, case, Dated.FILED, date(2026, 1, 5))
    now, _ = ledger.head(office.agency)
    assert queries.counts(office.agency, 2025, then)[cell] == 1
    assert queries.counts(office.agency, 2025, now)[cell] == 0
    assert queries.counts(office.agency, 2026, now)[cell] == 1
    assert counted(case) == [(date(2025, 12, 30), None, None), (date(2026, 1, 5), None, None)]


def test_the_day_of_a_decision_moves_with_its_column(office: Office) -> None:
    open_points.choose(
        agency=office.agency,
        actor=office.administrator,
        now=noon(date(2025, 9, 1)),
        name="mediation_column",
        value="corrected",
        valid_from=date(2025, 12, 15),
        reason="县政府办公室的统一口径",
    )
    case = filed(office)
    decided(office, case, date(2025, 12, 1), Ending.MEDIATED)
    assert counted(case)[-1] == (date(2025, 11, 3), date(2025, 12, 1), "other")
    correct(office, case, Dated.DECIDED, date(2025, 12, 31))
    assert counted(case)[-1] == (date(2025, 11, 3), date(2025, 12, 31), "corrected")
    assert queries.clocks(case)[-1].limit.day == date(2026, 1, 15)
    # Another day moves, and the column does not.
    correct(office, case, Dated.FILED, date(2025, 11, 4))
    assert counted(case)[-1] == (date(2025, 11, 4), date(2025, 12, 31), "corrected")
    # Taken back and decided anew, the day is that of the new entry.
    services.reopen(case=case, actor=office.clerk, now=noon(TODAY), note="另一案的决定书")
    assert queries.course_of(case).decided_on is None
    decided(office, case, date(2026, 1, 9), Ending.UPHELD)
    assert queries.course_of(case).decided_on == date(2026, 1, 9)
    assert counted(case)[-1] == (date(2025, 11, 4), date(2026, 1, 9), "upheld")


@pytest.mark.parametrize(
    ("dated", "to", "code"),
    [
        (Dated.FILED, date(2025, 11, 11), "case.notice_before_filed"),
        (Dated.NOTICE, date(2025, 11, 2), "case.notice_before_filed"),
        (Dated.NOTICE, date(2025, 11, 21), "case.reply_before_notice"),
        (Dated.REPLIED, date(2025, 11, 9), "case.reply_before_notice"),
        (Dated.EXTENDED, date(2025, 11, 2), "case.extended_before_filed"),
        (Dated.DECIDED, date(2025, 11, 2), "case.decided_before_filed"),
        (Dated.DECIDED, date(2026, 1, 13), "case.order_before_decision"),
        (Dated.TOLD, date(2025, 11, 4), "case.told_after_filed"),
        (Dated.FILED, date(2025, 10, 29), "case.told_after_filed"),
        (Dated.TOLD, date(2025, 10, 9), "case.told_before_answer"),
        (Dated.REPLIED, date(2026, 1, 21), "date.future"),
        (Dated.REPLIED, date(2025, 11, 20), "correction.same"),
    ],
)
def test_a_day_that_cannot_be_writes_nothing(
    office: Office, dated: Dated, to: date, code: str
) -> None:
    application = registered(office, arrived_on=date(2025, 9, 18))
    answered(office, application, date(2025, 10, 10), "refused.process_information")
    serving = date(2025, 10, 13)
    applications.serve(application=application, actor=office.clerk, now=noon(serving), on=serving)
    case = filed(office, application=application, untold=True, told_on=date(2025, 10, 30))
    here: dict[str, Any] = {"case": case, "actor": office.clerk, "now": noon(TODAY)}
    services.record_reply(**here, on=date(2025, 11, 20))
    services.extend(**here, on=date(2025, 12, 29))
    order = Order(received_on=date(2026, 1, 12))
    services.decide(**here, on=date(2026, 1, 9), ending=Ending.REVOKED, order=order)
    before = (ledger.head(office.agency), CaseEvent.objects.count(), counted(case))
    for act in (
        lambda: services.preview_correction(case=case, dated=dated, to=to, now=noon(TODAY)),
        lambda: correct(office, case, dated, to),
    ):
        with pytest.raises(Refusal) as no:
            act()
        assert no.value.code == code
    assert (ledger.head(office.agency), CaseEvent.objects.count(), counted(case)) == before


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"note": " "}, "case.reason"),
        ({"was": date(2025, 11, 9)}, "changed-meanwhile"),
        ({"dated": Dated.REPLIED}, "case.no_day"),
        ({"dated": Dated.TOLD}, "case.no_day"),
        ({"actor": "leader"}, "not-permitted"),
    ],
)
def test_who_may_and_on_what_ground(office: Office, given: dict[str, Any], code: str) -> None:
    case = filed(office)
    before = (ledger.head(office.agency), CaseEvent.objects.count())
    if "actor" in given:
        given = {"actor": office.leader}
    with pytest.raises(Refusal) as no:
        correct(office, case, **{"dated": Dated.NOTICE, "to": date(2025, 11, 12), **given})
    assert no.value.code == code
    assert (ledger.head(office.agency), CaseEvent.objects.count()) == before


def test_a_case_struck_out_is_corrected_no_more(office: Office) -> None:
    case = filed(office)
    services.strike(case=case, actor=office.clerk, now=noon(TODAY), note="重复登记")
    with pytest.raises(Refusal) as no:
        correct(office, case, Dated.NOTICE, date(2025, 11, 12))
    assert no.value.code == "case.struck"
    assert CaseEvent.objects.count() == 1


def test_the_database_keeps_a_correction_whole(office: Office) -> None:
    case = filed(office)
    made = correct(office, case, Dated.NOTICE, date(2025, 11, 12))
    for wrong in ({"dated": ""}, {"corrected_to": None}, {"kind": "replied"}, {"dated": "other"}):
        made.refresh_from_db()
        made.pk, made.uid = None, Case().uid
        for name, value in wrong.items():
            setattr(made, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            made.save(force_insert=True)
        made = CaseEvent.objects.get()


@pytest.mark.usefixtures("committed")
def test_two_at_once_one_is_told(now: datetime) -> None:
    office = make_office(datetime.fromisoformat("2025-09-01T09:00:00+08:00"))
    case = filed(office)
    results = together(
        *(
            lambda day=day: correct(
                office, case, Dated.FILED, date(2025, 11, day), was=date(2025, 11, 3)
            )
            for day in (4, 5)
        )
    )
    told = [one for one in results if isinstance(one, Refusal)]
    assert [one.code for one in told] == ["changed-meanwhile"], results
    assert CaseEvent.objects.count() == 1
    assert CaseFact.objects.current().count() == 1


def test_the_page_shows_both_deadlines_before_it_corrects(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access.time, "now", lambda: noon(date(2025, 11, 18)))
    case = filed(office)
    client.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
    one = reverse("challenges:one", args=[case.number])
    page = reverse("challenges:correct", args=[case.number, "notice_on"])
    assert page in client.get(one).content.decode()
    form = client.get(page).content.decode()
    assert "2025年11月10日" in form and 'name="was" value="2025-11-10"' in form
    typed = {"to": "2025-11-12", "note": "收件章是12日", "was": "2025-11-10"}
    seen = client.post(page, typed).content.decode()
    assert "2025-11-24" in seen and "<b>2025-11-26</b>" in seen and "还没有登记" in seen
    assert "2026-01-04" in seen and "不变" in seen
    assert CaseEvent.objects.count() == 0
    wrong = client.post(page, typed | {"to": "2025-11-01"}).content.decode()
    assert "收到副本日期 2025-11-01 早于受理日期 2025-11-03" in wrong and "收件章是12日" in wrong
    done = client.post(page, typed | {"confirm": "1"}, follow=True).content.decode()
    assert "的收到副本日期已更正为 2025-11-12，原登记保留。" in done
    assert "更正：收到副本日期" in done and "由 2025-11-10 改为 2025-11-12" in done
    assert "原来登记为 2025-11-10" in done and "日期已更正" in done
    for gone in ("replied", "none"):
        address = reverse("challenges:correct", args=[case.number, gone])
        assert client.get(address).status_code == 404
    # Whoever may only read sees the days, and no way to change them.
    client.force_login(office.leader, backend="django.contrib.auth.backends.ModelBackend")
    read = client.get(one).content.decode()
    assert "原来登记为 2025-11-10" in read and page not in read
    assert client.post(page, typed | {"confirm": "1"}).status_code == 403
    assert CaseEvent.objects.count() == 1


def test_a_day_that_came_late_says_so_before_and_after(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moved back, the notice makes a reply late that was in time; the page says it first."""
    monkeypatch.setattr(access.time, "now", lambda: noon(TODAY))
    case = filed(office, kind=CaseKind.RECONSIDERATION)
    services.record_reply(case=case, actor=office.clerk, now=noon(TODAY), on=date(2025, 11, 24))
    client.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("challenges:correct", args=[case.number, "notice_on"])
    typed = {"to": "2025-11-07", "note": "收件章", "was": "2025-11-10"}
    assert "2025-11-24 办理，超过期限" in client.post(page, typed).content.decode()
