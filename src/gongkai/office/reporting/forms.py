"""What a person enters about a report."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.office.formfields import PlainForm, day
from gongkai.office.reporting.kinds import KINDS
from gongkai.office.reporting.models import Judged
from gongkai.office.reporting.narrative import OPTIONAL, SECTIONS, Part


class TextForm(PlainForm):
    """The parts of one section; every part may be saved empty, checking says what is missing."""

    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, section: int, parts: list[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        written = {part.key: part.text for part in parts}
        self.section = section
        for spec in SECTIONS[section]:
            self.fields[spec.key] = forms.CharField(
                label=spec.title,
                help_text=spec.question,
                initial=written.get(spec.key, ""),
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 7}),
            )
            self.fields[spec.key].must = (section, spec.key) not in OPTIONAL  # type: ignore[attr-defined]

    @property
    def texts(self) -> dict[str, str]:
        return {spec.key: self.cleaned_data[spec.key] for spec in SECTIONS[self.section]}


class DayForm(PlainForm):
    """The day a report was filed or published, and to whom or where."""

    on = day("日期")
    note = forms.CharField(label="说明", max_length=500, required=False)


class ReasonForm(PlainForm):
    note = forms.CharField(
        label="原因", max_length=500, error_messages={"required": "请写明原因。"}
    )


class VerdictForm(PlainForm):
    """What somebody decides about a finding, and why."""

    fingerprint = forms.RegexField(r"^[0-9a-f]{16}$")
    decision = forms.ChoiceField(
        label="结论", choices=Judged.choices, error_messages={"required": "请选择结论。"}
    )
    reason = forms.CharField(
        label="原因", max_length=500, error_messages={"required": "请写明原因。"}
    )
    publish = forms.CharField(label="随报告公开的说明", max_length=1000, required=False)


class KeepingForm(PlainForm):
    """Which kinds of records are kept here."""

    from_year = forms.IntegerField(
        label="自哪个报告年度起",
        min_value=2021,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )
    kinds = forms.MultipleChoiceField(
        label="在本系统登记、没有就是 0 的事项",
        choices=[(kind.code, kind.name) for kind in KINDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
