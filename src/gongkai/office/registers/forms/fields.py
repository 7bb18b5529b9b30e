"""Fields that say in plain words what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.office.agencies.models import Agency, Section


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "w-m"})


def day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=DayInput(),
        error_messages={
            "required": "请填写日期。",
            "invalid": "没有这一天，请写成 2026-03-02 的样子。",
        },
    )


def text(label: str, limit: int, help_text: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=limit,
        help_text=help_text,
        required=required,
        error_messages={
            "required": f"请填写{label}。",
            "max_length": f"最多 {limit} 个字。",
        },
    )


def number(label: str, help_text: str = "", *, places: int = 2) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        max_digits=20,
        decimal_places=places,
        widget=forms.TextInput(attrs={"class": "w-m", "inputmode": "decimal"}),
        error_messages={
            "required": f"请填写{label}；没有的填 0。",
            "invalid": "请只填数，不带单位。",
            "max_decimal_places": f"最多 {places} 位小数。",
        },
    )


class SectionField(forms.ModelChoiceField):
    """An open section of one agency."""

    def __init__(self, *, agency: Agency, label: str = "科室", **kwargs: Any) -> None:
        super().__init__(
            Section.objects.filter(agency=agency, closed_on__isnull=True).order_by("name"),
            label=label,
            error_messages={"required": "请选择科室。", "invalid_choice": "没有这个科室。"},
            empty_label="请选择" if kwargs.get("required", True) else "不填",
            **kwargs,
        )
