"""Which column of a file is which field of a register, by the words of its heading.

Headings are those of local registers and the field names of credit publicity (双公示, XK_ for
licences and CF_ for penalties, 发改办财金〔2018〕424号, the older layout before 2018 included).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.office.registers.models import Kind

# For each field the headings that mean it, best first; compared without marks and notes.
HEADINGS: dict[Kind, dict[str, tuple[str, ...]]] = {
    Kind.LICENCES: {
        "number": (
            "XK_WSH",
            "行政许可决定文书号",
            "许可决定文书号",
            "决定文书号",
            "许可文号",
            "决定书文号",
            "文号",
            "XK_XKBH",
            "许可编号",
            "证书编号",
            "许可证号",
            "编号",
        ),
        "subject": (
            "XK_NR",
            "许可内容",
            "XK_XKWS",
            "行政许可决定文书名称",
            "许可事项",
            "事项名称",
            "许可项目",
            "项目名称",
            "事项",
        ),
        "decided_on": (
            "XK_JDRQ",
            "许可决定日期",
            "行政许可决定日期",
            "决定日期",
            "许可日期",
            "发证日期",
            "办结日期",
            "日期",
        ),
        "category": ("XK_XKLB", "许可类别", "许可类型", "类别"),
        "sub_kind": ("新办延续变更", "办理类型", "申请类型", "业务类型"),
        "section": ("承办科室", "科室", "责任科室"),
    },
    Kind.PENALTIES: {
        "number": (
            "CF_WSH",
            "行政处罚决定书文号",
            "处罚决定书文号",
            "处罚决定文书号",
            "决定文书号",
            "决定书文号",
            "处罚文号",
            "文号",
            "编号",
        ),
        "subject": (
            "CF_CFMC",
            "处罚名称",
            "案件名称",
            "案由",
            "CF_WFXW",
            "违法行为类型",
            "CF_SY",
            "处罚事由",
            "违法事实",
            "事项",
        ),
        "decided_on": ("CF_JDRQ", "处罚决定日期", "决定日期", "处罚日期", "日期"),
        "category": ("CF_CFLB", "CF_CFLB1", "处罚类别", "处罚种类", "类别"),
        "section": ("承办科室", "科室", "责任科室"),
    },
    Kind.COMPULSORY_MEASURES: {
        "number": (
            "行政强制决定书文号",
            "强制决定书文号",
            "决定文书号",
            "决定书文号",
            "强制文号",
            "文号",
            "编号",
        ),
        "subject": ("强制事项", "案由", "强制内容", "事由", "事项"),
        "decided_on": ("强制决定日期", "决定日期", "强制日期", "实施日期", "日期"),
        "category": ("强制种类", "强制类别", "强制方式", "类别"),
        "section": ("承办科室", "科室", "责任科室"),
    },
    Kind.FEES: {
        "number": ("票据号", "票据号码", "收据号", "缴款书号", "编号"),
        "subject": ("收费事项", "缴费事由", "摘要", "事项", "收费项目"),
        "decided_on": ("收费日期", "缴费日期", "收款日期", "开票日期", "日期"),
        "category": ("收费项目", "收费项目名称", "项目名称", "项目"),
        "amount": ("金额", "收费金额", "实收金额", "缴费金额"),
        "section": ("收费科室", "承办科室", "科室"),
    },
}

REQUIRED = {
    Kind.LICENCES: ("number", "subject", "decided_on"),
    Kind.PENALTIES: ("number", "subject", "decided_on"),
    Kind.COMPULSORY_MEASURES: ("number", "subject", "decided_on"),
    Kind.FEES: ("subject", "decided_on", "amount"),
}

_NOTE = re.compile(r"[（(].*?[)）]")
_MARKS = re.compile(r"[\s*＊:：、/]+")
_PREFIX = re.compile(r"^(?:XK|CF)_[A-Z0-9_]+")


def plain(heading: str) -> str:
    """A heading without width, marks, notes in brackets and the star of a required column."""
    text = unicodedata.normalize("NFKC", heading).strip()
    return _MARKS.sub("", _NOTE.sub("", text))


@dataclass(frozen=True)
class Columns:
    """Where the headings stand and which column is which field.

    heading_at  index of the line of headings
    of          field → index of the column
    unused      headings that no field takes, as printed; their content is not stored
    missing     fields that must be there and are not
    amount_in_ten_thousand  the heading of the amount says 万元
    """

    heading_at: int
    of: dict[str, int]
    unused: tuple[str, ...]
    missing: tuple[str, ...]
    amount_in_ten_thousand: bool = False


def find_columns(kind: Kind, lines: Sequence[Sequence[object]]) -> Columns:
    """The headings among the first ten lines: the line where most fields are found."""
    best = max(
        (_match(kind, at, line) for at, line in enumerate(lines[:10])),
        key=lambda found: (len(found.of), -found.heading_at),
    )
    return best


def _match(kind: Kind, at: int, line: Sequence[object]) -> Columns:
    printed = [str(cell).strip() for cell in line]
    names = [plain(text) for text in printed]
    codes = [_code(text) for text in printed]
    of: dict[str, int] = {}
    for field, wanted in HEADINGS[kind].items():
        for word in wanted:
            held = [
                i
                for i, name in enumerate(names)
                if (name == plain(word) or codes[i] == word) and i not in of.values()
            ]
            if held:
                of[field] = held[0]
                break
    # One column may be both: a fee register often names nothing but the item.
    item_only = kind is Kind.FEES and "subject" in of and "category" not in of
    if item_only and names[of["subject"]] == "收费项目":
        of["category"] = of["subject"]
    amount = of.get("amount")
    return Columns(
        heading_at=at,
        of=of,
        unused=tuple(text for i, text in enumerate(printed) if text and i not in of.values()),
        missing=tuple(field for field in REQUIRED[kind] if field not in of),
        amount_in_ten_thousand=amount is not None and "万元" in printed[amount],
    )


def _code(text: str) -> str:
    found = _PREFIX.match(unicodedata.normalize("NFKC", text).strip().upper())
    return found.group() if found else ""
