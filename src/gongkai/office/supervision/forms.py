"""What the supervising office's pages ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from gongkai.office import asked
from gongkai.office.agencies.models import Agency, Level
from gongkai.office.agencies.units import ListError, Unit, read_units
from gongkai.office.formfields import ManyFilesField, PlainForm, day, text, words
from gongkai.office.supervision.models import Ruling
from gongkai.office.supervision.services import Said
from gongkai.report.read.packages import MOST_BYTES

#: A browser sends this many files in one form (Django's own bound); more come as a zip file.
FILES_AT_ONCE = 100
#: One file of a form, a zip file of many among them.
MOST_SENT = 200 * 1024 * 1024


class UploadForm(PlainForm):
    """A file of a unit. `units` are those of this office."""

    unit: forms.ModelChoiceField[Agency] = forms.ModelChoiceField(
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
        help_text="文件里的机关名称与单位不同（印错、改名），或者要换下单位在线报送的一稿时勾选。",
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


class ParcelForm(PlainForm):
    """Files of many units."""

    files = ManyFilesField(  # type: ignore[assignment]  # declared fields are taken off the class
        label="文件",
        help_text="可以一次选很多份，也可以选压缩包（.zip），里面一份文件是一个单位的报告。"
        f"每份不超过 {MOST_BYTES // 1024 // 1024} MB；超过 {FILES_AT_ONCE} 份的请压缩成一个包。",
        error_messages={"required": "没有选文件。请选择单位报来的文件。"},
    )
    received_on = day("报送日期", "单位报来的那一天。")

    def clean_files(self) -> list[Any]:
        given: list[Any] = self.cleaned_data["files"]
        for one in given:
            if one.size > MOST_SENT:
                raise forms.ValidationError(
                    f"“{one.name}”有 {one.size // 1024 // 1024} MB，超过了上限。请分成几个压缩包再传。"
                )
        return given


class PlaceForm(PlainForm):
    """Which unit a file is of, by its name: there may be hundreds to choose from."""

    unit = text("单位", size=120)

    def __init__(self, *args: Any, units: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {unit.name: unit for unit in units}

    def clean_unit(self) -> Agency:
        name = self.cleaned_data["unit"].strip()
        if name not in self._units:
            raise forms.ValidationError(f"名录里没有“{name}”。请从列出的名称里选一个。")
        return self._units[name]


class UnitsForm(PlainForm):
    """A list of units, one a line."""

    listed = words(
        "单位",
        "从表格里复制：一行一个单位，写名称和 18 位统一社会信用代码。名称看不出是政府、部门还是街道的，"
        "再写一列类别。",
        rows=12,
        size=400_000,
    )
    level = forms.ChoiceField(
        label="层级",
        help_text="乡镇、街道按名称自动认出，不用另选。",
        choices=Level.choices,
        widget=forms.Select(attrs={"class": "w-m"}),
    )
    reconsideration_body = text(
        "行政复议机关",
        "这些单位的行政复议由谁办，写全称。政府工作部门一般是本级人民政府。",
        size=120,
    )
    valid_from = day("从哪一天起", "要收哪一年的报告，就从那一年年末以前起。")

    def clean_listed(self) -> list[Unit]:
        try:
            return read_units(self.cleaned_data["listed"])
        except ListError as wrong:
            raise forms.ValidationError(list(wrong.problems[:20])) from wrong


class _Records(forms.MultipleChoiceField):
    """Records by their uids, which were listed when the page was made: what became of each since is
    told of it by name, so none is a wrong choice."""

    def valid_value(self, value: Any) -> bool:
        return asked.uid(str(value)) is not None


class TogetherForm(PlainForm):
    """Reports of a year to accept together."""

    chosen = _Records(
        label="报告",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "没有勾选报告。请勾选要一起接受的。",
            "invalid_choice": "勾选的报告认不出来。请重新打开这一页。",
        },
    )

    def clean_chosen(self) -> list[UUID]:
        return [uid for one in self.cleaned_data["chosen"] if (uid := asked.uid(one))]


class ReturnForm(PlainForm):
    due_on = day("重报期限", "写进退回函，单位在这一天以前重新报送。")


class PublicationForm(PlainForm):
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
