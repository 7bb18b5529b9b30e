"""What a person enters about a report."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.office.formfields import PlainForm, day, text, words
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


class FiledForm(PlainForm):
    """The day a report was filed, and to whom."""

    on = day("报送日期")
    note = text("报送给谁", required=False, size=500)


class PublishedForm(PlainForm):
    """The day a report was published, and where."""

    on = day("公开日期")
    note = text("公开在哪里", "网站的名称或者网址。", required=False, size=500)


class ReopenForm(PlainForm):
    note = words("重新编制的原因", "例如“更正了一件申请的答复日期”。", rows=3, size=500)


class Seen(forms.CharField):
    """What the page showed that the person decides from. After a refusal, which says what changed, the
    page shows what stands now and sends that."""

    widget = forms.HiddenInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class SendBackForm(PlainForm):
    seen = Seen(label="版本")
    note = words("退回的原因", "经办人按这里写的改正。", rows=3, size=500)


class VerdictForm(PlainForm):
    """What somebody decides about a finding, and why."""

    decision = forms.ChoiceField(label="结论", choices=Judged.choices, widget=forms.RadioSelect)
    reason = words("原因", "审核和签发的人凭它判断。", rows=3, size=500)
    publish = words(
        "随报告公开的说明", "写了就印在报告里；不公开的空着。", rows=3, size=1000, required=False
    )


class KeepingForm(PlainForm):
    """Which kinds of records are kept here."""

    from_year = forms.IntegerField(
        label="自哪个报告年度起",
        help_text="以后的年度沿用，直到另写一条。",
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
