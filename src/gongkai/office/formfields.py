"""The fields that forms of every app are made of. Each says in plain words what is missing or wrong
and what to do."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from gongkai.office.agencies.models import Agency, Section


class PlainForm(forms.Form):
    """A form whose fields say in plain words what is missing or wrong, with their own name, where they
    were given no words of their own."""

    def full_clean(self) -> None:
        for field in self.fields.values():
            _speak(field)
        super().full_clean()


def _speak(field: forms.Field) -> None:
    """Put plain words in the place of Django's own."""
    label = field.label or ""
    chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField)
    words = {
        "required": f"没有选{label}。请选择。" if chosen else f"没有填{label}。请填写。",
        "invalid_choice": f"没有这个{label}。请在列出的里面选择。",
        "max_length": f"{label}最多 {getattr(field, 'max_length', '')} 个字。请删短一些。",
        "min_value": f"{label}最小是 {getattr(field, 'min_value', '')}。请改正。",
        "max_value": f"{label}最大是 {getattr(field, 'max_value', '')}。请改正。",
    }
    if isinstance(field, forms.IntegerField):
        words["invalid"] = f"{label}要填整数。请改正。"
    elif isinstance(field, forms.EmailField):
        words["invalid"] = f"{label}不是一个邮箱地址。请改正。"
    said = field.error_messages
    for code, plain in words.items():
        if said.get(code) is _django_says(type(field), code):
            said[code] = plain


def _django_says(kind: type[forms.Field], code: str) -> object:
    """What Django's field of that class says by itself; None where its validators say it."""
    for one in kind.__mro__:
        own = vars(one).get("default_error_messages", {})
        if code in own:
            return own[code]
    return None


#: No day that anybody enters lies before or after: a year of three figures, or 9999, is a slip of the
#: hand, and a clock that counted from or to it would walk through all the days between.
EARLIEST, LATEST = date(1949, 10, 1), date(2199, 12, 31)


class DayInput(forms.DateInput):
    """The browser's own calendar; without one, YYYY-MM-DD is typed."""

    input_type = "date"

    def __init__(self) -> None:
        # With a last day the year takes four digits, and what is typed goes on to the month by itself.
        super().__init__(format="%Y-%m-%d", attrs={"class": "w-m", "max": LATEST.isoformat()})


def day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """A date of the law, between EARLIEST and LATEST."""
    bounds = f"{label}不在 {EARLIEST.year} 年到 {LATEST.year} 年之间。请核对年份。"
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=DayInput(),
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        error_messages={
            "required": f"没有填{label}。请选择日期。",
            "invalid": f"{label}填的没有这一天。请按 2026-09-18 的样子填写。",
            "min_value": bounds,
            "max_value": bounds,
        },
    )


def text(
    label: str, help_text: str = "", *, required: bool = True, size: int = 200
) -> forms.CharField:
    """One line of at most `size` characters."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=size,
        error_messages=_of_text(label, size),
    )


def email(label: str, help_text: str = "") -> forms.EmailField:
    """An address of e-mail, which may be left empty."""
    return forms.EmailField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=120,
        error_messages={
            **_of_text(label, 120),
            "invalid": f"{label}不像一个邮箱地址，应当是 name@example.cn 的样子。请改正；申请表上就是这样写的，"
            "先空着，向申请人核实。",
        },
    )


def words(
    label: str,
    help_text: str = "",
    *,
    required: bool = True,
    rows: int = 4,
    size: int | None = None,
) -> forms.CharField:
    """Several lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=size,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=_of_text(label, size),
    )


def _of_text(label: str, size: int | None) -> dict[str, str]:
    return {
        "required": f"没有填{label}。请填写。",
        "max_length": f"{label}最多 {size} 个字。请删短一些。",
    }


class Once(forms.UUIDField):
    """The uid of the record a page is about to make, given out with the page: sent a second time (a button
    pressed twice, a page gone back to), it says so to the service, which makes no second record."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(
            label="页面编号",
            required=False,
            initial=uuid4,
            error_messages={"invalid": "这一页不完整，请重新打开以后再办。"},
        )


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class BoundedFileField(forms.FileField):
    """A file of at most `most_bytes`; of a larger one `advice` says what to do."""

    def __init__(self, *, most_bytes: int | None = None, advice: str = "", **given: Any) -> None:
        super().__init__(**given)
        self.most_bytes = most_bytes
        self.advice = advice

    def clean(self, data: Any, initial: Any = None) -> Any:
        found = super().clean(data, initial)
        if found and self.most_bytes is not None and found.size > self.most_bytes:
            most = self.most_bytes // 1024 // 1024
            raise forms.ValidationError(f"“{found.name}”超过 {most} MB。{self.advice}")
        return found


class ManyFilesField(BoundedFileField):
    """Several files at once, each within the bound, cleaned to the list of them."""

    widget = ManyFilesInput
    #: Whether the page marks it as one that must be given, where the form itself sees to that.
    expected = False

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        one = super().clean
        given = [sent for sent in (data if isinstance(data, list | tuple) else [data]) if sent]
        if not given and self.required:
            one(None, initial)
        return [one(sent, initial) for sent in given]


def section(
    agency: Agency, label: str = "科室", help_text: str = "", *, none: str = ""
) -> forms.ModelChoiceField[Section]:
    """An open section of the agency; `none` is what leaving it open is called, where that may be."""
    return forms.ModelChoiceField(
        Section.objects.filter(agency=agency, closed_on__isnull=True).order_by("name"),
        label=label,
        help_text=help_text,
        required=not none,
        empty_label=none or "请选择",
        error_messages={
            "required": f"没有选{label}。请选择。",
            "invalid_choice": f"没有这个{label}。请在列出的里面选择。",
        },
    )
