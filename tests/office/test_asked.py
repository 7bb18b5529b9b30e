"""What stands in an address is read, or was not asked; no page ends in an error over it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.office import access, asked
from tests.office.applications.make import noon
from tests.office.build import Office, make_office

DIGITS = "9" * 40


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("17", 17),
        ("0017", 17),
        ("0" * 40 + "17", 17),
        (str(2**63 - 1), 2**63 - 1),
        (str(2**63), None),
        (DIGITS, None),
        ("9" * 5000, None),  # `int` refuses so many
        ("²", None),
        ("１７", None),
        ("١٧", None),
        ("-1", None),
        ("+1", None),
        (" 1", None),
        ("1_7", None),
        ("1.0", None),
        ("", None),
        (None, None),
    ],
)
def test_whole_numbers(text: str | None, number: int | None) -> None:
    assert asked.whole_number(text) == number


def test_a_number_above_the_most_was_not_asked() -> None:
    assert asked.whole_number("999", 999) == 999
    assert asked.whole_number("1000", 999) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-21", date(2026, 10, 21)),
        ("2026-02-29", None),
        ("20261021", None),  # written otherwise in ISO 8601, and nowhere given out by us
        ("2026-W43-3", None),
        ("２０２６-10-21", None),
        ("x", None),
        ("", None),
        (None, None),
    ],
)
def test_days(text: str | None, day: date | None) -> None:
    assert asked.day(text) == day


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2026-10-21_7", (date(2026, 10, 21), 7)),
        ("x_1", None),
        ("2026-10-21", None),
        ("2026-10-21_", None),
        ("2026-10-21_²", None),
        (f"2026-10-21_{DIGITS}", None),
        ("2026-10-21_7_7", None),
        (None, None),
    ],
)
def test_places(text: str | None, place: tuple[date, int] | None) -> None:
    assert asked.place(text) == place


@given(st.text())
def test_nothing_written_is_an_error(text: str) -> None:
    number = asked.whole_number(text)
    assert number is None or 0 <= number < 2**63
    asked.day(text), asked.place(text)


@pytest.fixture
def office(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(access.time, "now", lambda: noon(date(2026, 10, 21)))
    return make_office(now)


BAD = ["²", DIGITS, "9" * 5000, "x_1", "2026-13-45_1", "2026-10-21_²", f"2026-10-21_{DIGITS}", ""]


@pytest.mark.parametrize(
    "address",
    [
        "/applications/?show=open&after=",
        "/applications/?show=waiting&after=",
        "/applications/?show=all&after=",
        "/challenges/?after=",
        "/challenges/?before=",
        "/applications/?before=",
        "/publishing/?after=",
        "/publishing/?before=",
        "/publishing/channels/?year=",
        "/publishing/documents/?on=",
        "/publishing/documents/?page=",
        "/registers/?year=",
        "/registers/licences/?after=",
        "/registers/licences/?before=",
        "/registers/licences/?year=",
        "/registers/publicity/?day=",
        "/data/items.csv?after=",
        "/search/?q=%E8%AE%A1%E5%88%92&page=",
        "/items/?after=",
        "/items/?before=",
        "/items/?year=",
        "/data/items.json?after=",
    ],
)
def test_a_list_page_opens_whatever_the_address_asks(
    office: Office, client: Client, address: str
) -> None:
    client.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
    first = client.get(address)
    assert first.status_code == 200, address
    for text in BAD:
        path, _, query = address.partition("?")
        pairs = dict(pair.split("=") for pair in query.split("&"))
        *_, last = pairs
        assert client.get(path, {**pairs, last: text}).status_code == 200, (address, text[:40])
