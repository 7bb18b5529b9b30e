"""What a case of the corpus of layouts is, and the list of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Case:
    """A file and what it must be read to: rows (row id → values or a state), and other members."""

    name: str
    what: str
    data: str | bytes
    rows: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    office: str = ""  # what LibreOffice makes of it: docx, pdf, doc


CASES: list[Callable[[], Case]] = []


def case(make: Callable[[], Case]) -> Callable[[], Case]:
    """Register a case."""
    CASES.append(make)
    return make
