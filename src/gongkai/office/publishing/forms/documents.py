"""What people fill in about rules and normative documents."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.office.agencies.models import Agency
from gongkai.office.formfields import PlainForm, day, section
from gongkai.office.publishing.forms.fields import IndexNumberField
from gongkai.office.publishing.models import DocumentKind, Ending, NormativeDocument
from gongkai.office.publishing.services import DocumentData

ENDINGS = [(e.value, e.label) for e in Ending if e is not Ending.REPLACED]
ENDED_ON_HELP = "第一个不再有效的日子。有效期至 12 月 31 日的，填次年 1 月 1 日。"


class DocumentForm(PlainForm):
    kind = forms.ChoiceField(
        label="种类",
        choices=DocumentKind.choices,
        initial=DocumentKind.NORMATIVE_DOCUMENTS,
        widget=forms.Select(attrs={"class": "w-m"}),
    )
    title = forms.CharField(
        label="标题", max_length=300, error_messages={"required": "请填写标题。"}
    )
    document_number = forms.CharField(
        label="文号",
        max_length=120,
        help_text="例如“云卫规〔2026〕3号”；规章写发布令的编号。",
        error_messages={"required": "请填写文号。"},
    )
    issued_on = day("成文日期", "按这个日期计入本年制发。")
    effective_on = day("施行日期", "自公布之日起施行的，填公布的日期。")
    expires_on = day("有效期至", "文件里写明有效期的才填。到期以后请登记失效。", required=False)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"] = section(agency, "起草科室", none="不填")

    def document(self) -> DocumentData:
        """The entered values."""
        names = [
            "kind",
            "title",
            "document_number",
            "issued_on",
            "effective_on",
            "expires_on",
            "section",
        ]
        return DocumentData(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def initial_of(held: NormativeDocument) -> dict[str, Any]:
        """What a form about a document shows first."""
        names = ["kind", "title", "document_number", "issued_on", "effective_on", "expires_on"]
        return {name: getattr(held, name) for name in names} | {"section": held.section_id}


class EndForm(PlainForm):
    ending = forms.ChoiceField(
        label="失效方式",
        choices=[("", "请选择"), *ENDINGS],
        widget=forms.Select(attrs={"class": "w-m"}),
        error_messages={
            "required": "没有选失效方式。请照决定选废止或者宣布失效，有效期届满的选期满失效。"
        },
    )
    ended_on = day("失效之日", ENDED_ON_HELP)
    basis = forms.CharField(
        label="依据",
        max_length=300,
        required=False,
        help_text="废止或者宣布失效的决定的文号；有效期届满的可以不填。",
    )


class CorrectionForm(DocumentForm):
    #: The version the page shows. It stays when the form comes back: what moved is to be looked at.
    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": "这一页不完整，请重新打开以后再更正。"},
    )
    ended_on = day("失效之日", ENDED_ON_HELP + "仍然有效的不填。", required=False)
    ending = forms.ChoiceField(
        label="失效方式",
        choices=[("", "仍然有效"), *Ending.choices],
        required=False,
        widget=forms.Select(attrs={"class": "w-m"}),
    )
    ended_basis = forms.CharField(label="失效依据", max_length=300, required=False)
    reason = forms.CharField(
        label="更正原因",
        max_length=300,
        help_text="原来的一版仍然保留，能看到改了什么。",
        error_messages={"required": "请写明更正的原因。"},
    )


class LinkForm(PlainForm):
    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["index_number"] = IndexNumberField(
            agency,
            label="公开文本的索引号",
            help_text="从信息的页面抄来，例如 11990000MB1A00017P/2026-00318。"
            "留空表示没有公开文本。",
        )
