"""Items that were published and posts on a channel: which of the two, how many in all, and where."""

from __future__ import annotations

import re
from collections.abc import Callable

from .channels import SEVERAL, channel_in, names_press
from .place import Place, without_lead_in

_VERB = re.compile("公开(?!电话|信箱)|发布|公布|推送|刊发|编发|更新|推文|发文|发稿")
#: Verbs that hold what is published.
_WRITES = ("推文", "发文", "发稿")
#: What is to be published is not published.
_TO_BE = ("应", "应当", "可", "未", "拟", "待")
#: A column of a site is a part of it: 政府信息公开目录主动公开69条.
_COLUMNS = ("目录", "专栏", "栏目", "栏", "目录主动", "专栏主动", "栏目主动", "栏主动")
_MOST_WHAT = 80  # characters between the verb and the number
#: Words that leave all of what was published in: 各类政府信息.
_ALL = re.compile(
    r"(?:了|的|转载|部门(?=文件)|自主|网站|微信|微博|.{2,14}的(?=(?:政府|政务)信息)|.{0,6}各类|各种|各项|政务|有关|相关|法定|应|全部|我[局委办厅镇县市区街]|本?(?:机关|单位|局|行业|年度)|财政|涉及?.{2,6}的"
    r"|.{0,4}行业|.{0,6}(?:政府|政务)(?=信息))*(?:政府|政务)?(?:信息|文件|稿件|文章|微信|微博|推文)(?:信息|稿件|内容|动态|条目)?"
    r"|.{0,76}等(?:涉及.{2,6}的)?(?:各类)?(?:政府|政务)?(?:信息|文件)?(?:内容)?"
)
#: What is no item of the office's own: counted by metrics of its own, or not at all.
_NO_ITEM = re.compile(
    r"申请|许可|处罚|解读|意见|征集|访谈|采购|答复|留言|预告|名单|指南|年报|预算|决算"
)
_ITEMS = ("信息", "文章", "稿件", "动态", "推文", "微信", "视频", "作品", "资讯", "报道", "内容")
_BEHIND_VERB = re.compile(r"(?:各类|政府|政务|有关|相关)*(?:信息|文章|推文|稿件)")
_ON_CHANNEL = re.compile(
    r"(?:公众号|订阅号|服务号|视频号|抖音号?|快手号?|微博|微信|网站|官网|门户|客户端|公开栏|公告栏|平台)”?(?:账号|平台)?"
    r"(?:.{0,6}(?:信息|文章|稿件|动态|推文|微信|短?视频|作品))?$"
)
_BULLETIN = re.compile(
    r"(?:编辑?|编印|刊发|印发|出版|出刊|发行).*公报》?$|公报》?(?:出刊|编发|编印|发行|印发)$"
)
_ON_PURPOSE = re.compile(r"(?:信息公开|政务公开|信息|全年|年度?|累计|共)主动公开$")
_UNITS = ("条", "篇", "件", "份", "则", "次", "项")
#: What others published: 县政府部门和镇（街道）共公开….
_OF_UNITS = re.compile(r"部门和[乡镇]|[乡镇]和部门|各(?:乡镇|镇|街道|部门|单位)")
_OWN = "published", "posts"
_ON_ONE = ("微信", "微博", "政务微信", "政务微博")

Found = tuple[str, str | None]


def published_or_posted(
    place: Place, near: Callable[[], str | None], held: str | None
) -> Found | None:
    """The metric and the channel of items that were published. `near` tells the channel that the words
    since the number before name, `held` is the one of the number before."""
    clause = place.clause
    if place.unit == "期":
        bulletin = "公报" in clause and _BULLETIN.search(without_lead_in(clause))
        return ("posts", "bulletin") if bulletin else None
    if place.unit not in _UNITS or "申请" in clause:
        return None
    name = without_lead_in(clause)
    said = next(reversed([*_VERB.finditer(name)]), None)
    if said is None and not place.listed:
        return None
    channel = channel_in(name[: said.start()] if said else clause)
    purposely = "主动" in name and ("公开" in name or "发布" in name)
    verb, what = (said.group(), name[said.end() :]) if said else ("", "")
    if channel in (None, "new_media") and what in _ON_ONE:
        channel = channel_in(what)
    elif channel is None and what.startswith("网站"):
        channel = "website"
    if channel == SEVERAL and "分别" in clause:
        return None  # which of them had how many is told by their order
    may_be_press = channel not in (SEVERAL, "new_media") and not purposely
    if may_be_press and names_press((clause if channel else place.gap).replace(what, "")):
        return None
    if what in ("", "了"):
        return _of_bare_verb(place, name, verb, channel or _one(near()), held)
    if (
        len(what) > _MOST_WHAT
        or "不予" in name
        or name.startswith(("其他", "其它"))
        or _OF_UNITS.search(name)
    ):
        return None
    before = name[: said.start()].removesuffix("张贴") if said else ""
    if before.endswith(_TO_BE) or (channel is None and before.endswith(_COLUMNS)):
        return None
    if before and channel is None and place.gap.startswith("、"):
        return None  # an item of a list: 、结果公开信息11条
    if what.endswith("等") and place.after and not _BEHIND_VERB.match(place.after):
        return None  # 公开取水许可等13项行政权力事项
    own = channel not in (None, SEVERAL)
    part = place.inner and place.topic.startswith(_OWN)
    if _ALL.fullmatch(what) is None:
        many = purposely and what.count("、") > 1 and what.endswith("信息") and "等" not in what
        one = own and not purposely and not part and what.endswith(_ITEMS)
        if not (many or one) or _NO_ITEM.search(what):
            return None
    if part and (not own or (channel == "bulletin" and held == "website")):
        return None
    where = channel or near()
    if purposely:
        return "published", where
    if where is None and verb in ("公开", "公布"):
        return "published", None
    if where in (None, SEVERAL) and verb in ("更新", "刊发", "编发"):
        return None
    return "posts", where or held


def _one(channel: str | None) -> str | None:
    """A channel that is told from others."""
    return None if channel == SEVERAL else channel


def _of_bare_verb(
    place: Place, name: str, verb: str, channel: str | None, held: str | None
) -> Found | None:
    """Items of a verb alone or of none: 微信公众号发布374条、微博141条; 共公开237条政府信息."""
    own = channel not in (None, SEVERAL)
    if _ON_PURPOSE.search(name) and not place.inner:
        return "published", channel
    if channel is None and name.removesuffix(verb).endswith(_COLUMNS):
        return None
    if verb and _BEHIND_VERB.match(place.after):
        if not own and (place.inner or verb == "更新"):
            return None
        if "主动" in name[-8:] or (verb == "公开" and channel is None):
            return "published", channel
        return "posts", channel
    if own and not verb:
        return ("posts", channel) if _ON_CHANNEL.search(name) else None
    if own and (verb in _WRITES or (place.listed and place.topic != "interpretations")):
        return "posts", channel
    if verb == "发布" and held and len(name) < 5:
        return "posts", held
    return None
