"""What people decided about findings, kept beside the rules and never inside them.

A verdict belongs to one agency's report of one year and to the facts that were judged, which it names
by the finding's fingerprint. It is found again after every run and every change of the rules; where a
fact changed, it no longer speaks of what stands there and is listed as lapsed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from .model import Report
from .rules.model import Finding, Severity

SCHEMA = "gongkai/verdicts/1"
_ZONE = ZoneInfo("Asia/Shanghai")


class Decision(StrEnum):
    """What a person says of a finding."""

    CONFIRMED = "confirmed"  # it is so and will be corrected
    EXPLAINED = "explained"  # it is so, for a reason that stands
    DISMISSED = "dismissed"  # it is not so: the check misread


DECISION_NAMES = {
    Decision.CONFIRMED: "属实，待改正",
    Decision.EXPLAINED: "属实，有原因",
    Decision.DISMISSED: "不属实",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision. `at` is an aware instant; `publish` the explanation for the published report, None
    when nothing is to be published. Raises ValueError without a reason or a name."""

    agency: str | None
    year: int | None
    rule: str
    fingerprint: str
    decision: Decision
    reason: str
    who: str
    at: datetime
    publish: str | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.who.strip():
            raise ValueError("结论要写明原因和作出的人。")
        if self.at.tzinfo is None:
            raise ValueError(f"结论的时间没有写时区：{self.at.isoformat()}。")

    def to_json(self) -> dict[str, Any]:
        """The verdict as plain JSON values."""
        return {
            "agency": self.agency,
            "year": self.year,
            "rule": self.rule,
            "fingerprint": self.fingerprint,
            "decision": self.decision.value,
            "reason": self.reason,
            "who": self.who,
            "at": self.at.isoformat(),
            "publish": self.publish,
        }


#: The newest verdict on each finding of one report, by fingerprint.
Verdicts = Mapping[str, Verdict]

NONE: Verdicts = {}


def verdicts_on(report: Report, verdicts: Iterable[Verdict]) -> dict[str, Verdict]:
    """Those of one agency and year, the newest of each fingerprint; of two at one instant the later."""
    held: dict[str, Verdict] = {}
    for one in verdicts:
        if (one.agency, one.year) != (report.agency, report.year):
            continue
        before = held.get(one.fingerprint)
        if before is None or one.at >= before.at:
            held[one.fingerprint] = one
    return held


def still_open(findings: Iterable[Finding], verdicts: Verdicts) -> list[Finding]:
    """The findings that nobody dismissed, in order. An explained error is still an error.

    `verdicts` are those of this report by fingerprint (`verdicts_on`): a later version of a rule that
    judges the same facts finds its verdict again, a changed figure does not. Nothing is raised.
    """
    return [
        one
        for one in findings
        if (held := verdicts.get(one.fingerprint())) is None
        or held.decision is not Decision.DISMISSED
    ]


def has_open_errors(findings: Iterable[Finding], verdicts: Verdicts) -> bool:
    """Whether an error stands that nobody dismissed."""
    return any(one.severity is Severity.ERROR for one in still_open(findings, verdicts))


def lapsed(findings: Iterable[Finding], verdicts: Verdicts) -> list[Verdict]:
    """The verdicts whose facts are no longer in the report, in the order they were given."""
    there = {one.fingerprint() for one in findings}
    return [one for fingerprint, one in verdicts.items() if fingerprint not in there]


def explanations(findings: Iterable[Finding], verdicts: Verdicts) -> list[str]:
    """The explanations to publish with the report, once each, in the order of the findings."""
    said = (verdicts.get(one.fingerprint()) for one in findings)
    return list(dict.fromkeys(one.publish for one in said if one and one.publish))


def verdict_line(verdict: Verdict) -> str:
    """The verdict as a person reads it under its finding; the day is that of China."""
    day = verdict.at.astimezone(_ZONE).date().isoformat()
    return f"{DECISION_NAMES[verdict.decision]}：{verdict.reason}（{verdict.who}，{day}）"


def dump_verdicts(verdicts: Sequence[Verdict]) -> str:
    """The file of verdicts as text, in the order given."""
    data = {"schema": SCHEMA, "verdicts": [one.to_json() for one in verdicts]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def load_verdicts(text: str) -> list[Verdict]:
    """The inverse of `dump_verdicts`. Raises ValueError with a sentence for a person."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"结论文件不是 JSON：第 {error.lineno} 行，{error.msg}。") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise ValueError(f"这不是结论文件：开头应当写明 schema 是 {SCHEMA}。")
    read = []
    for number, one in enumerate(data.get("verdicts", ()), 1):
        try:
            read.append(
                Verdict(
                    agency=one["agency"],
                    year=one["year"],
                    rule=one["rule"],
                    fingerprint=one["fingerprint"],
                    decision=Decision(one["decision"]),
                    reason=one["reason"],
                    who=one["who"],
                    at=datetime.fromisoformat(one["at"]),
                    publish=one.get("publish"),
                )
            )
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ValueError(f"结论文件第 {number} 条读不懂：{error}。") from error
    return read
