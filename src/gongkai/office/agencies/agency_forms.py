"""Forms of the agency's own page: its name, whom it took over, who stands above it."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.office.agencies.models import Agency, SuccessionKind
from gongkai.office.formfields import PlainForm, day


def _agencies(but: Agency) -> Any:
    return Agency.objects.exclude(pk=but.pk).filter(closed_on__isnull=True).order_by("name")


class RenameForm(PlainForm):
    name = forms.CharField(
        label="新名称", max_length=120, help_text="写全称，年报和答复书照这样印。"
    )
    from_day = day("从哪一天起", "这一天以前的文书仍然印原来的名称。")
    basis = forms.CharField(
        label="依据", max_length=200, help_text="例如“云办发〔2026〕3号 机构改革方案”。"
    )


class SuperiorForm(PlainForm):
    superior = forms.ModelChoiceField(
        label="主管部门",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="不在本系统里",
        to_field_name="uid",
    )
    superior_name = forms.CharField(
        label="主管部门的全称",
        max_length=120,
        required=False,
        help_text="上面选“不在本系统里”的填写。",
    )
    reconsideration_body = forms.CharField(
        label="行政复议机关",
        max_length=120,
        help_text="写全称。政府工作部门一般是本级人民政府；垂直领导的机关是上一级主管部门。",
    )
    valid_from = day("从哪一天起", "现在的隶属到前一天为止。")

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["superior"].queryset = _agencies(agency)  # type: ignore[attr-defined]


class SuccessionForm(PlainForm):
    kind = forms.ChoiceField(label="方式", choices=SuccessionKind.choices)
    predecessor = forms.ModelChoiceField(
        label="原机关",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="不在本系统里",
        to_field_name="uid",
        help_text="在本系统里的，合并以后账上写明撤销日期，原来的记录不变。",
    )
    predecessor_name = forms.CharField(
        label="原机关的全称",
        max_length=120,
        required=False,
        help_text="上面选“不在本系统里”的填写。",
    )
    on = day("日期")
    basis = forms.CharField(label="依据", max_length=200, help_text="例如机构改革方案的文号。")

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["predecessor"].queryset = _agencies(agency)  # type: ignore[attr-defined]
