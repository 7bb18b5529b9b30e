"""A report value → JSON, XLSX, one self-contained HTML page, Word and PDF in the official layout.

Every written document keeps the rule of the house: what is not a number never prints as one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from ..model import Report
from .errors import WriteError


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file that can be written: its name, its suffix with the dot, its media type."""

    id: str
    name: str
    suffix: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"

#: The kinds by their id.
KINDS = {
    kind.id: kind
    for kind in (
        FileKind("json", "JSON 数据", ".json", "application/json"),
        FileKind("xlsx", "电子表格", ".xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
        FileKind("html", "网页", ".html", "text/html; charset=utf-8"),
        FileKind("docx", "Word 文件", ".docx", f"{_OFFICE}.wordprocessingml.document"),
        FileKind("pdf", "PDF 文件", ".pdf", "application/pdf"),
    )
}


def write(report: Report, kind: str) -> bytes:
    """The report as the bytes of a file of one of `KINDS`.

    Raises WriteError for another kind, and where a kind cannot hold the report.
    """
    if kind not in KINDS:
        raise WriteError(f"不能写成“{kind}”。可以写成：{'、'.join(KINDS)}。")
    # A library is loaded by the first file that needs it: JSON does not wait for a typesetter.
    module = import_module(f".{kind}", __name__)
    writer: Callable[[Report], bytes] = getattr(module, f"write_{kind}")
    return writer(report)


__all__ = ["KINDS", "FileKind", "WriteError", "write"]
