"""Words of the applications in templates."""

from __future__ import annotations

from django import template

from gongkai.law.results import RESULT_ROWS

register = template.Library()


@register.simple_tag
def result_name(result: str) -> str:
    """The words of a row of table three; empty where there is no result."""
    return RESULT_ROWS.get(result, "")
