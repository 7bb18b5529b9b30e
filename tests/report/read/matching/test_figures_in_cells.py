"""When the figures of one cell are one number: torn, printed apart, with a unit, or two of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.report.cell import Cell, Method, State
from gongkai.report.model import Report
from gongkai.report.read import read_bytes
from gongkai.report.read.matching.figures.row_cells import SPACED
from tests.report.read.jiyuan import JIYUAN, REPORTS, changed, read

LAYOUTS = Path(__file__).parents[3] / "corpus" / "layouts"


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("规章\t0\t0\t1 4 0", [0, 0, 140]),
        ("规章\t0\t0\t1 4", [0, 0, None]),  # two figures as well as one
        ("规章\t1 4 0\t\t0", [None, None, 0]),  # the 4 may belong to the empty cell
    ],
)
def test_a_torn_figure_is_joined_only_in_a_row_that_is_full(
    row: str, values: list[int | None]
) -> None:
    report = changed("规章\t0\t0\t0", row)
    assert [c.value for i, c in report.cells.items() if i.startswith("disclosure.rules.")] == values


ANSWER = "<p>南山县教育局2023年政府信息公开工作年度报告</p><p>二、主动公开政府信息情况</p><table>"


def licences(cell: str) -> Cell:
    """The cell of 行政许可 in a page whose table two prints it so."""
    rows = "".join(
        f"<tr><td>{label}</td><td>{value}</td></tr>"
        for label, value in (("行政许可", cell), ("行政处罚", "1"), ("行政强制", "2"))
    )
    page = f"<html>{ANSWER}<tr><td>信息内容</td><td>本年处理决定数量</td></tr>{rows}</table></html>"
    return read_bytes(page.encode(), "a.html").cells["disclosure.licences.decisions"]


@pytest.mark.parametrize(
    ("printed", "candidates"),
    [
        ("92<br>96", (92, 96, 9296)),
        ("92 96", (92, 96, 9296)),
        ("<p>92</p><p>96</p>", (92, 96, 9296)),
        ("1<br>2", (1, 2, 12)),
        ("1<br>2<br>3", (1, 2, 3, 123)),
        ("1 2", (1, 2, 12)),
        ("92<br>196", (92, 196, 92196)),
        ("92 9 6", (92, 9, 6, 9296)),
        ("100 200", (100, 200, 100200)),
        ("1 234", (1, 234, 1234)),
        ("100 200 300", (100, 200, 300, 100200300)),
    ],
)
def test_two_figures_in_a_cell_without_a_sum_are_not_joined(
    printed: str, candidates: tuple[int, ...]
) -> None:
    cell = licences(printed)
    assert (cell.state, cell.candidates) == (State.UNREADABLE, candidates)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("1 234 567", 1234567), ("1,<br>234", 1234), ("1 5 1", 151), ("1 0<br>2 7", 1027)],
)
def test_a_figure_printed_apart_is_joined_and_less_sure(printed: str, value: int) -> None:
    cell = licences(printed)
    assert (cell.value, cell.method, cell.confidence) == (value, Method.DECODED, SPACED)


def fees(head: str, printed: str) -> Report:
    text = JIYUAN.replace("本年收费金额（单位：万元）", head)
    assert head in text
    return read(text.replace("行政事业性收费\t0", f"行政事业性收费\t{printed}"))


@pytest.mark.parametrize(
    ("head", "printed", "value", "method"),
    [
        ("本年收费金额（单位：万元）", "80000（元）", Decimal(8), Method.PRINTED),
        ("本年收费金额（单位：万元）", "80000（单位：元）", Decimal(8), Method.PRINTED),
        ("本年收费金额（单位：万元）", "80（千元）", Decimal(8), Method.PRINTED),
        (
            "本年收费金额（单位：万元）",
            "471.56万元（4715600元）",
            Decimal("471.56"),
            Method.PRINTED,
        ),
        ("本年收费金额（单位：万元）", "12（其中退5000元）", None, None),
        ("本年收费金额（单位：元）", "80000", Decimal(8), Method.DECODED),
        ("本年收费金额（单位：元）", "0", Decimal(0), Method.DECODED),
        ("本年收费金额（元）", "4715600.50", Decimal("471.56005"), Method.DECODED),
        ("本年收费金额（单位：元）", "8万元", Decimal(8), Method.PRINTED),
        ("本年收费金额（单位：元/万元）单位：万元", "80000", None, None),
        ("本年收费金额（单位：元/万元）", "80000", None, None),
        ("本年收费金额（单位：元、万元）", "8", None, None),
    ],
)
def test_an_amount_is_told_by_the_unit_that_is_printed(
    head: str, printed: str, value: Decimal | None, method: Method | None
) -> None:
    report = fees(head, printed)
    cell = report.cells["disclosure.fees.amount"]
    assert (cell.value, cell.method, cell.raw) == (value, method, printed)
    noted = "unit-converted" in [note.code for note in report.notes]
    assert noted is (
        method is Method.DECODED or head.startswith("本年收费金额（单位：元/") or "元、" in head
    )


def test_an_amount_of_2014_is_told_by_its_own_unit() -> None:
    text = (LAYOUTS / "statistics-tabs.txt").read_text("utf-8")
    line = next(one for one in text.split("\n") if "收取的费用" in one)
    label = line.split("\t")[0]
    for row, value in (
        (f"{label}\t元\t80000", 8),
        (f"{label}\t万元\t8", 8),
        (f"{label}（元）\t\t80000", 8),
    ):
        assert read(text.replace(line, row)).value("statistics.fees.amount.value") == value, row
    lines = (LAYOUTS / "statistics-lines.txt").read_text("utf-8")
    line = next(one for one in lines.split("\n") if "收取的费用" in one)
    changed_line = lines.replace(line, f"{line.split()[0]} 元 80000")
    assert read(changed_line).value("statistics.fees.amount.value") == 8


def test_two_figures_behind_a_label_of_one_are_not_joined() -> None:
    text = (REPORTS / "xinyuan-2024.txt").read_text("utf-8")
    report = read(text.replace("收费 0", "收费 26 38"))
    cell = report.cells["disclosure.fees.amount"]
    assert (cell.state, cell.raw) == (State.UNREADABLE, "26 38")


def test_a_torn_figure_of_table_three_needs_its_sum() -> None:
    old = "1. 属于国家秘密\t0\t0\t0\t0\t0\t0\t0"
    report = changed(old, "1. 属于国家秘密\t1 2\t0\t0\t0\t0\t0\t12")
    assert report.value("requests.refused.state_secret.natural_person") == 12
    report = changed(old, "1. 属于国家秘密\t1 2\t0\t0\t0\t0\t0\t3")
    cell = report.cells["requests.refused.state_secret.natural_person"]
    assert (cell.state, cell.candidates) == (State.UNREADABLE, (12,))
