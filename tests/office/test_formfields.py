"""What a form of the desk says of a field that was given no words of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

import gongkai.office
from gongkai.office.formfields import BoundedFileField, ManyFilesField, PlainForm, day


class Sample(PlainForm):
    name = forms.CharField(label="姓名", max_length=3)
    role = forms.ChoiceField(label="角色", choices=[("a", "甲")])
    count = forms.IntegerField(label="件数", min_value=1, max_value=9)
    on = day("起始日")
    own = forms.CharField(label="文号", error_messages={"required": "没有文号，不能登记。"})


def test_each_field_speaks_in_its_own_name() -> None:
    assert Sample({}).errors == {
        "name": ["没有填姓名。请填写。"],
        "role": ["没有选角色。请选择。"],
        "count": ["没有填件数。请填写。"],
        "on": ["没有填起始日。请选择日期。"],
        "own": ["没有文号，不能登记。"],
    }
    given = {"name": "甲乙丙丁", "role": "b", "count": "0", "on": "2026-13-01", "own": "一号"}
    assert Sample(given).errors == {
        "name": ["姓名最多 3 个字。请删短一些。"],
        "role": ["没有这个角色。请在列出的里面选择。"],
        "count": ["件数最小是 1。请改正。"],
        "on": ["起始日填的没有这一天。请按 2026-09-18 的样子填写。"],
    }
    assert Sample({**given, "count": "许多"}).errors["count"] == ["件数要填整数。请改正。"]


def test_a_year_takes_four_digits() -> None:
    """Without a last day a browser waits for six, and 20261027 becomes a day of the year 202610."""
    assert 'max="2199-12-31"' in str(Sample()["on"])


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("1949-09-30", ["起始日不在 1949 年到 2199 年之间。请核对年份。"]),
        ("0202-09-18", ["起始日不在 1949 年到 2199 年之间。请核对年份。"]),
        ("2200-01-01", ["起始日不在 1949 年到 2199 年之间。请核对年份。"]),
        ("9999-12-31", ["起始日不在 1949 年到 2199 年之间。请核对年份。"]),
        ("1949-10-01", None),
        ("2199-12-31", None),
    ],
)
def test_a_year_nobody_means_is_a_slip_of_the_hand(on: str, said: list[str] | None) -> None:
    assert Sample({"on": on}).errors.get("on") == said


def test_another_form_keeps_djangos_own_messages() -> None:
    """The words are put into a form's own copy of its fields."""
    Sample({}).full_clean()
    assert "required" in Sample.base_fields["name"].error_messages
    assert Sample.base_fields["name"].error_messages["required"] != "没有填姓名。请填写。"


class Sent(PlainForm):
    one = BoundedFileField(most_bytes=1024 * 1024, advice="请压缩。")
    many = ManyFilesField(most_bytes=1024 * 1024, advice="请拆开。", required=False)


def test_a_file_within_its_bound_passes_and_a_larger_one_is_named() -> None:
    small = SimpleUploadedFile("小.pdf", b"x" * 1024 * 1024)
    large = SimpleUploadedFile("大.pdf", b"x" * (1024 * 1024 + 1))
    fine = Sent({}, MultiValueDict({"one": [small], "many": [small, small]}))
    assert fine.is_valid()
    assert fine.cleaned_data == {"one": small, "many": [small, small]}
    wrong = Sent({}, MultiValueDict({"one": [large], "many": [small, large]}))
    assert wrong.errors == {
        "one": ["“大.pdf”超过 1 MB。请压缩。"],
        "many": ["“大.pdf”超过 1 MB。请拆开。"],
    }


def test_every_form_of_the_desk_speaks_so() -> None:
    """Django's own “这个字段是必填项” names nothing; the public site has its words in its own form."""
    office = Path(gongkai.office.__file__).parent
    bare = {
        str(path.relative_to(office))
        for path in office.rglob("*.py")
        if "(forms.Form)" in path.read_text("utf-8")
    }
    assert bare == {"formfields.py", "portal/forms.py", "portal/views/clock.py"}
