"""What lies on the demo's desk on `TODAY`: texts at every station of their review, one of them with a
history."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .items_plan import PlannedItem
from .newsroom import STEP, Newsroom
from .planned import TODAY
from .reviewing import FULL, SHORT

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Person
    from gongkai.office.publishing.models import InformationItem

#: A number nobody has.
ENQUIRIES = "活动当天可以拨打值守手机 13900005566。"

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


class DeskOfToday:
    """What the sections left undone in the last days."""

    def __init__(self, room: Newsroom) -> None:
        self._room = room
        self._flu: InformationItem

    def leave_work(self, now: datetime) -> None:
        """What waits on `TODAY`: a draft with findings, texts at every station, a question to another
        agency, one withdrawn, one with a better text under review."""
        from gongkai.office.publishing import services
        from gongkai.office.publishing.models import Publication

        self._room.look_up(now)
        agency = self._room.office.agency
        first, second = self._room.people["section"]
        waiting = self._room.draft(
            _today("城关镇流动人口健康教育活动安排", "livelihood", 6), second, now
        )
        self._explain(waiting, second, now)
        self._room.review(waiting, second, SHORT, now, upto=1)
        ready = self._room.draft(
            _today("2026年10月消毒产品监督抽检结果", "inspections", 9), first, now
        )
        self._room.review(ready, first, SHORT, now)
        asked = self._room.draft(
            _today("学校饮用水卫生联合检查情况", "inspections", 12), second, now
        )
        services.consult(
            agency=agency,
            actor=second,
            now=now,
            item=asked.uid,
            body="云溪县教育局",
            matter="学校名单和整改时限",
            asked_on=TODAY - timedelta(days=4),
        )
        self._room.draft(_today("2026年第三季度家庭医生签约服务情况", "livelihood", 31), first, now)
        old, better = Publication.objects.filter(
            agency=agency, withdrawn_at=None, item__column__slug="livelihood"
        ).order_by("-id")[:2]
        services.withdraw(
            agency=agency,
            actor=self._room.office.clerk,
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
        self._room.review(changed.item, first, SHORT, now, upto=2)

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
        agency = self._room.office.agency
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

        self._room.look_up(now)
        writer, column = self._room.people["section"][0], self._room.columns["livelihood"]
        item = services.draft(
            agency=self._room.office.agency,
            actor=writer,
            now=now,
            column=column,
            section=column.section,
            formed_on=TODAY - timedelta(days=11),
            content=services.Content(FLU, FLU_FIRST),
        )
        self._room.review(item, writer, FULL, now, upto=0)
        self._flu = item

    def return_flu_notice(self, now: datetime) -> None:
        from gongkai.office.reviews import services as reviewing
        from gongkai.office.reviews.models import Round

        writer = self._room.people["section"][0]
        round_ = Round.objects.get(version__subject=f"publishing.informationitem:{self._flu.uid}")
        reviewing.decide(
            actor=next(p for p in self._room.people["section"] if p != writer),
            now=now,
            round=round_,
            version=round_.version,
            level=0,
            approved=False,
            opinion="补充重点人群和接种点。",
        )

    def edit_flu_notice(self, now: datetime) -> None:
        from gongkai.office.publishing import services

        item = self._flu
        services.edit(
            agency=self._room.office.agency,
            actor=self._room.people["section"][0],
            now=now,
            item=item.uid,
            based_on=item.versions.get().uid,
            content=services.Content(
                FLU, FLU_SECOND, summary="流感疫苗接种的时间、人群、接种点和要求。"
            ),
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
