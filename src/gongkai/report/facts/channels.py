"""Where something was published, and when the words name several places at once."""

from __future__ import annotations

import re

#: Where something was published, surest words first.
CHANNELS = (
    ("wechat", re.compile(r"微信|公众号")),
    ("weibo", re.compile(r"微博")),
    ("short_video", re.compile(r"视频号|短视频|抖音|快手")),
    ("app", re.compile(r"客户端|APP", re.I)),
    ("new_media", re.compile(r"新媒体")),
    ("bulletin", re.compile(r"公报|简报|公开栏|公告栏")),
    (
        "website",
        re.compile(
            r"网站|门户|官网|(?:政府|政务|公开|信息)网(?![站络])|(?<!联)网(?=主动|公开|发布|累计|共)"
        ),
    ),
    ("platform", re.compile(r"(?<![全各多])平台|系统")),
    ("telephone", re.compile(r"电话|来电")),
    ("online", re.compile(r"网上|网络|在线")),
)
_ANY = re.compile("|".join(f"(?P<{name}>{one.pattern})" for name, one in CHANNELS), re.I)
#: Words that only say of what sort a channel is: 微信公众号平台, 政府网站系统.
_SORTS = frozenset({"platform", "online"})
_NEW_MEDIA = frozenset({"wechat", "weibo", "short_video", "app", "new_media"})
#: Where the words begin that say by which way: 充分发挥网站作用，通过微信发布….
_WAY = re.compile(r"通过|利用|依托|借助|运用|(?<![现存实])在")
#: The press and accounts of no kind above. What it prints is not published by the office.
_PRESS = re.compile(r"(?<!新)媒体|报刊|报纸|日报|晚报|电视|电台|广播|新华|人民网|央视|头条|美篇")

_NAME = re.compile(r"“[^“”]*”")

SEVERAL = "several"


def channel_in(words: str) -> str | None:
    """The channel that words name, `SEVERAL` where they name more than one at once, None without any."""
    if _ANY.search(words) is None:
        return None
    if "“" in words:  # the name of an account is no channel: “某某政府网”微信公众号
        words = _NAME.sub("", words)
    way = next(reversed([*_WAY.finditer(words)]), None)
    said = words[way.start() :] if way else words
    found = list(_ANY.finditer(said))
    if not found:
        found = list(_ANY.finditer(words))
    if not found:
        return None
    named = {match.lastgroup for match in found}
    last = found[-1]
    etcetera = said.find("等", found[0].end())
    if "、" in said and "new_media" not in named and names_press(said):
        return SEVERAL
    if len(named) == 1:
        listed = etcetera >= 0 and "、" in said[:etcetera] and etcetera < last.end() + 12
        return SEVERAL if listed and last.lastgroup != "new_media" else last.lastgroup
    own = named - _SORTS
    if 0 <= etcetera < last.start() <= etcetera + 8:  # 微信公众号、微博等新媒体; 网站、微信等平台
        if "new_media" in named:
            return "new_media" if own <= _NEW_MEDIA else SEVERAL
        if last.lastgroup in _SORTS and (len(own) > 1 or "、" in said):
            return SEVERAL
    if len(own) == 1:
        return own.pop()
    return _spread(found) if own else "platform"


def _spread(found: list[re.Match[str]]) -> str | None:
    """The last of several channels where it stands apart from the others, else `SEVERAL`."""
    own = [match for match in found if match.lastgroup not in _SORTS]
    last, before = own[-1], own[-2]
    if last.lastgroup == before.lastgroup:
        return SEVERAL if len({match.lastgroup for match in own}) > 1 else last.lastgroup
    between = last.string[before.end() : last.start()]
    return last.lastgroup if "," in between or len(between) > 16 else SEVERAL


def names_press(words: str) -> bool:
    """Tell whether words name the press, or an account of no kind that is told apart."""
    return _PRESS.search(words) is not None
