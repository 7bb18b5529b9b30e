"""Taking applications in."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.events import CHANNEL_NAMES, Channel
from gongkai.office.agencies.models import Agency
from gongkai.office.applications.models import ApplicantKind, FormWanted
from gongkai.office.applications.services import Submission
from gongkai.office.applications.table import parse
from gongkai.office.formfields import Once, PlainForm, day, email, section, text, words

#: What a clerk has to read off the paper is not answered for them.
CHOOSE = ("", "请选择")


class RegisterForm(PlainForm):
    channel = forms.ChoiceField(
        label="渠道",
        help_text="渠道决定收到之日怎么算（条例第三十一条）。"
        "挂号信、快递是需签收的邮寄，平信是平常信函。",
        choices=[CHOOSE, *((c.value, CHANNEL_NAMES[c]) for c in Channel)],
    )
    arrived_on = day("收到日期", "材料到达本机关的日期；需签收的邮件是签收的日期。")
    confirmed_on = day(
        "双方确认日期",
        "平常信函、互联网、电子邮件和传真要与申请人确认收到。还没有确认的空着，确认后再登记。",
        required=False,
    )
    kind = forms.ChoiceField(
        label="申请人类型",
        help_text="年度报告按这六类统计。",
        choices=[CHOOSE, *ApplicantKind.choices],
    )
    name = text("姓名或者名称", size=120)
    identity_number = text("证件号码", "身份证号、统一社会信用代码等。", required=False, size=60)
    telephone = text("联系电话", required=False, size=40)
    address = text("通信地址", required=False)
    email = email("电子邮箱")
    subject_line = text(
        "申请事项",
        "一句话概括要什么信息，会出现在列表里。不要写人名、住址、电话。",
    )
    request_text = words("申请内容", "照抄申请表：信息的名称、文号或者其他特征。")
    form_wanted = forms.ChoiceField(label="获取方式", choices=[CHOOSE, *FormWanted.choices])
    once = Once()

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"] = section(agency, "承办科室", none="先由公开办办理")

    def submission(self) -> Submission:
        """What the services take."""
        given = {n: v for n, v in self.cleaned_data.items() if n not in ("section", "once")}
        given["channel"] = Channel(given["channel"])
        return Submission(**given)


class BatchForm(PlainForm):
    pasted = words(
        "申请表格", "从电子表格复制，连同表头一起粘贴；也可以粘贴用逗号分隔的文本。", rows=10
    )
    once = Once()

    def clean_pasted(self) -> tuple[Submission, ...]:
        """The applications the table names; every line that names none is an error."""
        read = parse(self.cleaned_data["pasted"])
        if read.errors:
            raise forms.ValidationError(list(read.errors))
        return read.submissions
