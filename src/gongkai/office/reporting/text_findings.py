"""What is wrong with a written text beside the records. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.office.reporting.metrics import METRICS
from gongkai.office.reporting.narrative import OPTIONAL, SECTIONS, Part, PartSpec
from gongkai.office.reporting.numbers import Value, numbers, printed
from gongkai.report.model import Report
from gongkai.report.rules import Finding, Severity
from gongkai.report.verdicts import Verdict, Verdicts, verdict_line
from gongkai.report.write.findings import heading


@dataclass(frozen=True)
class Correction:
    """Where a number of the text could be set to what the records say."""

    section: int
    key: str
    ordinal: int
    value: Value


@dataclass(frozen=True)
class TextFinding:
    """A finding beside the text, with the correction that is offered for it, and what somebody decided
    about it."""

    finding: Finding
    correction: Correction | None = None
    title: str = ""
    verdict: Verdict | None = None

    @property
    def fingerprint(self) -> str:
        """The number under which a verdict on these facts is kept."""
        return self.finding.fingerprint()

    @property
    def decided(self) -> str:
        """The verdict as a person reads it; empty where there is none."""
        return verdict_line(self.verdict) if self.verdict else ""

    def shown(self, report: Report, verdicts: Verdicts) -> TextFinding:
        """As a page shows it: headed by what is wrong in the words of the check page (the office's own
        checks have their own), with its verdict."""
        title = _TITLES.get(self.finding.rule, "") or heading([self.finding], report)
        return replace(self, title=title, verdict=verdicts.get(self.fingerprint))


_TITLES = {
    "OF-SOURCE": "有的格没有来源",
    "OF-RETURN": "科室的报数还不全",
    "TX-BOUND": "正文的数与台账不同",
    "TX-EMPTY": "正文有一部分没有写",
    "TX-LOOSE": "正文有的数没有出处",
}

BASIS = "国办公开办函〔2021〕30号：内容真实、准确"


def unwritten(found: Sequence[TextFinding]) -> frozenset[int]:
    """The sections of which every part that a person must write is empty."""
    empty = [one.finding.section for one in found if one.finding.rule == "TX-EMPTY"]
    wanted = {
        section: sum((section, spec.key) not in OPTIONAL for spec in specs)
        for section, specs in SECTIONS.items()
    }
    return frozenset(
        section for section, parts in wanted.items() if 0 < parts == empty.count(section)
    )


def check_text(
    section: int, parts: Sequence[Part], values: Mapping[str, Value | None]
) -> list[TextFinding]:
    """Compare every bound number with the records, and say what is unwritten or unbound.

    TX-BOUND (error): a number no longer says what the records say. TX-EMPTY (error): a part that a
    person must write is empty. TX-LOOSE (info): numbers that no record answers for.
    """
    found: list[TextFinding] = []
    written = {part.key: part for part in parts}
    for spec in SECTIONS[section]:
        part = written.get(spec.key, Part(spec.key, ""))
        if not part.text and (section, spec.key) not in OPTIONAL:
            found.append(TextFinding(_empty(section, spec)))
            continue
        said = numbers(part.text)
        bound = {b.ordinal: b.metric for b in part.bindings}
        for ordinal, metric in sorted(bound.items()):
            value = values.get(metric)
            if said[ordinal].value != value:
                found.append(_differs(section, part, ordinal, metric, value))
        loose = [s for n, s in enumerate(said) if n not in bound and s.counts]
        if loose:
            found.append(TextFinding(_loose(section, spec, [printed(s.value) for s in loose])))
    return found


def _differs(section: int, part: Part, ordinal: int, code: str, value: Value | None) -> TextFinding:
    metric = METRICS[code]
    said = numbers(part.text)[ordinal]
    now = "没有数字" if value is None else f"{printed(value)} {metric.unit}"
    return TextFinding(
        Finding(
            rule="TX-BOUND",
            severity=Severity.ERROR,
            message=f"正文写的是 {printed(said.value)}，台账里“{metric.name}”是 {now}。",
            basis=BASIS,
            cells=metric.cells,
            expected=None if value is None else printed(value),
            actual=printed(said.value),
            sentence=said.sentence,
            section=section,
            suggestion="请按台账核对：改正文，或者更正台账后重新编制。",
        ),
        None if value is None else Correction(section, part.key, ordinal, value),
    )


def _empty(section: int, spec: PartSpec) -> Finding:
    return Finding(
        rule="TX-EMPTY",
        severity=Severity.ERROR,
        message=f"“{spec.title}”还没有写。{spec.question}",
        judged=(f"{section}.{spec.key}",),
        basis="国办公开办函〔2021〕30号：不能遗漏",
        section=section,
    )


def _loose(section: int, spec: PartSpec, said: Sequence[str]) -> Finding:
    return Finding(
        rule="TX-LOOSE",
        severity=Severity.INFO,
        message=f"“{spec.title}”里的 {'、'.join(said)} 没有对应的台账，请经办人自己核对出处。",
        judged=(f"{section}.{spec.key}", *said),
        basis=BASIS,
        section=section,
    )
