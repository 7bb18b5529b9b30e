"""The lines below the last words of a report, in a file of any kind: a date, and above it an office's name."""

from __future__ import annotations

import re

#: Groups: year, month, day.
DATE_LINE = re.compile(r"(20\d{2})年(\d{1,2})月(\d{1,2})日")
CHINESE_DATE = re.compile(
    r"([二][〇○零0OoΟ][一二三四五六七八九〇○零]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_NAME_LINE = re.compile(r"[\u4e00-\u9fff（）()]{3,30}")
_NAME_END = re.compile(
    r"(?:委|委员会|局|厅|部|政府|办公室|办|院|中心|署|会|处|公司|所|站|学校|医院|队)$"
)
_SEAL = re.compile(r"[（(](?:加?盖章|公章|印章|章)[)）]$")


def is_date(line: str) -> bool:
    """Tell whether a line, without its spaces, is a date and nothing else."""
    return (DATE_LINE.fullmatch(line) or CHINESE_DATE.fullmatch(line)) is not None


def signer(line: str) -> str | None:
    """The name of an office that a line beside a date, without its spaces, can be; without （盖章） behind it."""
    name = _SEAL.sub("", line)
    found = _NAME_LINE.fullmatch(name) is not None and _NAME_END.search(name) is not None
    return name if found else None
