"""What people fill in about an item."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse_lazy

from gongkai.office.agencies.models import Agency
from gongkai.office.formfields import (
    BoundedFileField,
    ManyFilesField,
    PlainForm,
    day,
    section,
    words,
)
from gongkai.office.publishing import attaching, importing, notation
from gongkai.office.publishing.content import Content
from gongkai.office.publishing.forms.fields import ColumnField, IndexNumberField
from gongkai.office.publishing.models import (
    CoordinationKind,
    CoordinationResult,
    ItemVersion,
)
from gongkai.office.reviews.models import Template

BODY_HELP = (
    "一行一段。行首写“# ”是一级标题，“## ”是二级标题，“- ”是列表，“+ ”是编号列表，"
    "“| 甲 | 乙 |”是表格的一行；**加粗**，[文字](网址) 是链接。"
)


class ItemForm(PlainForm):
    """The text of a version. `based_on` is the version it was opened at."""

    based_on = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label="标题", max_length=200, error_messages={"required": "请填写标题。"}
    )
    body = forms.CharField(
        label="正文",
        required=False,
        help_text=BODY_HELP,
        widget=forms.Textarea(
            attrs={"rows": 24, "data-paste-word": reverse_lazy("publishing:pasted")}
        ),
    )
    summary = forms.CharField(
        label="内容概述",
        max_length=300,
        required=False,
        help_text="一两句话，列在公开目录里（条例第十二条）。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    document_number = forms.CharField(label="文号", max_length=120, required=False)
    issuing_agencies = forms.CharField(label="发文机关", max_length=200, required=False)
    written_on = day("成文日期", required=False)
    keywords = forms.CharField(
        label="主题词", max_length=200, required=False, help_text="几个词之间空一格。"
    )
    files = ManyFilesField(  # type: ignore[assignment]  # declared fields are taken off the class
        label="添加附件",
        required=False,
        help_text="PDF、OFD、Word、Excel、WPS、图片或者纯文本，每个不超过 20 MB。",
        most_bytes=attaching.MOST_BYTES,
        advice="请压缩图片或者拆成几个。",
    )

    def __init__(self, *args: Any, version: ItemVersion | None = None, **kwargs: Any) -> None:
        if version is not None:
            kwargs["initial"] = {
                "based_on": version.uid,
                "title": version.title,
                "body": notation.to_lines(version.body),
                "summary": version.summary,
                "document_number": version.document_number,
                "issuing_agencies": version.issuing_agencies,
                "written_on": version.written_on,
                "keywords": version.keywords,
            }
        super().__init__(*args, **kwargs)
        held = list(version.attachments.all()) if version is not None else []
        if held:
            self.fields["keep"] = forms.MultipleChoiceField(
                label="保留的附件",
                choices=[(str(a.file.uid), a.title) for a in held],
                initial=[str(a.file.uid) for a in held],
                required=False,
                help_text="去掉勾的附件，新的一版里就没有了；原来的一版不变。",
                widget=forms.CheckboxSelectMultiple,
            )

    def content(self) -> Content:
        """The entered text, its body as HTML."""
        given = self.cleaned_data
        return Content(
            title=given["title"],
            body=notation.to_html(given["body"]),
            summary=given["summary"],
            document_number=given["document_number"],
            issuing_agencies=given["issuing_agencies"],
            written_on=given["written_on"],
            keywords=given["keywords"],
        )


class PlaceForm(PlainForm):
    """Where an item stands, what it interprets, and how the public was asked about its draft."""

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column"] = ColumnField(agency)
        self.fields["section"] = section(agency, "责任科室", none="不填")
        self.fields["interprets_index"] = IndexNumberField(
            agency,
            label="解读的文件",
            help_text="政策解读写被解读文件的索引号；其他信息不填。",
        )
        self.fields["consulted_index"] = IndexNumberField(
            agency,
            label="意见征集",
            help_text="制定以前公开征求过意见的，写那条征集意见的信息的索引号；"
            "两边的页面会互相链接。",
        )
        self.order_fields(["column", "section"])


class NewItemForm(PlaceForm, ItemForm):
    """A new item: where it belongs, when it was formed, and its text."""

    formed_on = day("生成日期", "信息形成的那一天。20 个工作日内公开（条例第二十六条）。")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["formed_on"].initial = today
        self.order_fields(["title", "column", "section", "formed_on", "body"])


class ImportForm(PlaceForm):
    file = BoundedFileField(
        most_bytes=importing.MOST_BYTES,
        advice="请删去大图后再导入。",
        label="Word 文件",
        help_text=".docx、.doc、.wps、.rtf、.odt 或者网页文件，不超过 20 MB。导入以后在编辑页核对。",
        error_messages={"required": "请选择文件。"},
    )
    formed_on = day("生成日期", "信息形成的那一天。20 个工作日内公开（条例第二十六条）。")
    attach = forms.BooleanField(label="同时把原文件作为附件", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["formed_on"].initial = today
        self.order_fields(["file", "column", "section", "formed_on"])


class SubmitForm(PlainForm):
    version = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, templates: list[Template], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"] = forms.ChoiceField(
            label="审核模板",
            choices=[(str(t.uid), t.name) for t in templates],
            error_messages={"required": "请选择审核模板。"},
        )


class ReasonForm(PlainForm):
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明理由。"},
    )


class AnswerForm(PlainForm):
    key = forms.CharField(max_length=120, widget=forms.HiddenInput)
    reason = forms.CharField(max_length=300, error_messages={"required": "请写明为什么可以保留。"})


class ChangeForm(PlainForm):
    changed_on = day("变更日期", "信息变更之日起 20 个工作日内公开新的内容（条例第二十六条）。")


class ConsultForm(PlainForm):
    kind = forms.ChoiceField(label="方式", choices=CoordinationKind.choices)
    body = forms.CharField(
        label="对方机关", max_length=120, error_messages={"required": "请填写对方机关。"}
    )
    matter = forms.CharField(
        label="涉及的内容", max_length=300, error_messages={"required": "请写明涉及的内容。"}
    )
    asked_on = day("发出日期")


class SettleForm(PlainForm):
    answered_on = day("答复日期")
    result = forms.ChoiceField(
        label="对方的意见",
        choices=[("", "请选择"), *CoordinationResult.choices],
        error_messages={"required": "没有选对方的意见。请照对方的答复选一项。"},
    )
    reference = forms.CharField(label="函号或者批准文号", max_length=120, required=False)
    settlement = forms.CharField(
        label="处理情况",
        max_length=300,
        required=False,
        help_text="有不同意见的，写明怎样处理；没有写明以前不能公开。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SettlementForm(PlainForm):
    """How a different view of the other agency was settled."""

    settlement = words("处理情况", rows=3, size=300)
