"""A lawful no."""

from __future__ import annotations


class InstallationError(Exception):
    """The installation itself cannot go on (directory, key, database); the Chinese message says why
    and what to do. Commands print it."""


class Refusal(Exception):
    """The law, a rule or a right says no; nothing was written.

    code     a stable name for tests and logs, e.g. "not-permitted"
    message  the full Chinese sentence a person sees: what, where, what to do
    basis    the article it rests on, empty where it is a rule of the office
    """

    def __init__(self, code: str, message: str, basis: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.basis = basis

    def __str__(self) -> str:
        return f"{self.message}（{self.basis}）" if self.basis else self.message


def sent_twice(what: str) -> Refusal:
    """The no to a page that was sent before and whose record stands (`formfields.Once`)."""
    return Refusal(
        "sent-twice",
        f"这一页的{what}已经登记过，没有再登记一次。请到列表里查看；要另外登记的，请重新打开这一页。",
    )
