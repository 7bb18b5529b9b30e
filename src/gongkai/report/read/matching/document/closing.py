"""The end of a report: who signed it and when, and how to reach the office."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ....facts import chinese_number
from ....model import Contact
from ...endings import CHINESE_DATE, DATE_LINE, signer
from ...normalise import compact, is_page_number
from ..entries import Entry

_NAME_AND_DATE = re.compile(r"(\D{3,30})([2二].{3}年.{1,3}月.{1,3}日)")
_IN_FIGURES = re.compile(r"(20\d{2})([.．/-])(\d{1,2})\2(\d{1,2})")
_YEAR_DIGITS = str.maketrans("〇○零OoΟ一二三四五六七八九", "000000123456789")
# Without a date below it, only a line that is an office's name and nothing else is a signature.
_SURE_NAME = re.compile(r"[\u4e00-\u9fff]{2,24}(?:委员会|局|厅|人民政府|办公室)")

_ADDRESS = re.compile(
    r"(?:联系|办公|通信|通讯)?地址[:：]([^,，;；。()（）]{3,60}?)(?=[,，;；。()（）]|、?(?:邮|联系电话|电话|电子邮箱|传真)|$)"
)
_POSTCODE = re.compile(r"(?:邮政编码|邮编)(?:号码)?[:：]?(\d{6})(?!\d)")
_TELEPHONE = re.compile(
    r"电话(?:号码)?[:：]?((?:\(?0\d{2,3}\)?[-—－]?)?\d{7,8}(?:[-—转]\d{1,6})?|1\d{10})(?!\d)"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
)

# What a site puts below an article: nothing from here on is the report's.
_SITE_FOOT = re.compile(
    r"^(?:【?(?:打印|关闭|返回)|分享|扫一扫|上一[篇条]|下一[篇条]|相关(?:链接|文章|阅读|附件)|版权所有"
    r"|主办单位|主办[:：]|承办|网站标识码|责任编辑|编辑[:：]|浏览次数|点击数|网站地图|联系我们)"
    r"|ICP备|公网安备"
)


#: A signature stands in the last so many lines.
_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Signature:
    """`first` is the entry where the ending begins: the signature, or else the date."""

    signed_by: str | None
    signed_on: date | None
    first: int


def end_of_body(entries: list[Entry], start: int, stop: int) -> int:
    """The entry where a site's own foot begins below the last section, `stop` when there is none."""
    return next(
        (i for i in range(start, stop) if _SITE_FOOT.search(compact(entries[i].text))), stop
    )


def find_signature(entries: list[Entry], start: int, stop: int) -> Signature | None:
    """The name and date that close the last section, between two entries; None when there is none."""
    lines = [
        (index, "" if entries[index].is_row else compact(entries[index].text))
        for index in range(max(start, stop - _MOST_LINES), stop)
        if not is_page_number(entries[index].text)
    ]
    for at in range(len(lines) - 1, -1, -1):
        index, said = lines[at]
        before, above = lines[at - 1] if at else (index, "")
        name, signed_on = signer(above), read_date(said)
        if signed_on is not None:
            if name is not None:
                return Signature(name, signed_on, before)
            below = lines[at + 1][1] if at + 2 == len(lines) else ""
            return Signature(below if _SURE_NAME.fullmatch(below) else None, signed_on, index)
        beside = _NAME_AND_DATE.fullmatch(said)
        if beside is not None and (name := signer(beside[1])) is not None:
            return Signature(name, read_date(beside[2]), index)
        if name is not None and (signed_on := _date_in_figures(said)) is not None:
            return Signature(name, signed_on, before)
    last = stop - 1
    while last >= start and is_page_number(entries[last].text):
        last -= 1
    if last >= start and not entries[last].is_row:
        name = compact(entries[last].text)
        if _SURE_NAME.fullmatch(name):
            return Signature(name, None, last)  # signed and not dated
    return None


def _date_in_figures(line: str) -> date | None:
    """The date that a line is, 2025.1.20: below a name only, for a page prints its own date so."""
    match = _IN_FIGURES.fullmatch(line)
    try:
        return date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        return None


def read_date(line: str) -> date | None:
    """The date that a line is, 2025年1月20日 or 二〇二五年一月二十日; None for any other line."""
    plain = compact(line)
    match = DATE_LINE.fullmatch(plain)
    if match is not None:
        year, month, day = (int(part) for part in match.groups())
    else:
        match = CHINESE_DATE.fullmatch(plain)
        if match is None:
            return None
        year = int(match[1].translate(_YEAR_DIGITS))
        month, day = (chinese_number(match[i]) or 0 for i in (2, 3))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_contact(text: str) -> Contact:
    """What a text says about reaching the office. A field that is not printed is None."""
    plain = compact(text)
    return Contact(
        address=_first(_ADDRESS, plain) if "址" in plain else None,
        postcode=_first(_POSTCODE, plain),
        telephone=_first(_TELEPHONE, plain),
        email=_first(_EMAIL, plain) if "@" in plain else None,
    )


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[1] if match else None
