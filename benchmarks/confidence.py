"""How often a value of each confidence level is right.

    PYTHONPATH=src:. python benchmarks/confidence.py [--reports 300] [--scans 4]

First the corpus: every layout of `tests/corpus/layouts` and every report with answers. Then reports with
invented figures that add up, damaged on purpose: figures of a row run together, torn apart or lost, and
cells as a recogniser sees them (wrong now and then, with a probability and candidates). Last, real scans:
reports of the corpus printed at 200 dpi, worn (skew, grain, stamps, scratches; worse than an office's
scanner makes them) and read by the real recogniser: first what it saw in each cell of figures, before any
sum or level has a say, then the values that count. A value is right
when it is the figure that was meant. A level is a method and a range of confidence; `said` is the mean
confidence of the level, `right` the share that is right. Cells left unreadable are counted apart: they
cost a reading, never a wrong number. Seeded, so every run prints the same.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.report.cell import ABSENT, Cell, Number
from gongkai.report.form import cell_id, get_form
from gongkai.report.printed import parse_number
from gongkai.report.read import read_bytes, read_file
from gongkai.report.read.blocks import Block, Document, Grid, GridCell
from gongkai.report.read.matching.matcher import match

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
ROWS = get_form("2021").table("requests").rows
COLUMNS = [column.id for column in ROWS[0].columns]
RESULTS = [row.id for row in ROWS[2:23]]
LEVELS = (0.0, 0.9, 0.96, 0.985, 0.995, 0.9995, 1.1)
LOOK_LEVELS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)
SCANNED = ("huaian-2024.pdf", "hotan-2021.txt", "xinyuan-2024.txt", "hongze-2024.txt")
WEARS = (
    "skew=1.2 noise=18 stamp jpeg=45",
    "broken=1500",
    "coarse=0.35 noise=30",
    "faint=0.3 noise=12",
)

Figures = dict[str, list[int]]
Truth = Mapping[str, Number | None]
Seen = tuple[Mapping[str, Cell], Truth]


def corpus() -> Iterator[Seen]:
    """Every case with hand-written cells."""
    layouts = CORPUS / "layouts"
    figures = json.loads((layouts / "figures.json").read_text("utf-8"))
    for case in json.loads((layouts / "cases.json").read_text("utf-8")):
        rows = {**(figures if case.get("base") != "none" else {}), **case["rows"]}
        yield read_file(layouts / case["file"]).cells, _truth(case.get("form", "2021"), rows)
    for path in sorted((CORPUS / "reports").glob("*.answers.json")):
        said = json.loads(path.read_text("utf-8"))
        cells = {i: Decimal(str(v)) for i, v in said.get("cells", {}).items()}
        source = next(path.parent.glob(path.name.replace(".answers.json", ".[tp][xd][tf]")))
        yield read_file(source).cells, cells or _truth("2021", said["rows"])


def _truth(form_id: str, rows: dict[str, Any]) -> Truth:
    found: dict[str, Number | None] = {}
    for row_id, values in rows.items():
        table, row = row_id.split(".", 1)
        columns = get_form(form_id).table(table).row(row).columns
        every = [values] * len(columns) if isinstance(values, str) else values
        for column, value in zip(columns, every, strict=True):
            plain = value["annotated"] if isinstance(value, dict) else value
            figure = isinstance(plain, int) or plain[:1].isdigit()
            found[cell_id(table, row, column.id)] = Decimal(str(plain)) if figure else None
    return found


def invented(chance: random.Random) -> Figures:
    """A table three that adds up; small offices and large ones."""
    scale = chance.choice((2, 10, 60, 600))
    figures = {row: [_count(chance, scale, i) for i in range(6)] for row in RESULTS}
    figures["concluded"] = [sum(column) for column in zip(*figures.values(), strict=True)]
    figures["carried_out"] = [_count(chance, scale, i) for i in range(6)]
    came = [a + b for a, b in zip(figures["concluded"], figures["carried_out"], strict=True)]
    figures["carried_in"] = [chance.randint(0, min(one, scale)) for one in came]
    figures["received"] = [a - b for a, b in zip(came, figures["carried_in"], strict=True)]
    return {row.id: [*figures[row.id], sum(figures[row.id])] for row in ROWS}


def _count(chance: random.Random, scale: int, column: int) -> int:
    return 0 if chance.random() < (0.6 if column == 0 else 0.9) else chance.randint(1, scale)


def truth_of(figures: Figures) -> Truth:
    return {
        cell_id("requests", row, column): value
        for row, values in figures.items()
        for column, value in zip(COLUMNS, values, strict=True)
    }


def damaged(figures: Figures, chance: random.Random) -> Seen:
    """The table as lines of text, some rows of it damaged."""
    lines = ["某某县教育局2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
    for row in ROWS:
        texts = [str(value) for value in figures[row.id]]
        how = chance.choices(("", "glued", "partly", "torn", "lost"), (80, 8, 6, 4, 2))[0]
        if how == "glued":
            texts = ["".join(texts)]
        elif how == "partly":
            at = chance.randrange(6)
            texts[at : at + 2] = ["".join(texts[at : at + 2])]
        elif how == "torn":
            texts = [" ".join(text) for text in texts]
        elif how == "lost":
            del texts[chance.randrange(7)]
        lines.append(f"{row.label} {' '.join(texts)}")
    data = "\n".join([*lines, "四、政府信息公开行政复议、行政诉讼情况"]).encode()
    return read_bytes(data, "a.txt").cells, truth_of(figures)


_LOOKS_LIKE = {"0": "8", "1": "7", "2": "7", "3": "8", "4": "1", "5": "6", "6": "5", "7": "1", "8": "3", "9": "0"}  # fmt: skip


def recognised(figures: Figures, chance: random.Random) -> Seen:
    """The table as a recogniser sees it: one cell in sixty wrong, mostly less sure than the others."""
    cells = []
    for r, row in enumerate(ROWS):
        cells.append(GridCell(row.label, r, 0, confidence=0.99))
        for c, value in enumerate(figures[row.id], 1):
            true = str(value)
            at = chance.randrange(len(true))
            false = true[:at] + _LOOKS_LIKE[true[at]] + true[at + 1 :]
            wrong = chance.random() < 1 / 60
            sure = chance.uniform(0.5, 0.97) if wrong or chance.random() < 0.05 else 0.999
            text, other = (false, true) if wrong else (true, false)
            cells.append(GridCell(text, r, c, confidence=sure, candidates=((other, 1 - sure),)))
    document = Document((Grid(tuple(cells)),), "a.png", "scan")
    return match(document).cells, truth_of(figures)


def scanned(count: int) -> Iterator[tuple[Document, Seen]]:
    """Reports of the corpus as scans: what the recogniser saw, and the cells read from it."""
    from gongkai.report.read.scan import blocks_of
    from gongkai.report.read.scan.picture import Picture
    from gongkai.report.write import write
    from tests.report.read.scan.worn import drawn, worn

    for name in SCANNED[:count]:
        printed = read_file(CORPUS / "reports" / name)
        pages = drawn(write(printed, "pdf"))
        for how in WEARS:
            blocks: list[Block] = []
            for number, page in enumerate(pages, 1):
                tables = sum(isinstance(block, Grid) for block in blocks)
                blocks += blocks_of(Picture(worn(page, how, number), 200), number, tables)
            document = Document(tuple(blocks), name, "scan", len(pages))
            cells = match(document).cells  # none where a page is worn so that no form is seen
            truth = {i: cell.value for i, cell in printed.cells.items()}
            yield document, ({i: cells.get(i, ABSENT) for i in truth}, truth)


def tell_looks(looks: Iterable[tuple[Document, Seen]]) -> None:
    """Print the levels of single cells as they were seen: the confidence of one look alone."""
    levels: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for document, (cells, truth) in looks:
        seen = {
            (one.source.page, one.source.table, one.source.row, one.source.column): one
            for block in document.blocks
            if isinstance(block, Grid)
            for one in block.cells
        }
        rows = Counter(
            cell.source for cell in cells.values()
        )  # a row that was not told apart says one place
        for one, meant in truth.items():
            at = cells[one].source if rows[cells[one].source] == 1 else None
            look = seen.get((at.page, at.table, at.row, at.column)) if at is not None else None
            if look is None or look.confidence is None or meant is None:
                continue
            level = max(i for i, least in enumerate(LOOK_LEVELS) if look.confidence >= least)
            levels[level].append((look.confidence, parse_number(look.text) == meant))
    print("scans, as the recogniser saw each cell")
    for level, values in sorted(levels.items(), reverse=True):
        said = sum(sure for sure, _ in values) / len(values)
        right = sum(ok for _, ok in values)
        share = right / len(values)
        least = f"from {LOOK_LEVELS[level]}"
        print(f"  {least:28} said {said:7.4f}  right {share:7.4f}  ({right} of {len(values)})")


def tell(name: str, seen: Iterator[Seen]) -> None:
    """Print the levels of one source of reports."""
    levels: dict[tuple[str, int], list[tuple[float, bool]]] = defaultdict(list)
    unread = readable = 0
    for cells, truth in seen:
        for one, meant in truth.items():
            cell = cells[one]
            readable += meant is not None
            if cell.value is None:
                unread += meant is not None
                continue
            sure = 1.0 if cell.confidence is None else cell.confidence
            level = max(i for i, least in enumerate(LEVELS) if sure >= least)
            method = cell.method.value if cell.method else ""
            doubt = method if cell.confidence is not None else f"{method}, nothing in doubt"
            levels[doubt, level].append((sure, cell.value == meant))
    print(f"{name}: {readable} figures, {unread} of them left unread")
    for (method, _), values in sorted(levels.items(), key=lambda item: (item[0][0], -item[0][1])):
        said = sum(sure for sure, _ in values) / len(values)
        right = sum(ok for _, ok in values)
        share = right / len(values)
        print(f"  {method:28} said {said:7.4f}  right {share:7.4f}  ({right} of {len(values)})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--scans", type=int, default=len(SCANNED), help="0: none are read")
    given = parser.parse_args()
    count, scans = given.reports, given.scans
    tell("corpus", corpus())
    chance = random.Random(20240120)
    tell("damaged text", (damaged(invented(chance), chance) for _ in range(count)))
    tell("recognised", (recognised(invented(chance), chance) for _ in range(count)))
    looks = list(scanned(scans))
    if looks:
        tell_looks(looks)
        tell("scans, the values that count", (seen for _, seen in looks))


if __name__ == "__main__":
    main()
