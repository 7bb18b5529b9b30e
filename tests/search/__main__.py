"""Print reports with faults of layout at random, and look for figures that are read wrong.

    python -m tests.search 0 1000
    python -m tests.search 0 1000 --form 2019 --show 5

Each number from START is a report of figures that all differ, with up to three faults, printed in every way. A
wrong reading is a cell that holds another number than it may, or is called empty and is not. What is shown of one
is the fewest faults, done to the fewest rows, with which it is still wrong. The shares say how many of the figures
that could be read were read right; a document whose figures alone are odd (FIGURES) is also searched for figures
that are not read.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from functools import partial
from multiprocessing import Pool

from tests.report.read.combined import FORMS
from tests.report.read.ways import EVERY_WAY
from tests.search.trial import Tried, try_one


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("start", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument(
        "--show", type=int, default=1, help="so many wrong readings in full of each cause"
    )
    parser.add_argument("--form", choices=list(FORMS), action="append", help="these forms only")
    parser.add_argument("--way", choices=list(EVERY_WAY), action="append", help="these ways only")
    parser.add_argument("--shares", action="store_true", help="what was read right, by way")
    asked = parser.parse_args()
    forms, ways = asked.form or list(FORMS), asked.way or list(EVERY_WAY)
    jobs = [
        (seed, form) for seed in range(asked.start, asked.start + asked.count) for form in forms
    ]
    documents, right, could = 0, Counter[str](), Counter[str]()
    wrong: list[Tried] = []
    with Pool() as pool:
        for some in pool.imap_unordered(partial(try_one, ways=ways), jobs, chunksize=8):
            documents += len(some)
            for tried in some:
                right[f"{tried.form} {tried.way}"] += tried.right
                could[f"{tried.form} {tried.way}"] += tried.could
            wrong += [tried for tried in some if tried.wrong]
    causes: dict[tuple[str, ...], list[Tried]] = {}
    for tried in wrong:
        causes.setdefault(tried.faults, []).append(tried)
    for faults, some in sorted(causes.items(), key=lambda one: -len(one[1])):
        where = Counter(f"{one.form} {one.way}" for one in some)
        sys.stdout.write(f"{len(some)} with {', '.join(faults)}: {dict(where)}\n")
        for tried in some[: asked.show]:
            sys.stdout.write(tried.told() + "\n")
    for key in could if asked.shares else ():
        sys.stdout.write(f"{key}: {right[key] / could[key]:.4f}\n")
    share = sum(right.values()) / sum(could.values())
    sys.stdout.write(
        f"{documents} documents, {len(wrong)} with a wrong reading, {share:.4f} of the figures read\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
