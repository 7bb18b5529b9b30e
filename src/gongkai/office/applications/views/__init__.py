"""The desk's pages of applications. Thin: form → service → redirect, or query → template."""

from gongkai.office.applications.views.lists import batch, index, register
from gongkai.office.applications.views.one import applicant, one, section
from gongkai.office.applications.views.papers import delivery, material, paper, receipt
from gongkai.office.applications.views.registered import details, kind, strike
from gongkai.office.applications.views.steps import answer, correct, step

__all__ = [
    "answer",
    "applicant",
    "batch",
    "correct",
    "delivery",
    "details",
    "index",
    "kind",
    "material",
    "one",
    "paper",
    "receipt",
    "register",
    "section",
    "step",
    "strike",
]
