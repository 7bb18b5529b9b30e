"""How long a text report takes to read, beside merely reading the file and splitting its lines.

    PYTHONPATH=src python benchmarks/read_text.py [--repeat 200]

Every figure is a median over the repeats, in milliseconds, in one process, files in turn so that no
file enjoys a warm run of its own. The labels of the forms are compiled before the first measurement.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from gongkai.report.read import read_bytes, read_document, read_file

REPORTS = Path(__file__).parents[1] / "tests" / "corpus" / "reports"


def split_lines(path: Path) -> object:
    """What nobody can do without: the bytes, the characters, the lines, the words."""
    return [line.split() for line in path.read_bytes().decode("utf-8").splitlines()]


def blocks_only(path: Path) -> object:
    return read_document(path.read_bytes(), path.name)


def timed(work: Callable[[Path], object], path: Path) -> float:
    start = perf_counter()
    work(path)
    return (perf_counter() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=200)
    repeat = parser.parse_args().repeat
    paths = sorted(REPORTS.glob("*.txt"))
    works = {"split lines": split_lines, "to blocks": blocks_only, "whole read": read_file}
    times: dict[tuple[str, str], list[float]] = {}
    for path in paths:
        read_bytes(path.read_bytes(), path.name)
    for _ in range(repeat):
        for path in paths:
            for name, work in works.items():
                times.setdefault((path.stem, name), []).append(timed(work, path))
    print(f"{'file':16}" + "".join(f"{name:>14}" for name in works) + f"{'cells read':>14}")
    for path in paths:
        figures = "".join(f"{median(times[path.stem, name]):14.3f}" for name in works)
        read = sum(c.value is not None for c in read_file(path).cells.values())
        print(f"{path.stem:16}{figures}{read:14d}")
    every = {n: median(t for (_, m), ts in times.items() if m == n for t in ts) for n in works}
    print(f"{'all':16}" + "".join(f"{value:14.3f}" for value in every.values()))


if __name__ == "__main__":
    main()
