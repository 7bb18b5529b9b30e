"""Reading applications: what a person may see, one case on a day, the figures of a year."""

from gongkai.office.applications.counting import counts, evidence, without_notice

from .applicants import number_of_month, same_applicant
from .case_file import (
    CaseFile,
    case_file,
    not_consenting,
    open_letters,
    order_of,
    settings_of,
    standing_answer,
    state_on,
)
from .fees import FeesOfYear, fees_of_year
from .seen import (
    IS_STRUCK,
    READERS,
    STRUCK,
    WHOLE_AGENCY,
    kept,
    listed,
    of_applicant,
    one,
    registered_again,
    soonest,
    struck,
    visible_to,
)

__all__ = [
    "IS_STRUCK",
    "READERS",
    "STRUCK",
    "WHOLE_AGENCY",
    "CaseFile",
    "FeesOfYear",
    "case_file",
    "counts",
    "evidence",
    "fees_of_year",
    "kept",
    "listed",
    "not_consenting",
    "number_of_month",
    "of_applicant",
    "one",
    "open_letters",
    "order_of",
    "registered_again",
    "same_applicant",
    "settings_of",
    "soonest",
    "standing_answer",
    "state_on",
    "struck",
    "visible_to",
    "without_notice",
]
