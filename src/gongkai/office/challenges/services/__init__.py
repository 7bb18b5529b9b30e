"""What may be done with a case. Each call is one transaction and raises Refusal untouched."""

from gongkai.office.challenges.services.correcting import correct_day, preview_correction
from gongkai.office.challenges.services.deciding import Order, decide, reopen
from gongkai.office.challenges.services.pending import extend, record_reply
from gongkai.office.challenges.services.registering import Filing, add_case, strike

__all__ = [
    "Filing",
    "Order",
    "add_case",
    "correct_day",
    "decide",
    "extend",
    "preview_correction",
    "record_reply",
    "reopen",
    "strike",
]
