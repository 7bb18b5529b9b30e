"""Keeping the index and the tallies: after each publication and withdrawal, and from nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Max, Prefetch, QuerySet

from gongkai.office.portal.models import ColumnTally, SearchEntry
from gongkai.office.publishing.models import Attachment, Column, InformationItem, Publication
from gongkai.office.publishing.plain import as_text

from .backend import backend, facet
from .words import TITLE, VERSION, fold, tokens

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

#: What is indexed of one item; a longer text is found by its beginning.
MOST_INDEXED = 200_000
BATCH = 500

#: Filters beside column and year: what sort of item it is.
KINDS = {"document": "有文号的文件", "interpretation": "政策解读", "other": "其他信息"}


def kind_of(publication: Publication) -> str:
    """A key of KINDS."""
    if publication.item.interprets_id is not None:
        return "interpretation"
    return "document" if publication.version.document_number else "other"


def text_of(publication: Publication) -> str:
    """What of a publication is searched. Needs item, version and the version's attachments."""
    version = publication.version
    body = as_text(version.body)
    lines = [
        version.title,
        version.document_number,
        publication.item.index_number,
        version.issuing_agencies,
        version.keywords,
        # Often the first words of the body; a snippet would say them twice.
        "" if version.summary in body else version.summary,
        body,
    ]
    for attached in version.attachments.all():
        lines += [attached.title, attached.text or ""]
    return "\n".join(line for line in lines if line).replace("\x00", " ")[:MOST_INDEXED]


def tokens_of(entry: SearchEntry) -> list[str]:
    """The tokens of an entry, in a fixed order: of its text, its title and its filters. They follow
    from the entry and the title of its version alone, which never changes: what has to be taken out
    of the index is known however the item has moved since."""
    found = tokens(entry.folded)
    found.update(TITLE + token for token in tokens(fold(entry.publication.version.title)))
    found.update(
        (
            facet("a", entry.agency_id),
            facet("c", entry.column_id),
            facet("y", entry.published_on.year),
            facet("k", entry.kind),
        )
    )
    return sorted(found)


@transaction.atomic
def refresh(item: int) -> None:
    """Make the index, the lists and the tallies hold exactly what is live of one item, at its place
    of now. May be run again at any time."""
    held = InformationItem.objects.select_for_update(no_key=True).filter(pk=item).first()
    if held is None:
        return
    live = _whole().filter(item=item, withdrawn_at__isnull=True).first()
    entries = SearchEntry.objects.filter(publication__item=item)
    known = list(entries.select_related("publication__version").defer("publication__version__body"))
    kept = False
    for entry in known:
        if live is not None and _same(entry, live):
            kept = True
            continue
        if entry.version == VERSION:
            backend().remove(entry.publication_id, tokens_of(entry))
        entry.delete()
    if live is not None and not kept:
        put([live])
    tally({held.column_id, *(entry.column_id for entry in known)})


def _same(entry: SearchEntry, live: Publication) -> bool:
    """Whether the entry is the live publication's, at its place. What an older program wrote stays
    as it is: only a rebuild can take its tokens out."""
    if entry.publication_id != live.pk:
        return False
    placed = (entry.column_id, entry.kind) == (live.item.column_id, kind_of(live))
    return placed or entry.version != VERSION


def put(publications: Iterable[Publication]) -> None:
    """Enter publications that are not in the index."""
    entries = []
    for publication in publications:
        text = text_of(publication)
        entries.append(
            SearchEntry(
                publication=publication,
                agency_id=publication.agency_id,
                column_id=publication.item.column_id,
                kind=kind_of(publication),
                published_on=publication.published_on,
                text=text,
                folded=fold(text),
                version=VERSION,
            )
        )
    SearchEntry.objects.bulk_create(entries)
    backend().add((entry.publication_id, tokens_of(entry)) for entry in entries)


def tally(columns: Iterable[int]) -> None:
    """Count the columns anew. Of two that count one at once the later waits for the earlier, and counts
    what that one had not seen yet."""
    held = list(
        Column.objects.select_for_update(no_key=True).filter(pk__in=list(columns)).order_by("pk")
    )
    counted = {
        row["item__column"]: row
        for row in Publication.objects.filter(item__column__in=held, withdrawn_at__isnull=True)
        .values("item__column")
        .annotate(items=Count("pk"), latest=Max("published_on"))
        .order_by()
    }
    for column in held:
        row = counted.get(column.pk)
        ColumnTally.objects.update_or_create(
            column=column,
            defaults={
                "agency_id": column.agency_id,
                "items": row["items"] if row else 0,
                "latest_on": row["latest"] if row else None,
            },
        )


@transaction.atomic
def rebuild(agency: Agency | None = None) -> int:
    """The whole index and all tallies from the live publications; readers see the old one until it
    is done. Returns how many publications are in it. `agency` limits the tallies, not the index."""
    backend().clear()
    SearchEntry.objects.all().delete()
    live = _whole().filter(withdrawn_at__isnull=True).order_by("pk")
    done, last = 0, 0
    while batch := list(live.filter(pk__gt=last)[:BATCH]):
        put(batch)
        done += len(batch)
        last = batch[-1].pk
    columns = Column.objects.all() if agency is None else Column.objects.filter(agency=agency)
    tally(columns.values_list("pk", flat=True))
    return done


def _whole() -> QuerySet[Publication]:
    attached = Prefetch("version__attachments", Attachment.objects.select_related("file"))
    return Publication.objects.select_related("item", "version").prefetch_related(attached)
