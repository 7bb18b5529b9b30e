"""What the supervising office's pages ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from gongkai.office.formfields import day
from gongkai.office.supervision.models import Ruling
from gongkai.office.supervision.services import Said
from gongkai.report.read.packages import MOST_BYTES


class UploadForm(forms.Form):
    """A file of a unit. `units` are those of this office."""

    unit = forms.ModelChoiceField(
        None,
        label="单位",
        empty_label="请选择",
        error_messages={
            "required": "没有选单位。请选择是哪个单位的报告。",
            "invalid_choice": "没有这个单位。",
        },
    )
    file = forms.FileField(
        label="文件",
        help_text=f"Word、PDF、网页、表格、文本等都可以，不超过 {MOST_BYTES // 1024 // 1024} MB。",
        error_messages={
            "required": "没有选文件。请选择单位报来的文件。",
            "empty": "文件是空的，请重新选择。",
        },
    )
    received_on = day("报送日期", "单位报来的那一天。")
    sure = forms.BooleanField(
        label="确是这个单位的报告",
        help_text="文件里的机关名称与单位不同（印错、改名）时勾选。",
        required=False,
    )

    def __init__(self, *args: Any, units: Any, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("received_on", today)
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(
                f"“{given.name}”有 {given.size // 1024 // 1024} MB，超过了上限。请删去大图后另存再传。"
            )
        return given


class ReturnForm(forms.Form):
    due_on = day("重报期限", "写进退回函，单位在这一天以前重新报送。")


class PublicationForm(forms.Form):
    on = day("公开日期")
    where = forms.CharField(
        label="公开在哪里",
        help_text="网址或者栏目。",
        max_length=500,
        error_messages={"required": "没有填公开在哪里。请填网址或者栏目。"},
    )


def said(data: Mapping[str, str]) -> dict[str, Said]:
    """The rulings of a posted page by `Judged.key`; what was left open is left out."""
    rulings = {
        name.removeprefix("ruling-"): value
        for name, value in data.items()
        if name.startswith("ruling-") and value in Ruling.values
    }
    return {key: Said(value, data.get(f"reason-{key}", "")) for key, value in rulings.items()}
