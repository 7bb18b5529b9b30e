"""The words of applications around a number: received, handled, answered, carried, how they ended."""

from __future__ import annotations

import re
from dataclasses import replace

from .claim import INSIDE, Claim, made

_CHANNEL_WORDS = "当面|现场|窗口|信函|邮寄|邮政|信件|传真|网络|网上|网站|互联网|在线|线上|邮件|邮箱"
#: Words that may stand between a verb and its number without changing what is counted.
GAP = (
    r"(?:公民|法人|其他组织|社会公众|公众|群众|市民|申请人|和|或者?|以?及|、|与|提出|提交|递交|的|了|各类|各种|有效|书面"
    r"|政府|政务|信息|依|申请|公开|事项|情况|案件|件|数量?|总量|总数|共计?|合计|总计|累计|为|有|达到?|分别|：)*$"
)
_LABELS = (
    ("partly_granted", "(?:予以)?部分公开|部分(?:予以|同意)公开"),
    ("granted", "(?<!部分)(?:同意|予以)公开"),
    ("refused", "不予以?公开|不同意公开"),
    ("unavailable", "无法提供"),
    ("not_processed", "不予以?处理"),
    ("other", "其他处理"),
)
_ANY_LABEL = "|".join(f"(?:{pattern})" for _, pattern in _LABELS)
RESULT_BEFORE = re.compile(
    rf"(?P<labels>(?:(?<!主动)(?:{_ANY_LABEL})(?:、|和|以?及|与|或|（含)?)+)(?:答复|决定|情形|类|）|（[^（）\d]{{1,24}}）)*{GAP}"
)
_RESULT_AFTER = re.compile(
    rf"^(?:申请)?(?:依法|为|作出|决定)*(?P<labels>{_ANY_LABEL})(?![、和及与或])"
)

_LAST = r"(?:上一?年度?|上一?年|去年度?|(?P<year>20\d\d)年度?)"
_NEXT = r"(?:下一?年度?|下一年|次年度?|明年|(?P<year>20\d\d)年度?)"
_CARRIED_IN = (
    re.compile(rf"{_LAST}(?:的)?(?:结转|转结|转入)(?:至|到)?(?:本年度?|今年)?(?:办理|来)?{GAP}"),
    re.compile(rf"结转(?:自|的)?{_LAST}{GAP}"),
)
#: 「2023年收到，结转至2024年作出答复的申请57件」, said in 2024.
_CARRIED_HERE = re.compile(
    rf"结转(?:至|到)(?P<year>20\d\d)年度?(?:继续)?(?:办理|(?:作出)?答复|处理)?{GAP}"
)
_CARRIED_IN_AFTER = re.compile(
    rf"^(?:申请)?(?:为|是|系|属于?|来自于?|由)*{_LAST}(?:的)?(?:结转|转结|转入)"
)
_CARRIED_OUT = re.compile(
    rf"(?:结转|顺延|转结|转)(?:至|到|入)?{_NEXT}(?:继续)?(?:办理|答复|处理)?{GAP}"
)
_CARRIED_OUT_AFTER = re.compile(
    rf"^(?:申请)?(?:将|已|需|拟|正在办理|尚在办理)*(?:结转|顺延|转结|转)(?:至|到|入)?{_NEXT}"
)
_NONE_CARRIED = re.compile(
    r"(?:无|没有)(?:(?P<last>上一?年度?的?结转(?:至本年)?)|结转(?:至|到)?下一?年度?(?:继续)?(?:办理)?)(?:的)?"
    r"(?:(?:政府信息公开)?申请)?(?:事项|件)?(?=[，。；）]|$)"
)
_CARRIED = re.compile(rf"结转{GAP}")
_CARRIED_AFTER = re.compile(r"^(?:申请)?结转(?=[，。；）]|$)")
#: 「尚有6件正在办理」: carried out, if nothing was answered between the last of December and the report.
_OPEN = re.compile(rf"(?:在办|未办结|未到期|(?:正|尚|仍)在办理)中?{GAP}")
_OPEN_AFTER = re.compile(
    r"^(?:申请)?(?:(?:正|尚|仍|还)?在(?:依法)?(?:办理|处理)|(?:因)?(?:尚|仍|还)?未(?:办结|到期|到[^，。；]{1,6}期限?))"
)
_NEW = re.compile(rf"新(?:收到?|增收?|受理|接收){GAP}")
#: 「92件，其中，本年度新接收91件，结转1件」: all that came this year.
NEW_OF_IT = re.compile(r"(?:本年度?|当年|今年|20\d\d年度?)新")
_RECEIVED = re.compile(
    rf"(?<!未)(?<!没有)(?:收到|受理|接收|接到|收悉|(?<!新)(?<!征)(?<!应)收){GAP}"
)
_HANDLED = re.compile(rf"(?:办理|处理|受理并办理){GAP}")
_DONE = re.compile(
    rf"(?<!未)(?<!延期)(?<!行政)(?<!转)(?:办结|答复|回复|办理完毕|办理答复|作出答复){GAP}"
)
_DONE_AFTER = re.compile(
    r"^(?:申请)?(?:均|全部|都)?(?:已|予以|依法)*(?:按时|按期限?|如期|在?(?:法定|规定)(?:时间|时限|期限)内)?(?:完成)?(?:答复|办结|办理完毕|回复)(?!率)"
)
#: 「其中197件已答复」 after a whole is the whole that was answered, not a part of it.
ANSWERED_OF_IT = re.compile(rf"{_DONE_AFTER.pattern}(?=[，。；）]|$)")
#: 「其中办结51件，结转1件」 likewise.
ANSWERED_INSIDE = re.compile(r"^[，：]?其中，?(?:已)?(?:办结|答复)$")
#: 「其余20件在20个工作日内答复」
_REST_DONE = re.compile(
    r"^(?:申请)?在?(?:法定|规定)?(?:\d+个?工作日|期限|时限)内(?:予以|均|依法)*(?:答复|办结)"
)
#: 「受理法人政府信息公开申请」, 「18件（线上）」: of one kind of applicant, by one way.
_OF_BODIES = re.compile(
    r"(?<!公民、)(?<!公民和)(?<!公民或)(?<!公民)(?<!个人、)(?<!个人和)(?<!自然人、)(?<!自然人和)(?:法人|企业)"
    r"(?:[、和或及]?其他组织)?(?:提出|提交|递交)?的?(?:政府信息公开)?申请$"
)
_IN_BRACKETS = re.compile(
    rf"^（[^），。；\d]{{0,4}}(?:线下|{_CHANNEL_WORDS})[^），。；\d]{{0,4}}）"
)
#: 「首次予以公开8件，经复议重新答复予以公开2件」
_ONE_OF_TWO = re.compile(r"首次|初次|第一次|重新|再次")
#: What was withdrawn or joined is concluded in the table, but not answered.
WITHDRAWN = re.compile(r"撤回|撤销|终止|并案|合并")
#: So is what was given up, passed on or answered late, where it is counted beside the answered ones.
_OTHERWISE_WORDS = (
    r"(?:撤回|撤销|终止|并案|合并(?:办理)?|不再(?:处理|办理)|不予受理|(?:视为)?放弃|转送|移送|转办|转办结"
    r"|(?:作为|按)[^，。；]{0,12}处理|延期(?:答复|办结)|转(?:送|交)?其他(?:机关|部门|单位)(?:办理|处理)?)"
)
OTHERWISE = re.compile(rf"{_OTHERWISE_WORDS}(?:其他(?:机关|部门|单位)(?:办理|处理)?)?{GAP}")
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
_CHANNEL = re.compile(
    r"(?P<channel>当面|现场|窗口|信函|邮寄|邮政|信件|传真|网络|网上|网站|互联网|在线|线上|平台|电子邮件|邮箱)"
    r"(?:平台|系统|渠道|方式|途径|形式|提交|提出|提起|申请|受理|接收|收到|办理|公开|政府|信息|的|依|、|共|为|数|件|："
    r"|（[^）]{0,8}）)*$"
)
_ANY_CHANNEL = re.compile(_CHANNEL_WORDS)


def claim_of_applications(words: str, after: str, year: int | None) -> Claim | None:
    """The claim that the words before and after a number make of applications; None where they make none."""
    kind = _carried(words, after, year)
    if kind is not None:
        return made(kind)
    if _OPEN.search(words) or _OPEN_AFTER.search(after):
        return made("open", part=bool(INSIDE.search(words)))
    found = RESULT_BEFORE.search(words) or _RESULT_AFTER.search(after)
    if found:
        labels = re.findall(_ANY_LABEL, found["labels"])
        names = [next(n for n, p in _LABELS if re.fullmatch(p, label)) for label in labels]
        some = _ANY_CHANNEL.search(words) or _ONE_OF_TWO.search(words)
        return made("+".join(names), part=bool(some))
    part, few = bool(INSIDE.search(words)), bool(_DONE_OF_FEW.search(words))
    channel = _CHANNEL.search(words)
    if channel:
        return made("channel", channel=channel["channel"])
    if OTHERWISE.search(words):
        return made("otherwise", part=part)
    if _DONE_AFTER.search(after):
        return made("done", part=part or "延期" in words)
    if "其余" in words and _REST_DONE.search(after):
        return made("done", part=True)
    one_kind = _OF_BODIES.search(words) or _IN_BRACKETS.search(after)
    if _NEW.search(words):
        inside = part and not NEW_OF_IT.search(words)
        return made("new", part=inside or bool(one_kind))
    if _DONE.search(words):
        kind, part = "done_on_time" if _ON_TIME.search(words) else "done", part or few
        return replace(made(kind, part=part), of_new=bool(_DONE_OF_NEW.search(words)))
    if _RECEIVED.search(words):
        return made("received", part=part or bool(one_kind))
    if _HANDLED.search(words):
        return made("handled", part=part)
    return made("otherwise", part=part) if _OTHERWISE_AFTER.search(after) else None


def none_carried(sentence: str) -> Claim | None:
    """「无上年结转申请」 as a claim of 0."""
    found = _NONE_CARRIED.search(sentence)
    if found is None:
        return None
    kind = "carried_in" if found["last"] else "carried_out"
    return replace(made(kind), sentence=sentence.rstrip("。"))


def _carried(words: str, after: str, year: int | None) -> str | None:
    for kind, patterns, away in (
        ("carried_in", ((_CARRIED_IN[0], words), (_CARRIED_IN[1], words), (_CARRIED_IN_AFTER, after)), -1),
        ("carried_in", ((_CARRIED_HERE, words),), 0),
        ("carried_out", ((_CARRIED_OUT, words), (_CARRIED_OUT_AFTER, after)), 1),
    ):  # fmt: skip
        for pattern, text in patterns:
            found = pattern.search(text)
            if found and (
                found["year"] is None or year is None or int(found["year"]) == year + away
            ):
                return kind
    return "carried" if _CARRIED.search(words) or _CARRIED_AFTER.search(after) else None
