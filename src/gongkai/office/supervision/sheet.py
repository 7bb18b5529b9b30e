"""The list of units as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.office.supervision.show import Line
from gongkai.report.write.workbook import Sheet, new_workbook


def units_workbook(year: int, lines: Sequence[Line]) -> bytes:
    """XLSX bytes: one row a unit."""
    workbook = new_workbook(title=f"{year}年度报告征集")
    sheet = Sheet(
        workbook,
        "单位",
        (
            ("单位", 40), ("类别", 16), ("状态", 12), ("首次报送", 14), ("错误", 8), ("提示", 8),
            ("现在", 40),
        ),
    )  # fmt: skip
    for line in lines:
        row = line.row
        first = row.first_on.isoformat() if row.first_on else ""
        sheet.row(
            row.unit.name,
            row.unit.get_kind_display(),
            line.state,
            first,
            row.errors,
            row.warnings,
            line.now,
        )
    return workbook.close()
