"""Many reports accepted at once: those that nobody has to judge, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from gongkai.office import time
from gongkai.office.agencies.models import Agency
from gongkai.office.audit import queries as ledger
from gongkai.office.audit.models import Event
from gongkai.office.refusal import Refusal
from gongkai.office.reporting.models import FrozenReport
from gongkai.office.supervision import queries, reading, services
from gongkai.office.supervision.models import Decision, Received, Step
from gongkai.office.supervision.services import Said
from gongkai.office.supervision.state import State
from gongkai.office.supervision.views import together as view
from gongkai.office.work.runner import run_next
from gongkai.report.cell import unreadable
from gongkai.report.rules import Severity
from tests.office.build import Office
from tests.office.supervision.receiving import (
    DAY,
    FILED,
    REPORTS,
    THE_DAY,
    TODAY,
    receive,
    rows,
    state_of,
    unit_of,
)

FILES = ["jiyuan-2024.txt", "hongze-2024.txt", "shapotou-2024.txt", "xinyuan-2024.txt"]
PAGE = "/supervision/2024/accept/"


def settle(office: Office, received: Received) -> None:
    """Say of every finding that the unit explained it."""
    judged = [
        one for one in queries.assess(received).judged if one.group.severity is not Severity.INFO
    ]
    said = {one.key: Said("explained", "属实") for one in judged}
    services.judge(received=received, said=said, actor=office.supervisor, now=TODAY)


def compared() -> None:
    while run_next(now=TODAY):
        pass


def names(office: Office) -> list[str]:
    """The units whose reports are offered."""
    board = queries.board(office.supervising, 2024, THE_DAY)
    return [row.unit.name for row in queries.offered(office.supervising, board).values()]


def together(office: Office, chosen: Sequence[Received], **given: Any) -> services.Together:
    what = {
        "agency": office.supervising,
        "year": 2024,
        "chosen": [one.uid for one in chosen],
        "actor": office.supervisor,
        "now": TODAY,
        **given,
    }
    return services.accept_together(**what)


def reasons(made: services.Together) -> dict[str, str]:
    return {one.unit.name: no.code for one, no in made.left}


@pytest.fixture
def came(office: Office) -> list[Received]:
    """Four units' reports, compared with each other; every finding in them is explained."""
    units = [unit_of(office, f"云溪县第{n}局", n) for n in range(1, 5)]
    made = [receive(office, unit, file, sure=True) for unit, file in zip(units, FILES, strict=True)]
    compared()
    for one in made:
        settle(office, one)
    return made


def test_each_is_accepted_with_its_own_event(office: Office, came: list[Received]) -> None:
    assert names(office) == ["云溪县第1局", "云溪县第2局", "云溪县第3局", "云溪县第4局"]
    made = together(office, came[:3])
    assert ([one.pk for one in made.accepted], made.left) == ([one.pk for one in came[:3]], ())
    decided = Decision.objects.order_by("received_id")
    assert list(decided.values_list("received_id", "step", "on", "by_id")) == [
        (one.pk, Step.ACCEPTED, THE_DAY, office.supervisor.pk) for one in came[:3]
    ]
    events = Event.objects.filter(verb="supervision.accepted").order_by("position")
    assert list(events.values_list("subject", flat=True)) == [
        f"supervision.received:{one.uid}" for one in came[:3]
    ]
    assert names(office) == ["云溪县第4局"]


def test_what_changed_meanwhile_is_left_with_its_reason(
    office: Office, came: list[Received]
) -> None:
    first, second, third, fourth = came
    receive(office, first.unit, FILES[0], sure=True, now=TODAY)
    key = queries.assess(second).judged[0].key
    confirmed = {key: Said("confirmed")}
    services.judge(received=second, said=confirmed, actor=office.supervisor, now=TODAY)
    services.accept(received=third, actor=office.supervisor, now=TODAY)
    before = rows()
    made = together(office, came)
    assert [one.pk for one in made.accepted] == [fourth.pk]
    assert reasons(made) == {
        "云溪县第1局": "newer",
        "云溪县第2局": "open-findings",
        "云溪县第3局": "decided",
    }
    # One decision more, and nothing else.
    assert rows() == (*before[:2], before[2] + 1, *before[3:])
    # The second press finds everything done, and does nothing.
    head = ledger.head(office.supervising)
    assert together(office, came).accepted == ()
    assert ledger.head(office.supervising) == head


def test_findings_keep_a_report_from_being_offered(office: Office) -> None:
    """A warning alone keeps nobody from accepting a report that was looked at; here nobody looks."""
    received = receive(office, unit_of(office, "云溪县第2局", 2), FILES[1], sure=True)
    assessment = queries.assess(received)
    assert (assessment.open_errors, len(assessment.open_findings)) == ([], 2)
    assert names(office) == []
    before, head = rows(), ledger.head(office.supervising)
    assert reasons(together(office, [received])) == {"云溪县第2局": "open-findings"}
    assert (rows(), ledger.head(office.supervising)) == (before, head)
    services.accept(received=received, actor=office.supervisor, now=TODAY)
    assert state_of(office, received.unit) is State.ACCEPTED


def test_a_cell_that_nobody_read_keeps_a_report_from_being_offered(
    office: Office, tacheng: Agency
) -> None:
    """It makes no finding: whether the cell is right is not known."""
    whole = reading.read_any((REPORTS / FILES[0]).read_bytes(), FILES[0], 2024, sure=True)
    cells = {**whole.cells, next(iter(whole.cells)): unreadable("1?")}
    blurred = reading.renamed(replace(whole, cells=cells), tacheng.name, 2024)
    assert (reading.is_read(whole), reading.is_read(blurred)) == (True, False)
    content = reading.stored(blurred)
    frozen = FrozenReport(
        agency=tacheng, year=2024, content=content, digest=sha256(content.encode()).hexdigest()
    )
    received = services.take_filed(frozen=frozen, on=DAY, now=FILED)
    assert received is not None
    settle(office, received)
    assert queries.assess(received).open_findings == []
    assert names(office) == []
    before = rows()
    assert reasons(together(office, [received])) == {tacheng.name: "unread"}
    assert rows() == before


def test_a_text_that_was_not_compared_keeps_a_report_from_being_offered(office: Office) -> None:
    units = [unit_of(office, f"云溪县第{n}局", n) for n in (1, 2)]
    made = [receive(office, unit, FILES[0], sure=True) for unit in units]
    for one in made:
        settle(office, one)
    assert names(office) == []
    before = rows()
    assert set(reasons(together(office, made)).values()) == {"uncompared"}
    assert rows() == before
    compared()  # the same text twice: now it is a finding
    assert names(office) == []
    assert set(reasons(together(office, made)).values()) == {"open-findings"}


def test_only_the_supervisor_and_only_what_came_to_this_office(
    office: Office, came: list[Received]
) -> None:
    before, head = rows(), ledger.head(office.supervising)
    with pytest.raises(Refusal) as refusal:
        together(office, came, actor=office.clerk)
    assert refusal.value.code == "not-permitted"
    # Another year's page and another office's find none of them.
    assert together(office, came, year=2023) == services.Together((), ())
    assert queries.chosen(office.agency, 2024, [one.uid for one in came]) == []
    assert (rows(), ledger.head(office.supervising)) == (before, head)


def test_queries_do_not_grow_with_reports(
    office: Office, came: list[Received], django_assert_num_queries: Any
) -> None:
    board = queries.board(office.supervising, 2024, THE_DAY)
    with django_assert_num_queries(2):
        assert len(queries.offered(office.supervising, board)) == 4
    together(office, came[:2])
    board = queries.board(office.supervising, 2024, THE_DAY)
    with django_assert_num_queries(2):
        assert len(queries.offered(office.supervising, board)) == 2


def test_the_page_lists_shows_and_accepts(
    office: Office, came: list[Received], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "now", lambda: TODAY)
    client.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(PAGE).status_code == 403
    client.force_login(office.supervisor, backend="django.contrib.auth.backends.ModelBackend")
    assert f'href="{PAGE}"' in client.get("/supervision/2024/").content.decode()
    page = client.get(PAGE).content.decode()
    assert (page.count('type="checkbox"'), page.count(" checked")) == (4, 4)
    assert "可以一起接受的 4 份。" in page
    nothing = client.post(PAGE, {"chosen": []}).content.decode()
    assert "没有勾选报告。" in nothing
    first, second, third, fourth = came
    # Looked over: what is no longer offered is told, what was not chosen is not shown.
    services.accept(received=third, actor=office.supervisor, now=TODAY)
    chosen = {"chosen": [first.uid, second.uid, third.uid]}
    looked = client.post(PAGE, chosen).content.decode()
    assert "接受这 2 份" in looked and "第4局" not in looked
    assert "云溪县第3局</a>：已接受。" in looked
    assert looked.count('type="hidden" name="chosen"') == 2
    assert Decision.objects.count() == 1
    back = client.post(PAGE, {"chosen": [first.uid, second.uid], "again": "1"}).content.decode()
    assert (back.count('type="checkbox"'), back.count(" checked")) == (3, 2)
    # Between the two presses a newer report comes.
    receive(office, second.unit, FILES[1], sure=True, now=TODAY)
    sent = {"chosen": [first.uid, second.uid], "confirm": "1"}
    done = client.post(PAGE, sent).content.decode()
    assert "已接受 1 份报告。" in done and "没有接受的 1 份" in done
    assert "这个单位已经报来第 2 稿，请审阅新的一稿。" in done
    assert Decision.objects.count() == 2
    # All well: back to the board with one sentence.
    answer = client.post(PAGE, {"chosen": [fourth.uid], "confirm": "1"}, follow=True)
    assert answer.redirect_chain == [("/supervision/2024/", 302)]
    assert "已接受 1 份报告。" in answer.content.decode()
    assert [state_of(office, one.unit) for one in came] == [
        State.ACCEPTED,
        State.WAITING,
        State.ACCEPTED,
        State.ACCEPTED,
    ]


def test_a_long_list_is_told_in_parts(
    office: Office, came: list[Received], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "now", lambda: TODAY)
    monkeypatch.setattr(view, "LISTED", 3)
    client.force_login(office.supervisor, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(PAGE).content.decode()
    assert page.count('type="checkbox"') == 3
    assert "可以一起接受的 4 份，先列出 3 份，接受以后再列其余的。" in page
