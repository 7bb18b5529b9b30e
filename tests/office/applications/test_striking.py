"""Taking back a registration that was made a second time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.office.applications import clock, counting, queries, services
from gongkai.office.applications.models import (
    Application,
    ApplicationEvent,
    ApplicationFact,
    ClockProjection,
    Struck,
)
from gongkai.office.audit import queries as audit
from gongkai.office.audit.models import Event
from gongkai.office.refusal import Refusal
from tests.office.applications.make import answered, noon, registered
from tests.office.build import Office, desk_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 21)


def strike(office: Office, made: Application, **given: Any) -> Struck:
    return services.strike(
        **{
            "application": made,
            "instead": None,
            "actor": office.clerk,
            "now": noon(TODAY),
            "note": "同一封信登记了两次。",
            **given,
        }
    )


def received(office: Office, position: int | None = None) -> int:
    at = audit.head(office.agency)[0] if position is None else position
    return counting.counts(office.agency, 2026, at)["requests.received.total"]


def test_it_is_counted_nowhere_and_on_no_desk_and_found_all_the_same(office: Office) -> None:
    first, second = registered(office), registered(office)
    before = audit.head(office.agency)[0]
    assert received(office) == 2
    strike(office, second, instead=first)
    assert (received(office), received(office, before)) == (1, 2)
    assert not ApplicationFact.objects.current().filter(application=second).exists()
    assert [row.application for row in queries.soonest(office.agency, limit=9)] == [first]
    desk = desk_of(office.clerk, noon(TODAY))
    [listed] = queries.listed(desk, number=second.number).rows
    assert (listed.open, listed.due_on, listed.is_struck) == (False, None, True)  # type: ignore[attr-defined]
    # A projection made anew from the events says the same.
    held = ClockProjection.objects.filter(application=second)
    assert held.values(*clock.rebuilt(second)).get() == clock.rebuilt(second)
    assert Event.objects.latest("position").data == {"instead": first.number}


def test_nothing_more_is_done_in_it(office: Office) -> None:
    first, second = registered(office), registered(office)
    strike(office, second, instead=first)
    held = (ApplicationEvent.objects.count(), Event.objects.count(), Struck.objects.count())
    for attempt in (
        lambda: answered(office, second, TODAY),
        lambda: services.extend(
            application=second,
            actor=office.clerk,
            now=noon(TODAY),
            on=TODAY,
            days=5,
            approved_by="陆明远",
            note="要查档。",
        ),
        lambda: strike(office, second),
    ):
        with pytest.raises(Refusal) as no:
            attempt()
        assert no.value.code == "struck"
    with pytest.raises(Refusal) as no:
        strike(office, first, instead=second)
    assert no.value.code == "strike.instead"
    after = (ApplicationEvent.objects.count(), Event.objects.count(), Struck.objects.count())
    assert after == held


def test_what_is_refused_writes_nothing(office: Office) -> None:
    made, done = registered(office), registered(office)
    answered(office, done, TODAY)
    held = (ApplicationFact.objects.count(), Event.objects.count(), Struck.objects.count())
    for code, application, given in (
        ("strike.concluded", done, {}),
        ("strike.reason", made, {"note": " "}),
        ("strike.instead", made, {"instead": made}),
        ("not-permitted", made, {"actor": office.section_person}),
    ):
        with pytest.raises(Refusal) as no:
            strike(office, application, **given)
        assert no.value.code == code
    after = (ApplicationFact.objects.count(), Event.objects.count(), Struck.objects.count())
    assert after == held


def test_the_page_takes_it_back_and_each_leads_to_the_other(office: Office, desk: Client) -> None:
    first, second = registered(office), registered(office)
    one = reverse("applications:one", args=[second.number])
    page = reverse("applications:strike", args=[second.number])
    assert page in desk.get(one).content.decode()
    typed = {"instead": "2026-0099", "note": "同一封信", "seen": "1"}
    wrong = desk.post(page, typed).content.decode()
    assert "没有编号为“2026-0099”的申请" in wrong and "同一封信" in wrong
    assert Struck.objects.count() == 0
    done = desk.post(page, typed | {"instead": first.number}, follow=True).content.decode()
    assert "的登记已经撤销，不再计入年度报告" in done
    assert "登记已经撤销，不再计算期限。" in done and '<details class="mt-4" open>' not in done
    assert "由江听雨撤销登记，不计入年度报告：同一封信" in done and "现在可以做的" not in done
    assert "宜在此前答复" not in done
    assert reverse("applications:one", args=[first.number]) in done
    kept = desk.get(reverse("applications:one", args=[first.number])).content.decode()
    assert "重复登记、已经撤销的" in kept and one in kept
    everything = desk.get(reverse("applications:list"), {"show": "closed"}).content.decode()
    assert "登记已撤销" in everything
    # The applicant who holds that number is told so, and not that the code is wrong.
    code = {"number": second.number, "code": second.query_code}
    told = desk.post(reverse("portal-of:track", args=[office.agency.credit_code]), code)
    assert "的登记有误，已经撤销。同一份申请另有一个编号" in told.content.decode()


def test_the_list_finds_by_a_word_and_by_the_end_of_a_number(office: Office, desk: Client) -> None:
    first = registered(office)
    other = registered(office, subject_line="救护车购置合同")
    page = reverse("applications:list")
    for text, found in (("救护", other), (other.number[-4:], other), ("药物补助", first)):
        shown = desk.get(page, {"number": text}).content.decode()
        numbers = {one.number for one in (first, other) if f">{one.number}<" in shown}
        assert numbers == {found.number}
    assert "没有编号或者事项里有“火星”的申请" in desk.get(page, {"number": "火星"}).content.decode()


def test_a_section_is_not_led_to_what_it_does_not_see(office: Office, client: Client) -> None:
    first, second = registered(office), registered(office)
    one, other = (reverse("applications:one", args=[made.number]) for made in (first, second))
    strike(office, second, instead=first)
    client.force_login(office.section_person, backend="django.contrib.auth.backends.ModelBackend")
    for seen, unseen, made in ((one, other, first), (other, one, second)):
        Application.objects.update(section=None)
        assert client.get(seen).status_code == 404
        Application.objects.filter(pk=made.pk).update(section=office.sections["审批科"])
        text = client.get(seen).content.decode()
        assert unseen not in text and "保留的是" not in text and "重复登记、已经撤销的" not in text
    Application.objects.update(section=office.sections["审批科"])
    assert other in client.get(one).content.decode() and one in client.get(other).content.decode()
