"""The people of the demo's publishing: a section drafts, others review, the office puts on line, by the
same services a click would call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from .founding import Office
from .items_plan import PlannedItem
from .planned import BEGAN
from .reviewing import FULL, SHORT

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Person
    from gongkai.office.publishing.models import Column, InformationItem
    from gongkai.office.reviews.models import Template

CLEAN = {"state_secret": "no", "third_party": "no", "other_exemption": "no"}
STEP = timedelta(minutes=4)


@dataclass
class Newsroom:
    """The people and places of publishing, looked up once."""

    office: Office

    def __post_init__(self) -> None:
        self.people: dict[str, list[Person]] = {}
        self.columns: dict[str, Column] = {}
        self._templates: dict[str, Template] = {}
        self._texts: dict[str, InformationItem] = {}
        self._asked: dict[str, InformationItem] = {}
        self._turn = 0

    def look_up(self, now: datetime) -> None:
        from gongkai.office import time
        from gongkai.office.agencies.models import Role
        from gongkai.office.agencies.queries import people_with
        from gongkai.office.publishing.queries import columns
        from gongkai.office.reviews.queries import open_templates

        agency = self.office.agency
        self.people = {
            role.value: people_with(role, agency, time.today(now))
            for role in (Role.CLERK, Role.SECTION, Role.SECRECY, Role.LEADER)
        }
        self.columns = {c.slug: c for c in columns(agency)}
        self._templates = {t.name: t for t in open_templates(agency)}

    def publish(self, planned: PlannedItem, now: datetime) -> None:
        """From the draft to the public, all on one day."""
        from gongkai.office.publishing import services
        from gongkai.office.publishing.models import Channel

        if not self.people:
            self.look_up(now)
        writer = self._writer()
        item = self.draft(planned, writer, now)
        if planned.document:
            self._link(planned, item, writer, now)
        if planned.drafts:
            self._asked[planned.drafts] = item
        full = bool(planned.document or planned.interprets)
        now = self.review(item, writer, FULL if full else SHORT, now)
        live = services.publish(
            agency=self.office.agency,
            actor=self.office.clerk,
            now=now,
            item=item.uid,
            version=item.versions.get().uid,
        )
        if planned.on_board:
            board = Channel.objects.get(agency=self.office.agency, kind="bulletin")
            services.log_post(
                agency=self.office.agency,
                actor=self.office.clerk,
                now=now + STEP,
                channel=board,
                title=planned.title,
                posted_on=planned.published_on,
                publication=live,
            )

    def _writer(self) -> Person:
        self._turn += 1
        return self.people["section"][self._turn % 2]

    def draft(
        self, planned: PlannedItem, writer: Person, now: datetime, **more: Any
    ) -> InformationItem:
        from gongkai.office.publishing import services

        column = self.columns[planned.column]
        return services.draft(
            agency=self.office.agency,
            actor=writer,
            now=now,
            column=column,
            section=column.section,
            formed_on=planned.formed_on,
            interprets=self._texts.get(planned.interprets),
            consulted=self._asked.get(planned.document),
            content=services.Content(
                title=planned.title,
                body="\n".join(f"<p>{text}</p>" for text in planned.paragraphs),
                summary=planned.paragraphs[-1 if planned.document else 0][:60],
                document_number=planned.document,
                issuing_agencies=self.office.agency.name,
                written_on=planned.formed_on,
            ),
            **more,
        )

    def _link(
        self, planned: PlannedItem, item: InformationItem, writer: Person, now: datetime
    ) -> None:
        """Tie the text to its document; an old one says why it has no interpretation of its own, a
        new one's is drafted on the same day."""
        from gongkai.office.publishing import queries, services
        from gongkai.office.publishing.models import NormativeDocument

        agency = self.office.agency
        document = NormativeDocument.objects.current().get(
            agency=agency, document_number=planned.document
        )
        services.link_document(
            agency=agency, actor=writer, now=now, record=document.record, item=item.uid
        )
        self._texts[planned.document] = item
        old = document.issued_on < BEGAN
        for found in queries.check(item.versions.get(), agency):
            services.answer_finding(
                agency=agency,
                actor=writer,
                now=now,
                item=item.uid,
                key=found.key,
                reason="文件公布时已经在原网站解读" if old else "解读稿同日起草、同日公开",
            )

    def review(
        self, item: InformationItem, writer: Person, template: str, now: datetime, upto: int = 99
    ) -> datetime:
        """Hand in and decide level by level, never by the writer. Returns the time of the last."""
        from django.urls import reverse

        from gongkai.office.publishing import services
        from gongkai.office.reviews import services as reviewing
        from gongkai.office.reviews.models import Round

        submission = services.submit(
            agency=self.office.agency,
            actor=writer,
            now=now + STEP,
            item=item.uid,
            version=item.versions.latest("number").uid,
            template=self._templates[template],
            link=reverse("publishing:item", args=[item.uid]),
        )
        round_ = Round.objects.get(version=submission.review)
        now = now + STEP
        for level, (_, _, station) in enumerate(round_.template.levels[:upto]):
            person = next(p for p in self.people[station] if p != writer)
            now = now + STEP
            reviewing.decide(
                actor=person,
                now=now,
                round=round_,
                version=round_.version,
                level=level,
                approved=True,
                answers=CLEAN if station == "secrecy" else None,
            )
        return now + STEP
