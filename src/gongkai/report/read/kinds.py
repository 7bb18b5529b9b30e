"""What kind of file some bytes are. The content decides; a name can be wrong."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from . import ole
from .workbook.delimited import looks_delimited

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
RTF = Kind("rtf", "RTF 文件")
OLE = Kind("ole", "旧版 Office 文件，但不是 Word 或 Excel", "请另存为 .docx 或 .xlsx 再读")
LOCKED = Kind("locked", "加了密码的 Office 文件", "请去掉密码后另存一份再读")
BROKEN = Kind("broken", "损坏或不完整的 Office 文件", "请重新下载或重新拷贝后再读")
HTML = Kind("html", "网页文件")
MHT = Kind("mht", "单个文件的网页（.mht）")
CSV = Kind("csv", "CSV 表格")
IMAGE = Kind("image", "图片")
DOCX = Kind("docx", "Word 文件（.docx）")
XLSX = Kind("xlsx", "Excel 文件")
OFD = Kind("ofd", "OFD 文件")
ZIP = Kind("zip", "压缩包", "请先解压，再读其中的文件")
SLIDES = Kind("slides", "演示文稿", "请把其中的年报另存为 .docx 或 PDF 再读")
ODT = Kind("odt", "OpenDocument 文本（.odt）")
ODS = Kind("ods", "OpenDocument 表格（.ods）")
OPEN_DOCUMENT = Kind(
    "opendocument", "OpenDocument 文件，但不是文本或表格", "请把其中的年报另存为 .docx 再读"
)
BOOK = Kind("book", "电子书（.epub）", "请找原来的 Word 或 PDF 文件来读")
WORD_XML = Kind("word-xml", "存成 XML 的 Word 文件")
EXCEL_XML = Kind("excel-xml", "存成 XML 的 Excel 文件")
OFFICE_XML = Kind("office-xml", "存成 XML 的 Office 文件", "请另存为 .docx 或 .xlsx 再读")
XML = Kind("xml", "XML 数据", "请提供原来的 Word、网页或 PDF 文件")
CEB = Kind("ceb", "方正 CEB 文件", "请用方正阅读器打印成 PDF 再读")
#: Archives of other makers.
PACKED = Kind("packed", "压缩包，但不是 zip", "请先解压，再读其中的文件")

_MAGIC = (
    (b"%PDF-", PDF),
    (b"\x89PNG", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"II*\0", IMAGE),
    (b"MM\0*", IMAGE),
    (b"GIF8", IMAGE),
    (b"Rar!\x1a\x07", PACKED),
    (b"7z\xbc\xaf\x27\x1c", PACKED),
    (b"\x1f\x8b\x08", PACKED),
    (b"Founder CEB", CEB),
)
#: The member that shows what a package is; some programs number it.
_MEMBERS = (
    (re.compile(r"word/document\d*\.xml"), DOCX),
    (re.compile(r"xl/workbook.*"), XLSX),
    (re.compile(r"OFD\.xml"), OFD),
    (re.compile(r"ppt/presentation\.xml"), SLIDES),
    (re.compile(r"content\.xml|encrypted-package"), OPEN_DOCUMENT),
    (re.compile(r"META-INF/container\.xml"), BOOK),
)
#: A page may begin with the comments of the system that made it.
_LOOKED_AT = 16_384
_OLE_KINDS = {"doc": DOC, "xlsx": XLSX, "locked": LOCKED, "other": OLE, "broken": BROKEN}
#: What a page or a piece of one begins with, behind declarations and comments.
_BEFORE_PAGE = re.compile(rb"(?:\s|<\?[^>]*>|<!--.*?-->)*", re.DOTALL)
_PAGE = re.compile(
    rb"<(?:!doctype html|!\[if|html|head|body|table|div|p|span|h[1-6]|center|section|article|main|meta"
    rb"|title|style|link|script|font)\b"
)
#: What shows the kind of a document that is XML itself, behind its declaration.
_XML_MARKS = (
    (re.compile(rb"progid=.word|<(?:\w+:)?worddocument\b|<pkg:package\b"), WORD_XML),
    (re.compile(rb"progid=.excel|<(?:\w+:)?workbook\b"), EXCEL_XML),
    (re.compile(rb"<office:document\b[^>]*opendocument\.text"), ODT),
    (re.compile(rb"<office:document\b[^>]*opendocument\.spreadsheet"), ODS),
    (re.compile(rb"<office:document\b"), OPEN_DOCUMENT),
    (re.compile(rb"progid=|<uof:uof\b"), OFFICE_XML),
)
#: So an OpenDocument file names its own kind, in its first member or behind so many bytes of styles.
_OPEN_TYPES = (
    (re.compile(rb"application/vnd\.oasis\.opendocument\.text|<office:text"), ODT),
    (re.compile(rb"application/vnd\.oasis\.opendocument\.spreadsheet|<office:spreadsheet"), ODS),
)
_MOST_TYPE, _MOST_STYLES = 80, 1_000_000
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
    if head.startswith(b"{\\rtf"):  # behind empty lines or a mark of the encoding
        return RTF
    if b"%pdf-" in head:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_kind(data)
    if _MHT_START.match(data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")):
        return MHT
    found = _markup_kind(data)
    if found is not None:
        return found
    return CSV if looks_delimited(data) else TEXT


def _markup_kind(data: bytes) -> Kind | None:
    """The kind of a page or of XML, in whatever encoding; None for text without markup at its head."""
    head = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf\xff\xfe")
    if b"\0" in head:  # UTF-16
        head = head.replace(b"\0", b"")
    head = head.lower()
    before = _BEFORE_PAGE.match(head)
    start = before.end() if before else 0
    near = head[: start + 1024]
    if _PAGE.match(head, start) or b"<html" in near or b"<body" in near:
        return HTML
    if not near.lstrip().startswith(b"<?xml"):  # a template may forget it
        return next((kind for mark, kind in _XML_MARKS if mark.match(head, start)), None)
    root = head[: start + 8192]  # OpenDocument declares some forty names before it says its kind
    return next((kind for mark, kind in _XML_MARKS if mark.search(root)), XML)


def _package_kind(data: bytes) -> Kind:
    """What a zip file is a package of, by its own directory; by its bytes when that is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            own = _own_type(package, names)
    except Exception:  # whatever a broken directory raises; the reader will say so
        marks = ("word/document.xml", "xl/workbook.xml", "OFD.xml")
        names = {mark for mark in marks if mark.encode() in data}
        own = b""
    found = document_kind(names) or ZIP
    if found is OPEN_DOCUMENT:
        return next((kind for mark, kind in _OPEN_TYPES if mark.match(own)), found)
    return found


def _own_type(package: zipfile.ZipFile, names: set[str]) -> bytes:
    """What an OpenDocument file says that it is: its first member, else the element that its content is in."""
    if "mimetype" in names:
        with package.open("mimetype") as own:
            return own.read(_MOST_TYPE)
    if "content.xml" not in names:
        return b""
    with package.open("content.xml") as content:
        found = re.search(rb"<office:(?:text|spreadsheet)\b", content.read(_MOST_STYLES))
    return found[0] if found else b""


def document_kind(names: Iterable[str]) -> Kind | None:
    """What a zip file with members of these names is as a document; None when it is an archive."""
    found = {kind for name in names for mark, kind in _MEMBERS if mark.fullmatch(name)}
    return next((kind for _, kind in _MEMBERS if kind in found), None)
