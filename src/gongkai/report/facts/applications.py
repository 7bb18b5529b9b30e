"""Applications: received, by which way, answered, carried over."""

from __future__ import annotations

import re

from .place import Place, without_lead_in

_WAYS = (
    ("online", ("网上", "网络", "在线", "网站", "线上", "邮箱", "电子邮件", "互联网", "平台")),
    ("post", ("信函", "邮寄", "来信", "邮政", "信件")),
    ("in_person", ("当面", "现场", "窗口", "来访")),
    ("fax", ("传真",)),
)

_CARRIED_IN = re.compile(r"(?<!无)上一?年(?:度)?(?:结转|转结)|结转上一?年")
_CARRIED_OUT = re.compile(r"(?:结转|转结|转)(?:至|到)?(?:下一?|次)年度?.{0,8}$|下年度继续办理")
_CARRIED_TO = re.compile(r"结转(?:至|到|入)?(?P<to>20\d\d)年度?.{0,8}$|(?P<of>20\d\d)年度?结转")


def carried(place: Place) -> str | None:
    """What was carried over, in or out, by the words or by the year they name."""
    if place.after.startswith("结转下"):
        return "applications.carried_out" if len(place.item) < 5 else None
    if _CARRIED_OUT.search(place.clause):
        return "applications.carried_out"
    if _CARRIED_IN.search(place.clause):
        return "applications.carried_in"
    named = _CARRIED_TO.search(place.clause) if place.year else None
    if named is None or place.year is None:
        return None
    if named["to"]:
        return f"applications.carried_{'out' if int(named['to']) > place.year else 'in'}"
    return "applications.carried_in" if int(named["of"]) == place.year - 1 else None


_RECEIVED = re.compile(
    r"(?:收到|受理|接收|接到|接受|新收|收)(?P<between>[^,]{0,16}?)"
    r"(?:(?:政府信息|信息)?(?:依申请|申请)(?:政府信息|信息)?公开(?:政府信息|信息)?(?:申请)?"
    r"|依申请(?:政府)?信息公开|公开(?:政府)?信息的?申请|公开的?(?:信函|书面|邮寄|当面|现场|传真|网上|网络)?申请)(?:事项|信息|来件|办件|案件|件|表|书)*$"
)
_OF_THE_YEAR = re.compile(
    r"(?:年度?|全年)(?:共有?)?(?:政府信息公开申请|依申请公开申请|依申请公开)$"
)
_RECEIVES = re.compile(r"(?:收到|受理|接收|接到|接受|新收)了?$")
_RECEIVED_BEHIND = re.compile(r"^(?:政府信息|信息)?(?:依申请|申请)?(?:政府信息|信息)?公开")
_NEW = re.compile(r"^(?:本年度?|今年|当年|全年|20\d\d年度?)?(?:新收|收到|新收到|新增)$")
_ANSWERED = re.compile(
    r"(?:答复|办结|办理|办理完成|完成)[^,]{0,8}?(?:公开|信息)?的?申请(?:公开|件)?$|(?:答复|办结|办理)依申请(?:信息)?公开$"
)
_ANSWERS = re.compile(
    r"^(?:已|均|全部|按期|按时|依法|本年度?|全年|当年|年内|其中|共|[并且])*"
    r"(?:办结|答复|办理|办理答复|答复办结|办结答复|处理答复|办理完毕|处理完毕|办理完成)了?$"
)


def newly_counted(place: Place) -> str | None:
    """Applications received or answered, whatever was counted before."""
    if "申请" in place.clause:
        name = without_lead_in(place.clause)
        found = _RECEIVED.search(name)
        if found is not None:
            way = _way(found["between"]) or _way(found[0].rpartition("公开")[2])
            if way is None and ("线下" in found["between"] or place.inner):
                return None
            return f"applications.received.{way}" if way else "applications.received"
        if _OF_THE_YEAR.search(name) and not place.inner:
            return "applications.received"
        if _ANSWERED.search(name):
            return None if place.inner else "applications.answered"
        return None
    behind = "申请" in place.after and not place.inner and _RECEIVED_BEHIND.match(place.after)
    if behind and _RECEIVES.search(without_lead_in(place.clause)):
        return "applications.received"
    return None


def goes_on(place: Place) -> str | None:
    """What goes on from applications: 收到申请16件，办结16件，其中网上申请12件、信函申请3件."""
    name = place.name
    listed = place.inner and place.topic.startswith(_RECEIVED_BY) and len(name) < _LONGEST_WAY
    if listed or any(word in name for word in ("申请", "提交", "提出", "收到")):
        way = _way(name)
        if way is not None:
            return f"applications.received.{way}"
    if place.topic == "applications.carried_in" and not place.inner and _NEW.match(name):
        return "applications.received"
    whole = place.topic in _WHOLE
    return "applications.answered" if whole and _ANSWERS.match(name) else None


_RECEIVED_BY = "applications.received."
_LONGEST_WAY = 5  # 网上申请8件，邮寄2件
_WHOLE = (
    "applications.received",
    "applications.carried_in",
    "applications.carried_out",
    "applications.answered",
)


def _way(words: str) -> str | None:
    """The one way of applying that words name."""
    found = {way for way, names in _WAYS if any(name in words for name in names)}
    return found.pop() if len(found) == 1 else None
