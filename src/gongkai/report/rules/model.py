"""What a rule is, what it is given, and what it says.

A rule is data with a pure function. It declares what it `needs`; where that is missing the rule is
listed as *not evaluated*, never as passed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from ..likeness import Copy
from ..model import Report
from ..names import NO_NAMES, Names
from ..published import Mismatch
from ..rollup import RollUp
from ..width import half_width
from .claim import Said
from .claims import find_claims
from .figures import Figured, with_figures


class Severity(StrEnum):
    """How much a finding weighs. Only an error keeps a report from being accepted."""

    ERROR = "error"  # must hold by construction
    WARNING = "warning"  # should hold; ask for an explanation
    INFO = "info"  # shown, never asked about


SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "提示", Severity.INFO: "说明"}

#: What a rule may need beside the report itself.
Need = Literal["previous", "registry", "records", "units"]


@dataclass(frozen=True, slots=True)
class Sums:
    """The sum of an area's units, and where the area's own report differs from it."""

    rolled: RollUp
    mismatches: tuple[Mismatch, ...]


@dataclass(frozen=True)
class Context:
    """Everything a check may look at. What is None is not there, and rules that need it say so.

    `previous` is the same unit's report of the year before; `kind` tells whether the unit is a
    `department` or a `government` (it decides the due date and who may make rules), None when unknown.
    `pending_cases_recur`: a case open at the end of last year is counted again this year (no national
    text was read; practice says so). Where it is off, YY-PEND only remarks. `no_previous` says why the
    year before is not there, in words. `names` tells which names are one agency.
    `copied` says of a section from whom its text may be taken; None where no other agency is at hand.
    `sums` are those of the units of the area whose report this is.
    `licenses` tells whether the agency may grant licences. `without_notice` counts, for a row of table
    three, the concluded applications whose records lack the notice that must come first; a row it does
    not have is one the records cannot tell of; None without the office's records.
    """

    report: Report
    previous: Report | None = None
    kind: Literal["department", "government"] | None = None
    pending_cases_recur: bool = True
    no_previous: str | None = None
    names: Names = NO_NAMES
    copied: Mapping[int, Copy | None] | None = None
    sums: Sums | None = None
    licenses: bool | None = None
    without_notice: Mapping[str, int] | None = None

    @cached_property
    def said(self) -> Said:
        """The counts of applications and cases that the narrative says, found once for all rules."""
        return find_claims(self.report)

    @cached_property
    def figured(self) -> tuple[Figured, ...]:
        """The sentences of the narrative with their figures, found once for all rules."""
        return with_figures(self.said.sentences)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing.

    `cells` are the cell ids it touches, in reading order. `left` and `right` are the terms of a broken
    identity as (cell id, value) so that a page can draw it; both empty when it is not an identity.
    `sentence` is the words of the narrative that were compared, `beside` the words of another document
    they were compared with. `suggestion` never proposes a number. `judged` are facts that stand in none
    of these, as ids, names, numbers and passages, never as a rule's own words (a figure of last year's
    report); where it is given, the words of `expected` and `actual` are wording. `values` says what stood in each of
    `cells`; `check` fills it in.
    """

    rule: str
    severity: Severity
    message: str
    basis: str
    cells: tuple[str, ...] = ()
    expected: str | None = None
    actual: str | None = None
    sentence: str | None = None
    section: int | None = None
    suggestion: str | None = None
    left: tuple[tuple[str, Any], ...] = ()
    right: tuple[tuple[str, Any], ...] = ()
    beside: str | None = None
    judged: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    def fingerprint(self) -> str:
        """A stable digest (16 hex digits) of the rule and the facts it judged, and of nothing else.

        A person's verdict is kept under it. It stays the same through another run, another wording,
        severity or version of the rule, and another print of the same figures; it changes with a
        figure, a cell or the sentence.
        """
        facts = (
            self.rule,
            self.cells,
            self.values,
            _figures(self.expected),
            _figures(self.actual) or ("" if self.judged else _letters(self.actual)),
            _letters(self.sentence),
            [(cell_id, _plain(value)) for cell_id, value in self.left + self.right],
            [_letters(one) for one in self.judged],
        )
        return sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """The finding in the shape `gongkai check --format json` prints."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "cells": list(self.cells),
            "message": self.message,
            "basis": self.basis,
            "expected": self.expected,
            "actual": self.actual,
            "sentence": self.sentence,
            "beside": self.beside,
            "section": self.section,
            "suggestion": self.suggestion,
            "fingerprint": self.fingerprint(),
        }


_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def _figures(text: str | None) -> list[str]:
    """The numbers in words such as 不小于 4: the facts, without the words around them."""
    return [_plain(Decimal(one)) for one in re.findall(r"\d+(?:\.\d+)?", _letters(text))]


def _letters(text: str | None) -> str:
    """Words without white space, width of letters and thousands commas: the print, not the facts."""
    letters = "".join(half_width(text or "").split())
    return _THOUSANDS.sub("", letters)


def _plain(value: Any) -> str:
    return (
        format(Decimal(value).normalize(), "f") if isinstance(value, int | Decimal) else str(value)
    )


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A rule instance that could not be judged, and the reason in words a person reads."""

    rule: str
    reason: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule function yields for one instance (a column, a row, a sentence).

    Exactly one of: a finding, a reason for not judging, or neither (it holds).
    """

    cells: tuple[str, ...] = ()
    finding: Finding | None = None
    not_evaluated: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One named cross-check.

    `id` is public and never reused; `version` grows when the meaning changes. `title` says what
    holds, `broken` what heads a finding. `formula` says in Chinese words what must hold, `basis` where
    that comes from. `forms` are the forms it applies to.
    `evaluate` yields one `Outcome` for each instance and never raises on any report value.
    """

    id: str
    version: int
    title: str
    broken: str
    basis: str
    severity: Severity
    formula: str
    evaluate: Callable[[Context], Iterable[Outcome]]
    needs: frozenset[Need] = frozenset()
    forms: frozenset[str] = frozenset({"2021", "2019"})
    tolerance: str | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """All findings in the order of the form, what held, and what could not be judged.

    `held` counts rule instances (an identity over seven columns is seven).
    """

    findings: tuple[Finding, ...] = ()
    held: int = 0
    held_by_rule: dict[str, int] = field(default_factory=dict)
    not_evaluated: tuple[NotEvaluated, ...] = ()

    @property
    def has_errors(self) -> bool:
        """True when at least one finding is an error."""
        return any(f.severity is Severity.ERROR for f in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(f.severity is severity for f in self.findings)
