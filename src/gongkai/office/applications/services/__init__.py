"""Everything that may be done with an application. Each call is one transaction."""

from gongkai.office.applications.services.answering import answer
from gongkai.office.applications.services.batch import register_batch
from gongkai.office.applications.services.correcting import (
    correct_applicant_kind,
    correct_event,
    preview_correction,
    record_delivery,
)
from gongkai.office.applications.services.registering import Submission, register
from gongkai.office.applications.services.steps import (
    charge,
    confirm_receipt,
    consult_co_maker,
    consult_third_party,
    extend,
    hand_to_section,
    lapse_fee,
    lapse_supplement,
    rebuild_projections,
    record_co_maker_reply,
    record_payment,
    record_supplement,
    record_third_party_reply,
    request_supplement,
    serve,
    show_applicant,
    withdraw,
)

__all__ = [
    "Submission",
    "answer",
    "charge",
    "confirm_receipt",
    "consult_co_maker",
    "consult_third_party",
    "correct_applicant_kind",
    "correct_event",
    "extend",
    "hand_to_section",
    "lapse_fee",
    "lapse_supplement",
    "preview_correction",
    "rebuild_projections",
    "record_co_maker_reply",
    "record_delivery",
    "record_payment",
    "record_supplement",
    "record_third_party_reply",
    "register",
    "register_batch",
    "request_supplement",
    "serve",
    "show_applicant",
    "withdraw",
]
