"""Workbooks of more than one report: a comparison, and a roll-up with who is not in each total."""

from __future__ import annotations

from ..cell import STATE_NAMES
from ..compare import Comparison
from ..form import get_form
from ..published import CAUSE_NAMES, Mismatch
from ..rollup import RollUp, Total
from .compare_page import percent, stands
from .document import is_printed
from .layout import layout
from .workbook import Sheet, new_workbook, write_table

_KINDS = {"same": "相同", "figures": "只有数字不同", "added": "新增", "removed": "不再有"}


def write_compare_xlsx(found: Comparison) -> bytes:
    """Every comparable cell with its difference and growth, and every sentence of the texts."""
    workbook = new_workbook(title="年度报告对比")
    cells = Sheet(
        workbook,
        "逐格对比",
        (("编号", 46), ("项目", 60), ("前一份", 14), ("这一份", 14), ("增减", 12), ("增长", 10)),
    )
    for one in found.cells:
        cells.row(
            one.cell_id,
            one.label,
            stands(one.before) if one.before.value is None else one.before.value,
            stands(one.after) if one.after.value is None else one.after.value,
            one.difference,
            percent(one.growth, signed=True),
        )
    texts = Sheet(workbook, "逐句对比", (("部分", 8), ("情况", 14), ("这一份", 80), ("前一份", 80)))
    for section in found.sections:
        for passage in section.passages:
            gone = passage.kind == "removed"
            before = passage.text if gone else passage.before
            texts.row(section.number, _KINDS[passage.kind], "" if gone else passage.text, before)
    specs = {**get_form(found.before.form).cells, **get_form(found.after.form).cells}
    alone = Sheet(workbook, "不能比的格子", (("编号", 46), ("项目", 60)))
    for cell_id in found.not_comparable:
        alone.row(cell_id, specs[cell_id].label)
    return workbook.close()


def write_rollup_xlsx(rolled: RollUp, agency: str, mismatches: tuple[Mismatch, ...] = ()) -> bytes:
    """The area's tables in the official form, the list of totals with everyone not in them, the units."""
    workbook = new_workbook(title=f"{agency}{rolled.year}年政府信息公开工作年度报告汇总")
    area = rolled.as_report(agency)
    for table in layout(area.form):
        if is_printed(table, area):
            write_table(workbook, table, area)
    totals = Sheet(
        workbook,
        "合计和未计入的机关",
        (
            ("编号", 46), ("项目", 60), ("合计", 14), ("计入机关数", 12), ("没有数字的机关", 60),
            ("有争议的机关", 40), ("没有报告的机关", 40), ("迟报的机关", 40), ("重复报送的机关", 40),
        ),
    )  # fmt: skip
    specs = get_form(rolled.form).cells
    missing = "、".join(rolled.missing)
    late = "、".join(f"{one.unit}（{one.signed_on}）" for one in rolled.late)
    doubled = "、".join(rolled.duplicates)
    for one in rolled.totals.values():
        totals.row(
            one.cell_id,
            specs[one.cell_id].label,
            "没有合计" if one.value is None else one.value,
            one.included,
            _without(one),
            "、".join(one.disputed),
            missing,
            late,
            doubled,
        )
    units = Sheet(workbook, "机关", (("机关", 40), ("情况", 44), ("文件", 40)))
    overdue = {one.unit: one.signed_on for one in rolled.late}
    for name in rolled.units:
        units.row(name, f"已计入，{overdue[name]} 才落款" if name in overdue else "已计入", "")
    for name in rolled.missing:
        units.row(name, "没有能计入的报告", "")
    for left in rolled.left_out:
        units.row(left.agency or "", left.said, left.file)
    if mismatches:
        heads = (
            ("编号", 46),
            ("项目", 60),
            ("公布", 14),
            ("合计", 14),
            ("相差", 14),
            ("可能的原因", 40),
            ("机关", 40),
        )
        against = Sheet(workbook, "与公布的不同", heads)
        for mismatch in mismatches:
            against.row(
                mismatch.cell_id,
                specs[mismatch.cell_id].label,
                mismatch.published.value,
                mismatch.total.value,
                mismatch.difference,
                CAUSE_NAMES[mismatch.cause],
                mismatch.unit,
            )
    return workbook.close()


def _without(total: Total) -> str:
    return "、".join(f"{unit}（{STATE_NAMES[state]}）" for unit, state in total.without.items())
