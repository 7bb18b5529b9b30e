"""Words taken over from last year's report or from another agency's (内容雷同)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..likeness import COPIED, SHORTEST, joined, likeness, shared_passage
from .model import Context, Finding, Need, Outcome, Rule, Severity
from .years import PREVIOUS, not_comparable

_BASIS = "国办公开办函〔2021〕30号第四条（内容雷同）"
_UNITS: frozenset[Need] = frozenset({"units"})

_IMPROVING = re.compile(r"改进(?:措施|情况|方向)?|整改措施|下一步|针对(?:以上|上述|存在)|今后")


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
            context.report.section_text(number),
            context.previous.section_text(number),
        )


_NUMERALS = {1: "一", 5: "五"}


def _problems(context: Context) -> Iterator[Outcome]:
    reason = not_comparable(context, same_form=False)
    if reason is not None or context.previous is None:
        yield Outcome(not_evaluated=reason)
        return
    now, before = (
        _IMPROVING.split(joined(r.section_text(5)), maxsplit=1)[0]
        for r in (context.report, context.previous)
    )
    yield from _compare("YY-PROB", 5, "第五部分所写的问题", now, before, shortest=12)


def _compare(
    rule: str, section: int, what: str, now: str, before: str, *, shortest: int = SHORTEST
) -> Iterator[Outcome]:
    alike = likeness(now, before)
    if not before.strip() or alike.characters < shortest:
        yield Outcome(not_evaluated=f"{what}文字太少，不能比较")
        return
    if alike.percent < COPIED:
        yield Outcome()
        return
    here, there = shared_passage(now, before)
    yield _found(rule, section, f"{what}与上年报告有", alike.percent, here, there, "last year")


def _of_others(context: Context) -> Iterator[Outcome]:
    if context.copied is None:
        yield Outcome(not_evaluated="需要同时给出其他机关的报告")
        return
    for number, found in context.copied.items():
        if found is None:
            yield Outcome()
            continue
        more = f"（另有 {found.more} 个机关也是）" if found.more > 0 else ""
        what = f"第{_NUMERALS[number]}部分与“{found.name}”的报告{more}有"
        yield _found("UN-COPY", number, what, found.percent, found.here, found.there, found.name)


def _found(
    rule: str, section: int, what: str, percent: int, here: str, there: str, other: str
) -> Outcome:
    return Outcome(
        finding=Finding(
            rule=rule,
            severity=Severity.WARNING,
            message=f"{what} {percent}% 的文字相同，{COPIED}% 起提示。",
            basis=_BASIS,
            actual=f"{percent}%",
            sentence=here,
            beside=there,
            section=section,
            judged=(str(section), other, there),
            suggestion="格式规定的和通用的表述、年份已经除外。请写本机关本年的情况。",
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
        formula=f"第五部分所写的问题与上年相同的文字低于 {COPIED}%",
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
        formula=f"第一、第五部分与上年相同的文字低于 {COPIED}%（通用表述和年份除外）",
        evaluate=_copied,
        needs=PREVIOUS,
    ),
    Rule(
        id="UN-COPY",
        version=1,
        title="正文不照抄其他机关",
        broken="正文照抄其他机关",
        basis=_BASIS,
        severity=Severity.WARNING,
        formula=f"第一、第五部分与任何一个其他机关相同的文字低于 {COPIED}%（通用表述、年份和机关名称除外）",
        evaluate=_of_others,
        needs=_UNITS,
    ),
)
