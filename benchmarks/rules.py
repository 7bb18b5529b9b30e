"""How long the rule list takes on one report beside what a user would otherwise run, and what it finds.

    PYTHONPATH=src:. python benchmarks/rules.py [--repeat 300] [--reports 10000] [--faulty 4]

The plain alternatives evaluate only the 42 sums of tables three and four, and say nothing but true or
false: once over a dict of numbers that somebody has already read, once over a workbook opened with
calamine, the fastest reader of workbooks. Medians in milliseconds, in one process, in turn.

Then precision and recall by family: every one of the 200 cells of generated reports broken by one (what
must fire is stated apart from the rules), every number of the narrative on applications raised by seven,
1,000 sound reports and pairs, and the real reports of the corpus, whose true findings were read by hand.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from python_calamine import CalamineWorkbook

from gongkai.report.form import get_form
from gongkai.report.read import read_file
from gongkai.report.rules import Context, check
from gongkai.report.rules.listing import RULES
from gongkai.report.write import write
from tests.report.faults import (
    broken,
    compared_with_words,
    expected_between_years,
    expected_rules,
)
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
    taken, spent, findings = 0.0, 0.0, 0
    for first in range(0, count, 200):  # as they are read: a few at a time, never all in memory
        pairs = [sound_pair(seed) for seed in range(first, min(first + 200, count))]
        start, begin = perf_counter(), process_time()
        findings += sum(len(check(Context(now, before)).findings) for before, now in pairs)
        taken += perf_counter() - start
        spent += process_time() - begin
    print(
        f"{count} reports with the year before, one core: {spent:.2f} s of the processor "
        f"({taken:.2f} s by the clock), {findings} findings "
        "(goal: at most 15 s for 10000)"
    )


# ---- what is found ---------------------------------------------------------------------------------

#: What is truly wrong or worth asking in the real reports; anything else that fires is a false alarm.
TRUE_IN_REAL: dict[str, set[str]] = {
    "hongze-2023": {"NT-SIX", "T4-RV", "T4-LA"},
    "hongze-2024": {"NT-SIX"},
    "hotan-2021": {"NT-BASIS", "NT-FIVE", "NT-S6"},
    "jiyuan-2024": set(),
    "shapotou-2024": {"T3-NN"},
    "tacheng-2024": {"NT-SIX", "NT-BASIS", "NT-FIVE", "NT-S6"},
    "xinyuan-2024": {"T2-NN", "NT-FIVE", "NT-S6"},
}
FAMILIES = {
    "T2": "table two", "T3": "table three", "T4": "table four", "NT": "words and contents",
    "FMT": "words and contents", "YY": "between years", "UN": "other units", "AGG": "other units",
}  # fmt: skip

Counts = dict[str, list[int]]


def tally(counts: Counts, expected: set[str], fired: set[str]) -> None:
    """Add rightly fired, wrongly fired and missed rules, by family."""
    for place, rules in enumerate((expected & fired, fired - expected, expected - fired)):
        for rule in rules:
            counts.setdefault(FAMILIES[rule.split("-")[0]], [0, 0, 0])[place] += 1


def show(what: str, counts: Counts) -> None:
    print(f"\n{what:40}{'right':>8}{'false':>8}{'missed':>8}{'precision':>11}{'recall':>9}")
    for family, (right, false, missed) in sorted(counts.items()):
        precision = f"{right / (right + false):.3f}" if right + false else "—"
        recall = f"{right / (right + missed):.3f}" if right + missed else "—"
        print(f"{family:40}{right:8}{false:8}{missed:8}{precision:>11}{recall:>9}")


def fired(context: Context) -> set[str]:
    return {finding.rule for finding in check(context).findings}


def broken_cells(seeds: int) -> Counts:
    counts: Counts = {}
    for seed in range(1, seeds + 1):
        last, now = sound_pair(seed, style=0)
        for cell_id in get_form("2021").cells:
            instances = (
                expected_rules(cell_id)
                + compared_with_words(now, cell_id, 0)
                + expected_between_years(cell_id)
            )
            found = fired(Context(broken(now, cell_id), last))
            tally(counts, {rule for rule, _ in instances}, found)
    return counts


def wrong_words(seeds: int) -> tuple[int, int, int]:
    """Raise each count of applications in the narrative: how many were tried, how many were noticed by a
    rule on the words, and how many rules of another family fired."""
    tried = noticed = elsewhere = 0
    for seed in range(1, seeds + 1):
        for style in range(8):
            report = sound_report(seed, style=style)
            one = report.sections[0]
            begin, end = one.text.index("（二）"), one.text.index("（三）")
            for match in re.finditer(r"\d+(?=[件宗])", one.text[begin:end]):
                at = begin + match.start()
                text = f"{one.text[:at]}{int(match[0]) + 7}{one.text[at + len(match[0]) :]}"
                sections = (replace(one, text=text), *report.sections[1:])
                found = fired(Context(replace(report, sections=sections)))
                tried += 1
                noticed += any(rule.startswith("NT-") for rule in found)
                elsewhere += any(not rule.startswith("NT-") for rule in found)
    return tried, noticed, elsewhere


def sound(count: int) -> int:
    """How many findings there are in sound reports and pairs, where there must be none."""
    found = 0
    for seed in range(count):
        last, now = sound_pair(seed, style=seed % 8)
        found += len(check(Context(now, last, kind="government")).findings)
        alone = sound_report(
            seed, "2021" if seed % 3 else "2019", quiet=seed % 7 == 0, style=seed % 8
        )
        found += len(check(Context(alone, kind="government")).findings)
    return found


def what_is_found(seeds: int) -> None:
    show("cells broken by one", broken_cells(seeds))
    tried, noticed, elsewhere = wrong_words(seeds)
    print(
        f"\nnumbers of the words raised by seven: {tried}, noticed {noticed} "
        f"({noticed / tried:.3f}), alarms of another family {elsewhere}"
    )
    print(f"findings in 1000 sound reports and 1000 sound pairs: {sound(1000)} (goal: 0)")
    counts: Counts = {}
    for name, truth in TRUE_IN_REAL.items():
        tally(counts, truth, fired(Context(read_file(CORPUS / f"{name}.txt"))))
    show("real reports", counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=300)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--faulty", type=int, default=4, help="generated reports to break")
    arguments = parser.parse_args()
    one_report(arguments.repeat)
    many_reports(arguments.reports)
    what_is_found(arguments.faulty)


if __name__ == "__main__":
    main()
