"""Reading reviews: what a person may see, whose turn it is, what passed."""

from .course import (
    Step,
    as_law,
    contributors,
    open_rounds,
    rounds,
    stations_now,
    steps_of,
    waiting_for,
)
from .seen import (
    READERS,
    VISIBLE,
    before,
    open_templates,
    sheets_of,
    templates_of,
    under_way,
    visible_rounds,
    visible_sheets,
    visible_to,
)
from .stations import delegations, holders
from .versions import fingerprint, has_passed, is_approved, is_as_handed_in, latest, returned_with

__all__ = [
    "READERS",
    "VISIBLE",
    "Step",
    "as_law",
    "before",
    "contributors",
    "delegations",
    "fingerprint",
    "has_passed",
    "holders",
    "is_approved",
    "is_as_handed_in",
    "latest",
    "open_rounds",
    "open_templates",
    "returned_with",
    "rounds",
    "sheets_of",
    "stations_now",
    "steps_of",
    "templates_of",
    "under_way",
    "visible_rounds",
    "visible_sheets",
    "visible_to",
    "waiting_for",
]
