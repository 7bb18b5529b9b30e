"""Noting what went on line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from gongkai.office.formfields import PlainForm, day
from gongkai.office.registers.models.publicity import CHANNELS


class PublicityForm(PlainForm):
    """Which of the listed decisions went on line, when and where."""

    published_on = day("公示日期")
    channels = forms.MultipleChoiceField(
        label="渠道",
        choices=CHANNELS,
        initial=[code for code, _ in CHANNELS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择公示的渠道。"},
    )

    def __init__(self, *args: Any, records: Sequence[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What the page listed comes back with it: a decision that came in between is not noted.
        for name in ("records", "listed"):
            self.fields[name] = forms.TypedMultipleChoiceField(
                label="已经公示的决定",
                choices=[(str(record), str(record)) for record in records],
                coerce=UUID,
                required=False,
                error_messages={"invalid_choice": "列出的决定有变化，请刷新页面再选。"},
            )
        self.fields["all_listed"] = forms.BooleanField(
            label=f"上面列出的全部已经公示（{len(records)} 件）", required=False
        )

    def clean(self) -> dict[str, Any]:
        held = self.cleaned_data
        listed = held.pop("listed", [])
        if held.pop("all_listed", False):
            held["records"] = listed
        if "records" in held and not held["records"]:
            self.add_error("records", "请在表里勾选已经公示的决定。")
        return held


class PublicityStartForm(PlainForm):
    from_day = day("从哪一天的决定开始", "按决定日期算，这一天的也算在内。")
