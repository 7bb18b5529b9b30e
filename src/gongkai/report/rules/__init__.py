"""The cross-checks (勾稽): one list of named rules, one engine, the same words for every user.

`RULES` is the whole list in the order of the form; `check` runs it.
"""

from .engine import check
from .model import CheckResult, Context, Finding, NotEvaluated, Rule, Severity

__all__ = ["CheckResult", "Context", "Finding", "NotEvaluated", "Rule", "Severity", "check"]
