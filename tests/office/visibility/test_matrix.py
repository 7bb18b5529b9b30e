"""Every address as every role: what the matrix allows opens, everything else is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gongkai.office import time
from gongkai.office.agencies.models import Person, Role
from gongkai.office.audit.models import Event

from .matrix import EMPTY, MATRIX, PERSONAL, Row
from .world import World, make_world


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The name of every address of the project, with its app."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, pattern.namespace or space)
        else:
            assert isinstance(pattern, URLPattern)
            assert pattern.name, f"an address without a name: {pattern.pattern}"
            yield f"{space}:{pattern.name}" if space else pattern.name


def test_every_address_has_its_row() -> None:
    assert set(routes()) - set(MATRIX) == set()
    assert set(MATRIX) - set(routes()) == set()


@pytest.fixture
def world(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(time, "now", lambda: now)
    return make_world(now)


def address(name: str, row: Row, world: World) -> str:
    return reverse(name, kwargs=row.of(world) if row.of else {})


def browser_of(person: Person) -> Client:
    browser = Client(raise_request_exception=True)
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_what_the_matrix_says_and_nothing_else(world: World, role: Role) -> None:
    browser = browser_of(world.office.people[role])
    before = Event.objects.count()
    wrong = []
    for name, row in MATRIX.items():
        if row.roles is None:
            continue
        where = address(name, row, world)
        got = browser.get(where).status_code
        if role in row.roles:
            fine = {200, 302, 405, 409} | ({404} if nothing_there(name, row, role) else set())
        else:
            if got == 405:  # only ever posted to
                got = browser.post(where).status_code
            fine = {403}
        if got not in fine:
            wrong.append(f"{name} as {role.value}: {got}")
    assert wrong == []
    # Looking changes nothing but the log of who opened an applicant's data or a letter.
    written = Event.objects.order_by("id")[before:]
    assert {event.verb for event in written} <= LOOKS


def public_answers(name: str) -> set[int]:
    return {404} if name in EMPTY else {200, 204, 302, 405}


def nothing_there(name: str, row: Row, role: Role) -> bool:
    """The role may open such pages, but this object is not one it sees: the supervisor of the world
    works in another office than its records."""
    elsewhere = role is Role.SUPERVISOR and row.roles == frozenset(Role)
    return name in EMPTY or elsewhere or (name in PERSONAL and role is not Role.CLERK)


#: Events that looking itself writes.
LOOKS = {"application.applicant_shown", "application.paper_opened"}


@pytest.mark.parametrize("role", list(Role))
def test_nothing_of_another_office_opens(world: World, now: datetime, role: Role) -> None:
    other = make_world(now, prefix="b", credit="0002", first=2)
    browser = browser_of(world.office.people[role])
    before = Event.objects.count()
    wrong = []
    for name, row in MATRIX.items():
        if row.roles is None or row.of is None or row.shared:
            continue
        where = address(name, row, other)
        got = browser.get(where).status_code
        if got == 405:
            got = browser.post(where).status_code
        if got not in {403, 404}:
            wrong.append(f"{name} as {role.value}: {got}")
    assert wrong == []
    assert Event.objects.count() == before


def test_without_login_only_what_is_public_opens(world: World) -> None:
    browser = Client()
    wrong = []
    for name, row in MATRIX.items():
        where = address(name, row, world)
        answer = browser.get(where)
        if answer.status_code == 405:
            answer = browser.post(where)
        to_login = answer.status_code == 302 and "/login/" in answer["Location"]
        if row.roles is not None and not to_login:
            wrong.append(f"{name}: {answer.status_code}")
        if row.roles is None and answer.status_code not in public_answers(name):
            wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []
