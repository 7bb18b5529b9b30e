"""What kind of file some bytes are. The content decides; a name can be wrong."""

from __future__ import annotations

from dataclasses import dataclass

_AS_TEXT = "请先另存为纯文本（.txt）再读"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: `name` as a person calls it, `remedy` what to do while it cannot be read."""

    id: str
    name: str
    remedy: str = _AS_TEXT


TEXT = Kind("text", "纯文本")
_PDF = Kind("pdf", "PDF 文件")
_OLE = Kind("ole", "旧版 Word 或 WPS 文件（.doc、.wps）", "请用 Word 或 WPS 另存为 .docx 再读")
_HTML = Kind("html", "网页文件")
_IMAGE = Kind("image", "图片", "请提供原来的文件，或识别成文字后再读")
_DOCX = Kind("docx", "Word 文件（.docx）")
_XLSX = Kind("xlsx", "Excel 文件")
_OFD = Kind("ofd", "OFD 文件")
_ZIP = Kind("zip", "压缩包", "请先解压，再读其中的文件")

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF-", _PDF),
    (_OLE_MAGIC, _OLE),
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"GIF8", _IMAGE),
)
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>")


def kind_of(data: bytes) -> Kind:
    """The kind of a file; text when nothing says otherwise."""
    if data.startswith(_OLE_MAGIC) and "Workbook".encode("utf-16-le") in data:
        return _XLSX
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in head:
        return _PDF
    if data.startswith(b"PK\x03\x04"):
        if b"word/document.xml" in data:
            return _DOCX
        if b"xl/workbook" in data:
            return _XLSX
        return _OFD if b"OFD.xml" in data else _ZIP
    if head.startswith(_HTML_STARTS) or b"<html" in head or b"<body" in head:
        return _HTML
    wide = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    if wide != head and (wide.startswith(_HTML_STARTS) or b"<html" in wide):
        return _HTML
    return TEXT
