"""Seven levels, the most a local rule asks for, from the draft to the public page."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai.law.review import SECRECY_QUESTIONS
from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role
from gongkai.office.publishing.models import Publication
from gongkai.office.reviews.models import Decision, Round, Template
from tests.office.build import PASSWORD, SINCE
from tests.office.publishing.conftest import Desk

pytestmark = pytest.mark.django_db

#: What the administrator chooses on the page, and the name each level gets.
CHOSEN = (
    ("review", "section", "一审"),
    ("proof", "section", "一校"),
    ("review", "secrecy", "二审"),
    ("proof", "clerk", "二校"),
    ("review", "leader", "三审"),
    ("proof", "leader", "三校"),
    ("review", "head", "四审"),
)


def person(desk: Desk, login: str, name: str, role: Role) -> Person:
    now = time.now()
    made = agencies.add_person(
        actor=None,
        now=now,
        agency=desk.agency,
        login_name=login,
        display_name=name,
        password=PASSWORD,
    )
    agencies.give_role(
        actor=None, now=now, agency=desk.agency, person=made, role=role, valid_from=SINCE
    )
    return made


def as_(client: Client, who: Person) -> Client:
    client.force_login(who, "django.contrib.auth.backends.ModelBackend")
    return client


def test_seven_levels_by_six_people_end_on_the_public_page(desk: Desk, client: Client) -> None:
    office, second = desk.office, desk.second
    person(desk, "second-head", "季怀瑾", Role.SIGNER)  # whoever drafts, somebody else can sign
    form = {"name": "三审三校一签", "minimum_people": 6}
    for n, (kind, station, _) in enumerate(CHOSEN, 1):
        form |= {f"kind_{n}": kind, f"station_{n}": station}
    as_(client, office.administrator)
    assert client.post("/reviews/templates/new/", form).status_code == 302
    template = Template.objects.get(name="三审三校一签")
    assert [level.name for level in template.as_law().levels] == [name for *_, name in CHOSEN]

    item = desk.draft(time.now())
    as_(client, desk.clerk)
    version = desk.newest(item)
    client.post(
        f"/publishing/items/{item.uid}/submit/",
        {"version": version.uid, "template": template.uid},
    )
    round_ = Round.objects.get(template=template)
    signer = Person.objects.get(login_name="second-head")
    people = (
        office.section_person,
        second[Role.SECTION],
        office.secrecy,
        second[Role.CLERK],
        office.leader,
        second[Role.LEADER],
        signer,
    )
    page = f"/reviews/{round_.uid}/"
    for index, (who, (_, _, name)) in enumerate(zip(people, CHOSEN, strict=True)):
        # Whoever comes later cannot go before: nothing is written, and the item is not public.
        early = people[-1] if index < 6 else office.section_person
        as_(client, early).post(
            page, {"version": round_.version.uid, "level": index, "pass": "1", "opinion": ""}
        )
        as_(client, desk.clerk).post(
            f"/publishing/items/{item.uid}/publish/", {"version": version.uid}
        )
        assert Decision.objects.filter(round=round_).count() == index
        assert Publication.objects.count() == 0
        shown = as_(client, who).get(page).content.decode()
        assert f"通过{name}" in shown
        answers = {code: "no" for code, _ in SECRECY_QUESTIONS} if name == "二审" else {}
        done = client.post(
            page,
            {"version": round_.version.uid, "level": index, "pass": "1", "opinion": "", **answers},
        )
        assert done.status_code == 302, done.content.decode()
    assert [d.person for d in round_.decisions.order_by("level")] == list(people)
    assert "各级都已通过" in client.get(page).content.decode()

    client = as_(Client(), desk.clerk)
    client.post(f"/publishing/items/{item.uid}/publish/", {"version": version.uid})
    assert Publication.objects.get().version == version
    assert "全县设接种点 21 个。" in Client().get(f"/item/{item.index_number}/").content.decode()


def test_the_last_of_seven_sends_back_and_all_seven_begin_anew(desk: Desk, client: Client) -> None:
    office, second = desk.office, desk.second
    person(desk, "second-head", "季怀瑾", Role.SIGNER)
    form = {"name": "七级", "minimum_people": 3}
    for n, (kind, station, _) in enumerate(CHOSEN, 1):
        form |= {f"kind_{n}": kind, f"station_{n}": station}
    as_(client, office.administrator).post("/reviews/templates/new/", form)
    template = Template.objects.get(name="七级")
    now = time.now()
    item = desk.draft(now)
    round_ = desk.submit(item, now, template=template)
    people = (
        office.section_person,
        office.section_person,
        office.secrecy,
        second[Role.CLERK],
        office.leader,
        office.leader,
    )
    clean = {code: "no" for code, _ in SECRECY_QUESTIONS}
    for level, who in enumerate(people):
        desk.decide(round_, level, now, actor=who, answers=clean if level == 2 else None)
    signer = Person.objects.get(login_name="second-head")
    as_(client, signer).post(
        f"/reviews/{round_.uid}/",
        {"version": round_.version.uid, "level": 6, "return": "1", "opinion": "补充数据来源"},
    )
    assert not Decision.objects.get(round=round_, level=6).approved
    desk.edit(item, now)
    again = desk.submit(item, now, template=template)
    assert again.decisions.count() == 0
    page = as_(client, office.section_person).get(f"/reviews/{again.uid}/").content.decode()
    assert "通过一审" in page
    assert "意见：“补充数据来源”" in page
