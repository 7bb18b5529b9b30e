"""Sentences of published reports: which must fire, which must not, beside the numbers of their tables.

Where a source gives only the sentence, the table here is the one its own arithmetic implies.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.report.cell import blank, number
from gongkai.report.form import get_form
from gongkai.report.model import Report, Section
from gongkai.report.rules import Context, Finding, check
from tests.report.generate import sound_pair

APPLICATIONS = ("NT-RECV", "NT-DONE", "NT-CARRY", "NT-RES", "NT-PCT", "NT-IDENT", "NT-CHAN")
CASES = ("NT-RV", "NT-LIT")


def report(
    text: str, cells: dict[str, int], *, year: int = 2024, agency: str = "云溪县人民政府"
) -> Report:
    """A report whose total cells are 0 but for `cells` (without table and column), and section one."""
    base = sound_pair(1)[1]
    zeros = {i: number(0, "0") for i in get_form("2021").cells}
    given = {
        (i if i.count(".") > 1 and i.startswith(("disclosure", "challenges")) else f"requests.{i}.total"): number(v, str(v))
        for i, v in cells.items()
    }  # fmt: skip
    made = replace(base, year=year, agency=agency, agency_as_printed=agency, region="云溪县")
    one = Section(1, "总体情况", f"（二）依申请公开。{text}")
    others = tuple(s for s in made.sections if s.number != 1)
    return replace(made.with_cells({**zeros, **given}), sections=(one, *others))


def found(
    text: str, cells: dict[str, int], rules: tuple[str, ...], **more: object
) -> list[Finding]:
    result = check(Context(report(text, cells, **more)))  # type: ignore[arg-type]
    return [f for f in result.findings if f.rule in rules]


def weights(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(f.rule, f.severity.value) for f in findings]


RV, LD, LA = (
    f"challenges.{kind}"
    for kind in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
)

#: Text, table three (A, B, done, D and results), what must fire.
WRONG = {
    "changchun-2023": (
        "全年受理政府信息公开申请2件。",
        {"received": 3, "concluded": 3},
        [("NT-RECV", "error")],
    ),
    "binjiang-2024": (
        "2024年，共受理政府信息公开申请455件，其中4件来自上一年度结转，答复451件，8件结转下一年度。",
        {"received": 455, "carried_in": 4, "concluded": 451, "carried_out": 8},
        [("NT-IDENT", "warning")],
    ),
    "binjiang-office-2024": (
        "受理政府信息公开申请114件，其中2件来自上年结转，受理的116件已答复。",
        {"received": 114, "carried_in": 2, "concluded": 116},
        [("NT-IDENT", "warning")],
    ),
    "qiaokou-2025": (
        "新收政府信息公开申请78件，结转上年度3件，答复75件，结转下年度3件。",
        {"received": 78, "carried_in": 3, "concluded": 75, "carried_out": 3},
        [("NT-IDENT", "error")],
    ),
    "wanyuan-2025": (
        "受理政府信息公开申请54件，上年结转2件，按时办结54件。予以公开45件，部分公开4件，不予公开1件，"
        "无法提供2件，不予处理1件，其他处理2件，结转下年度1件。",
        {
            "received": 54, "carried_in": 2, "concluded": 55, "carried_out": 1, "granted": 45,
            "partly_granted": 4, "refused.state_secret": 1, "unavailable.not_held": 2,
            "not_processed.repeated_request": 1, "other.other": 2,
        },
        [("NT-DONE", "warning")],
    ),
    "134-against-170": (
        "全年共收到政府信息公开申请134件。",
        {"received": 170, "concluded": 170},
        [("NT-RECV", "error")],
    ),
}  # fmt: skip

RIGHT = {
    "jiangning-2024": (
        "2024年新收政府信息公开申请809件，上年结转9件，办结802件，结转下年度16件。",
        {"received": 809, "carried_in": 9, "concluded": 802, "carried_out": 16},
    ),
    "sichuan-office-2023": (
        "共处理政府信息公开申请1261件（含上年度结转74件）。",
        {"received": 1187, "carried_in": 74, "concluded": 1181, "carried_out": 80},
    ),
    "rongchang-2024": (
        "收到政府信息公开申请60件，答复64件（含结转4件）。",
        {"received": 60, "carried_in": 4, "concluded": 64},
    ),
    "liangjiang-2024": (
        "收到政府信息公开申请383件，办结367件（含结转13件），结转16件。",
        {"received": 370, "carried_in": 13, "concluded": 367, "carried_out": 16},
    ),
    "yuhang-2024": (
        "全区共受理政府信息公开申请2025件（含上年结转71件），办结1950件，结转下年度75件。",
        {"received": 1954, "carried_in": 71, "concluded": 1950, "carried_out": 75},
    ),
    "songjiang-2024": (
        "收到政府信息公开申请1416件，办结1336件。予以公开376件，部分公开24件，不予公开65件，无法提供603件，"
        "不予处理49件，其他处理219件，结转下年度80件。",
        {
            "received": 1416, "concluded": 1336, "carried_out": 80, "granted": 376,
            "partly_granted": 24, "refused.enforcement_file": 65, "unavailable.not_held": 603,
            "not_processed.repeated_request": 49, "other.other": 219,
        },
    ),
    "qindu-2024": (
        "共收到政府信息公开申请122件，其中网上申请105件、信函申请17件；上年结转11件，办结126件，结转下年度7件。",
        {"received": 122, "carried_in": 11, "concluded": 126, "carried_out": 7},
    ),
    "district-2022": (
        "收到政府信息公开申请1499件，其中网络申请1303件，信函申请172件，当面申请24件。办结1453件（含上年结转30件）："
        "予以公开966件，部分公开67件，不予公开81件，无法提供182件，不予处理61件，其他处理96件。",
        {
            "received": 1499, "carried_in": 30, "concluded": 1453, "carried_out": 76,
            "granted": 966, "partly_granted": 67, "refused.third_party_rights": 81,
            "unavailable.not_held": 182, "not_processed.repeated_request": 61, "other.other": 96,
        },
    ),
    "hingan-2025": (
        "受理政府信息公开申请24件（含上年结转1件），其中予以公开4件，无法提供19件，其他处理1件。",
        {
            "received": 23, "carried_in": 1, "concluded": 24, "granted": 4,
            "unavailable.not_held": 19, "other.other": 1,
        },
    ),
    "hanyang-2022": (
        "收到政府信息公开申请8件，其中予以公开2件，部分公开2件，不予公开1件，无法提供2件，其他1件（申请人自主撤销）。",
        {
            "received": 8, "concluded": 8, "granted": 2, "partly_granted": 2,
            "refused.state_secret": 1, "unavailable.not_held": 2, "other.other": 1,
        },
    ),
    "huaian-2024": (
        "2024 年，全市共受理政府信息公开申请 3119 件，答复 3050 件（含上年度结转申请 34 件，另有 103 件"
        "顺延到下年度答复），均在法定期限内予以答复。",
        {"received": 3119, "carried_in": 34, "concluded": 3050, "carried_out": 103},
    ),
    "office-for-the-district": (
        "2024 年，区政府办代表区政府受理政府信息公开申请 17 件，均已在法定期限内予以答复。",
        {"received": 95, "concluded": 95},
    ),
    "last-year-mentioned": (
        "收到政府信息公开申请30件，比上年增加5件。2023年收到政府信息公开申请25件。",
        {"received": 30, "concluded": 30},
    ),
    "done-in-another-matter": (
        "收到政府信息公开申请5件。办理人大代表建议12件，答复政协提案8件，办结热线工单320件。",
        {"received": 5, "concluded": 5},
    ),
    "petitions-are-not-applications": (
        "共收到网上来访来信来电咨询信访件213件，办理群众热线问题213件。",
        {"received": 0},
    ),
    "withdrawn-is-concluded-but-not-answered": (
        "收到政府信息公开申请12件，答复9件，申请人撤回3件。",
        {"received": 12, "concluded": 12, "other.other": 3},
    ),
    "received-but-not-all-accepted": (
        "收到政府信息公开申请15件，受理12件，办结15件，其中按时办结13件，延期办结2件。",
        {"received": 15, "concluded": 15},
    ),
    "several-bodies": (
        "全县共收到政府信息公开申请50件，其中教育局收到30件、民政局收到20件。",
        {"received": 50, "concluded": 50},
    ),
    "several-years": (
        "近三年收到政府信息公开申请120件。",
        {"received": 50, "concluded": 50},
    ),
    "totals-of-two-years": (
        "全市受理政府信息公开申请3259件，答复3278件。",
        {"received": 3259, "carried_in": 40, "concluded": 3278, "carried_out": 21},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_sentence_fires(name: str) -> None:
    text, cells, expected = WRONG[name]
    assert weights(found(text, cells, APPLICATIONS, year=int(name[-4:]) if name[-4:].isdigit() and int(name[-4:]) > 2000 else 2024)) == expected  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_sentence_does_not(name: str) -> None:
    text, cells = RIGHT[name]
    year = int(name[-4:]) if name[-4:].isdigit() else 2024
    assert found(text, cells, APPLICATIONS, year=year) == []


def shanghai_2019() -> dict[str, int]:
    return {
        "received": 859, "carried_in": 18, "concluded": 805, "carried_out": 72, "granted": 272,
        "partly_granted": 3, "refused.state_secret": 35, "unavailable.not_held": 265,
        "unavailable.needs_creation": 47, "unavailable.still_unclear": 25,
        "not_processed.repeated_request": 158,
    }  # fmt: skip


def test_shanghai_2019_takes_one_column_and_one_row_for_the_whole() -> None:
    text = "予以公开及部分公开258件，占33.9%；不予公开35件；无法提供265件；不予处理158件。"
    one, two, share = found(text, shanghai_2019(), APPLICATIONS)
    assert (one.rule, one.expected, one.actual) == ("NT-RES", "275", "258")
    assert (two.rule, two.expected, two.actual) == ("NT-RES", "337", "265")
    assert two.suggestion == "这个数只是“1.本机关不掌握相关政府信息”一行，正文应当写各行之和。"
    assert (share.rule, share.severity.value, share.actual) == ("NT-PCT", "warning", "33.9%")
    assert share.expected == "32.0%"


def test_blank_totals_are_summed_from_six_printed_columns_and_never_from_fewer() -> None:
    text = "予以公开及部分公开258件。"
    made = report(text, shanghai_2019())
    columns = [c.id for c in get_form("2021").table("requests").rows[0].columns]
    printed = {"granted": (258, 12, 0, 1, 0, 1), "partly_granted": (0, 2, 0, 1, 0, 0)}
    changes = {
        f"requests.{row}.{column}": number(value, str(value))
        for row, values in printed.items()
        for column, value in zip(columns, values, strict=False)
    } | {f"requests.{row}.total": blank() for row in printed}
    (one,) = [f for f in check(Context(made.with_cells(changes))).findings if f.rule == "NT-RES"]
    assert (one.expected, one.actual) == ("275", "258")
    assert one.suggestion == "这个数与“自然人”一列相同，正文应当写总计。"
    gap = made.with_cells({**changes, "requests.granted.enterprise": blank()})
    result = check(Context(gap))
    assert [f for f in result.findings if f.rule == "NT-RES"] == []
    assert "NT-RES" in [n.rule for n in result.not_evaluated]


def test_all_upheld_while_one_is_pending() -> None:
    text = "因政府信息公开引起的行政复议7件，行政诉讼9件，均获维持。"
    cells = {f"{RV}.total": 7, f"{RV}.upheld": 7, f"{LD}.total": 5, f"{LD}.upheld": 4, f"{LD}.pending": 1, f"{LA}.total": 4, f"{LA}.upheld": 4}  # fmt: skip
    (one,) = found(text, cells, CASES)
    assert (one.rule, one.severity.value, one.expected, one.actual) == (
        "NT-LIT",
        "warning",
        "9",
        "8",
    )


RIGHT_CASES = {
    "hangzhou-sample": (
        "政府信息公开行政复议790件，行政诉讼212件。",
        {f"{RV}.total": 790, f"{LD}.total": 56, f"{LA}.total": 156},
    ),
    "huaian": (
        "政府信息公开行政复议 351 件，其中结果维持 72 件，尚未审结 37 件；政府信息公开行政诉讼 46 件。",
        {f"{RV}.total": 351, f"{LD}.total": 26, f"{LA}.total": 20},
    ),
    "qindu": (
        "因政府信息公开被申请行政复议144件，已审结120件；行政诉讼97件，已判决27件。",
        {f"{RV}.total": 144, f"{LD}.total": 60, f"{LA}.total": 37},
    ),
    "pinghu": ("行政复议1件（申请人撤回结案）。", {f"{RV}.total": 1}),
    "ouhai": (
        "因2023年度政府信息公开申请引发行政复议1件、行政诉讼2件，均维持。",
        {f"{RV}.total": 1, f"{RV}.upheld": 1, f"{LD}.total": 2, f"{LD}.upheld": 2},
    ),
    "liyang": (
        "行政复议7件，复议后起诉1件。",
        {f"{RV}.total": 7, f"{LA}.total": 1},
    ),
    "none": ("没有因政府信息公开申请引起的行政复议和行政诉讼。", {}),
    "no-wrong-outcome": ("未发生行政复议被纠正、行政诉讼败诉的情况。", {f"{RV}.total": 5}),
    "no-direct-suit": ("未经复议直接起诉2件。", {f"{LD}.total": 2}),
    "as-reviewer": ("办理行政复议案件58件。", {f"{RV}.total": 2}),
}


@pytest.mark.parametrize("name", RIGHT_CASES)
def test_right_words_on_cases_do_not_fire(name: str) -> None:
    text, cells = RIGHT_CASES[name]
    assert found(text, cells, CASES) == []


@pytest.mark.parametrize(
    ("text", "cells", "fired"),
    [
        ("政府信息公开行政复议3件。", {f"{RV}.total": 4}, ["NT-RV"]),
        ("政府信息公开行政诉讼3件。", {f"{LD}.total": 3, f"{LA}.total": 1}, ["NT-LIT"]),
        ("全年未发生因政府信息公开引起的行政复议、行政诉讼案件。", {f"{RV}.total": 2}, ["NT-RV"]),
        ("未发生政府信息公开行政诉讼。", {f"{RV}.total": 2, f"{LA}.total": 1}, ["NT-LIT"]),
        ("政府信息公开2件行政复议。", {f"{RV}.total": 3}, ["NT-RV"]),
    ],
)
def test_wrong_words_on_cases_are_errors(
    text: str, cells: dict[str, int], fired: list[str]
) -> None:
    assert weights(found(text, cells, CASES)) == [(rule, "error") for rule in fired]


def growth(text: str, now: int, last: int) -> list[Finding]:
    made = report(text, {"received": now, "concluded": now})
    before = replace(report("", {"received": last, "concluded": last}), year=2023)
    found_now = check(Context(made, before)).findings
    return [f for f in found_now if f.rule == "NT-GROWTH"]


def test_jiaxing_2024_grew_less_than_it_says() -> None:
    (one,) = growth("全市收到政府信息公开申请5147件，比上年增长23%。", 5147, 4237)
    assert (one.severity.value, one.expected, one.actual) == ("warning", "21.5%", "23%")


@pytest.mark.parametrize(
    ("words", "now", "last"),
    [
        ("比上年增长21.5%", 5147, 4237),
        ("同比增长21%", 5147, 4237),
        ("，较上年减少5件", 25, 30),
        ("，同比下降16.7%", 25, 30),
    ],
)
def test_growth_within_half_a_point_holds(words: str, now: int, last: int) -> None:
    assert growth(f"收到政府信息公开申请{now}件，{words}。".replace("，，", "，"), now, last) == []


@pytest.mark.parametrize(
    ("text", "fired"),
    [
        ("主动公开信息共91条，其中，重点领域类信息59条，部门动态信息13条，公告公示类信息19条。", []),
        ("发布信息共780条，其中微信502条，微博278条。", []),
        ("认领事项共266项，其中：行政裁决1项、行政处罚150项、行政给付8项、行政检查58项、行政奖励14项、"
         "行政强制13项、行政确认3项、行政许可17项、其他行政权力2项。", []),
        ("发布信息共76条，其中动态30条，公告31条。", ["NT-SUM"]),
        ("发布信息共76条，其中重点领域30条。", []),
        ("发布信息共76条，其中主要是动态30条，公告31条等。", []),
        ("发布信息共76条，其中动态30条、公告46条，答复网民留言12件。", []),
    ],
)  # fmt: skip
def test_sums_inside_a_sentence(text: str, fired: list[str]) -> None:
    assert [f.rule for f in found(text, {}, ("NT-SUM",))] == fired


@pytest.mark.parametrize(
    ("text", "fired"),
    [
        ("行政规范性文件制发6个，清理失效4个，现行有效18个。", []),
        ("制发行政规范性文件6件，废止3件，宣布失效1件，现行有效18件。", []),
        ("全年新增公开政府规章1件、政策性文件11件。", []),
        ("公开行政规范性文件18件。", []),
        ("制发行政规范性文件7件。", ["NT-ND"]),
        ("现行有效行政规范性文件19件。", ["NT-VALID"]),
        ("审查行政规范性文件40件，备案规范性文件31件。", []),
        ("县政府办公室制发规范性文件5件。", []),
        ("2023年制发规范性文件5件。", []),
    ],
)
def test_documents_against_table_two(text: str, fired: list[str]) -> None:
    row = "disclosure.normative_documents"
    cells = {f"{row}.issued": 6, f"{row}.repealed": 4, f"{row}.in_force": 18, "disclosure.rules.issued": 1}  # fmt: skip
    assert [f.rule for f in found(text, cells, ("NT-ND", "NT-VALID"))] == fired
