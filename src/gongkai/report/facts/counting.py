"""Through a narrative, number by number: what of it is this year's count, and what goes on from what."""

from __future__ import annotations

import re

from ..model import Fact
from ..width import half_width
from .amounts import AMOUNT, value_of
from .channels import SEVERAL, channel_in, names_press
from .metrics import metric_of
from .place import Place
from .postings import published_or_posted
from .years import year_after

_BESIDE_SIGNS = re.compile(r"\s(?:\s*(?=\W)|(?<=[^\w.]\s)\s*)")
_MOST_WORDS = 90  # characters before a number in which its metric is named
_BEHIND = re.compile(r"[^,;:。、()]{1,14}")
_SPACE = re.compile(r"\s")
_ASIDE = re.compile(r"\([^()]*\)")
#: One letter of each of the words that followers and visits are counted by.
_STOCKS = frozenset("注丝订问览读击放")
_STOCK_WORDS = 12  # characters before the number
#: Of two years, a rate, or of all years together: no count of this year.
_NO_COUNT = re.compile(
    r"同比|环比|同期|(?:比|较|与)(?:上一?|去|20\d\d)?年|增长|增加了?$|减少了?$|下降|上升|提高了?$|去年|往年|历年|以来"
    r"|上一?年(?!度?(?:结转|转结))|日均|月均|周均|年均|平均|人均|每[年月周日天季]|不少于|不低于|至少|力争"
)
_FOLLOWERS = re.compile(
    r"(?:关注|粉丝|订阅)(?:总?量|总?数|人数|用户)*(?:累计|已|达到?|为|共|超过?|突破|[有约近])*$"
)
_VISITS = re.compile(
    r"(?:访问|浏览|阅读|点击|播放)(?P<said>总?量|总?数|次数|总次数)*(?:累计|达到?|为|共|超过?|突破|[有约近])*$"
)
#: What leads in a list of what was published.
_LISTS = re.compile(r"公开(?!电话|信箱)|发布")
#: Counts of single items, not of a channel: 3条短视频播放量9万.
_OF_ITEMS = re.compile(r"(?:短?视频|微信|推文|图文|文章|作品|直播)[^,]{0,3}(?:播放|阅读|点击|浏览)")
#: What a gazette prints again, and what an office makes.
_REPRINTS, _MAKES = re.compile("刊登|刊载|登载"), re.compile("制[定发]|出台|印发|发布|公开")
_TO_DATE = re.compile(r"截至|目前|开通|建站")
_WITH_CHANNEL = ("enquiries", "licences.publicised")


class _Others:
    """What a sentence says that others printed: the press, or a gazette that prints again."""

    def __init__(self) -> None:
        self._press = False  # up to the next comma
        self._any_press = False
        self._reprints = False

    def hear(self, gap: str) -> None:
        """Take in the words before a number."""
        if _REPRINTS.search(gap) or _MAKES.search(gap):
            self._reprints = _REPRINTS.search(gap) is not None
        self._press = names_press(gap) or (self._press and "," not in gap)
        self._any_press = self._any_press or self._press

    def hold(self, metric: str, where: str | None) -> bool:
        """Tell whether a count is theirs and not the office's own."""
        if metric == "normative_documents":
            return self._reprints
        if where is not None:
            return False
        return self._press if metric == "posts" else self._any_press and metric == "visits"


class Sentences:
    """The sentences of a narrative one after another: 其中 goes on from the sentence before."""

    def __init__(self, year: int | None) -> None:
        self.year = year
        self._went_on = False  # the sentence before ended with a semicolon
        self.pass_over()

    def pass_over(self) -> None:
        """A sentence without a number, or one that goes on from nothing."""
        self._topic = ""  # the metric counted last
        self._inner = False  # after 其中
        self._whole = ""  # the metric of which what stands after 其中 or in brackets is a part
        self._listed = False  # in a list of what was published
        self._said = self.year  # the year spoken of
        self._went_on = False

    def facts_of(self, sentence: str) -> list[Fact]:
        """The counts of one sentence, which holds a number."""
        plain = half_width(_BESIDE_SIGNS.sub("", sentence))
        if self._went_on:
            self._inner = False
            if self._topic.startswith("applications.received."):
                self._topic = "applications.received"
        elif plain.startswith("其中"):
            self._said = self.year
        else:
            self.pass_over()
        self._went_on = plain.endswith(";")
        facts: list[Fact] = []
        held: str | None = None
        others = _Others()
        bracketed = to_date = since_ever = False
        end = 0
        for match in AMOUNT.finditer(plain):
            gap = plain[end : match.start()]
            unit = match["unit"] or ""
            if not unit and _STOCKS.isdisjoint(gap[-_STOCK_WORDS:]):
                continue  # 12345 is a telephone, and no count
            of_items = end > 0 and _OF_ITEMS.match(gap) is not None
            end = match.end()
            if _SPACE.search(gap):
                gap = "".join(gap.split())
            here = self._said
            if "20" in gap and self.year is not None:
                self._said, here = year_after(gap, self._said, self.year)
            if "(" in gap or ")" in gap:
                bracketed = gap.rfind("(") > gap.rfind(")")
                gap = _ASIDE.sub("", gap)
            gap = gap[-_MOST_WORDS:]
            if bracketed or "其中" in gap:
                self._whole = self._whole if self._inner else self._topic
            self._inner = self._inner or "其中" in gap
            self._listed = self._listed or _LISTS.search(gap) is not None
            to_date = to_date or "截至" in gap
            since_ever = since_ever or "至今" in gap
            if here != self.year:
                continue
            after = _BEHIND.match(plain, end)
            place = Place.make(
                gap,
                after[0].replace(" ", "") if after else "",
                unit,
                self._topic,
                self.year,
                inner=self._inner,
                bracketed=bracketed,
                listed=self._listed,
            )
            found = _count(place, held, to_date=to_date)
            value = value_of(match["number"], match["scale"]) if found else None
            others.hear(gap)
            if found is None or value is None:
                named = channel_in(gap)  # 微博29个，共发布信息1992条
                held = held if named in (None, SEVERAL) else named
                continue
            metric, where = found
            if others.hold(metric, where) or (metric == "visits" and of_items):
                continue
            if metric == self._whole and place.inner and metric.startswith("published."):
                continue
            if since_ever and metric != "followers" and "累计" in gap:
                continue
            where = None if where == SEVERAL else where
            held = where or held
            self._topic = metric
            _take_back(facts, metric, gap)
            facts.append(Fact(metric, value, unit, sentence.strip(), where))
        return facts


def _count(place: Place, held: str | None, *, to_date: bool) -> tuple[str, str | None] | None:
    """The metric of a number and its channel, when it is a count of this year."""

    def near() -> str | None:
        return channel_in(place.gap)

    found: tuple[str, str | None] | None = None
    if not _STOCKS.isdisjoint(place.gap[-_STOCK_WORDS:]):
        if _FOLLOWERS.search(place.gap):
            if "新增" in place.clause:
                return None
            found = "followers", near() or held
        elif not (to_date or _TO_DATE.search(place.gap)):
            visits = _VISITS.search(place.gap)
            if visits and (visits["said"] or place.unit in ("次", "人次")):
                found = "visits", near() or held
    if found is None and place.unit:
        metric = metric_of(place)
        if metric is None:
            found = published_or_posted(place, near, held)
        else:
            found = metric, (near() or held) if metric in _WITH_CHANNEL else None
    if found and _NO_COUNT.search(place.clause) and "转" not in place.clause:
        return None
    return found


def _take_back(facts: list[Fact], metric: str, gap: str) -> None:
    """Take back what the next number shows to be no count of this year: 累计公开900条，本年新增120条;
    办理申请36件，其中结转下年度2件."""
    if not facts:
        return
    last = facts[-1].metric
    running_total = last == metric and "新增" in gap and "累计" in facts[-1].sentence
    not_all_answered = last == "applications.answered" and metric == "applications.carried_out"
    if running_total or (not_all_answered and "其中" in gap):
        facts.pop()
