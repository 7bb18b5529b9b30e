"""What an installation is told from outside: read, refused when it makes no sense, and documented."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from django.conf import LazySettings

from gongkai.office import environment
from gongkai.office.environment import Conventions, Portal
from gongkai.office.publishing.counting import DEFAULT
from gongkai.office.publishing.models import Freshness
from gongkai.office.publishing.queries.documents import counting

ROOT = Path(__file__).parents[2]


def test_nothing_said_is_the_usual() -> None:
    found = environment.read({})
    assert found.portal == Portal(True, (time(8, 30), time(17, 30)), False)
    assert found.conventions == Conventions()
    assert counting() == DEFAULT
    assert set(found.conventions.column_freshness) == set(Freshness.values)


def test_the_public_site_is_told_its_ways() -> None:
    found = environment.read(
        {
            "GONGKAI_PORTAL_CONFIRMS_RECEIPT": "0",
            "GONGKAI_PORTAL_OFFICE_HOURS": "09:00-18:00",
            "GONGKAI_PORTAL_REQUIRES_IDENTITY_PROOF": "1",
        }
    )
    assert found.portal == Portal(False, (time(9), time(18)), True)


def test_a_place_names_its_conventions(settings: LazySettings) -> None:
    found = environment.read(
        {
            "GONGKAI_ENDINGS_REPEALED": "repealed, expired",
            "GONGKAI_AMENDMENTS": "new_document",
            "GONGKAI_IN_FORCE_FROM": "issued",
            "GONGKAI_COLUMN_FRESHNESS": "regular=31,staged=90",
        }
    ).conventions
    assert found.column_freshness == {
        "long_term": 366,
        "staged": 90,
        "regular": 31,
        "immediate": None,
    }
    settings.CONVENTIONS = found
    assert counting() == replace(
        DEFAULT,
        endings_repealed=frozenset({"repealed", "expired"}),
        amendments="new_document",
        in_force_from="issued",
    )


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("GONGKAI_PORTAL_OFFICE_HOURS", "8点", "应当是 08:30-17:30 的样子"),
        ("GONGKAI_PORTAL_OFFICE_HOURS", "18:00-09:00", "起始时间应当早于终止时间"),
        ("GONGKAI_ENDINGS_REPEALED", "replaced", "应当是 repealed、declared_invalid、expired"),
        ("GONGKAI_AMENDMENTS", "both", "应当是 same_document、new_document"),
        ("GONGKAI_IN_FORCE_FROM", "effective,issued", "只能是 effective、issued 中的一个"),
        ("GONGKAI_COLUMN_FRESHNESS", "immediate=3", "long_term=366,staged=183,regular=92"),
        ("GONGKAI_COLUMN_FRESHNESS", "regular=soon", "long_term=366,staged=183,regular=92"),
        ("GONGKAI_SMTP_SECURITY", "tls", "starttls、ssl 或者 none"),
    ],
)
def test_what_makes_no_sense_is_refused(name: str, value: str, told: str) -> None:
    with pytest.raises(ValueError, match=told) as caught:
        environment.read({name: value})
    assert name in str(caught.value)


def test_every_setting_stands_in_the_table() -> None:
    read = (ROOT / "src/gongkai/office/environment.py").read_text(encoding="utf-8")
    page = (ROOT / "docs/running-an-office.md").read_text(encoding="utf-8")
    named = set(re.findall(r"GONGKAI_[A-Z_]+", read))
    told = {
        name
        for row in page.splitlines()
        if row.startswith("| `GONGKAI")
        for name in re.findall(r"`(GONGKAI_[A-Z_]+)`", row.split("|")[1])
    }
    assert named == told
