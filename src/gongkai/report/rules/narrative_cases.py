"""The words against table four: reconsideration and litigation because of disclosure work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .claim import Claim
from .compared import PART, compared, total
from .elsewhere import speaks_of_another
from .identity import why_not
from .model import Context, Finding, Outcome, Rule, Severity

_BASIS = "条例第五十条第三项"
_ROWS = {
    "reconsideration": ("reconsideration",),
    "litigation": ("litigation_direct", "litigation_after_reconsideration"),
    "litigation_direct": ("litigation_direct",),
    "litigation_after_reconsideration": ("litigation_after_reconsideration",),
    "reconsideration+litigation": (
        "reconsideration",
        "litigation_direct",
        "litigation_after_reconsideration",
    ),
}
_NAMES = {
    "reconsideration": "行政复议",
    "litigation": "行政诉讼",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
    "reconsideration+litigation": "行政复议和行政诉讼共",
}
_OF = {
    "NT-RV": ("reconsideration", "reconsideration+litigation"),
    "NT-LIT": ("litigation", "litigation_direct", "litigation_after_reconsideration"),
}
#: 「未发生因政府信息公开引起的行政复议、行政诉讼」. 「未经复议直接起诉」 has no such verb.
_NONE = re.compile(
    r"(?:未|没有|无|未有|尚无)(?:发生|收到|接到|出现|产生|涉及|存在|因|被|有|(?=(?:政府)?信息公开|行政复议|行政诉讼))"
    r"[^，。；]{0,40}?(?P<what>(?:行政)?复议(?!后)|(?:行政)?诉讼)(?P<tail>[^，。；]*)"
)
#: What did not happen is then not the case itself but how it ended, or only one kind of it.
_ENDING = re.compile(r"纠正|纠错|败诉|撤销|违法|超期|逾期|不当|复议后|直接|问题|后提起|负面|投诉")
#: 「行政执法工作均无被申请行政复议」
_OTHER_ACTS = re.compile(r"执法|处罚|许可|强制|征收")
#: 「（另有上年未审结1件）」
_PENDING = re.compile(r"^，?（?另有?上一?年度?(?:未审结|结转|尚未审结)(?:案件)?(\d+)件")
_ALL_UPHELD = re.compile(r"^[^。；]{0,12}?均(?:获|被|予以|判决|结果)*维持")


def _check(rule: str) -> Callable[[Context], Iterator[Outcome]]:
    def evaluate(context: Context) -> Iterator[Outcome]:
        claims = list(context.said.of(*_OF[rule]))
        nothing = [s for s in context.said.sentences if _none_of(rule, s[3])]
        if not claims and not nothing:
            yield Outcome(not_evaluated=f"正文没有写{_NAMES[_OF[rule][0]]}的情况")
        for claim in claims:
            added = sum(c.value for c in claims if (c.item, c.kind) == (claim.item, claim.kind))
            pending = _PENDING.search(claim.after)
            yield from _claimed(
                rule, context, claim, (added, claim.value + int(pending[1] if pending else 0))
            )
        for section, _, heading, sentence in nothing[:1]:
            yield _nothing(rule, context, section, heading, sentence)

    return evaluate


def _claimed(rule: str, context: Context, claim: Claim, sums: tuple[int, ...]) -> Iterator[Outcome]:
    report = context.report
    used = tuple(f"challenges.{row}.total" for row in _ROWS[claim.kind])
    value = total(report.value(c) for c in used)
    if value is None:
        yield Outcome(used, not_evaluated=why_not(report, used))
        return
    if claim.as_reviewer and claim.value != value:
        yield Outcome(used, not_evaluated="这句话说的可能是作为复议机关办理的案件")
        return
    if claim.value != value and value in sums:
        yield Outcome(used)  # 新收 2 件，上年结转 1 件
        return
    name = _NAMES[claim.kind]
    yield compared(rule, _BASIS, claim, [(f"表四{name}总计", value)], used, said=name)
    if claim.value == value and value and _ALL_UPHELD.search(claim.after):
        upheld = tuple(f"challenges.{row}.upheld" for row in _ROWS[claim.kind])
        kept = total(report.value(c) for c in upheld)
        if kept is not None and kept != value:
            yield Outcome(
                (*upheld, *used),
                Finding(
                    rule=rule,
                    severity=Severity.WARNING,
                    message=f"正文写{name} {value} 件均维持，表四结果维持只有 {kept} 件。",
                    basis=_BASIS,
                    cells=(*upheld, *used),
                    expected=str(value),
                    actual=str(kept),
                    sentence=claim.sentence,
                    section=claim.section,
                ),
            )


def _none_of(rule: str, sentence: str) -> re.Match[str] | None:
    for found in _NONE.finditer(sentence):
        said = found.group()
        if _ENDING.search(said) or any(c.isdigit() for c in re.sub(r"20\d\d", "", said)):
            continue
        if ("复议" if rule == "NT-RV" else "诉讼") in found["what"] + found["tail"]:
            return found
    return None


def _nothing(rule: str, context: Context, section: int, heading: str, sentence: str) -> Outcome:
    report = context.report
    rows = _ROWS["reconsideration" if rule == "NT-RV" else "litigation"]
    used = tuple(f"challenges.{row}.total" for row in rows)
    value = total(report.value(c) for c in used)
    if value is None:
        return Outcome(used, not_evaluated=why_not(report, used))
    if not value:
        return Outcome(used)
    found = _none_of(rule, sentence)
    before = sentence[: found.start()] if found else ""
    of_applications = re.search(r"信息公开|依申请", sentence) or (
        re.search(r"信息公开|依申请", heading) and not _OTHER_ACTS.search(sentence)
    )
    if speaks_of_another(report, before) or not of_applications:
        return Outcome(used, not_evaluated=PART)
    name = _NAMES[_OF[rule][0]]
    return Outcome(
        used,
        Finding(
            rule=rule,
            severity=Severity.ERROR,
            message=f"正文说没有发生{name}，表四{name}总计是 {value} 件。",
            basis=_BASIS,
            cells=used,
            expected="0",
            actual=str(value),
            sentence=sentence.rstrip("。"),
            section=section,
        ),
    )


RULES = tuple(
    Rule(
        id=rule_id,
        version=1,
        title=f"正文的{name}与表四相符",
        broken=f"正文的{name}与表四不符",
        basis=_BASIS,
        severity=Severity.ERROR,
        formula=f"正文{name}的件数 = 表四{name}{cells}；正文说没有发生的，总计为 0；说均维持的，结果维持 = 总计",
        evaluate=_check(rule_id),
    )
    for rule_id, name, cells in (
        ("NT-RV", "行政复议", "总计"),
        ("NT-LIT", "行政诉讼", "两类总计之和"),
    )
)
