"""Values for a table that a spreadsheet opens."""

from __future__ import annotations

from typing import Any


def safe_cell(value: Any) -> Any:
    """The value as it is written to CSV: a text that a spreadsheet would run as a formula is marked as
    a text. Numbers stay numbers, a negative one too."""
    runs = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if runs else value
