"""The words against table two: licences, penalties, compulsory measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from ..model import Fact
from .claim import tidy
from .elsewhere import speaks_of_another
from .identity import why_not
from .model import Context, Finding, Outcome, Severity
from .narrative_disclosure import FORM, words_of_table_two

#: 「吊销许可证1个」, 「取消行政许可事项3项」: no decision to grant.
_NOT_GRANTED = re.compile(
    r"(?:吊销|撤销|注销|收回|承接|取消|下放|委托)[^，。；、\d]*许可[^，。；、\d]{0,8}(\d+)"
)
_LICENCES = "disclosure.licences.decisions"


def _licences(context: Context) -> Iterator[Outcome]:
    report, used = context.report, (_LICENCES,)
    counts = [
        f
        for f in report.facts
        if f.metric in ("licences", "licences.renewed") and _is_of_decisions(f)
    ]
    publicised = [f for f in report.facts if f.metric == "licences.publicised"]
    decisions = report.value(_LICENCES)
    if not counts and not publicised:
        yield Outcome(used, not_evaluated="正文没有写行政许可的件数")
        return
    if decisions is None:
        yield Outcome(used, not_evaluated=why_not(report, used))
        return
    for fact in publicised:
        if fact.value == decisions:
            yield Outcome(used)
        else:
            reason = f"公示的许可 {fact.value} 条是双公示的口径，与表二的处理决定数量不同"
            yield Outcome(used, not_evaluated=reason)
    said = {s: [f.value for f in counts if f.sentence == s] for s in (f.sentence for f in counts)}
    whole = any(decisions in (*values, *accumulate(values)) for values in said.values())
    for sentence, values in said.items():
        if decisions in (*values, *accumulate(values)):
            yield Outcome(used)
            continue
        if whole and sum(values) < decisions:
            reason = f"许可 {sum(values)} 件少于另一处所写的全部 {decisions} 件，可能只是其中一类"
            yield Outcome(used, not_evaluated=reason)
            continue
        shown = " + ".join(str(v) for v in values)
        added = f"{shown} = {sum(values)}" if len(values) > 1 else shown
        yield Outcome(
            used,
            Finding(
                rule="NT-LIC",
                severity=Severity.WARNING,
                message=f"正文写办理行政许可 {added} 件，表二行政许可处理决定数量是 {decisions}。",
                basis=FORM,
                cells=used,
                expected=str(decisions),
                actual=str(sum(values)),
                sentence=tidy(sentence).rstrip("。"),
                section=1,
                suggestion="正文可能只写了部分许可。请核对；口径不同的，请写明。",
            ),
        )


def _is_of_decisions(fact: Fact) -> bool:
    """Whether a count of licences is one of decisions: neither of items of a list nor of licences ended."""
    sentence = tidy(fact.sentence)
    ended = _NOT_GRANTED.findall(sentence)
    return f"事项{fact.value}项" not in sentence and str(fact.value) not in ended


# ---- penalties and compulsory measures ------------------------------------------------------------

_ROWS = {
    "行政处罚": "disclosure.penalties.decisions",
    "行政强制": "disclosure.compulsory_measures.decisions",
}
_UNIT = "[件宗起例次份]"
_WHAT = r"(?<!不予)(?<!免予)(?<!免于)(?P<what>行政处罚|行政强制)(?:措施|执行)?(?:决定书?|案件)?"
_COUNT = re.compile(rf"{_WHAT}(?:共计?|合计|总数|数量|为)*(?P<number>\d+)(?:{_UNIT}|个(?!事项))")
_COUNTED = re.compile(rf"(?P<number>\d+){_UNIT}{_WHAT}(?=[，。；、）]|$)")
#: The verb that stands last before the count: of deciding, or of what 双公示 and other lists count. 作出的
#: is no verb of its own: 「公开作出的行政处罚决定66件」 counts what was published.
_VERB = re.compile(
    r"(?P<decides>(?:作出|做出|下达|实施|办结|办理|处理决定)(?!的|前|后))"
    r"|公示|公开|发布|归集|上传|上网|报送|推送|录入|清单|事项库|检查|立案|复议|诉讼|其中|罚没|培训|抽查|评查|审核|备案"
    r"|移送|编印|系统|应诉|听证"
)
_WITHOUT_VERB = re.compile(
    r"(?:^|[，；])(?:20\d\d年度?|全年|本年度?|我[局委]|[全本][局委]|共计?|累计|，|行政处罚\d+件|、)*$"
)
_ATTRIBUTE = re.compile(r"(?:作出|做出|实施|下达)的$")
#: Of another year, or by another body.
_ANOTHER_DID = re.compile(r"去年|上一?年|同期|往年|历年|历来|指导|配合|督促|协助|会同|委托|系统")
_WHOLE_AREA = re.compile(r"全[国省市县区州]")


@dataclass(frozen=True, slots=True)
class _Decided:
    what: str
    value: int
    section: int
    sentence: str
    part: bool
    handled: bool


def _decided(context: Context) -> Iterator[_Decided]:
    for section, _, _, sentence in context.said.sentences:
        if section != 1 or ("行政处罚" not in sentence and "行政强制" not in sentence):
            continue
        for pattern in (_COUNT, _COUNTED):
            for found in pattern.finditer(sentence):
                before = sentence[: found.start()]
                verb = _verb_of(before)
                if verb is not None:
                    part = speaks_of_another(context.report, before) or _not_own(context, before)
                    said = sentence.rstrip("。")
                    number = int(found["number"])
                    yield _Decided(found["what"], number, section, said, part, verb == "办理")


def _verb_of(before: str) -> str | None:
    """The word by which a count is one of decisions made; None where it is not. 全年行政处罚55件 has none
    and is one."""
    verbs = list(_VERB.finditer(before))
    if verbs:
        return verbs[-1]["decides"]
    return "" if _WITHOUT_VERB.search(before) or _ATTRIBUTE.search(before) else None


def _not_own(context: Context, before: str) -> bool:
    """Whether the words before a count, from the number before it, are of another year, body or a whole area."""
    words = re.split(r"\d+[件宗起例次份]", before)[-1]
    report = context.report
    own_area = (report.agency or "").endswith("政府") or context.kind == "government"
    return bool(_ANOTHER_DID.search(words)) or (
        not own_area and _WHOLE_AREA.search(words) is not None
    )


def _penalties(context: Context) -> Iterator[Outcome]:
    report = context.report
    said = list(_decided(context))
    if not said:
        yield Outcome(tuple(_ROWS.values()), not_evaluated="正文没有写作出行政处罚、行政强制的件数")
    for one in said:
        used = (_ROWS[one.what],)
        value = report.value(used[0])
        same = [other.value for other in said if other.what == one.what]
        if value is None:
            yield Outcome(used, not_evaluated=why_not(report, used))
        elif one.value == value or sum(same) == value:
            yield Outcome(used)
        elif one.part or one.value < value or (one.handled and value in same):
            reason = f"正文写的{one.what} {one.value} 件可能只是其中一部分，不能直接与表格核对"
            yield Outcome(used, not_evaluated=reason)
        else:
            yield Outcome(
                used,
                Finding(
                    rule="NT-PEN",
                    severity=Severity.WARNING,
                    message=f"正文写{one.what} {one.value} 件，表二{one.what}处理决定数量是 {value}。",
                    basis=FORM,
                    cells=used,
                    expected=str(value),
                    actual=str(one.value),
                    sentence=one.sentence,
                    section=one.section,
                    suggestion="请核对；口径不同的，请写明。",
                ),
            )


RULES = (
    words_of_table_two("NT-LIC", "正文的行政许可数与表二相符", "正文的行政许可数与表二不符", "正文办理行政许可的件数（或者同一句各项之和）= 处理决定数量；双公示的条数另是一个口径，不比", FORM, _licences, version=2),
    words_of_table_two("NT-PEN", "正文的行政处罚、行政强制数与表二相符", "正文的行政处罚、行政强制数与表二不符", "正文作出行政处罚、行政强制的件数不多于处理决定数量；公示、检查、立案的件数另是口径，不比", FORM, _penalties, version=2),
)  # fmt: skip
