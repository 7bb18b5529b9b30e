"""The invented report in the forms of 2019 and of 2014, with figures that all differ, as `distinct` has it."""

from __future__ import annotations

import random

from gongkai.report.form import get_form
from tests.corpus.layouts.cases.form_2019 import form_of_2019
from tests.corpus.layouts.cases.statistics import HEADINGS
from tests.corpus.layouts.printing import Printed
from tests.report.read.distinct import Distinct, distinct

_OTHER = "requests.other"
#: The totals of the table of 2014 and their parts, a part that is a total itself before its own.
_SUMS_OF_2014 = {
    f"{group}.total": [f"{group}.{part}" for part in parts.split()]
    for group, parts in (
        ("received", "in_person fax online post"),
        ("concluded", "on_time extended"),
        ("answered.refused", "state_secret trade_secret privacy endangers_security_or_stability"
                             " not_government_information other_law"),
        ("answered", "already_public granted partly_granted refused.total not_this_agency does_not_exist"
                     " asked_to_change_or_supplement other_way"),
        ("reconsideration", "upheld corrected other"),
        ("litigation", "upheld corrected other"),
        ("staff", "full_time part_time"),
    )
}  # fmt: skip


def distinct_of_2019(seed: int, *, zeros: float) -> Distinct:
    """A report of 2020. The changes of its table two (本年增/减) may be negative."""
    newer = distinct(seed, zeros=zeros)
    chance = random.Random(f"2019 {seed}")
    doc = form_of_2019(2020)
    figures: dict[str, list[int]] = {}
    for row in get_form("2019").table("disclosure").rows:
        figures[f"disclosure.{row.id}"] = [
            chance.randint(-9, 40) if "增" in column.label else chance.randint(0, 400)
            for column in row.columns
        ]
    for row_id, values in newer.figures.items():
        if row_id.startswith(f"{_OTHER}."):
            before = figures.setdefault(_OTHER, [0] * 7)
            figures[_OTHER] = [a + b for a, b in zip(before, values, strict=True)]
        elif not row_id.startswith("disclosure."):
            figures[row_id] = values
    doc.head_three, doc.four = newer.doc.head_three, newer.doc.four
    one = Distinct(figures, doc, "2019")
    for row_id, row, labels in one.rows():
        row[labels:] = [str(value) for value in figures[row_id]]
    return one


def distinct_of_2014(seed: int, *, zeros: float) -> Distinct:
    """A report of 2016 with its statistics table behind the sections, in which every total is the sum of its parts."""
    chance = random.Random(f"2014 {seed}")
    doc = Printed(title="南山县教育局2016年政府信息公开工作年度报告")
    doc.preamble = [
        "根据《中华人民共和国政府信息公开条例》（国务院令第492号），编制本报告。",
        "统计期限自2016年1月1日起至2016年12月31日止。",
    ]
    doc.titles = ["一、概述", "政府信息公开情况统计表（2016年度）", "二、主动公开政府信息的情况",
                  "三、依申请公开政府信息的情况", "四、存在的主要问题及改进措施", ""]  # fmt: skip
    doc.texts = [["2016年，信息公开工作有序开展。"], [], ["通过网站公开。"], ["均已答复。"], ["公开不够及时。"], []]  # fmt: skip
    doc.head_three = []
    doc.order = [0, 2, 3, 4, 1]
    doc.ending = []
    table = get_form("2014").table("statistics")
    values = {
        row.id: 0 if chance.random() < zeros else chance.randint(1, 400) for row in table.rows
    }
    for whole, parts in _SUMS_OF_2014.items():
        values[whole] = sum(values[part] for part in parts)
    doc.two = [["统计指标", "单位", "统计数"]]
    for row in table.rows:
        value = values[row.id]
        heading, lead, tail = HEADINGS.get(row.id, ("", "", ""))
        doc.two += [[heading]] if heading else []
        doc.two.append([lead + row.label + tail, row.columns[0].unit or "", str(value)])
    figures = {f"statistics.{row}": [value] for row, value in values.items()}
    return Distinct(figures, doc, "2014")
