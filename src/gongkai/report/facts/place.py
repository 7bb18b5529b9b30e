"""Where a number stands in its sentence: the words around it, and what was counted before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = ",;:。()"
#: How a count is led in, between its name and its number: 信息总数达498条, 信息共有40条.
_LEAD_IN = re.compile(
    r"(?:(?:更新|发布|总)?数?量|总数|(?:条|(?<!文)件|个|份)?数|的|共有|共计?|合计|总计|累计|一共|计|达到?|为|有|是|约|近|逾|超过?|突破|各|分别)+$"
)
#: What such words end with: without one of these nothing is cut off.
_LEAD_IN_ENDS = frozenset("量数的有共计总达到为是约近逾超过突破各别")


def without_lead_in(words: str) -> str:
    """Words without what leads a number in."""
    return _LEAD_IN.sub("", words) if words[-1:] in _LEAD_IN_ENDS else words


@dataclass(slots=True)
class Place:
    """Where a number stands: the words since the number before, without white space and in half width
    (`gap`), those of them in its own clause, its item of a list (after 、) and its item without what
    leads the number in; the words behind it, its unit, what was counted before it in the same breath."""

    gap: str
    clause: str
    item: str
    name: str
    after: str
    unit: str
    topic: str
    year: int | None  # of the report
    inner: bool  # in brackets, or after 其中: a part of what was counted before
    bracketed: bool
    joint: bool  # one count of several items: 政策法规、政策解读20条
    listed: bool  # in a list of what was published

    @classmethod
    def make(
        cls,
        gap: str,
        after: str,
        unit: str,
        topic: str,
        year: int | None,
        *,
        inner: bool,
        bracketed: bool,
        listed: bool,
    ) -> Place:
        start = max(map(gap.rfind, _MARKS)) + 1
        clause = gap[start:] if start else gap
        items = clause.split("、")
        item = items[-1]
        joint = len(items) > 1 and bool(items[-2])
        name = without_lead_in(item)
        inside = inner or bracketed
        return cls(
            gap, clause, item, name, after, unit, topic, year, inside, bracketed, joint, listed
        )
