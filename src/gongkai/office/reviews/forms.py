"""Deciding one level, and making a template."""

from __future__ import annotations

from django import forms

from gongkai.law import review
from gongkai.office.formfields import PlainForm
from gongkai.office.reviews.models import Template

ANSWERS = (("yes", "是"), ("no", "否"))


class DecisionForm(PlainForm):
    version = forms.UUIDField(widget=forms.HiddenInput)
    level = forms.IntegerField(widget=forms.HiddenInput)
    opinion = forms.CharField(
        label="意见",
        required=False,
        max_length=2000,
        help_text="退回时必填，作者和后面各级都能看到。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: object, secrecy: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.questions = review.SECRECY_QUESTIONS if secrecy else ()
        for code, question in self.questions:
            self.fields[code] = forms.ChoiceField(
                label=question,
                choices=ANSWERS,
                widget=forms.RadioSelect,
                error_messages={"required": f"还没有回答“{question}”，请选是或者否。"},
            )

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions, as the page shows them."""
        return [self[code] for code, _ in self.questions]

    def answers(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code, _ in self.questions}


class SheetForm(PlainForm):
    code = forms.CharField(
        label="纸上的校验码",
        max_length=40,
        help_text="印在审批表“版本”右边，16 位。对得上，扫描件才属于这一版。",
        widget=forms.TextInput(attrs={"class": "w-m", "autocomplete": "off"}),
        error_messages={"required": "请照纸上的填写 16 位校验码。"},
    )
    file = forms.FileField(
        label="签字的审批表",
        help_text="PDF 或者 JPG，不超过 20 MB。",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg"}),
        error_messages={"required": "请选择扫描件。", "empty": "文件是空的，请重新扫描。"},
    )


STATIONS = [("", "不设这一级"), *((s.value, review.STATION_NAMES[s]) for s in review.Station)]


class TemplateForm(PlainForm):
    """Up to eight levels in their order, each 审 or 校 at a station."""

    COUNT = 8

    name = forms.CharField(label="名称", max_length=60)
    minimum_people = forms.IntegerField(
        label="至少由几个人审核",
        min_value=1,
        max_value=8,
        initial=3,
        help_text="拟稿人不算在内。",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for n in range(1, self.COUNT + 1):
            self.fields[f"kind_{n}"] = forms.ChoiceField(
                label=f"第 {n} 级是审还是校",
                choices=(("review", "审（内容）"), ("proof", "校（文字）")),
                required=False,
            )
            self.fields[f"station_{n}"] = forms.ChoiceField(
                label=f"第 {n} 级由谁", choices=STATIONS, required=False
            )

    @classmethod
    def initial_of(cls, template: Template) -> dict[str, object]:
        """What a changed copy of a template starts from."""
        filled: dict[str, object] = {
            "name": template.name,
            "minimum_people": template.minimum_people,
        }
        for n, level in enumerate(template.as_law().levels[: cls.COUNT], 1):
            filled |= {f"kind_{n}": level.kind.value, f"station_{n}": level.station.value}
        return filled

    def rows(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        return [(n, self[f"kind_{n}"], self[f"station_{n}"]) for n in range(1, self.COUNT + 1)]

    def levels(self) -> list[review.Level]:
        """The chosen levels, numbered within 审 and within 校."""
        made: list[review.Level] = []
        for n in range(1, self.COUNT + 1):
            station = self.cleaned_data[f"station_{n}"]
            if station:
                kind = review.LevelKind(self.cleaned_data[f"kind_{n}"] or "review")
                number = sum(level.kind is kind for level in made) + 1
                made.append(review.Level(kind, number, review.Station(station)))
        return made
