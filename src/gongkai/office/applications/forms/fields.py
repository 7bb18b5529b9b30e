"""The fields the forms are made of, with their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.law.events import ServiceMethod
from gongkai.office.applications.services.materials import SUFFIXES

METHOD_NAMES = {
    ServiceMethod.DIRECT: "直接送达",
    ServiceMethod.ENTRUSTED: "委托其他行政机关代为送达",
    ServiceMethod.POST: "通过邮政企业邮寄",
    ServiceMethod.ELECTRONIC: "电子送达",
    ServiceMethod.COURIER: "其他快递（不合规，如实登记）",
}


def number(label: str, help_text: str = "", *, least: int = 1, most: int = 1_000_000) -> Any:
    """A whole number, typed."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s"}),
        error_messages={
            "required": f"没有填{label}。请填一个整数。",
            "invalid": f"{label}不是整数。请改正。",
            "min_value": f"{label}最少是 {least}。请改正。",
            "max_value": f"{label}最多是 {most}。请改正。",
        },
    )


def choice(label: str, choices: Iterable[tuple[str, Any]], help_text: str = "") -> Any:
    """One of several."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=list(choices),
        error_messages={
            "required": f"没有选{label}。请选择一种。",
            "invalid_choice": f"没有这一种{label}。请在列出的里面选择。",
        },
    )


def method() -> Any:
    """How a letter was delivered."""
    return forms.TypedChoiceField(
        label="送达方式",
        help_text="邮寄以交邮之日为准。",
        choices=[(m.value, METHOD_NAMES[m]) for m in ServiceMethod],
        coerce=ServiceMethod,
    )


def upload(label: str, help_text: str = "", *, required: bool = False) -> Any:
    """One file."""
    return forms.FileField(
        label=label,
        help_text=f"{help_text}最大 20 MB，加密保存。",
        required=required,
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(SUFFIXES))}),
        error_messages={
            "required": f"没有选{label}。请选择文件。",
            "empty": f"{label}是空的文件。请重新选择。",
        },
    )


def seen() -> Any:
    """How many events (or corrections) the page showed, so that a meanwhile written one is noticed."""
    return forms.IntegerField(widget=forms.HiddenInput)
