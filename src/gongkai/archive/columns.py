"""Very many reports as columns (Parquet): a row a report, for statistics over years and regions.

For every cell of every form there are two columns: `<cell>`, its value (a decimal number, null when none
is printed), and `<cell>.state`, what stands there. A blank cell is null and `blank`, never 0.
`docs/archive.md` describes every column.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import polars as pl

from gongkai.report.cell import State
from gongkai.report.form import FORM_IDS, get_form

from .lines import read_lines

#: Reports held in memory at a time.
_AT_A_TIME = 1_000
_DIGITS, _AFTER_POINT = 24, 6
VALUE = pl.Decimal(_DIGITS, _AFTER_POINT)
STATE = pl.Enum([state.value for state in State])
_PLAIN: dict[str, Any] = {
    "file": pl.String,
    "sha256": pl.String,
    "error": pl.String,
    "form": pl.String,
    "agency": pl.String,
    "agency_as_printed": pl.String,
    "region": pl.String,
    "year": pl.Int32,
    "title": pl.String,
    "period_from": pl.Date,
    "period_to": pl.Date,
    "signed_by": pl.String,
    "signed_on": pl.Date,
    "sections": pl.List(pl.Struct({"number": pl.Int8, "title": pl.String, "text": pl.String})),
    "notes": pl.List(pl.String),
}
_SAME = ("form", "agency", "agency_as_printed", "region", "year", "title", "signed_by")


def schema() -> dict[str, Any]:
    """The columns and their types, in order; the same for every file whatever reports it holds."""
    columns = dict(_PLAIN)
    for cell in dict.fromkeys(cell for form in FORM_IDS for cell in get_form(form).cells):
        columns[cell] = VALUE
        columns[f"{cell}.state"] = STATE
    return columns


def write_parquet(lines: Path, target: Path) -> int:
    """Write the reports of a file of lines as Parquet; return how many rows it has.

    Files that could not be read are rows too: `error` says why, all else is null. The target is
    replaced when the new one is whole. Raises OSError when it cannot be written.
    """
    try:
        return _write(lines, target)
    except pl.exceptions.PolarsError as error:  # all it reads it has just written itself
        said = "写到一半写不下去了，多半是磁盘满了。请腾出空间再运行"
        raise OSError(errno.EIO, said, str(target)) from error


def _write(lines: Path, target: Path) -> int:
    columns = schema()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".columns-") as folder:
        parts: list[Path] = []
        count = 0
        for held in _chunks(read_lines(lines)):
            rows = [_row(line, columns) for line in held]
            parts.append(Path(folder) / f"{len(parts):06}.parquet")
            pl.DataFrame(rows, schema=columns, orient="row").write_parquet(parts[-1])
            count += len(rows)
        whole = Path(folder) / "whole.parquet"
        if parts:
            pl.scan_parquet(parts).sink_parquet(whole)
        else:
            pl.DataFrame(schema=columns).write_parquet(whole)
        os.replace(whole, target)
    return count


def _chunks(lines: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    held: list[dict[str, Any]] = []
    for line in lines:
        held.append(line)
        if len(held) == _AT_A_TIME:
            yield held
            held = []
    if held:
        yield held


def _row(line: dict[str, Any], columns: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(columns)
    row["file"], row["sha256"] = line["file"], line["sha256"] or None
    report = line.get("report")
    if report is None:
        row["error"] = line["error"]["cause"]
        return row
    row.update({name: report[name] for name in _SAME})
    row["period_from"] = _date(report["period"]["from"])
    row["period_to"] = _date(report["period"]["to"])
    row["signed_on"] = _date(report["signed_on"])
    row["sections"] = [{k: s[k] for k in ("number", "title", "text")} for s in report["sections"]]
    row["notes"] = [note["code"] for note in report["notes"]]
    for cell, held in report["cells"].items():
        if cell in columns:
            row[cell] = _value(held.get("value"))
            row[f"{cell}.state"] = held["state"]
    return row


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _value(value: int | str | float | None) -> Decimal | None:
    """A value as a decimal; null where it has more digits than a column holds."""
    if value is None:
        return None
    try:
        number = Decimal(str(value))
        whole = number == number.quantize(Decimal(1).scaleb(-_AFTER_POINT))
    except InvalidOperation:
        return None
    return number if whole and abs(number) < Decimal(10) ** (_DIGITS - _AFTER_POINT) else None
