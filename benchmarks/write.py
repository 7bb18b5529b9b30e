"""How long a written report takes, beside the bare libraries doing as much without our layout.

    python benchmarks/write.py [runs]

Word is compared with python-docx given the same words (one paragraph and one table cell at a time,
merged with its own `merge`), PDF with typst setting the same words as plain paragraphs.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pylopdf_fonts_zh_cn
import typst

from gongkai.report.model import Report
from gongkai.report.read import read_file
from gongkai.report.write import KINDS, write
from gongkai.report.write.document import Document, arrange
from gongkai.report.write.layout import LayoutTable, places, print_cell

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "reports"
#: What a written report may take once warm, in milliseconds.
LIMITS = {"docx": 250.0, "pdf": 60.0}


def words(document: Document, report: Report) -> tuple[list[str], list[LayoutTable]]:
    """The paragraphs of a report and its tables."""
    lines = [*document.title, *(p.lead + p.text for p in document.preamble)]
    tables = []
    for part in document.parts:
        lines += [part.heading, *(p.lead + p.text for p in part.paragraphs)]
        tables += part.tables
    return [*lines, document.signer, document.signed_on], tables


def bare_docx(report: Report) -> bytes:
    """The same words by python-docx alone, on its default page."""
    lines, tables = words(arrange(report), report)
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    for table in tables:
        grid = document.add_table(len(table.rows), len(table.widths))
        for at_row, row in enumerate(places(table)):
            cells = grid.rows[at_row].cells
            for column, one in row:
                text = one.text if one.cell_id is None else print_cell(report.cells[one.cell_id])
                cells[column].text = text
                if one.row_span > 1 or one.column_span > 1:
                    last = grid.cell(at_row + one.row_span - 1, column + one.column_span - 1)
                    cells[column].merge(last)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def bare_typst(compiler: Any, report: Report) -> bytes:
    """The same words by typst alone: plain paragraphs, no table, untagged."""
    lines, tables = words(arrange(report), report)
    for table in tables:
        for row in table.rows:
            lines.append(
                "　".join(
                    one.text if one.cell_id is None else print_cell(report.cells[one.cell_id])
                    for one in row
                )
            )
    source = '#set text(font: "Noto Serif SC")\n' + "".join(
        "#par(" + typst_string(line) + ")\n" for line in lines
    )
    pdf: bytes = compiler.compile(source.encode(), format="pdf", pdf_tags=False)
    return pdf


def typst_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def median(call: Callable[[Report], bytes], reports: list[Report], runs: int) -> float:
    """The median of `runs` rounds over different reports, in milliseconds, after one warm round."""
    call(reports[0])
    taken = []
    for turn in range(runs):
        # Another title each time, so that no compiler can give back what it has set before.
        report = reports[turn % len(reports)]
        fresh = Report(**{**vars(report), "title": f"第{turn}次{report.title}"})
        begin = time.perf_counter()
        call(fresh)
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    reports = [read_file(path) for path in sorted(CORPUS.glob("*.txt"))]
    fonts = typst.Fonts(False, False, [str(pylopdf_fonts_zh_cn.serif_path().parent)])
    compiler = typst.Compiler(font_paths=fonts)
    taken = {kind: median(lambda r, k=kind: write(r, k), reports, runs) for kind in KINDS}
    few = max(5, runs // 6)
    bare = {
        "docx": median(lambda r: bare_docx(r), reports, few),
        "pdf": median(lambda r: bare_typst(compiler, r), reports, runs),
    }
    print(f"{len(reports)} reports, {runs} runs, medians in milliseconds once warm")
    failed = False
    for kind, value in taken.items():
        line = f"{kind:5} {value:8.1f}"
        if kind in bare:
            line += f"   bare library {bare[kind]:8.1f}   ratio {value / bare[kind]:5.2f}"
            line += f"   limit {LIMITS[kind]:.0f}"
            failed |= value > LIMITS[kind]
        print(line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
