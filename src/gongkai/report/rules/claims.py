"""What the narrative claims about applications, reconsideration and litigation, word by word.

`report.facts` counts everything a report boasts of; a check against the statutory cells needs more: is a
number inside another (其中、含) or beside it (另), new or with the carried-in, of the whole agency or of
one body, channel, month or other year. A number becomes a claim only when the words directly before or
after it are known to the grammar below; anything else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..facts import NEW_ITEM
from ..model import Report

_CHANNEL_WORDS = "当面|现场|窗口|信函|邮寄|邮政|信件|传真|网络|网上|网站|互联网|在线|线上|邮件|邮箱"
#: Words that may stand between a verb and its number without changing what is counted.
_GAP = (
    r"(?:公民|法人|其他组织|社会公众|群众|申请人|和|或者?|以?及|、|与|提出|提交|递交|的|了|各类|各种|有效|书面"
    r"|政府|政务|信息|依|申请|公开|事项|案件|件|数量?|总量|总数|共计?|合计|总计|累计|为|达到?|分别|：)*$"
)
_NUMBER = re.compile(
    r"(?<![\d.第〔约近])(?P<number>\d+)(?![\d.%％]|年|月|日|号|时|万|亿|个|余|多|几|项|部|篇|条例)"
    r"(?:(?P<unit>[件次宗条份起例])|(?=[，。；、）（]|$))"
)
_LABELS = (
    ("granted", "(?:同意|予以)公开"),
    ("partly_granted", "(?:予以)?部分公开"),
    ("refused", "不予以?公开|不同意公开"),
    ("unavailable", "无法提供"),
    ("not_processed", "不予以?处理"),
    ("other", "其他处理"),
)
_ANY_LABEL = "|".join(f"(?:{pattern})" for _, pattern in _LABELS)
_RESULT_BEFORE = re.compile(
    rf"(?P<labels>(?:(?<!主动)(?:{_ANY_LABEL})(?:、|和|以?及|与|或)?)+)(?:答复|决定|情形|类)?{_GAP}"
)
_RESULT_AFTER = re.compile(
    rf"^(?:申请)?(?:依法|为|作出|决定)*(?P<labels>{_ANY_LABEL})(?![、和及与或])"
)

_LAST = r"(?:上一?年度?|上一?年|去年度?|(?P<year>20\d\d)年度?)"
_NEXT = r"(?:下一?年度?|下一年|次年度?|明年|(?P<year>20\d\d)年度?)"
_CARRIED_IN = (
    re.compile(rf"{_LAST}(?:的)?(?:结转|转结|转入)(?:至|到)?(?:本年度?|今年)?(?:办理|来)?{_GAP}"),
    re.compile(rf"结转(?:自|的)?{_LAST}{_GAP}"),
)
_CARRIED_IN_AFTER = re.compile(
    rf"^(?:申请)?(?:为|是|系|属于?|来自于?|由)*{_LAST}(?:的)?(?:结转|转结|转入)"
)
_CARRIED_OUT = re.compile(
    rf"(?:结转|顺延|转结)(?:至|到|入)?{_NEXT}(?:继续)?(?:办理|答复|处理)?{_GAP}"
)
_CARRIED_OUT_AFTER = re.compile(
    rf"^(?:申请)?(?:将|已|需|拟|正在办理|尚在办理)*(?:结转|顺延|转结)(?:至|到|入)?{_NEXT}"
)
_CARRIED = re.compile(rf"结转{_GAP}")
_CARRIED_AFTER = re.compile(r"^(?:申请)?结转(?=[，。；）]|$)")
_NEW = re.compile(rf"新(?:收到?|增收?|受理|接收){_GAP}")
_RECEIVED = re.compile(
    rf"(?<!未)(?<!没有)(?:收到|受理|接收|接到|收悉|(?<!新)(?<!征)(?<!应)收){_GAP}"
)
_HANDLED = re.compile(rf"(?:办理|处理|受理并办理){_GAP}")
_DONE = re.compile(
    rf"(?<!未)(?<!延期)(?<!行政)(?<!转)(?:办结|答复|回复|办理完毕|办理答复|作出答复){_GAP}"
)
_DONE_AFTER = re.compile(
    r"^(?:申请)?(?:均|全部|都)?(?:已|予以|依法)*(?:按时|按期)?(?:答复|办结|办理完毕|回复)(?!率)"
)
#: 「其中197件已答复」 after a whole is the whole that was answered, not a part of it.
_ANSWERED_OF_IT = re.compile(rf"{_DONE_AFTER.pattern}(?=[，。；）]|$)")
#: 「其余20件在20个工作日内答复」
_REST_DONE = re.compile(
    r"^(?:申请)?在?(?:法定|规定)?(?:\d+个?工作日|期限|时限)内(?:予以|均|依法)*(?:答复|办结)"
)
#: 「结转的2件也已办结」
_CARRIED_DONE = re.compile(r"^(?:申请)?(?:也|均|全部|都|已|予以|依法)*(?:办结|答复|办理完毕)")
_ON_THE_MATTER = ("granted", "partly_granted", "refused", "unavailable")
#: 「受理法人政府信息公开申请」, 「18件（线上）」: of one kind of applicant, by one way.
_OF_BODIES = re.compile(
    r"(?<!公民、)(?<!公民和)(?<!公民或)(?<!公民)(?<!个人、)(?<!个人和)(?<!自然人、)(?<!自然人和)(?:法人|企业)"
    r"(?:[、和或及]?其他组织)?(?:提出|提交|递交)?的?(?:政府信息公开)?申请$"
)
_IN_BRACKETS = re.compile(
    rf"^（[^），。；\d]{{0,4}}(?:线下|{_CHANNEL_WORDS})[^），。；\d]{{0,4}}）"
)
_WHOLE = ("new", "received", "handled")
_ENDED = ("done", "done_on_time")
#: What was withdrawn or joined is concluded in the table, but not answered.
_WITHDRAWN = re.compile(r"撤回|撤销|终止|并案|合并")
#: So is what was given up, passed on or answered late, where it is counted beside the answered ones.
_OTHERWISE_WORDS = (
    r"(?:撤回|撤销|终止|并案|合并(?:办理)?|不再(?:处理|办理)|不予受理|(?:视为)?放弃|转送|移送|转办|转办结"
    r"|(?:作为|按)[^，。；]{0,12}处理|延期(?:答复|办结)|转(?:送|交)?其他(?:机关|部门|单位)(?:办理|处理)?)"
)
_OTHERWISE = re.compile(rf"{_OTHERWISE_WORDS}(?:其他(?:机关|部门|单位)(?:办理|处理)?)?{_GAP}")
_OTHERWISE_AFTER = re.compile(
    rf"^(?:申请)?(?:由|因|经|为)?(?:申请人|逾期)?[^，。；\d]{{0,8}}?{_OTHERWISE_WORDS}(?=[，。；]|$)"
)
#: Answered ones of a few: of those put right, of those carried in, of another body's.
_DONE_OF_FEW = re.compile(
    r"(?:补正[^，。；]{0,8}后|结转|重新|再次|(?:协助|配合|指导|会同|代)[^，。；]{1,12}(?:答复|办结))[^，。；]{0,16}$"
)
#: Answered ones of those received this year: the carried-in ones come on top.
_DONE_OF_NEW = re.compile(
    r"当年(?:新?收到?|受理)?的?(?:申请)?(?:已|全部|均)*(?:办结|答复)|^(?:申请)?中，?(?:已)?(?:办结|答复)"
)
_ON_TIME = re.compile(r"按时|按期|及时|(?:期限|时限)内")
_CASES = (
    (
        "litigation_direct",
        re.compile(rf"(?:未经(?:行政)?复议)?直接(?:提起)?(?:行政)?(?:起诉|诉讼){_GAP}"),
    ),
    (
        "litigation_after_reconsideration",
        re.compile(rf"复议(?:之)?后(?:再)?(?:提起)?(?:行政)?(?:起诉|诉讼){_GAP}"),
    ),
    (
        "reconsideration+litigation",
        re.compile(
            rf"(?:行政)?复议(?:案件|申请)?(?:、|和|以?及|与|或)(?:行政)?(?:诉讼|应诉){_GAP}"
        ),
    ),
    ("reconsideration", re.compile(rf"(?:行政)?复议{_GAP}")),
    ("litigation", re.compile(rf"(?:行政)?诉讼{_GAP}")),
)
#: Cases that ended so are some of those counted.
_CASES_ENDED = re.compile(r"(?:撤回|终止|和解)[^，。；]{0,6}$")
_CASE_AFTER = re.compile(r"^(?:行政)?(?P<kind>复议|诉讼)(?!后|机关|决定|、|和|及|与|或)")
#: Verbs of a body that decides cases of others (复议机关); then a case is not one against the agency.
_AS_REVIEWER = re.compile(
    r"(?:办理|审理|审结|受理|收到|接到|处理|代理|指导|参加|参与|答复|答辩|应对|配合)[^，。；]{0,14}$"
)
_CHANNEL = re.compile(
    r"(?P<channel>当面|现场|窗口|信函|邮寄|邮政|信件|传真|网络|网上|网站|互联网|在线|线上|平台|电子邮件|邮箱)"
    r"(?:平台|系统|渠道|方式|途径|形式|提交|提出|提起|申请|受理|接收|收到|办理|公开|政府|信息|的|依|、|共|为|件|："
    r"|（[^）]{0,8}）)*$"
)
_ANY_CHANNEL = re.compile(_CHANNEL_WORDS)

_ABOUT = re.compile(r"公开申请|申请公开|依申请|公开政府信息的?申请")
_CASE = re.compile(r"复议|诉讼|起诉|应诉")
_ANOTHER_MATTER = re.compile(
    r"信访|投诉|举报|热线|提案|议案|建议|咨询|留言|来信|来电|来访|许可|处罚|工单|诉求|解读|规范性文件|规章|公报"
    r"|发布|培训|新媒体|微信|微博|公文|补正|更正|协查|检查"
)
_NOT_MATTER_ITSELF = re.compile(r"[不未]补正|作为(?:信访|投诉|举报)")
#: 「，其中热线……」: the parts of a count are of another matter, and so is the count.
_ITS_PARTS = re.compile(rf"^[，：]?其中[^。；]{{0,16}}?(?:{_ANOTHER_MATTER.pattern})")
_COMPARED = re.compile(
    r"[比较与](?:上|去)|同比|环比|增长|增加|减少|下降|上升|去年(?!.{0,2}结转)|上年(?!.{0,2}结转)"
)
_INSIDE = re.compile(r"(?<!不)(?<!未)(?:含|包括|其中)")
_BESIDE = re.compile(r"另|不含|未含|不包括")

#: Words that make a count one of another body, part of the year or channel.
ELSEWHERE = re.compile(
    r"本级|办公室|政府办|代表|街道|乡镇|各?部门|下属|直属|上半年|下半年|季度|月份?(?!\d*日)|截至|往年|历年|近[一二两三四五几]年|传真|信函|当面|网络"
)
NAMED_YEAR = re.compile(r"(?<!\d)(20\d\d)年")


@dataclass(frozen=True, slots=True)
class Claim:
    """One number the narrative says.

    `kind`: new, received, handled, done, done_on_time, carried_in, carried_out, carried (which way is not
    said), a result group joined by + (granted+partly_granted), reconsideration, litigation,
    litigation_direct, litigation_after_reconsideration, reconsideration+litigation, channel, otherwise (concluded without an
    answer, or late, and so counted beside the answered ones).
    `inside` tells that the words put it inside the number before it (其中、含). `part` tells that the
    words may speak of one body, channel or part of the year only. `after` is the text up to the next
    claim-like number, for percentages. `item` numbers the paragraph. `of_new` tells of answered ones that
    only those received this year are counted.
    """

    kind: str
    value: int
    section: int
    item: int
    sentence: str
    inside: bool = False
    part: bool = False
    as_reviewer: bool = False
    after: str = ""
    channel: str = ""
    of_new: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """All claims in reading order, all sentences as (section, item, heading of the item, sentence), and
    the tidy text of each section; the preamble is number 0."""

    claims: tuple[Claim, ...]
    sentences: tuple[tuple[int, int, str, str], ...]
    texts: dict[int, str]

    def of(self, *kinds: str) -> Iterator[Claim]:
        """The claims of some kinds, in reading order."""
        return (c for c in self.claims if c.kind in kinds)

    def beside_answered(self, claim: Claim) -> tuple[int, ...]:
        """What the item of an answered count says was concluded in other ways, in the sums an office
        may mean: those it names so, and those with the results that are no answer on the matter."""
        here = [c for c in self.claims if c.item == claim.item and not c.inside]
        otherwise = sum(c.value for c in here if c.kind == "otherwise")
        if any(c.kind.split("+")[0] in _ON_THE_MATTER for c in here):
            return (otherwise,)  # then the other results are part of the same list
        results = sum(c.value for c in here if c.kind in ("not_processed", "other"))
        return otherwise, otherwise + results

    def answered_in_all(self, claim: Claim) -> tuple[int, ...]:
        """What the answered counts of an item add up to, the answered of the carried-in among them:
        all of them, and those that stand beside each other."""
        here = [c for c in self.claims if c.item == claim.item and _is_answered(c)]
        return sum(c.value for c in here), sum(c.value for c in here if not c.inside)


def _is_answered(claim: Claim) -> bool:
    carried = claim.kind in ("carried", "carried_in") and _CARRIED_DONE.search(claim.after)
    return claim.kind in _ENDED or bool(carried)


def tidy(text: str) -> str:
    """Text as it is matched: no spaces, full-width marks, digits without thousands commas."""
    text = re.sub(r"\s+", "", text).translate(_TIDY)
    return re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", "", text)


_TIDY = str.maketrans(
    {
        **{chr(0xFF10 + n): str(n) for n in range(10)},
        ",": "，", ";": "；", "(": "（", ")": "）", ":": "：", "!": "！", "％": "%",
    }
)  # fmt: skip


def find_claims(report: Report) -> Said:
    """Find every claim of the sections' text. Pure; nothing is raised."""
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
            for sentence in re.findall(r"[^。！？]+[。！？]?", item):
                sentences.append((section.number, number, heading, sentence))
                if not any(c.isdigit() for c in sentence):
                    continue
                about = bool(_ABOUT.search(heading) or _ABOUT.search(sentence))
                about_cases = about or section.number == 4 or "信息公开" in sentence
                if section.number > 4:
                    continue  # problems and remarks, not the counts of the year
                if about or (about_cases and _CASE.search(sentence)):
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
    whole = False  # whether the last count, carried ones aside, was of all applications
    for at, match in enumerate(numbers):
        words = sentence[end : match.start()]
        end = match.end()
        stop = numbers[at + 1].start() if at + 1 < len(numbers) else len(sentence)
        after = sentence[end:stop]
        subject = _subject(words, subject)
        if subject == "other" or (_COMPARED.search(words) and "结转" not in words):
            continue
        made = _claim(words, after, subject, report.year)
        if made is None:
            whole = False
            continue
        if _ITS_PARTS.match(sentence[end:]) and not _ABOUT.search(words):
            continue  # 共办理213件，其中热线…: what is counted is said after it
        before = sentence[: match.start()]
        of_it = whole and words.rsplit("，", 1)[-1] == "其中" and _ANSWERED_OF_IT.search(after)
        if made.kind == "done" and of_it:
            made = replace(made, part=False)
        if not made.kind.startswith("carried"):
            whole = made.kind in _WHOLE and not made.part
        yield replace(
            made,
            value=int(match["number"]),
            sentence=sentence.rstrip("。"),
            part=made.part
            or speaks_of_another(report, before, kind=made.kind)
            or (made.kind in ("new", "received", "handled") and "其中" in before)
            or (made.kind in _ENDED and _WITHDRAWN.search(sentence) is not None),
            after=sentence[end : end + 40],
            inside=bool(_INSIDE.search(words)) and not _BESIDE.search(words),
        )


def _subject(words: str, subject: str) -> str:
    if _CASE.search(words):
        return "cases"
    if _ABOUT.search(words):
        return "applications"
    if _NOT_MATTER_ITSELF.search(words) and _OTHERWISE.search(words):
        return subject  # 逾期不补正不再处理、作为信访处理: what became of applications
    return "other" if _ANOTHER_MATTER.search(words) else subject


def _claim(words: str, after: str, subject: str, year: int | None) -> Claim | None:
    kind = _case_kind(words, after)
    if kind is not None:
        reviewer = bool(_AS_REVIEWER.search(_up_to_case(words)))
        few = bool(_INSIDE.search(words) or _CASES_ENDED.search(_up_to_case(words)))
        return _made(kind, as_reviewer=reviewer, part=few)
    if subject != "applications":
        return None
    kind = _carried(words, after, year)
    if kind is not None:
        return _made(kind)
    found = _RESULT_BEFORE.search(words) or _RESULT_AFTER.search(after)
    if found:
        labels = re.findall(_ANY_LABEL, found["labels"])
        names = [next(n for n, p in _LABELS if re.fullmatch(p, label)) for label in labels]
        return _made("+".join(names), part=bool(_ANY_CHANNEL.search(words)))
    part, few = bool(_INSIDE.search(words)), bool(_DONE_OF_FEW.search(words))
    channel = _CHANNEL.search(words)
    if channel:
        return _made("channel", channel=channel["channel"])
    if _OTHERWISE.search(words):
        return _made("otherwise", part=part)
    if _DONE_AFTER.search(after):
        return _made("done", part=part or "延期" in words)
    if "其余" in words and _REST_DONE.search(after):
        return _made("done", part=True)
    one_kind = _OF_BODIES.search(words) or _IN_BRACKETS.search(after)
    if _NEW.search(words):
        return _made("new", part=part or bool(one_kind))
    if _DONE.search(words):
        kind, part = "done_on_time" if _ON_TIME.search(words) else "done", part or few
        return replace(_made(kind, part=part), of_new=bool(_DONE_OF_NEW.search(words)))
    if _RECEIVED.search(words):
        return _made("received", part=part or bool(one_kind))
    if _HANDLED.search(words):
        return _made("handled", part=part)
    return _made("otherwise", part=part) if _OTHERWISE_AFTER.search(after) else None


def _made(kind: str, *, part: bool = False, as_reviewer: bool = False, channel: str = "") -> Claim:
    return Claim(kind, 0, 0, 0, "", part=part, as_reviewer=as_reviewer, channel=channel)


def _case_kind(words: str, after: str) -> str | None:
    for kind, pattern in _CASES:
        if pattern.search(words):
            return kind
    if not _CASE.search(words):
        found = _CASE_AFTER.search(after)
        if found:
            return "reconsideration" if found["kind"] == "复议" else "litigation"
    return None


def _up_to_case(words: str) -> str:
    found = _CASE.search(words)
    return words[: found.start()].removesuffix("行政") if found else words


def _carried(words: str, after: str, year: int | None) -> str | None:
    for kind, patterns, away in (
        ("carried_in", ((_CARRIED_IN[0], words), (_CARRIED_IN[1], words), (_CARRIED_IN_AFTER, after)), -1),
        ("carried_out", ((_CARRIED_OUT, words), (_CARRIED_OUT_AFTER, after)), 1),
    ):  # fmt: skip
        for pattern, text in patterns:
            found = pattern.search(text)
            if found and (
                found["year"] is None or year is None or int(found["year"]) == year + away
            ):
                return kind
    return "carried" if _CARRIED.search(words) or _CARRIED_AFTER.search(after) else None


def speaks_of_another(report: Report, before: str, *, kind: str = "") -> bool:
    """Tell whether the words before a count are about another year, part of the year, body or channel."""
    years = NAMED_YEAR.findall(before)
    another_year = bool(years) and report.year is not None and int(years[-1]) != report.year
    if kind.startswith("carried"):
        another_year = False
    words = before.replace(report.agency or "\0", "").replace(report.agency_as_printed or "\0", "")
    return another_year or ELSEWHERE.search(words) is not None
