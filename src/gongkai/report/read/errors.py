"""What goes wrong when a file is read, said so that a person can act on it."""

from __future__ import annotations

import os
from contextlib import suppress


def printable(name: str) -> str:
    """A file's name on one line, as a person may see it: bytes that are no UTF-8 as GBK, what cannot be
    printed as `_`."""
    if not name.isprintable():
        with suppress(UnicodeError):
            name = os.fsencode(name).decode("gb18030" if _has_bytes(name) else "utf-8")
    return "".join([char if char.isprintable() else "_" for char in name])


def _has_bytes(name: str) -> bool:
    """True for a name with bytes that the system could not decode."""
    return any("\udc80" <= char <= "\udcff" for char in name)


class ReadError(Exception):
    """A file that could not be read at all.

    `file` is its name, `cause` what happened, `place` where in the file (may be empty), `remedy` what
    to do. `str()` is the one line the command line prints.
    """

    def __init__(self, file: str, cause: str, *, place: str = "", remedy: str = "") -> None:
        self.file = file
        self.cause = cause
        self.place = place
        self.remedy = remedy
        where = f"{printable(file)}（{place}）" if place else printable(file)
        super().__init__(f"{where}：{cause}" + (f"。{remedy}" if remedy else ""))

    def of(self, file: str) -> ReadError:
        """The same error of a file that is called by another name: its path where several are read."""
        return type(self)(file, self.cause, place=self.place, remedy=self.remedy)

    def __reduce__(self) -> tuple[object, tuple[str, str, str, str]]:
        """As it is made again in another process."""
        return _made_again, (self.file, self.cause, self.place, self.remedy)


class TooMuchError(ReadError):
    """A package that would unpack to more than the bounds allow."""


def _made_again(file: str, cause: str, place: str, remedy: str) -> ReadError:
    return ReadError(file, cause, place=place, remedy=remedy)
