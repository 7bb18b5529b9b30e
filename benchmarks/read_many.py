"""How much two processes gain over one on a thousand files of every kind.

    PYTHONPATH=src:. python benchmarks/read_many.py [--files 1000] [--repeat 3]

The files are those of `tests/corpus/converted` and `reports` in turn, each a copy of its own. Runs with
one and with two processes alternate; medians in seconds, and their ratio. The start of the processes is
part of each run. On a machine that others use as well the clock says little, so the processor time of
the workers and of the process that asks is told besides, and the ratio that follows from it when each
worker has a core to itself: one's work against half of two's with all that the asking process does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

from gongkai.report.batch import Item
from gongkai.report.parallel import read_parallel

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
KINDS = ("docx", "doc", "wps", "html", "mht", "pdf", "ofd", "xls", "txt")


def sources() -> list[Path]:
    found = [*(CORPUS / "converted").iterdir(), *(CORPUS / "reports").iterdir()]
    return sorted(path for path in found if path.suffix[1:] in KINDS)


@dataclass(frozen=True)
class Run:
    """Seconds by the clock, and on a processor in the workers and in the process that asks."""

    clock: float
    workers: float
    asking: float
    read: int


def run(items: list[Item], jobs: int) -> Run:
    start, before = perf_counter(), os.times()
    read = sum(outcome.report is not None for outcome in read_parallel(items, jobs=jobs))
    after = os.times()
    return Run(
        perf_counter() - start,
        after.children_user + after.children_system - before.children_user - before.children_system,
        after.user + after.system - before.user - before.system,
        read,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        items = []
        for number, source in enumerate(islice(cycle(sources()), arguments.files)):
            path = Path(folder) / f"{number:05}-{source.name}"
            shutil.copy(source, path)
            items.append(Item(path, path))
        runs: dict[int, list[Run]] = {1: [], 2: []}
        for _ in range(arguments.repeat):
            for jobs, made in runs.items():
                one = run(items, jobs)
                made.append(one)
                print(
                    f"{jobs} worker(s): {one.clock:6.2f} s, {one.read} of {len(items)} read; on a "
                    f"processor {one.workers:.2f} s in the workers, {one.asking:.2f} s in who asks"
                )
        alone, both = (median(one.clock for one in made) for made in runs.values())
        print(f"median one {alone:.2f} s, two {both:.2f} s: {alone / both:.2f} times as fast")
        alone = median(one.workers for one in runs[1])
        both = median(one.workers / 2 + one.asking for one in runs[2])
        print(
            f"by processor time, a core each: {alone:.2f} s, {both:.2f} s: {alone / both:.2f} times"
        )


if __name__ == "__main__":
    main()
