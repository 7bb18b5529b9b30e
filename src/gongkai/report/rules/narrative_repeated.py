"""One thing said twice: two sentences that count the same, in the same words, give the same number.

What tables two to four count is held against them by rules of its own; where a table has no number, two
sentences still can contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..facts import CHANNELS
from .claim import Claim
from .compared import row_total
from .elsewhere import speaks_of_another
from .figures import Figure
from .model import Context, Finding, Outcome, Severity
from .narrative_disclosure import words_of_table_two

_SELF = "国办公开办函〔2021〕30号（内容准确）"

# ---- what is counted, in words ---------------------------------------------------------------------

_WHEN_AND_WHO = (
    r"20\d\d年度?|全年|本年度?|今年|年内|报告期内|截至(?:20\d\d年|本年度?)?(?:12月31日|12月?底|年底)"
    r"|[我本全](?:局|委|县|市|区|镇|办|厅|州|省|机关|单位|街道|部门)|通过|利用|依托|运用|在|共计?|累计|合计|总计|总共|一共|已|并|还"
)
_HOW_MANY = r"共计?|累计|合计|总计|总共|一共|总?数量?|总量|为|达到?|有|了|："
_FRONT = re.compile(rf"^(?:{_WHEN_AND_WHO})+")
_BACK = re.compile(rf"(?:{_HOW_MANY})+$")
_MARKS = "。；：（），"
_ALIKE = (
    (
        re.compile(
            r"共计?|累计|合计|总计|总共|一共|全年|各类|已|[省市县区州镇乡](?=(?:人民)?政府)"
        ),
        "",
    ),
    (re.compile(r"推送|刊发|编发|刊登"), "发布"),
    (re.compile(r"(?:召开|举办|举行|开展|组织)"), "办"),
    (re.compile(r"(?:人民)?政府(?:门户)?网站"), "政府网站"),
    (re.compile(r"(?:政府|政务)信息"), "信息"),
    (re.compile(r"业务培训班?|培训班"), "业务培训"),
)
#: Words that make it a count of a part, of another time, or of one of several.
_SOME = re.compile(
    r"其中|另|每|平均|首|第|月|季|半年|周|同期|去年|上年|往年|增|减|新(?!闻|媒体)|多(?!媒体)|少|比|较|余|部分|分别|各[^类项级]|某|同一|以上|以下|不足"
)
#: What a sentence that counts only of one matter begins with.
_OF_ONE_MATTER = re.compile(
    r"围绕|聚焦|针对|关于|(?:^|，)就|涉及|方面|领域|专栏|专题|期间|活动|对照|为[^，]{2,12}，|对[^，]{2,12}，|其中|如|例如|包括|一是|二是|三是|四是"
)
#: Without one of these 累计 may be of all years.
_OF_THE_YEAR = re.compile(r"全年|年度|今年|年内|20\d\d年")
_COUNTED = re.compile(
    r"信息|培训|热线|留言|咨询|提案|建议|访谈|发布会|解读|稿件|文章|公报|信访|会议|访问|浏览|关注|粉丝|许可|处罚|强制|征集|事项|文件"
)
_CHANNEL = re.compile("|".join(words.pattern for _, words in CHANNELS), re.IGNORECASE)
#: Held against the tables by rules that find a number too small as well as one too large.
_OF_TABLES = re.compile(r"申请|复议|诉讼|规范性文件|规章")
_SHORTEST = 4  # letters that must be left to tell what is counted
_SECTIONS = (1, 2, 5, 6)


@dataclass(frozen=True, slots=True)
class _Said:
    figure: Figure
    section: int
    sentence: str
    shown: str

    @property
    def before(self) -> str:
        return self.sentence[: self.figure.start]

    def channel(self) -> str:
        """The channel named last before the figure."""
        ways = _CHANNEL.findall(self.before)
        return ways[-1] if ways else ""


def _things(context: Context) -> Iterator[list[_Said]]:
    """What more than one sentence counts of the whole agency and year, by one channel, in their order."""
    groups: dict[tuple[str, str], list[_Said]] = {}
    for said in context.figured:
        if not said.figures or said.section not in _SECTIONS:
            continue
        for one in said.figures:
            clause = one.label[max(map(one.label.rfind, _MARKS)) + 1 :]
            if one.slack is None or not _COUNTED.search(clause):
                continue
            thing = shown = _BACK.sub("", _FRONT.sub("", clause))
            for pattern, plain in _ALIKE:
                thing = pattern.sub(plain, thing)
            if len(thing) >= _SHORTEST and not _OF_TABLES.search(thing):
                made = _Said(one, said.section, said.sentence.rstrip("。"), shown)
                groups.setdefault((thing, one.unit), []).append(made)
    for group in groups.values():
        if len({one.sentence for one in group}) > 1:
            whole = [one for one in group if not _of_some(context, one)]
            for channel in dict.fromkeys(one.channel() for one in whole):
                yield [one for one in whole if one.channel() == channel]


def _of_some(context: Context, one: _Said) -> bool:
    """Whether the words make it a count of a part, of one matter, of another year or another body."""
    return (
        _SOME.search(one.figure.label) is not None
        or ("累计" in one.figure.label and not _OF_THE_YEAR.search(one.before))
        or _OF_ONE_MATTER.search(one.before) is not None
        or speaks_of_another(context.report, _WAYS.sub("", one.before))
    )


#: A channel is part of what is counted here, not a part of the whole.
_WAYS = re.compile("传真|信函|当面|网络")


def _same(one: Figure, other: Figure) -> bool:
    slack = (one.slack or Decimal(0)) + (other.slack or Decimal(0))
    return abs(one.value - other.value) <= slack


def _repeated(context: Context) -> Iterator[Outcome]:
    judged = False
    for group in _things(context):
        for at, one in enumerate(group):
            others = [said for said in group[:at] if said.sentence != one.sentence]
            if not others:
                continue
            judged = True
            first, unit = others[0], one.figure.unit
            if any(_same(one.figure, said.figure) for said in others):
                yield Outcome()
                continue
            yield _contradiction(
                f"正文一处写“{first.shown}”{first.figure.printed}{unit}，"
                f"另一处写 {one.figure.printed}{unit}。",
                first.figure.printed,
                one.figure.printed,
                (first.sentence, one.sentence, one.section),
            )
    for outcome in _of_tables(context):
        judged = True
        yield outcome
    if not judged:
        yield Outcome(not_evaluated="正文没有把同一件事写两遍")


# ---- what the tables count, where they have no number -----------------------------------------------

_KINDS = {
    "received": ("收到申请", ("new", "received")),
    "concluded": ("办结申请", ("done",)),
    "carried_in": ("上年结转", ("carried_in",)),
    "carried_out": ("结转下年度", ("carried_out",)),
}


def _of_tables(context: Context) -> Iterator[Outcome]:
    for row, (name, kinds) in _KINDS.items():
        if row_total(context.report, row) is not None:
            continue
        claims = [c for c in context.said.of(*kinds) if not c.part]
        carried = {c.value for c in context.said.of("carried_in")}
        for at, one in enumerate(claims):
            others = [c for c in claims[:at] if c.sentence != one.sentence]
            if not others:
                continue
            if any(_may_both_be(one, c, carried) for c in others):
                yield Outcome()
                continue
            yield _contradiction(
                f"正文一处写{name} {others[0].value} 件，另一处写 {one.value} 件。",
                str(others[0].value),
                str(one.value),
                (others[0].sentence, one.sentence, one.section),
            )


def _may_both_be(one: Claim, other: Claim, carried: set[int]) -> bool:
    gap = abs(one.value - other.value)
    return gap == 0 or (one.kind in ("new", "received") and gap in carried)


def _contradiction(
    message: str, expected: str, actual: str, where: tuple[str, str, int]
) -> Outcome:
    return Outcome(
        finding=Finding(
            rule="NT-TWICE",
            severity=Severity.WARNING,
            message=message,
            basis=_SELF,
            expected=expected,
            actual=actual,
            sentence=where[1],
            beside=where[0],
            section=where[2],
            suggestion="请核对两处，改正写错的一处；口径不同的，请写明。",
            judged=(where[0],),
        )
    )


RULES = (
    words_of_table_two("NT-TWICE", "同一件事前后的数字相同", "同一件事前后的数字不同", "两句话用同样的词、同一个渠道说今年的同一件事，数字相同（写作“万”的，按所印的位数）；表格里有数的，由与表格核对的规则管", _SELF, _repeated),
)  # fmt: skip
