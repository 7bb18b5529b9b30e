"""What people fill in about columns and the word list."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.office.agencies.models import Agency
from gongkai.office.formfields import PlainForm, section
from gongkai.office.publishing.forms.fields import ColumnField
from gongkai.office.publishing.models import Block, Freshness


class ColumnForm(PlainForm):
    block = forms.ChoiceField(label="板块", choices=Block.choices, initial=Block.PROACTIVE)
    name = forms.CharField(
        label="名称", max_length=120, error_messages={"required": "请填写栏目名称。"}
    )
    slug = forms.SlugField(
        label="地址名",
        max_length=60,
        help_text="小写字母、数字和短横，例如 vaccination。公开以后不再改。",
        error_messages={
            "required": "请填写地址名。",
            "invalid": "地址名只能用小写字母、数字和短横。",
        },
    )
    freshness = forms.ChoiceField(
        label="更新要求", choices=Freshness.choices, initial=Freshness.REGULAR
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = ColumnField(agency, required=False)
        self.fields["parent"].label = "上级栏目"
        self.fields["parent"].empty_label = "没有上级栏目"  # type: ignore[attr-defined]
        self.fields["section"] = section(agency, "责任科室", none="不填")

    def clean_slug(self) -> str:
        return str(self.cleaned_data["slug"]).lower()


class ChangeColumnForm(PlainForm):
    """What may change about a column; its block and its address stay, because others link to it."""

    name = forms.CharField(
        label="名称", max_length=120, error_messages={"required": "请填写栏目名称。"}
    )
    freshness = forms.ChoiceField(label="更新要求", choices=Freshness.choices)
    position = forms.IntegerField(
        label="排在第几",
        min_value=1,
        max_value=200,
        help_text="在同一板块、同一上级栏目里的位置，从 1 数起。",
        widget=forms.NumberInput(attrs={"class": "w-s"}),
        error_messages={
            "required": "请填写位置。",
            "min_value": "位置从 1 数起，请改正。",
            "invalid": "位置是一个整数，请改正。",
        },
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"] = section(agency, "责任科室", none="不填")
        self.order_fields(["name", "section", "freshness", "position"])


class OfficeForm(PlainForm):
    """What the guide says of the office that answers for disclosure."""

    name = forms.CharField(
        label="工作机构名称",
        max_length=120,
        help_text="例如：办公室（公开办）。",
        error_messages={"required": "请填写工作机构名称。"},
    )
    address = forms.CharField(
        label="办公地址",
        max_length=200,
        help_text="写到楼层和房间，来访的人按它找。",
        error_messages={"required": "请填写办公地址。"},
    )
    hours = forms.CharField(
        label="办公时间",
        max_length=120,
        help_text="例如：工作日 9:00—13:00，15:30—19:00。",
        error_messages={"required": "请填写办公时间。"},
    )
    telephone = forms.CharField(
        label="联系电话", max_length=40, error_messages={"required": "请填写联系电话。"}
    )
    fax = forms.CharField(
        label="传真号码",
        max_length=40,
        required=False,
        help_text="没有传真的不填，指南里写明没有。",
    )
    postcode = forms.RegexField(
        r"^\d{6}$",
        label="邮政编码",
        required=False,
        widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric"}),
        error_messages={"invalid": "邮政编码是 6 位数字，请改正。"},
    )
    email = forms.EmailField(
        label="电子邮箱",
        required=False,
        help_text="互联网联系方式；没有的，指南里写本网站的地址。",
        error_messages={"invalid": "这不像一个邮箱地址，请改正。"},
    )


class WordForm(PlainForm):
    wrong = forms.CharField(
        label="易错写法", max_length=40, error_messages={"required": "请填写易错写法。"}
    )
    right = forms.CharField(
        label="正确写法", max_length=40, error_messages={"required": "请填写正确写法。"}
    )
    but = forms.CharField(
        label="例外",
        max_length=200,
        required=False,
        help_text="出现在这些词里不算错，几个词之间空一格。",
    )
