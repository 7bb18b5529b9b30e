"""Noting what went on line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from gongkai.office.registers.forms.fields import day
from gongkai.office.registers.models.publicity import CHANNELS


class PublicityForm(forms.Form):
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
        self.fields["records"] = forms.TypedMultipleChoiceField(
            label="已经公示的决定",
            choices=[(str(record), str(record)) for record in records],
            coerce=UUID,
            error_messages={
                "required": "请在表里勾选已经公示的决定。",
                "invalid_choice": "勾选的决定有变化，请刷新页面再选。",
            },
        )


class PublicityStartForm(forms.Form):
    from_day = day("从哪一天的决定开始", "按决定日期算，这一天的也算在内。")
