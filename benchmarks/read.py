"""How long a report of each file kind takes to read, beside the bare parse of the same file and beside
what a user would otherwise read it with; and how many cells each gets right.

    PYTHONPATH=src python benchmarks/read.py [--repeat 15] [--office] [--pictures] [--cpu]

One process on one core; every way of a file is run in turn in the same round, after one round that
does not count. What takes less than a fifth of a second is run twice in its turn and the second run
counts, on both sides: else a way pays for the processor's caches, which the one before it filled. The
collector stays on; the heap is swept before each round, so that no way pays for the garbage of the one
before. The medians over the rounds are told, in milliseconds:

`bare`    what the library alone needs to open the file and touch every text in it (`read_others`)
`blocks`  our paragraphs and grids: text and tables
`added`   matcher, facts and model, from blocks just read to the report value
`report`  the whole read, from the file to the report value
`other`   text and tables as a user would otherwise get them
`text x`  how often `blocks` fits into `other`: text and tables on both sides
`WHOLE x` how often our whole read, cells and facts included, fits into `other`, which has neither

A `!` behind `text x` or `WHOLE x` says that this ratio is below the goal: the goal is put to each by itself.
To come from text and tables to cells a user needs code of his own behind any of these libraries; what that
takes is not in `other`, so `WHOLE x` is the least that holds. Cells are right when state and value are as two people read them by eye;
what a user's way gives is matched by our matcher, off the clock. `--office` adds LibreOffice (a new
process a file, so few rounds), `--pictures` a report, and pages of it, as scans of 200 dpi, beside full-page recognition in one thread
(`scan.py` has worn ones). `--cpu` counts processor time, children's too, instead of the clock: for a machine that
others use as well.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import read_others as others

from gongkai.report.cell import Cell
from gongkai.report.form import cell_id, get_form
from gongkai.report.read import read_bytes, read_document
from gongkai.report.read.blocks import Document
from gongkai.report.read.matching.matcher import match

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
#: Matcher, facts and model take at most so long (ms); reading is so many times as fast as each way.
MOST_ADDED = 4.0
_SHORT = 200  # ms
GOALS = {
    "python_docx": 5,
    "beautiful_soup": 5,
    "pdf_plumber": 5,
    "libre_office": 50,
    "page_recognition": 10,
}


@dataclass(frozen=True)
class Row:
    file: str
    bare: Callable[[bytes], object] | None
    other: Callable[[bytes], Document] | None = None
    answers: str = "xinyuan"
    slow: str = ""  # the option that asks for it
    pages: tuple[int, ...] = ()  # of a PDF, from 1: drawn, and read as pictures


ROWS = (
    Row("reports/xinyuan-2024.txt", others.bare_text),
    Row("converted/xinyuan-2024.docx", others.bare_docx, others.python_docx),
    Row("layouts/office.docx", others.bare_docx, others.python_docx, "layouts"),
    Row("converted/xinyuan-2024.html", others.bare_html, others.beautiful_soup),
    Row("layouts/plain-page.html", others.bare_html, others.beautiful_soup, "layouts"),
    Row("converted/xinyuan-2024.pdf", others.bare_pdf, others.pdf_plumber),
    Row("reports/huaian-2024.pdf", others.bare_pdf, others.pdf_plumber, "huaian"),
    Row("layouts/office-pages.pdf", others.bare_pdf, others.pdf_plumber, "layouts"),
    Row("converted/xinyuan-2024.xls", others.bare_xls),
    Row("converted/xinyuan-tables.xls", others.bare_xls),  # with a list of every cell: 1,809 cells
    Row("converted/xinyuan-2024.ofd", others.bare_ofd),
    Row("converted/xinyuan-2024.mht", others.bare_mht),
    Row("converted/xinyuan-2024.doc", others.bare_doc),
    Row("converted/xinyuan-2024.rtf", others.bare_rtf),
    Row("converted/xinyuan-2024.odt", others.bare_open_document),
    Row("converted/xinyuan-2024.ods", others.bare_open_document),
    Row("converted/xinyuan-2024.xml", others.bare_xml),
    Row("converted/xinyuan-2024.doc", others.bare_doc, others.libre_office, slow="office"),
    # Of its six pages: all, one of words and small tables with the head of table three, one of table three.
    *(
        Row("reports/huaian-2024.pdf", None, others.page_recognition, "huaian", "pictures", pages)
        for pages in (tuple(range(1, 7)), (4,), (5,))
    ),
)

Truth = dict[str, tuple[str, Decimal | None]]


def truth(name: str) -> Truth:
    """Each cell of a report as it was read by eye: (state, value)."""
    if name == "huaian":
        data = json.loads((CORPUS / "reports" / "huaian-2024.answers.json").read_text("utf-8"))
        return {i: ("number", Decimal(str(v))) for i, v in data["cells"].items()}
    path = CORPUS / (
        "layouts/figures.json" if name == "layouts" else "reports/xinyuan-2024.answers.json"
    )
    rows = json.loads(path.read_text("utf-8"))
    found: Truth = {}
    for row_id, values in (rows if name == "layouts" else rows["rows"]).items():
        table, row = row_id.split(".", 1)
        columns = get_form("2021").table(table).row(row).columns
        for column, value in zip(columns, values, strict=True):
            words = isinstance(value, dict)
            number = Decimal(str(value["annotated"] if words else value))
            found[cell_id(table, row, column.id)] = ("annotated" if words else "number", number)
    return found


def right(cells: dict[str, Cell], said: Truth) -> int:
    """How many cells are as they were read by eye; a decoded zero of a merged row counts."""
    return sum((cells[i].state.value, cells[i].value) == one for i, one in said.items())


def processor_time() -> float:
    """Seconds that this process and its children spent on a processor."""
    children = os.times()
    return process_time() + children.children_user + children.children_system


clock: Callable[[], float] = perf_counter


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of some work."""
    start = clock()
    work()
    return (clock() - start) * 1000


def measure(row: Row, repeat: int) -> str:
    """One line of the table."""
    path = CORPUS / row.file
    data, said = path.read_bytes(), truth(row.answers)
    if row.pages:
        path = path.with_suffix(f".{row.pages[0]}-{row.pages[-1]}.tif")
        data = others.drawn(data, row.pages)
    ours = right(dict(read_bytes(data, path.name).cells), said)
    document = read_document(data, path.name)

    def fresh() -> None:  # off the clock: what is asked of a document is kept in it
        nonlocal document
        document = read_document(data, path.name)

    ways: dict[str, Callable[[], object]] = {}
    if row.bare is not None:
        ways["bare"] = partial(row.bare, data)
    ways |= {
        "blocks": lambda: read_document(data, path.name),
        "added": lambda: match(document),
        "report": lambda: read_bytes(data, path.name),
    }
    if row.other is not None:
        ways["other"] = partial(row.other, data)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for count in range((3 if row.slow else repeat) + 1):
        gc.collect()
        for name, work in ways.items():
            if name == "added":
                fresh()
            one = timed(work)
            if one < _SHORT:
                if name == "added":
                    fresh()
                one = timed(work)
            if count:
                times[name].append(one)
    took = {name: median(some) for name, some in times.items()}
    line = f"{path.name:22}{took.get('bare', float('nan')):9.2f}{took['blocks']:9.2f}"
    line += f"{took['added']:8.2f}{'' if took['added'] <= MOST_ADDED else ' !':2}"
    line += f"{took['report']:8.2f}{ours:7d}"
    if row.other is not None:
        name = row.other.__name__
        ratios = took["other"] / took["blocks"], took["other"] / took["report"]
        text, whole = (f"{one:7.1f}{'' if one >= GOALS[name] else '!':1}" for one in ratios)
        theirs = right(dict(match(row.other(data)).cells), said)
        line += f"  {name:16}{took['other']:10.2f}{text:>9}{whole:>9}{theirs:6d}"
    return line + f"   of {len(said)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--pictures", action="store_true")
    parser.add_argument("--cpu", action="store_true")
    options = parser.parse_args()
    if options.cpu:
        global clock
        clock = processor_time
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    head = f"{'file':22}{'bare':>9}{'blocks':>9}{'added':>8}  {'report':>8}{'right':>7}"
    tail = f"{'other':16}{'ms':>10}{'text x':>9}{'WHOLE x':>9}{'right':>6}"
    print(f"{head}  {tail}     (! = a goal missed)")
    measure(
        ROWS[0], options.repeat
    )  # off the record: a processor that idled takes a while to speed up
    for row in ROWS:
        if (CORPUS / row.file).exists() and (not row.slow or getattr(options, row.slow)):
            print(measure(row, options.repeat), flush=True)


if __name__ == "__main__":
    main()
