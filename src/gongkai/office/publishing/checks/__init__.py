"""What is looked for before a text is handed in. Each check is a pure function of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import bank_cards, identity_numbers, secrecy_marks, telephones, words
from .finding import Finding, Line, Severity
from .words import Word

__all__ = ["CHECK_NAMES", "Finding", "Line", "Severity", "Word", "run"]

CHECK_NAMES = {
    identity_numbers.CODE: "居民身份证号",
    telephones.CODE: "个人电话",
    bank_cards.CODE: "银行卡号",
    secrecy_marks.CODE: "密级和内部标志",
    words.CODE: "易错词",
}


def run(lines: Sequence[Line], governed: Iterable[Word] = ()) -> list[Finding]:
    """All findings of all checks, in the order of the lines; what must not be public comes first."""
    found = [
        *identity_numbers.find(lines),
        *telephones.find(lines),
        *bank_cards.find(lines),
        *secrecy_marks.find(lines),
        *words.find(lines, governed),
    ]
    order = {line.place: n for n, line in enumerate(lines)}
    return sorted(found, key=lambda f: (f.severity is not Severity.MUST, order[f.place]))
