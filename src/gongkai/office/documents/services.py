"""Keeping files and giving numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from gongkai.office import crypto, statements
from gongkai.office.documents import storage
from gongkai.office.documents.models import File, NumberSeries
from gongkai.office.statements import Statement

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person

CONTEXT = "documents.file.content"
FURTHER = (
    "UPDATE documents_numberseries SET last = last + 1 "
    "WHERE agency_id = %s AND series = %s AND year = %s RETURNING last"
)
PATTERN = "{year}-{number:04d}"


@dataclass(frozen=True)
class Content:
    """Bytes on disk, as a File names them."""

    digest: str
    size: int
    personal: bool = False


def keep(*, agency: Agency, data: bytes, personal: bool = False) -> Content:
    """Put content on disk, where no record points at it yet: harmless, should none ever come.
    `personal` content is encrypted."""
    if personal:
        digest = personal_digest(agency, data)
        storage.write(digest, crypto.keys().encrypt(data, CONTEXT))
    else:
        digest = hashlib.sha256(data).hexdigest()
        storage.write(digest, data)
    return Content(digest, len(data), personal)


def personal_digest(agency: Agency, data: bytes) -> str:
    """What a personal file of an agency is named by: keyed, for a plain hash can be guessed from."""
    return crypto.keys().fingerprint_bytes(data, f"file/{agency.uid}")


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
    nothing. `personal` content is encrypted."""
    content = keep(agency=agency, data=data, personal=personal)
    made = _file(agency, actor, now, name, content, media_type)
    made.save(force_insert=True)
    return made


def record_all(
    *,
    agency: Agency,
    actor: Person | None,
    now: datetime,
    contents: Iterable[tuple[str, Content]],
    media_type: str,
) -> list[File]:
    """The records of contents that were kept before, each with its name, in their order."""
    rows = [_file(agency, actor, now, name, content, media_type) for name, content in contents]
    return File.objects.bulk_create(rows, batch_size=500)


def _file(
    agency: Agency,
    actor: Person | None,
    now: datetime,
    name: str,
    content: Content,
    media_type: str,
) -> File:
    return File(
        agency=agency,
        digest=content.digest,
        size=content.size,
        media_type=media_type,
        name=name[-255:],
        personal=content.personal,
        stored_at=now,
        stored_by=actor,
    )


@transaction.atomic(savepoint=False)
def next_number(
    *,
    agency: Agency,
    series: str,
    year: int,
    now: datetime,
    actor: Person | None,
    pattern: str = PATTERN,
) -> str:
    """The next number of the agency's series in that year, without gaps: a transaction that rolls
    back gives its number back. `pattern` uses {year} and {number}."""
    (given,) = statements.send([further(agency, series, year)])
    if not given:
        NumberSeries.objects.get_or_create(agency=agency, series=series, year=year)
        (given,) = statements.send([further(agency, series, year)])
    return written(given, year, pattern)


def further(agency: Agency, series: str, year: int) -> Statement:
    """What `next_number` does, for a service that sends its own statements along: move the series on
    by one and say where it stands; nothing where there is no such series yet. The row stays locked
    until the transaction ends, so the number is this caller's own."""
    return Statement(FURTHER, (agency.pk, series, year))


def written(given: Sequence[tuple[Any, ...]], year: int, pattern: str = PATTERN) -> str:
    """The number that `further` gave."""
    ((number,),) = given
    return pattern.format(year=year, number=number)
