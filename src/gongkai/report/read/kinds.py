"""What kind of file some bytes are. The content decides; a name can be wrong."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from . import ole
from .delimited import looks_delimited

_AS_TEXT = "请先另存为纯文本（.txt）再读"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: `name` as a person calls it, `remedy` what to do while it cannot be read."""

    id: str
    name: str
    remedy: str = _AS_TEXT


TEXT = Kind("text", "纯文本")
PDF = Kind("pdf", "PDF 文件")
DOC = Kind("doc", "旧版 Word 或 WPS 文件（.doc、.wps）")
RTF = Kind("rtf", "RTF 文件", "请用 Word 或 WPS 另存为 .docx 再读")
OLE = Kind("ole", "旧版 Office 文件，但不是 Word 或 Excel", "请另存为 .docx 或 .xlsx 再读")
LOCKED = Kind("locked", "加了密码的 Office 文件", "请去掉密码后另存一份再读")
HTML = Kind("html", "网页文件")
MHT = Kind("mht", "单个文件的网页（.mht）")
CSV = Kind("csv", "CSV 表格")
IMAGE = Kind("image", "图片")
DOCX = Kind("docx", "Word 文件（.docx）")
XLSX = Kind("xlsx", "Excel 文件")
OFD = Kind("ofd", "OFD 文件")
ZIP = Kind("zip", "压缩包", "请先解压，再读其中的文件")
#: Archives of other makers.
PACKED = Kind("packed", "压缩包，但不是 zip", "请先解压，再读其中的文件")

_MAGIC = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"\x89PNG", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"II*\0", IMAGE),
    (b"MM\0*", IMAGE),
    (b"GIF8", IMAGE),
    (b"Rar!\x1a\x07", PACKED),
    (b"7z\xbc\xaf\x27\x1c", PACKED),
    (b"\x1f\x8b\x08", PACKED),
)
_OLE_KINDS = {"doc": DOC, "xlsx": XLSX, "locked": LOCKED, "other": OLE}
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>")
_MHT_START = re.compile(
    rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:mime-version:|content-type:[ \t]*multipart/related)",
    re.I,
)


def kind_of(data: bytes) -> Kind:
    """The kind of a file; text when nothing says otherwise."""
    if data.startswith(ole.MAGIC):
        return _OLE_KINDS[ole.kind_in(data)]
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in head:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_kind(data)
    if _MHT_START.match(data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")):
        return MHT
    if head.startswith(_HTML_STARTS) or b"<html" in head or b"<body" in head:
        return HTML
    wide = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    if wide != head and (wide.startswith(_HTML_STARTS) or b"<html" in wide):
        return HTML
    return CSV if looks_delimited(data) else TEXT


def _package_kind(data: bytes) -> Kind:
    """What a zip file is a package of, by its own directory; by its bytes when that is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except Exception:  # whatever a broken directory raises; the reader will say so
        marks = ("word/document.xml", "xl/workbook", "OFD.xml")
        names = {mark for mark in marks if mark.encode() in data}
    if "word/document.xml" in names:
        return DOCX
    if any(name.startswith("xl/workbook") for name in names):
        return XLSX
    return OFD if "OFD.xml" in names else ZIP
