"""A file → blocks (paragraphs and grids) → one matcher → a report value. No reader knows the form."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..model import Report
from .archives import only_report
from .blocks import Document
from .bounds import Bounds, bounds, check_document, too_big, within
from .drawn.looking import read_image
from .errors import ReadError
from .inside import lacks_tables, with_pictures
from .kinds import LOCKED, TEXT, ZIP, Kind, kind_of
from .matching.matcher import match
from .ofd.reader import read_ofd
from .own import own_report
from .pdf.reader import read_pdf
from .plain.text import read_text
from .radicals import without_radicals
from .web.html import read_html
from .web.mht import read_mht
from .word.doc import read_doc
from .word.docx import read_docx
from .word.flat import read_word_xml
from .word.odt import read_odt
from .word.rtf import read_rtf
from .workbook.delimited import read_csv
from .workbook.excel_xml import read_excel_xml
from .workbook.ods import read_ods
from .workbook.reader import read_xlsx

__all__ = [
    "Bounds",
    "Document",
    "ReadError",
    "Report",
    "load_file",
    "read_bytes",
    "read_document",
    "read_file",
    "within",
]

#: The reader of each kind of file that can be read.
READERS: dict[str, Callable[[bytes, str], Document]] = {
    "text": read_text,
    "docx": read_docx,
    "word-xml": read_word_xml,
    "odt": read_odt,
    "doc": read_doc,
    "rtf": read_rtf,
    "html": read_html,
    "image": read_image,
    "mht": read_mht,
    "csv": read_csv,
    "pdf": read_pdf,
    "ofd": read_ofd,
    "xlsx": read_xlsx,
    "excel-xml": read_excel_xml,
    "ods": read_ods,
}


def read_file(path: str | Path, *, agency: str | None = None) -> Report:
    """Read one annual report. `agency` is its full name, when the caller knows it.

    Raises ReadError when the file cannot be opened or is of a kind that cannot be read.
    """
    path = Path(path)
    return read_bytes(load_file(path), path.name, agency=agency)


def load_file(path: Path) -> bytes:
    """The bytes of a file, no more than one beyond the bound. Raises ReadError when it cannot be opened."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _no_file(path)  # before it is opened: nobody may ever write into a pipe
        with path.open("rb") as stream:
            return stream.read(bounds().bytes + 1)
    except FileNotFoundError as error:
        raise ReadError(str(path), "没有这个文件", remedy="请检查路径") from error
    except OSError as error:
        raise ReadError(
            str(path), "文件打不开", remedy="请检查是否有读取权限、磁盘是否可用"
        ) from error


def _no_file(path: Path) -> ReadError:
    """What to say of something that is no file."""
    if not path.is_dir():
        said = "这是管道或设备，不是文件"
        return ReadError(str(path), said, remedy="请先把内容存成文件再读")
    if os.access(path, os.R_OK | os.X_OK):
        return ReadError(str(path), "这是一个文件夹，不是文件", remedy="请给出其中的文件")
    return ReadError(str(path), "文件夹打不开", remedy="请检查是否有读取权限")


def read_bytes(data: bytes, name: str, *, agency: str | None = None) -> Report:
    """Read one annual report out of a file's bytes. `name` is what messages call it. As `read_file`."""
    data, name, kind = _unwrapped(data, name)
    own = own_report(data, name)
    if own is not None:
        return own if agency is None else replace(own, agency=agency)
    document = _blocks(data, name, kind)
    report = match(document, agency=agency)
    if document.pictures and lacks_tables(report):
        return match(with_pictures(document), agency=agency)
    return report


def read_document(data: bytes, name: str) -> Document:
    """The file as blocks, for showing what a report was read from. Raises ReadError."""
    return _blocks(*_unwrapped(data, name))


def _blocks(data: bytes, name: str, kind: Kind) -> Document:
    """The file, whose kind is known, as blocks."""
    if len(data) > bounds().bytes:
        raise too_big(name)
    if not data.strip():
        raise ReadError(name, "文件是空的", remedy="请检查是否选错了文件，或重新导出")
    if kind is LOCKED:
        raise ReadError(name, "文件加了密码", remedy=kind.remedy)
    reader = READERS.get(kind.id)
    if reader is None:
        space = " " if kind.name[0].isascii() else ""
        raise ReadError(name, f"这是{space}{kind.name}，不能读", remedy=kind.remedy)
    document = check_document(reader(data, name))
    if document.pictures and not document.blocks:
        document = check_document(with_pictures(document))
    document = without_radicals(document)
    if not document.blocks and not document.notes:
        said = "内容如果是图片，请另存为 PDF 再读；不是年报的，请换一个文件"
        raise ReadError(name, "文件里没有文字", remedy=said)
    return document


def _unwrapped(data: bytes, name: str) -> tuple[bytes, str, Kind]:
    """What a zip file of one report holds, anything else as it is; and its kind, asked for once."""
    kind = TEXT if len(data) > bounds().bytes else kind_of(data)
    if kind is ZIP:
        data, name = only_report(data, name)
        kind = kind_of(data)
    return data, name, kind
