"""The twenty working days of Art. 26: what runs, what is due, what is warned of."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gongkai.law.calendar import load_calendar
from gongkai.office import time
from gongkai.office.publishing import alarms, clock, queries, services, todo
from gongkai.office.publishing.models import InformationItem
from gongkai.office.refusal import Refusal
from tests.office.publishing.conftest import Desk

FORMED = date(2026, 10, 12)
DUE = date(2026, 11, 9)


def due(item: InformationItem, published: date | None = None) -> date | None:
    found = clock.due(item, published, load_calendar())
    return found.day if found else None


def test_the_period_runs_from_forming_and_again_from_a_change() -> None:
    item = InformationItem(formed_on=FORMED)
    assert due(item) == DUE
    assert due(item, FORMED) is None
    item.changed_on = date(2026, 10, 21)
    assert due(item, date(2026, 10, 20)) == date(2026, 11, 18)
    assert due(item, date(2026, 10, 21)) is None
    item.closed_on = date(2026, 10, 22)
    assert due(item) is None


@pytest.mark.parametrize(
    ("on", "rule"),
    [
        (date(2026, 11, 3), None),
        (date(2026, 11, 4), "due-soon"),
        (DUE, "due-today"),
        (date(2026, 11, 10), "overdue"),
    ],
)
def test_warnings_come_before_on_and_after_the_day(
    desk: Desk, now: datetime, on: date, rule: str | None
) -> None:
    item = desk.draft(now)
    warned = list(alarms.alarms(agency=desk.agency, as_of=on))
    assert [w.rule for w in warned] == ([rule] if rule else [])
    if rule:
        assert warned[0].subject == f"publishing.informationitem:{item.uid}"
    desk.review(item, now)
    desk.publish(item, now)
    assert list(alarms.alarms(agency=desk.agency, as_of=on)) == []


def test_the_desk_says_who_acts_next_at_every_stage(desk: Desk, now: datetime) -> None:
    today = time.today(now)

    def mine(person: object) -> list[tuple[str, bool, date | None]]:
        roles = {"clerk"} if person == desk.clerk else {"section"}
        rows = todo.todo(agency=desk.agency, person=person, roles=roles, as_of=today)  # type: ignore[arg-type]
        return [(t.next_step, t.mine, t.due_on) for t in rows]

    writer = desk.office.section_person
    item = desk.draft(now, actor=writer)
    assert mine(writer) == [("写好送审", True, DUE)]
    assert mine(desk.clerk) == [("写好送审", False, DUE)]
    round_ = desk.submit(item, now, actor=writer)
    assert mine(writer) == [("等审核", False, DUE)]
    desk.decide(round_, 0, now, actor=next(p for r, p in desk.second.items() if r == "section"))
    desk.decide(round_, 1, now)
    desk.decide(round_, 2, now)
    assert mine(desk.clerk) == [("公开", True, DUE)]
    assert mine(writer) == [("公开", False, DUE)]
    desk.publish(item, now)
    assert mine(desk.clerk) == []
    desk.edit(item, now)
    assert mine(desk.clerk) == [("写好送审", True, None)]
    nobody = todo.todo(
        agency=desk.agency, person=desk.office.administrator, roles={"administrator"}, as_of=today
    )
    assert list(nobody) == []


def test_a_change_opens_the_item_again_and_a_wrong_day_is_refused(
    desk: Desk, now: datetime
) -> None:
    item = desk.published(now).item
    for day, code in (
        (date(2026, 10, 22), "day-to-come"),
        (date(2026, 10, 11), "days-reversed"),
    ):
        before = InformationItem.objects.values().get(pk=item.pk)
        with pytest.raises(Refusal) as refused:
            services.record_change(
                agency=desk.agency, actor=desk.clerk, now=now, item=item.uid, changed_on=day
            )
        assert refused.value.code == code
        assert InformationItem.objects.values().get(pk=item.pk) == before
    later = now + timedelta(days=1)
    services.record_change(
        agency=desk.agency,
        actor=desk.clerk,
        now=later,
        item=item.uid,
        changed_on=time.today(later),
    )
    [standing] = queries.standings(list(queries.in_work(desk.agency)))
    assert due(standing.item, standing.last_published_on) == date(2026, 11, 19)


def test_what_is_in_work_can_be_told_from_the_records_alone(desk: Desk, now: datetime) -> None:
    """`in_work` is a projection: rebuilt from versions, publications and days, it is the same."""
    desk.draft(now)
    public = desk.published(now).item
    desk.edit(desk.published(now).item, now)
    withdrawn = desk.published(now).item
    services.withdraw(
        agency=desk.agency, actor=desk.clerk, now=now, item=withdrawn.uid, reason="有误"
    )
    closed = desk.draft(now)
    services.close(
        agency=desk.agency, actor=desk.clerk, now=now, item=closed.uid, reason="第十四条"
    )
    done = {"public", "withdrawn", "closed"}
    every = queries.standings(list(queries.with_stage(InformationItem.objects.order_by("pk"))))
    assert {s.item.pk: s.stage.value not in done for s in every} == dict(
        InformationItem.objects.values_list("pk", "in_work")
    )
    assert public.pk in {s.item.pk for s in every if s.stage.value == "public"}


def test_a_column_that_grew_old_is_on_the_desk_of_the_clerk_and_its_section(
    desk: Desk, now: datetime
) -> None:
    desk.published(now)
    late = time.today(now) + timedelta(days=93)
    for person, roles, expected in (
        (desk.clerk, {"clerk"}, [("民生政策及实施情况", "公开办", True)]),
        (desk.office.section_person, {"section"}, []),
        (desk.office.auditor, {"auditor"}, []),
    ):
        rows = todo.todo(agency=desk.agency, person=person, roles=roles, as_of=late)
        assert [(t.title, t.holder, t.mine) for t in rows] == expected
    column = desk.columns["livelihood"]
    column.section = desk.office.sections["审批科"]
    column.save(update_fields=["section"])
    rows = todo.todo(
        agency=desk.agency, person=desk.office.section_person, roles={"section"}, as_of=late
    )
    assert [(t.title, t.holder, t.mine, t.due_on) for t in rows] == [
        ("民生政策及实施情况", "审批科", True, date(2027, 1, 21))
    ]


def test_an_item_under_review_is_with_whoever_decides_next(desk: Desk, now: datetime) -> None:
    round_ = desk.submit(desk.draft(now), now)

    def holder() -> list[tuple[str, str]]:
        rows = todo.todo(
            agency=desk.agency, person=desk.clerk, roles={"clerk"}, as_of=time.today(now)
        )
        return [(t.next_step, t.holder) for t in rows]

    assert holder() == [("等审核", "科室负责人")]
    desk.decide(round_, 0, now)
    assert holder() == [("等审核", "保密审查")]
