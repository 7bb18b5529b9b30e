"""The form of 2019: in its years, too late, and inside a report of 2021."""

from __future__ import annotations

from tests.corpus.layouts.case import Case, case
from tests.corpus.layouts.printing import FIGURES, Printed, printed, with_spaces, with_tabs

TABLE_TWO_2019 = [
    ["第二十条第（一）项"],
    ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
    ["规章", "0", "0", "0"],
    ["规范性文件", "3", "2", "1036"],
    ["第二十条第（五）项"],
    ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
    ["行政许可", "40", "减4", "151件"],
    ["其他对外管理服务事项", "3", "+1", "0"],
    ["第二十条第（六）项"],
    ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
    ["行政处罚", "120", "0", "27"],
    ["行政强制", "8", "-1", "2"],
    ["第二十条第（八）项"],
    ["信息内容", "上一年项目数量", "本年增/减"],
    ["行政事业性收费", "2", "+1036"],
    ["第二十条第（九）项"],
    ["信息内容", "采购项目数量", "采购总金额"],
    ["政府集中采购", "12", "471.56万元"],
]


FIGURES_2019 = {
    "disclosure.rules": [0, 0, 0],
    "disclosure.normative_documents": [3, 2, 1036],
    "disclosure.licences": [40, {"annotated": -4}, {"annotated": 151}],
    "disclosure.other_services": [3, 1, 0],
    "disclosure.penalties": [120, 0, 27],
    "disclosure.compulsory_measures": [8, -1, 2],
    "disclosure.fees": [2, 1036],
    "disclosure.procurement": [12, {"annotated": "471.56"}],
    **{row: values for row, values in FIGURES.items() if row.startswith("challenges.")},
    **{
        row: values
        for row, values in FIGURES.items()
        if row.startswith("requests.") and not row.startswith("requests.other.")
    },
    "requests.other": [1, 0, 0, 0, 0, 0, 1],
}


def form_of_2019(year: int) -> Printed:
    doc = printed()
    doc.title = f"南山县教育局{year}年政府信息公开工作年度报告"
    doc.preamble = [f"本报告统计期限自{year}年1月1日起至{year}年12月31日止。"]
    doc.two = [list(row) for row in TABLE_TWO_2019]
    start = next(i for i, row in enumerate(doc.three) if row[1].startswith("（六）"))
    doc.three[start : start + 3] = [["", "（六）其他处理", "", "1", "0", "0", "0", "0", "0", "1"]]
    return doc


@case
def form_2019_tabs() -> Case:
    more = {"form": "2019", "base": "none", "year": 2020, "agency": "南山县教育局"}
    return Case("form-2019.txt", "2019 年格式", with_tabs(form_of_2019(2020)), FIGURES_2019, more)


@case
def form_2019_lines() -> Case:
    more = {"form": "2019", "base": "none", "year": 2020, "agency": "南山县教育局"}
    return Case(
        "form-2019-lines.txt",
        "2019 年格式，以空格分开",
        with_spaces(form_of_2019(2020)),
        FIGURES_2019,
        more,
    )


@case
def form_2019_too_late() -> Case:
    more = {
        "form": "2019",
        "base": "none",
        "year": 2023,
        "agency": "南山县教育局",
        "note": "form-differs",
    }
    return Case(
        "form-2019-in-2023.txt",
        "2023 年的报告用了 2019 年格式",
        with_tabs(form_of_2019(2023)),
        FIGURES_2019,
        more,
    )


@case
def table_two_of_2019() -> Case:
    doc = printed()
    doc.two = [
        ["第二十条第（一）项"],
        ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["规章", "0", "0", "0"],
        ["规范性文件", "3", "3", "1036"],
        ["第二十条第（五）项"],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", "40", "减4", "151"],
        ["其他对外管理服务事项", "3", "+1", "0"],
        ["第二十条第（六）项"],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政处罚", "120", "0", "27"],
        ["行政强制", "8", "-1", "2"],
        ["第二十条第（八）项"],
        ["信息内容", "上一年项目数量", "本年增/减"],
        ["行政事业性收费", "2", "0"],
        ["第二十条第（九）项"],
        ["信息内容", "采购项目数量", "采购总金额"],
        ["政府集中采购", "12", "471.56万元"],
    ]
    rows = {
        "disclosure.rules": "absent",
        "disclosure.normative_documents": "absent",
        "disclosure.fees": "absent",
    }
    more = {
        "form": "2021",
        "labelled": [["规范性文件 · 对外公开总数量", 1036], ["政府集中采购 · 采购项目数量", 12]],
        "note": "table-of-other-form",
    }
    return Case(
        "table-two-of-2019.txt", "2021 年格式的报告里用了 2019 年的表二", with_tabs(doc), rows, more
    )
