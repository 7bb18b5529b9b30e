"""One file, read in a process of its own that is ended when it takes too long or swells.

For a server: a hostile file holds neither the process that answers people nor its memory. The reading
process is a plain child (`python -m gongkai.report.apart`): the file goes in, JSON comes out, nothing
else is shared, and it works inside servers whose own processes may have no children of multiprocessing.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from .model import Report, from_json, to_json
from .parallel import Limits, megabytes_of
from .read import Bounds, ReadError, read_bytes, within
from .read.kinds import TEXT, kind_of

#: Plain text up to here is read at once: a report has some thirty thousand bytes of it.
_SMALL = 100_000
_GLANCE = 0.1  # seconds between two looks at the child's memory
_OPENING = 10  # seconds that the interpreter itself may take to start, on top of the file's
#: What the child may ask of the system before anybody looks, as a multiple of its memory.
_BURST = 4


def read_apart(
    data: bytes, name: str, *, agency: str | None = None, limits: Limits | None = None
) -> Report:
    """Read one annual report out of a file's bytes, as `read_bytes`, in a process of its own.

    `limits` are the seconds, the memory and the bounds of this file. Raises ReadError as `read_bytes`
    does, and when the file took longer, held more memory or ended the process. A small file of plain
    text is read here.
    """
    limits = limits or Limits()
    if len(data) <= _SMALL and kind_of(data) is TEXT:
        with within(limits.bounds):
            return read_bytes(data, name, agency=agency)
    asked = {
        "name": name,
        "agency": agency,
        "bounds": asdict(limits.bounds),
        "megabytes": limits.megabytes,
        "seconds": limits.seconds,
    }
    answer = _answer(json.dumps(asked).encode() + b"\n" + data, name, limits)
    try:
        said = json.loads(answer)
        if "error" not in said:
            return from_json(said["report"])
    except (ValueError, KeyError, TypeError) as error:
        raise _ended(name) from error
    raise ReadError(name, said["error"], place=said["place"], remedy=said["remedy"])


def _answer(asked: bytes, name: str, limits: Limits) -> bytes:
    """What a child says of a file. Raises ReadError when it had to be ended, or ended by itself."""
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
    with TemporaryFile() as held:
        held.write(asked)
        held.seek(0)
        return _from_child(held, path, name, limits)


def _from_child(held: IO[bytes], path: str, name: str, limits: Limits) -> bytes:
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "gongkai.report.apart"],
        stdin=held,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,  # what it starts itself (LibreOffice) ends with it
    ) as child:
        try:
            answer = _watched(child, name, limits)
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
    if child.returncode:
        raise _ended(name)
    return answer


def _watched(child: subprocess.Popen[bytes], name: str, limits: Limits) -> bytes:
    """The child's whole answer. Raises ReadError at the first limit that it passes."""
    due = time.monotonic() + limits.seconds + _OPENING
    while True:
        try:
            return child.communicate(timeout=_GLANCE)[0]
        except subprocess.TimeoutExpired:
            if megabytes_of(child.pid) > limits.megabytes:
                raise _swollen(name, limits.megabytes) from None
            if time.monotonic() > due:
                raise _overdue(name, limits.seconds) from None


def _overdue(name: str, seconds: float) -> ReadError:
    said = f"读了 {seconds:g} 秒还没有读完"
    return ReadError(name, said, remedy="请确认文件是否正常，或由 Word 另存一份再读")


def _swollen(name: str, megabytes: int) -> ReadError:
    said = f"读取时占用的内存超过 {megabytes} MB"
    return ReadError(name, said, remedy="请删去大图后另存再读")


def _ended(name: str) -> ReadError:
    said = "读取程序在这个文件上意外退出"
    return ReadError(name, said, remedy="请用原来的软件打开并另存一份再读")


# ---- in the child -----------------------------------------------------------------------------------


def main() -> None:
    """Read the file on standard input, behind one line that says how; answer on standard output."""
    how = json.loads(sys.stdin.buffer.readline())
    answer = sys.stdout.buffer
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for the life of the process)
    _bind(how["megabytes"] * _BURST, how["seconds"])
    try:
        said = _said_of(sys.stdin.buffer.read(), how)
    except MemoryError:
        said = _as_json(_swollen(how["name"], how["megabytes"]))
    answer.write(json.dumps(said, ensure_ascii=False).encode())
    answer.flush()


def _said_of(data: bytes, how: dict[str, Any]) -> dict[str, Any]:
    try:
        with within(Bounds(**how["bounds"])):
            return {"report": to_json(read_bytes(data, how["name"], agency=how["agency"]))}
    except ReadError as error:
        return _as_json(error)
    except MemoryError:
        raise
    except Exception as error:  # one of ours that no test has found: it is said, not hidden
        said = f"读取程序出错（{type(error).__name__}）"
        remedy = "请把这个文件报给我们，并先另存为 .docx 再读"
        return _as_json(ReadError(how["name"], said, remedy=remedy))


def _as_json(error: ReadError) -> dict[str, Any]:
    return {"error": error.cause, "place": error.place, "remedy": error.remedy}


def _bind(megabytes: int, seconds: float) -> None:
    """Limits of the system behind those of who asked, should that process end first. Where the system
    has none, who asked still watches."""
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows
        return
    cores = os.cpu_count() or 1  # the recogniser uses them all at once
    processor = int((seconds + _OPENING) * cores) + 1
    for kind, most in (
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_DATA, megabytes * 1_000_000),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
