"""What the worker does for this app."""

from gongkai.office.work import mails

JOBS = {mails.KIND: mails.send_alarm_mails}
NAMES = {mails.KIND: "期限提醒邮件"}
