"""In which unit an amount of money is printed: behind it, or in the head of its column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ....cell import Number
from ....printed import parse_number
from ...normalise import compact

#: What one of each unit of money is in 万元.
IN_TEN_THOUSAND = {
    "元": Decimal("0.0001"),
    "百元": Decimal("0.01"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "亿元": Decimal(10000),
}
#: What stands for the unit where a table names two.
SEVERAL = "?"

_UNIT = "(百万元|[百千万亿]?元)"
_BEHIND = re.compile(rf"[+-]?[\d,.]+[(\[【〔]?(?:单位:?)?(?:人民币)?{_UNIT}")
_WITH_UNIT = re.compile(r"([+-]?\d[\d,.]*)(百万元|[百千万亿]?元|[万亿])(?:[(\[【〔][^\d]*)?")
_AT_END = re.compile(rf"([^百千万亿]?){_UNIT}$")
#: What may stand before 元 at the end of a label; anything else is a worn 万.
_BEFORE_YUAN = frozenset(["", *")]】〕费用额款:,"])
_IN_HEAD = re.compile(
    rf"(?:金额|费用|单位)[(\[【〔]?(?:单位)?[:,]?(?:人民币)?{_UNIT}(?:(?:[/、,]|或者?){_UNIT})?"
)


def unit_behind(amount: str) -> str:
    """The unit right behind an amount, in brackets or not, `80000元`, `80000（单位：元）`; else nothing.
    The text is compact."""
    found = _BEHIND.match(amount)
    return found[1] if found else ""


def written_with_unit(amount: str) -> tuple[Number, str] | None:
    """The number and the unit of an amount that is printed with one, `0.3亿元`, `12万`, `3百万元（含…）`; None for any
    other text. The text is compact."""
    found = _WITH_UNIT.fullmatch(amount)
    value = parse_number(found[1]) if found else None
    if found is None or value is None:
        return None
    return value, found[2] if found[2].endswith("元") else f"{found[2]}元"


def unit_at_end(label: str) -> str:
    """The unit that is stuck to the end of a label, `专项经费元`: nothing where there is none, `SEVERAL` where another
    word may be worn, `专项经费口元`."""
    found = _AT_END.search(compact(label))
    if found is None:
        return ""
    return SEVERAL if found[2] == "元" and found[1] not in _BEFORE_YUAN else found[2]


def unit_in_heads(texts: Iterable[str]) -> str:
    """The unit that the heads or labels of a table name, `本年收费金额（单位：元）`: nothing where they name
    none, `SEVERAL` where they do not agree. A sentence is no head."""
    words = "".join([text for text in texts if "。" not in text])
    if "元" not in words:
        return ""
    words = compact(words)
    units = {unit for found in _IN_HEAD.findall(words) for unit in found if unit}
    return units.pop() if len(units) == 1 else SEVERAL if units else ""
