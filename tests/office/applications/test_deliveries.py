"""When a letter arrived, and what that moves."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.law.events import ServiceMethod
from gongkai.law.fees import FeeMethod
from gongkai.office.applications import clock, services
from gongkai.office.applications.models import (
    ApplicationEvent,
    ClockProjection,
    Delivery,
    Letter,
    MaterialKind,
    Service,
)
from gongkai.office.applications.services import Paper
from gongkai.office.documents import queries as documents
from gongkai.office.refusal import Refusal
from tests.office.applications.lettering import TODAY, do, only
from tests.office.applications.make import PAYMENT, WHOM, WHY, answered, noon, registered
from tests.office.build import Office

pytestmark = pytest.mark.django_db


def test_the_delivery_of_a_consultation_letter_moves_the_clock(office: Office) -> None:
    made = registered(office)
    do(services.consult_third_party, office, made, date(2026, 10, 9), **WHOM)
    letter = only(made, "D07")
    assert ClockProjection.objects.get(application=made).consulting_until == date(2026, 10, 29)
    preview = services.preview_delivery(letter=letter, on=date(2026, 10, 13), now=noon(TODAY))
    assert preview is not None
    assert (preview.before.due_on, preview.after.due_on) == (date(2026, 11, 12), date(2026, 11, 17))
    services.record_delivery(
        letter=letter,
        actor=office.clerk,
        now=noon(TODAY),
        on=date(2026, 10, 13),
        method=ServiceMethod.POST,
        proof=Paper("回执.jpg", b"\xff\xd8", MaterialKind.DELIVERY),
    )
    held = ClockProjection.objects.get(application=made)
    assert (held.consulting_until, held.due_on) == (date(2026, 11, 3), date(2026, 11, 17))
    delivery = Delivery.objects.get(letter=letter)
    assert delivery.proof is not None
    assert (delivery.method, documents.content(delivery.proof)) == ("post", b"\xff\xd8")
    # Put right by recording it again; the earlier record stays.
    services.record_delivery(
        letter=letter, actor=office.clerk, now=noon(TODAY), on=date(2026, 10, 12)
    )
    assert ClockProjection.objects.get(application=made).due_on == date(2026, 11, 16)
    assert Delivery.objects.count() == 2
    assert clock.rebuilt(made)["consulting_until"] == date(2026, 11, 2)


def test_the_notice_that_a_record_was_struck_out_is_delivered_like_others(office: Office) -> None:
    made = registered(office)
    do(services.extend, office, made, TODAY, days=5, approved_by="陆明远", **WHY)
    services.correct_event(
        application=made,
        event=ApplicationEvent.objects.get(application=made, kind="extended"),
        new_on=None,
        actor=office.clerk,
        now=noon(TODAY),
        note="没有批准",
        tell="延期答复告知书作废，答复期限仍是10月22日。",
    )
    for code in ("D33", "D06"):
        letter = only(made, code)
        assert services.preview_delivery(letter=letter, on=TODAY, now=noon(TODAY)) is None
        services.record_delivery(letter=letter, actor=office.clerk, now=noon(TODAY), on=TODAY)
    assert Delivery.objects.count() == 2
    assert ClockProjection.objects.get(application=made).due_on == date(2026, 10, 22)


def test_the_time_to_pay_runs_from_the_delivery_of_the_notice(office: Office) -> None:
    made = registered(office, arrived_on=date(2026, 10, 8))
    day = date(2026, 10, 9)
    do(services.charge, office, made, day, method=FeeMethod.BY_PAGE, count=100, **PAYMENT)
    waiting = lambda: ClockProjection.objects.get(application=made).waiting_until  # noqa: E731
    assert waiting() == date(2026, 11, 5)
    services.record_delivery(
        letter=only(made, "D13"), actor=office.clerk, now=noon(TODAY), on=date(2026, 10, 13)
    )
    assert waiting() == date(2026, 11, 10)
    # What was charged is still known when it is paid.
    do(services.record_payment, office, made, date(2026, 10, 20))
    paid = ApplicationEvent.objects.get(application=made, kind="fee_paid")
    assert paid.data["yuan"] == 700


def test_other_letters_move_nothing_and_wrong_days_are_refused(office: Office) -> None:
    made = registered(office)
    do(services.extend, office, made, date(2026, 10, 19), days=5, approved_by="陆明远", **WHY)
    letter = only(made, "D06")
    given = {"letter": letter, "actor": office.clerk, "now": noon(TODAY)}
    assert services.preview_delivery(letter=letter, on=TODAY, now=noon(TODAY)) is None
    for day, code in (
        (date(2026, 10, 16), "delivery.before_letter"),
        (date(2026, 10, 22), "date.future"),
    ):
        with pytest.raises(Refusal) as no:
            services.record_delivery(**given, on=day)
        assert no.value.code == code
    assert Delivery.objects.count() == 0
    services.record_delivery(**given, on=TODAY)
    assert ApplicationEvent.objects.filter(application=made).count() == 2
    other = registered(office)
    answered(office, other, TODAY)
    with pytest.raises(Refusal) as no:
        services.record_delivery(
            **{**given, "letter": Letter.objects.get(application=other)}, on=TODAY
        )
    assert no.value.code == "delivery.is_service"


def test_the_delivery_page_shows_both_clocks_then_writes(office: Office, desk: Client) -> None:
    made = registered(office)
    do(services.consult_third_party, office, made, date(2026, 10, 9), **WHOM)
    letter = only(made, "D07")
    one = reverse("applications:one", args=[made.number])
    url = reverse("applications:delivery", args=[made.number, letter.uid])
    assert url in desk.get(one).content.decode()
    assert desk.get(url).status_code == 200
    given = {"on": "2026-10-13", "method": "post", "seen": "2"}
    looked = desk.post(url, given).content.decode()
    assert "现在：2026年11月12日到期" in looked
    assert "登记以后：2026年11月17日到期" in looked
    assert 'type="file"' in looked
    assert Delivery.objects.count() == 0
    proof = SimpleUploadedFile("回执.jpg", b"\xff\xd8")
    done = desk.post(url, {**given, "proof": proof, "confirm": "1"}, follow=True).content.decode()
    assert "已登记 依申请公开征〔2026〕1号 的送达。" in done
    assert "2026-10-13 通过邮政企业邮寄" in done
    assert "答复期限由 2026-11-12 改为 2026-11-17" in done
    assert "送达凭证" in done
    stale = desk.post(url, {**given, "confirm": "1"}).content.decode()
    assert "登记了新的事项" in stale
    assert Delivery.objects.count() == 1


def test_the_service_keeps_its_proof(office: Office, desk: Client) -> None:
    made = registered(office)
    answered(office, made, TODAY)
    url = reverse("applications:step", args=[made.number, "serve"])
    paper = SimpleUploadedFile("签收单.pdf", b"%PDF")
    given = {"on": "2026-10-21", "seen": "2", "method": "direct", "paper": paper}
    text = desk.post(url, given, follow=True).content.decode()
    served = Service.objects.get(application=made)
    assert served.proof is not None
    assert documents.content(served.proof) == b"%PDF"
    assert reverse("applications:paper", args=[made.number, served.proof.uid]) in text
