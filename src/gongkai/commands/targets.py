"""Where what is made of a file goes: beside it or into one folder, never over a file that was read or made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..report.batch import folder_of


class Targets:
    """The files that one run writes. Two sources of one name have targets of two names."""

    def __init__(self, folder: Path | None, sources: Iterable[Path]) -> None:
        """`folder` is where all go; None for beside each source."""
        self._folder = folder
        self._taken = {source.resolve() for source in sources}

    def free(self, source: Path, ending: str) -> Path:
        """The path to write what is made of a source: its name with another ending, and with a number
        where another file has that name. Its folder is there then."""
        folder = self._folder or folder_of(source)
        folder.mkdir(parents=True, exist_ok=True)
        number, target = 0, folder / f"{source.stem}.{ending}"
        while target.resolve() in self._taken:
            number += 1
            target = folder / f"{source.stem}-{number}.{ending}"
        self._taken.add(target.resolve())
        return target
