"""Where the five themes of section one stand: under their headings, or in a sentence that names them.

Source: 国办公开办函〔2021〕30号, 第一部分: 主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障.
"""

from __future__ import annotations

import re

from .model import Theme

#: The five themes, with the words by which offices name them.
THEMES = (
    ("主动公开", re.compile(r"主动公开|主动发布")),
    ("依申请公开", re.compile(r"依申请|申请公开|公开申请")),
    ("政府信息管理", re.compile(r"信息(?:资源)?(?:规范化?)?管理|信息的管理")),
    ("政府信息公开平台建设", re.compile(r"平台(?:的)?(?:建设|管理|维护|运维)|公开(?:的)?平台")),
    (
        "监督保障",
        re.compile(r"监督(?:与|和|及)?(?:保障|考核|评议|检查)|保障(?:与|和|及)?监督|保障措施"),
    ),
)

# （一）主动公开情况。 | 1.主动公开 | 一是主动公开方面： | - (一) 主动公开。
_HEADING = re.compile(
    r"^[ \t\u3000\-*#•●]*"
    r"(?:[（(][ ]?[一二三四五六七八九十\d]+[ ]?[）)][、.．]?|[一二三四五六七八九十\d]+[、.．]|[一二三四五六七八九十]+是)?"
    r"[ \t\u3000*]*(?P<words>[^。：:；;，,\n]{2,30}?)(?P<stop>[。：:；;，,]|$|(?<=[况面作设障])[ \u3000](?=[\d全本我一-龥]))",
    re.MULTILINE,
)
#: （一）聚焦法定职责，深化主动公开。 A number in it makes it a sentence: （一）主动公开5条，….
_OF_TWO_CLAUSES = re.compile(
    r"[ \t\u3000\-*#]*[（(][ ]?[一二三四五六七八九十]+[ ]?[）)][、.．]?[ \u3000]*(?P<words>[^。：:；;\n\d]{4,40})(?:[。：:]|$)",
    re.MULTILINE,
)
_BRACKETED = re.compile(r"^[ \t\u3000\-*#]*[（(][ ]?[一二三四五六七八九十]+[ ]?[）)]", re.MULTILINE)
_CAPTION = re.compile(r"[图表]\s*[\d一二三四五]")
_SENTENCE_END = re.compile(r"[。！？；\n]")


def find_themes(text: str) -> tuple[Theme, ...]:
    """The themes of a section's text in reading order. `text` is the section as the report value keeps
    it. A headed theme reaches to the next heading of a theme; one that is only spoken of is its first
    sentence."""
    heads: list[tuple[int, str]] = []
    for match in _HEADING.finditer(text):
        line = text[match.start() : match.end()].strip()
        words = match["words"]
        numbered = not line.startswith(words)
        if match["stop"] in (",", "，"):
            longer = _OF_TWO_CLAUSES.match(text, match.start())
            if longer is None:
                continue
            words = longer["words"]
        elif not (numbered or match["stop"] == "") or _CAPTION.match(words):
            continue
        name = _named(words.replace(" ", ""))
        if name is not None and name not in (held for _, held in heads):
            heads.append((match.start(), name))
    borders = sorted({*(start for start, _ in heads), *_bracketed(text, heads), len(text)})
    stops = [next(at for at in borders if at > start) for start, _ in heads]
    found = [
        Theme(name, start, start + len(text[start:stop].rstrip()))
        for (start, name), stop in zip(heads, stops, strict=True)
    ]
    headed = {theme.name for theme in found}
    for name, words in THEMES:
        if name not in headed:
            said = words.search(text)
            if said is not None:
                start, end = _sentence_around(text, said.start())
                found.append(Theme(name, start, end, headed=False))
    return tuple(sorted(found, key=lambda theme: theme.start))


def _sentence_around(text: str, at: int) -> tuple[int, int]:
    """Where the sentence begins and ends that a character of it stands in."""
    start = 1 + max(text.rfind(mark, 0, at) for mark in "。！？；\n")
    end = _SENTENCE_END.search(text, at)
    if end is None:
        return start, len(text)
    return start, end.start() if end.group() == "\n" else end.end()


def _bracketed(text: str, heads: list[tuple[int, str]]) -> list[int]:
    """Where every heading （一）… begins, when the themes' own headings are such."""
    if not any(_BRACKETED.match(text, start) for start, _ in heads):
        return []
    return [match.start() for match in _BRACKETED.finditer(text)]


def _named(words: str) -> str | None:
    """The theme a heading names; 依申请公开 before 主动公开, whose words are more common."""
    for name, pattern in (*THEMES[1:], THEMES[0]):
        if pattern.search(words):
            return name
    return None
