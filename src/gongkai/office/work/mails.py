"""The mail about a day's alarms: how many and of which day, and nothing else.

A mail passes servers that are not ours, so it names no case, no section and no person; who wants to
know more logs in.
"""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Max
from django.urls import reverse

from gongkai.office import time
from gongkai.office.agencies.models import Agency, Role
from gongkai.office.agencies.queries import roles_of
from gongkai.office.work.models import Alarm, MailAddress, MailSent

KIND = "work.alarm_mail"

#: Whose the deadlines are.
TOLD = frozenset({Role.CLERK})


def words(count: int, day: date, address: str) -> tuple[str, str]:
    """Subject and text of a mail about `count` new alarms of a day."""
    subject = f"公开工作提醒：{day.isoformat()}，{count} 项"
    desk = f"{address}{reverse('work:home')}"
    where = f"请登录查看：{desk}" if address else "请登录公开工作台查看。"
    text = (
        f"{day.isoformat()} 新增 {count} 项期限提醒。\n{where}\n\n"
        "不想再收到的，在工作台的“账号”页面清空提醒邮箱。\n"
    )
    return subject, text


def send_alarm_mails(*, now: datetime, agency: int, day: str) -> None:
    """Tell every clerk of the agency who gave an address of the alarms they were not yet told of. A
    second run tells nobody twice; a failing address is tried again and keeps nobody else waiting."""
    mail = settings.ENVIRONMENT.mail
    about = date.fromisoformat(day)
    if not mail.on or about != time.today(now):
        return
    held = Agency.objects.get(pk=agency)
    failed: Exception | None = None
    for wanted in MailAddress.objects.select_related("person").order_by("id"):
        person = wanted.person
        if TOLD.isdisjoint(roles_of(person, held, about)):
            continue
        sent, _ = MailSent.objects.get_or_create(
            agency=held, person=person, day=about, defaults={"last_alarm": 0}
        )
        fresh = Alarm.objects.filter(agency=held, day=about, pk__gt=sent.last_alarm)
        last = fresh.aggregate(last=Max("pk"))["last"]
        if last is None:
            continue
        subject, text = words(
            fresh.filter(pk__lte=last).count(), about, settings.ENVIRONMENT.address
        )
        try:
            EmailMessage(subject, text, mail.sender, [wanted.address]).send()
        except OSError as error:  # of the network and of the mail server alike
            failed = error
            continue
        MailSent.objects.filter(pk=sent.pk).update(last_alarm=last)
    if failed is not None:
        raise failed
