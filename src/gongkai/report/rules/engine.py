"""Run the rule list over one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ..cell import Cell
from .listing import RULES
from .model import CheckResult, Context, Finding, NotEvaluated, Rule


def check(context: Context, rules: Sequence[Rule] | None = None) -> CheckResult:
    """Evaluate every rule that applies to the report's form, or of `rules` those that do.

    In: the report with whatever is at hand beside it. Out: the findings in the order of the list and,
    within a rule, of the form; how many instances held; and what could not be judged, each with its
    reason, never counted as held. Pure, and raises nothing for any report value. Source: law.md §3, each
    rule's own in its `basis`.
    """
    findings: list[Finding] = []
    not_evaluated: list[NotEvaluated] = []
    held: dict[str, int] = {}
    form = context.report.form
    for rule in _rules_of(form) if rules is None else [r for r in rules if form in r.forms]:
        for outcome in rule.evaluate(context):
            if outcome.finding is not None:
                findings.append(_with_values(outcome.finding, context.report.cells))
            elif outcome.not_evaluated is not None:
                not_evaluated.append(NotEvaluated(rule.id, outcome.not_evaluated, outcome.cells))
            else:
                held[rule.id] = held.get(rule.id, 0) + 1
    return CheckResult(tuple(findings), sum(held.values()), held, tuple(not_evaluated))


def _with_values(finding: Finding, cells: Mapping[str, Cell]) -> Finding:
    """The finding with what stood in its cells: part of the facts a person judges."""
    found = (cells[cell_id] for cell_id in finding.cells)
    values = (
        str(c.state) if c.value is None else format(Decimal(c.value).normalize(), "f")
        for c in found
    )
    return replace(finding, values=tuple(values)) if finding.cells else finding


@cache
def _rules_of(form: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if form in rule.forms)
