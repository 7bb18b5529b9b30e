"""The questions of an application, one form a page (条例第二十九条)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from gongkai.office.applications.models import ApplicantKind, FormWanted, MaterialKind
from gongkai.office.applications.services import Paper
from gongkai.office.formfields import ManyFilesField
from gongkai.office.identity_number import check_digit
from gongkai.office.portal import papers
from gongkai.office.publishing.checks import identity_numbers, telephones
from gongkai.office.publishing.checks.finding import Line
from gongkai.office.refusal import Refusal

_TELEPHONE = re.compile(r"[0-9+][0-9 \-]{5,18}[0-9]")


def _text(label: str, help_text: str, missing: str, size: int, **given: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=size,
        error_messages={
            "required": missing,
            "max_length": f"{label}最多 {size} 个字，请写短一些。",
        },
        **given,
    )


def _typed(**attributes: str) -> forms.TextInput:
    return forms.TextInput(attrs=attributes)


class Question(forms.Form):
    """A page of the form. `website` is left empty by people, who do not see it."""

    website = forms.CharField(required=False, label="请不要填这一栏")

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("这一栏用来识别自动程序，请清空后再继续。")
        return ""

    def answer(self) -> dict[str, Any]:
        """What is kept."""
        return {k: v for k, v in self.cleaned_data.items() if k != "website"}


class ApplicantQuestion(Question):
    kind = forms.ChoiceField(
        label="申请人是",
        choices=[
            (value, "公民（自然人）" if value == ApplicantKind.NATURAL_PERSON else label)
            for value, label in ApplicantKind.choices
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "没有选申请人的类型。请选一项。",
            "invalid_choice": "请在列出的类型里选一项。",
        },
    )
    name = _text(
        "姓名或者名称",
        "公民写身份证上的姓名，单位写登记证书上的全称。",
        "没有写姓名或者名称。请填写。",
        120,
        widget=_typed(autocomplete="name"),
    )
    identity_number = _text(
        "证件号码",
        "公民写身份证号，也可以写护照等其他证件的号码；单位写统一社会信用代码。加密保存，只用来核实申请人。",
        "没有写证件号码。条例第二十九条要求提供身份证明，请填写。",
        40,
        widget=_typed(**{"class": "w-m", "autocomplete": "off"}),
    )

    def clean_identity_number(self) -> str:
        value: str = re.sub(r"\s", "", self.cleaned_data["identity_number"]).upper()
        if re.fullmatch(r"\d{17}[\dX]", value) and check_digit(value[:17]) != value[17]:
            raise forms.ValidationError("这个身份证号的最后一位与前面对不上，请核对有没有写错。")
        if len(value) < 5:
            raise forms.ValidationError("证件号码太短，请写完整。")
        return value


class ContactQuestion(Question):
    telephone = _text(
        "联系电话",
        "申请内容不清楚时，我们打这个电话问您。",
        "没有写联系电话。请填写，没有电话的请到本机关当面申请。",
        20,
        widget=_typed(**{"class": "w-m", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label="电子邮箱",
        help_text="想用电子邮件收到答复的要填。",
        required=False,
        max_length=120,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "这不像一个邮箱地址，应当是 name@example.cn 的样子。请改正。"},
    )
    address = _text(
        "通信地址",
        "想用邮寄收到答复的要填，写到门牌号，连同邮政编码。",
        "",
        200,
        required=False,
        widget=_typed(autocomplete="street-address"),
    )

    def clean_telephone(self) -> str:
        value: str = self.cleaned_data["telephone"].strip()
        if not _TELEPHONE.fullmatch(value):
            raise forms.ValidationError("这不像一个电话号码，请写手机号，或者带区号的固定电话。")
        return value


class InformationQuestion(Question):
    subject = _text(
        "一句话说明要什么信息",
        "例如：2025年全县乡镇卫生院基本药物补助资金分配表。请不要写任何人的姓名、电话、身份证号。",
        "没有写要什么信息。请用一句话写明。",
        100,
    )
    details = _text(
        "详细描述",
        "写文件名称，或者能让我们找到它的特征：什么事、哪一年、哪个地方、哪个单位做的。不需要写用途。",
        "没有写详细描述。请写出能让我们找到它的特征。",
        2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    document_number = _text(
        "文号", "例如：云卫财〔2025〕6号", "", 60, required=False, widget=_typed(**{"class": "w-m"})
    )
    years = _text(
        "信息形成的年份",
        "例如：2024，或者 2023—2025",
        "",
        20,
        required=False,
        widget=_typed(**{"class": "w-m"}),
    )

    def clean_subject(self) -> str:
        value: str = self.cleaned_data["subject"].strip()
        line = [Line("这一行", value)]
        if [*identity_numbers.find(line), *telephones.find(line)]:
            raise forms.ValidationError(
                "这一行里有电话或者身份证号。办理列表会显示这一行，请删去，需要的写到详细描述里。"
            )
        if len(value) < 5:
            raise forms.ValidationError(
                f"现在只有“{value}”，我们无法据此查找。请补上年份、事项或者单位。"
            )
        return value

    def clean_years(self) -> str:
        value: str = self.cleaned_data["years"].strip()
        numbers = [int(n) for n in re.findall(r"\d{4}", value)]
        if value and not re.fullmatch(r"\d{4}\s*年?(\s*[—\-－~至到]+\s*\d{4}\s*年?)?", value):
            raise forms.ValidationError("请写一个年份，或者写起止两个年份，例如 2023—2025。")
        if len(numbers) == 2 and numbers[1] < numbers[0]:
            raise forms.ValidationError(
                f"结束年份 {numbers[1]} 年早于起始年份 {numbers[0]} 年。请改正其中一个。"
            )
        return value


WAYS = {
    FormWanted.ELECTRONIC: "电子邮件，发到您填的邮箱",
    FormWanted.PAPER_POST: "纸质，邮寄到您填的地址",
    FormWanted.PAPER_COLLECT: "纸质，到本机关当面领取",
    FormWanted.READING: "到本机关查阅、抄录",
    FormWanted.OTHER: "其他",
}


class ProvisionQuestion(Question):
    form_wanted = forms.ChoiceField(
        label="怎样提供给您",
        choices=[(way.value, words) for way, words in WAYS.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": "没有选提供的方式。请选一项。",
            "invalid_choice": "请在列出的方式里选一项。",
        },
    )
    other = _text("补充说明", "例如：需要电子表格；只要复印件。", "", 200, required=False)

    def __init__(self, *args: Any, contact: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact or {}

    def clean_form_wanted(self) -> str:
        value: str = self.cleaned_data["form_wanted"]
        if value == FormWanted.ELECTRONIC and not self.contact.get("email"):
            raise forms.ValidationError(
                "用电子邮件提供要有邮箱，第 2 步没有填。请返回第 2 步补上，或者选别的方式。"
            )
        if value == FormWanted.PAPER_POST and not self.contact.get("address"):
            raise forms.ValidationError(
                "邮寄要有通信地址，第 2 步没有填。请返回第 2 步补上，或者选别的方式。"
            )
        return value


class PaperField(ManyFilesField):
    """Files of one kind. `expected`: nothing may be said of leaving them out, though they may have
    been sent before and so are not `required`."""

    expected = False


class PapersQuestion(Question):
    """Files that go with the application; those sent before are `held`."""

    HELP = {
        MaterialKind.IDENTITY: "身份证正反面的照片或者扫描件；单位是登记证书。",
        MaterialKind.AUTHORISATION: "替别人申请的，传委托书和双方的身份证明。",
        MaterialKind.OTHER: "能帮我们找到信息的，例如收到过的回执、旧文件的照片。",
    }

    def __init__(self, *args: Any, held: Sequence[papers.Held] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        for kind in papers.KINDS:
            field = PaperField(
                label=kind.label, help_text=self.HELP[kind], required=False, allow_empty_file=True
            )
            field.expected = settings.PORTAL_REQUIRES_IDENTITY_PROOF and (
                kind is MaterialKind.IDENTITY
            )
            field.widget.attrs["accept"] = ".jpg,.jpeg,.png,.pdf,.ofd,.doc,.docx,.wps"
            self.fields[kind.value] = field
        self.sent: list[Paper] = []

    def clean(self) -> dict[str, Any]:
        """Look at every file: those that can be kept are in `sent`, whatever the others are."""
        given = super().clean() or {}
        for kind in papers.KINDS:
            for file in given.pop(kind.value, ()):
                try:
                    if file.size > papers.MOST_BYTES:
                        raise Refusal(
                            "paper.size",
                            f"“{file.name}”超过 10 MB，请缩小照片，或者改用扫描件。",
                        )
                    self.sent.append(papers.look_at(file.name, file.read(), kind))
                except Refusal as refused:
                    self.add_error(kind.value, str(refused))
        kinds = {one.kind for one in self.held} | {one.kind for one in self.sent}
        if settings.PORTAL_REQUIRES_IDENTITY_PROOF and MaterialKind.IDENTITY not in kinds:
            self.add_error(
                MaterialKind.IDENTITY.value,
                "没有传身份证明。条例第二十九条要求提供，请传照片或者扫描件；不便上传的请当面申请。",
            )
        return given


#: The questions in their order: address name → (short name, title, form).
QUESTIONS: dict[str, tuple[str, str, type[Question]]] = {
    "applicant": ("申请人", "谁来申请", ApplicantQuestion),
    "contact": ("联系方式", "怎样与您联系", ContactQuestion),
    "information": ("需要的信息", "您需要的政府信息是什么", InformationQuestion),
    "provision": ("提供方式", "怎样把信息给您", ProvisionQuestion),
    "papers": ("材料", "身份证明和其他材料", PapersQuestion),
}


class TrackForm(forms.Form):
    number = _text(
        "编号",
        "接收回执上的编号，例如 2026-0041。",
        "没有写编号。请照接收回执填写。",
        20,
        widget=_typed(**{"class": "w-m", "autocomplete": "off"}),
    )
    code = _text(
        "查询码",
        "接收回执上的 12 位查询码，不分大小写，可以带空格。",
        "没有写查询码。请照接收回执填写。",
        40,
        widget=_typed(**{"class": "w-m", "autocomplete": "off", "spellcheck": "false"}),
    )
