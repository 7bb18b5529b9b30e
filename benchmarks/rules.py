"""How long the rule list takes on one report, beside what a user would otherwise run.

    PYTHONPATH=src:. python benchmarks/rules.py [--repeat 500] [--reports 10000]

The plain alternatives evaluate only the 42 sums of tables three and four, and say nothing but true or
false: once over a dict of numbers that somebody has already read, once over a workbook opened with
calamine, the fastest reader of workbooks. Medians in milliseconds, in one process, in turn.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from python_calamine import CalamineWorkbook

from gongkai.report.form import get_form
from gongkai.report.read import read_file
from gongkai.report.rules import Context, check
from gongkai.report.rules.listing import RULES
from gongkai.report.write import write
from tests.report.generate import sound_pair, sound_report

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "reports"


def plain_sums(values: dict[str, object]) -> bool:
    """The 39 sums of table three and the three of table four, over a dict of numbers."""
    form = get_form("2021")
    columns = [c.id for c in form.table("requests").rows[0].columns]
    rows = [r.id for r in form.table("requests").rows]
    results = rows[rows.index("granted") : rows.index("concluded")]

    def at(row: str, column: str) -> int:
        return values[f"requests.{row}.{column}"]  # type: ignore[return-value]

    sound = True
    for column in columns:
        sound &= at("received", column) + at("carried_in", column) == at("concluded", column) + at(
            "carried_out", column
        )
        sound &= sum(at(row, column) for row in results) == at("concluded", column)
    for row in rows:
        sound &= sum(at(row, column) for column in columns[:-1]) == at(row, "total")
    for row in form.table("challenges").rows:
        four = [values[f"challenges.{row.id}.{c.id}"] for c in row.columns]
        sound &= sum(four[:-1]) == four[-1]  # type: ignore[arg-type]
    return sound


def sums_of_workbook(path: str) -> int:
    """Open a workbook and add up every row of every sheet that is all numbers."""
    total = 0
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            numbers = [c for c in row if isinstance(c, int | float)]
            total += len(numbers) > 1 and sum(numbers[:-1]) == numbers[-1]
    return total


def medians(works: dict[str, Callable[[], object]], repeat: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(repeat):
        for name, work in works.items():
            start = perf_counter()
            work()
            times[name].append((perf_counter() - start) * 1000)
    return {name: median(taken) for name, taken in times.items()}


def one_report(repeat: int) -> None:
    made = sound_report(1)
    real = {p.stem: read_file(p) for p in sorted(CORPUS.glob("*.txt"))}
    values: dict[str, object] = {cell_id: made.value(cell_id) for cell_id in made.cells}
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "report.xlsx"
        book.write_bytes(write(made, "xlsx"))
        works: dict[str, Callable[[], object]] = {
            "42 sums over a dict": lambda: plain_sums(values),
            "sums over a workbook": lambda: sums_of_workbook(str(book)),
            f"{len(RULES)} rules, generated": partial(check, Context(made)),
        }
        works |= {
            f"{len(RULES)} rules, {name}": partial(check, Context(report))
            for name, report in real.items()
        }
        taken = medians(works, repeat)
    base, book_time = taken["42 sums over a dict"], taken["sums over a workbook"]
    print(f"{'one report':34}{'median ms':>12}{'× dict':>10}{'× workbook':>12}")
    for name, figure in taken.items():
        print(f"{name:34}{figure:12.3f}{figure / base:10.1f}{figure / book_time:12.2f}")
    ours = median(v for name, v in taken.items() if " rules, " in name)
    print(f"{'all rules, median of the reports':34}{ours:12.3f}  (goal: at most 1 ms)")


def many_reports(count: int) -> None:
    taken, findings = 0.0, 0
    for first in range(0, count, 200):  # as they are read: a few at a time, never all in memory
        pairs = [sound_pair(seed) for seed in range(first, min(first + 200, count))]
        start = perf_counter()
        findings += sum(len(check(Context(now, before)).findings) for before, now in pairs)
        taken += perf_counter() - start
    print(
        f"{count} reports with the year before, one core: {taken:.2f} s, {findings} findings "
        "(goal: at most 15 s for 10000)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=300)
    parser.add_argument("--reports", type=int, default=10_000)
    arguments = parser.parse_args()
    one_report(arguments.repeat)
    many_reports(arguments.reports)


if __name__ == "__main__":
    main()
