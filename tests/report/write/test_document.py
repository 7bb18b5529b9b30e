"""The printed order, and where printed lines are one paragraph."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.report.cell import blank, number
from gongkai.report.form import get_form
from gongkai.report.model import Report, Section
from gongkai.report.write.document import arrange


def _texts(text: str) -> list[tuple[str, str]]:
    report = Report(sections=(Section(1, "总体情况", text),))
    return [(p.lead, p.text) for p in arrange(report).parts[0].paragraphs]


def test_a_line_broken_by_its_page_goes_on() -> None:
    assert _texts(
        "2024 年，淮安市洪泽区人民政府坚持以习近平新时代中国特\n"
        "色社会主义思想为指导，公开文件 90\n"
        "件。\n"
        "（二）依申请公开情况。根据《条例》和上级部门关于依申\n"
        "请办理的规范要求，办理申请。"
    ) == [
        (
            "",
            "2024年，淮安市洪泽区人民政府坚持以习近平新时代中国特色社会主义思想为指导，公开文件90件。",
        ),
        ("（二）依申请公开情况。", "根据《条例》和上级部门关于依申请办理的规范要求，办理申请。"),
    ]


def test_an_official_document_has_no_space_beside_chinese() -> None:
    assert _texts("2024 年 1 月 20 日，电 话 ： 0517-1 234，“ 三审三校 ”，Open Data 平台。") == [
        ("", "2024年1月20日，电话：0517-1 234，“三审三校”，Open Data平台。")
    ]


def test_an_address_goes_on_after_its_colon() -> None:
    assert _texts(
        "如对本报告有疑问，请与办公室联系（电话：0517-1234567，电子邮箱：\nabc@example.com）。"
    ) == [
        ("", "如对本报告有疑问，请与办公室联系（电话：0517-1234567，电子邮箱：abc@example.com）。")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "短的一行\n另一行",
        "（一）强化组织抓领导，为信息公开工作提供强有力的组织保障\n我委始终把政府信息公开列入议程。",
        "我委始终把政府信息公开工作列入了重要议事日程，定期研究\n1.按要求公开。",
        "我委始终把政府信息公开工作列入了重要议事日程，定期研究\n（二）依申请公开",
        "我委始终把政府信息公开工作列入了重要议事日程，一是公开；\n二是解读。",
    ],
)
def test_lines_that_stand_alone_stay(text: str) -> None:
    assert ["".join(p) for p in _texts(text)] == text.split("\n")


def test_a_heading_of_the_second_level_is_told_from_its_sentence() -> None:
    assert _texts("（一）主动公开\n（二）平台建设。网站改版。") == [
        ("（一）主动公开", ""),
        ("（二）平台建设。", "网站改版。"),
    ]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("某局2024年年报", ("某局2024年年报",)),
        (
            "洪泽区人民政府2023 年政府信息公开工作年度报告",
            ("洪泽区人民政府", "2023年政府信息公开工作年度报告"),
        ),
        (
            "新疆维吾尔自治区塔城地区卫生健康委员会政府信息公开工作年度报告",
            ("新疆维吾尔自治区塔城地区卫生健康委员会", "政府信息公开工作年度报告"),
        ),
    ],
)
def test_a_wide_title_breaks_where_it_makes_sense(title: str, lines: tuple[str, ...]) -> None:
    assert arrange(Report(title=title)).title == lines


def test_the_title_is_made_from_what_is_known() -> None:
    report = Report(agency="某县卫生健康局", year=2024)
    assert arrange(report).title == ("某县卫生健康局", "2024年政府信息公开工作年度报告")


def test_a_signature_is_printed_once() -> None:
    report = Report(
        signed_by="某县卫生健康局",
        signed_on=date(2025, 1, 9),
        ending="附件：无\n某县卫生健康局\n2025 年 1 月 9 日",
    )
    document = arrange(report)
    assert [p.text for p in document.ending] == ["附件：无"]
    assert (document.signer, document.signed_on) == ("某县卫生健康局", "2025年1月9日")


def test_a_table_nobody_has_a_cell_of_is_not_printed() -> None:
    ids = list(get_form("2021").cells)
    report = Report(
        form="2021",
        sections=(Section(1, "总体情况", "好。"), Section(5, "存在的主要问题及改进情况", "无")),
        cells={ids[0]: number(1, "1"), "challenges.reconsideration.total": blank()},
    )
    assert [(part.heading, [t.id for t in part.tables]) for part in arrange(report).parts] == [
        ("一、总体情况", []),
        ("二、主动公开政府信息情况", ["disclosure"]),
        ("四、政府信息公开行政复议、行政诉讼情况", ["challenges"]),
        ("五、存在的主要问题及改进情况", []),
    ]


def test_a_report_without_sections_prints_its_tables_under_their_headings() -> None:
    report = Report(form="2014", cells={"statistics.published.total.value": number(3, "3")})
    assert [part.heading for part in arrange(report).parts] == ["政府信息公开情况统计表"]
