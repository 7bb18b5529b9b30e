"""What people fill in about channels."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.office.agencies.models import Agency
from gongkai.office.formfields import BoundedFileField, Once, PlainForm, day, section
from gongkai.office.grid import MAX_BYTES
from gongkai.office.publishing.models import ChannelKind, CountedFrom
from gongkai.office.publishing.queries import published_item


class ChannelForm(PlainForm):
    kind = forms.ChoiceField(label="种类", choices=ChannelKind.choices)
    name = forms.CharField(
        label="名称",
        max_length=80,
        help_text="例如“云溪卫健”微信公众号。",
        error_messages={"required": "请填写名称。"},
    )
    account = forms.CharField(label="账号或者网址", max_length=200, required=False)
    opened_on = day("开通日期")
    counted_from = forms.ChoiceField(
        label="发布数按什么统计",
        choices=CountedFrom.choices,
        help_text="两种只用一种，以后不能改。",
    )
    automatic = forms.BooleanField(
        label="网站公开一条，这里自动登记一条",
        required=False,
        help_text="公开网站自己选这一项；逐条登记的渠道才能选。",
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"] = section(agency, "责任科室", none="不填")


class CloseChannelForm(PlainForm):
    closed_on = day("停用日期", "最后使用的一天。这一天以前的记录照样计入，以后的不能再登记。")


class PostForm(PlainForm):
    title = forms.CharField(
        label="标题", max_length=200, error_messages={"required": "请填写标题。"}
    )
    posted_on = day("发布日期")
    address = forms.CharField(
        label="网址或者位置", max_length=500, required=False, help_text="公开栏写在哪里。"
    )
    index_number = forms.CharField(
        label="对应信息的索引号",
        max_length=40,
        required=False,
        help_text="转发网站上的信息才填。",
    )
    once = Once()

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency

    def clean(self) -> dict[str, Any]:
        """The live publication of the item in place of its index number."""
        given = super().clean() or {}
        number = given.pop("index_number", "").strip()
        given["uid"] = given.pop("once", None)
        given["publication"] = published_item(self.agency, number) if number else None
        if number and given["publication"] is None:
            self.add_error("index_number", "这个索引号的信息现在没有公开，不能登记转发。")
        return given


class FiguresForm(PlainForm):
    file = BoundedFileField(
        most_bytes=MAX_BYTES,
        advice="请分成几个文件导入。",
        label="数字文件",
        help_text="CSV 或者 XLSX，第一行写列名：渠道、月份、发布数、关注数、阅读数。",
        error_messages={"required": "请选择文件。"},
    )
