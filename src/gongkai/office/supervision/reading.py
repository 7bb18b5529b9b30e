"""A unit's file becomes a report and its findings. Pure but for the reader: no database here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from gongkai.office.refusal import Refusal
from gongkai.office.reporting.value import context_kind
from gongkai.office.supervision.models import Ruling
from gongkai.report.apart import read_apart
from gongkai.report.cell import STATE_NAMES, State
from gongkai.report.copying import copies_among
from gongkai.report.form import NO_FORM
from gongkai.report.likeness import Copy
from gongkai.report.model import Report, from_json, to_json
from gongkai.report.names import Names
from gongkai.report.read import ReadError
from gongkai.report.rules import CheckResult, Context, Severity, check
from gongkai.report.write.findings import Group, Marks, group_findings, mark_cells

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency
    from gongkai.office.supervision.models import Judgement, Received

#: What settles a finding so that it no longer keeps a report from being accepted.
SETTLED = frozenset({Ruling.EXPLAINED, Ruling.DISMISSED})


def read_report(
    data: bytes, name: str, unit: Agency, year: int, *, names: Names, sure: bool
) -> Report:
    """Read a unit's file.

    Raises Refusal: the file cannot be read; it says another year; it says another agency, unless
    the person is `sure` that it is the unit's (offices misprint names). `names` knows former and
    short names of the unit.
    """
    report = read_any(data, name, year, sure=sure)
    said = report.agency
    if said is not None and names.unit(said, year) != names.unit(unit.name, year) and not sure:
        raise Refusal(
            "other-unit",
            f"“{name}”写的机关是“{said}”，选的单位是“{unit.name}”。"
            "请核对单位；确实是这个单位的，勾选“确是这个单位的报告”后再上传。",
        )
    return report


def read_any(data: bytes, name: str, year: int, *, sure: bool) -> Report:
    """Read a file of whichever unit. Raises Refusal: it cannot be read, holds no table of a report
    (unless the person is `sure`), or says another year."""
    try:
        report = read_apart(data, name)
    except ReadError as error:
        raise Refusal("unreadable", f"{error}。") from error
    if not sure and all(cell.state is State.ABSENT for cell in report.cells.values()):
        raise Refusal(
            "not-a-report",
            f"“{name}”里没有读出年度报告的任何一张表。请核对是否选错了文件；"
            "单位确实只报来这样一份的，勾选“确是这个单位的报告”后再上传。",
        )
    if report.year is not None and report.year != year:
        raise Refusal(
            "other-year",
            f"“{name}”是 {report.year} 年度的报告，这里收的是 {year} 年度的。请换一个文件，"
            f"或者到 {report.year} 年度的征集里上传。",
        )
    return report


def stored(report: Report) -> str:
    """The report as it is kept."""
    return json.dumps(to_json(report), ensure_ascii=False, sort_keys=True)


def report_of(received: Received) -> Report:
    """The report as it was received."""
    return from_json(json.loads(received.content))


def renamed(report: Report, unit: str, year: int) -> Report:
    """The report under the unit's own name and the year it was filed for, where it prints neither
    or misprints them: a person saw that when it was received."""
    return replace(report, agency=unit, year=year)


@dataclass(frozen=True)
class Judged:
    """Findings shown under one number, and what was made of them: one ruling for all, or None."""

    group: Group
    judgement: Judgement | None

    @property
    def key(self) -> str:
        """What a page sends back for these findings: a digest of the facts they judge. A number would
        mean another finding once the report of the year before, or a new rule, came in between."""
        facts = "".join(finding.fingerprint() for finding in self.group.findings)
        return sha256(facts.encode()).hexdigest()[:16]

    @property
    def ruling(self) -> str:
        """What is chosen on the page before anybody chose: an error is taken for one."""
        if self.judgement is not None:
            return str(self.judgement.ruling)
        return str(Ruling.CONFIRMED) if self.group.severity is Severity.ERROR else ""

    @property
    def settled(self) -> bool:
        return self.judgement is not None and self.judgement.ruling in SETTLED


@dataclass(frozen=True)
class Assessment:
    """A received report with everything the rules say about it."""

    report: Report
    previous: Report | None
    result: CheckResult
    judged: tuple[Judged, ...]
    marks: Marks

    @property
    def open_errors(self) -> list[Judged]:
        """What keeps it from being accepted."""
        return [j for j in self.judged if j.group.severity is Severity.ERROR and not j.settled]

    @property
    def open_findings(self) -> list[Judged]:
        """What somebody has still to settle: errors and warnings; a remark has nothing to decide."""
        return [j for j in self.judged if j.group.severity is not Severity.INFO and not j.settled]

    @property
    def confirmed(self) -> list[Judged]:
        """What a letter asks to mend: what somebody said is a problem."""
        return [
            j
            for j in self.judged
            if j.judgement is not None and j.judgement.ruling == Ruling.CONFIRMED
        ]


#: What a Reading keeps of copied text: the section's number → a Copy as a dict, or None.
Copied = Mapping[str, dict[str, Any] | None]


def run_rules(
    report: Report,
    previous: Report | None,
    unit: Agency,
    names: Names,
    copied: Copied | None,
) -> CheckResult:
    """Every rule, with what a supervising office knows of its unit and of the others."""
    found = None
    if copied is not None:
        found = {int(n): Copy(**one) if one else None for n, one in copied.items()}
    return check(
        Context(
            report=report,
            previous=previous,
            kind=context_kind(unit),
            names=names,
            copied=found,
        )
    )


def copies_of(reports: Sequence[Report], names: Names) -> list[Copied | None]:
    """For every unit's report, from whom its text may be taken, as a Reading keeps it."""
    return [
        None
        if one is None
        else {str(n): asdict(copy) if copy else None for n, copy in sorted(one.items())}
        for one in copies_among(reports, names)
    ]


def assess(
    report: Report,
    result: CheckResult,
    previous: Report | None,
    judgements: Mapping[str, Judgement],
) -> Assessment:
    """Findings as they are shown and judged. `judgements` are the newest by fingerprint."""
    groups = group_findings(result.findings, report)
    judged = tuple(Judged(group, _of(group, judgements)) for group in groups)
    return Assessment(report, previous, result, judged, mark_cells(groups, report))


def _of(group: Group, judgements: Mapping[str, Judgement]) -> Judgement | None:
    held = [judgements.get(finding.fingerprint()) for finding in group.findings]
    first = held[0]
    if first is None or any(one is None or one.ruling != first.ruling for one in held):
        return None
    return first


def summary(result: CheckResult) -> list[list[str]]:
    """The findings as a Reading keeps them."""
    return [[f.rule, f.severity.value, f.fingerprint()] for f in result.findings]


def open_counts(
    findings: Iterable[list[str]], rulings: Mapping[str, str]
) -> tuple[int, int, dict[str, int]]:
    """How many errors and warnings are not settled, and the open errors by rule."""
    errors = warnings = 0
    by_rule: dict[str, int] = {}
    for rule, severity, fingerprint in findings:
        if rulings.get(fingerprint) in SETTLED:
            continue
        if severity == Severity.ERROR:
            errors += 1
            by_rule[rule] = by_rule.get(rule, 0) + 1
        elif severity == Severity.WARNING:
            warnings += 1
    return errors, warnings, by_rule


def is_read(report: Report) -> bool:
    """Whether the tables of a form are there and no cell of them is unreadable: such a cell makes no
    finding, and only a person can look it up in the file."""
    return report.form != NO_FORM and not report.states()[State.UNREADABLE]


def states(report: Report) -> str:
    """How the cells were read, in one phrase."""
    counts = {STATE_NAMES[state]: n for state, n in report.states().items() if n}
    return "，".join(f"{name} {n} 格" for name, n in counts.items()) or "没有读出表格"
