"""What the narrative claims about applications, reconsideration and litigation, word by word.

`report.facts` counts everything a report boasts of; a check against the statutory cells needs more: is a
number inside another (其中、含) or beside it (另), new or with the carried-in, of the whole agency or of
one body, channel, month or other year. A number becomes a claim only when the words directly before or
after it are known to the grammar of `application_words` and `case_words`; anything else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..facts import NEW_ITEM, sentences_of
from ..model import Report
from .application_words import (
    ANSWERED_INSIDE,
    ANSWERED_OF_IT,
    NEW_OF_IT,
    OTHERWISE,
    RESULT_BEFORE,
    WITHDRAWN,
    claim_of_applications,
    none_carried,
)
from .case_words import CASE, claim_of_cases
from .claim import ENDED, INSIDE, WHOLE, Claim, Said, tidy
from .elsewhere import speaks_of_another

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_DIGIT = re.compile(r"\d")
# Begins with a digit, not with what may not stand before it: so the search runs from digit to digit.
_NUMBER = re.compile(
    r"(?P<number>\d(?<![\d.第〔约近]\d)\d*)(?![\d.%％]|年|月|日|号|时|万|亿|个|余|多|几|部|篇|条例)"
    r"(?:(?P<unit>[件次宗条份起例]|(?<=申请\d)项|(?<=申请\d\d)项)|(?=[，。；、）（]|$))"
)
_ABOUT = re.compile(r"公开申请|申请公开|依申请|公开政府信息的?申请")
_ANOTHER_MATTER = re.compile(
    r"信访|投诉|举报|热线|提案|议案|建议|咨询|留言|来信|来电|来访|许可|处罚|工单|诉求|解读|规范性文件|规章|公报"
    r"|发布|培训|新媒体|微信|微博|公文|补正|更正|协查|检查"
)
_NOT_MATTER_ITSELF = re.compile(r"[不未]补正|作为(?:信访|投诉|举报)")
#: 「主动公开信息数7条，依申请公开信息数59条，不予公开信息数46条」: how items are classed, no applications.
_KINDS_OF_ITEMS = re.compile(
    r"主动公开.{0,40}依申请公开(?:类|属性)?的?(?:政府)?(?:信息|公文|文件)(?:数量?)?(?:为|共)?\d+[条件份]"
)
#: 「经复议重新答复予以公开2件」
_ANSWERED_AGAIN = re.compile(r"(?:经|因|被)(?:行政)?(?:复议|诉讼)[^，。；]{0,8}(?:重新|再次)")
#: 「，其中热线……」: the parts of a count are of another matter, and so is the count.
_ITS_PARTS = re.compile(rf"^[，：]?其中[^。；]{{0,16}}?(?:{_ANOTHER_MATTER.pattern})")
#: 「行政复议案件213件，其中政府信息公开类25件」: what is counted are cases of every kind.
_OF_EVERY_KIND = re.compile(r"^[，（：]?其中[^，。；\d]{0,12}信息公开")
_COMPARED = re.compile(
    r"[比较与](?:上|去)|同比|环比|增长|增加|减少|下降|上升|去年(?!.{0,2}(?:结转|转结))|上年(?!.{0,2}(?:结转|转结))"
)
_CARRYING = re.compile(r"结转|转结")
_BESIDE = re.compile(r"另|不含|未含|不包括")


def find_claims(report: Report) -> Said:
    """Find every claim of the sections' text.

    In: a report, of which only the preamble, the sections, the year and the names are looked at. Out: the
    claims and all sentences in reading order; a text without numbers gives no claims. Pure; nothing is
    raised. Source: the wordings of law.md §3.5 and of published reports, in the tests of the rules.
    """
    claims: list[Claim] = []
    sentences: list[tuple[int, int, str, str]] = []
    texts = {0: tidy(report.preamble)}
    number = 0
    for section in report.sections:
        items = list(_items(section.text))
        texts[section.number] = "".join(items)
        for item in items:
            number += 1
            heading = item[:24].split("。")[0]
            for sentence in sentences_of(item, _SENTENCE):
                sentences.append((section.number, number, heading, sentence))
                if section.number <= 4 and (none := none_carried(sentence)):
                    claims.append(replace(none, section=section.number, item=number))
                if _DIGIT.search(sentence) is None:
                    continue
                about = bool(_ABOUT.search(heading) or _ABOUT.search(sentence))
                about_cases = about or section.number == 4 or "信息公开" in sentence
                if section.number > 4:
                    continue  # problems and remarks, not the counts of the year
                if "依申请公开" in sentence and _KINDS_OF_ITEMS.search(sentence):
                    continue
                if about or (about_cases and CASE.search(sentence)):
                    found = _in_sentence(report, sentence, applications=about)
                    claims += [replace(c, section=section.number, item=number) for c in found]
    return Said(tuple(claims), tuple(sentences), texts)


def _items(text: str) -> Iterator[str]:
    joined = ""
    for line in text.split("\n"):
        if joined and NEW_ITEM.match(line):
            yield tidy(joined)
            joined = ""
        joined += line
    if joined.strip():
        yield tidy(joined)


def _in_sentence(report: Report, sentence: str, *, applications: bool) -> Iterator[Claim]:
    subject = "applications" if applications else "cases"
    numbers = list(_NUMBER.finditer(sentence))
    end = 0
    by_way = _ByWay()
    whole = False  # whether the last count, carried ones aside, was of all applications
    for at, match in enumerate(numbers):
        words = sentence[end : match.start()]
        end = match.end()
        stop = numbers[at + 1].start() if at + 1 < len(numbers) else len(sentence)
        after = sentence[end:stop]
        subject = _subject(words, subject)
        if subject == "other" or (
            _COMPARED.search(_after_share(words)) and not _CARRYING.search(words)
        ):
            continue
        claim = claim_of_cases(words, after)
        if claim is not None and _OF_EVERY_KIND.match(after) and "信息公开" not in words:
            continue
        if claim is None and subject == "applications":
            claim = claim_of_applications(words, after, report.year)
        if claim is None:
            whole = False
            continue
        if _ITS_PARTS.match(sentence[end:]) and not _ABOUT.search(words):
            continue  # 共办理213件，其中热线…: what is counted is said after it
        before = by_way.before(sentence, match.start(), claim.kind)
        of_it = whole and (
            ANSWERED_INSIDE.search(words)
            or (words.rsplit("，", 1)[-1] == "其中" and ANSWERED_OF_IT.search(after))
        )
        if claim.kind == "done" and of_it:
            claim = replace(claim, part=False)
        if not claim.kind.startswith("carried"):
            whole = claim.kind in WHOLE and not claim.part
        part = (
            claim.part
            or speaks_of_another(report, before, kind=claim.kind)
            or (claim.kind in WHOLE and "其中" in before and not NEW_OF_IT.search(words))
            or (claim.kind in ENDED and WITHDRAWN.search(sentence) is not None)
        )
        by_way.count(claim.kind, int(match["number"]), end, part=part)
        yield replace(
            claim,
            value=int(match["number"]),
            sentence=sentence.rstrip("。"),
            part=part,
            after=sentence[end : end + 40],
            words=words,
            inside=bool(INSIDE.search(words)) and not _BESIDE.search(words),
        )


@dataclass(slots=True)
class _ByWay:
    """The ways of applying that a sentence lists: once they add up to what was received, the list is
    over, and what is counted behind it is of the whole again."""

    received: int = 0
    listed: int = 0
    end: int = 0

    def count(self, kind: str, value: int, end: int, *, part: bool) -> None:
        """Take notice of a count that ends at a place of the sentence."""
        if kind == "channel":
            self.listed, self.end = self.listed + value, end
        elif kind in WHOLE and not part:
            self.received, self.listed = value, 0

    def before(self, sentence: str, place: int, kind: str) -> str:
        """The words that tell of what a count at a place of the sentence is."""
        over = kind != "channel" and self.listed and self.listed == self.received
        return sentence[self.end if over else 0 : place]


def _after_share(words: str) -> str:
    """The words after a percentage: 「，同比下降5.2%，办结」 goes on to what was counted."""
    return words.rsplit("%", 1)[-1]


def _subject(words: str, subject: str) -> str:
    if _ANSWERED_AGAIN.search(words):
        return subject
    if subject == "applications" and RESULT_BEFORE.search(words):
        return subject  # 属于信访投诉情形不予处理24件
    if CASE.search(words):
        return "cases"
    if _ABOUT.search(words):
        return "applications"
    if _NOT_MATTER_ITSELF.search(words) and OTHERWISE.search(words):
        return subject  # 逾期不补正不再处理、作为信访处理: what became of applications
    return "other" if _ANOTHER_MATTER.search(words) else subject
