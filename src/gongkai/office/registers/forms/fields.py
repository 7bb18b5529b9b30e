"""A figure or an amount, as the forms of the registers ask for it."""

from __future__ import annotations

from typing import Any

from django import forms


class Seen(forms.IntegerField):
    """The version a page shows, sent back with its form. After a refusal, which says what changed, the
    page shows the version that stands now and sends that one."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        words = "这一页不完整，请重新打开以后再办。"
        super().__init__(label="版本", error_messages={"required": words, "invalid": words})

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


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
            "max_digits": "数太大了，请核对单位。",
            "max_whole_digits": "数太大了，请核对单位。",
            "max_decimal_places": f"最多 {places} 位小数。",
        },
    )
