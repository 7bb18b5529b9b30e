"""Reading reports: the years, what a report is worth now, what was frozen and published."""

from .assessing import Assessment, assess, published_verdicts, stand_of, words_of
from .folders import (
    READERS,
    begun,
    drafts_of,
    events_of,
    head,
    parts_of,
    report_of,
    stages_of,
    under_way,
    years,
)
from .frozen import frozen_value, last_frozen, published_report, published_reports

__all__ = [
    "READERS",
    "Assessment",
    "assess",
    "begun",
    "drafts_of",
    "events_of",
    "frozen_value",
    "head",
    "last_frozen",
    "parts_of",
    "published_report",
    "published_reports",
    "published_verdicts",
    "report_of",
    "stages_of",
    "stand_of",
    "under_way",
    "words_of",
    "years",
]
