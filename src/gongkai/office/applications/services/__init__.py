"""Everything that may be done with an application. Each call is one transaction."""

from functools import partial

from gongkai.office.applications.services.answering import answer
from gongkai.office.applications.services.batch import register_batch
from gongkai.office.applications.services.correcting import (
    correct_applicant_kind,
    correct_event,
    preview_correction,
)
from gongkai.office.applications.services.delivering import (
    preview_delivery,
    record_delivery,
    serve,
)
from gongkai.office.applications.services.details import correct_details
from gongkai.office.applications.services.handling import hand_to_section
from gongkai.office.applications.services.letters import issue_receipt
from gongkai.office.applications.services.materials import (
    Paper,
    attach,
    hand_in,
    open_file,
    show_applicant,
)
from gongkai.office.applications.services.naming import find_by_name
from gongkai.office.applications.services.projections import rebuild_projections
from gongkai.office.applications.services.registering import Submission, register
from gongkai.office.applications.services.striking import strike
from gongkai.office.applications.services.taking import take_step

# The steps by name; what each takes stands in the table `steps.STEPS`.
confirm_receipt = partial(take_step, "confirm_receipt")
request_supplement = partial(take_step, "request_supplement")
record_supplement = partial(take_step, "record_supplement")
lapse_supplement = partial(take_step, "lapse_supplement")
consult_third_party = partial(take_step, "consult_third_party")
record_third_party_reply = partial(take_step, "record_third_party_reply")
tell_third_party = partial(take_step, "tell_third_party")
consult_co_maker = partial(take_step, "consult_co_maker")
record_co_maker_reply = partial(take_step, "record_co_maker_reply")
request_reasons = partial(take_step, "request_reasons")
record_reasons = partial(take_step, "record_reasons")
defer = partial(take_step, "defer")
extend = partial(take_step, "extend")
charge = partial(take_step, "charge")
record_payment = partial(take_step, "record_payment")
lapse_fee = partial(take_step, "lapse_fee")
record_order = partial(take_step, "record_order")
withdraw = partial(take_step, "withdraw")

__all__ = [
    "Paper",
    "Submission",
    "answer",
    "attach",
    "charge",
    "confirm_receipt",
    "consult_co_maker",
    "consult_third_party",
    "correct_applicant_kind",
    "correct_details",
    "correct_event",
    "defer",
    "extend",
    "find_by_name",
    "hand_in",
    "hand_to_section",
    "issue_receipt",
    "lapse_fee",
    "lapse_supplement",
    "open_file",
    "preview_correction",
    "preview_delivery",
    "rebuild_projections",
    "record_co_maker_reply",
    "record_delivery",
    "record_order",
    "record_payment",
    "record_reasons",
    "record_supplement",
    "record_third_party_reply",
    "register",
    "register_batch",
    "request_reasons",
    "request_supplement",
    "serve",
    "show_applicant",
    "strike",
    "take_step",
    "tell_third_party",
    "withdraw",
]
