"""Very many reports in one file, a line each (JSON lines), written so that a stopped run can go on.

    {"file": "区县/甲.docx", "sha256": "…", "report": {…}}
    {"file": "区县/乙.pdf", "sha256": "…", "error": {"cause": "…", "place": "", "remedy": "…"}, "passing": false}

A report is as `schema.json` of the report package says. A file has one line; a newer one takes its place.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any

from gongkai.report.parallel import Outcome

_LINE = re.compile(
    rb'\{"file": ("(?:[^"\\]|\\.)*"), "sha256": "([0-9a-f]*)", "(report|error)": .*\}\n', re.DOTALL
)


class NotOurs(Exception):
    """The file holds something else. It is left as it is."""


class Lines:
    """A file of lines, open for more. A context manager; only one process may hold it.

    `failures` are the files that could not be read, with the cause and what to do; `strangers` those that could, and
    in which nothing of a report was seen.
    """

    def __init__(self, path: Path) -> None:
        """Raises NotOurs when the file holds other lines. What a stopped run left half is dropped."""
        self.path = path
        self.failures: dict[str, str] = {}
        self.strangers: set[str] = set()
        self._digests: dict[str, str] = {}
        self._places: dict[str, int] = {}  # where the line of a file begins
        self._stale = False
        self._take_up()
        self._stream = path.open("ab")

    def _take_up(self) -> None:
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return
        place = 0
        with self.path.open("rb") as stream:
            for line in stream:
                match = _LINE.fullmatch(line)
                if match is None and line.endswith(b"\n"):
                    raise NotOurs(
                        f"{self.path}：里面有不是本命令写的内容，没有动它。请另写一个文件名"
                    )
                if match is None:
                    os.truncate(self.path, place)  # the half line of a run that was stopped
                    break
                self._note(line, match, place)
                place += len(line)
        if self._stale:
            self._rewrite()

    def _note(self, line: bytes, match: re.Match[bytes], place: int) -> None:
        name = json.loads(match[1])
        self._stale = self._stale or name in self._places
        self._places[name] = place
        self._digests[name] = match[2].decode()
        self.failures.pop(name, None)
        self._judge(name, line)
        if match[3] == b"error":
            said = json.loads(line)
            self.failures[name] = _why(said["error"])
            if said["passing"] or not match[2]:
                del self._digests[name]  # to be tried again

    def _judge(self, name: str, line: bytes) -> None:
        """Note whether a report has neither a form nor a section nor a table: it is something else."""
        strange = line.endswith(b', "labelled": []}}\n') and b'"form": "none"' in line
        if strange and b'"sections": [], ' in line:
            self.strangers.add(name)
        else:
            self.strangers.discard(name)

    def known(self, path: Path) -> str | None:
        """The digest that a file had when it was read; None when it is to be read."""
        return self._digests.get(str(path))

    def add(self, outcome: Outcome) -> None:
        """Write what became of a file, unless its line says so already."""
        if outcome.unchanged:
            return
        name = str(outcome.path)
        self.failures.pop(name, None)
        if outcome.error is None:
            held = f'"report": {outcome.report}'
        else:
            error = outcome.error
            said = {"cause": error.cause, "place": error.place, "remedy": error.remedy}
            passing = "true" if outcome.passing else "false"
            held = f'"error": {json.dumps(said, ensure_ascii=False)}, "passing": {passing}'
            self.failures[name] = _why(said)
        # A name that is no text on this system keeps its bytes, escaped.
        text = f'{{"file": {json.dumps(name)}, "sha256": "{outcome.sha256}", {held}}}\n'
        line = text.encode("utf-8", "replace")
        self._judge(name, line)
        self._stale = self._stale or name in self._places
        self._places[name] = self._stream.tell()
        self._stream.write(line)
        self._stream.flush()  # a run that is stopped loses half a line at most

    def __len__(self) -> int:
        return len(self._places)

    def __enter__(self) -> Lines:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with closing(self._stream):
            os.fsync(self._stream.fileno())
        if self._stale:
            self._rewrite()

    def _rewrite(self) -> None:
        """The newest line of each file, in the order of the lines; the old file until the new one is whole."""
        whole = self.path.with_name(self.path.name + ".new")
        moved: dict[str, int] = {}
        try:
            with self.path.open("rb") as old, whole.open("wb") as new:
                for name, place in sorted(self._places.items(), key=lambda pair: pair[1]):
                    old.seek(place)
                    moved[name] = new.tell()
                    new.write(old.readline())
                new.flush()
                os.fsync(new.fileno())
            os.replace(whole, self.path)
        finally:
            whole.unlink(missing_ok=True)  # only half of it, where the disk is full
        self._places = moved
        self._stale = False


def _why(error: dict[str, str]) -> str:
    """The cause and what to do, of the error in a line."""
    return "。".join(filter(None, (error["cause"], error["remedy"])))


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Each line of such a file as a dictionary."""
    with path.open("rb") as stream:
        for line in stream:
            yield json.loads(line)
