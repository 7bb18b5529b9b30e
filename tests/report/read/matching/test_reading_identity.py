"""Agencies, dates and periods in the forms that real documents print."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.report.read import read_bytes
from gongkai.report.read.matching.document.closing import find_contact, read_date
from gongkai.report.read.matching.document.identity import (
    Agency,
    find_agency,
    find_period,
    find_year,
)
from tests.corpus.layouts.printing import as_page, printed, with_tabs


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
        # A place alone is its government; who governs a zone is not told by its name.
        ("甲乙县2024年政府信息公开工作年度报告", "", "甲乙县人民政府", "甲乙县"),
        ("2024年甲乙市政府信息公开工作年度报告", "", "甲乙市人民政府", "甲乙市"),
        ("甲乙县某某镇2024年政府信息公开工作年度报告", "地址：丙丁市甲乙县某某镇", "丙丁市甲乙县某某镇人民政府", "丙丁市甲乙县"),
        ("甲乙区某某街道2024年政府信息公开工作年度报告", "", "甲乙区某某街道办事处", "甲乙区"),
        ("甲乙经济技术开发区2024年政府信息公开工作年度报告", "", None, None),
        ("某某地区2024年政府信息公开工作年度报告", "", None, None),
        ("甲乙市水利局机关2024年政府信息公开工作年度报告", "", "甲乙市水利局", "甲乙市"),
        ("甲乙市水利局（本级）2024年政府信息公开工作年度报告", "", "甲乙市水利局", "甲乙市"),
        ("海关总署（本级机关）2024年政府信息公开工作年度报告", "", "海关总署", None),
        # Words before a name that end like a place are none.
        ("市应急局2024年政府信息公开工作年度报告", "现公布市应急局2024年政府信息公开工作年度报告", None, None),
        ("市应急局2024年政府信息公开工作年度报告", "请与甲乙市应急局办公室联系", "甲乙市应急管理局", "甲乙市"),
        # Years and readings in other figures are no part of a name.
        ("甲乙县水利局二〇二四年政府信息公开工作年度报告", "", "甲乙县水利局", "甲乙县"),
        ("甲乙县水利局２０２４年政府信息公开工作年度报告", "", "甲乙县水利局", "甲乙县"),
        ("（2024）年甲乙县水利局政府信息公开工作年度报告", "", "甲乙县水利局", "甲乙县"),
        ("甲乙县(jiǎ yǐ xiàn)水利局2024年(nián)政府信息公开工作年度报告", "", "甲乙县水利局", "甲乙县"),
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
        ("从2023年1月1日起，至2023年12月31日止", (date(2023, 1, 1), date(2023, 12, 31))),
        ("从2023年1月1日至12月31止", (date(2023, 1, 1), date(2023, 12, 31))),
        ("自20241月1 日至202412月31日止", None),  # digits lost: nothing is guessed
        ("自202411日至20241231日止", None),
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


@pytest.mark.parametrize(
    "year", ["二〇二四年", "二○二四年", "２０２４年", "（2024）年", "2024年度"]
)
def test_the_year_of_a_title_in_other_figures(year: str) -> None:
    assert find_year(f"甲乙县水利局{year}政府信息公开工作年度报告") == 2024


BODY = "\n一、总体情况\n（一）主动公开情况。公开5条。\n二、主动公开政府信息情况\n无。\n"


@pytest.mark.parametrize(
    ("head", "title", "agency", "year"),
    [
        # What a site prints around the title.
        ("当前位置：首页>政务公开>公开年报>正文\n甲乙县水利局2024年政府信息公开工作年度报告\n发布日期：2025-01-10 来源：县水利局 字号：大 中 小",
         "甲乙县水利局2024年政府信息公开工作年度报告", "甲乙县水利局", 2024),
        ("首页 > 公开年报 > 甲乙县水利局2023年政府信息公开工作年度报告\n甲乙县水利局2024年政府信息公开工作年度报告",
         "甲乙县水利局2024年政府信息公开工作年度报告", "甲乙县水利局", 2024),
        ("智能问答 | 无障碍浏览 | ENGLISH\n2024年甲乙县水利局政府信息公开工作年度报告\n2025-01-10",
         "2024年甲乙县水利局政府信息公开工作年度报告", "甲乙县水利局", 2024),
        ("2024年度甲乙县水利局政府信息公开工作年度报告\n时间：2025-01-26\n公报标题2024年度甲乙县水利局政府信息公开工作年度报告",
         "2024年度甲乙县水利局政府信息公开工作年度报告", "甲乙县水利局", 2024),
        # A title over two lines, wherever it is broken.
        ("甲乙县人民政府2024年政府信息公开工作\n年度报告", "甲乙县人民政府2024年政府信息公开工作年度报告", "甲乙县人民政府", 2024),
        ("甲乙县水利局2024年政府信息公开\n工作年度报告", "甲乙县水利局2024年政府信息公开工作年度报告", "甲乙县水利局", 2024),
        ("甲乙县2024年政府信息公开年报", "甲乙县2024年政府信息公开年报", "甲乙县人民政府", 2024),
        # What the preamble calls the report stands in for a title that is not there, or names nobody.
        ("根据《条例》要求，现公布开平市水利局2024年政府信息公开工作年度报告。", None, "开平市水利局", 2024),
        ("按照要求，特向社会公布2024年度甲乙县水利局信息公开年度报告。", None, "甲乙县水利局", 2024),
        ("2024年度政府信息公开工作年度报告\n根据要求，编制了《甲乙县水利局2024年政府信息公开工作年度报告》。",
         "2024年度政府信息公开工作年度报告", "甲乙县水利局", 2024),
        ("根据《条例》要求，制定了甲乙县水利局2024年度政府信息公开年度报告。", None, "甲乙县水利局", 2024),
        ("根据《条例》要求，现公布某某街道办事处2024年政府信息公开工作年度报告。如需了解，请与甲乙市某某街道办事处联系。",
         None, "甲乙市某某街道办事处", 2024),
        ("我镇编制了《某某镇2024年政府信息公开工作年度报告》。如有疑问，请与甲乙县某某镇人民政府联系。",
         None, "甲乙县某某镇人民政府", 2024),
        ("根据《条例》要求，现公布本机关2024年政府信息公开工作年度报告。", None, None, None),
        ("根据《条例》要求，现公布我市水利局2024年政府信息公开工作年度报告。", None, None, None),
        # A notice that asks for the report names who sent it.
        ("根据《丙丁省人民政府办公厅关于做好2024年政府信息公开工作年度报告编制发布工作的通知》，现公布甲乙市人民政府2024年政府信息公开工作年度报告。",
         None, "甲乙市人民政府", 2024),
        # Who put it on the site need not be whose it is.
        ("2024年度政府信息公开工作年度报告\n发布机构：甲乙县融媒体中心", "2024年度政府信息公开工作年度报告", None, 2024),
    ],
)  # fmt: skip
def test_whose_report_it_is_and_of_which_year_in_a_disorderly_head(
    head: str, title: str | None, agency: str | None, year: int | None
) -> None:
    report = read_bytes(f"{head}{BODY}".encode(), "x.txt")
    assert (report.title, report.agency, report.year) == (title, agency, year)


def test_the_contact_of_a_report_that_opens_in_section_one() -> None:
    text = (
        "甲乙县水利局2024年政府信息公开工作年度报告\n（2025-01-06）\n一、总体情况\n"
        "根据《中华人民共和国政府信息公开条例》编制本报告。如有疑问，请与我局综合科联系，联系电话2345678。\n"
        "二、主动公开政府信息情况\n无。\n"
    )
    report = read_bytes(text.encode(), "x.txt")
    assert report.contact.telephone == "2345678"
    assert report.basis == ("《中华人民共和国政府信息公开条例》",)


def test_a_contact_over_broken_lines() -> None:
    contact = find_contact(
        "（地址：某某市一路 90\n号 ， 邮 编 ： 223100 ， 电 话 ： 0517-\n87222589）"
    )
    assert (contact.address, contact.postcode) == ("某某市一路90号", "223100")
    assert (contact.telephone, contact.email) == ("0517-87222589", None)
    listed = find_contact(
        "（地址：甲乙县东路一楼101室、联系电话：0745-1234567、电子邮箱：a@b.cn。）"
    )
    assert (listed.address, listed.telephone) == ("甲乙县东路一楼101室", "0745-1234567")
    assert listed.email == "a@b.cn"
    numbered = find_contact("邮编号码：351100，电话号码：0594-1234567，传真号码：0594-7654321")
    assert (numbered.postcode, numbered.telephone) == ("351100", "0594-1234567")


@pytest.mark.parametrize(
    ("ending", "signed_by", "signed_on"),
    [
        (["南山县教育局", "2024年1月18日"], "南山县教育局", "2024-01-18"),
        (["南山县教育局 2024年1月18日"], "南山县教育局", "2024-01-18"),
        (["南山县教育局", "2024.1.18"], "南山县教育局", "2024-01-18"),
        (["南山县教育局（盖章）", "二〇二四年一月十八日"], "南山县教育局", "2024-01-18"),
        (["2024年1月18日", "南山县教育局"], "南山县教育局", "2024-01-18"),
        (["2024年1月18日", "南山县教育局", "（此件公开发布）"], None, "2024-01-18"),
        (["南山县教育局", "2024.13.18"], None, "None"),
        (["特此报告。", "2024-01-18"], None, "None"),  # a page prints its own date so
    ],
)
def test_who_signed_and_when(ending: list[str], signed_by: str | None, signed_on: str) -> None:
    doc = printed()
    doc.ending = ending
    for text, name in ((as_page(doc), "a.html"), (with_tabs(doc), "a.txt")):
        report = read_bytes(text.encode(), name)
        assert (report.signed_by, str(report.signed_on)) == (signed_by, signed_on)
