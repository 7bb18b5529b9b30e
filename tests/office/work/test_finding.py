"""Finding a record from what somebody has in hand, and the year beside the desk's list."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.office import finding
from gongkai.office.applications.services import find_by_name
from gongkai.office.audit.models import Event
from gongkai.office.refusal import Refusal
from gongkai.office.work import year
from tests.office.build import desk_of
from tests.office.visibility.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(now: datetime) -> World:
    return make_world(now)


def found(world: World, now: datetime, text: str, who: str = "clerk") -> list[tuple[str, str]]:
    """(kind, title) of what a person of the office finds."""
    desk = desk_of(getattr(world.office, who), now)
    by_kind = finding.collect(desk=desk, text=text)
    return [(kind, one.title) for kind, ones in by_kind.items() for one in ones]


APPLICATION = ("申请", "2025年村卫生室基本药物补助分配")


def test_an_application_by_number_or_words(world: World, now: datetime) -> None:
    number = world.own["application"]
    # Cases have numbers of their own.
    assert found(world, now, number) == [APPLICATION, ("复议诉讼", "对答复不服")]
    assert found(world, now, number[-4:]) == [APPLICATION, ("复议诉讼", "对答复不服")]
    assert found(world, now, " 基本药物 ") == [APPLICATION]
    assert found(world, now, "李云溪") == []


def ask(client: Client, world: World, text: str, who: str = "clerk") -> str:
    """Where the form leads, or its page."""
    client.force_login(getattr(world.office, who))
    answer = client.post(reverse("work:find"), {"q": text})
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def named() -> int:
    return Event.objects.filter(verb="application.found_by_name").count()


def test_a_whole_name_finds_its_applications_and_leaves_a_trace(
    client: Client, world: World
) -> None:
    page = reverse("applications:one", args=[world.own["application"]])
    assert ask(client, world, "李云溪") == page
    assert ask(client, world, "李 云溪") == page
    assert named() == 2
    trace = Event.objects.filter(verb="application.found_by_name").latest("id")
    assert (trace.actor, trace.data) == (world.office.clerk, {})
    assert "没有找到“李云”" in ask(client, world, "李云")
    assert "没有找到“王小二”" in ask(client, world, "王小二")
    # An address would keep the name: there it is no name.
    assert "没有找到" in client.get(reverse("work:find"), {"q": "李云溪"}).content.decode()
    assert named() == 2


@pytest.mark.parametrize("who", ["section_person", "secrecy", "administrator", "supervisor"])
def test_who_may_not_open_an_applicant_finds_none_by_name(
    client: Client, world: World, now: datetime, who: str
) -> None:
    told = ask(client, world, "李云溪", who)
    assert "没有找到“李云溪”" in told
    assert "申请人" not in told
    with pytest.raises(Refusal) as refused:
        find_by_name(
            agency=world.office.agency,
            actor=getattr(world.office, who),
            now=now,
            name="李云溪",
            most=20,
        )
    assert refused.value.code == "not-permitted"
    assert named() == 0


def test_a_section_finds_what_was_handed_to_it(world: World, now: datetime) -> None:
    assert found(world, now, "基本药物", "section_person") == [APPLICATION]
    assert found(world, now, "基本药物", "administrator") == []


def test_every_app_finds_its_own(world: World, now: datetime) -> None:
    assert ("复议诉讼", "对答复不服") in found(world, now, "对答复")
    assert [kind for kind, _ in found(world, now, "接种")] == ["主动公开", "主动公开", "规范性文件"]
    assert found(world, now, "云卫规〔2026〕1号") == [("规范性文件", "预防接种管理办法")]
    from gongkai.office.registers.models import RegisterRow

    row = RegisterRow.objects.get(record=world.own["row"])
    assert found(world, now, row.number)[-1] == ("登记台账", row.subject)


def test_one_character_and_another_office_find_nothing(world: World, now: datetime) -> None:
    other = make_world(now, prefix="乙", credit="0002", first=3)
    assert found(world, now, "接") == []
    assert found(world, now, other.own["application"]) == []


def test_the_page_opens_the_only_one(client: Client, world: World) -> None:
    client.force_login(world.office.clerk)
    page = reverse("work:find")
    answer = client.get(page, {"q": "基本药物"})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("applications:one", args=[world.own["application"]])
    several = client.get(page, {"q": "接种"}).content.decode()
    assert "“接种”找到 3 项" in several
    assert "没有找到“接种疫苗”" in client.get(page, {"q": "接种疫苗"}).content.decode()
    assert "至少写两个字" in client.get(page, {"q": "接"}).content.decode()


def test_a_search_takes_few_queries(
    client: Client, world: World, django_assert_max_num_queries: object
) -> None:
    client.force_login(world.office.clerk)
    with django_assert_max_num_queries(10) as queries:  # type: ignore[operator]
        client.get(reverse("work:find"), {"q": "接种"})
    assert len(queries) == 10


def test_the_year_so_far_is_what_the_report_would_count(world: World, now: datetime) -> None:
    desk = desk_of(world.office.clerk, now)
    assert year.so_far(desk) == year.YearSoFar(2026, 1, 0, 1, 0, 1)
    assert year.so_far(desk_of(world.office.section_person, now)) is None
    ahead = year.report_ahead(desk)
    assert ahead is not None
    assert (ahead.year, ahead.due.legal.isoformat(), ahead.due.provisional) == (
        2026,
        "2027-01-31",
        True,
    )
    assert year.report_ahead(desk_of(world.office.administrator, now)) is None
