"""Every rule is documented, has a basis, and is seen both holding and failing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongkai.report.cell import blank, number
from gongkai.report.likeness import Copy
from gongkai.report.model import Fact, Report, Section
from gongkai.report.published import compare_published
from gongkai.report.rollup import Filed, roll_up
from gongkai.report.rules import Context, check
from gongkai.report.rules.document import page
from gongkai.report.rules.listing import RULES
from gongkai.report.rules.model import Sums
from tests.report.generate import sound_pair, sound_report

Change = Callable[[Context], Context]


def cells(**values: int) -> Change:
    """Set cells, written with double underscores for dots."""
    changes = {name.replace("__", "."): number(value, str(value)) for name, value in values.items()}
    return lambda c: replace(c, report=c.report.with_cells(changes))


def fields(**values: object) -> Change:
    return lambda c: replace(c, report=replace(c.report, **values))  # type: ignore[arg-type]


def section(wanted: int, text: str) -> Change:
    def change(context: Context) -> Context:
        made = tuple(
            Section(s.number, s.title, text) if s.number == wanted else s
            for s in context.report.sections
        )
        return replace(context, report=replace(context.report, sections=made))

    return change


def before(**values: int) -> Change:
    """Give a quiet report of the same agency of the year before, with these cells."""

    def change(context: Context) -> Context:
        now = context.report
        assert now.year is not None
        last = replace(sound_report(8, quiet=True), agency=now.agency, year=now.year - 1)
        changed = cells(**values)(Context(last)).report
        return replace(context, previous=changed)

    return change


def pair(_context: Context) -> Context:
    """Two sound years of one agency."""
    last, now = sound_pair(7)
    return Context(now, last, kind="government")


def last_year(**values: int) -> Change:
    """Change cells of last year's report."""

    def change(context: Context) -> Context:
        assert context.previous is not None
        return replace(context, previous=cells(**values)(Context(context.previous)).report)

    return change


def last_section(wanted: int, text: str) -> Change:
    """Change a section of last year's report."""

    def change(context: Context) -> Context:
        assert context.previous is not None
        made = section(wanted, text)(Context(context.previous)).report
        return replace(context, previous=made)

    return change


PROBLEMS = "政策解读形式还不够丰富，主动公开目录更新不及时，基层公开人员业务能力参差不齐。"


def records(lacking: int) -> Change:
    """The office's records lack so many notices."""
    rows = ("unavailable.still_unclear", "not_processed.excessive_requests")
    return lambda c: replace(c, without_notice=dict.fromkeys(rows, lacking))


def licenses(may: bool) -> Change:
    return lambda c: replace(c, licenses=may)


def copied_from(name: str | None) -> Change:
    """Other agencies are at hand; from one of them, or from none, section five may be taken."""
    found = Copy(name, 91, "一段文字", "一段文字") if name else None
    return lambda c: replace(c, copied={1: None, 5: found})


def summed(*, other: int = 0, missing: str | None = None) -> Change:
    """The report is its area's own; one unit has the same figures, but for one cell."""

    def change(context: Context) -> Context:
        area = context.report
        cell_id = "requests.received.total"
        value = int(area.value(cell_id) or 0) + other
        unit = replace(area.with_cells({cell_id: number(value, str(value))}), agency="甲局")
        assert area.year is not None
        rolled = roll_up([Filed("甲.docx", unit)], area.year, expected=[missing] if missing else [])
        differing = compare_published(rolled, area, lambda _, c: unit.value(c))
        return replace(context, sums=Sums(rolled, differing))

    return change


def quiet(_context: Context) -> Context:
    return Context(sound_report(9, quiet=True), kind="government")


def department(context: Context) -> Context:
    return replace(context, kind="department")


NO_CASES: dict[str, int] = {
    f"challenges__{kind}__{name}": 0
    for kind in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    for name in ("upheld", "corrected", "other", "pending", "total")
}

#: Rule → the changes to a sound report after which it must fire.
FAILS: dict[str, list[Change]] = {
    "NT-SIX": [lambda c: replace(c, report=replace(c.report, sections=c.report.sections[:5]))],
    "FMT-YEAR": [fields(year=2020)],
    "T2-NN": [
        lambda c: replace(c, report=c.report.with_cells({"disclosure.fees.amount": blank()}))
    ],
    "T2-REGOK": [department],
    "T2-VALID": [
        cells(
            disclosure__rules__issued=2,
            disclosure__rules__repealed=0,
            disclosure__rules__in_force=1,
        )
    ],
    "T2-FEEUNIT": [before(disclosure__fees__amount=3), cells(disclosure__fees__amount=3000)],
    "T2-FEE109": [section(6, "收取信息处理费20000元。"), cells(disclosure__fees__amount=1)],
    "T3-ID": [cells(requests__carried_out__total=999)],
    "T3-SUM": [cells(requests__concluded__total=999)],
    "T3-ROW": [cells(requests__granted__total=999)],
    "T3-NN": [cells(requests__granted__total=-1)],
    "T3-D-MAX": [cells(requests__carried_out__total=99999)],
    "T3-ALLZERO": [quiet, cells(requests__granted__total=1)],
    "T3-C54": [records(2)],
    "T3-C43": [records(1)],
    "T2-LICZERO": [licenses(False), cells(disclosure__licences__decisions=5)],
    "T3-C62": [cells(requests__other__fee_not_paid__total=2), section(6, "无。")],
    "T4-RV": [cells(challenges__reconsideration__total=99)],
    "T4-LD": [cells(challenges__litigation_direct__total=99)],
    "T4-LA": [cells(challenges__litigation_after_reconsideration__total=99)],
    "T4-NN": [cells(challenges__reconsideration__total=-1)],
    "T4-LD24": [
        fields(year=2024),
        cells(**{**NO_CASES, "challenges__litigation_direct__total": 9}),
    ],
    "T4-vsT3": [quiet, before(), cells(challenges__reconsideration__total=2)],
    "T4-LA-MAX": [
        before(**NO_CASES),
        cells(**{**NO_CASES, "challenges__litigation_after_reconsideration__total": 1}),
    ],
    "NT-ZERO": [section(1, "本机关全年未收到公民、法人的政府信息公开申请。")],
    "YY-CARRY": [pair, cells(requests__carried_in__total=999)],
    "YY-REG": [pair, cells(disclosure__rules__in_force=999)],
    "YY-ND": [pair, cells(disclosure__normative_documents__issued=999)],
    "YY-PEND": [
        pair,
        last_year(challenges__reconsideration__pending=9),
        cells(challenges__reconsideration__total=8),
    ],
    "YY-SPIKE": [pair, cells(disclosure__penalties__decisions=999_999)],
    "YY-PROB": [pair, section(5, PROBLEMS), last_section(5, PROBLEMS)],
    "UN-COPY": [copied_from("白石市民政局")],
    "AGG": [summed(other=1)],
    "AGG-N": [summed(missing="丁局")],
    "YY-COPY": [pair, section(5, PROBLEMS * 2), last_section(5, PROBLEMS)],
    "NT-RECV": [section(1, "收到政府信息公开申请9999件。")],
    "NT-DONE": [section(1, "政府信息公开申请办结9999件。")],
    "NT-CARRY": [section(1, "政府信息公开申请上年结转9999件。")],
    "NT-RES": [section(1, "依申请公开：予以公开9999件。")],
    "NT-PCT": [section(1, "依申请公开：予以公开1件，占99%。")],
    "NT-IDENT": [
        section(1, "收到政府信息公开申请9件，上年结转1件，办结7件，结转下年度1件。"),
    ],
    "NT-CHAN": [section(1, "收到政府信息公开申请9件，其中网上申请3件，信函申请2件。")],
    "NT-GROWTH": [pair, section(1, "收到政府信息公开申请9件，比上年增长999%。")],
    "NT-RV": [section(1, "政府信息公开行政复议9999件。")],
    "NT-LIT": [section(1, "政府信息公开行政诉讼9999件。")],
    "NT-ND": [section(1, "制发行政规范性文件9999件。")],
    "NT-VALID": [section(1, "现行有效行政规范性文件9999件。")],
    "NT-LIC": [fields(facts=(Fact("licences", 9999, "件", "共有9999件行政许可事项。"),))],
    "NT-WHO": [
        section(1, "收到政府信息公开申请9999件，其中自然人申请9998件，法人或其他组织1件。"),
    ],
    "NT-PEN": [section(1, "全年作出行政处罚决定9999件，公示9999件。")],
    "NT-SUM": [section(1, "共公开信息76条，其中动态30条、公告31条。")],
    "NT-TWICE": [section(1, "全年政府网站发布信息76条。全年政府网站发布信息67条。")],
    "NT-DRAFT": [section(1, "主动公开政府信息23条（请根据实际情况填写）。")],
    "NT-FEE": [
        cells(requests__other__fee_not_paid__total=2),
        section(6, "没有发出收费通知，收取信息处理费0元。"),
    ],
    "NT-YEAR": [fields(signed_on=date(2019, 1, 1))],
    "NT-NAME": [fields(signed_by="临河市水利局")],
    "NT-BASIS": [fields(preamble="根据《信息公开条例》编制。")],
    "NT-PARTS": [fields(preamble="本报告共四个部分。")],
    "NT-FIVE": [section(1, "全年通过政府网站公开信息120条。")],
    "NT-S5": [section(5, "无")],
    "NT-S6": [section(6, "无")],
}

#: Rule → the changes to a sound report after which it is judged and holds, where that takes any.
HOLDS: dict[str, list[Change]] = {
    "T3-C54": [records(0)],
    "T3-C43": [records(0)],
    "T2-LICZERO": [licenses(True), cells(disclosure__licences__decisions=5)],
    "UN-COPY": [copied_from(None)],
    "AGG": [summed()],
    "AGG-N": [summed()],
    "NT-LIC": [
        cells(disclosure__licences__decisions=188),
        fields(facts=(Fact("licences", 188, "件", "办理行政许可188件。"),)),
    ],
    "NT-WHO": [
        cells(requests__received__natural_person=7, requests__carried_in__natural_person=0),
        section(1, "依申请公开：收到申请7件，其中自然人7件。"),
    ],
    "NT-PEN": [
        cells(disclosure__penalties__decisions=40),
        section(1, "全年作出行政处罚40件，公示行政处罚9999条。"),
    ],
    "NT-SUM": [section(1, "共公开信息76条，其中动态30条、公告46条。")],
    "NT-TWICE": [section(1, "全年政府网站发布信息76条。政府网站共发布信息76条。")],
    "NT-BASIS": [fields(preamble="根据《中华人民共和国政府信息公开条例》编制。")],
    "NT-PARTS": [
        fields(
            preamble="本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和"
            "行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。"
        )
    ],
    "YY-PROB": [
        section(5, PROBLEMS),
        last_section(5, "监督评议的结果没有及时公布，整改不够彻底。"),
    ],
}


def start() -> Context:
    report: Report = sound_report(7)
    return Context(report, kind="government")


def fired(context: Context) -> set[str]:
    return {f.rule for f in check(context).findings}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_each_rule_holds_on_a_sound_report_and_fires_on_its_fault(rule: object) -> None:
    rule_id = rule.id  # type: ignore[attr-defined]
    context = start()
    assert rule_id not in fired(context)
    assert rule_id not in fired(pair(context))
    for change in FAILS[rule_id]:
        context = change(context)
    assert rule_id in fired(context)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_each_rule_is_seen_judging_and_holding(rule: object) -> None:
    """Not firing is not enough: on some sound report the rule was really evaluated."""
    rule_id = rule.id  # type: ignore[attr-defined]
    pairs = [sound_pair(7, style=style) for style in range(8)]
    contexts = [Context(now, last, kind="government") for last, now in pairs]
    for change in HOLDS.get(rule_id, []):
        contexts = [change(context) for context in contexts]
    results = [check(context) for context in contexts]
    assert any(result.held_by_rule.get(rule_id) for result in results)
    assert rule_id not in {f.rule for result in results for f in result.findings}, rule_id


def test_every_rule_has_a_basis_a_formula_and_two_titles() -> None:
    for rule in RULES:
        assert all((rule.basis, rule.formula, rule.title, rule.broken)), rule.id
        assert rule.title != rule.broken or rule.id == "YY-SPIKE"
        assert rule.version >= 1


def test_the_page_of_the_rules_is_current() -> None:
    assert Path("docs/rules.md").read_text("utf-8") == page(), "run `make docs`"


@pytest.mark.parametrize(
    "words",
    [
        "2024年全年未发生因政府信息公开申请而引发的行政复议或行政诉讼案件。",
        "没有收到政府信息公开行政复议申请。",
        "未收到因信息公开提起的复议申请、诉讼。",
        "均在规定时限内答复申请人，未收取费用。",
        "未收到需要收费的政府信息公开申请。",
        "未收到涉及商业秘密的信息公开申请。",
        "没有受理行政许可申请。",
        "全年没有受理第三方提出的信息公开申请。",
        "未收到政府信息公开申请行政复议案件。",
        "2020年未收到政府信息公开申请，今年收到5件。",
        "上半年未收到政府信息公开申请。",
        "区政府办公室未收到政府信息公开申请，各部门共收到5件。",
        "传真渠道未收到政府信息公开申请。",
        "对未受理的政府信息公开申请，均书面说明理由。",
        "无政府信息公开申请引起的行政复议。",
        "全年没有政府信息公开申请被投诉。",
    ],
)
def test_other_things_that_did_not_happen_are_not_applications(words: str) -> None:
    assert "NT-ZERO" not in fired(section(1, words)(start()))


@pytest.mark.parametrize(
    "words",
    [
        "未收到政府信息公开申请。",
        "本机关未收到政府信息公开申请, 没有因政府信息公开申请引起的行政复议。",
        "没有收到公民、法人和其他组织的依申请公开申请。",
        "未收到任何单位和个人提出的信息公开申请，未发生行政复议。",
        "未收到公开政府信息的申请",
        "全年我局未收到政府公开信息的申请。",
        "本年度没有收到依申请公开件。",
        "教育局无依申请公开事项。",
        "我局未收到依申请公开，未收到因政府信息依申请公开的行政复议。",
        "未收到任何形式的政府信息公开申请，无结转。",
    ],
)
def test_none_received_is_understood(words: str) -> None:
    assert "NT-ZERO" in fired(section(1, words)(start()))


@pytest.mark.parametrize(
    ("agency", "fires"),
    [
        ("云溪县城关镇人民政府", True),
        ("云溪县城东街道办事处", True),
        ("云溪县人民政府", True),
        ("白石市青岭区人民政府", True),
        ("白石市人民政府", False),
        ("云岭自治区人民政府", False),
    ],
)
def test_a_government_below_a_city_makes_no_rules(agency: str, fires: bool) -> None:
    rules = cells(
        disclosure__rules__issued=0, disclosure__rules__repealed=0, disclosure__rules__in_force=6
    )
    named = fields(agency=agency, agency_as_printed=agency, signed_by=agency)
    for kind in (None, "government"):
        context = replace(rules(named(start())), kind=kind)  # type: ignore[arg-type]
        assert ("T2-REGOK" in fired(context)) is fires


def test_a_department_signs_by_the_end_of_january() -> None:
    context = start()
    year = context.report.year or 0
    february = replace(context, report=replace(context.report, signed_on=date(year + 1, 2, 1)))
    assert "NT-YEAR" not in fired(february)
    no_rules = {f"disclosure.rules.{c}": number(0, "0") for c in ("issued", "repealed", "in_force")}
    late = replace(february, kind="department", report=february.report.with_cells(no_rules))
    assert fired(late) == {"NT-YEAR"}
    in_time = replace(late, report=replace(late.report, signed_on=date(year + 1, 1, 31)))
    assert fired(in_time) == set()
