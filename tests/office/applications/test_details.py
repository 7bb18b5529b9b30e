"""Putting right what was registered besides dates and kind."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from gongkai.law.events import Channel
from gongkai.office.applications import queries, services
from gongkai.office.applications.models import (
    Applicant,
    Application,
    ApplicationFact,
    ClockProjection,
    DetailsCorrection,
)
from gongkai.office.audit.models import Event
from gongkai.office.refusal import Refusal
from tests.office.applications.make import noon, registered, submission
from tests.office.build import Office

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 21)


def rows() -> dict[str, int]:
    held: tuple[type[models.Model], ...] = (Applicant, DetailsCorrection, Event, ApplicationFact)
    return {model.__name__: model._default_manager.count() for model in held}


WRONG = "2025年救护车的购置合同\n和验收单"
RIGHT = "2024年救护车的购置合同\r\n和验收单"


def test_the_text_of_a_request_is_put_right_and_what_it_was_stays(office: Office) -> None:
    made = registered(office, request_text=WRONG)
    clock = ClockProjection.objects.get(application=made)
    found = correct(office, made, request_text=RIGHT)
    assert (found.text_before, found.text_after) == (WRONG, RIGHT)
    assert found.before == found.after
    held = Application.objects.get(pk=made.pk)
    assert held.request_text == RIGHT
    event = Event.objects.latest("position")
    assert (event.verb, event.data) == (
        "application.details_corrected",
        {"fields": ["request_text"]},
    )
    again = ClockProjection.objects.get(application=made)
    assert (again.due_on, again.state) == (clock.due_on, clock.state)
    # Another correction does not copy it.
    later = correct(office, held, telephone="13900005678")
    assert (later.text_before, later.text_after) == ("", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text_before FROM applications_detailscorrection ORDER BY id LIMIT 1")
        assert "救护车".encode() not in bytes(cursor.fetchone()[0])


def test_lines_that_a_form_ends_otherwise_are_no_correction(office: Office) -> None:
    made = registered(office, request_text=WRONG)
    before = rows()
    with pytest.raises(Refusal) as no:
        correct(office, made, request_text=WRONG.replace("\n", "\r\n"))
    assert no.value.code == "correction.same"
    assert rows() == before


def test_what_an_applicant_wrote_on_the_portal_nobody_here_puts_right(
    office: Office, desk: Client
) -> None:
    made = services.register(
        agency=office.agency,
        actor=None,
        now=noon(TODAY),
        submission=submission(channel=Channel.ONLINE, arrived_on=TODAY),
    )
    before = rows()
    with pytest.raises(Refusal) as no:
        correct(office, made, request_text=RIGHT)
    assert no.value.code == "correction.own_words"
    assert rows() == before
    assert Application.objects.get(pk=made.pk).request_text == submission().request_text
    form = desk.get(reverse("applications:details", args=[made.number])).content.decode()
    assert 'name="request_text"' not in form and 'name="subject_line"' in form


def test_a_page_opened_before_another_correction_takes_nothing_back(
    office: Office, desk: Client
) -> None:
    """The page holds the words as they were: sent after another's correction it would undo that."""
    made = registered(office, request_text=WRONG)
    page = reverse("applications:details", args=[made.number])
    assert 'name="corrected" value="0"' in desk.get(page).content.decode()
    stale = {
        "subject_line": made.subject_line,
        "request_text": WRONG,
        "form_wanted": "electronic",
        "telephone": "13900005678",
        "seen": "1",
        "corrected": "0",
        "note": "申请人来电",
    }
    correct(office, made, request_text=RIGHT)
    told = desk.post(page, stale).content.decode()
    assert "在这一页打开以后已经由别人更正" in told
    assert DetailsCorrection.objects.count() == 1
    assert Application.objects.get(pk=made.pk).request_text == RIGHT
    assert (
        "已更正申请"
        in desk.post(
            page, stale | {"request_text": RIGHT, "corrected": "1"}, follow=True
        ).content.decode()
    )
    opened = desk.post(reverse("applications:applicant", args=[made.number])).content.decode()
    assert "2025年救护车的购置合同<br>和验收单" in opened


def correct(office: Office, made: Application, **changes: str) -> DetailsCorrection:
    return services.correct_details(
        application=made,
        changes=changes,
        actor=office.clerk,
        now=noon(TODAY),
        note="申请人来电。",
    )


def test_the_first_row_stays_and_the_next_letters_take_the_second(office: Office) -> None:
    made = registered(office)
    before, clock = made.applicant, ClockProjection.objects.get(application=made)
    found = correct(office, made, address="云溪县清水路 9 号", email="yun@example.cn")
    held = Application.objects.get(pk=made.pk)
    assert (found.before, found.after) == (before, held.applicant)
    assert held.applicant.address == "云溪县清水路 9 号"
    assert (held.applicant.name, held.applicant.kind) == (before.name, before.kind)
    assert Applicant.objects.get(pk=before.pk).address == before.address != "云溪县清水路 9 号"
    event = Event.objects.latest("position")
    assert (event.verb, event.data) == (
        "application.details_corrected",
        {"fields": ["address", "email"]},
    )
    # No date moves and nothing is counted otherwise.
    again = ClockProjection.objects.get(application=made)
    assert (again.due_on, again.state) == (clock.due_on, clock.state)
    assert ApplicationFact.objects.filter(application=made).count() == 1


def test_a_name_put_right_is_the_one_that_is_found_and_the_same_persons(office: Office) -> None:
    one, other = registered(office), registered(office, name="王五", identity_number="")
    assert not queries.same_applicant(one).filter(application=other).exists()
    first = one.applicant
    correct(office, other, name=first.name, identity_number=first.identity_number)
    one.refresh_from_db()
    assert queries.same_applicant(one).filter(application=other).exists()
    named = services.find_by_name(
        agency=office.agency, actor=office.clerk, now=noon(TODAY), name="王五", most=5
    )
    assert list(named) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "correction.same"),
        ({"form_wanted": "electronic"}, "correction.same"),
        ({"name": "  "}, "correction.empty"),
        ({"subject_line": ""}, "correction.empty"),
        ({"request_text": " \n"}, "correction.empty"),
    ],
)
def test_what_is_refused_writes_nothing(office: Office, changes: dict[str, str], code: str) -> None:
    made = registered(office)
    held = rows()
    with pytest.raises(Refusal) as no:
        correct(office, made, **changes)
    assert no.value.code == code
    with pytest.raises(Refusal) as no:
        services.correct_details(
            application=made,
            changes={"telephone": "1"},
            actor=office.section_person,
            now=noon(TODAY),
            note="x",
        )
    assert no.value.code == "not-permitted"
    assert rows() == held


def test_the_page_shows_masked_lines_and_changes_what_is_filled_in(
    office: Office, desk: Client
) -> None:
    made = registered(office, email="", telephone="13900001234")
    one = reverse("applications:one", args=[made.number])
    assert "申请人要用电子邮件提供，还没有登记电子邮箱。" in desk.get(one).content.decode()
    page = reverse("applications:details", args=[made.number])
    form = desk.get(page).content.decode()
    assert "现在是 139****1234，不改的空着。" in form and "13900001234" not in form
    typed = {
        "subject_line": made.subject_line,
        "request_text": made.request_text,
        "form_wanted": "electronic",
        "seen": "1",
        "corrected": "0",
        "note": "登记时漏了邮箱",
    }
    assert "填的和现在登记的一样" in desk.post(page, typed).content.decode()
    wrong = desk.post(page, typed | {"email": "li@"}).content.decode()
    assert "不像一个邮箱地址" in wrong and 'value="li@"' in wrong
    assert DetailsCorrection.objects.count() == 0
    done = desk.post(
        page, typed | {"email": "li@example.cn", "subject_line": "村医补助"}, follow=True
    ).content.decode()
    assert "的电子邮箱、申请事项，原来的保留。" in done
    assert "更正：电子邮箱、申请事项" in done and "登记时漏了邮箱" in done
    assert "还没有登记电子邮箱" not in done and "<h1>村医补助</h1>" in done
    shown = desk.post(reverse("applications:applicant", args=[made.number])).content.decode()
    assert "更正以前登记的" in shown and made.subject_line in shown
