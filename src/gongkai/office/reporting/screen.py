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
from gongkai.office.reporting import page, queries
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
class Screen:
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


def find_screen(agency: Agency, year: int) -> Screen:
    """Put the page of a year together: one count of the year, one run of the rules."""
    folder = queries.report_of(agency, year)
    stages = queries.stages_of(folder)
    drafts = queries.drafts_of(folder)
    frozen = queries.last_frozen(agency, year) if stages.frozen else None
    position = None
    if stages.compiled is not None:
        position = stages.compiled.counted_position
    assessment = queries.assess(agency, year, position, drafts)
    return Screen(
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


def present(screen: Screen, section: int, desk: Desk) -> dict[str, Any]:
    """The context of the page: sections with their states, steps, findings, signing."""
    result = screen.assessment.result
    government = screen.agency.kind == "government"
    return {
        "screen": screen,
        "year": screen.year,
        "section": section,
        "section_title": f"{NUMERALS[section - 1]}、{SECTION_TITLES[section]}",
        "sections": [_section(screen, number, section) for number in SECTION_TITLES],
        "steps": _steps(screen),
        "deadline": None
        if screen.stages.reopened or (screen.stages.published and screen.stages.filed)
        else deadline(screen.year, government, desk.today, calendar_of(screen.agency)),
        "groups": grouped(numbered(screen)),
        "errors": screen.count(Severity.ERROR),
        "warnings": screen.count(Severity.WARNING),
        "held": result.held,
        "held_by_rule": [
            (rule, TITLES.get(rule, rule), count)
            for rule, count in sorted(result.held_by_rule.items())
        ],
        "not_evaluated": _not_evaluated(screen),
        "signing": _signing(screen, desk),
        "paragraphs": _paragraphs(screen, section),
        "editable": section in SECTIONS and not screen.frozen and desk.has(Role.CLERK),
        "draft": screen.drafts.get(section),
        "may_judge": desk.has(*JUDGES) and not screen.frozen and screen.folder is not None,
        "before": screen.assessment.previous,
    }


def numbered(screen: Screen) -> list[dict[str, Any]]:
    """The findings with their numbers, and the text version that a correction would edit."""
    listed = []
    for number, one in enumerate(screen.findings, start=1):
        held = screen.drafts.get(one.finding.section or 0)
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


def _not_evaluated(screen: Screen) -> list[tuple[str, str, str]]:
    """Each rule that could not be judged with its title, once a reason."""
    listed = screen.assessment.result.not_evaluated
    once = dict.fromkeys((one.rule, one.reason) for one in listed)
    return [(rule, TITLES.get(rule, rule), reason) for rule, reason in once]


def _paragraphs(screen: Screen, section: int) -> list[str]:
    held = screen.report.section(section)
    return [line for line in held.text.splitlines() if line.strip()] if held else []


def _section(screen: Screen, number: int, current: int) -> dict[str, Any]:
    form = screen.report.form
    errors = sum(
        1
        for one in screen.findings
        if one.finding.severity is Severity.ERROR and number in _sections(one, form)
    )
    cells = [c for c in get_form(form).cells if page.section_of(form, c) == number]
    if errors:
        state = f"{errors} 处错误"
    elif cells:
        state = f"{len(cells)} 格，没有错误"
    elif number in SECTIONS:
        state = "已写" if _paragraphs(screen, number) else "还没有写"
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
    found = {page.section_of(form, cell_id) for cell_id in one.finding.cells}
    return found | {one.finding.section} if one.finding.section else found


def _steps(screen: Screen) -> list[dict[str, str]]:
    stages = screen.stages
    following = stages.next
    shown: list[tuple[str, bool, bool]] = [
        ("编制", stages.compiled is not None, following is Step.COMPILED),
        ("核对", stages.checked is not None, following is Step.CHECKED),
        ("签发", stages.signed is not None, following is Step.SIGNED),
        ("冻结", stages.frozen, False),
        ("报送", stages.filed is not None, following is Step.FILED),
        ("公开", stages.published is not None, following is Step.PUBLISHED),
    ]
    blocked = screen.count(Severity.ERROR) > 0 and stages.compiled is not None
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


def stand_of(screen: Screen, verdicts: Sequence[FindingVerdict] | None = None) -> str:
    """What a person who hands the report on or back decides from; empty once frozen or not begun."""
    if screen.folder is None or screen.frozen:
        return ""
    if verdicts is None:
        verdicts = queries.published_verdicts(screen.folder)
    return queries.stand_of(screen.stages, queries.words_of(screen.drafts, verdicts))


def _signing(screen: Screen, desk: Desk) -> dict[str, Any]:
    """Who did what, and for each step whether it can be taken now, or why not."""
    stages, errors = screen.stages, screen.count(Severity.ERROR)
    signers = agencies.people_with(Role.SIGNER, screen.agency, desk.today)
    own = {e.actor_id for e in (stages.compiled, stages.checked) if e}
    own |= {draft.written_by_id for draft in screen.drafts.values()}
    seen = ""
    if screen.folder is not None and not screen.frozen and desk.has(*DECIDERS):
        verdicts = queries.published_verdicts(screen.folder)
        own |= {one.actor_id for one in verdicts}
        seen = stand_of(screen, verdicts)
    why_not_check = ""
    if stages.compiled is None:
        why_not_check = "还没有编制。"
    elif runs := year_runs(screen.year, screen.agency.closed_on, desk.today):
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
        "moved": screen.head - screen.position if stages.compiled else 0,
    }
