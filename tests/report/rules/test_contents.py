"""What the words must hold: themes, problems, the fee, the basis, the parts, the name. Both ways."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.report.model import Report, Section
from gongkai.report.read import read_file
from gongkai.report.rules import Context, Severity, check
from tests.report.generate import sound_report

FAMILY = {"NT-FIVE", "NT-S5", "NT-S6", "NT-BASIS", "NT-PARTS", "NT-NAME"}


def said(report: Report) -> list[tuple[str, str]]:
    return [(f.rule, f.message) for f in check(Context(report)).findings if f.rule in FAMILY]


def preamble(text: str, year: int = 2024) -> Report:
    return replace(sound_report(7), year=year, preamble=text)


def section(number: int, text: str) -> Report:
    report = sound_report(7)
    made = tuple(
        Section(s.number, s.title, text) if s.number == number else s for s in report.sections
    )
    return replace(report, sections=made)


REAL = {
    "hotan-2021": {"NT-BASIS", "NT-FIVE", "NT-S6"},
    "jiyuan-2024": set(),
    "shapotou-2024": set(),
    "tacheng-2024": {"NT-BASIS", "NT-FIVE", "NT-S6"},
    "xinyuan-2024": {"NT-FIVE", "NT-S6"},
    "hongze-2023": set(),
    "hongze-2024": set(),
}


@pytest.mark.parametrize("name", REAL)
def test_the_real_reports_are_asked_exactly_what_they_leave_out(corpus: Path, name: str) -> None:
    found = [
        f
        for f in check(Context(read_file(corpus / "reports" / f"{name}.txt"))).findings
        if f.rule in FAMILY
    ]
    assert {f.rule for f in found} == REAL[name]
    assert all(f.severity is Severity.WARNING for f in found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "根据《条例》和国办公开办函〔2019〕60号要求编制。",
            "依据写的是“〔2019〕60号”，那是 2019、2020 年度试行格式的通知。",
        ),
        (
            "按照国办政务公开办函〔2021〕30号要求编制。",
            "年度报告格式的文号写成了“国办政务公开办函〔2021〕30号”。",
        ),
        (
            "按照过半公开办函﹝2021﹞30号要求编制。",
            "年度报告格式的文号写成了“过半公开办函﹝2021﹞30号”。",
        ),
        (
            "根据《中华人民共和国政府信息公开条例》（国务院令第711条）编制。",
            "条例的令号写成了“国务院令第711条”。",
        ),
        ("根据《信息公开条例》编制。", "条例的名称写成了“《信息公开条例》”，少了“政府”。"),
    ],
)
def test_an_outdated_or_mangled_basis_is_named(text: str, message: str) -> None:
    assert said(preamble(text)) == [("NT-BASIS", message)]


@pytest.mark.parametrize(
    "text",
    [
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和国办公开办函〔2021〕30号要求编制。",
        "根据《政府信息公开条例》（以下简称《条例》）编制。",
        "按照《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函﹝2021﹞30号）编制。",
        "根据国办公开办函〔2019〕60号、国办公开办函〔2021〕30号编制。",
    ],
)
def test_a_right_basis_is_not_remarked(text: str) -> None:
    assert said(preamble(text)) == []


def test_what_names_no_basis_is_not_judged() -> None:
    report = preamble("本报告统计期限自2024年1月1日起至12月31日止。")
    assert "NT-BASIS" in {n.rule for n in check(Context(report)).not_evaluated}


SIX = (
    "报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、"
    "行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项"
)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (f"{SIX}等六部分。", []),
        (f"{SIX}6个部分。", []),
        ("本报告由六个部分组成。", []),
        ("重点完成三项工作。", []),
        (
            "本报告分为完成情况及成效、困难和问题、2026年工作思路三个部分。",
            ["开头说报告有三个部分，格式是六个部分。"],
        ),
        ("报告共4部分。", ["开头说报告有4个部分，格式是六个部分。"]),
        (
            "本报告由总体情况、主动公开情况、依申请公开情况、存在问题、下一步打算、附表六部分组成。",
            ["开头列出的部分里没有“行政复议、行政诉讼情况”、“其他需要报告的事项”。"],
        ),
    ],
)
def test_the_parts_an_opening_announces(text: str, messages: list[str]) -> None:
    assert [m for rule, m in said(preamble(text)) if rule == "NT-PARTS"] == messages


@pytest.mark.parametrize(
    ("title", "signed", "message"),
    [
        ("和田地区卫健委", "和田地区卫生健康委员会", None),
        ("地区卫生健康委", "塔城地区卫生健康委", None),
        ("白石市人民政府", "白石市人民政府办公室", None),
        ("白石市教育局", None, None),
        (
            "白石市教育局",
            "白石市民政局",
            "标题写的机关是“白石市教育局”，落款是“白石市民政局”。",
        ),
    ],
)
def test_one_agency_from_title_to_signature(
    title: str, signed: str | None, message: str | None
) -> None:
    report = replace(sound_report(7), agency=None, agency_as_printed=title, signed_by=signed)
    assert said(report) == ([("NT-NAME", message)] if message else [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("无", "第五部分只有 1 个字，没有写清问题和改进情况。"),
        (
            "一年来，各项任务全部完成，信息公开做到了及时、准确、全面，得到了各方面的一致好评和充分肯定。",
            "第五部分没有写存在的问题和改进的措施。",
        ),
        (
            "存在的问题：一是政策解读的形式比较单一；二是部分栏目的内容更新不够及时；三是人手少。",
            "第五部分没有写改进的措施。",
        ),
    ],
)
def test_section_five_says_problems_and_measures(text: str, message: str) -> None:
    assert said(section(5, text)) == [("NT-S5", message)]


@pytest.mark.parametrize(
    "text",
    [
        "2024年区卫健局未收到政府信息公开申请,未收取信息处理费用。",
        "2024年未收取信息公开处理费用。",
        "全年收取政府信息公开信息处理费 0 元。",
        "未发出收费通知。",
    ],
)
def test_section_six_that_speaks_of_the_fee(text: str) -> None:
    assert said(section(6, text)) == []


@pytest.mark.parametrize("text", ["无", "我委无其他需要报告的事项。", ""])
def test_section_six_without_the_fee(text: str) -> None:
    assert said(section(6, text)) == [("NT-S6", "第六部分没有写信息处理费。")]


def test_the_reports_of_2019_were_not_asked_for_a_fee() -> None:
    report = sound_report(7, "2019")
    made = tuple(
        Section(s.number, s.title, "无" if s.number == 6 else s.text) for s in report.sections
    )
    assert said(replace(report, sections=made)) == []
