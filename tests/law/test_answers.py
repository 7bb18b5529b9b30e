"""Decisions, rows, letters, remedies and the wizard."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.answers import (
    COMMON_ELEMENTS,
    DECISIONS,
    NOT_REVIEWABLE,
    Remedy,
    decision,
    remedy,
    remedy_paragraph,
)
from gongkai.law.documents import DOCUMENTS
from gongkai.law.results import LAPSE_RESULTS, RESULT_ROWS
from gongkai.law.wizard import WIZARD, letter_elements, reached
from gongkai.report.form import get_form

TODAY = date(2026, 11, 20)


def test_the_rows_are_the_result_rows_of_the_form_in_its_order() -> None:
    table = get_form("2021").table("requests")
    ids = [row.id for row in table.rows]
    results = ids[ids.index("granted") : ids.index("concluded")]
    assert list(RESULT_ROWS) == results
    assert len(results) == 21


def test_every_row_has_its_decisions_and_every_decision_its_letter() -> None:
    assert {d.row for d in DECISIONS} == set(RESULT_ROWS)
    assert len({d.id for d in DECISIONS}) == len(DECISIONS) == 25
    assert [d.id for d in DECISIONS if d.row == "unavailable.not_held"] == [
        "unavailable.not_existing",
        "unavailable.not_responsible",
    ]
    for decided in DECISIONS:
        assert decided.basis
        assert bool(decided.document and decided.title) == decided.letter
    assert set(LAPSE_RESULTS.values()) <= set(RESULT_ROWS)


FIRST = [
    "partly_granted",
    "refused.state_secret",
    "refused.prohibited_by_law",
    "refused.endangers_security_or_stability",
    "refused.third_party_rights",
    "refused.internal_affairs",
    "refused.process_information",
    "refused.enforcement_file",
]


def test_reconsideration_first_since_2024() -> None:
    since = date(2024, 1, 1)
    first = [d.id for d in DECISIONS if remedy(d, since) is Remedy.RECONSIDERATION_FIRST]
    assert first == FIRST
    before = {remedy(d, date(2023, 12, 31)) for d in DECISIONS}
    assert before == {Remedy.EITHER, Remedy.NONE}
    assert [d.id for d in DECISIONS if remedy(d, since) is Remedy.NONE] == ["other.withdrawn"]


def test_the_two_paragraphs() -> None:
    def paragraph(decision_id: str, on: date, *bodies: str) -> str:
        return remedy_paragraph(
            decision(decision_id),
            decided_on=on,
            reconsideration_bodies=bodies,
            court="甲市乙区人民法院",
        )

    assert paragraph("refused.process_information", TODAY, "乙区人民政府") == (
        "如对本答复不服，应当自收到本答复之日起60日内，先向乙区人民政府申请行政复议；"
        "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内，向甲市乙区人民法院提起行政诉讼。"
    )
    assert paragraph("unavailable.not_existing", TODAY, "乙区人民政府") == (
        "如对本答复不服，可以自收到本答复之日起60日内，向乙区人民政府申请行政复议，"
        "或者自收到本答复之日起6个月内，向甲市乙区人民法院提起行政诉讼。"
    )
    old = paragraph("refused.process_information", date(2023, 12, 31), "乙区人民政府", "甲市财政局")
    assert "向乙区人民政府或者甲市财政局申请行政复议，或者" in old
    assert paragraph("other.withdrawn", TODAY) == ""
    with pytest.raises(ValueError, match="缺少行政复议机关"):
        paragraph("granted.provided", TODAY)


def test_letters_that_are_not_reviewable_are_letters_and_no_answers() -> None:
    codes = [document.code for document in DOCUMENTS]
    assert codes == [*(f"D{n:02}" for n in range(1, 14)), "D33", "D34"]
    assert set(NOT_REVIEWABLE) == {"D04", "D06", "D13"}
    assert not {d.document for d in DECISIONS} & set(codes)


def test_the_wizard_asks_in_order_and_has_no_dead_end() -> None:
    assert "—".join(q.stage for q in WIZARD) == "补不补—是不是—谁负责—有没有—给不给—怎么给—怎么答"
    position = {q.id: n for n, q in enumerate(WIZARD)}
    decided = []
    for question in WIZARD:
        for option in question.options:
            ways = [w for w in (option.question, option.step, option.decision) if w]
            assert len(ways) == 1
            if option.question:
                assert position[option.question] == position[question.id] + 1
            if option.decision:
                decided.append(option.decision)
    assert sorted(decided) == sorted(d.id for d in DECISIONS)


def test_following_the_wizard() -> None:
    assert reached(0, 0, 0, 0, 0, 1) == decision("granted.provided")
    assert reached(2) == decision("unavailable.still_unclear")
    assert reached(0, 0) is None
    with pytest.raises(ValueError, match="没有第 1 个选项"):
        reached(2, 0)
    with pytest.raises(ValueError, match="没有第 100 个选项"):
        reached(99)


def test_what_a_letter_holds() -> None:
    assert letter_elements(decision("unavailable.not_existing")) == (
        *COMMON_ELEMENTS,
        "检索的情况",
        "该政府信息不存在",
    )
    assert letter_elements(decision("other.withdrawn")) == ()
