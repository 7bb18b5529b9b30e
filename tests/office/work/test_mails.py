"""The mail about a day's alarms: off unless told, a number and a date, nobody told twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from gongkai.office import environment, time
from gongkai.office.agencies.models import Person
from gongkai.office.work import mails, runner, services
from gongkai.office.work.models import Alarm, MailAddress, MailSent, Outbox
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


@pytest.fixture
def mail_on(settings) -> None:  # type: ignore[no-untyped-def]
    mail = environment.Mail(host="mail.example", port=25, sender="desk@example.gov.cn")
    settings.ENVIRONMENT = replace(
        settings.ENVIRONMENT, mail=mail, address="https://desk.example.gov.cn"
    )


def alarm(office: Office, day: date, number: int) -> None:
    Alarm.objects.create(
        agency=office.agency,
        subject=f"applications.application:{number}",
        rule="due-today",
        day=day,
        message=f"申请 2026-{number:04} 今天到期。",
        url="/",
    )


def send(office: Office, now: datetime) -> None:
    mails.send_alarm_mails(now=now, agency=office.agency.pk, day=time.today(now).isoformat())


def wants(person: Person, address: str) -> None:
    services.set_mail_address(actor=person, address=address)


def test_a_clerk_gets_a_number_and_a_date_once(
    office: Office, now: datetime, mail_on: None, mailoutbox: list[EmailMessage]
) -> None:
    wants(office.clerk, "jiang@example.gov.cn")
    wants(office.auditor, "yan@example.gov.cn")
    for number in (1, 2):
        alarm(office, time.today(now), number)
    send(office, now)
    send(office, now)
    (mail,) = mailoutbox
    assert (mail.to, mail.from_email) == (["jiang@example.gov.cn"], "desk@example.gov.cn")
    assert mail.subject == "公开工作提醒：2026-10-21，2 项"
    assert mail.body == (
        "2026-10-21 新增 2 项期限提醒。\n请登录查看：https://desk.example.gov.cn/desk/\n\n"
        "不想再收到的，在工作台的“账号”页面清空提醒邮箱。\n"
    )
    alarm(office, time.today(now), 3)
    send(office, now)
    assert [m.subject for m in mailoutbox][1:] == ["公开工作提醒：2026-10-21，1 项"]
    send(office, now + timedelta(days=1))  # yesterday's is no news
    mails.send_alarm_mails(now=now + timedelta(days=1), agency=office.agency.pk, day="2026-10-21")
    assert len(mailoutbox) == 2


def test_an_address_is_kept_encrypted_and_emptied_at_will(office: Office) -> None:
    wants(office.clerk, "jiang@example.gov.cn")
    held = MailAddress.objects.extra(select={"raw": "address"}).values_list("raw", flat=True)
    assert b"jiang" not in bytes(held[0])
    wants(office.clerk, " ")
    assert MailAddress.objects.count() == 0


def test_without_a_server_nothing_is_written_or_sent(
    office: Office, now: datetime, mailoutbox: list[EmailMessage]
) -> None:
    wants(office.clerk, "jiang@example.gov.cn")
    alarm(office, time.today(now), 1)
    send(office, now)
    services.tick(now=now)
    assert mailoutbox == []
    assert (MailSent.objects.count(), Outbox.objects.count()) == (0, 0)


def test_the_scan_puts_one_mail_into_the_outbox(
    office: Office,
    now: datetime,
    mail_on: None,
    mailoutbox: list[EmailMessage],
    filed_late: Callable[[], None],
) -> None:
    wants(office.clerk, "jiang@example.gov.cn")
    filed_late()
    late = time.at(date(2026, 10, 21), 10)
    assert services.tick(now=late) == 1
    assert services.tick(now=late) == 0
    job = Outbox.objects.get()
    assert (job.kind, job.payload) == (
        "work.alarm_mail",
        {"agency": office.agency.pk, "day": "2026-10-21"},
    )
    runner.run_next(now=late)
    assert [m.subject for m in mailoutbox] == ["公开工作提醒：2026-10-21，1 项"]
    assert Outbox.objects.get().done_at == late


@pytest.fixture
def filed_late(office: Office, now: datetime) -> Callable[[], None]:
    """A section owes a figure since 10 October."""

    def owe() -> None:
        from gongkai.office.registers import services as registers

        registers.call_for(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            section=office.sections["审批科"],
            kind="licences",
            period_from=date(2026, 7, 1),
            period_to=date(2026, 9, 30),
            due_on=date(2026, 10, 10),
        )

    return owe


def test_one_dead_address_keeps_nobody_else_waiting_and_is_tried_again(
    office: Office,
    now: datetime,
    mail_on: None,
    mailoutbox: list[EmailMessage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from django.core.mail.backends.locmem import EmailBackend

    from gongkai.office.agencies import services as agencies
    from gongkai.office.agencies.models import Role

    agencies.give_role(
        actor=None,
        now=now,
        agency=office.agency,
        person=office.auditor,
        role=Role.CLERK,
        valid_from=date(2020, 1, 1),
    )
    wants(office.clerk, "dead@example.gov.cn")
    wants(office.auditor, "yan@example.gov.cn")
    alarm(office, time.today(now), 1)
    real = EmailBackend.send_messages

    def refuse_dead(self: EmailBackend, messages: list[EmailMessage]) -> int:
        if messages[0].to == ["dead@example.gov.cn"]:
            raise ConnectionRefusedError("dead@example.gov.cn")
        return int(real(self, messages))

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_dead)
    with pytest.raises(ConnectionRefusedError):
        send(office, now)
    assert [m.to for m in mailoutbox] == [["yan@example.gov.cn"]]
    monkeypatch.setattr(EmailBackend, "send_messages", real)
    send(office, now)
    assert [m.to for m in mailoutbox] == [["yan@example.gov.cn"], ["dead@example.gov.cn"]]


def test_the_page_takes_an_address(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    assert "现在不发邮件" in client.get("/desk/account/mail/").content.decode()
    wrong = client.post("/desk/account/mail/", {"address": "jiang"}).content.decode()
    assert "邮箱地址不完整" in wrong
    assert MailAddress.objects.count() == 0
    client.post("/desk/account/mail/", {"address": "jiang@example.gov.cn"})
    assert MailAddress.objects.get().address == "jiang@example.gov.cn"
