"""Keeping the index and the tallies: after each publication and withdrawal, and from nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Max, Prefetch

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
    lines = [
        version.title,
        version.document_number,
        publication.item.index_number,
        version.issuing_agencies,
        version.keywords,
        version.summary,
        as_text(version.body),
    ]
    for attached in version.attachments.all():
        lines += [attached.title, attached.text or ""]
    return "\n".join(line for line in lines if line).replace("\x00", " ")[:MOST_INDEXED]


def tokens_of(publication: Publication, folded: str) -> list[str]:
    """The tokens of a publication, in a fixed order: of its text, its title and its filters."""
    found = tokens(folded)
    found.update(TITLE + token for token in tokens(fold(publication.version.title)))
    found.update(
        (
            facet("a", publication.agency_id),
            facet("c", publication.item.column_id),
            facet("y", publication.published_on.year),
            facet("k", kind_of(publication)),
        )
    )
    return sorted(found)


@transaction.atomic
def refresh(item: int) -> None:
    """Make the index hold exactly what is live of one item. May be run again at any time."""
    held = InformationItem.objects.select_for_update().filter(pk=item).first()
    if held is None:
        return
    live = _whole().filter(item=item, withdrawn_at__isnull=True).first()
    known = {
        e.publication_id: e
        for e in SearchEntry.objects.filter(publication__item=item).select_related(
            "publication__item", "publication__version"
        )
    }
    for publication, entry in known.items():
        if live is None or publication != live.pk:
            if entry.version == VERSION:
                backend().remove(publication, tokens_of(entry.publication, entry.folded))
            entry.delete()
    if live is not None and live.pk not in known:
        put([live])
    tally([held.column_id])


def put(publications: Iterable[Publication]) -> None:
    """Enter publications that are not in the index."""
    entries = []
    rows = []
    for publication in publications:
        text = text_of(publication)
        folded = fold(text)
        entries.append(
            SearchEntry(
                publication=publication,
                agency_id=publication.agency_id,
                column_id=publication.item.column_id,
                kind=kind_of(publication),
                published_on=publication.published_on,
                text=text,
                folded=folded,
                version=VERSION,
            )
        )
        rows.append((publication.pk, tokens_of(publication, folded)))
    SearchEntry.objects.bulk_create(entries)
    backend().add(rows)


def tally(columns: Iterable[int]) -> None:
    """Count the columns anew."""
    counted = {
        row["item__column"]: row
        for row in Publication.objects.filter(
            item__column__in=list(columns), withdrawn_at__isnull=True
        )
        .values("item__column")
        .annotate(items=Count("pk"), latest=Max("published_on"))
        .order_by()
    }
    for column in Column.objects.filter(pk__in=list(columns)):
        row = counted.get(column.pk, {"items": 0, "latest": None})
        ColumnTally.objects.update_or_create(
            column=column,
            defaults={
                "agency_id": column.agency_id,
                "items": row["items"],
                "latest_on": row["latest"],
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


def _whole() -> object:
    attached = Prefetch("version__attachments", Attachment.objects.select_related("file"))
    return Publication.objects.select_related("item", "version").prefetch_related(attached)
