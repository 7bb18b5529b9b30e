"""A row, its correction, the reason of a removal, a file."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms

from gongkai.office.agencies.models import Agency
from gongkai.office.formfields import BoundedFileField, Once, PlainForm, day, section, text
from gongkai.office.grid import MAX_BYTES, MAX_ROWS
from gongkai.office.registers.forms.fields import Seen, number
from gongkai.office.registers.models import Kind, RegisterRow, SubKind
from gongkai.office.registers.services import RowData
from gongkai.office.registers.services.rows import data_of

#: What a matter of each kind is called.
_EXAMPLES = {
    Kind.LICENCES: "医疗机构执业登记",
    Kind.PENALTIES: "公共场所卫生管理不符合规定",
    Kind.COMPULSORY_MEASURES: "封存可能造成传染病扩散的设备",
    Kind.FEES: "预防接种服务费",
}


class RowForm(PlainForm):
    """One decision or fee; which fields there are depends on the kind."""

    def __init__(self, *args: Any, kind: Kind, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"] = text(kind.number_label, size=120, required=not kind.in_money)
        self.fields["subject"] = text(
            "事项",
            f"写办的是什么事，例如“{_EXAMPLES[kind]}”。不写当事人的姓名，年报不需要。",
            size=300,
        )
        self.fields["category"] = text(kind.category_label, size=120, required=False)
        if kind is Kind.LICENCES:
            self.fields["sub_kind"] = forms.ChoiceField(
                label="新办、延续、变更",
                choices=[("", "不分"), *SubKind.choices],
                required=False,
                widget=forms.Select(attrs={"class": "w-m"}),
            )
        self.fields["decided_on"] = day(
            kind.date_label,
            "按这个日期计入哪一年，准予和不准予都登记。" if kind is Kind.LICENCES else "",
        )
        if kind.in_money:
            self.fields["amount"] = number("金额（元）", "精确到分。年报按万元计，由系统换算。")
        self.fields["section"] = section(agency, none="不填")

    def data_of(self) -> RowData:
        """The entered values."""
        held = self.cleaned_data
        return RowData(
            number=held["number"],
            subject=held["subject"],
            decided_on=held["decided_on"],
            category=held["category"],
            sub_kind=held.get("sub_kind", ""),
            amount=held.get("amount"),
            section=held["section"],
        )


class NewRowForm(RowForm):
    once = Once()


class CorrectionForm(RowForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = text("更正原因", "原来的一版仍然保留，能看到改了什么。", size=300)
        self.fields["seen"] = Seen()

    def follow(self, before: RegisterRow, now: RegisterRow) -> None:
        """Show what somebody else changed meanwhile, where this person changed nothing."""
        typed, shown, fresh = self.data_of(), data_of(before), self.initial_of(now)
        held = {name: self.data.get(name) for name in self.fields}
        for name in self.fields.keys() & {field.name for field in fields(RowData)}:
            if getattr(typed, name) == getattr(shown, name):
                held[name] = "" if fresh[name] is None else str(fresh[name])
        self.data = held

    @staticmethod
    def initial_of(row: RegisterRow) -> dict[str, Any]:
        """What the form shows first."""
        return {
            "number": row.number,
            "subject": row.subject,
            "category": row.category,
            "sub_kind": row.sub_kind,
            "decided_on": row.decided_on,
            "amount": row.amount,
            "section": row.section_id,
            "seen": row.pk,
        }


class ReasonForm(PlainForm):
    reason = text("删除原因", "例如“重复登记”“不是本机关的决定”。", size=300)
    seen = Seen()


class UploadForm(PlainForm):
    file = BoundedFileField(
        most_bytes=MAX_BYTES,
        advice="请分成几个文件导入。",
        label="台账文件",
        help_text=f"XLSX、XLS、ODS 或者 CSV，一次最多 {MAX_ROWS} 行；更多的请分成几个文件。",
        error_messages={
            "required": "请选择一个文件。",
            "empty": "文件是空的，没有内容。",
        },
    )
