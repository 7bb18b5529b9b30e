"""Layouts seen in real reports, each built small: what is read, and what is left unread."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.report.cell import Method, State
from gongkai.report.form import get_form
from gongkai.report.read import Document, read_document
from gongkai.report.read.blocks import Grid, GridCell, Paragraph
from gongkai.report.read.matching.matcher import match
from tests.report.read.jiyuan import JIYUAN, REPORTS, changed, read

LAYOUTS = Path(__file__).parents[3] / "corpus" / "layouts"


FORM_2019 = """某某市教育局2020年政府信息公开工作年度报告

一、总体情况
本年收到申请1件。

二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量
规章\t0\t0\t0
规范性文件\t2\t2\t1036
第二十条第（五）项
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政许可\t10\t减4\t151件
其他对外管理服务事项\t3\t+1\t0
第二十条第（六）项
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政处罚\t5\t0\t7
行政强制\t1\t-1\t0
第二十条第（八）项
信息内容\t上一年项目数量\t本年增/减
行政事业性收费\t2\t0
第二十条第（九）项
信息内容\t采购项目数量\t采购总金额
政府集中采购\t12\t471.56万元

三、收到和处理政府信息公开申请情况
\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1
（五）不予处理\t\t\t\t\t\t\t
（六）其他处理\t1\t0\t0\t0\t0\t0\t1
（七）总计\t1\t0\t0\t0\t0\t0\t1
"""


def test_the_form_of_2019_is_known_by_its_columns() -> None:
    report = read(FORM_2019)
    assert (report.form, report.year, report.agency) == ("2019", 2020, "某某市教育局")
    value = report.value
    assert value("disclosure.normative_documents.total_public") == 1036
    assert value("disclosure.licences.change") == -4
    assert report.cells["disclosure.licences.change"].raw == "减4"
    assert value("disclosure.other_services.change") == 1
    assert value("disclosure.compulsory_measures.change") == -1
    assert report.cells["disclosure.licences.decisions"].state is State.ANNOTATED
    assert value("disclosure.fees.change") == 0
    assert value("disclosure.procurement.projects") == 12
    assert value("disclosure.procurement.amount") == Decimal("471.56")
    assert value("requests.other.total") == 1
    assert report.cells["requests.refused.state_secret.total"].state is State.ABSENT
    codes = [note.code for note in report.notes]
    assert codes == ["section-missing"] * 3 + ["table-incomplete"]


def test_a_form_that_does_not_fit_its_year_is_read_as_printed_and_noted() -> None:
    report = read(FORM_2019.replace("2020年", "2023年"))
    assert report.form == "2019"
    assert report.notes[0].code == "form-differs"


def test_a_title_and_a_period_of_two_years_are_noted() -> None:
    report = read(JIYUAN.replace("会 2024 年政府", "会 2023 年政府"))
    assert report.year == 2023
    assert "year-differs" in [note.code for note in report.notes]


@pytest.mark.parametrize(
    ("printed", "state", "value"),
    [
        ("2638", State.NUMBER, 2638),
        ("２６３８", State.NUMBER, 2638),
        ("2,638", State.NUMBER, 2638),
        ("2638件", State.ANNOTATED, 2638),
        ("/", State.NOT_APPLICABLE, None),
        ("—", State.NOT_APPLICABLE, None),
        ("无", State.NOT_APPLICABLE, None),
        ("", State.BLANK, None),
        ("约两千", State.UNREADABLE, None),
        ("26 38", State.UNREADABLE, None),
        ("1 5 1", State.NUMBER, 151),
        ("1 234", State.UNREADABLE, None),
        ("1 234 567", State.NUMBER, 1234567),
        ("1, 234", State.NUMBER, 1234),
    ],
)
def test_what_may_stand_in_a_cell(printed: str, state: State, value: int | None) -> None:
    cell = changed("行政许可\t2638", f"行政许可\t{printed}").cells["disclosure.licences.decisions"]
    assert (cell.state, cell.value) == (state, value)
    assert cell.raw == printed


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("471.56", Decimal("471.56")),
        ("471.56万元", Decimal("471.56")),
        ("251000元", Decimal("25.1")),
        ("0元", Decimal(0)),
    ],
)
def test_money_is_told_in_the_unit_of_the_form(printed: str, value: Decimal) -> None:
    report = changed("行政事业性收费\t0", f"行政事业性收费\t{printed}")
    assert report.value("disclosure.fees.amount") == value
    assert report.cells["disclosure.fees.amount"].raw == printed


def test_a_line_of_the_narrative_with_a_tab_is_not_lost() -> None:
    report = changed("六、其他需要报告的事项\n", "六、其他需要报告的事项\n收费：\t0元\n")
    section = report.section(6)
    assert section is not None
    assert section.text.startswith("收费：\t0元\n2024年")


def test_challenges_in_three_rows_with_labels() -> None:
    start = JIYUAN.index("行政复议\t\t\t")
    end = JIYUAN.index("五、存在的主要问题")
    table = (
        "\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
        "行政复议\t1\t2\t0\t0\t3\n未经复议直接起诉\t0\t0\t0\t4\t4\n复议后起诉\t5\t0\t0\t0\t5\n\n"
    )
    report = read(JIYUAN[:start] + table + JIYUAN[end:])
    assert report.value("challenges.reconsideration.corrected") == 2
    assert report.value("challenges.litigation_direct.pending") == 4
    assert report.value("challenges.litigation_after_reconsideration.upheld") == 5
    assert report.value("challenges.litigation_after_reconsideration.total") == 5


def test_one_value_a_line_below_its_label() -> None:
    text = (REPORTS / "xinyuan-2024.txt").read_text("utf-8")
    old = "3.其他 0 0 0 0 0 0 0"
    assert text.count(old) == 1
    report = read(text.replace(old, "3.其他\n1\n0\n0\n0\n0\n0\n1"))
    row = [c.value for i, c in report.cells.items() if i.startswith("requests.other.other.")]
    assert row == [1, 0, 0, 0, 0, 0, 1]
    assert sum(c.value is not None for c in report.cells.values()) == 200


def test_a_row_printed_twice_with_two_values_is_unreadable() -> None:
    report = changed("行政强制\t0\t\t\n", "行政强制\t0\t\t\n行政强制\t5\t\t\n")
    cell = report.cells["disclosure.compulsory_measures.decisions"]
    assert (cell.state, cell.candidates) == (State.UNREADABLE, (0, 5))
    assert "row-repeated" in [note.code for note in report.notes]


def test_a_table_four_of_fourteen_values_is_not_placed() -> None:
    report = changed("\n" + "\t".join("0" * 15), "\n" + "\t".join("0" * 14))
    cells = [c for i, c in report.cells.items() if i.startswith("challenges.")]
    assert {c.state for c in cells} == {State.UNREADABLE}
    assert [n.code for n in report.notes] == ["region-missing", "row-miscounted"]


def test_a_missing_section_says_so_and_its_cells_are_absent() -> None:
    start, end = JIYUAN.index("四、政府信息公开行政"), JIYUAN.index("五、存在的主要问题")
    report = read(JIYUAN[:start] + JIYUAN[end:])
    assert report.section(4) is None
    assert [n.code for n in report.notes] == ["region-missing", "section-missing"]
    assert {c.state for i, c in report.cells.items() if i.startswith("challenges.")} == {
        State.ABSENT
    }


def test_a_row_that_ran_together_is_decoded_and_says_so() -> None:
    text = (REPORTS / "xinyuan-2024.txt").read_text("utf-8")
    text = text.replace("1.属于国家秘密 0 0 0 0 0 0 0", "1.属于国家秘密 21710000218")
    text = text.replace(
        "政府信息公开申请数量 0 0 0 0 0 0 0", "政府信息公开申请数量 217 1 0 0 0 0 218", 1
    )
    text = text.replace("（七）总计 0 0 0 0 0 0 0", "（七）总计 217 1 0 0 0 0 218")
    report = read(text)
    row = [c for i, c in report.cells.items() if i.startswith("requests.refused.state_secret.")]
    assert [c.value for c in row] == [217, 1, 0, 0, 0, 0, 218]
    assert {c.method for c in row} == {Method.DECODED}
    for cell in row:
        assert cell.source is not None and cell.source.offset is not None and cell.raw is not None
        assert text[cell.source.offset :].startswith(cell.raw)
    assert [n.code for n in report.notes] == ["row-decoded"]


def test_a_run_in_one_cell_of_a_table_is_no_figure_of_that_cell() -> None:
    report = changed("1. 属于国家秘密\t0\t0\t0\t0\t0\t0\t0", "1. 属于国家秘密\t6233440\t\t\t\t\t\t")
    row = [c for i, c in report.cells.items() if i.startswith("requests.refused.state_secret.")]
    assert {(c.state, c.raw) for c in row} == {(State.UNREADABLE, "6233440")}
    assert "row-miscounted" in [n.code for n in report.notes]


def test_a_figure_printed_once_for_three_rows_is_told_only_where_it_is_zero() -> None:
    text = (REPORTS / "hongze-2024.txt").read_text("utf-8")
    line = next(one for one in text.splitlines() if "（六）其他处理" in one)
    assert line.split()[1:] == ["0"] * 7
    head, _, tail = line.rpartition("0")
    report = read(text.replace(line, head.replace("0", "2", 1) + "2" + tail))
    for row in ("not_supplemented", "fee_not_paid", "other"):
        columns = get_form("2021").table("requests").row("received").columns
        cells = [report.cells[f"requests.other.{row}.{c.id}"] for c in columns]
        assert [c.state for c in cells] == [
            State.UNREADABLE, *[State.NUMBER] * 5, State.UNREADABLE
        ]  # fmt: skip
        assert [c.raw for c in cells] == ["2", "0", "0", "0", "0", "0", "2"]


def test_rows_that_share_merged_cells_are_unreadable() -> None:
    """The three rows of （六）其他处理 with one merged cell a column: which row has what is not told."""
    zeros = "<td>0</td>" * 7
    rows = "".join(
        f"<tr><td>{label}</td>{cells}</tr>"
        for label, cells in [
            ("一、本年新收政府信息公开申请数量", zeros),
            ("二、上年结转政府信息公开申请数量", zeros),
            (
                "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                '<td rowspan="3">5</td>' * 7,
            ),
            ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", ""),
            ("3.其他", ""),
            ("（七）总计", zeros),
        ]
    )
    report = read(f"<html><body><table>{rows}</table></body></html>")
    shared = [c for i, c in report.cells.items() if i.startswith("requests.other.")]
    assert {(c.state, c.raw) for c in shared} == {(State.UNREADABLE, "5 5 5 5 5 5 5")}
    assert [n.code for n in report.notes].count("cells-shared") == 3
    assert report.value("requests.concluded.total") == 0
    assert report.value("requests.carried_in.total") == 0


def test_a_value_stuck_to_its_label() -> None:
    text = (REPORTS / "xinyuan-2024.txt").read_text("utf-8")
    text = text.replace("规范性文件 0 0 0", "规范性文件3 1 14").replace("收费 0", "收费7.5")
    report = read(text.replace("3.其他 0", "3.其他0"))
    row = [c for i, c in report.cells.items() if i.startswith("disclosure.normative_documents.")]
    assert [c.value for c in row] == [3, 1, 14]
    assert report.value("disclosure.fees.amount") == Decimal("7.5")
    assert report.value("requests.other.other.natural_person") == 0
    assert sum(c.value is not None for c in report.cells.values()) == 200


def test_figures_that_cannot_be_made_out_are_not_called_blank() -> None:
    text = (REPORTS / "xinyuan-2024.txt").read_text("utf-8")
    report = read(text.replace("规范性文件 0 0 0", "规范性文件（件）31"))
    row = [c for i, c in report.cells.items() if i.startswith("disclosure.normative_documents.")]
    assert State.BLANK not in {c.state for c in row}
    assert {c.value for c in row} == {None}


def test_a_page_of_preformatted_lines() -> None:
    text = (REPORTS / "xinyuan-2024.txt").read_text("utf-8")
    report = read(f"<html><body><pre>{text}</pre></body></html>")
    assert report.title == "新源县卫健委政府信息公开工作年度报告 2024 年度"
    assert sum(c.value is not None for c in report.cells.values()) == 200


def test_a_report_in_one_table_of_many_rows_is_of_its_form() -> None:
    """Words of a grid longer than any form count where nothing else names the form."""
    page = read_document((LAYOUTS / "plain-page.html").read_bytes(), "a.html")
    rows: list[list[str]] = [[f"附表第{n}行", "说明"] for n in range(160)]
    for block in page.blocks:
        if isinstance(block, Paragraph):
            rows.append([block.text])
        else:
            rows += [[cell.text for cell in row] for row in block.rows]
    cells = (GridCell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    whole = match(Document((Grid(tuple(cells)),), "a.html", "html"))
    assert whole.form == "2021"
    assert whole.states() == match(page).states()
    assert {i: c.value for i, c in whole.cells.items()} == {
        i: c.value for i, c in match(page).cells.items()
    }
