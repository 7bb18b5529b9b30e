"""What an address asks, read safely: anybody may write anything into it. What cannot be read was not
asked, so it is None and never an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from uuid import UUID

#: The largest number that a row's key can be in either database.
LARGEST = 2**63 - 1
#: No register or channel reaches further back.
FIRST_YEAR = 1990
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def whole_number(text: str | None, most: int | None = None) -> int | None:
    """The number that ASCII digits write, from 0 to `most` (at most LARGEST); else None."""
    if not text or not (text.isascii() and text.isdigit()):
        return None
    digits = text.lstrip("0") or "0"
    if len(digits) > len(str(LARGEST)):  # `int` itself refuses thousands of digits
        return None
    number = int(digits)
    return number if number <= min(LARGEST, LARGEST if most is None else most) else None


def day(text: str | None) -> date | None:
    """The day that YYYY-MM-DD names; else None."""
    if not text or not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def uid(text: str | None) -> UUID | None:
    """The record that a UUID names; else None."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def year(address: Mapping[str, str], today: date) -> int:
    """The year the address asks for, from FIRST_YEAR to this one; else this year."""
    found = whole_number(address.get("year"), today.year)
    return found if found is not None and found >= FIRST_YEAR else today.year


def recent_years(today: date) -> range:
    """The years a page offers, this one first."""
    return range(today.year, today.year - 4, -1)


def place(text: str | None) -> tuple[date, int] | None:
    """Where a page of a list by day begins, written as `day_key` ("2026-10-21_7"); else None."""
    first, _, last = (text or "").partition("_")
    found, key = day(first), whole_number(last)
    return (found, key) if found is not None and key is not None else None
