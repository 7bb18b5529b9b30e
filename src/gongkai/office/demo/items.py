"""Publishing in the demo: every item is drafted by a section, goes through its reviews and is put on
line by the disclosure office, by the same services a click would call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from .founding import Office
from .items_plan import (
    AUTOMATIC,
    CHANNELS,
    FIGURED,
    PlannedItem,
    PlannedMonth,
    make_items,
    make_months,
)
from .planned import CLOSED_YEARS, TODAY, Plan
from .reviewing import FULL, SHORT

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Person
    from gongkai.office.publishing.models import Column, InformationItem
    from gongkai.office.reviews.models import Template

    from .fill import Diary

CLEAN = {"state_secret": "no", "third_party": "no", "other_exemption": "no"}
STEP = timedelta(minutes=4)
BEGAN = date(CLOSED_YEARS[0], 1, 2)

#: Columns whose pages stay as they are for years, and the days on which somebody looks them through.
SELDOM_CHANGED = ("guide", "regulation", "working-rules", "functions", "fees")
LOOKED_THROUGH = (date(2025, 1, 3), date(2026, 1, 5))

#: Column → the section that keeps it; the others belong to the office.
KEEPERS = {
    "licences": "审批科",
    "penalties": "审批科",
    "inspections": "药政科",
    "procurement": "药政科",
    "livelihood": "人口家庭科",
    "statistics": "人口家庭科",
    "normative-documents": "政策法规科",
}


def plan_items(diary: Diary, office: Office, plan: Plan) -> None:
    """Write columns, channels and every publication into the diary."""
    diary.put(BEGAN, 10, partial(_begin, office))
    desk = Newsroom(office)
    for item in make_items(plan.documents):
        diary.put(item.published_on, 14, partial(desk.publish, item))
    for month in make_months():
        following = (month.month + timedelta(days=32)).replace(day=3)
        if month.channel == FIGURED[-1]:
            pair = [m for m in make_months() if m.month == month.month]
            diary.put(min(following, TODAY), 9, partial(_figures, office, pair))
    for day in LOOKED_THROUGH:
        diary.put(day, 10, partial(_look_through, office))
    diary.put(TODAY - timedelta(days=6), 9, desk.draft_flu_notice)
    diary.put(TODAY - timedelta(days=5), 15, desk.return_flu_notice)
    diary.put(TODAY - timedelta(days=1), 16, desk.edit_flu_notice)
    diary.put(TODAY, 8, desk.leave_work)


def _look_through(office: Office, now: datetime) -> None:
    """The pages that seldom change are looked through in the first week of a year; the plans are not,
    so that the desk has a column to complain of."""
    from gongkai.office.publishing import services
    from gongkai.office.publishing.queries import columns

    for column in columns(office.agency).filter(slug__in=SELDOM_CHANGED):
        services.check_column(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            column=column.uid,
            note="内容没有变化",
        )


def _begin(office: Office, now: datetime) -> None:
    from gongkai.office.publishing import services
    from gongkai.office.publishing.models import CountedFrom

    common: dict[str, Any] = {"agency": office.agency, "actor": office.clerk, "now": now}
    for column in services.seed_columns(**common, section=office.sections["办公室"]):
        if column.slug in KEEPERS:
            column.section = office.sections[KEEPERS[column.slug]]
            column.save(update_fields=["section"])
    services.seed_words(**common)
    services.describe_office(
        **common,
        name="办公室（公开办）",
        address="云溪县清水路 18 号一楼",
        hours="工作日 9:00—13:00，15:30—19:00",
        telephone="0990-5550118",
        fax="0990-5550119",
        postcode="990000",
        email="gk@wjw.yunxi.example",
    )
    for kind, (name, account) in CHANNELS.items():
        services.open_channel(
            **common,
            kind=kind,
            name=name,
            account=account,
            opened_on=BEGAN.replace(day=1),
            counted_from=CountedFrom.FIGURES if kind in FIGURED else CountedFrom.LOG,
            automatic=kind in AUTOMATIC,
        )


def _figures(office: Office, months: list[PlannedMonth], now: datetime) -> None:
    from gongkai.office.publishing import services
    from gongkai.office.publishing.models import Channel

    channels = {c.kind: c for c in Channel.objects.filter(agency=office.agency)}
    services.import_figures(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        rows=[
            services.FigureData(channels[m.channel], m.month, m.posts, m.followers, m.readings)
            for m in months
        ],
    )


#: A number nobody has.
ENQUIRIES = "活动当天可以拨打值守手机 13900005566。"


@dataclass
class Newsroom:
    """The people and places of publishing, looked up once."""

    office: Office

    def __post_init__(self) -> None:
        self._people: dict[str, list[Person]] = {}
        self._columns: dict[str, Column] = {}
        self._templates: dict[str, Template] = {}
        self._texts: dict[str, InformationItem] = {}
        self._asked: dict[str, InformationItem] = {}
        self._turn = 0

    def _look_up(self, now: datetime) -> None:
        from gongkai.office import time
        from gongkai.office.agencies.models import Role
        from gongkai.office.agencies.queries import people_with
        from gongkai.office.publishing.queries import columns
        from gongkai.office.reviews.queries import open_templates

        agency = self.office.agency
        self._people = {
            role.value: people_with(role, agency, time.today(now))
            for role in (Role.CLERK, Role.SECTION, Role.SECRECY, Role.LEADER)
        }
        self._columns = {c.slug: c for c in columns(agency)}
        self._templates = {t.name: t for t in open_templates(agency)}

    def publish(self, planned: PlannedItem, now: datetime) -> None:
        """From the draft to the public, all on one day."""
        from gongkai.office.publishing import services
        from gongkai.office.publishing.models import Channel

        if not self._people:
            self._look_up(now)
        writer = self._writer()
        item = self._draft(planned, writer, now)
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
        return self._people["section"][self._turn % 2]

    def _draft(
        self, planned: PlannedItem, writer: Person, now: datetime, **more: Any
    ) -> InformationItem:
        from gongkai.office.publishing import services

        column = self._columns[planned.column]
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
            person = next(p for p in self._people[station] if p != writer)
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

    # ---- what is on the desk today -----------------------------------------------------------

    def leave_work(self, now: datetime) -> None:
        """What waits on `TODAY`: a draft with findings, texts at every station, a question to another
        agency, one withdrawn, one with a better text under review."""
        from gongkai.office.publishing import services
        from gongkai.office.publishing.models import Publication

        self._look_up(now)
        agency = self.office.agency
        first, second = self._people["section"]
        waiting = self._draft(
            _today("城关镇流动人口健康教育活动安排", "livelihood", 6), second, now
        )
        self._explain(waiting, second, now)
        self.review(waiting, second, SHORT, now, upto=1)
        ready = self._draft(_today("2026年10月消毒产品监督抽检结果", "inspections", 9), first, now)
        self.review(ready, first, SHORT, now)
        asked = self._draft(_today("学校饮用水卫生联合检查情况", "inspections", 12), second, now)
        services.consult(
            agency=agency,
            actor=second,
            now=now,
            item=asked.uid,
            body="云溪县教育局",
            matter="学校名单和整改时限",
            asked_on=TODAY - timedelta(days=4),
        )
        self._draft(_today("2026年第三季度家庭医生签约服务情况", "livelihood", 31), first, now)
        old, better = Publication.objects.filter(
            agency=agency, withdrawn_at=None, item__column__slug="livelihood"
        ).order_by("-id")[:2]
        services.withdraw(
            agency=agency,
            actor=self.office.clerk,
            now=now + STEP,
            item=old.item.uid,
            reason="门诊时间有误，核对以后重新公开",
        )
        changed = services.edit(
            agency=agency,
            actor=first,
            now=now,
            item=better.item.uid,
            based_on=better.version.uid,
            content=services.Content(
                title=better.version.title,
                body=better.version.body + "<p>节假日安排另行通知。</p>",
                summary=better.version.summary,
                issuing_agencies=better.version.issuing_agencies,
                written_on=better.version.written_on,
            ),
        )
        self.review(changed.item, first, SHORT, now, upto=2)

    def _explain(self, item: InformationItem, writer: Person, now: datetime) -> None:
        """Say a mobile number in the text, and why it stays: reviewers see both."""
        from gongkai.office.publishing import queries, services

        version = item.versions.get()
        content = services.Content(
            title=version.title,
            body=version.body + f"<p>{ENQUIRIES}</p>",
            summary=version.summary,
            issuing_agencies=version.issuing_agencies,
            written_on=version.written_on,
        )
        agency = self.office.agency
        services.edit(
            agency=agency,
            actor=writer,
            now=now,
            item=item.uid,
            based_on=version.uid,
            content=content,
        )
        for found in queries.check(item.versions.latest("number"), agency):
            services.answer_finding(
                agency=agency,
                actor=writer,
                now=now,
                item=item.uid,
                key=found.key,
                reason="活动期间值守的工作手机，使用人书面同意公开",
            )

    # The one with a history: returned once, its second text still holds a number and a slip.

    def draft_flu_notice(self, now: datetime) -> None:
        from gongkai.office.publishing import services

        self._look_up(now)
        writer, column = self._people["section"][0], self._columns["livelihood"]
        item = services.draft(
            agency=self.office.agency,
            actor=writer,
            now=now,
            column=column,
            section=column.section,
            formed_on=TODAY - timedelta(days=11),
            content=services.Content(FLU, FLU_FIRST),
        )
        self.review(item, writer, FULL, now, upto=0)
        self._texts[FLU] = item

    def return_flu_notice(self, now: datetime) -> None:
        from gongkai.office.reviews import services as reviewing
        from gongkai.office.reviews.models import Round

        writer = self._people["section"][0]
        round_ = Round.objects.get(
            version__subject=f"publishing.informationitem:{self._texts[FLU].uid}"
        )
        reviewing.decide(
            actor=next(p for p in self._people["section"] if p != writer),
            now=now,
            round=round_,
            version=round_.version,
            level=0,
            approved=False,
            opinion="补充重点人群和接种点。",
        )

    def edit_flu_notice(self, now: datetime) -> None:
        from gongkai.office.publishing import services

        item = self._texts[FLU]
        services.edit(
            agency=self.office.agency,
            actor=self._people["section"][0],
            now=now,
            item=item.uid,
            based_on=item.versions.get().uid,
            content=services.Content(
                FLU, FLU_SECOND, summary="流感疫苗接种的时间、人群、接种点和要求。"
            ),
        )


FLU = "关于做好2026—2027年流感流行季疫苗接种工作的通知"
FLU_FIRST = (
    "<p>各乡镇卫生院，县疾控中心，县直各医疗机构：</p><h2>一、接种时间</h2>"
    "<p>2026年10月中旬至2027年2月底，各接种单位每周开放不少于五天。</p>"
    "<h2>二、接种点</h2><p>全县设接种点18个，名单见附件。</p>"
)
FLU_SECOND = (
    "<p>各乡镇卫生院，县疾控中心，县直各医疗机构：</p><h2>一、接种时间</h2>"
    "<p>2026年10月26日至2027年2月28日，各接种单位每周开放不少于五天。</p>"
    "<h2>二、重点人群</h2><p>医务人员、60岁及以上老年人、慢性病患者和托幼机构工作人员，优先安排接种。</p>"
    "<h2>三、接种点</h2><p>全县设接种点21个，名单见附件。清河镇接种点联系人周某某，"
    "身份证号 990023199003070018，电话 0990-5550166。</p>"
    "<h2>四、工作要求</h2><p>截止目前未完成冷链验证的接种点不得开诊。</p>"
)


def _today(title: str, column: str, days_ago: int) -> PlannedItem:
    formed = TODAY - timedelta(days=days_ago)
    return PlannedItem(
        title,
        column,
        formed,
        TODAY,
        (f"{title}如下，请有关单位和群众知悉。", "具体事项可以到清水路 18 号一楼咨询。"),
    )
