"""What goes wrong when a file is read, said so that a person can act on it."""

from __future__ import annotations


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
        where = f"{file}（{place}）" if place else file
        super().__init__(f"{where}：{cause}" + (f"。{remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[object, tuple[str, str, str, str]]:
        """As it is made again in another process."""
        return _made_again, (self.file, self.cause, self.place, self.remedy)


class TooMuchError(ReadError):
    """A package that would unpack to more than the bounds allow."""


def _made_again(file: str, cause: str, place: str, remedy: str) -> ReadError:
    return ReadError(file, cause, place=place, remedy=remedy)
