"""The findings of many checks as one SARIF 2.1.0 log, for code hosts and other machines.

A rule is a reporting descriptor, a file an artifact, a finding a result: at the line of its first cell
where the file has lines, and at the logical location of every cell it touches. What somebody decided is
a suppression; a rule that could not be judged is a notification of the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ... import __version__
from ..model import Report
from ..rules.listing import RULES, VERSION
from ..rules.model import CheckResult, Finding, Severity
from ..verdicts import Decision, Verdict, Verdicts, verdict_line

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: The name under which a finding's fingerprint is kept in a log.
FINGERPRINT = "gongkaiFacts/v1"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_INDEX = {rule.id: at for at, rule in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class Checked:
    """One file's check. `path` is as the caller named it, relative or absolute."""

    path: PurePath
    report: Report
    result: CheckResult
    verdicts: Verdicts = field(default_factory=dict)


def sarif(checks: Iterable[Checked], unread: Sequence[tuple[PurePath, str]] = ()) -> dict[str, Any]:
    """The log as plain JSON values. `unread` are files that could not be read, with the reason."""
    checks = list(checks)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver()},
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": _artifact(one.path)} for one in checks],
                "results": [
                    _result(finding, one, at)
                    for at, one in enumerate(checks)
                    for finding in one.result.findings
                ],
                "invocations": [
                    {
                        "executionSuccessful": not unread,
                        "toolExecutionNotifications": [
                            *(_unread(path, why) for path, why in unread),
                            *(n for at, one in enumerate(checks) for n in _not_judged(one, at)),
                        ],
                    }
                ],
            }
        ],
    }


def _driver() -> dict[str, Any]:
    return {
        "name": "gongkai",
        "version": __version__,
        "language": "zh-CN",
        "properties": {"ruleList": VERSION},
        "rules": [
            {
                "id": rule.id,
                "name": rule.id.replace("-", ""),
                "shortDescription": {"text": rule.title},
                "fullDescription": {"text": rule.formula},
                "help": {"text": f"依据：{rule.basis}"},
                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
                "properties": {"version": rule.version, "needs": sorted(rule.needs)},
            }
            for rule in RULES
        ],
    }


def _result(finding: Finding, one: Checked, artifact: int) -> dict[str, Any]:
    mark = finding.fingerprint()
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": _INDEX[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding, one, artifact)],
        "partialFingerprints": {FINGERPRINT: mark},
        "properties": {
            "expected": finding.expected,
            "actual": finding.actual,
            "sentence": finding.sentence,
            "beside": finding.beside,
            "suggestion": finding.suggestion,
            "agency": one.report.agency,
            "year": one.report.year,
        },
    }
    held = one.verdicts.get(mark)
    if held is not None:
        result["suppressions"] = [_suppression(held)]
    return result


def _suppression(held: Verdict) -> dict[str, Any]:
    """A confirmed finding is not suppressed: SARIF says so with a rejected suppression."""
    accepted = held.decision is not Decision.CONFIRMED
    return {
        "kind": "external",
        "status": "accepted" if accepted else "rejected",
        "justification": verdict_line(held),
    }


def _location(finding: Finding, one: Checked, artifact: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {**_artifact(one.path), "index": artifact}}
    lines = (
        source.line
        for cell_id in finding.cells
        if (source := one.report.cells[cell_id].source) and source.line
    )
    first = next(lines, None)
    if first is not None:
        physical["region"] = {"startLine": first}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.cells:
        specs = one.report.statutory_form.cells
        location["logicalLocations"] = [
            {"fullyQualifiedName": cell_id, "name": specs[cell_id].label, "kind": "member"}
            for cell_id in finding.cells
        ]
    return location


def _not_judged(one: Checked, artifact: int) -> Iterable[dict[str, Any]]:
    for missed in dict.fromkeys((n.rule, n.reason) for n in one.result.not_evaluated):
        rule, reason = missed
        yield {
            "descriptor": {"id": rule},
            "level": "none",
            "message": {"text": f"没有检查：{reason}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {**_artifact(one.path), "index": artifact}
                    }
                }
            ],
        }


def _unread(path: PurePath, why: str) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": why},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}],
    }


def _artifact(path: PurePath) -> dict[str, Any]:
    return {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}
