"""Narrative text as paragraphs: where printed lines are one sentence, and what is a heading.

A file of plain text, or a page read from a PDF, breaks a sentence where its line was full. The report
value keeps those lines exactly; whoever prints or compares the words joins them here.
"""

from __future__ import annotations

import re

_HEADING = re.compile(r"[（(][一二三四五六七八九十]+[）)][^。；：]{0,40}(?:[。：]|$)")
_NUMBERED = re.compile(r"[-—●]|[（(]?(?:[一二三四五六七八九十]+|\d{1,2})(?:[、）)]|\.(?!\d))")
_ENDS = tuple("。！？；：!?;:")
_FULL = 20  # characters; a line shorter than this was not broken by its page


def text_lines(text: str) -> list[str]:
    """The lines of a text without white space around them; empty ones are left out."""
    return [line for one in text.splitlines() if (line := one.strip())]


def join_lines(lines: list[str]) -> list[str]:
    """Lines as paragraphs: a line of at least 20 characters that does not end a sentence goes on in
    the next, unless the next is numbered or the line is a heading, （一）主动公开情况."""
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        # 电子邮箱： goes on with an address; 工作如下： ends its line.
        ends = before.endswith(_ENDS) and not (before.endswith(("：", ":")) and line[0].isascii())
        open_ended = print_width(before[-2 * _FULL :]) >= _FULL and not ends
        heading = heading_length(before) == len(before)
        if open_ended and not heading and not _NUMBERED.match(line):
            space = " " if (before[-1] + line[0]).isascii() else ""
            joined[-1] = f"{before}{space}{line}"
        else:
            joined.append(line)
    return joined


_CHINESE = r"[“”‘’—…\u2e80-\U0003ffff]"
_SPACE = re.compile(rf"(?<={_CHINESE})[ \t\u3000]+(?=\S)|(?<=\S)[ \t\u3000]+(?={_CHINESE})")


def close_up(text: str) -> str:
    """Without the spaces beside Chinese characters: an official document has none, 2024年1月; a text
    taken from a page has them wherever a line was stretched, 电 话 ：."""
    return _SPACE.sub("", text)


def heading_length(line: str) -> int:
    """How much of a paragraph's beginning is a heading of the second level, （一）…。; 0 for none."""
    found = _HEADING.match(line)
    return found.end() if found else 0


def print_width(text: str) -> float:
    """How wide a text is set, in characters of its size: a figure or a Latin letter is half of one."""
    return sum(1.0 if ord(one) > 0x2E7F or one in "“”‘’—…" else 0.5 for one in text)
