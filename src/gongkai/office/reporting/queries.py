"""Reading reports: the years, the texts, the frozen versions, and what a report is worth now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.applications import queries as applications
from gongkai.office.audit import queries as ledger
from gongkai.office.registers import queries as registers
from gongkai.office.registers.queries import Unsettled, unsettled
from gongkai.office.reporting import metrics, sources, stages
from gongkai.office.reporting.compile import Compiled, Missing, compile_year
from gongkai.office.reporting.models import (
    AnnualReport,
    Draft,
    FindingVerdict,
    FrozenReport,
    ReportEvent,
    Step,
)
from gongkai.office.reporting.narrative import SECTIONS, Part, compose
from gongkai.office.reporting.numbers import Value
from gongkai.office.reporting.stages import Stages
from gongkai.office.reporting.text_findings import TextFinding, check_text, unwritten
from gongkai.office.reporting.value import context_kind, explained, report_value
from gongkai.report.model import Report, from_json
from gongkai.report.names import Names, make_names
from gongkai.report.rules import CheckResult, Context, Finding, Severity, check
from gongkai.report.verdicts import Decision, Verdict, Verdicts, explanations, verdicts_on

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


#: Who reads reports: those who may see every application and case of the agency, because every
#: number opens its records.
READERS = frozenset({Role.CLERK, Role.LEADER, Role.SIGNER, Role.AUDITOR})


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


def report_of(agency: Agency, year: int) -> AnnualReport | None:
    """The folder of a year; None before anything was done for it."""
    return AnnualReport.objects.filter(agency=agency, year=year).first()


def stages_of(report: AnnualReport | None) -> Stages:
    """Where a report stands."""
    if report is None:
        return Stages()
    events = ReportEvent.objects.filter(report=report).select_related("actor")
    return stages.fold(events)


#: What comes next, and who does it.
NEXT = {
    Step.COMPILED: ("从台账编制", Role.CLERK),
    Step.CHECKED: ("核对，提交签发", Role.CLERK),
    Step.SIGNED: ("签发", Role.SIGNER),
    Step.FILED: ("报送主管部门", Role.CLERK),
    Step.PUBLISHED: ("公开", Role.CLERK),
}


@dataclass(frozen=True)
class UnderWay:
    """The report of a year that is over, with a step still open: the next one, and who takes it."""

    year: int
    stages: Stages
    next_step: str
    holder: Role


def under_way(agency: Agency, as_of: date) -> UnderWay | None:
    """The report of the year before `as_of`; None once it is published, and for a year in which the
    office had not begun."""
    year = as_of.year - 1
    began = ledger.opened_at(agency)
    if year < 2021 or began is None or time.local_date(began).year > year:
        return None
    held = stages_of(report_of(agency, year))
    return None if held.next is None else UnderWay(year, held, *NEXT[held.next])


def events_of(report: AnnualReport) -> list[ReportEvent]:
    """Its steps, newest first."""
    return list(
        ReportEvent.objects.filter(report=report).select_related("actor").order_by("-position")
    )


def drafts_of(report: AnnualReport | None) -> dict[int, Draft]:
    """The newest version of each section's text."""
    if report is None:
        return {}
    newest: dict[int, Draft] = {}
    rows = Draft.objects.filter(report=report).select_related("written_by")
    for row in rows.order_by("section", "version"):
        newest[row.section] = row
    return newest


def parts_of(draft: Draft | None) -> list[Part]:
    """The parts of a version; none of a section nobody has written."""
    return [Part.from_json(one) for one in draft.parts] if draft else []


def last_frozen(agency: Agency, year: int) -> FrozenReport | None:
    """The newest frozen version of a year."""
    return (
        FrozenReport.objects.filter(agency=agency, year=year)
        .select_related("signed_by", "compiled_by", "agency")
        .order_by("-version")
        .first()
    )


def frozen_value(frozen: FrozenReport) -> Report:
    """The report as it was signed. Raises ValueError when its content is not what was frozen."""
    if hashlib.sha256(frozen.content.encode()).hexdigest() != frozen.digest:
        raise ValueError(
            f"{frozen.year}年冻结的报告与冻结时的校验值不一致，请系统维护人员从备份恢复。"
        )
    return from_json(json.loads(frozen.content))


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


@dataclass(frozen=True)
class YearRow:
    """One line of the list of years."""

    year: int
    stages: Stages
    frozen: FrozenReport | None


def years(agency: Agency, today: date) -> list[YearRow]:
    """This year and every year since the ledger was opened or a report was begun, newest first."""
    folders = {r.year: r for r in AnnualReport.objects.filter(agency=agency)}
    events: dict[int, list[ReportEvent]] = {}
    for event in ReportEvent.objects.filter(report__agency=agency).select_related("actor"):
        events.setdefault(event.report_id, []).append(event)
    newest: dict[int, FrozenReport] = {}
    frozen = FrozenReport.objects.filter(agency=agency).defer("content").order_by("version")
    for one in frozen.select_related("signed_by"):
        newest[one.year] = one
    began = ledger.opened_at(agency)
    first = min([today.year, *folders, *([time.local_date(began).year] if began else [])])
    rows = []
    for year in range(today.year, max(first, 2021) - 1, -1):
        folder = folders.get(year)
        held = stages.fold(events.get(folder.pk, [])) if folder else Stages()
        rows.append(YearRow(year, held, newest.get(year)))
    return rows


def begun(agencies: Iterable[Agency], year: int) -> set[int]:
    """Ids of the agencies that have begun their report of a year."""
    return set(
        AnnualReport.objects.filter(agency__in=list(agencies), year=year).values_list(
            "agency_id", flat=True
        )
    )


def head(agency: Agency) -> int:
    """The position of the agency's ledger."""
    return ledger.head(agency)[0]


@dataclass(frozen=True)
class PublishedReport:
    """A report that is before the public: which frozen version, since when."""

    year: int
    version: int
    on: date


def published_reports(agency: Agency) -> list[PublishedReport]:
    """The reports that were frozen and then published, newest year first. One that is being compiled
    again stays as it was published until the next one is. One query."""
    signed: dict[int, int] = {}
    found: dict[int, PublishedReport] = {}
    events = ReportEvent.objects.filter(
        report__agency=agency, step__in=(Step.SIGNED, Step.PUBLISHED)
    ).order_by("position")
    for year, step, on in events.values_list("report__year", "step", "on"):
        if step == Step.SIGNED:
            signed[year] = signed.get(year, 0) + 1
        else:
            found[year] = PublishedReport(year, signed[year], on)
    return sorted(found.values(), key=lambda one: -one.year)


def published_report(agency: Agency, year: int) -> Report | None:
    """The published report of a year as it was signed; None when there is none. Raises ValueError
    when its content is not what was frozen."""
    one = next((r for r in published_reports(agency) if r.year == year), None)
    if one is None:
        return None
    return frozen_value(FrozenReport.objects.get(agency=agency, year=year, version=one.version))
