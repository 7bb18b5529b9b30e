"""How long every page, Word file and text PDF of the corpus takes to read, beside what a user would otherwise
read it with: each file by itself, and all files of a kind together.

    PYTHONPATH=src python benchmarks/read_kinds.py [--repeat 9] [--cpu]

`read.py` measures a few files closely; this shows that they are not picked, and which ones are slow: a page of
little but narrative is read for its facts and sections, which the other way does not look at. Rounds and clocks as
there; the heap is swept before each way. Medians in milliseconds; `WHOLE x` is how often our whole read, from the
file to the report value with cells and facts, fits into the other way, which gives text and tables. In the last
line of a kind the medians of its files are added up.
"""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import read
import read_others as others

from gongkai.report.read import ReadError, read_bytes
from gongkai.report.read.blocks import Document

WAYS: dict[str, Callable[[bytes], Document]] = {
    ".html": others.beautiful_soup,
    ".docx": others.python_docx,
    ".pdf": others.pdf_plumber,
}


def measure(path: Path, way: Callable[[bytes], Document], repeat: int) -> tuple[float, float]:
    """The milliseconds of the other way and of our whole read."""
    data = path.read_bytes()
    ways = partial(way, data), partial(read_bytes, data, path.name)
    times: tuple[list[float], ...] = [], []
    for count in range(repeat + 1):
        for work, held in zip(ways, times, strict=True):
            gc.collect()  # what the other way left behind
            work()  # the turn that fills the processor's caches
            one = read.timed(work)
            if count:
                held.append(one)
    return median(times[0]), median(times[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--cpu", action="store_true")
    options = parser.parse_args()
    if options.cpu:
        read.clock = read.processor_time
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{'file':34}{'other':>10}{'report':>9}{'WHOLE x':>9}")
    for kind, way in WAYS.items():
        theirs = ours = 0.0
        paths = sorted(path for path in read.CORPUS.rglob(f"*{kind}") if "fuzz" not in path.parts)
        for path in paths:
            try:
                other, own = measure(path, way, options.repeat)
            except ReadError as error:  # a case of what is refused
                print(f"{path.name:34}  {error}")
                continue
            theirs, ours = theirs + other, ours + own
            print(f"{path.name:34}{other:10.2f}{own:9.2f}{other / own:9.1f}", flush=True)
        said = f"all {len(paths)} {kind}, beside {way.__name__}"
        print(f"{said:34}{theirs:10.2f}{ours:9.2f}{theirs / ours:9.2f}\n", flush=True)


if __name__ == "__main__":
    main()
