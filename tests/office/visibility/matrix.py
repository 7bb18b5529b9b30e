"""Who may open what: every address of the office, the roles that may, and an object to try it on.

A new address without its row here fails `test_matrix.py`. The row says what is *meant*; the test
opens the address as every role, as a stranger, and with an object of another office.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.office.agencies.models import Role
from gongkai.office.portal.urls import urlpatterns as portal_urls

from .world import World

ALL = frozenset(Role)
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
CLERK = frozenset({Role.CLERK})
SECTION = frozenset({Role.SECTION})
WRITERS = frozenset({Role.CLERK, Role.SECTION})
SIGNER = frozenset({Role.SIGNER})
CHECKERS = frozenset({Role.CLERK, Role.LEADER})
SUPERVISOR = frozenset({Role.SUPERVISOR})
#: Who sees every application, case and report of the agency.
WHOLE = frozenset({Role.CLERK, Role.LEADER, Role.SIGNER, Role.AUDITOR})
#: Who works on records, sections and secrecy reviewers with what is theirs.
STAFF = WHOLE | {Role.SECTION, Role.SECRECY}


@dataclass(frozen=True)
class Row:
    """`roles` may open the address; None: everybody, without login.

    `of` gives the address's arguments for an object of a world; `shared` says that the object is not
    an office's own (a year, a kind), so there is none of another office to try.
    """

    roles: frozenset[Role] | None
    of: Callable[[World], dict[str, Any]] | None = None
    shared: bool = False


def own(**names: str) -> Callable[[World], dict[str, Any]]:
    """Arguments from what a world owns: `own(record="row")`."""
    return lambda world: {argument: world.own[name] for argument, name in names.items()}


def fixed(**values: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: dict(values)


def both(
    one: Callable[[World], dict[str, Any]], **values: Any
) -> Callable[[World], dict[str, Any]]:
    return lambda world: {**one(world), **values}


PUBLIC = Row(None)

OPEN = {
    "display": Row(None, fixed(what="large"), shared=True),
    "favicon": PUBLIC,
    "agencies:login": PUBLIC,
    "agencies:code": PUBLIC,
    "agencies:logout": PUBLIC,
    "agencies:password": PUBLIC,  # without login it leads to the login
}

DESK = {
    "work:home": Row(ALL),
    "work:find": Row(ALL),
    "agencies:account": Row(ALL),
    "agencies:enter": Row(ALL, own(uid="agency")),
    "agencies:second_factor": Row(ALL),
    "agencies:own_delegation": Row(ALL),
    "agencies:lend_own": Row(ALL),
    "agencies:end_own": Row(ALL, own(row="delegation")),
    "agencies:agency": Row(ALL),
    "agencies:rename": Row(ADMINISTRATOR),
    "agencies:superior": Row(ADMINISTRATOR),
    "agencies:succession": Row(ADMINISTRATOR),
    "agencies:working_days": Row(ALL),
    "agencies:load_notice": Row(ADMINISTRATOR),
    "agencies:open_points": Row(ALL),
    "agencies:choose": Row(ADMINISTRATOR, fixed(name="day0"), shared=True),
    "work:mail": Row(ALL),
    "work:jobs": Row(ADMINISTRATOR),
    "work:retry": Row(ADMINISTRATOR, fixed(job=1), shared=True),
    "agencies:people": Row(ADMINISTRATOR),
    "agencies:new_person": Row(ADMINISTRATOR),
    "agencies:sections": Row(ADMINISTRATOR),
    "agencies:new_section": Row(ADMINISTRATOR),
    "agencies:close_section": Row(ADMINISTRATOR, own(uid="section")),
    "agencies:person": Row(ADMINISTRATOR, own(uid="person")),
    "agencies:give_role": Row(ADMINISTRATOR, own(uid="person")),
    "agencies:end_role": Row(ADMINISTRATOR, own(uid="person", row="membership")),
    "agencies:lend": Row(ADMINISTRATOR, own(uid="person")),
    "agencies:end": Row(ADMINISTRATOR, own(uid="person", row="delegation")),
    "agencies:person_account": Row(ADMINISTRATOR, both(own(uid="person"), do="reset")),
}

REVIEWS = {
    "reviews:index": Row(STAFF),
    "reviews:templates": Row(ADMINISTRATOR),
    "reviews:new_template": Row(ADMINISTRATOR),
    "reviews:close-template": Row(ADMINISTRATOR, own(uid="template")),
    "reviews:round": Row(STAFF, own(uid="round")),
    "reviews:sheet": Row(STAFF, own(uid="round")),
    "reviews:file-sheet": Row(WRITERS, own(uid="round")),
    "reviews:signed-sheet": Row(STAFF, own(uid="sheet")),
}

KEEPERS = frozenset({Role.CLERK, Role.ADMINISTRATOR})
PUBLISHING = {
    "publishing:items": Row(ALL),
    "publishing:new": Row(WRITERS),
    "publishing:import": Row(WRITERS),
    "publishing:pasted": Row(WRITERS),
    "publishing:item": Row(ALL, own(uid="item")),
    "publishing:edit": Row(WRITERS, own(uid="item")),
    "publishing:versions": Row(ALL, own(uid="item")),
    "publishing:submit": Row(WRITERS, own(uid="item")),
    "publishing:publish": Row(CLERK, own(uid="item")),
    "publishing:withdraw": Row(CLERK, own(uid="item")),
    "publishing:close": Row(CLERK, own(uid="draft")),
    "publishing:change": Row(WRITERS, own(uid="item")),
    "publishing:place": Row(WRITERS, own(uid="item")),
    "publishing:answer": Row(WRITERS, own(uid="draft")),
    "publishing:consult": Row(WRITERS, own(uid="draft")),
    "publishing:settle": Row(WRITERS, own(uid="coordination")),
    "publishing:attachment": Row(ALL, own(uid="attachment")),
    "publishing:columns": Row(ALL),
    "publishing:office": Row(KEEPERS),
    "publishing:seed": Row(KEEPERS),
    "publishing:add-column": Row(KEEPERS),
    "publishing:column": Row(KEEPERS, own(uid="column_uid")),
    "publishing:close-column": Row(KEEPERS, own(uid="column_uid")),
    "publishing:reopen-column": Row(KEEPERS, own(uid="column_uid")),
    "publishing:check-column": Row(WRITERS, own(uid="column_uid")),
    "publishing:words": Row(ALL),
    "publishing:add-word": Row(KEEPERS),
    "publishing:close-word": Row(KEEPERS, own(uid="word")),
    "publishing:channels": Row(ALL),
    "publishing:add-channel": Row(KEEPERS),
    "publishing:figures": Row(WRITERS),
    "publishing:figures-preview": Row(WRITERS, own(file="file")),
    "publishing:channel": Row(ALL, own(uid="channel")),
    "publishing:close-channel": Row(KEEPERS, own(uid="channel")),
    "publishing:take-back-post": Row(WRITERS, own(uid="post")),
    "publishing:link-document": Row(WRITERS, own(record="document")),
    "publishing:documents": Row(ALL),
    "publishing:add-document": Row(WRITERS),
    "publishing:document": Row(ALL, own(record="document")),
    "publishing:end-document": Row(WRITERS, own(record="document")),
    "publishing:amend-document": Row(WRITERS, own(record="document")),
    "publishing:correct-document": Row(WRITERS, own(record="document")),
}

REGISTERS = {
    "registers:index": Row(STAFF),
    "registers:row": Row(STAFF, own(record="row")),
    "registers:correct": Row(WRITERS, own(record="row")),
    "registers:remove": Row(CLERK, own(record="row")),
    "registers:batches": Row(STAFF),
    "registers:batch": Row(STAFF, own(uid="batch")),
    "registers:undo": Row(CLERK, own(uid="batch")),
    "registers:returns": Row(STAFF),
    "registers:call": Row(CLERK),
    "registers:withdraw": Row(CLERK, own(uid="call")),
    "registers:submit": Row(SECTION),
    "registers:figure": Row(STAFF, own(record="figure")),
    "registers:confirm": Row(CLERK, own(record="figure")),
    "registers:send-back": Row(CLERK, own(record="figure")),
    "registers:correct-figure": Row(SECTION, own(record="figure")),
    "registers:proof": Row(STAFF, own(record="figure", version="proof")),
    "registers:balances": Row(STAFF),
    "registers:enter-balance": Row(CLERK),
    "registers:balance": Row(STAFF, own(record="balance")),
    "registers:correct-balance": Row(CLERK, own(record="balance")),
    "registers:remove-balance": Row(CLERK, own(record="balance")),
    "registers:publicity": Row(STAFF),
    "registers:publicity-start": Row(CLERK),
    "registers:publicity-withdraw": Row(WRITERS, own(uid="publicity")),
    "registers:register": Row(STAFF, fixed(kind="licences"), shared=True),
    "registers:add": Row(WRITERS, fixed(kind="licences"), shared=True),
    "registers:upload": Row(WRITERS, fixed(kind="licences"), shared=True),
    "registers:preview": Row(WRITERS, both(own(file="file"), kind="licences")),
}

APPLICATIONS = {
    "applications:list": Row(STAFF),
    "applications:register": Row(CLERK),
    "applications:batch": Row(CLERK),
    "applications:one": Row(STAFF, own(number="application")),
    "applications:answer": Row(CLERK, own(number="application")),
    "applications:receipt": Row(CLERK, own(number="application")),
    "applications:kind": Row(CLERK, own(number="application")),
    "applications:details": Row(CLERK, own(number="application")),
    "applications:strike": Row(CLERK, own(number="application")),
    "applications:material": Row(CLERK, own(number="application")),
    "applications:paper": Row(WHOLE, own(number="application", uid="paper")),
    "applications:delivery": Row(CLERK, own(number="application", uid="letter")),
    "applications:applicant": Row(WHOLE, own(number="application")),
    "applications:section": Row(CLERK, own(number="application")),
    "applications:step": Row(CLERK, both(own(number="application"), kind="serve")),
    "applications:correct": Row(CLERK, own(number="application", uid="event")),
}

CHALLENGES = {
    "challenges:list": Row(WHOLE),
    "challenges:add": Row(CLERK),
    "challenges:one": Row(WHOLE, own(number="case")),
    "challenges:step": Row(CLERK, both(own(number="case"), kind="decide")),
    "challenges:correct": Row(CLERK, both(own(number="case"), dated="notice_on")),
}

YEAR = fixed(year=2026)
REPORTING = {
    "reporting:years": Row(WHOLE),
    "reporting:keeping": Row(CLERK),
    "reporting:report": Row(WHOLE, YEAR, shared=True),
    "reporting:preview": Row(WHOLE, YEAR, shared=True),
    "reporting:differences": Row(WHOLE, YEAR, shared=True),
    "reporting:records": Row(WHOLE, YEAR, shared=True),
    "reporting:download": Row(WHOLE, fixed(year=2026, kind="json"), shared=True),
    "reporting:text": Row(CLERK, fixed(year=2026, section=5), shared=True),
    "reporting:number": Row(CLERK, YEAR, shared=True),
    "reporting:verdict": Row(CHECKERS, fixed(year=2026, fingerprint="0" * 16), shared=True),
    "reporting:compile": Row(CLERK, YEAR, shared=True),
    "reporting:check": Row(CHECKERS, YEAR, shared=True),
    "reporting:sign": Row(SIGNER, YEAR, shared=True),
    "reporting:send_back": Row(SIGNER, YEAR, shared=True),
    "reporting:file": Row(CLERK, YEAR, shared=True),
    "reporting:publish": Row(CLERK, YEAR, shared=True),
    "reporting:reopen": Row(CLERK, YEAR, shared=True),
}

COLLECTED = fixed(year=2024)
SUPERVISION = {
    "supervision:home": Row(SUPERVISOR),
    "supervision:board": Row(SUPERVISOR, COLLECTED, shared=True),
    "supervision:units-xlsx": Row(SUPERVISOR, COLLECTED, shared=True),
    "supervision:units": Row(SUPERVISOR),
    "supervision:enter-units": Row(SUPERVISOR),
    "supervision:upload": Row(SUPERVISOR, COLLECTED, shared=True),
    "supervision:parcels": Row(SUPERVISOR, COLLECTED, shared=True),
    "supervision:parcel": Row(SUPERVISOR, own(uid="parcel")),
    "supervision:place": Row(SUPERVISOR, both(own(uid="parcel"), number=1)),
    "supervision:accept": Row(SUPERVISOR, COLLECTED, shared=True),
    "supervision:remind": Row(SUPERVISOR, COLLECTED, shared=True),
    "supervision:rollup": Row(SUPERVISOR, COLLECTED, shared=True),
    "supervision:rollup-file": Row(SUPERVISOR, fixed(year=2024, kind="json"), shared=True),
    "supervision:unit": Row(SUPERVISOR, both(own(unit="unit"), year=2024)),
    "supervision:returned": Row(WHOLE, own(uid="returned")),
    "supervision:returned-letter": Row(WHOLE, own(uid="returned")),
    "supervision:review": Row(SUPERVISOR, own(uid="received")),
    "supervision:file": Row(SUPERVISOR, own(uid="received")),
    "supervision:letter": Row(SUPERVISOR, own(uid="received")),
    "supervision:comments": Row(SUPERVISOR, own(uid="received")),
    "supervision:publication": Row(SUPERVISOR, own(uid="received")),
}

#: The public site: its whole list, each with an object that is public. `{}` needs none.
PORTAL_OBJECTS: dict[str, Callable[[World], dict[str, Any]]] = {
    "column": fixed(slug="livelihood"),
    "catalogue_of": fixed(slug="livelihood"),
    "item": own(index_number="index"),
    "item_file": own(index_number="index"),
    "attachment": both(own(index_number="index"), position=0),
    "apply_question": fixed(question="applicant"),
    "sitemap_month": fixed(month="2026-10"),
    "report": fixed(year=2024),
    "report_file": fixed(year=2024, kind="json"),
}
PORTAL_NAMES = [pattern.name for pattern in portal_urls]


def _of_agency(
    of: Callable[[World], dict[str, Any]] | None,
) -> Callable[[World], dict[str, Any]]:
    return lambda world: {
        "code": world.office.agency.credit_code,
        **(of(world) if of else {}),
    }


PORTAL = {f"portal:{name}": Row(None, PORTAL_OBJECTS.get(name)) for name in PORTAL_NAMES} | {
    f"portal-of:{name}": Row(None, _of_agency(PORTAL_OBJECTS.get(name))) for name in PORTAL_NAMES
}

MATRIX: dict[str, Row] = {
    **PORTAL,
    **OPEN,
    **DESK,
    **REVIEWS,
    **PUBLISHING,
    **REGISTERS,
    **APPLICATIONS,
    **CHALLENGES,
    **REPORTING,
    **SUPERVISION,
}

#: There is nothing behind these for the world's object in its state; 404 is the right answer.
EMPTY = {
    "reporting:differences",
    "reporting:records",
    # No report of the world's office has been published.
    *(f"{space}:{name}" for space in ("portal", "portal-of") for name in ("report", "report_file")),
}

#: Only the person who brought the file in sees it; the world's clerk did.
PERSONAL = {"registers:preview", "publishing:figures-preview"}
