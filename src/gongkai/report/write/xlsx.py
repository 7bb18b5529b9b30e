"""A report as a workbook: the statutory tables as printed, and every cell as one row of a list."""

from __future__ import annotations

from ..cell import STATE_NAMES, Method
from ..model import Report
from .document import arrange, is_printed
from .layout import layout
from .workbook import Sheet, Workbook, new_workbook, write_table

_METHODS = {
    Method.PRINTED: "照印刷读取",
    Method.DECODED: "按勾稽关系拆分",
    Method.RECOGNISED: "文字识别",
    Method.COUNTED: "按台账统计",
}


def write_xlsx(report: Report) -> bytes:
    """The report as XLSX bytes: its tables, all its cells, its text, and what else it says of itself."""
    workbook = new_workbook("".join(arrange(report).title), report.agency or "", report.year)
    for table in layout(report.form):
        if is_printed(table, report):
            write_table(workbook, table, report)
    _write_cells(workbook, report)
    _write_sections(workbook, report)
    _write_facts(workbook, report)
    return workbook.close()


def _write_cells(workbook: Workbook, report: Report) -> None:
    heads = (
        ("编号", 46), ("项目", 60), ("状态", 12), ("数值", 14), ("原文", 30),
        ("可能的读法", 14), ("来源", 36), ("取得方式", 16), ("把握", 8),
    )  # fmt: skip
    sheet = Sheet(workbook, "全部数据", heads, wrap=False)
    specs = report.statutory_form.cells
    for cell_id, cell in report.cells.items():
        sheet.row(
            cell_id,
            specs[cell_id].label,
            STATE_NAMES[cell.state],
            cell.value,
            cell.raw,
            "、".join(str(c) for c in cell.candidates),
            cell.source.describe() if cell.source else "",
            _METHODS[cell.method] if cell.method else "",
            cell.confidence,
        )
    sheet.filter()


def _write_sections(workbook: Workbook, report: Report) -> None:
    sheet = Sheet(workbook, "正文", (("部分", 34), ("段", 6), ("正文", 110)))
    parts = [("前言", report.preamble)]
    parts += [(f"{s.number}. {s.title}", s.text) for s in report.sections]
    parts.append(("结尾", report.ending))
    for name, text in parts:
        for count, line in enumerate(text.splitlines(), start=1):
            sheet.row(name, count, line)


def _write_facts(workbook: Workbook, report: Report) -> None:
    sheet = Sheet(workbook, "报告信息", (("名称", 24), ("内容", 80)))
    period = [str(day) for day in (report.period_from, report.period_to) if day]
    contact = report.contact
    for name, value in (
        ("标题", report.title),
        ("机关名称", report.agency),
        ("标题中的机关名称", report.agency_as_printed),
        ("地区", report.region),
        ("年度", report.year),
        ("格式", report.form),
        ("统计期限", " 至 ".join(period)),
        ("署名", report.signed_by),
        ("成文日期", report.signed_on),
        ("地址", contact.address),
        ("邮政编码", contact.postcode),
        ("电话", contact.telephone),
        ("电子邮箱", contact.email),
        *((f"数据：{STATE_NAMES[state]}", count) for state, count in report.states().items()),
        *((f"正文数字：{f.metric}", f"{f.value}{f.unit}｜{f.sentence}") for f in report.facts),
        *((f"说明：{note.code}", note.message) for note in report.notes),
    ):
        sheet.row(name, None if value is None else str(value))
