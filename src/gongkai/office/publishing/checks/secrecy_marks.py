"""Marks of secrecy and of internal papers: 绝密★、机密★、秘密★, 密级, 内部资料, 工作秘密."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .finding import Finding, Line, Severity

CODE = "secrecy-mark"
BASIS = "条例第十四条，《保守国家秘密法》第三十五条"

_STAR = re.compile(
    r"(?:绝\s*密|机\s*密|秘\s*密)\s*[★☆✩⭐*＊]\s*(?:\d+\s*年|\d+\s*个月|\d+\s*天|长期)?"
)
#: A line that is a mark and nothing else, as at the head of a paper.
_ALONE = re.compile(r"^[【\[(（]?\s*(绝\s*密|机\s*密|秘\s*密|工作秘密|内部)\s*[】\])）]?$")
_LEVEL = re.compile(r"密\s*级\s*[:：]\s*(绝密|机密|秘密|内部|工作秘密)")
_INTERNAL = re.compile(
    r"内部(?:资料|文件|材料|刊物|情况)(?:[，,、\s]*(?:注意保存|不得外传|不得公开|严禁外传|请勿外传))?"
    r"|(?:仅|只)供内部(?:使用|参考|掌握)|不得(?:对外)?公开(?:传播|发布)|注意保密|阅后(?:即焚|收回|销毁)"
)
_STAMP = re.compile(r"内部(?:资料|文件|材料|刊物|情况)$")


def find(lines: Sequence[Line]) -> Iterator[Finding]:
    """Marks as papers carry them. 国家秘密 or 商业秘密 within a sentence is no mark."""
    for line in lines:
        text = line.folded.strip()
        before = len(line.folded) - len(line.folded.lstrip())
        for match in _marks(text):
            yield Finding(
                CODE,
                Severity.MUST,
                line.place,
                re.sub(r"\s", "", match[0]),
                match[0].strip(),
                f"{line.place}有“{match[0].strip()}”的标志。涉密和内部文件不得公开；"
                "已经解密或者可以公开的，写明依据。",
                BASIS,
                line.spot(before + match.start(), before + match.end()),
            )


def _marks(text: str) -> Iterator[re.Match[str]]:
    """The marks of a line from left to right; of two in the same place the first named above."""
    found = [
        match
        for pattern in (_STAR, _ALONE, _LEVEL, _INTERNAL)
        for match in pattern.finditer(text)
        # “内部资料” inside a sentence speaks of papers; it marks one alone or with its warning.
        if not (pattern is _INTERNAL and _STAMP.search(match[0]) and match[0] != text)
    ]
    taken: list[re.Match[str]] = []
    for match in found:
        if all(match.end() <= one.start() or one.end() <= match.start() for one in taken):
            taken.append(match)
    yield from sorted(taken, key=lambda match: match.start())
