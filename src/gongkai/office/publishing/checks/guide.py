"""What the guide (公开指南) must hold, item by item (条例 Art. 12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.law.disclosure import GUIDE_FIELDS

from .finding import Finding, Line, Severity

CODE = "guide-field"
BASIS = "条例第十二条"

#: Field of the law → the words by which a guide says it.
_WORDS = {
    "classification": re.compile(r"分类"),
    "arrangement": re.compile(r"编排"),
    "ways_to_obtain": re.compile(r"获取(?:方式|途径)|如何获取"),
    "office_name": re.compile(r"工作机构"),
    "address": re.compile(r"(?:办公|通信|联系)?地址"),
    "office_hours": re.compile(r"办公时间|工作时间|受理时间"),
    "telephone": re.compile(r"电话"),
    "fax": re.compile(r"传真"),
    "online_contact": re.compile(r"网址|邮箱|电子邮件|互联网|https?://"),
}


def find(lines: Sequence[Line]) -> Iterator[Finding]:
    """The fields of Art. 12 that no line of a guide speaks of."""
    text = "\n".join(line.folded for line in lines)
    for field, name in GUIDE_FIELDS.items():
        if not _WORDS[field].search(text):
            yield Finding(
                CODE,
                Severity.DOUBT,
                "公开指南",
                field,
                name,
                f"公开指南没有写“{name}”。请补上；没有的，照实写明没有，例如“没有设传真”。",
                BASIS,
            )
