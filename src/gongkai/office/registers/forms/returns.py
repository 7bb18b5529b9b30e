"""A figure, a call for figures, an opening balance."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from gongkai.office.agencies.models import Agency, Section
from gongkai.office.formfields import BoundedFileField, PlainForm, day, section, text
from gongkai.office.grid import MAX_BYTES
from gongkai.office.registers.forms.fields import Seen, number
from gongkai.office.registers.models import Kind
from gongkai.office.registers.services.cells import counted_cells
from gongkai.report.form import get_form, split_cell_id

VALUE_HELP = "决定填件数，收费填元。确实没有的填 0，不要空着。"


def kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="事项", choices=Kind.choices, widget=forms.Select(attrs={"class": "w-m"})
    )


def proof_field() -> forms.FileField:
    return BoundedFileField(
        label="证明材料",
        required=False,
        help_text="例如系统导出的汇总表或者截图，不超过 20 MB。",
        most_bytes=MAX_BYTES,
        advice="请压缩，或者只交汇总页。",
    )


class CallForm(PlainForm):
    """Ask a section for a figure."""

    kind = kind_field()
    period_from = day("期间起")
    period_to = day("期间止")
    due_on = day("报送期限")

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"section": section(agency), **self.fields}


class ReturnForm(CallForm):
    """Report a figure."""

    due_on = None  # type: ignore[assignment]
    value = number("数量或者金额", VALUE_HELP)
    source_system = text("数据来自", "哪个系统或者台账，例如“省政务服务平台”。", size=120)
    proof = proof_field()
    note = text("说明", size=300, required=False)

    def __init__(self, *args: Any, own: Collection[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["section"]
        offered.queryset = offered.queryset.filter(pk__in=[one.pk for one in own])


class CorrectReturnForm(PlainForm):
    seen = Seen()
    value = number("数量或者金额", VALUE_HELP)
    source_system = text("数据来自", size=120)
    proof = proof_field()
    note = text("说明", "写明为什么改。", size=300, required=False)


class SendBackForm(PlainForm):
    seen = Seen()
    note = text("退回原因", "科室按这里写的改正后重报。", size=300)


def cell_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The counted cells by table, with their names."""
    groups: dict[str, list[tuple[str, str]]] = {}
    cells = get_form("2021").cells
    for cell_id in counted_cells():
        section = cells[cell_id].table.section
        label = cells[cell_id].label
        if split_cell_id(cell_id)[0] == "disclosure" and cells[cell_id].row.block:
            label = f"{cells[cell_id].row.label} · {cells[cell_id].column.label}"
        groups.setdefault(section, []).append((cell_id, label))
    return list(groups.items())


class BalanceForm(PlainForm):
    year = forms.IntegerField(
        label="报告年度",
        widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric"}),
        error_messages={"required": "请填写年度。", "invalid": "请填四位数的年份。"},
    )
    cell_id = forms.ChoiceField(label="年报的哪一格", choices=cell_choices)
    value = number("期初数", "件数，收费金额填万元。", places=6)
    reason = text("来历", "这个数从哪里来，例如“1—6 月原台账汇总，见 7 月 1 日交接单”。", size=300)


class CorrectBalanceForm(PlainForm):
    seen = Seen()
    value = number("期初数", "件数，收费金额填万元。", places=6)
    reason = text("更正原因", "为什么改，依据是什么。原来的一版仍然保留。", size=300)
