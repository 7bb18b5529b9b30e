"""A unit reads, at its own desk, why its report came back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.documents.download import attachment
from gongkai.office.reporting.queries import READERS
from gongkai.office.supervision import queries
from gongkai.office.supervision.models import Decision


@require_safe
@desk_view(roles=READERS, entry="reporting:years")
def returned(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What is to be mended, by when, and where to begin."""
    decision = _returned(request, uid)
    received = decision.received
    latest = queries.latest_of(received.agency, received.unit, received.year)
    newer = latest if latest is not None and latest.pk != received.pk else None
    # Of a report that was filed again, what the other office makes of it now is not the unit's to read
    # before it is decided: then only the letter stands.
    faults = [] if newer else [queries.fault(one) for one in queries.assess(received).confirmed]
    return render(
        request,
        "supervision/returned.html",
        {
            "decision": decision,
            "received": received,
            "faults": faults,
            "newer": newer,
        },
    )


@require_safe
@desk_view(roles=READERS)
def letter_file(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The letter itself."""
    letter = _returned(request, uid).letter
    assert letter is not None  # a return has one
    return attachment(letter)


def _returned(request: DeskRequest, uid: UUID) -> Decision:
    try:
        return queries.returned(request.desk, uid)
    except Decision.DoesNotExist as error:
        raise Http404 from error
