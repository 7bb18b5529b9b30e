"""How long the rules take over one report, beside what a person would otherwise run.

The other side is a workbook opened with python-calamine and the 42 sums checked in a plain loop: the
usual script. It has no states, no places, no words and no messages; that is what the difference buys.

    PYTHONPATH=src python -m benchmarks.rules
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import xlsxwriter
from python_calamine import CalamineWorkbook

from gongkai.report.cell import number
from gongkai.report.form import get_form
from gongkai.report.model import Report
from gongkai.report.rules import Context, check
from tests.report.generate import sound_report


def median_ms(work: Callable[[], object], times: int = 200) -> float:
    """The median of `times` runs, in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def workbook(report: Report) -> bytes:
    """Table three as a bare sheet of 25 rows by 7 columns."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for at, row in enumerate(get_form("2021").table("requests").rows):
        for place, column in enumerate(row.columns):
            sheet.write(at, place, report.value(f"requests.{row.id}.{column.id}"))
    book.close()
    return out.getvalue()


def plain_script(data: bytes) -> bool:
    """The usual script: 25 row sums, 7 column sums and 7 balances over a sheet."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return (
        all(row[6] == sum(row[:6]) for row in sheet)
        and all(sheet[23][c] == sum(sheet[r][c] for r in range(2, 23)) for c in range(7))
        and all(sheet[0][c] + sheet[1][c] == sheet[23][c] + sheet[24][c] for c in range(7))
    )


def main() -> None:
    """Print the medians."""
    sound = sound_report(1)
    cell = "requests.received.total"
    faulty = sound.with_cells({cell: number(999, "999")})
    data = workbook(sound)
    assert plain_script(data)
    print(
        f"every single-report rule, sound report   {median_ms(lambda: check(Context(sound))):.3f} ms"
    )
    print(
        f"every single-report rule, broken report  {median_ms(lambda: check(Context(faulty))):.3f} ms"
    )
    print(
        f"plain script over a workbook, 39 sums    {median_ms(lambda: plain_script(data)):.3f} ms"
    )


if __name__ == "__main__":
    main()
