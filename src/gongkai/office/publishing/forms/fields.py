"""Fields that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.office.agencies.models import Agency
from gongkai.office.publishing.models import Column, InformationItem
from gongkai.office.publishing.queries import columns


class ColumnField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A column in use, with its block."""

    def __init__(self, agency: Agency, **given: Any) -> None:
        super().__init__(
            columns(agency),
            label="栏目",
            empty_label="请选择",
            error_messages={
                "required": "请选择栏目。",
                "invalid_choice": "没有这个栏目，请重新选择。",
            },
            **given,
        )

    def label_from_instance(self, obj: Column) -> str:
        return f"{obj.get_block_display()}{obj.ordinal}：{obj.name}"


class IndexNumberField(forms.CharField):
    """The index number of an item of the agency, cleaned to the item; None where nothing is typed."""

    def __init__(self, agency: Agency, **given: Any) -> None:
        super().__init__(max_length=40, required=False, **given)
        self.agency = agency

    def clean(self, value: Any) -> InformationItem | None:
        number = super().clean(value).strip()
        if not number:
            return None
        found = InformationItem.objects.filter(agency=self.agency, index_number=number).first()
        if found is None:
            raise forms.ValidationError("没有这个索引号的信息。请从那条信息的页面抄来。")
        return found
