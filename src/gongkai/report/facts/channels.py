"""Where something was published, and when the words name several places at once."""

from __future__ import annotations

import re

_WORDS = {
    "wechat": ("微信", "公众号"),
    "weibo": ("微博",),
    "short_video": ("视频号", "短视频", "抖音", "快手"),
    "app": ("客户端", "APP", "App", "app"),
    "new_media": ("新媒体",),
    "bulletin": ("公报", "简报", "公开栏", "公告栏"),
    "website": (
        *("网站", "门户", "官网"),
        *(f"{of}网(?![站络])" for of in ("政府", "政务", "公开", "信息")),
        "网(?<!联网)(?=[主公发累共])",  # 甲乙水利网公开信息
    ),
    "platform": ("平(?<![全各多]平)台", "系统"),
    "telephone": ("电话", "来电"),
    "online": ("网上", "网络", "在线"),
}
#: Where something was published, surest words first.
CHANNELS = tuple((name, re.compile("|".join(words))) for name, words in _WORDS.items())
# One pattern whose choices all begin with a letter: it is looked for by its first letters.
_ANY = re.compile("|".join(one.pattern for _, one in CHANNELS))
_OF_WORD = {
    re.sub(r"\(\?[^)]*\)", "", word): name for name, words in _WORDS.items() for word in words
}
#: Words that only say of what sort a channel is: 微信公众号平台, 政府网站系统.
_SORTS = frozenset({"platform", "online"})
_NEW_MEDIA = frozenset({"wechat", "weibo", "short_video", "app", "new_media"})
#: Where the words begin that say by which way: 充分发挥网站作用，通过微信发布….
_WAY = re.compile(r"通过|利用|依托|借助|运用|在(?<![现存实]在)")
#: The press and accounts of no kind above. What it prints is not published by the office.
_PRESS = re.compile(r"媒(?<!新媒)体|报刊|报纸|日报|晚报|电视|电台|广播|新华|人民网|央视|头条|美篇")
_NAME = re.compile(r"“[^“”]*”")

SEVERAL = "several"


def channel_in(words: str) -> str | None:
    """The channel that words name, `SEVERAL` where they name more than one at once, None without any."""
    if _ANY.search(words) is None:
        return None
    if "“" in words:  # the name of an account is no channel: “某某政府网”微信公众号
        words = _NAME.sub("", words)
    ways = [way.start() for way in _WAY.finditer(words)]
    said = words[ways[-1] :] if ways else words
    found = [*_ANY.finditer(said)]
    if not found and ways:
        said = words
        found = [*_ANY.finditer(said)]
    if not found:
        return None
    names = [_OF_WORD[match.group()] for match in found]
    last, name = found[-1], names[-1]
    named = {*names}
    if "、" in said and "new_media" not in named and names_press(said):
        return SEVERAL
    etcetera = said.find("等", found[0].end())
    if len(named) == 1:
        listed = etcetera >= 0 and "、" in said[:etcetera] and etcetera < last.end() + 12
        return SEVERAL if listed and name != "new_media" else name
    own = named - _SORTS
    if 0 <= etcetera < last.start() <= etcetera + 8:  # 微信公众号、微博等新媒体; 网站、微信等平台
        if "new_media" in named:
            return "new_media" if own <= _NEW_MEDIA else SEVERAL
        if name in _SORTS and (len(own) > 1 or "、" in said):
            return SEVERAL
    if len(own) == 1:
        return own.pop()
    return _spread(said, found, names) if own else "platform"


def _spread(said: str, found: list[re.Match[str]], names: list[str]) -> str:
    """The last of several channels where it stands apart from the others, else `SEVERAL`."""
    own = [at for at, name in enumerate(names) if name not in _SORTS]
    last, before = own[-1], own[-2]
    between = said[found[before].end() : found[last].start()]
    apart = names[last] != names[before] and ("," in between or len(between) > 16)
    return names[last] if apart else SEVERAL


def names_press(words: str) -> bool:
    """Tell whether words name the press, or an account of no kind that is told apart."""
    return _PRESS.search(words) is not None
