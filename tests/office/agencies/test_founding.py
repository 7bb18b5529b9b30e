"""A new installation: its first office, its first administrator, what the office begins with."""

from __future__ import annotations

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from gongkai.office.agencies.models import Agency, Level, Person
from gongkai.office.agencies.queries import superior_of, working_here
from gongkai.office.agencies.units import read_units, register_units
from gongkai.office.publishing.checks.words import COMMON
from gongkai.office.publishing.models import Block, Column, WordRule
from gongkai.office.reviews.models import Template
from tests.office.build import make_office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 21)


FOUND = [
    "found_office",
    "清河县教育局",
    "11990001MB0001234A",
    "--region-code=990001",
    "--region=清河县",
    "--login=admin",
    "--person=方圆",
]


def test_the_first_office_of_an_installation() -> None:
    told = StringIO()
    call_command(*FOUND, stdout=told)
    password = told.getvalue().split()[-1]
    visitor = Client()
    visitor.post("/login/", {"login_name": "admin", "password": password})
    assert visitor.get("/desk/")["Location"] == "/account/password/"
    with pytest.raises(CommandError, match="已经建立"):
        call_command(*FOUND)
    assert Agency.objects.count() == 1


def test_a_new_office_has_its_columns_its_words_and_a_template(db: None) -> None:
    call_command(*FOUND, stdout=StringIO())
    agency = Agency.objects.get()
    columns = Column.objects.filter(agency=agency)
    assert {block: columns.filter(block=block).count() for block in Block} == {
        Block.GUIDE: 2,
        Block.INSTITUTIONS: 2,
        Block.PROACTIVE: 15,
        Block.ANNUAL_REPORTS: 1,
    }
    assert set(
        columns.filter(block=Block.PROACTIVE).values_list("article_20_item", flat=True)
    ) == set(range(1, 16))
    assert WordRule.objects.filter(agency=agency, added_by=None).count() == len(COMMON)
    template = Template.objects.get(agency=agency)
    assert template.name == "三审三校"
    assert [level.name for level in template.as_law().levels] == [
        "一审",
        "一校",
        "二审",
        "二校",
        "三审",
        "三校",
    ]
    # The first administrator sees all of it, and what people it still lacks.
    Person.objects.update(must_change_password=False)
    visitor = Client()
    visitor.force_login(Person.objects.get(), "django.contrib.auth.backends.ModelBackend")
    page = visitor.get("/reviews/templates/").content.decode()
    assert "现在还不能用它送审：一审由科室负责人进行，这一岗位还没有人。" in page
    assert "规章和规范性文件" in visitor.get("/publishing/columns/").content.decode()
    assert "机关建立时" in visitor.get("/publishing/words/").content.decode()


def test_a_unit_entered_by_its_superior_gets_its_office_here(now: datetime) -> None:
    office = make_office(now)
    unit = {"units": read_units("清河县教育局,11990001MB0001234A"), "superior": office.supervising}
    (entered,) = register_units(
        **unit,  # type: ignore[arg-type]
        actor=office.supervisor,
        now=now,
        level=Level.COUNTY,
        reconsideration_body="清河县人民政府",
        valid_from=TODAY,
    )
    before = Agency.objects.count()
    with pytest.raises(CommandError, match="在单位名录里是“清河县教育局”，不是“清河县教体局”"):
        call_command(FOUND[0], "清河县教体局", *FOUND[2:])
    assert Person.objects.filter(login_name="admin").count() == 0
    call_command(*FOUND, stdout=StringIO())
    assert Agency.objects.count() == before
    assert working_here().filter(pk=entered.pk).exists()
    assert Column.objects.filter(agency=entered).count() == 20
    superior = superior_of(entered, TODAY)
    assert superior is not None and superior.superior == office.supervising
    with pytest.raises(CommandError, match="已经建立"):
        call_command(*FOUND)
