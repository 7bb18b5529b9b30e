"""Attachments from hostile hands: bounded, their kind told by content, what could harm a reader
refused. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.office.documents import programs
from gongkai.office.refusal import Refusal
from gongkai.report.read import Document, ReadError, kinds, read_document
from gongkai.report.read.blocks import Paragraph

MOST_BYTES = 20 * 1024 * 1024
#: Longer texts are checked and found by their beginning; the checks say so, see `is_cut`.
MOST_TEXT = 400_000

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Kind → ending and media type.
_KEPT = {
    "pdf": (".pdf", "application/pdf"),
    "docx": (".docx", _DOCX),
    "xlsx": (".xlsx", _XLSX),
    "ofd": (".ofd", "application/ofd"),
    "text": (".txt", "text/plain"),
}
_OLD = {
    "doc": ((".doc", ".wps"), "application/msword"),
    "xlsx": ((".xls", ".et"), "application/vnd.ms-excel"),
}
_IMAGES = ((b"\x89PNG", ".png", "image/png"), (b"\xff\xd8\xff", ".jpg", "image/jpeg"))
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]')


@dataclass(frozen=True)
class Accepted:
    """A file as it is kept: `name` has the ending of its true kind; `text` is None when nothing
    could be read in it."""

    name: str
    media_type: str
    text: str | None


def accept(data: bytes, name: str) -> Accepted:
    """Look at an uploaded file. Raises Refusal: file-empty, file-too-big, file-kind (with what to
    hand in instead)."""
    name = _UNSAFE.sub("_", name).strip(" .")[-120:] or "附件"
    if not data.strip():
        raise Refusal("file-empty", f"附件“{name}”是空的，请检查是否选错了文件。")
    if len(data) > MOST_BYTES:
        raise Refusal("file-too-big", f"附件“{name}”超过 20 MB，请压缩图片或者拆成几个。")
    ending, media_type = _kind(data, name)
    stem = name[: name.rindex(".")] if "." in name else name
    kept = name if name.lower().endswith(ending) else stem + ending
    return Accepted(kept, media_type, text_of(data, kept))


def _kind(data: bytes, name: str) -> tuple[str, str]:
    kind = kinds.kind_of(data)
    lower = name.lower()
    for magic, ending, media_type in _IMAGES:
        if data.startswith(magic):
            return ending, media_type
    if kind is kinds.LOCKED:
        raise _no(name, "加了密码，公众打不开", "请去掉密码后另存一份")
    if data.startswith(_OLE_MAGIC) and kind.id in _OLD:
        if programs.in_ole(data):
            raise _no(name, "带有宏或者嵌入的程序", "请另存为不带宏的 .docx 或者 .xlsx")
        endings, media_type = _OLD[kind.id]
        return next((e for e in endings if lower.endswith(e)), endings[0]), media_type
    if kind.id in ("docx", "xlsx"):
        _refuse_macros(data, name)
    if kind is kinds.TEXT:
        return _text_kind(data, name)
    if kind.id in _KEPT:
        return _KEPT[kind.id]
    raise _no(
        name,
        f"是{kind.name}，不能作为附件",
        "请用 PDF、OFD、Word、Excel、WPS、图片（PNG、JPG）或者纯文本",
    )


def _text_kind(data: bytes, name: str) -> tuple[str, str]:
    head = data[:4096]
    printable = b"\0" not in data.replace(b"\r", b"").replace(b"\n", b"") and not head.startswith(
        b"MZ"
    )
    markup = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if not printable or markup or b"\x7fELF" in head[:8]:
        raise _no(
            name,
            "不是能公开的文件种类",
            "请用 PDF、OFD、Word、Excel、WPS、图片（PNG、JPG）或者纯文本",
        )
    return (".csv", "text/csv") if name.lower().endswith(".csv") else _KEPT["text"]


def _refuse_macros(data: bytes, name: str) -> None:
    try:
        found = programs.in_package(data)
    except programs.DamagedError as error:
        raise _no(name, "已经损坏，打不开", "请重新导出一份") from error
    if found:
        raise _no(name, "带有宏或者嵌入的程序", "请另存为不带宏的 .docx 或者 .xlsx")


def _no(name: str, what: str, remedy: str) -> Refusal:
    return Refusal("file-kind", f"附件“{name}”{what}。{remedy}。")


def text_of(data: bytes, name: str) -> str | None:
    """What can be read in a file, one line a paragraph or row; None when nothing can."""
    try:
        document = read_document(data, name)
    except ReadError:
        return None
    text = "\n".join(_lines(document))[:MOST_TEXT]
    return text if text.strip() else None


def is_cut(text: str) -> bool:
    """Whether a kept text may be only the beginning of what the file says: it fills the bound."""
    return len(text) >= MOST_TEXT


def _lines(document: Document) -> list[str]:
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            for row in block.rows:
                lines.append(" | ".join(" ".join(cell.text.split()) for cell in row))
    return [line for line in lines if line.strip()]
