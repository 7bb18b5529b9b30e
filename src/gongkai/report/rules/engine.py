"""Run the rule list over one report."""

from __future__ import annotations

from .model import CheckResult, Context


def check(context: Context) -> CheckResult:
    """Evaluate every rule that applies to the report's form. Pure; never raises on a report value."""
    raise NotImplementedError
