"""The whole rule list, in the order of the form. A rule that is not here does not exist."""

from __future__ import annotations

from . import (
    contents,
    copying,
    leftovers,
    narrative,
    narrative_applicants,
    narrative_applications,
    narrative_arithmetic,
    narrative_cases,
    narrative_decisions,
    narrative_disclosure,
    narrative_repeated,
    narrative_sums,
    opening,
    structure,
    sums,
    table_four,
    table_three,
    table_two,
    years,
)
from .model import Rule

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *table_two.RULES,
    *table_three.RULES,
    *table_four.RULES,
    *narrative.RULES,
    *narrative_applications.RULES,
    *narrative_applicants.RULES,
    *narrative_arithmetic.RULES,
    *narrative_cases.RULES,
    *narrative_disclosure.RULES,
    *narrative_sums.RULES,
    *narrative_repeated.RULES,
    *narrative_decisions.RULES,
    *opening.RULES,
    *contents.RULES,
    *leftovers.RULES,
    *years.RULES,
    *copying.RULES,
    *sums.RULES,
)

#: The day this list was last changed in meaning; printed on every check.
VERSION = "2026-11"

assert len({rule.id for rule in RULES}) == len(RULES), "rule ids are unique"
