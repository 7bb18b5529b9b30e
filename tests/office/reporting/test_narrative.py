"""Drafting the texts, and what is said beside an edited one."""

from __future__ import annotations

from decimal import Decimal

from gongkai.office.reporting.metrics import METRICS
from gongkai.office.reporting.narrative import SECTIONS, Part, compose, draft, rewrite
from gongkai.office.reporting.numbers import Value, numbers
from gongkai.office.reporting.text_findings import Correction, check_text, unwritten

VALUES: dict[str, Value | None] = dict.fromkeys(METRICS, 0)
VALUES |= {"received": 57, "carried_in": 3, "concluded": 57, "carried_out": 3, "granted": 24}
VALUES |= {"fees": Decimal("471.56"), "licences": 151, "fee_notices": 0}


def parts(section: int) -> list[Part]:
    return [one.part for one in draft(section, VALUES)]


def test_section_one_has_the_five_themes() -> None:
    assert [spec.title for spec in SECTIONS[1]] == [
        "主动公开",
        "依申请公开",
        "政府信息管理",
        "政府信息公开平台建设",
        "监督保障",
    ]


def test_every_drafted_number_is_bound_to_its_metric() -> None:
    for section in SECTIONS:
        for part in parts(section):
            said = numbers(part.text)
            assert [b.ordinal for b in part.bindings] == list(range(len(said)))
            assert [said[b.ordinal].value for b in part.bindings] == [
                VALUES[b.metric] for b in part.bindings
            ]


def test_a_clause_without_records_is_left_out_and_named() -> None:
    values = {**VALUES, "licences": None}
    proactive = draft(1, values)[0]
    assert "行政许可" not in proactive.part.text
    assert "作出行政处罚决定0件。" in proactive.part.text
    assert proactive.left_out == ("licences",)


def test_what_records_cannot_know_is_asked_not_invented() -> None:
    assert [one.part.text for one in draft(5, VALUES)] == ["", ""]
    findings = check_text(5, parts(5), VALUES)
    assert [f.finding.rule for f in findings] == ["TX-EMPTY", "TX-EMPTY"]
    assert findings[0].finding.message == (
        "“存在的主要问题”还没有写。写今年的主要问题。不要与上年相同。"
    )


def test_a_section_is_unwritten_only_when_all_that_must_be_written_is_empty() -> None:
    nothing = [*check_text(5, parts(5), VALUES), *check_text(1, parts(1), VALUES)]
    assert unwritten(nothing) == {5}
    half = check_text(5, [Part("problems", "人手不足。"), Part("improvements", "")], VALUES)
    assert [f.finding.rule for f in half] == ["TX-EMPTY"]
    assert unwritten(half) == frozenset()


def test_an_untouched_draft_has_no_finding_about_numbers() -> None:
    found = [f.finding.rule for f in check_text(1, parts(1), VALUES)]
    assert found == ["TX-EMPTY", "TX-EMPTY"]  # 平台建设 and 监督保障 are for the clerk


def test_a_changed_number_is_a_finding_with_its_correction() -> None:
    old = parts(1)
    text = old[1].text.replace("申请57件", "申请58件")
    new = rewrite(1, old, {"on_application": text})
    (found,) = [f for f in check_text(1, new, VALUES) if f.finding.rule == "TX-BOUND"]
    assert found.finding.message == "正文写的是 58，台账里“本年新收申请”是 57 件。"
    assert found.finding.cells == ("requests.received.total",)
    assert found.finding.sentence == "全年新收政府信息公开申请58件，上年结转3件。"
    assert found.correction == Correction(1, "on_application", 0, 57)


def test_records_that_moved_are_a_finding_beside_an_unchanged_text() -> None:
    found = check_text(1, parts(1), {**VALUES, "received": 60, "granted": None})
    messages = [f.finding.message for f in found if f.finding.rule == "TX-BOUND"]
    assert messages == [
        "正文写的是 57，台账里“本年新收申请”是 60 件。",
        "正文写的是 24，台账里“予以公开”是 没有数字。",
    ]


def test_numbers_nobody_answers_for_are_named() -> None:
    new = rewrite(1, parts(1), {"platform": "发布微信信息230条，维护网站2个，2025年。"})
    (found,) = [f for f in check_text(1, new, VALUES) if f.finding.rule == "TX-LOOSE"]
    assert found.finding.message.startswith("“政府信息公开平台建设”里的 230、2 没有对应的台账")


def test_a_section_is_printed_with_the_leads_of_its_written_parts() -> None:
    written = [Part("problems", "公开不够及时。"), Part("improvements", "")]
    assert compose(5, written) == "（一）主要问题。公开不够及时。"
    # A clerk who writes the lead too does not get it twice.
    twice = [Part("problems", "（一）主要问题。公开不够及时。")]
    assert compose(5, twice) == "（一）主要问题。公开不够及时。"


def test_parts_survive_json() -> None:
    assert [Part.from_json(one.to_json()) for one in parts(1)] == parts(1)
