"""Which year a number is of, by the years that are named before it."""

from __future__ import annotations

import re

_YEAR = re.compile(r"20\d\d\s?年(?P<of>度?(?:部门|财政)*(?:预|决)|度?结转|版)?")
#: Another year right before it: figures of both follow, 2022年、2023年分别收到9件、12件, or of all from one to the other.
_BESIDE = re.compile(r"20\d\d\s?年?度?\s?[、和与及至到—–~-]{1,2}\s?$")
_SEVERAL = 0  # no year of any report
_COMPARED_WITH = ("比", "较", "与")
_CARRIED_TO = ("结转", "结转至", "结转到", "结转入")


def year_after(words: str, said: int | None, own: int | None) -> tuple[int | None, int | None]:
    """The year that is spoken of from the end of some words on, and the year of the number that stands
    right there, which may only be compared with: 比2023年（25件）. `said` is the year spoken of before
    them, `own` the report's. The year of a budget, of what is carried over or in a title is none."""
    here = said
    for match in _YEAR.finditer(words):
        start, end = match.span()
        in_title = "《" in words[:start] and "》" in words[end:]
        before = words[max(0, start - 3) : start].rstrip()
        if match["of"] or in_title or before.endswith(_CARRIED_TO):
            continue
        several = _BESIDE.search(words, max(0, start - 12), start) is not None
        named = _SEVERAL if several else int(words[start : start + 4])
        if named != own and before.endswith(_COMPARED_WITH):
            here = said if "," in words[end:] else named
        else:
            said = here = named
    return said, here
