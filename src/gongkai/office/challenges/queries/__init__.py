"""Reading cases: what a person sees, the course of each with its clocks, table four of the report."""

from .clocks import OURS, CaseClock, applicant_limits, cautions, clocks
from .counting import counts, evidence
from .course import Course, course_of
from .seen import READERS, all_struck, listed, one, unanswered, visible_to

__all__ = [
    "OURS",
    "READERS",
    "CaseClock",
    "Course",
    "all_struck",
    "applicant_limits",
    "cautions",
    "clocks",
    "counts",
    "course_of",
    "evidence",
    "listed",
    "one",
    "unanswered",
    "visible_to",
]
