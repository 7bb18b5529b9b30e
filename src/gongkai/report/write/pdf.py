"""A report as an official PDF: typst sets `templates/report.typ`, tagged and archivable.

The only fonts are Noto Serif SC and Noto Sans SC from a package: typst falls back to a Latin font in
silence when a system has no Chinese one, so the system's fonts are never asked.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from threading import Lock
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from ..model import Report
from .document import Paragraph, arrange
from .errors import MissingGlyphError
from .layout import LayoutTable, lines, places, print_cell

#: Archivable (ISO 19005-2, text extractable) and accessible (ISO 14289-1).
STANDARDS = ["a-2a", "ua-1"]

_lock = Lock()
_NO_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed")


def write_pdf(report: Report) -> bytes:
    """The report as PDF bytes. The same report gives the same bytes.

    Raises MissingGlyphError for a character that the fonts do not have.
    """
    day = report.signed_on or datetime(report.year or 2000, 1, 1, tzinfo=UTC).date()
    made = datetime(day.year, day.month, day.day, tzinfo=UTC)
    data = json.dumps({**_data(report), "made": [day.year, day.month, day.day]}, ensure_ascii=False)
    try:
        with _lock:  # a compiler holds the inputs of one document at a time
            # typst 0.15 forgets a template held in memory after one document: hand it over again.
            pdf: bytes = _compiler().compile(
                _template(),
                format="pdf",
                sys_inputs={"report": data},
                pdf_standards=STANDARDS,
                timestamp=int(made.timestamp()),
            )
    except typst.TypstError as error:
        if missing := _NO_GLYPH.search(error.message):
            raise MissingGlyphError(missing.group(1)) from error
        raise
    return pdf


@cache
def _compiler() -> Any:
    """The compiler with the fonts, made once a process: the fonts are 40 MB."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[
            str(pylopdf_fonts_zh_cn.serif_path().parent),
        ],
    )
    return typst.Compiler(font_paths=fonts)


@cache
def _template() -> bytes:
    return (resources.files("gongkai.report.write") / "templates" / "report.typ").read_bytes()


def _data(report: Report) -> dict[str, Any]:
    """What the template prints, in its own words."""
    arranged = arrange(report)
    return {
        "title": [_clean(line) for line in arranged.title],
        "author": _clean(arranged.signer),
        "preamble": _paragraphs(arranged.preamble),
        "parts": [
            {
                "heading": _clean(part.heading),
                "paragraphs": _paragraphs(part.paragraphs),
                "tables": [_table(table, report) for table in part.tables],
            }
            for part in arranged.parts
        ],
        "ending": _paragraphs(arranged.ending),
        "signer": _clean(arranged.signer),
        "day": arranged.signed_on,
    }


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> list[dict[str, Any]]:
    return [
        {"lead": _clean(one.lead), "text": _clean(one.text), "justify": not one.has_long_word}
        for one in paragraphs
    ]


def _clean(text: str) -> str:
    """Without control characters, which have no shape on paper (a form feed of a text file)."""
    return "".join(one for one in text if one == "\t" or unicodedata.category(one) != "Cc")


def _table(table: LayoutTable, report: Report) -> dict[str, Any]:
    return {
        "widths": table.widths,
        "head": table.header_rows,
        "whole": table.fits_a_page,
        "cells": [
            {
                "x": column,
                "y": at_row,
                "rows": one.row_span,
                "columns": one.column_span,
                "left": table.begins_left(one),
                "lines": [_clean(print_cell(report.cells[one.cell_id]))]
                if one.cell_id is not None
                else lines(table, column, one),
            }
            for at_row, row in enumerate(places(table))
            for column, one in row
        ],
    }
