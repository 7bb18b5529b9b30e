"""Run the rule list over one report."""

from __future__ import annotations

from functools import cache

from .listing import RULES
from .model import CheckResult, Context, Finding, NotEvaluated, Rule


def check(context: Context) -> CheckResult:
    """Evaluate every rule that applies to the report's form. Pure; never raises on a report value."""
    findings: list[Finding] = []
    not_evaluated: list[NotEvaluated] = []
    held: dict[str, int] = {}
    for rule in _rules_of(context.report.form):
        for outcome in rule.evaluate(context):
            if outcome.finding is not None:
                findings.append(outcome.finding)
            elif outcome.not_evaluated is not None:
                not_evaluated.append(NotEvaluated(rule.id, outcome.not_evaluated, outcome.cells))
            else:
                held[rule.id] = held.get(rule.id, 0) + 1
    return CheckResult(tuple(findings), sum(held.values()), held, tuple(not_evaluated))


@cache
def _rules_of(form: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if form in rule.forms)
