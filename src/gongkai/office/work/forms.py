"""Where reminders go."""

from __future__ import annotations

from django import forms

from gongkai.office.formfields import PlainForm


class MailForm(PlainForm):
    address = forms.EmailField(
        label="提醒邮箱",
        required=False,
        max_length=200,
        help_text="邮件里只有日期和项数，没有申请和人员的内容。清空就不再发。",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "邮箱地址不完整，请写成 name@example.gov.cn 的样子。"},
    )
