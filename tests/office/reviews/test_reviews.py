"""Handing in, deciding, returning, and what nobody may do."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.law.review import Level, LevelKind, Station
from gongkai.office import guards, time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role
from gongkai.office.audit import queries as audit
from gongkai.office.audit.models import Event
from gongkai.office.refusal import Refusal
from gongkai.office.reviews import queries, services
from gongkai.office.reviews.models import Decision, Round, Template, Version
from tests.office import attack
from tests.office.build import make_office
from tests.office.reviews.conftest import CLEAN, LEVELS, Reviewed, add_second

pytestmark = pytest.mark.django_db
SUBJECT = "publishing.informationitem:0b1f"


def hand_in(
    reviewed: Reviewed, now: datetime, body: str = "全县设接种点18个。\n特此通知。"
) -> Round:
    version = services.submit(
        actor=reviewed.office.clerk,
        now=now,
        agency=reviewed.office.agency,
        template=reviewed.template,
        subject=SUBJECT,
        title="接种工作通知",
        body=body,
    )
    return Round.objects.get(version=version)


def decide(
    round_: Round, person: Person, level: int, now: datetime, approved: bool = True, **more: object
) -> Decision:
    return services.decide(
        actor=person,
        now=now,
        round=round_,
        version=round_.version,
        level=level,
        approved=approved,
        **more,  # type: ignore[arg-type]
    )


def pass_all(reviewed: Reviewed, round_: Round, now: datetime) -> None:
    decide(round_, reviewed.office.section_person, 0, now)
    decide(round_, reviewed.second[Role.CLERK], 1, now)
    decide(round_, reviewed.office.secrecy, 2, now, answers=CLEAN)
    decide(round_, reviewed.office.leader, 3, now)


def refused(code: str, round_: Round, *args: object, **kwargs: object) -> str:
    before = (Decision.objects.count(), Event.objects.count())
    with pytest.raises(Refusal) as caught:
        decide(round_, *args, **kwargs)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert (Decision.objects.count(), Event.objects.count()) == before
    return str(caught.value)


def test_a_version_passes_level_by_level(reviewed: Reviewed, now: datetime) -> None:
    round_ = hand_in(reviewed, now)
    assert round_.version.number == 1
    assert not queries.is_approved(round_.version)
    pass_all(reviewed, round_, now)
    assert queries.is_approved(round_.version)
    assert list(
        Event.objects.filter(agency=reviewed.office.agency, subject=SUBJECT)
        .order_by("position")
        .values_list("verb", "actor__display_name")
    ) == [
        ("review.handed_in", "江听雨"),
        ("review.passed", "沈望舒"),
        ("review.passed", "宋知微"),
        ("review.passed", "白如松"),
        ("review.passed", "陆明远"),
    ]
    assert audit.verify_audit(reviewed.office.agency) == []


def test_a_level_out_of_order_or_by_another_station_is_refused(
    reviewed: Reviewed, now: datetime
) -> None:
    round_ = hand_in(reviewed, now)
    assert "现在应当进行一审" in refused("not-now", round_, reviewed.office.leader, 3, now)
    refused("not-now", round_, reviewed.office.leader, 0, now)
    refused("no-level", round_, reviewed.office.leader, 9, now)


def test_the_author_never_decides_not_even_through_a_delegation(
    reviewed: Reviewed, now: datetime
) -> None:
    office = reviewed.office
    round_ = hand_in(reviewed, now)
    decide(round_, office.section_person, 0, now)
    assert "拟稿人不能审核" in refused("not-now", round_, office.clerk, 1, now)
    today = time.today(now)
    agencies.delegate(
        actor=office.clerk,
        now=now,
        agency=office.agency,
        giver=office.clerk,
        receiver=office.auditor,
        role=Role.CLERK,
        valid_from=today,
        valid_to=today,
    )
    refused("not-now", round_, office.auditor, 1, now)


def test_a_delegation_counts_for_its_days_and_names_both(reviewed: Reviewed, now: datetime) -> None:
    office = reviewed.office
    round_ = hand_in(reviewed, now)
    today = time.today(now)
    agencies.delegate(
        actor=office.section_person,
        now=now,
        agency=office.agency,
        giver=office.section_person,
        receiver=office.auditor,
        role=Role.SECTION,
        valid_from=today,
        valid_to=today,
    )
    refused("not-now", round_, office.auditor, 0, now + timedelta(days=1))
    made = decide(round_, office.auditor, 0, now)
    assert (made.person, made.for_person) == (office.auditor, office.section_person)


def test_a_returned_version_is_over_and_a_new_one_starts_again(
    reviewed: Reviewed, now: datetime
) -> None:
    first = hand_in(reviewed, now)
    assert "写明意见" in refused(
        "no-opinion", first, reviewed.office.section_person, 0, now, approved=False
    )
    decide(first, reviewed.office.section_person, 0, now, approved=False, opinion="补充接种点")
    refused("not-now", first, reviewed.second[Role.CLERK], 1, now)
    with pytest.raises(Refusal, match="完全相同"):
        hand_in(reviewed, now)
    assert Version.objects.count() == 1
    second = hand_in(reviewed, now, body="全县设接种点21个。")
    assert second.version.number == 2
    pass_all(reviewed, second, now)
    assert queries.is_approved(second.version)
    assert not queries.is_approved(first.version)


def test_a_newer_version_ends_the_round_of_the_older(reviewed: Reviewed, now: datetime) -> None:
    first = hand_in(reviewed, now)
    pass_all(reviewed, first, now)
    hand_in(reviewed, now, body="改过的内容")
    assert not queries.is_approved(first.version)


def test_secrecy_questions_are_answered_or_nothing_passes(
    reviewed: Reviewed, now: datetime
) -> None:
    office = reviewed.office
    round_ = hand_in(reviewed, now)
    decide(round_, office.section_person, 0, now)
    decide(round_, reviewed.second[Role.CLERK], 1, now)
    refused("secrecy-open", round_, office.secrecy, 2, now)
    refused("secrecy-open", round_, office.secrecy, 2, now, answers=CLEAN | {"third_party": ""})
    secret = CLEAN | {"state_secret": "yes"}
    assert "请退回" in refused("state-secret", round_, office.secrecy, 2, now, answers=secret)
    private = CLEAN | {"third_party": "yes"}
    refused("no-opinion", round_, office.secrecy, 2, now, answers=private)
    made = decide(round_, office.secrecy, 2, now, answers=private, opinion="第三方已书面同意")
    assert made.answers == private


def test_one_person_in_two_posts_cannot_make_three_of_two(
    reviewed: Reviewed, now: datetime
) -> None:
    office = reviewed.office
    for role in (Role.CLERK, Role.SECRECY, Role.LEADER):
        agencies.give_role(
            actor=None,
            now=now,
            agency=office.agency,
            person=office.section_person,
            role=role,
            valid_from=time.today(now),
        )
    round_ = hand_in(reviewed, now)
    decide(round_, office.section_person, 0, now)
    decide(round_, office.section_person, 1, now)
    assert "至少由3人" in refused("not-now", round_, office.section_person, 2, now, answers=CLEAN)
    decide(round_, office.secrecy, 2, now, answers=CLEAN)
    refused("not-now", round_, office.section_person, 3, now)
    decide(round_, office.leader, 3, now)
    assert queries.is_approved(round_.version)


def test_a_template_that_cannot_be_staffed_is_not_saved(now: datetime) -> None:
    office = make_office(now)
    with pytest.raises(Refusal) as caught:
        services.add_template(
            actor=office.administrator, now=now, agency=office.agency, name="三审", levels=LEVELS
        )
    assert caught.value.code == "review.author_alone"
    assert "沈望舒" in str(caught.value) or "江听雨" in str(caught.value)
    assert Template.objects.count() == 0


def test_people_with_one_name_are_told_apart(now: datetime) -> None:
    office = make_office(now)
    add_second(office, now, Role.SECTION, "shen2", "沈望舒")
    only = [Level(LevelKind.REVIEW, 1, Station.SECTION), Level(LevelKind.REVIEW, 2, Station.HEAD)]
    with pytest.raises(Refusal) as caught:
        services.add_template(
            actor=None, now=now, agency=office.agency, name="两审", levels=only, minimum_people=2
        )
    assert "周景和" in str(caught.value)


def test_the_lists_name_who_may_act(reviewed: Reviewed, now: datetime) -> None:
    office, today = reviewed.office, time.today(now)
    round_ = hand_in(reviewed, now)
    waiting = {
        name: queries.waiting_for(person, office.agency, today)
        for name, person in {
            "author": office.clerk,
            "section": office.section_person,
            "leader": office.leader,
        }.items()
    }
    assert waiting == {"author": [], "section": [round_], "leader": []}
    pass_all(reviewed, round_, now)
    assert list(queries.open_rounds(office.agency)) == []


# -- guards


def insert(
    level: str, login: str, *, approved: bool = True, for_login: str = "", at: str = ""
) -> str:
    """SQL that writes a decision into every round; `at` replaces the row of that id."""
    postgres = connection.vendor == "postgresql"
    uid = "gen_random_uuid()" if postgres else "lower(hex(randomblob(16)))"
    opinion = "''::bytea" if postgres else "x''"
    return (
        f"INSERT {'OR REPLACE' if at else ''} INTO reviews_decision ({'id, ' if at else ''}uid, "
        'round_id, level, person_id, for_person_id, approved, opinion, answers, "on", at) '
        f"SELECT {at + ', ' if at else ''}{uid}, r.id, {level}, {somebody(login)}, "
        f"{somebody(for_login)}, {'TRUE' if approved else 'FALSE'}, {opinion}, '{{}}', "
        "'2026-10-21', r.started_at FROM reviews_round r"
    )


def somebody(login: str) -> str:
    return f"(SELECT id FROM agencies_person WHERE login_name = '{login}')"


FIRST = "(SELECT MIN(id) FROM reviews_decision)"
TABLES = ["reviews_version", "reviews_round", "reviews_decision", "reviews_template"]


def test_the_database_refuses_the_author_and_a_wrong_order(
    reviewed: Reviewed, now: datetime
) -> None:
    hand_in(reviewed, now)
    attack.stands_against("reviews_decision_not_the_author", insert("0", "jiang"))
    attack.stands_against("reviews_decision_not_the_author", insert("0", "shen", for_login="jiang"))
    attack.stands_against("reviews_decision_in_order", insert("2", "shen"))


def test_the_database_counts_the_people(reviewed: Reviewed, now: datetime) -> None:
    hand_in(reviewed, now)
    with connection.cursor() as cursor:  # the guards do not know stations: the service does
        for level in "012":
            cursor.execute(insert(level, "shen"))
    attack.stands_against("reviews_decision_enough_people", insert("3", "shen"))
    attack.stands_against("reviews_decision_enough_people", insert("3", "lu"))


def test_the_database_knows_a_return(reviewed: Reviewed, now: datetime) -> None:
    hand_in(reviewed, now)
    with connection.cursor() as cursor:
        cursor.execute(insert("0", "shen", approved=False))
    # The unique key of a level would refuse the same row for its own reason.
    # Without the guard the unique key of the level is the last thing that refuses: move the old one.
    guards.remove([attack.guard("reviews_decision_no_change")])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reviews_decision SET level = 3")
    guards.install()
    attack.stands_against("reviews_decision_not_after_return", insert("0", "wen"))


def test_the_database_knows_a_newer_version(reviewed: Reviewed, now: datetime) -> None:
    hand_in(reviewed, now)
    hand_in(reviewed, now, body="改过的内容")
    only_old = insert("0", "shen") + " WHERE r.id = (SELECT MIN(id) FROM reviews_round)"
    attack.stands_against("reviews_decision_of_the_latest", only_old)


def test_the_database_keeps_what_was_reviewed(reviewed: Reviewed, now: datetime) -> None:
    round_ = hand_in(reviewed, now)
    decide(round_, reviewed.office.section_person, 0, now)
    decide(round_, reviewed.second[Role.CLERK], 1, now)
    decide(round_, reviewed.office.secrecy, 2, now, answers=CLEAN)
    apart = {
        "reviews_version_no_delete": "DELETE FROM reviews_version WHERE number = 7",
        "reviews_decision_no_replace": insert("3", "lu", at=FIRST),
    }
    Version.objects.create(
        agency=reviewed.office.agency,
        subject="publishing.informationitem:alone",
        number=7,
        title="没有审核的版本",
        body="",
        author=reviewed.office.clerk,
        made_at=now,
        fingerprint="",
    )
    for name, sql in attack.plain_attacks(TABLES):
        attack.stands_against(name, apart.get(name, sql))
    attack.stands_against(
        "reviews_template_change_only", "UPDATE reviews_template SET minimum_people = 1"
    )


def test_every_guard_of_reviews_has_its_attack() -> None:
    plain = {name for name, _ in attack.plain_attacks(TABLES)}
    ours = {g.name for g in guards.registry() if g.name.startswith("reviews_")}
    assert ours - plain == {
        "reviews_decision_not_the_author",
        "reviews_decision_in_order",
        "reviews_decision_enough_people",
        "reviews_decision_not_after_return",
        "reviews_decision_of_the_latest",
        "reviews_template_change_only",
    }


# -- pages


def login(reviewed: Reviewed, client: Client, name: str) -> None:
    client.force_login(Person.objects.get(login_name=name))


def test_the_page_shows_the_difference_and_takes_a_decision(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    moment = time.now()
    hand_in(reviewed, moment)
    second = hand_in(reviewed, moment, body="全县设接种点21个。\n特此通知。")
    login(reviewed, client, "shen")
    path = f"/reviews/{second.uid}/"
    page = client.get(path).content.decode()
    assert "<del>18</del><ins>21</ins>" in page
    assert "通过一审" in page
    empty = client.post(
        path, {"version": second.version.uid, "level": 0, "opinion": "", "return": "1"}
    ).content.decode()
    assert "退回要写明意见" in empty
    assert "错误：" in empty
    done = client.post(
        path, {"version": second.version.uid, "level": 0, "opinion": "可以", "pass": "1"}
    )
    assert done["Location"] == path
    assert "已通过这一级" in client.get(path).content.decode()
    assert Decision.objects.get().opinion == "可以"


def test_the_sheet_names_everybody(reviewed: Reviewed, now: datetime, client: Client) -> None:
    round_ = hand_in(reviewed, time.now())
    pass_all(reviewed, round_, time.now())
    login(reviewed, client, "jiang")
    page = client.get(f"/reviews/{round_.uid}/sheet/").content.decode()
    for name in ("沈望舒", "宋知微", "白如松", "陆明远", "江听雨", round_.version.fingerprint[:16]):
        assert name in page
    assert "不能作为公开的依据" not in page


def test_another_agency_and_an_outsider_see_nothing(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    round_ = hand_in(reviewed, time.now())
    make_office(now, prefix="b-", credit="0002")
    for name, status in (("b-jiang", 404), ("guan", 403), ("he", 403)):
        login(reviewed, client, name)
        assert client.get(f"/reviews/{round_.uid}/").status_code == status


def test_the_list_costs_the_same_for_one_and_for_twenty(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    login(reviewed, client, "shen")
    hand_in(reviewed, time.now())

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get("/reviews/").status_code == 200
        return len(seen)

    first = cost()
    for n in range(19):
        services.submit(
            actor=reviewed.office.clerk,
            now=time.now(),
            agency=reviewed.office.agency,
            template=reviewed.template,
            subject=f"publishing.informationitem:{n}",
            title=f"稿件 {n}",
            body="正文",
        )
    assert cost() == first


def test_an_administrator_makes_a_template(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    login(reviewed, client, "guan")
    fields = {
        "name": "两审",
        "minimum_people": 2,
        "station_1": "section",
        "kind_1": "review",
        "station_2": "leader",
        "kind_2": "review",
    }
    assert client.post("/reviews/templates/new/", fields)["Location"] == "/reviews/templates/"
    made = Template.objects.get(name="两审")
    assert made.levels == [["review", 1, "section"], ["review", 2, "leader"]]
    alone = client.post("/reviews/templates/new/", fields | {"station_2": "head"}).content.decode()
    assert "模板没有保存" in alone
    assert Template.objects.filter(name="两审").count() == 1
