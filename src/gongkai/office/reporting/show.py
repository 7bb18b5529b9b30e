"""A year's report as its page shows it: compiled, frozen, or not begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.office.access import Desk
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Agency, Role
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.audit import queries as audit
from gongkai.office.reporting import queries, tables
from gongkai.office.reporting.compile import compile_year
from gongkai.office.reporting.deadline import deadline, year_runs
from gongkai.office.reporting.judging import JUDGES
from gongkai.office.reporting.models import AnnualReport, Draft, FindingVerdict, FrozenReport, Step
from gongkai.office.reporting.narrative import SECTIONS
from gongkai.office.reporting.queries import Assessment
from gongkai.office.reporting.stages import Stages
from gongkai.office.reporting.text_findings import TextFinding
from gongkai.report.form import get_form
from gongkai.report.model import SECTION_TITLES, Report
from gongkai.report.rules import Severity
from gongkai.report.rules.listing import RULES
from gongkai.report.write.document import NUMERALS

#: Who hands a report on, or back.
DECIDERS = (Role.CLERK, Role.LEADER, Role.SIGNER)
TITLES = {rule.id: rule.title for rule in RULES}


@dataclass(frozen=True)
class Sheet:
    """What the pages of a year show.

    `report` is the frozen value once signed, else the figures of the last compilation, else of the
    ledger as it stands; `position` is where those figures were counted.
    """

    agency: Agency
    year: int
    folder: AnnualReport | None
    stages: Stages
    frozen: FrozenReport | None
    drafts: Mapping[int, Draft]
    assessment: Assessment
    report: Report
    position: int
    head: int

    @property
    def findings(self) -> list[TextFinding]:
        return self.assessment.findings

    def count(self, severity: Severity) -> int:
        return sum(one.finding.severity is severity for one in self.findings)


def sheet_of(agency: Agency, year: int) -> Sheet:
    """Put the page of a year together: one count of the year, one run of the rules."""
    folder = queries.report_of(agency, year)
    stages = queries.stages_of(folder)
    drafts = queries.drafts_of(folder)
    frozen = queries.last_frozen(agency, year) if stages.frozen else None
    position = None
    if stages.compiled is not None:
        position = stages.compiled.counted_position
    assessment = queries.assess(agency, year, position, drafts)
    return Sheet(
        agency=agency,
        year=year,
        folder=folder,
        stages=stages,
        frozen=frozen,
        drafts=drafts,
        assessment=assessment,
        report=queries.frozen_value(frozen) if frozen else assessment.report,
        position=assessment.compiled.position,
        head=audit.head(agency)[0],
    )


def facts_of(sheet: Sheet, section: int, desk: Desk) -> dict[str, Any]:
    """The context of the page: sections with their states, steps, findings, signing."""
    result = sheet.assessment.result
    government = sheet.agency.kind == "government"
    return {
        "sheet": sheet,
        "year": sheet.year,
        "section": section,
        "section_title": f"{NUMERALS[section - 1]}、{SECTION_TITLES[section]}",
        "sections": [_section(sheet, number, section) for number in SECTION_TITLES],
        "steps": _steps(sheet),
        "deadline": None
        if sheet.stages.reopened or (sheet.stages.published and sheet.stages.filed)
        else deadline(sheet.year, government, desk.today, calendar_of(sheet.agency)),
        "groups": grouped(numbered(sheet)),
        "errors": sheet.count(Severity.ERROR),
        "warnings": sheet.count(Severity.WARNING),
        "held": result.held,
        "held_by_rule": [
            (rule, TITLES.get(rule, rule), count)
            for rule, count in sorted(result.held_by_rule.items())
        ],
        "not_evaluated": _not_evaluated(sheet),
        "signing": _signing(sheet, desk),
        "paragraphs": _paragraphs(sheet, section),
        "editable": section in SECTIONS and not sheet.frozen and desk.has(Role.CLERK),
        "draft": sheet.drafts.get(section),
        "may_judge": desk.has(*JUDGES) and not sheet.frozen and sheet.folder is not None,
        "before": sheet.assessment.previous,
    }


def numbered(sheet: Sheet) -> list[dict[str, Any]]:
    """The findings with their numbers, and the text version that a correction would edit."""
    listed = []
    for number, one in enumerate(sheet.findings, start=1):
        held = sheet.drafts.get(one.finding.section or 0)
        listed.append({"number": number, "one": one, "base": held.version if held else 0})
    return listed


def grouped(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Findings of one rule in a row: the first is shown, the others unfold beneath it."""
    groups: list[dict[str, Any]] = []
    for item in listed:
        if groups and groups[-1]["first"]["one"].finding.rule == item["one"].finding.rule:
            groups[-1]["rest"].append(item)
        else:
            groups.append({"first": item, "rest": []})
    return groups


def _not_evaluated(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Each rule that could not be judged with its title, once a reason."""
    listed = sheet.assessment.result.not_evaluated
    once = dict.fromkeys((one.rule, one.reason) for one in listed)
    return [(rule, TITLES.get(rule, rule), reason) for rule, reason in once]


def _paragraphs(sheet: Sheet, section: int) -> list[str]:
    held = sheet.report.section(section)
    return [line for line in held.text.splitlines() if line.strip()] if held else []


def _section(sheet: Sheet, number: int, current: int) -> dict[str, Any]:
    form = sheet.report.form
    errors = sum(
        1
        for one in sheet.findings
        if one.finding.severity is Severity.ERROR and number in _sections(one, form)
    )
    cells = [c for c in get_form(form).cells if tables.section_of(form, c) == number]
    if errors:
        state = f"{errors} 处错误"
    elif cells:
        state = f"{len(cells)} 格，没有错误"
    elif number in SECTIONS:
        state = "已写" if _paragraphs(sheet, number) else "还没有写"
    else:
        state = ""
    return {
        "number": number,
        "title": f"{NUMERALS[number - 1]}、{SECTION_TITLES[number]}",
        "state": state,
        "bad": bool(errors),
        "current": number == current,
    }


def _sections(one: TextFinding, form: str) -> set[int]:
    found = {tables.section_of(form, cell_id) for cell_id in one.finding.cells}
    return found | {one.finding.section} if one.finding.section else found


def _steps(sheet: Sheet) -> list[dict[str, str]]:
    stages = sheet.stages
    following = stages.next
    shown: list[tuple[str, bool, bool]] = [
        ("编制", stages.compiled is not None, following is Step.COMPILED),
        ("核对", stages.checked is not None, following is Step.CHECKED),
        ("签发", stages.signed is not None, following is Step.SIGNED),
        ("冻结", stages.frozen, False),
        ("报送", stages.filed is not None, following is Step.FILED),
        ("公开", stages.published is not None, following is Step.PUBLISHED),
    ]
    blocked = sheet.count(Severity.ERROR) > 0 and stages.compiled is not None
    return [
        {
            "name": name,
            "state": "done"
            if done
            else "now"
            if now
            else "blocked"
            if blocked and name == "签发"
            else "",
        }
        for name, done, now in shown
    ]


def stand_of(sheet: Sheet, verdicts: Sequence[FindingVerdict] | None = None) -> str:
    """What a person who hands the report on or back decides from; empty once frozen or not begun."""
    if sheet.folder is None or sheet.frozen:
        return ""
    if verdicts is None:
        verdicts = queries.published_verdicts(sheet.folder)
    return queries.stand_of(sheet.stages, queries.words_of(sheet.drafts, verdicts))


def _signing(sheet: Sheet, desk: Desk) -> dict[str, Any]:
    """Who did what, and for each step whether it can be taken now, or why not."""
    stages, errors = sheet.stages, sheet.count(Severity.ERROR)
    signers = agencies.people_with(Role.SIGNER, sheet.agency, desk.today)
    own = {e.actor_id for e in (stages.compiled, stages.checked) if e}
    own |= {draft.written_by_id for draft in sheet.drafts.values()}
    seen = ""
    if sheet.folder is not None and not sheet.frozen and desk.has(*DECIDERS):
        verdicts = queries.published_verdicts(sheet.folder)
        own |= {one.actor_id for one in verdicts}
        seen = stand_of(sheet, verdicts)
    why_not_check = ""
    if stages.compiled is None:
        why_not_check = "还没有编制。"
    elif runs := year_runs(sheet.year, sheet.agency.closed_on, desk.today):
        why_not_check = runs
    elif errors:
        why_not_check = f"还有 {errors} 处错误，改正后才能提交。"
    why_not_sign = ""
    if stages.checked is None:
        why_not_sign = "经办人核对并提交以后才能签发。"
    elif desk.person.pk in own:
        why_not_sign = "自己编制、核对或者写过的报告，要由另一位签发人签发。"
    return {
        "stages": stages,
        "seen": seen,
        "signers": "、".join(person.display_name for person in signers),
        "can_compile": desk.has(Role.CLERK) and not stages.frozen,
        "can_check": desk.has(Role.CLERK, Role.LEADER)
        and not stages.frozen
        and stages.checked is None,
        "why_not_check": why_not_check,
        "can_sign": desk.has(Role.SIGNER) and not stages.frozen,
        "why_not_sign": why_not_sign,
        "can_file": desk.has(Role.CLERK) and stages.frozen and stages.filed is None,
        "can_publish": desk.has(Role.CLERK) and stages.frozen and stages.published is None,
        "can_reopen": desk.has(Role.CLERK) and stages.frozen,
        "moved": _moved(sheet),
    }


def _moved(sheet: Sheet) -> int:
    """How many numbers, of the tables and of the text, the ledger gives otherwise than the compilation
    that is not frozen yet. Its other events, a hand-in of the report among them, change none."""
    if sheet.stages.compiled is None or sheet.frozen or sheet.head == sheet.position:
        return 0
    then, now = sheet.assessment.compiled, compile_year(sheet.agency, sheet.year)
    cells = sum(
        (cell.state, cell.value) != (now.cells[cell_id].state, now.cells[cell_id].value)
        for cell_id, cell in then.cells.items()
    )
    return cells + sum(value != now.counted.get(name) for name, value in then.counted.items())
