"""How long it takes to sum many reports and to compare two.

python benchmarks/rollup.py [reports]
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from gongkai.report.compare import compare
from gongkai.report.model import Report
from gongkai.report.rollup import Filed, roll_up
from tests.report.generate import sound_report

#: What summing 10,000 reports may take, in seconds.
LIMIT = 2.0


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    base = [sound_report(seed) for seed in range(200)]
    filed = [
        Filed(
            f"{n}.txt", Report(**{**vars(base[n % len(base)]), "agency": f"第{n}局", "year": 2024})
        )
        for n in range(count)
    ]
    begin = time.perf_counter()
    rolled = roll_up(filed, 2024, expected=(f"第{n}局" for n in range(count)))
    seconds = time.perf_counter() - begin
    begin = time.perf_counter()
    plain: dict[str, object] = {}
    for one in filed:
        for cell_id, cell in one.report.cells.items():
            plain[cell_id] = plain.get(cell_id, 0) + cell.value  # type: ignore[operator]
    bare = time.perf_counter() - begin
    taken = []
    for n in range(100):
        begin = time.perf_counter()
        compare(base[n], base[n + 1])
        taken.append((time.perf_counter() - begin) * 1000)
    print(f"roll-up of {len(rolled.units)} reports: {seconds:.2f} s (limit {LIMIT:.0f} s)")
    print(f"the same sums by a bare loop, nobody named: {bare:.2f} s, ratio {seconds / bare:.2f}")
    print(f"comparison of two reports: median {statistics.median(taken):.2f} ms")
    return 0 if seconds <= LIMIT * count / 10_000 else 1


if __name__ == "__main__":
    sys.exit(main())
