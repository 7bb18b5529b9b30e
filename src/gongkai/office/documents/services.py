"""Keeping files and giving numbers."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from gongkai.office import crypto
from gongkai.office.documents import storage
from gongkai.office.documents.models import File, NumberSeries

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person

CONTEXT = "documents.file.content"


@transaction.atomic
def store(
    *,
    agency: Agency,
    actor: Person | None,
    now: datetime,
    name: str,
    data: bytes,
    media_type: str,
    personal: bool = False,
) -> File:
    """Keep a file. The content is on disk before the row is written, so no row ever points at
    nothing; content without a row is harmless. `personal` content is encrypted."""
    if personal:
        digest = crypto.keys().fingerprint_bytes(data, f"file/{agency.uid}")
        storage.write(digest, crypto.keys().encrypt(data, CONTEXT))
    else:
        digest = hashlib.sha256(data).hexdigest()
        storage.write(digest, data)
    return File.objects.create(
        agency=agency,
        digest=digest,
        size=len(data),
        media_type=media_type,
        name=name[-255:],
        personal=personal,
        stored_at=now,
        stored_by=actor,
    )


@transaction.atomic
def next_number(
    *,
    agency: Agency,
    series: str,
    year: int,
    now: datetime,
    actor: Person | None,
    pattern: str = "{year}-{number:04d}",
) -> str:
    """The next number of the agency's series in that year, without gaps: a transaction that rolls
    back gives its number back. `pattern` uses {year} and {number}."""
    rows = NumberSeries.objects.filter(agency=agency, series=series, year=year)
    # The update locks the row until the transaction ends, so the value read is this caller's own.
    if not rows.update(last=F("last") + 1):
        NumberSeries.objects.get_or_create(agency=agency, series=series, year=year)
        rows.update(last=F("last") + 1)
    return pattern.format(year=year, number=rows.values_list("last", flat=True).get())
