"""Reading items: what the public sees, and what the desk does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)

from gongkai.office.agencies.models import Agency
from gongkai.office.publishing import freshness
from gongkai.office.publishing.models import (
    Block,
    Column,
    ColumnCheck,
    FindingAnswer,
    InformationItem,
    NormativeDocument,
    Publication,
)
from gongkai.office.publishing.queries.stages import with_stage


def published(agency: Agency) -> QuerySet[Publication]:
    """What the public sees of an agency's items, and nothing else: the live publications, newest
    first, each with its item, version and column."""
    return (
        Publication.objects.filter(agency=agency, withdrawn_at__isnull=True)
        .select_related("item__column", "item__section", "version")
        .order_by("-published_on", "-id")
    )


def published_item(agency: Agency, index_number: str) -> Publication | None:
    """The live publication of an item; None when there is none, withdrawn or never published."""
    found = published(agency).filter(item__agency=agency, item__index_number=index_number)
    # There is one at most. An order would let a database walk all publications by date to find it.
    return next(iter(found.order_by()[:1]), None)


def published_of(agency: Agency, items: Collection[int]) -> list[Publication]:
    """The live publications of some items, by their ids, newest first, without their texts."""
    found = published(agency).defer("version__body").filter(item__in=items) if items else ()
    return sorted(found, key=lambda one: (one.published_on, one.pk), reverse=True)


#: The blocks in the order every site has them.
BLOCK = Case(
    *(When(block=block, then=place) for place, block in enumerate(Block.values)),
    output_field=IntegerField(),
)


def columns(agency: Agency) -> QuerySet[Column]:
    """The columns in use, in their order on the site."""
    return (
        Column.objects.filter(agency=agency, closed_on__isnull=True)
        .select_related("parent", "section")
        .order_by(BLOCK, "position", "id")
    )


def closed_columns(agency: Agency) -> QuerySet[Column]:
    """The columns nothing new is put into, the last closed first."""
    closed = Column.objects.filter(agency=agency, closed_on__isnull=False)
    return closed.order_by("-closed_on", "id")


def neighbours(column: Column) -> list[int]:
    """The ids of the columns of the same block and parent, itself among them, in their order."""
    around = Column.objects.filter(
        agency=column.agency_id, block=column.block, parent=column.parent_id
    )
    return list(around.order_by("position", "id").values_list("pk", flat=True))


def in_work(agency: Agency) -> QuerySet[InformationItem]:
    """The items with something still to do, the longest formed first, as `standings` takes them."""
    return with_stage(
        InformationItem.objects.filter(agency=agency, in_work=True)
        .select_related("column", "section")
        .order_by("formed_on", "id")
    )


def column_list(agency: Agency) -> list[Column]:
    """The columns in use with `public`, how many items are before the public in each, and
    `last_published`. One query."""
    live = (
        Publication.objects.filter(item__column=OuterRef("pk"), withdrawn_at__isnull=True)
        .order_by()
        .values("item__column")
    )
    return list(
        columns(agency).annotate(
            public=Subquery(live.annotate(count=Count("pk")).values("count")),
            last_published=Subquery(live.annotate(last=Max("published_on")).values("last")),
        )
    )


@dataclass(frozen=True)
class Stale:
    """A column that should have been updated or looked through by `due_on`; `last` is when it was,
    None when nothing was ever in it."""

    column: Column
    last: date | None
    due_on: date | None


def due_on(column: Column, last: date | None) -> date | None:
    """The last day by which a column that was updated or looked through on `last` is to be updated."""
    days: Mapping[str, int | None] = settings.CONVENTIONS.column_freshness
    return freshness.due_on(column.freshness, last, days)


def looked_through(agency: Agency) -> dict[int, date]:
    """When the columns were last looked through and found up to date, by their ids."""
    checks = ColumnCheck.objects.filter(column__agency=agency).order_by()
    return dict(checks.values_list("column").annotate(last=Max("checked_on")))


def stale_columns(agency: Agency, as_of: date) -> list[Stale]:
    """The columns overdue for an update on a day, the longest first; then those of the fifteen matters
    with nothing in them. Two queries."""
    live = Publication.objects.filter(
        item__column=OuterRef("pk"), withdrawn_at__isnull=True
    ).order_by()
    checked = ColumnCheck.objects.filter(column=OuterRef("pk")).order_by()
    rows = columns(agency).annotate(
        published=Subquery(
            live.values("item__column").annotate(last=Max("published_on")).values("last")
        ),
        checked=Subquery(checked.values("column").annotate(last=Max("checked_on")).values("last")),
    )
    late, empty = [], []
    for column in rows:
        known = [day for day in (column.published, column.checked) if day is not None]
        last = max(known, default=None)
        due = due_on(column, last)
        if due is not None and due < as_of:
            late.append(Stale(column, last, due))
        elif last is None and column.article_20_item is not None:
            empty.append(Stale(column, None, None))
    return sorted(late, key=lambda s: (s.due_on or date.max, s.column.pk)) + empty


def uninterpreted(agency: Agency) -> QuerySet[NormativeDocument]:
    """The documents in force whose text is public and has no public interpretation (三同步), and for
    which nobody said why none is needed."""
    return _without_interpretation(agency).exclude(_EXCUSED).order_by("issued_on", "id")


def excused(agency: Agency, seen: Q) -> QuerySet[NormativeDocument]:
    """Those of which somebody said why they have none, with the `excuse`: as far as a person sees what
    was said (`seen`, the filter of the answers)."""
    said = FindingAnswer.objects.filter(seen, item=OuterRef("item"), code=INTERPRETATION)
    found = _without_interpretation(agency).filter(_EXCUSED, Exists(said))
    return found.annotate(excuse=Subquery(said.values("reason")[:1])).order_by("issued_on", "id")


#: The code of the finding that a document has no interpretation.
INTERPRETATION = "interpretation-missing"

#: A reason was given and no interpretation is being written: one that is only promised excuses nothing.
_EXCUSED = Exists(
    FindingAnswer.objects.filter(item=OuterRef("item"), code=INTERPRETATION)
) & ~Exists(InformationItem.objects.filter(interprets=OuterRef("item"), closed_on__isnull=True))


def _without_interpretation(agency: Agency) -> QuerySet[NormativeDocument]:
    live = Publication.objects.filter(withdrawn_at__isnull=True)
    return (
        NormativeDocument.objects.current()
        .filter(agency=agency, ended_on__isnull=True, item__isnull=False)
        .filter(
            Exists(live.filter(item=OuterRef("item"))),
            ~Exists(live.filter(item__interprets=OuterRef("item"))),
        )
        .annotate(
            text_published_on=Subquery(
                live.filter(item=OuterRef("item")).values("published_on")[:1]
            )
        )
        .select_related("item", "section")
    )
