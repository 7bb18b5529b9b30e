"""Values for a table that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

#: Lines of one piece of a CSV file.
PIECE = 500


#: What a formula begins with, in the full-width forms too, which a spreadsheet in Chinese folds.
_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def safe_cell(value: Any) -> Any:
    """The value as it is written to CSV: a text that a spreadsheet would run as a formula is marked as
    a text. Numbers stay numbers, a negative one too."""
    runs = isinstance(value, str) and value.startswith(_RUNS)
    return f"'{value}" if runs else value


def as_csv(heading: Sequence[str], lines: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A CSV file piece by piece, which a spreadsheet takes for UTF-8; no cell runs as a formula."""
    held = io.StringIO()
    held.write("\ufeff")
    sheet = csv.writer(held)
    sheet.writerow(heading)
    for written, line in enumerate(lines, start=1):
        sheet.writerow([safe_cell(value) for value in line])
        if written % PIECE == 0:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()
