"""What a year's report is worth now: figures and texts put together, checked, with every verdict."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai.office import time
from gongkai.office.applications import queries as applications
from gongkai.office.registers import queries as registers
from gongkai.office.registers.queries import Unsettled, unsettled
from gongkai.office.reporting import metrics, sources
from gongkai.office.reporting.compile import Compiled, Missing, compile_year
from gongkai.office.reporting.models import (
    AnnualReport,
    Draft,
    FindingVerdict,
)
from gongkai.office.reporting.narrative import SECTIONS, compose
from gongkai.office.reporting.numbers import Value
from gongkai.office.reporting.queries.folders import parts_of
from gongkai.office.reporting.queries.frozen import frozen_value, last_frozen
from gongkai.office.reporting.stages import Stages
from gongkai.office.reporting.text_findings import TextFinding, check_text, unwritten
from gongkai.office.reporting.value import context_kind, explained, report_value
from gongkai.report.model import Report
from gongkai.report.names import Names, make_names
from gongkai.report.rules import CheckResult, Context, Finding, Severity, check
from gongkai.report.verdicts import Decision, Verdict, Verdicts, explanations, verdicts_on

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


@dataclass(frozen=True)
class Assessment:
    """A year's figures and texts, put together and checked.

    `findings` are all of them: what has no source, the text beside the records, and the rules of
    the report, errors first, each with what somebody decided about it. `previous` is last year's report
    as frozen.
    """

    compiled: Compiled
    report: Report
    result: CheckResult
    texts: tuple[TextFinding, ...]
    values: Mapping[str, Value | None]
    previous: Report | None
    verdicts: Verdicts
    unsettled: Sequence[Unsettled] = ()

    @cached_property
    def findings(self) -> list[TextFinding]:
        order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
        silent = unwritten(self.texts)
        found = [
            *(TextFinding(_no_source(one)) for one in self.compiled.missing),
            *(TextFinding(_unsettled(one)) for one in self.unsettled),
            *self.texts,
            # That a text is not written says all there is to say of its words.
            *(
                TextFinding(one)
                for one in self.result.findings
                if one.cells or one.section not in silent
            ),
        ]
        ranked = sorted(found, key=lambda one: order.index(one.finding.severity))
        return [one.shown(self.report, self.verdicts) for one in ranked]

    @property
    def explanations(self) -> list[str]:
        """What is to be published with the report about findings that stand."""
        return explanations([one.finding for one in self.findings], self.verdicts)

    @property
    def errors(self) -> list[Finding]:
        return [f.finding for f in self.findings if f.finding.severity is Severity.ERROR]


def _no_source(missing: Missing) -> Finding:
    return Finding(
        rule="OF-SOURCE",
        severity=Severity.ERROR,
        message=missing.message,
        basis="国办公开办函〔2021〕30号：不能遗漏",
        cells=missing.cells,
        section={"disclosure": 2, "requests": 3, "challenges": 4}[missing.kind.table],
    )


def _unsettled(one: Unsettled) -> Finding:
    return Finding(
        rule="OF-RETURN",
        severity=Severity.ERROR,
        message=one.message,
        basis="国办公开办函〔2021〕30号：不能遗漏",
        cells=(registers.CELLS[one.kind],),
        section=2,
    )


def assess(
    agency: Agency, year: int, position: int | None, drafts: Mapping[int, Draft]
) -> Assessment:
    """Count a year at a position, put the texts to it, and run every rule.

    The report of the year before is its last frozen version; without one, the rules between years
    say that they were not evaluated.
    """
    compiled = compile_year(agency, year, position)
    values = metrics.values(compiled.cells, compiled.counted)
    parts = {section: parts_of(drafts.get(section)) for section in SECTIONS}
    report = report_value(compiled, {n: compose(n, held) for n, held in parts.items()})
    frozen = last_frozen(agency, year - 1)
    previous = frozen_value(frozen) if frozen else None
    result = check(
        Context(
            report=report,
            previous=previous,
            kind=context_kind(agency),
            names=_former_name(agency, previous),
            licenses=sources.licenses(agency, report.cells, compiled.position),
            without_notice=applications.without_notice(agency, year, compiled.position),
        )
    )
    texts = tuple(
        one for section in SECTIONS for one in check_text(section, parts[section], values)
    )
    verdicts = verdicts_on(report, _verdicts(agency, year))
    lacking = unsettled(agency, year)
    found = Assessment(compiled, report, result, texts, values, previous, verdicts, lacking)
    return replace(found, report=explained(report, found.explanations))


def _former_name(agency: Agency, previous: Report | None) -> Names:
    """Last year's report is the agency's own, whatever it was called when it was signed."""
    former = [previous.agency] if previous and previous.agency else []
    return make_names([(agency.name, former)])


def _verdicts(agency: Agency, year: int) -> list[Verdict]:
    """What was decided about the findings of a year, oldest first."""
    rows = FindingVerdict.objects.filter(report__agency=agency, report__year=year)
    return [
        Verdict(
            agency=agency.name,
            year=year,
            rule=row.rule,
            fingerprint=row.fingerprint,
            decision=Decision(row.decision),
            reason=row.reason,
            who=row.actor.display_name,
            at=row.at.astimezone(time.ZONE),
            publish=row.publish or None,
        )
        for row in rows.select_related("actor").order_by("position")
    ]


def published_verdicts(report: AnnualReport) -> list[FindingVerdict]:
    """Every verdict of a report with an explanation to publish, whoever wrote it, oldest first."""
    return list(
        FindingVerdict.objects.filter(report=report).exclude(publish="").order_by("position")
    )


def words_of(drafts: Mapping[int, Draft], verdicts: Iterable[FindingVerdict]) -> list[str]:
    """The uids of everything a person wrote that the report prints: texts, and explanations."""
    return [str(one.uid) for one in (*drafts.values(), *verdicts)]


def stand_of(held: Stages, words: Iterable[str]) -> str:
    """What a page showed of a report, in short: its last step and the texts (`words_of`) as they
    were. Another once a step is taken or a word is changed."""
    parts = [str(held.last.uid) if held.last else "", *sorted(words)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
