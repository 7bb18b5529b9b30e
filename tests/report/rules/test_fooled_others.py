"""Sentences that fooled other checkers: ordinary comparisons, other populations, other fees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongkai.report.cell import number
from gongkai.report.facts import find_facts
from gongkai.report.model import Report, Section
from gongkai.report.rules import Context, Finding, check
from tests.report.rules.test_worked_sentences import report

APPLIED = {"received": 30, "carried_in": 2, "concluded": 29, "carried_out": 3}
LICENCES = "disclosure.licences.decisions"
FEES = "disclosure.fees.amount"


def said(text: str, cells: dict[str, int] | None = None, *, six: str | None = None) -> Report:
    """A report of 2024 with these words, its facts read as the reader reads them."""
    made = report(text, cells or {})
    sections = tuple(
        Section(6, s.title, six) if s.number == 6 and six is not None else s for s in made.sections
    )
    facts = tuple(f for s in sections for f in find_facts(s.text, 2024))
    return replace(
        made,
        title="云溪县人民政府2024年政府信息公开工作年度报告",
        period_from=date(2024, 1, 1),
        period_to=date(2024, 12, 31),
        signed_on=date(2025, 1, 20),
        sections=sections,
        facts=facts,
    )


def fired(made: Report, *rules: str) -> list[Finding]:
    return [f for f in check(Context(made)).findings if f.rule in rules]


@pytest.mark.parametrize(
    "text",
    [
        "2023年收到政府信息公开申请25件，2024年收到30件，增加5件。",
        "与2023年相比，收到政府信息公开申请增加5件，共30件。",
        "收到政府信息公开申请30件，去年同期25件。",
        "收到政府信息公开申请30件（2023年为25件）。",
        "2023年度报告公布的政府信息公开申请为25件。",
        "针对2023年度报告指出的问题，逐项整改；收到政府信息公开申请30件。",
        "2025年将进一步规范，力争政府信息公开申请按期答复率100%。",
        "收到政府信息公开申请30宗，均已登记。",
        "收到政府信息公开申请30条。",
        "收到政府信息公开申请30次。",
        "共办理政府信息公开申请32件（含上年结转2件）。",
        "收到政府信息公开申请30件，其中区政府办公室12件，教育局18件。",
        "收到政府信息公开申请30件，另有信访投诉类来信213件。",
        "收到政府信息公开申请30件，其中29件已答复。",
        "收到政府信息公开申请30件，城区12件，其中11件已答复。",
        "收到政府信息公开申请30件，其中3件已答复为不予公开。",
        "收到政府信息公开申请30件，其中网上申请20件，其中18件已答复。",
        "收到政府信息公开申请30件，其中27件已答复，2件申请人撤回。",
    ],
)
def test_comparisons_and_other_years_are_not_counts_of_this_year(text: str) -> None:
    rules = ("NT-RECV", "NT-DONE", "NT-CARRY", "NT-RES", "NT-IDENT", "NT-YEAR", "NT-CHAN")
    assert fired(said(text, APPLIED), *rules) == []


#: Tables of sound reports, by what the words below imply.
PLAIN = {"received": 30, "concluded": 30}
TWELVE = {"received": 12, "concluded": 12}
LAST_YEARS_TOO = {"received": 28, "carried_in": 2, "concluded": 30}
THREE_OVER = {"received": 15, "carried_in": 3, "concluded": 15, "carried_out": 3}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        # not all ways, not all applicants
        ("线上渠道未收到政府信息公开申请，窗口收到政府信息公开申请30件。", PLAIN),
        ("政府网站未收到政府信息公开申请，线下收到30件。", PLAIN),
        (
            "收到自然人提出的政府信息公开申请30件，未收到法人和其他组织提出的政府信息公开申请。",
            PLAIN,
        ),
        ("邮寄方式收到政府信息公开申请30件；通过传真、当面等方式未收到政府信息公开申请。", APPLIED),
        ("全年未收到涉及第三方的政府信息公开申请，收到政府信息公开申请30件。", APPLIED),
        # concluded in other ways
        ("收到政府信息公开申请12件，答复10件，逾期不补正不再处理2件。", TWELVE),
        (
            "收到政府信息公开申请30件，作出答复27件，逾期未缴费不再处理1件，逾期不补正不再处理1件。",
            APPLIED,
        ),
        ("收到政府信息公开申请30件，作出答复27件，作为信访、投诉、举报处理2件。", APPLIED),
        (
            "收到政府信息公开申请30件，上年结转2件，答复27件，"
            "告知补正后逾期未补正视为放弃2件，结转下年度3件。",
            APPLIED,
        ),
        ("收到政府信息公开申请30件，20个工作日内答复25件，延期答复4件。", APPLIED),
        (
            "收到政府信息公开申请30件（含上年度结转2件），办结25件，转送其他机关办理2件，结转下年度3件。",
            {"received": 28, "carried_in": 2, "concluded": 27, "carried_out": 3},
        ),
        # added up
        ("收到政府信息公开申请30件，当年办结28件，上年结转申请办结2件。", PLAIN),
        ("收到政府信息公开申请28件，当年办结28件。", LAST_YEARS_TOO),
        ("收到政府信息公开申请30件，本年度办结27件，结转的2件也已办结。", APPLIED),
        ("政府信息公开申请上年结转3件，本年新收15件中答复12件，结转下年度3件。", THREE_OVER),
        ("收到政府信息公开申请30件，书面答复24件，电话答复5件。", APPLIED),
        ("收到政府信息公开申请30件，其中口头答复5件，书面答复24件。", APPLIED),
        ("收到政府信息公开申请30件，通过邮寄答复24件，网上答复5件。", APPLIED),
        ("收到政府信息公开申请30件，其中15个工作日内答复20件，20个工作日内答复9件。", APPLIED),
        (
            "收到政府信息公开申请30件，当场答复4件，5日内答复5件，其余20件在20个工作日内答复。",
            APPLIED,
        ),
        ("通过政务公开平台新收政府信息公开申请18件，通过信函新收政府信息公开申请12件。", APPLIED),
        # a few
        ("新收政府信息公开申请18件（线上）、12件（线下）。", APPLIED),
        ("受理自然人政府信息公开申请28件，受理法人政府信息公开申请2件。", APPLIED),
        ("收到政府信息公开申请30件，转办结2件。", PLAIN),
        ("收到政府信息公开申请30件，收到补正材料后答复政府信息公开申请5件。", PLAIN),
        ("收到政府信息公开申请30件，其中1件办结后申请人重新提出申请，重新答复1件。", APPLIED),
        ("收到政府信息公开申请30件，协助区政府答复政府信息公开申请5件。", APPLIED),
        (
            "收到政府信息公开申请30件，会同市局联合办理政府信息公开申请2件，代区政府答复3件。",
            APPLIED,
        ),
    ],
)
def test_parts_and_other_endings_are_not_the_whole(text: str, cells: dict[str, int]) -> None:
    rules = ("NT-ZERO", "NT-RECV", "NT-DONE", "NT-CARRY", "NT-RES", "NT-IDENT")
    assert [f for f in fired(said(text, cells), *rules) if f.severity.value == "error"] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("新收政府信息公开行政复议2件，上年结转行政复议1件。", 0),
        ("新收政府信息公开行政复议2件，上年结转行政复议2件。", 2),
        ("因政府信息公开被提起行政复议2件（另有上年未审结1件）。", 0),
        ("因政府信息公开被提起行政复议2件（另有上年未审结4件）。", 1),
        ("政府信息公开行政复议3件，申请人撤回复议申请1件。", 0),
    ],
)
def test_cases_counted_in_parts_are_added_up(text: str, count: int) -> None:
    made = said(text, {"challenges.reconsideration.total": 3})
    assert len(fired(made, "NT-RV")) == count


@pytest.mark.parametrize(
    ("text", "cells", "rules"),
    [
        ("本年未收到政府信息公开申请。", PLAIN, ["NT-ZERO"]),
        ("通过政府网站发布信息120条，全年未收到政府信息公开申请。", PLAIN, ["NT-ZERO"]),
        ("各渠道均未收到政府信息公开申请。", PLAIN, ["NT-ZERO"]),
        ("2024年未收到政府信息公开申请，2023年收到政府信息公开申请3件。", PLAIN, ["NT-ZERO"]),
        ("未收到公民、法人和其他组织提出的政府信息公开申请。", PLAIN, ["NT-ZERO"]),
        ("收到政府信息公开申请12件，答复9件，逾期不补正不再处理2件。", TWELVE, ["NT-DONE"]),
        ("收到政府信息公开申请30件，办结28件，当年无结转。", PLAIN, ["NT-DONE"]),
        ("收到政府信息公开申请30件，当年办结25件。", PLAIN, ["NT-DONE"]),
        ("收到政府信息公开申请30件，书面答复24件，电话答复4件。", APPLIED, ["NT-DONE", "NT-DONE"]),
        ("政府信息公开申请上年结转3件，本年新收15件，答复12件，结转下年度3件。", THREE_OVER, ["NT-DONE", "NT-IDENT"]),
    ],
)  # fmt: skip
def test_what_truly_differs_is_still_found(
    text: str, cells: dict[str, int], rules: list[str]
) -> None:
    assert [f.rule for f in fired(said(text, cells), "NT-ZERO", "NT-DONE", "NT-IDENT")] == rules


def test_applicants_of_one_kind_are_held_against_their_own_column() -> None:
    made = said("未收到法人和其他组织提出的政府信息公开申请。", PLAIN)
    assert fired(made, "NT-ZERO") == []
    (one,) = fired(made.with_cells({"requests.received.enterprise": number(2, "2")}), "NT-ZERO")
    assert (one.severity.value, one.actual) == ("error", "2")
    assert "法人或其他组织" in one.message


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("收到政府信息公开申请31件。", "NT-RECV"),
        ("收到政府信息公开申请31宗。", "NT-RECV"),
        ("新收政府信息公开申请31条。", "NT-RECV"),
        ("办结政府信息公开申请28件。", "NT-DONE"),
        ("共办理政府信息公开申请32件，2件来自上年结转，其中28件已答复。", "NT-DONE"),
        ("政府信息公开申请上年结转3件。", "NT-CARRY"),
        ("收到政府信息公开申请30件，其中网上申请20件，信函申请9件。", "NT-CHAN"),
    ],
)
def test_the_same_words_with_a_wrong_number_fire(text: str, rule: str) -> None:
    assert [f.rule for f in fired(said(text, APPLIED), rule)] == [rule]


@pytest.mark.parametrize(
    "preamble",
    [
        "云溪县2024年政府信息公开工作年度报告，与2023年年度报告口径一致。统计期限自2024年1月1日起至12月31日止。",
        "2023年度报告指出的问题已经整改。",
        "上年（2023年）年度报告已于2024年1月公布。",
        "针对2023年政府信息公开工作年度报告反馈的问题逐项整改。统计期限自2024年1月1日起。",
        "针对2023年政府信息公开工作年度报告反馈的问题逐项整改。",
        "2023年政府信息公开工作年度报告可在网站查阅。现公布2024年度报告。",
    ],
)
def test_naming_last_years_report_is_not_a_wrong_year(preamble: str) -> None:
    made = replace(said("收到政府信息公开申请30件。", APPLIED), preamble=preamble)
    assert [f.message for f in fired(made, "NT-YEAR") if "开头" in f.message] == []


@pytest.mark.parametrize(
    "opening",
    [
        "现公布编制的2023年度云溪县人民政府政府信息公开工作年度报告。",
        "现公布2023年政府信息公开工作年度报告，统计期限自2024年1月1日起至12月31日止。",
        "2023年政府信息公开工作年度报告由六个部分组成。",
    ],
)
def test_the_wrong_year_left_in_the_opening_is_an_error(opening: str) -> None:
    made = replace(said("收到政府信息公开申请30件。", APPLIED), preamble=opening)
    assert [f.severity.value for f in fired(made, "NT-YEAR") if "开头" in f.message] == ["error"]


@pytest.mark.parametrize(
    ("six", "rules"),
    [
        ("本年度未收取信息处理费。", []),
        ("发出收费通知0件，总金额0元，实际收取0元。", []),
        ("收取信息处理费400元。", []),
        ("无。", ["NT-S6"]),
        ("收取信息处理费60000元。", ["T2-FEE109"]),
    ],
)
def test_administrative_fees_are_not_the_processing_fee(six: str, rules: list[str]) -> None:
    """Table two says 5 万元 of 行政事业性收费; section six speaks of another, smaller thing."""
    made = said("", six=six).with_cells({FEES: number(Decimal("5.00"), "5.00")})
    found = fired(made, "T2-FEE109", "NT-FEE", "NT-S6", "T3-C62")
    assert [f.rule for f in found] == rules


@pytest.mark.parametrize(("six", "count"), [("发出收费通\n知2件。", 0), ("发出通知2件。", 1)])
def test_the_notice_of_a_fee_may_stand_on_both_sides_of_a_page(six: str, count: int) -> None:
    made = said("", {"other.fee_not_paid": 2}, six=six)
    assert len(fired(made, "T3-C62")) == count


def licences(text: str, cell: int) -> list[Finding]:
    return fired(said(text, {LICENCES: cell}), "NT-LIC")


KINDS = "全年办理卫生行政许可，其中新办许可92件、延续许可96件。"


def test_licences_narrated_by_kind_are_added_up() -> None:
    assert licences(KINDS, 188) == []
    (one,) = licences(KINDS, 190)
    assert (one.severity.value, one.expected, one.actual) == ("warning", "190", "188")
    assert "92 + 96 = 188" in one.message


def test_certificates_of_other_kinds_and_publicised_licences_are_no_part_of_the_sum() -> None:
    assert licences(KINDS + "发放健康证1200个。", 188) == []
    assert licences("双公示行政许可6条。", 636) == []


def test_two_populations_with_one_number_are_never_merged() -> None:
    text = "办理群众热线问题213件，办结网上信访213件。"
    facts = find_facts(f"（二）依申请公开。{text}", 2024)
    assert len([f for f in facts if f.value == 213]) in (0, 2), "both are told, or neither"
    assert fired(said(text), "NT-RECV", "NT-DONE", "NT-SUM", "NT-CHAN") == []
    assert fired(said("共办理213件，其中热线213件、信访213件。"), "NT-RECV", "NT-DONE") == []


def test_units_and_jumps_are_only_remarked_with_both_figures() -> None:
    now = said("", {"disclosure.penalties.decisions": 900})
    before = replace(said("", {"disclosure.penalties.decisions": 12}), year=2023)
    found = check(Context(now, before)).findings
    (one,) = [f for f in found if f.rule == "YY-SPIKE"]
    assert one.severity.value == "info"
    assert one.message == "“行政处罚 · 本年处理决定数量”上年 12，今年 900，是上年的 75.0 倍。"
