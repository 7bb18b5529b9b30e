"""Findings as a person reads them: the instances of one broken rule together, numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Report
from ..rules.listing import RULES
from ..rules.model import Finding, Severity

_TITLES = {rule.id: rule.title for rule in RULES}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule and one weight, shown under one number (from 1)."""

    number: int
    title: str
    severity: Severity
    findings: tuple[Finding, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell the group touches, once, in reading order."""
        return tuple(dict.fromkeys(c for f in self.findings for c in f.cells))


def group_findings(findings: Sequence[Finding], report: Report) -> list[Group]:
    """Put the broken identities of one rule together; errors first, then warnings, then remarks.

    Only identities are merged: any other finding says a thing of its own.
    """
    buckets: dict[tuple[Severity, str, int], list[Finding]] = {}
    for serial, finding in enumerate(findings):
        alone = 0 if finding.left else serial + 1
        buckets.setdefault((finding.severity, finding.rule, alone), []).append(finding)
    order = list(Severity)
    ranked = sorted(buckets.items(), key=lambda item: order.index(item[0][0]))
    return [
        Group(number, _title(rule, members, report), severity, tuple(_clearest_first(members)))
        for number, ((severity, rule, _), members) in enumerate(ranked, 1)
    ]


def _title(rule: str, members: Sequence[Finding], report: Report) -> str:
    if members[0].left:
        many = f"（{len(members)} 处）" if len(members) > 1 else ""
        return f"{_TITLES[rule]}：不成立{many}"
    if members[0].severity is Severity.ERROR or not report.cells:
        return f"{_TITLES[rule]}：不符"
    return _TITLES[rule]


def _clearest_first(members: Sequence[Finding]) -> list[Finding]:
    """The total column is what a person looks at first."""
    return sorted(members, key=lambda f: not all(c.endswith(".total") for c in f.cells))
