"""Reading for the public pages. What is visible is `publishing.queries.published`; nothing here
widens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet

from gongkai.office.applications.models import Application
from gongkai.office.paging import Order, Page
from gongkai.office.portal.models import ColumnTally, SearchEntry
from gongkai.office.publishing import queries as publishing
from gongkai.office.publishing.models import (
    Attachment,
    Block,
    Column,
    InformationItem,
    NormativeDocument,
    Publication,
    PublicationEnding,
)
from gongkai.office.reporting import queries as reporting

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

#: Items of one page.
PAGE = 20
NEWEST_FIRST = Order("published_on")
#: How a document stands, as the public is told; one that has ended is called by how and when.
_VALIDITY = {
    publishing.Validity.TO_COME: "尚未施行",
    publishing.Validity.IN_FORCE: "现行有效",
    publishing.Validity.OVERDUE: "标明的有效期已满",
}


@dataclass(frozen=True)
class Coverage:
    """A column as the public sees it: how much is in it, when the latest came, how that stands."""

    column: Column
    items: int
    latest_on: date | None
    mark: str
    words: str


def coverage(agency: Agency, today: date) -> list[Coverage]:
    """The columns in use, in their order, with their tallies. Three queries."""
    tallies = {t.column_id: t for t in ColumnTally.objects.filter(agency=agency)}
    checked = publishing.looked_through(agency)
    return [
        _covered(c, tallies.get(c.pk), checked.get(c.pk), today) for c in publishing.columns(agency)
    ]


def _covered(
    column: Column, tally: ColumnTally | None, checked: date | None, today: date
) -> Coverage:
    """What the desk is told of the column, the public is told too."""
    if tally is None or not tally.items or tally.latest_on is None:
        return Coverage(column, 0, None, "none", "没有公开过")
    last = max(day for day in (tally.latest_on, checked) if day is not None)
    due = publishing.due_on(column, last)
    if due is not None and due < today:
        months = (today - tally.latest_on).days // 30
        return Coverage(column, tally.items, tally.latest_on, "warn", f"{months} 个月没有更新")
    return Coverage(column, tally.items, tally.latest_on, "done", "正常")


def listed(agency: Agency, *, block: str = "", year: int | None = None) -> QuerySet[Publication]:
    """The live publications, newest first, without their texts."""
    rows = publishing.published(agency).defer("version__body")
    if block:
        rows = rows.filter(item__column__block=block)
    return rows if year is None else rows.filter(published_on__range=_of_year(year))


def page(
    agency: Agency,
    *,
    column: Column | None = None,
    year: int | None = None,
    kind: str = "",
    after: str = "",
    before: str = "",
    size: int = PAGE,
) -> Page[Publication]:
    """A page of the live publications, newest first. One query; of a column or a kind two, because
    there the page is first walked along the entries, whose indexes are in that order."""
    asked = {"after": after, "before": before}
    if column is None and not kind:
        return NEWEST_FIRST.page(listed(agency, year=year), **asked, size=size)
    entries = SearchEntry.objects.filter(agency=agency, publication__withdrawn_at__isnull=True)
    if column is not None:
        entries = entries.filter(column=column)
    if kind:
        entries = entries.filter(kind=kind)
    if year is not None:
        entries = entries.filter(published_on__range=_of_year(year))
    found = NEWEST_FIRST.page(entries.only("published_on"), **asked, size=size)
    live = {p.pk: p for p in listed(agency).filter(pk__in=[e.pk for e in found.rows])}
    return found.of(lambda rows: [live[e.pk] for e in rows if e.pk in live])


def _of_year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def column_at(agency: Agency, slug: str) -> Column | None:
    """A column by its name in addresses; one that was closed keeps its page."""
    return Column.objects.filter(agency=agency, slug=slug).select_related("parent").first()


#: Entries on one page of the catalogue: three or four sheets of paper.
CATALOGUE_PAGE = 100


def blocks(agency: Agency, today: date) -> list[tuple[str, list[Coverage]]]:
    """The columns under the names of their blocks, in the order of the law: those in use, then those
    that were closed with something in them. The catalogue holds everything, the annual reports are
    those that were published. Five queries."""
    open_ones = coverage(agency, today)
    covered = [_generated(one, agency) for one in open_ones + _closed(agency)]
    total = sum(one.items for one in covered)
    latest = max((one.latest_on for one in covered if one.latest_on), default=None)
    covered = [
        replace(one, items=total, latest_on=latest) if _is_catalogue(one.column) else one
        for one in covered
    ]
    named = [(Block(block).label, columns_of(covered, block)) for block in Block.values]
    return [(name, columns) for name, columns in named if columns]


def _closed(agency: Agency) -> list[Coverage]:
    """The columns nothing new is put into, with what is still public in them."""
    tallies = ColumnTally.objects.filter(
        agency=agency, column__closed_on__isnull=False, items__gt=0
    )
    rows = tallies.select_related("column").order_by("column__position", "column_id")
    return [Coverage(t.column, t.items, t.latest_on, "none", "已停用") for t in rows]


def _is_catalogue(column: Column) -> bool:
    return column.block == Block.GUIDE and column.slug == "catalogue"


def _generated(one: Coverage, agency: Agency) -> Coverage:
    if one.column.block != Block.ANNUAL_REPORTS:
        return one
    reports = reporting.published_reports(agency)
    days = [day for day in (one.latest_on, *(report.on for report in reports)) if day]
    return replace(one, items=one.items + len(reports), latest_on=max(days, default=None))


def newest_index_number(agency: Agency) -> str:
    """The index number of the latest publication, as an example of one; empty when there is none."""
    newest = publishing.published(agency).values_list("item__index_number", flat=True).first()
    return newest or ""


def columns_of(found: Sequence[Coverage], block: str) -> list[Coverage]:
    """Those of one block."""
    return [c for c in found if c.column.block == block]


def years(agency: Agency, today: date) -> list[int]:
    """From this year back to that of the first live publication. One query."""
    first = (
        publishing.published(agency).order_by("published_on").values_list("published_on").first()
    )
    return list(range(today.year, (first[0].year if first else today.year) - 1, -1))


@dataclass(frozen=True)
class ItemPage:
    """An item as its page shows it. Everything it links to is live."""

    publication: Publication
    attachments: Sequence[Attachment]
    interpretations: Sequence[Publication]
    interprets: Publication | None
    consulted: Publication | None
    led_to: Sequence[Publication]
    document: NormativeDocument | None
    earlier: Sequence[Publication]

    def validity(self, today: date) -> tuple[str, str]:
        """Mark and words of a normative document's validity on a day; empty for other items."""
        one = self.document
        if one is None:
            return "", ""
        state = publishing.validity_on(one, today)
        return state.value, _VALIDITY.get(state) or f"{one.get_ending_display()}（{one.ended_on}）"


def item_page(agency: Agency, index_number: str) -> ItemPage | None:
    """The page of a live item; None when the item is not public. Six queries at most."""
    publication = publishing.published_item(agency, index_number)
    if publication is None:
        return None
    item, version = publication.item, publication.version
    related = _related(agency, item)
    return ItemPage(
        publication,
        list(version.attachments.select_related("file").defer("text")),
        [one for one in related if one.item.interprets_id == item.pk][:10],
        next((one for one in related if one.item_id == item.interprets_id), None),
        next((one for one in related if one.item_id == item.consulted_id), None),
        [one for one in related if one.item.consulted_id == item.pk][:10],
        _document(agency, item, version.document_number),
        list(
            Publication.objects.filter(
                Q(agency=agency, item=item, ending=PublicationEnding.REPLACED)
            ).order_by("published_at")[:20]
        ),
    )


def _document(agency: Agency, item: InformationItem, number: str) -> NormativeDocument | None:
    """The normative document whose text the item is: the one recorded so, else the one of its number
    of which no text is recorded. One whose text is another item is not told of here."""
    meant = Q(item=item)
    if number:
        meant |= Q(item__isnull=True, document_number=number)
    found = NormativeDocument.objects.current().filter(meant, agency=agency).order_by("item", "id")
    return max(found, key=lambda one: one.item_id is not None, default=None)


def _related(agency: Agency, item: InformationItem) -> list[Publication]:
    """The live publications an item's page links to: what it interprets and what interprets it, the
    consultation on its draft and what came of it as one. Two queries at most."""
    linked = InformationItem.objects.filter(Q(interprets=item) | Q(consulted=item), agency=agency)
    wanted = set(linked.values_list("pk", flat=True)) | {item.interprets_id, item.consulted_id}
    return publishing.published_of(agency, [pk for pk in wanted if pk is not None])


def attachment(agency: Agency, index_number: str, position: int) -> Attachment | None:
    """A file of a live item, through the same visibility as its page."""
    live = publishing.published(agency).filter(item__index_number=index_number)
    return (
        Attachment.objects.filter(version__in=live.order_by().values("version"), position=position)
        .select_related("file")
        .defer("text")
        .first()
    )


def guide(agency: Agency) -> Publication | None:
    """The guide in force: the latest of its column."""
    return (
        publishing.published(agency)
        .filter(item__column__block=Block.GUIDE, item__column__slug="guide")
        .first()
    )


def sample() -> tuple[str, str] | None:
    """Number and query code of an application that anybody may follow: in a demo, never in an
    office's own directory."""
    if not settings.ENVIRONMENT.demo:
        return None
    one = Application.objects.filter(registered_by=None, channel="online").order_by("pk").first()
    return (one.number, one.query_code) if one else None
