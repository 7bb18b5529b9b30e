"""The log holds to the structure of SARIF 2.1.0 that consumers rely on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

import jsonschema
import pytest

from gongkai.report.read import read_file
from gongkai.report.rules import Context, check
from gongkai.report.rules.listing import RULES
from gongkai.report.verdicts import Decision, Verdict
from gongkai.report.write.sarif import FINGERPRINT, Checked, sarif

TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
PLACE = {
    "type": "object",
    "required": ["physicalLocation"],
    "additionalProperties": False,
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "additionalProperties": False,
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "required": ["uri"],
                    "properties": {
                        "uri": {"type": "string", "pattern": "^[!-~]+$"},
                        "index": {"type": "integer", "minimum": 0},
                    },
                },
                "region": {
                    "type": "object",
                    "properties": {"startLine": {"type": "integer", "minimum": 1}},
                },
            },
        },
        "logicalLocations": {
            "type": "array",
            "uniqueItems": True,
            "items": {"type": "object", "required": ["fullyQualifiedName", "kind"]},
        },
    },
}
NOTE = {
    "type": "object",
    "required": ["message"],
    "additionalProperties": False,
    "properties": {
        "descriptor": {"type": "object", "required": ["id"]},
        "level": LEVEL,
        "message": TEXT,
        "locations": {"type": "array", "items": PLACE},
    },
}
#: What section 3 of the standard requires of the objects that are used.
STRUCTURE: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "language": {"pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                                "defaultConfiguration": {
                                                    "type": "object",
                                                    "properties": {"level": LEVEL},
                                                },
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "artifacts": {"type": "array", "uniqueItems": True},
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": LEVEL,
                                "message": TEXT,
                                "locations": {"type": "array", "items": PLACE},
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                                "properties": {"type": "object"},
                                "suppressions": {
                                    "type": "array",
                                    "uniqueItems": True,
                                    "items": {
                                        "type": "object",
                                        "required": ["kind"],
                                        "properties": {
                                            "kind": {"enum": ["inSource", "external"]},
                                            "status": {
                                                "enum": ["accepted", "underReview", "rejected"]
                                            },
                                        },
                                    },
                                },
                            },
                        },
                    },
                    "invocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["executionSuccessful"],
                            "properties": {
                                "toolExecutionNotifications": {"type": "array", "items": NOTE}
                            },
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip


def checked(corpus: Path, name: str) -> Checked:
    report = read_file(corpus / "reports" / f"{name}.txt")
    return Checked(PurePosixPath(f"各县/{name}.txt"), report, check(Context(report)))


@pytest.fixture
def log(corpus: Path) -> dict[str, Any]:
    first = checked(corpus, "tacheng-2024")
    judged = first.result.findings[0]
    verdict = Verdict(
        first.report.agency,
        2024,
        judged.rule,
        judged.fingerprint(),
        Decision.EXPLAINED,
        "附件另发",
        "李四",
        datetime(2025, 2, 1, tzinfo=UTC),
    )
    first = replace(first, verdicts={verdict.fingerprint: verdict})
    return sarif(
        [first, checked(corpus, "xinyuan-2024")],
        [(PurePosixPath("坏.pdf"), "读不了：坏.pdf：文件不完整")],
    )


def test_it_holds_to_the_standard(log: dict[str, Any]) -> None:
    jsonschema.validate(log, STRUCTURE)


def test_every_result_names_a_rule_of_the_list_and_its_place(log: dict[str, Any]) -> None:
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == [r.id for r in RULES]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
        assert len(result["partialFingerprints"][FINGERPRINT]) == 16


def test_a_cell_is_found_by_its_line_and_its_id(log: dict[str, Any]) -> None:
    (result,) = [r for r in log["runs"][0]["results"] if r["ruleId"] == "T2-NN"]
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("/xinyuan-2024.txt")
    assert place["physicalLocation"]["region"]["startLine"] > 1
    assert [one["fullyQualifiedName"] for one in place["logicalLocations"]] == [
        "disclosure.licences.decisions"
    ]


def test_a_verdict_is_a_suppression_and_what_was_not_read_or_judged_a_notification(
    log: dict[str, Any],
) -> None:
    run = log["runs"][0]
    (suppressed,) = [r for r in run["results"] if "suppressions" in r]
    assert suppressed["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "属实，有原因：附件另发（李四，2025-02-01）",
        }
    ]
    (called,) = run["invocations"]
    assert called["executionSuccessful"] is False
    assert called["toolExecutionNotifications"][0]["level"] == "error"
    assert {n["descriptor"]["id"] for n in called["toolExecutionNotifications"][1:]} >= {"YY-CARRY"}
