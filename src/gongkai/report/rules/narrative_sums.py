"""Sums inside the words: a total and the parts it is made of, in one sentence or in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from ..facts import CHANNELS
from .figures import Figure, Figured, figures
from .model import Context, Finding, Outcome, Severity
from .narrative_disclosure import words_of_table_two

_SELF = "国办公开办函〔2021〕30号（内容准确）"
_TOTAL = re.compile(r"共计?|合计|总计|累计|总共")
#: 「……，共计发布信息」 directly before a figure: it sums up what was listed.
_SUMS_UP = re.compile(
    r"^[，、；]?(?:共计?|合计|总计|累计|总共)(?:发布|公开|推送|各类|政府|信息|文件|为|达到?|了)*$"
)
_INSIDE = re.compile(r"，?其中[，：]?|（(?:其中[，：]?)?")
_LABEL = re.compile(r"^[，、]?和?[^，、。；：（）]{1,24}$")
_CLOSES = re.compile(r"[。；）]|$")
#: Held against table three by rules of its own, and divided in more than one way.
_APPLICATIONS = re.compile(r"申请(?!表|人)")
_SOME = re.compile(r"主要|等|包括|新增|原创|转发|含")
_CHANNEL = re.compile("|".join(words.pattern for _, words in CHANNELS), re.IGNORECASE)
#: Parts that add up to less than this share of the whole are some of it, and not said to be all.
_NEARLY_ALL = Decimal("0.75")


@dataclass(frozen=True, slots=True)
class _Sum:
    """A whole and its parts. `all_said`: the words say that these are all of it; `some`: only some."""

    whole: Figure
    parts: tuple[Figure, ...]
    all_said: bool = False
    some: bool = False


def _inner_sums(context: Context) -> Iterator[Outcome]:
    judged = False
    for said in _joined(context):
        for one in _sums(said):
            outcome = _judge(one, said.section, said.sentence)
            if outcome:
                judged = True
                yield outcome
    if not judged:
        yield Outcome(not_evaluated="正文没有把一个总数逐项分列")


def _joined(context: Context) -> Iterator[Figured]:
    """The sentences with figures; one that begins with 其中 goes on from the one before."""
    held: Figured | None = None
    for one in context.figured:
        if held and one.item == held.item and one.sentence.startswith("其中"):
            sentence = f"{held.sentence.rstrip('。')}，{one.sentence}"
            held = Figured(one.section, one.item, sentence, tuple(figures(sentence)))
            continue
        if held:
            yield held
        held = one if one.figures else None
    if held:
        yield held


def _sums(said: Figured) -> Iterator[_Sum]:
    sentence, found = said.sentence, said.figures
    if len(found) < 3:
        return
    sums_up = _TOTAL.search(sentence)
    if not sums_up and "其中" not in sentence and "（" not in sentence:
        return
    for at, whole in enumerate(found):
        inside = _INSIDE.match(sentence, whole.end)
        if inside and len(found) > at + 2:
            one = _whole_first(sentence, found, at, inside.end())
            if one:
                yield one
        elif sums_up and at > 1 and _SUMS_UP.search(whole.label) and _ends(sentence, whole.end):
            parts = _listed_before(found[:at])
            if len(parts) > 1 and not _APPLICATIONS.search(sentence[: whole.start]):
                yield _Sum(whole, parts)


def _ends(sentence: str, place: int) -> bool:
    return sentence[place : place + 1] in ("", "，", "。", "；", "）")


def _whole_first(sentence: str, found: Sequence[Figure], at: int, begins: int) -> _Sum | None:
    """「共发布780条，其中微信502条、微博278条」: a list of parts that runs to the end of its sentence."""
    whole, stop = found[at], _closing(sentence, begins)
    parts: list[Figure] = []
    for part in found[at + 1 :]:
        label = sentence[begins if not parts else parts[-1].end : part.start]
        if part.end > stop or not _LABEL.search(label):
            break
        parts.append(part)
    if len(parts) < 2 or parts[-1].end != stop or _APPLICATIONS.search(whole.label):
        return None
    ways = [_CHANNEL.search(one.label) for one in parts]
    named = {way.group() for way in ways if way} if all(ways) else set()
    marked = _TOTAL.search(re.split(r"[，；。]", whole.label)[-1])
    if not marked and len(named) < len(parts):
        return None
    all_said = bool(named) and all(way in whole.label for way in named)
    return _Sum(whole, tuple(parts), all_said, bool(_SOME.search(sentence[begins:stop])))


def _closing(sentence: str, begins: int) -> int:
    found = _CLOSES.search(sentence, begins)
    return found.start() if found else len(sentence)


def _listed_before(found: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures that stand in one list directly before a sum."""
    parts: list[Figure] = []
    for part in reversed(found):
        parts.insert(0, part)
        if not _LABEL.search(part.label) or not part.label.startswith(("，", "、", "和")):
            break
    return tuple(parts)


def _judge(one: _Sum, section: int, sentence: str) -> Outcome | None:
    """Whether the parts make the whole; None where they are not comparable or only some of it."""
    slacks = [figure.slack for figure in (one.whole, *one.parts)]
    if any(part.unit != one.whole.unit for part in one.parts) or None in slacks:
        return None
    slack = sum((s for s in slacks if s is not None), Decimal(0))
    values, whole = [part.value for part in one.parts], one.whole.value
    sums = [*list(accumulate(values))[1:], *list(accumulate(values[::-1]))[1:]]
    if any(abs(added - whole) <= slack for added in sums):
        return Outcome()
    added = sum(values, Decimal(0))
    some = one.some or (not one.all_said and added < whole * _NEARLY_ALL)
    if added < whole and some:
        return None
    shown = " + ".join(part.printed for part in one.parts)
    return Outcome(
        finding=Finding(
            rule="NT-SUM",
            severity=Severity.WARNING,
            message=(
                f"正文写共 {one.whole.printed} {one.whole.unit}，其中各项 {shown} = {_plain(added)}，"
                f"差 {_plain(abs(whole - added))}。"
            ),
            basis=_SELF,
            expected=_plain(whole),
            actual=_plain(added),
            sentence=sentence.rstrip("。"),
            section=section,
        )
    )


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


RULES = (
    words_of_table_two("NT-SUM", "正文各项之和等于总数", "正文各项之和不等于总数", "共 N 条，其中逐项分列的（或者先分列、后写合计的），各项之和 = N；只列了一部分的不比", _SELF, _inner_sums, version=2, tolerance="写作“万”的，按所印的位数四舍五入"),
)  # fmt: skip
