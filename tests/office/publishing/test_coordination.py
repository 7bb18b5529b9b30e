"""Art. 11, columns that grow old, and documents whose interpretation is missing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db.models import Q

from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.audit.models import Event
from gongkai.office.publishing import queries, services
from gongkai.office.publishing.models import (
    Coordination,
    InformationItem,
    NormativeDocument,
    Publication,
)
from gongkai.office.publishing.services import Content
from gongkai.office.refusal import Refusal
from gongkai.office.todo import collect
from tests.office.publishing.conftest import Desk, browser


def ask(desk: Desk, item: InformationItem, now: datetime) -> Coordination:
    return services.consult(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        item=item.uid,
        body="云溪县教育局",
        matter="学校接种的时间",
        asked_on=time.today(now),
    )


def answer(desk: Desk, asked: Coordination, now: datetime, result: str, **given: str) -> None:
    services.record_answer(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        coordination=asked.uid,
        answered_on=time.today(now),
        result=result,
        **given,
    )


def test_nothing_is_published_while_another_agency_is_asked(desk: Desk, now: datetime) -> None:
    item = desk.draft(now)
    desk.review(item, now)
    first, second = ask(desk, item, now), ask(desk, item, now)
    for code, result in (("consultation-open", "confirmed"), ("consultation-open", "objected")):
        held = (Publication.objects.count(), Event.objects.count())
        with pytest.raises(Refusal) as refused:
            desk.publish(item, now)
        assert refused.value.code == code
        assert (Publication.objects.count(), Event.objects.count()) == held
        answer(desk, first if result == "confirmed" else second, now, result)
    with pytest.raises(Refusal) as refused:
        desk.publish(item, now)
    assert refused.value.code == "consultation-unsettled"
    services.settle(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        coordination=second.uid,
        settlement="按教育局意见改为周末接种",
    )
    desk.publish(item, now)


def test_an_answer_is_recorded_once(desk: Desk, now: datetime) -> None:
    asked = ask(desk, desk.draft(now), now)
    answer(desk, asked, now, "confirmed")
    for attempt in (
        lambda: answer(desk, asked, now, "objected"),
        lambda: services.settle(
            agency=desk.agency, actor=desk.clerk, now=now, coordination=asked.uid, settlement="改"
        ),
    ):
        before = list(Coordination.objects.values())
        with pytest.raises(Refusal):
            attempt()
        assert list(Coordination.objects.values()) == before


def test_a_column_is_overdue_by_its_freshness_until_somebody_looked_it_through(
    desk: Desk, now: datetime
) -> None:
    column = desk.columns["livelihood"]  # 经常性公开, 92 days
    desk.published(now)
    last = time.today(now)
    assert [s for s in queries.stale_columns(desk.agency, last) if s.due_on] == []
    assert [s for s in queries.stale_columns(desk.agency, last + timedelta(92)) if s.due_on] == []
    late = [s for s in queries.stale_columns(desk.agency, last + timedelta(93)) if s.due_on]
    assert [(s.column, s.last, s.due_on) for s in late] == [(column, last, date(2027, 1, 21))]
    services.check_column(
        agency=desk.agency,
        actor=desk.clerk,
        now=now + timedelta(days=93),
        column=column.uid,
        note="没有变化",
    )
    assert [s for s in queries.stale_columns(desk.agency, last + timedelta(94)) if s.due_on] == []


def test_a_matter_of_article_20_with_nothing_in_it_is_named(desk: Desk, now: datetime) -> None:
    desk.published(now)
    empty = [s.column.slug for s in queries.stale_columns(desk.agency, time.today(now))]
    assert len(empty) == 14
    assert "livelihood" not in empty


def clinic_rules(desk: Desk, now: datetime) -> NormativeDocument:
    """A document of this month, not yet linked to a text."""
    return services.add_document(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        document=services.DocumentData(
            kind="normative_documents",
            title="村卫生室管理办法",
            document_number="云卫规〔2026〕3号",
            issued_on=date(2026, 10, 12),
            effective_on=date(2026, 12, 1),
        ),
    )


def test_a_document_is_not_handed_in_without_its_interpretation(desk: Desk, now: datetime) -> None:
    document = clinic_rules(desk, now)
    item = desk.draft(now, column=desk.columns["normative-documents"])
    linked = services.link_document(
        agency=desk.agency, actor=desk.clerk, now=now, record=document.record, item=item.uid
    )
    assert (linked.item, linked.document_number) == (item, "云卫规〔2026〕3号")
    with pytest.raises(Refusal) as refused:
        desk.submit(item, now)
    assert refused.value.code == "findings-open"
    assert "还没有解读稿" in str(refused.value)
    reading = desk.draft(now, interprets=item, content=Content("政策解读", "村卫生室能做什么。"))
    desk.review(item, now)
    desk.publish(item, now)
    assert [d.document_number for d in queries.uninterpreted(desk.agency)] == ["云卫规〔2026〕3号"]
    desk.review(reading, now)
    desk.publish(reading, now)
    assert list(queries.uninterpreted(desk.agency)) == []


def test_a_document_without_interpretation_waits_on_the_desk_unless_somebody_said_why(
    desk: Desk, now: datetime
) -> None:
    document = clinic_rules(desk, now)
    item = desk.draft(now, column=desk.columns["normative-documents"])
    services.link_document(
        agency=desk.agency, actor=desk.clerk, now=now, record=document.record, item=item.uid
    )
    reading = desk.draft(now, interprets=item, content=Content("政策解读", "村卫生室能做什么。"))
    desk.review(item, now)
    desk.publish(item, now)

    def waiting() -> list[str]:
        found = collect(
            agency=desk.agency, person=desk.clerk, roles={Role.CLERK}, as_of=time.today(now)
        )
        return [one.next_step for one in found if one.number == "云卫规〔2026〕3号"]

    assert waiting() == ["起草解读，或者写明理由"]
    # The interpretation is given up; the next text of the document says why there is none.
    services.close(
        agency=desk.agency, actor=desk.clerk, now=now, item=reading.uid, reason="合并到原解读"
    )
    desk.edit(item, now)
    [one] = queries.check(desk.newest(item), desk.agency)
    services.answer_finding(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        item=item.uid,
        key=one.key,
        reason="只改了联系电话，不单独解读",
    )
    assert waiting() == []
    [held] = queries.excused(desk.agency, Q())
    assert (held.record, held.excuse) == (document.record, "只改了联系电话，不单独解读")
    # The reason is read by those who read drafts.
    pages = [
        browser(person).get("/publishing/documents/").text
        for person in (desk.clerk, desk.office.administrator)
    ]
    assert [held.excuse in page for page in pages] == [True, False]
    # A promise of one excuses nothing.
    desk.draft(now, interprets=item, content=Content("政策解读", "能做什么。"))
    assert waiting() == ["起草解读，或者写明理由"]
    assert list(queries.excused(desk.agency, Q())) == []


def test_a_link_to_an_item_of_elsewhere_is_refused(desk: Desk, now: datetime) -> None:
    document = services.add_document(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        document=services.DocumentData(
            kind="normative_documents",
            title="办法",
            document_number="1",
            issued_on=date(2026, 1, 2),
            effective_on=date(2026, 1, 2),
        ),
    )
    with pytest.raises(Refusal) as refused:
        services.link_document(
            agency=desk.agency, actor=desk.clerk, now=now, record=document.record, item=document.uid
        )
    assert refused.value.code == "no-item"


def test_the_guide_is_checked_for_what_it_must_hold(desk: Desk, now: datetime) -> None:
    item = desk.draft(
        now,
        column=desk.columns["guide"],
        content=Content(
            "公开指南",
            "信息分类和编排体系、获取方式、工作机构、办公地址和办公时间、电话、网址见下。",
        ),
    )
    [found] = queries.check(desk.newest(item), desk.agency)
    assert found.finding.message == (
        "公开指南没有写“传真号码”。请补上；没有的，照实写明没有，例如“没有设传真”。"
    )
    with pytest.raises(Refusal) as refused:
        desk.submit(item, now)
    assert refused.value.code == "findings-open"
