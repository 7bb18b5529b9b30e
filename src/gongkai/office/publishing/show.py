"""What the page of an item shows: how far it is, what can be done now, and why the rest cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.law import review as law
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.publishing import clock, marking
from gongkai.office.publishing.models import (
    ChannelPost,
    Coordination,
    CoordinationResult,
    InformationItem,
    ItemVersion,
    NormativeDocument,
    Publication,
)
from gongkai.office.publishing.queries import desk as reading
from gongkai.office.publishing.queries.checking import Checked, lines_of, occurrences
from gongkai.office.publishing.queries.stages import Stage, Standing
from gongkai.office.publishing.visibility import READERS, WRITERS
from gongkai.office.reviews import queries as reviews
from gongkai.office.reviews.models import Decision, Round
from gongkai.office.reviews.queries import Step, steps_of
from gongkai.office.todo import Todo

if TYPE_CHECKING:
    from django.db.models import Manager

    from gongkai.office.access import Desk


@dataclass(frozen=True)
class Sheet:
    """Everything on the page.

    public     the version before the public, None when there is none
    posts      where else it was put
    obstacles  why the item cannot be published now, in sentences
    body       the text of the version, the words that the checks found marked
    checked    None for who does not read drafts
    returned   the version sent back last and with what words, while a better one is written
    """

    standing: Standing
    version: ItemVersion
    versions: Sequence[ItemVersion]
    public: Publication | None
    publications: Sequence[Publication]
    posts: Sequence[ChannelPost]
    due: Todo | None
    round: Round | None
    steps: Sequence[Step]
    level: law.Level | None
    body: str
    checked: Sequence[Checked] | None
    coordinations: Sequence[Coordination]
    documents: Sequence[NormativeDocument]
    interpretations: Sequence[InformationItem]
    led_to: Sequence[InformationItem]
    obstacles: Sequence[str]
    returned: tuple[ItemVersion, Decision] | None
    may_write: bool
    may_publish: bool

    @property
    def open_findings(self) -> int:
        return sum(one.answer is None for one in self.checked or ())

    @property
    def passed_checks(self) -> list[str]:
        """The names of the checks that found nothing."""
        from gongkai.office.publishing.checks import CHECK_NAMES

        found = {one.finding.code for one in self.checked or ()}
        return [name for code, name in CHECK_NAMES.items() if code not in found]

    @property
    def item(self) -> InformationItem:
        return self.standing.item

    @property
    def stage(self) -> str:
        return self.standing.stage.value


def sheet_of(desk: Desk, standing: Standing) -> Sheet:
    """Gather the page of an item for a person who may see it."""
    item = standing.item
    reads = desk.has(*READERS)
    versions = reading.versions_of(desk, item)
    version = versions[0]
    publications = reading.publications_of(item) if reads else []
    live = next((p for p in publications if p.withdrawn_at is None), None)
    submission = getattr(version, "submission", None) if reads else None
    round_ = reviews.rounds().filter(version=submission.review_id).first() if submission else None
    as_law = reviews.as_law(round_) if round_ else None
    asked = reading.coordinations_of(desk, item)
    read = reading.whole(version)
    lines = lines_of(read) if reads else []
    found = occurrences(read, desk.agency, lines) if reads else []
    return Sheet(
        standing=standing,
        version=version,
        versions=versions,
        public=live,
        publications=publications,
        posts=reading.elsewhere(item) if publications else (),
        due=_due(desk, standing),
        round=round_,
        steps=steps_of(round_, as_law, desk.today) if round_ and as_law else (),
        level=as_law.next_level if as_law else None,
        body=marking.marked(read.body, marking.found_in(lines, found)),
        checked=[together[0] for together in found] if reads else None,
        coordinations=asked,
        documents=list(NormativeDocument.objects.current().filter(agency=desk.agency, item=item)),
        interpretations=_related(item.interpretations, reads),
        led_to=_related(item.led_to, reads),
        obstacles=_obstacles(standing, version, asked),
        returned=_returned(versions) if reads and standing.stage is Stage.DRAFT else None,
        may_write=desk.has(*WRITERS) and standing.stage is not Stage.CLOSED,
        may_publish=desk.has(Role.CLERK) and standing.stage is not Stage.CLOSED,
    )


def _returned(versions: Sequence[ItemVersion]) -> tuple[ItemVersion, Decision] | None:
    """The last version that was handed in, when it was sent back."""
    for version in versions:
        submission = getattr(version, "submission", None)
        if submission is not None:
            said = (
                Decision.objects.filter(round__version=submission.review_id, approved=False)
                .select_related("person")
                .first()
            )
            return (version, said) if said else None
    return None


def _related(items: Manager[InformationItem], reads: bool) -> list[InformationItem]:
    """Of the items on the other end of a link, those that are still meant to be public; for who does
    not read drafts, those that are."""
    found = items.filter(closed_on__isnull=True).order_by("id")
    if not reads:
        found = found.filter(publications__isnull=False, publications__withdrawn_at__isnull=True)
    return list(found)


def _due(desk: Desk, standing: Standing) -> Todo | None:
    calendar = calendar_of(desk.agency)
    due = clock.due(standing.item, standing.last_published_on, calendar)
    if due is None:
        return None
    return Todo(
        number="",
        title=standing.version.title,
        url="",
        what="",
        next_step="",
        holder="",
        due_on=due.day,
        days_left=calendar.working_days_between(desk.today, due.day),
        provisional=due.provisional,
        group="publishing",
    )


def _obstacles(
    standing: Standing, version: ItemVersion, asked: Sequence[Coordination]
) -> list[str]:
    """What stands between the newest version and the public."""
    found = []
    if standing.stage is Stage.DRAFT:
        found.append(f"第 {version.number} 版还没有送审。")
    elif standing.stage is Stage.REVIEW:
        found.append(f"第 {version.number} 版还没有审完。")
    elif standing.stage is Stage.RETURNED:
        found.append(f"第 {version.number} 版已退回，修改以后重新送审。")
    elif standing.stage is Stage.WITHDRAWN:
        found.append("已经撤回。再公开要形成新的一版，重新审核。")
    elif standing.stage is Stage.PUBLIC:
        found.append("这一版已经公开。")
    elif standing.stage is Stage.CLOSED:
        found.append("已经决定不公开。")
    for one in asked:
        if one.result is None:
            found.append(f"{one.body}的意见还没有登记（条例第十一条）。")
        elif one.result != CoordinationResult.CONFIRMED and one.settlement is None:
            found.append(f"{one.body}{one.get_result_display()}，还没有写明怎样处理。")
    return found
