"""Forms of the administrator's pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.office.agencies.models import Agency, Person, Role, Section
from gongkai.office.formfields import PlainForm, day


def _roles() -> list[tuple[str, str]]:
    return [("", "请选择"), *((role.value, role.label) for role in Role)]


class RoleForm(PlainForm):
    role = forms.TypedChoiceField(label="角色", choices=_roles, coerce=Role)
    section = forms.ModelChoiceField(
        label="科室",
        queryset=Section.objects.none(),
        required=False,
        empty_label="不限科室",
        to_field_name="uid",
    )
    valid_from = day("起始日")
    valid_to = day("截止日", required=False)

    def __init__(self, *args: Any, agency: Agency, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.filter(  # type: ignore[attr-defined]
            agency=agency, closed_on=None
        ).order_by("name")
        self.fields["valid_from"].initial = today


class PersonForm(RoleForm):
    field_order = ("display_name", "login_name")
    display_name = forms.CharField(label="姓名", max_length=60)
    login_name = forms.RegexField(
        label="登录名",
        regex=r"^[a-z0-9._-]+$",
        max_length=60,
        help_text="小写字母、数字和 . _ -，以后不能改。",
        error_messages={"invalid": "登录名只能用小写字母、数字和 . _ -，请改正。"},
    )


class DelegationForm(PlainForm):
    role = forms.TypedChoiceField(label="代行的角色", choices=_roles, coerce=Role)
    receiver = forms.ModelChoiceField(
        label="由谁代行", queryset=Person.objects.none(), to_field_name="uid", empty_label="请选择"
    )
    valid_from = day("起始日")
    valid_to = day("截止日")

    def __init__(
        self, *args: Any, agency: Agency, giver: Person, roles: list[Role], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(r.value, r.label) for r in roles]  # type: ignore[attr-defined]
        self.fields["receiver"].queryset = (  # type: ignore[attr-defined]
            Person.objects.filter(memberships__agency=agency, is_active=True)
            .exclude(pk=giver.pk)
            .distinct()
            .order_by("display_name")
        )


class LastDayForm(PlainForm):
    last_day = day("截止日", "这一天还担任，第二天起停止。")


class SectionForm(PlainForm):
    name = forms.CharField(label="科室名称", max_length=60)
