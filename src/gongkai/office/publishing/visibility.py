"""Which rows of publishing a person sees at their desk: one filter a model, the only definition.

The check of a single object is its filter with its key. What is public anybody sees; a draft, its
reviews and what was asked of other agencies only those with a part in drafting or deciding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from gongkai.office.agencies.models import Role
from gongkai.office.publishing.models import (
    Attachment,
    Channel,
    ChannelFigure,
    ChannelPost,
    Column,
    ColumnCheck,
    Coordination,
    DisclosureOffice,
    FigureBatch,
    FindingAnswer,
    InformationItem,
    ItemVersion,
    NormativeDocument,
    Publication,
    Submission,
    WordRule,
)

if TYPE_CHECKING:
    from gongkai.office.access import Desk

#: Who reads drafts. The administrator keeps accounts and columns, and sees what everybody sees.
READERS = frozenset(
    {Role.CLERK, Role.SECTION, Role.SECRECY, Role.LEADER, Role.SIGNER, Role.AUDITOR}
)
#: Who drafts items and records posts, documents and what was asked of others.
WRITERS = frozenset({Role.CLERK, Role.SECTION})
#: Who keeps the columns, the channels and the address of the disclosure office.
KEEPERS = frozenset({Role.CLERK, Role.ADMINISTRATOR})


def _agency(actor: Desk) -> Q:
    """What everybody who works in the agency sees."""
    return Q(agency=actor.agency)


def items(actor: Desk) -> Q:
    """Every item of the agency; without a part in drafting or review, what is public."""
    own = Q(agency=actor.agency)
    return own if actor.has(*READERS) else own & _public("")


def versions(actor: Desk) -> Q:
    """The versions of the items they see; of public items only the one that is public."""
    own = Q(item__agency=actor.agency)
    if actor.has(*READERS):
        return own
    live = Q(publication__isnull=False, publication__withdrawn_at__isnull=True)
    return own & live


def attachments(actor: Desk) -> Q:
    """The files of the versions they see."""
    own = Q(version__item__agency=actor.agency)
    if actor.has(*READERS):
        return own
    return own & Q(
        version__publication__isnull=False, version__publication__withdrawn_at__isnull=True
    )


def _public(prefix: str) -> Q:
    return Q(
        **{
            f"{prefix}publications__isnull": False,
            f"{prefix}publications__withdrawn_at__isnull": True,
        }
    )


def submissions(actor: Desk) -> Q:
    """What was handed in, to those who read drafts."""
    return _agency(actor) if actor.has(*READERS) else Q(pk__in=[])


def publications(actor: Desk) -> Q:
    """What was ever public, to those who read drafts; to others what is public now."""
    own = _agency(actor)
    return own if actor.has(*READERS) else own & Q(withdrawn_at__isnull=True)


def answers(actor: Desk) -> Q:
    """What was answered to findings, to those who read drafts."""
    return Q(item__agency=actor.agency) if actor.has(*READERS) else Q(pk__in=[])


def coordinations(actor: Desk) -> Q:
    """What was asked of other agencies, to those who read drafts."""
    return answers(actor)


def checks_of_columns(actor: Desk) -> Q:
    """When columns were looked through, to everybody of the agency."""
    return Q(column__agency=actor.agency)


#: Model → its filter.
VISIBLE = {
    Column: _agency,
    ColumnCheck: checks_of_columns,
    InformationItem: items,
    ItemVersion: versions,
    Attachment: attachments,
    Submission: submissions,
    Publication: publications,
    FindingAnswer: answers,
    WordRule: _agency,
    Coordination: coordinations,
    Channel: _agency,
    ChannelPost: _agency,
    ChannelFigure: _agency,
    FigureBatch: _agency,
    NormativeDocument: _agency,
    DisclosureOffice: _agency,
}
