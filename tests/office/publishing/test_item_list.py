"""Who sees which items and which version of them, and what the list costs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.office.agencies.models import Person, Role
from gongkai.office.publishing import queries, services
from gongkai.office.publishing.queries.stages import Stage
from gongkai.office.publishing.services import Content
from tests.office.build import make_office
from tests.office.publishing.conftest import Desk, browser


def test_who_has_no_part_in_drafting_sees_only_what_is_public(desk: Desk, now: datetime) -> None:
    drafted, public = desk.draft(now), desk.published(now).item
    administrator = browser(desk.office.administrator)
    assert administrator.get(f"/publishing/items/{drafted.uid}/").status_code == 404
    assert administrator.get(f"/publishing/items/{public.uid}/").status_code == 200
    assert [r.item for r in administrator.get("/publishing/").context["page"].rows] == [public]
    assert administrator.get("/publishing/new/").status_code == 403
    stranger = browser(make_office_elsewhere(now))
    for item in (drafted, public):
        assert stranger.get(f"/publishing/items/{item.uid}/").status_code == 404
    auditor = browser(desk.office.auditor)
    assert auditor.get(f"/publishing/items/{drafted.uid}/").status_code == 200
    for action in ("edit", "withdraw", "close", "place", "consult", "change"):
        answer = auditor.get(f"/publishing/items/{drafted.uid}/{action}/")
        assert answer.status_code == 403


def test_who_reads_no_drafts_learns_nothing_of_the_next_version_of_what_is_public(
    desk: Desk, clerk: Client, now: datetime
) -> None:
    """Its title, number and stage, the words it is found by, and the title of the day it is due."""
    item = desk.published(now).item
    later = now + timedelta(days=3)
    services.record_change(
        agency=desk.agency, actor=desk.clerk, now=later, item=item.uid, changed_on=later.date()
    )
    desk.edit(item, later, content=Content("停止接种的内部安排", "<p>以后再说。</p>"))
    desk.submit(item, later)
    administrator = browser(desk.office.administrator)
    (row,) = administrator.get("/publishing/").context["page"].rows
    assert (row.version.title, row.version.number) == ("流感疫苗接种通知", 1)
    assert (row.stage, row.live, row.waiting) == (Stage.PUBLIC, True, None)
    assert administrator.get("/publishing/?q=内部安排").context["page"].rows == []
    assert administrator.get("/publishing/?stage=review").context["page"].rows == []
    assert [
        r.item for r in administrator.get("/publishing/?stage=public").context["page"].rows
    ] == [item]
    page = administrator.get(f"/publishing/items/{item.uid}/")
    assert page.context["sheet"].due.title == "流感疫苗接种通知"
    assert "内部安排" not in page.text and "审核中" not in page.text
    (own,) = clerk.get("/publishing/?q=内部安排").context["page"].rows
    assert (own.version.number, own.stage) == (2, Stage.REVIEW)


def make_office_elsewhere(now: datetime) -> Person:
    return make_office(now, prefix="b", credit="0002").clerk


def test_the_list_pages_by_keyset_in_a_fixed_number_of_queries(
    desk: Desk, clerk: Client, now: datetime
) -> None:
    clerk.get("/publishing/")
    items = [desk.draft(now, content=Content(f"第{n}条", "正文。")) for n in range(52)]
    with CaptureQueriesContext(connection) as asked:
        first = clerk.get("/publishing/")
    assert len(asked) == 7
    assert [r.item for r in first.context["page"].rows] == items[::-1][:50]
    older = clerk.get("/publishing/" + first.context["near"]["after"])
    assert [r.item for r in older.context["page"].rows] == items[1::-1]
    assert list(older.context["near"]) == ["before"]
    back = clerk.get("/publishing/" + older.context["near"]["before"])
    assert [r.item for r in back.context["page"].rows] == items[::-1][:50]
    with CaptureQueriesContext(connection) as asked:
        found = clerk.get("/publishing/?q=第51条&stage=draft&column=livelihood")
    assert len(asked) == 7
    assert [r.version.title for r in found.context["page"].rows] == ["第51条"]
    assert clerk.get("/publishing/?stage=public").context["page"].rows == []
    assert clerk.get("/publishing/?after=x&before=²&stage=no&column=no").status_code == 200


def test_one_item_takes_a_fixed_number_of_queries(desk: Desk, clerk: Client, now: datetime) -> None:
    live = desk.published(now)
    for _ in range(3):
        desk.edit(live.item, now, content=Content(f"第{_}稿", "改。"))
    with CaptureQueriesContext(connection) as asked:
        clerk.get(f"/publishing/items/{live.item.uid}/")
    assert len(asked) == 23


def test_the_desk_home_names_what_is_to_be_published(
    desk: Desk, clerk: Client, now: datetime
) -> None:
    desk.draft(now, formed_on=date(2026, 9, 1))
    page = clerk.get("/desk/").text
    assert "流感疫苗接种通知" in page
    assert "写好送审" in page


def test_every_stage_has_its_items(desk: Desk, clerk: Client, now: datetime) -> None:
    draft = desk.draft(now)
    reviewing = desk.draft(now)
    desk.submit(reviewing, now)
    returned = desk.draft(now)
    desk.decide(desk.submit(returned, now), 0, now, approved=False, opinion="改")
    ready = desk.draft(now)
    desk.review(ready, now)
    public = desk.published(now).item
    withdrawn = desk.published(now).item
    services.withdraw(
        agency=desk.agency, actor=desk.clerk, now=now, item=withdrawn.uid, reason="有误"
    )
    closed = desk.draft(now)
    services.close(
        agency=desk.agency, actor=desk.clerk, now=now, item=closed.uid, reason="第十四条"
    )
    editing = desk.published(now).item
    desk.edit(editing, now)
    expected = {
        "draft": [editing, draft],
        "review": [reviewing],
        "returned": [returned],
        "ready": [ready],
        "public": [public],
        "withdrawn": [withdrawn],
        "closed": [closed],
    }
    for stage, items in expected.items():
        rows = clerk.get(f"/publishing/?stage={stage}").context["page"].rows
        assert [r.item for r in rows] == items, stage
        assert {r.stage.value for r in rows} == {stage}
    assert [s.item for s in queries.standings(list(queries.in_work(desk.agency)))] == [
        draft,
        reviewing,
        returned,
        ready,
        editing,
    ]
    assert desk.second[Role.CLERK] is not None
