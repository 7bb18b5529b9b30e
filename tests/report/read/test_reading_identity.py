"""Agencies, dates and periods in the forms that real documents print."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.report.read.closing import find_contact, read_date
from gongkai.report.read.identity import Agency, find_agency, find_period, find_year


@pytest.mark.parametrize(
    ("title", "witness", "name", "region"),
    [
        ("洪泽区人民政府2023年政府信息公开工作年度报告", "由淮安市洪泽区人民政府办公室编制", "淮安市洪泽区人民政府", "淮安市洪泽区"),
        ("市教育局2024年政府信息公开工作年度报告", "请与甲乙市教育局联系", "甲乙市教育局", "甲乙市"),
        ("某某县城市管理局2024年政府信息公开工作年度报告", "", "某某县城市管理局", "某某县"),
        ("某某市市场监管局2024年政府信息公开工作年度报告", "", "某某市市场监督管理局", "某某市"),
        ("2024年某某县卫健委政府信息公开工作年度报告", "", "某某县卫生健康委员会", "某某县"),
        ("某某县发改委2024年度政府信息公开工作报告", "", "某某县发展和改革委员会", "某某县"),
        ("卫生健康委员会2024年政府信息公开工作年度报告", "", None, None),
        ("国家税务总局某某县税务局2024年政府信息公开工作年度报告", "", "国家税务总局某某县税务局", "某某县"),
        ("国家统计局某某调查队2024年政府信息公开工作年度报告", "", "国家统计局某某调查队", None),
        ("教育部2024年政府信息公开工作年度报告", "", "教育部", None),
        ("某某大学2023-2024学年信息公开年度报告", "", "某某大学", None),
        ("市市场监管局2024年政府信息公开工作年度报告", "请与某某市市场监管局联系", "某某市市场监督管理局", "某某市"),
        ("市场监管局2024年政府信息公开工作年度报告", "请与某某县市场监管局联系", "某某县市场监督管理局", "某某县"),
        ("县医保局2024年政府信息公开工作年度报告", "请与某某县医保局联系", "某某县医疗保障局", "某某县"),
        ("市北区教育局2024年政府信息公开工作年度报告", "甲乙市市北区教育局", "甲乙市市北区教育局", "甲乙市市北区"),
        ("某某镇人民政府2024年政府信息公开工作年度报告", "请与甲乙县某某镇人民政府联系", "甲乙县某某镇人民政府", "甲乙县"),
        ("甲乙县某某街道办事处2024年政府信息公开工作年度报告", "", "甲乙县某某街道办事处", "甲乙县"),
        ("某某高新技术产业开发区管理委员会2024年政府信息公开工作年度报告", "", "某某高新技术产业开发区管理委员会", "某某高新技术产业开发区"),
    ],
)  # fmt: skip
def test_an_agency_is_made_whole_by_what_the_document_prints(
    title: str, witness: str, name: str | None, region: str | None
) -> None:
    found = find_agency(title, [witness])
    assert (found.name, found.region) == (name, region)


def test_no_title_no_agency() -> None:
    assert find_agency(None, ["由某某县教育局编制"]) == Agency(None, None, None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025年1月20日", date(2025, 1, 20)),
        (" 2025 年 1 月 10 日 ", date(2025, 1, 10)),
        ("二〇二五年一月二十日", date(2025, 1, 20)),
        ("二○二四年十二月三十一日", date(2024, 12, 31)),
        ("2025年2月30日", None),
        ("截至2025年1月20日", None),
    ],
)
def test_a_line_that_is_a_date(line: str, expected: date | None) -> None:
    assert read_date(line) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自2024年1月1日起至12月31日止", (date(2024, 1, 1), date(2024, 12, 31))),
        ("从 2024 年 1 月\n1 日到 2024 年 12 月 31 日", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024年1月1日-12月31日", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024年2月30日至12月31日", None),
        ("2024年12月31日至1月1日", None),
    ],
)
def test_a_period(text: str, expected: tuple[date, date] | None) -> None:
    assert find_period(text) == expected


def test_the_year_of_a_title() -> None:
    assert find_year("某某县教育局 2024 年政府信息公开工作年度报告") == 2024
    assert find_year("某某县教育局２０２４年度政府信息公开报告") == 2024
    assert find_year("某某县教育局政府信息公开工作年度报告") is None


def test_a_contact_over_broken_lines() -> None:
    contact = find_contact(
        "（地址：某某市一路 90\n号 ， 邮 编 ： 223100 ， 电 话 ： 0517-\n87222589）"
    )
    assert (contact.address, contact.postcode) == ("某某市一路90号", "223100")
    assert (contact.telephone, contact.email) == ("0517-87222589", None)
