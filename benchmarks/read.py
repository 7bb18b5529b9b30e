"""How long a report of each file kind takes to read, beside the bare parse of the same file.

    PYTHONPATH=src python benchmarks/read.py [--repeat 30]

Medians in milliseconds, one process, files in turn. `bare` is what the library alone needs to open
the file and touch every text in it; `blocks` adds our paragraphs and grids; `report` is the whole read
with matcher, facts and model; `added` is report minus blocks. The last column counts the cells read.
"""

from __future__ import annotations

import argparse
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import docx
import pypdfium2
import python_calamine
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from gongkai.report.read import read_bytes, read_document

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"


def bare_docx(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [node.text for node in root.iter("{*}t")]


def python_docx(data: bytes) -> object:
    document = docx.Document(io.BytesIO(data))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return [p.text for p in document.paragraphs], cells


def bare_html(data: bytes) -> object:
    return LexborHTMLParser(data.decode("utf-8")).text()


def bare_xls(data: bytes) -> object:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def bare_pdf(data: bytes) -> object:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def bare_text(data: bytes) -> object:
    return [line.split() for line in data.decode("utf-8").splitlines()]


FILES: tuple[tuple[str, Callable[[bytes], object]], ...] = (
    ("converted/xinyuan-2024.docx", bare_docx),
    ("converted/xinyuan-2024.docx", python_docx),
    ("converted/xinyuan-2024.html", bare_html),
    ("converted/xinyuan-tables.xls", bare_xls),
    ("converted/xinyuan-2024.pdf", bare_pdf),
    ("reports/huaian-2024.pdf", bare_pdf),
    ("reports/xinyuan-2024.txt", bare_text),
)


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=30)
    repeat = parser.parse_args().repeat
    print(f"{'file':24}{'beside':>14}{'bare':>9}{'blocks':>9}{'report':>9}{'added':>9}{'cells':>7}")
    for place, bare in FILES:
        path = CORPUS / place
        data = path.read_bytes()
        read = sum(c.value is not None for c in read_bytes(data, path.name).cells.values())
        times: list[list[float]] = [[], [], []]
        for _ in range(repeat):
            times[0].append(timed(lambda d=data, b=bare: b(d)))
            times[1].append(timed(lambda d=data, n=path.name: read_document(d, n)))
            times[2].append(timed(lambda d=data, n=path.name: read_bytes(d, n)))
        b, k, r = (median(t) for t in times)
        print(f"{path.name:24}{bare.__name__:>14}{b:9.2f}{k:9.2f}{r:9.2f}{r - k:9.2f}{read:7d}")


if __name__ == "__main__":
    main()
