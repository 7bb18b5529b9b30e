"""Pictures pasted into a file of text: a scanned report laid page by page into a Word file, a table as a screenshot.

They are looked at only where the text has not all of the tables: looking takes seconds, and most pictures in
reports are photographs.
"""

from __future__ import annotations

from dataclasses import replace

from ..form import NO_FORM
from ..model import Note, Report
from .blocks import Block, Document, Grid
from .drawn.looking import can_look, look_at_pasted
from .errors import ReadError


def lacks_tables(report: Report) -> bool:
    """Whether a report has no table of a form, or not all."""
    return report.form == NO_FORM or any(note.code == "table-missing" for note in report.notes)


def with_pictures(document: Document) -> Document:
    """A document with what its pictures show, each where it stands: of one without text all of it, of another
    only the pictures that show a table. The page of a source is the number of the picture; tables count on.

    Raises ReadError for a document without text where the recogniser is not installed or no picture can be read.
    """
    if document.blocks and not can_look():
        said = (
            f"文件里的 {len(document.pictures)} 张图片没有看：装上识别功能（gongkai[scan]）后再读"
        )
        return replace(
            document, notes=(*document.notes, Note("pictures-unread", said)), pictures=()
        )
    blocks: list[Block] = []
    tables = sum(isinstance(block, Grid) for block in document.blocks)
    before = 0
    problem: ReadError | None = None
    for number, pasted in enumerate(document.pictures, 1):
        try:
            seen = list(look_at_pasted(pasted.data, number, tables, document.name))
        except ReadError as error:  # this one is broken; the others may not be
            problem = problem or error
            continue
        grids = sum(isinstance(block, Grid) for block in seen)
        if grids or not document.blocks:
            blocks += [*document.blocks[before : pasted.at], *seen]
            before = pasted.at
            tables += grids
    blocks += document.blocks[before:]
    if not blocks and problem is not None:
        raise problem
    return replace(document, blocks=tuple(blocks), pictures=())
