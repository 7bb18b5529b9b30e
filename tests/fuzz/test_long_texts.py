"""Texts of 200 kB that make a pattern look again and again: words that might go on, and never end."""

from __future__ import annotations

import pytest

from gongkai.report.asides import find_asides
from gongkai.report.facts import LONGEST_SENTENCE, find_facts, parts_of
from gongkai.report.read import read_bytes
from gongkai.report.rules.engine import check
from gongkai.report.rules.model import Context
from tests.fuzz.target import check_in_time

TITLE = "甲市乙局2023年政府信息公开工作年度报告\n"
SIZE = 200_000
#: Every word on its own, over and over, is what some pattern of facts, claims or labels begins with.
WORDS = (
    "十",
    "二 ",
    "结转",
    "自治州",
    "公民、法人",
    "不同意公开",
    "予以公开、",
    "网络平台",
    "本年收到",
    "依申请公开",
    "主动公开信息5条，",
    "收到政府信息公开申请12件，",
    "增长1%，",
    "1",
    "1,",
    "1\t",
    "\t",
    "| ",
    "（",
    "规章 ",
    "规章\n",
    "（三）不予公开\n",
)


@pytest.mark.parametrize("word", WORDS, ids=repr)
def test_a_text_without_end_is_read_in_time(word: str) -> None:
    half = word * (SIZE // 2 // len(word))
    three = "三、收到和处理政府信息公开申请情况\n（本列数据）"
    check_in_time("text", f"{TITLE}一、总体情况\n{half}\n{three}\n{half}\n".encode())


@pytest.mark.parametrize("word", ("公民、法人", "不同意公开", "网络平台", WORDS[11]), ids=repr)
def test_a_sentence_without_end_is_judged_in_stretches(word: str) -> None:
    """No pattern is given more than a sentence: what it costs grows with the text, not with its square."""
    words = word * (SIZE // 4 // len(word))
    assert all(len(part) <= LONGEST_SENTENCE for part in parts_of(words))
    report = read_bytes(f"{TITLE}一、总体情况\n{words}\n".encode(), "a.txt")
    check(Context(report))
    find_asides(words, 2023)


def test_every_clause_of_a_sentence_without_end_is_counted() -> None:
    clause = "主动公开信息1,234条，"
    facts = find_facts(clause * 1000, 2023)
    assert [fact.value for fact in facts] == [1234] * 1000
    assert "".join(parts_of(clause * 1000)) == clause * 1000


def test_a_clause_longer_than_any_sentence_counts_nothing() -> None:
    """Nobody cuts it: a cut might go through a number."""
    text = "主动公开信息5条，" + "九" * LONGEST_SENTENCE + "，主动公开信息7条"
    assert [fact.value for fact in find_facts(text, 2023)] == [5, 7]
