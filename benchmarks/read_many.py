"""How much two processes gain over one on a thousand files of every kind.

    PYTHONPATH=src:. python benchmarks/read_many.py [--files 1000] [--repeat 3]

The files are those of `tests/corpus/converted` and `reports` in turn, each a copy of its own. Runs with
one and with two processes alternate; medians in seconds, and their ratio. The start of the processes is
part of each run.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
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


def run(items: list[Item], jobs: int) -> tuple[float, int]:
    start = perf_counter()
    read = sum(outcome.report is not None for outcome in read_parallel(items, jobs=jobs))
    return perf_counter() - start, read


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
        times: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(arguments.repeat):
            for jobs in times:
                seconds, read = run(items, jobs)
                times[jobs].append(seconds)
                print(f"{jobs} process(es): {seconds:6.2f} s, {read} of {len(items)} read")
        one, two = median(times[1]), median(times[2])
        print(f"median one {one:.2f} s, two {two:.2f} s: {one / two:.2f} times as fast")


if __name__ == "__main__":
    main()
