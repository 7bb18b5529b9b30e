"""All units at once: the board, reminders, the sums, and a report from upload to letter."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from gongkai.office import time
from gongkai.office.agencies.models import Agency
from gongkai.office.supervision import queries, rollup, services
from gongkai.office.supervision.models import Judgement, Received, Reminder
from gongkai.office.supervision.services import Said
from gongkai.office.supervision.state import State
from tests.office.build import Office
from tests.office.supervision.receiving import (
    REPORTS,
    THE_DAY,
    TODAY,
    receive,
    unit_of,
)


def test_the_board_counts_every_unit_once(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    receive(office, tacheng)
    board = queries.board(office.supervising, 2024, THE_DAY)
    assert {row.unit.name: row.state for row in board.rows} == {
        "塔城地区卫生健康委员会": State.WAITING,
        "中卫市沙坡头区卫生健康局": State.NOT_BEGUN,
        "云溪县卫生健康委员会": State.NOT_BEGUN,
    }
    assert sum(board.count(state) for state in State) == 3
    assert [row.unit for row in board.filed] == [tacheng]
    assert board.rows[0].errors == len(
        [
            f
            for f in queries.assess(board.rows[0].standing.latest).result.findings
            if f.severity == "error"
        ]
    )
    # The day before it came, the board did not know.
    earlier = queries.board(office.supervising, 2024, date(2025, 1, 21))
    assert earlier.count(State.NOT_BEGUN) == 3


def test_reminding_is_recorded_once_a_day(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    receive(office, tacheng)
    everybody = [tacheng.uid, shapotou.uid, office.agency.uid]
    what = {"agency": office.supervising, "year": 2024, "units": everybody}
    assert services.remind(**what, actor=office.supervisor, now=TODAY) == 2
    assert services.remind(**what, actor=office.supervisor, now=TODAY) == 0
    assert Reminder.objects.filter(unit=tacheng).count() == 0


def test_the_sums_hold_accepted_reports_and_name_who_is_missing(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    received = receive(office, tacheng)
    assert rollup.of_year(office.supervising, 2024, THE_DAY).units == ()
    said = {one.key: Said("explained", "属实") for one in queries.assess(received).open_errors}
    services.judge(received=received, said=said, actor=office.supervisor, now=TODAY)
    services.accept(received=received, actor=office.supervisor, now=TODAY)
    rolled = rollup.of_year(office.supervising, 2024, THE_DAY)
    assert rolled.units == ("塔城地区卫生健康委员会",)
    assert sorted(rolled.missing) == ["中卫市沙坡头区卫生健康局", "云溪县卫生健康委员会"]


def test_board_queries_do_not_grow_with_units(
    office: Office, tacheng: Agency, django_assert_num_queries: object
) -> None:
    for number in range(3, 6):
        unit_of(office, f"第{number}单位", number)
    receive(office, tacheng)
    with django_assert_num_queries(7):  # type: ignore[operator]
        queries.board(office.supervising, 2024, THE_DAY)


def test_the_pages_take_a_report_from_upload_to_letter(
    office: Office, tacheng: Agency, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "now", lambda: TODAY)
    client.force_login(office.supervisor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/supervision/", follow=True).status_code == 200
    with (REPORTS / "tacheng-2024.txt").open("rb") as file:
        answer = client.post(
            "/supervision/2024/upload/",
            {"unit": tacheng.pk, "file": file, "received_on": "2025-01-22"},
            follow=True,
        )
    assert answer.status_code == 200
    received = Received.objects.get()
    page = answer.content.decode()
    assert "塔城地区卫生健康委员会 2024年度报告" in page
    wrong = queries.assess(received).open_errors
    # One reason is missing: nothing is kept, and everything that was chosen and typed is still there.
    first, second, *_ = queries.assess(received).judged
    refused = client.post(
        f"/supervision/received/{received.uid}/",
        {
            f"ruling-{first.key}": "explained",
            f"ruling-{second.key}": "dismissed",
            f"reason-{second.key}": "单位没有这一项职责。",
            "due_on": "2025-01-28",
            "action": "save",
        },
    ).content.decode()
    assert "请写明理由" in refused and ">单位没有这一项职责。</textarea>" in refused
    assert f'name="ruling-{first.key}" value="explained" checked' in refused
    assert f'name="ruling-{second.key}" value="dismissed" checked' in refused
    assert Judgement.objects.count() == 0
    post = {f"ruling-{one.key}": "confirmed" for one in wrong}
    answer = client.post(
        f"/supervision/received/{received.uid}/",
        {**post, "due_on": "2025-01-28", "action": "return"},
        follow=True,
    )
    assert "已退回" in answer.content.decode()
    letter = client.get(f"/supervision/received/{received.uid}/letter/")
    assert letter["Content-Type"] == "application/octet-stream"
    for path in ("file/", "comments/"):
        assert client.get(f"/supervision/received/{received.uid}/{path}").status_code == 200
    for path in (
        "",
        "units.xlsx",
        "rollup/",
        "rollup.xlsx",
        "rollup.json",
        f"units/{tacheng.uid}/",
    ):
        assert client.get(f"/supervision/2024/{path}").status_code == 200
    # Nobody else sees it.
    client.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/supervision/received/{received.uid}/").status_code == 403
