"""Words taken over from last year's report (内容雷同), with the sentences every report shares left out.

The measure is exact and plain: of the characters that stand in clauses of this year's text, the share
that stands in a clause of last year's. Years and punctuation do not count, nor does the order; a number
that changed makes a clause a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Report
from .model import Context, Finding, Outcome, Rule, Severity
from .years import PREVIOUS, not_comparable

_BASIS = "国办公开办函〔2021〕30号第四条（内容雷同）"

#: From this share on, in percent, a text is called copied …
_COPIED = 80
#: … when it is at least so many characters long; shorter texts are alike by chance.
_SHORTEST = 60

_CLAUSE = re.compile(r"[^，。；：、！？,;:!?\n]+")
_NOT_WORDS = re.compile(r"[\W_]+|20\d\d(?:年度?)?")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+)")

#: Clauses that the law or the form itself puts into every report: no office can write them otherwise.
_BOILERPLATE = re.compile(
    r"中华人民共和国政府信息公开条例|主动公开(?:情况|方面|政府信息)?$|依申请公开(?:情况|方面|政府信息)*$"
    r"|政府信息(?:公开)?(?:管理|平台建设)(?:情况|方面)?$|监督保障(?:情况|方面)?$"
    r"|(?:未|没有)(?:收到|收取|发生|产生|出现)|统计期限|信息处理费"
    r"|习近平新时代中国特色社会主义思想|^(?:存在的?)?(?:主要)?问题$|^(?:改进|整改)(?:措施|情况)$|^下一步$"
)
_IMPROVING = re.compile(r"改进(?:措施|情况|方向)?|整改措施|下一步|针对(?:以上|上述|存在)|今后")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a text stands in another: percent, counted characters, the longest shared clause."""

    percent: int
    characters: int
    longest: str


def likeness(now: str, before: str) -> Likeness:
    """Compare two texts. `percent` is 0 for a text without any clause that counts."""
    known = {key for key, _ in _clauses(before)}
    total = shared = 0
    longest = ""
    for key, clause in _clauses(now):
        total += len(key)
        if key in known:
            shared += len(key)
            longest = max(longest, clause, key=len)
    return Likeness(shared * 100 // total if total else 0, total, longest)


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    # Lines that a page broke are joined; an item's own heading stands apart by its punctuation.
    for match in _CLAUSE.finditer(re.sub(r"\s+", "", text)):
        clause = match.group()
        key = _NUMBERING.sub("", _NOT_WORDS.sub("", clause))
        if len(key) > 2 and not _BOILERPLATE.search(key):
            yield key, clause


def _copied(context: Context) -> Iterator[Outcome]:
    reason = not_comparable(context, same_form=False)
    for number in (1, 5):
        if reason is not None or context.previous is None:
            yield Outcome(not_evaluated=reason)
            continue
        yield from _compare(
            "YY-COPY",
            number,
            f"第{_NUMERALS[number]}部分",
            _text(context.report, number),
            _text(context.previous, number),
        )


_NUMERALS = {1: "一", 5: "五"}


def _problems(context: Context) -> Iterator[Outcome]:
    reason = not_comparable(context, same_form=False)
    if reason is not None or context.previous is None:
        yield Outcome(not_evaluated=reason)
        return
    now, before = (
        _IMPROVING.split(re.sub(r"\s+", "", _text(r, 5)), maxsplit=1)[0]
        for r in (context.report, context.previous)
    )
    yield from _compare("YY-PROB", 5, "第五部分所写的问题", now, before, shortest=12)


def _text(report: Report, number: int) -> str:
    section = report.section(number)
    return section.text if section else ""


def _compare(
    rule: str, section: int, what: str, now: str, before: str, *, shortest: int = _SHORTEST
) -> Iterator[Outcome]:
    alike = likeness(now, before)
    if not before.strip() or alike.characters < shortest:
        yield Outcome(not_evaluated=f"{what}文字太少，不能比较")
        return
    if alike.percent < _COPIED:
        yield Outcome()
        return
    yield Outcome(
        finding=Finding(
            rule=rule,
            severity=Severity.WARNING,
            message=f"{what}与上年报告有 {alike.percent}% 的文字相同，{_COPIED}% 起提示。",
            basis=_BASIS,
            actual=f"{alike.percent}%",
            sentence=alike.longest,
            section=section,
            suggestion="通用的表述和年份已经除外。请写本年的情况。",
        )
    )


RULES = (
    Rule(
        id="YY-PROB",
        version=1,
        title="所写的问题不照抄上年",
        broken="所写的问题照抄上年",
        basis=_BASIS,
        severity=Severity.WARNING,
        formula=f"第五部分所写的问题与上年相同的文字低于 {_COPIED}%",
        evaluate=_problems,
        needs=PREVIOUS,
    ),
    Rule(
        id="YY-COPY",
        version=1,
        title="正文不照抄上年",
        broken="正文照抄上年",
        basis=_BASIS,
        severity=Severity.WARNING,
        formula=f"第一、第五部分与上年相同的文字低于 {_COPIED}%（通用表述和年份除外）",
        evaluate=_copied,
        needs=PREVIOUS,
    ),
)
