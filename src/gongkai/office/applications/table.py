"""Applications out of pasted rows: a table with Chinese headings, by tabs or commas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.events import CHANNEL_NAMES, Channel
from gongkai.office.applications.models import ApplicantKind, FormWanted
from gongkai.office.applications.services.registering import Submission
from gongkai.office.formfields import EARLIEST, LATEST

MOST_ROWS = 500

#: Heading → field of Submission; the first ones must be there.
REQUIRED = {
    "渠道": "channel",
    "收到日期": "arrived_on",
    "申请人类型": "kind",
    "姓名或者名称": "name",
    "申请事项": "subject_line",
    "申请内容": "request_text",
}
OPTIONAL = {
    "证件号码": "identity_number",
    "联系电话": "telephone",
    "通信地址": "address",
    "电子邮箱": "email",
    "确认日期": "confirmed_on",
    "获取方式": "form_wanted",
}
HEADINGS = {**REQUIRED, **OPTIONAL}
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "channel": {CHANNEL_NAMES[c]: c for c in Channel} | {"当面": Channel.IN_PERSON},
    "kind": {k.label: k for k in ApplicantKind} | {"其他": ApplicantKind.OTHER_ORGANISATION},
    "form_wanted": {f.label: f for f in FormWanted},
}
_DATES = {"arrived_on", "confirmed_on"}


@dataclass(frozen=True)
class Parsed:
    """What could be read: submissions in order, or the errors; never both."""

    submissions: tuple[Submission, ...]
    errors: tuple[str, ...]


def parse(text: str) -> Parsed:
    """Read a pasted table whose first line names the columns."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return Parsed((), ("没有粘贴任何内容。请连同表头一起粘贴。",))
    separator = "\t" if "\t" in lines[0] else ","
    rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator))
    heads = [head.strip().lstrip("\ufeff") for head in rows[0]]
    errors = [
        f"表头没有“{head}”这一列。请补上以后重新粘贴。" for head in REQUIRED if head not in heads
    ]
    errors += [
        f"表头“{head}”不认识。可以用的列是：{'、'.join(HEADINGS)}。"
        for head in heads
        if head and head not in HEADINGS
    ]
    if len(rows) == 1 and not errors:
        errors.append("只有表头，没有申请。请把各行一起粘贴。")
    if len(rows) - 1 > MOST_ROWS:
        errors.append(f"一次最多登记 {MOST_ROWS} 件，这里有 {len(rows) - 1} 件。请分几次粘贴。")
    if errors:
        return Parsed((), tuple(errors))
    found = []
    for number, row in enumerate(rows[1:], start=1):
        read = _row(number, dict(zip(heads, row, strict=False)), errors)
        if read is not None:
            found.append(read)
    return Parsed((), tuple(errors)) if errors else Parsed(tuple(found), ())


def _row(number: int, cells: dict[str, str], errors: list[str]) -> Submission | None:
    before = len(errors)
    values: dict[str, object] = {}
    for head, field in HEADINGS.items():
        text = cells.get(head, "").strip()
        if not text:
            if head in REQUIRED:
                errors.append(f"第 {number} 行没有填“{head}”。请补上。")
            continue
        if field in _DATES:
            try:
                values[field] = _day(text)
            except ValueError:
                errors.append(
                    f"第 {number} 行“{head}”是 {text}，不是一个日期。请写成 2026-09-18 的样子。"
                )
        elif field in _CHOICES:
            if text not in _CHOICES[field]:
                errors.append(
                    f"第 {number} 行“{head}”是“{text}”，应当是：{'、'.join(_CHOICES[field])}。"
                )
            else:
                values[field] = _CHOICES[field][text]
        else:
            values[field] = text
    return Submission(**values) if len(errors) == before else None  # type: ignore[arg-type]


def _day(text: str) -> date:
    """2026-09-18, 2026/9/18 or 2026.9.18. Raises ValueError, also for a day nobody means."""
    year, month, day = re.split(r"[-/.]", text)
    found = date(int(year), int(month), int(day))
    if not EARLIEST <= found <= LATEST:
        raise ValueError(text)
    return found
