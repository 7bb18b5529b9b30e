"""双公示: seven working days from each decision, until it is on line in both channels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.office.agencies.models import Role
from gongkai.office.audit.models import Event
from gongkai.office.audit.queries import verify_audit
from gongkai.office.documents import services as documents
from gongkai.office.refusal import Refusal
from gongkai.office.registers import publicity, services
from gongkai.office.registers.alarms import alarms
from gongkai.office.registers.models import Publicity, PublicityPending, RegisterRow
from gongkai.office.registers.services.publicity import rebuild
from gongkai.office.registers.todo import todo
from tests.office.build import Office
from tests.office.registers.conftest import add, data

BOTH = ("site", "credit_china")
# A Monday; seven working days later, over the national holiday with its make-up Saturday.
DECIDED, DUE = date(2026, 9, 28), date(2026, 10, 13)


def start(office: Office, now: datetime, day: date = date(2026, 1, 1)) -> None:
    services.start_publicity(agency=office.agency, actor=office.clerk, now=now, from_day=day)


def note(office: Office, now: datetime, records: Iterable[UUID], **given: Any) -> int:
    held: dict[str, Any] = {"published_on": date(2026, 10, 12), "channels": BOTH}
    return services.note_publicity(
        agency=office.agency, actor=office.clerk, now=now, records=list(records), **(held | given)
    )


def waiting(office: Office) -> list[str]:
    records = PublicityPending.objects.filter(agency=office.agency).values("record")
    rows = RegisterRow.objects.current().filter(record__in=records)
    return sorted(rows.values_list("number", flat=True))


def test_the_clock_of_a_decision_until_it_is_on_line(office: Office, now: datetime) -> None:
    start(office, now)
    row = add(office, now, decided_on=DECIDED)
    add(office, now, kind="compulsory_measures", decided_on=DECIDED)
    (group,) = publicity.due_groups(office.agency, date(2026, 10, 12))
    assert (group.due_on, group.days_left, group.count) == (DUE, 1, 1)
    assert [w.rule for w in alarms(agency=office.agency, as_of=date(2026, 10, 10))] == []
    (warned,) = alarms(agency=office.agency, as_of=date(2026, 10, 12))
    assert warned.rule == "publicity-due"
    (warned,) = alarms(agency=office.agency, as_of=date(2026, 10, 14))
    assert warned.message == ("2026-09-28 作出的行政许可 1 件已经超过公示期限，期限 2026-10-13。")
    (item,) = todo(
        agency=office.agency, person=office.clerk, roles={Role.CLERK}, as_of=date(2026, 10, 14)
    )
    assert (item.due_on, item.days_left, item.next_step) == (DUE, -1, "公示并记下")

    assert note(office, now, [row.record], channels=["site"]) == 1
    assert waiting(office) == [row.number]
    assert note(office, now, [row.record]) == 1  # the other channel; the first note stays
    assert waiting(office) == []
    assert list(alarms(agency=office.agency, as_of=date(2026, 10, 14))) == []
    first = Publicity.objects.order_by("id").first()
    assert first is not None
    services.withdraw_publicity(agency=office.agency, actor=office.clerk, now=now, publicity=first)
    assert waiting(office) == [row.number]
    assert verify_audit(office.agency) == []


def test_the_projection_follows_every_change_and_a_rebuild_agrees(
    office: Office, now: datetime
) -> None:
    common = {"agency": office.agency, "actor": office.clerk, "now": now}
    add(office, now, number="before", decided_on=date(2026, 6, 30))
    start(office, now, date(2026, 7, 1))
    kept = add(office, now, number="kept", decided_on=DECIDED)
    gone = add(office, now, number="gone", decided_on=DECIDED)
    services.remove_row(**common, record=gone.record, reason="错")
    moved = add(office, now, number="moved", decided_on=DECIDED)
    services.correct_row(
        **common,
        record=moved.record,
        data=data(number="moved", decided_on=date(2026, 6, 30)),
        reason="日期错",
    )
    file = documents.store(**common, name="a.csv", data=b"a", media_type="text/csv")
    batch = services.import_rows(
        **common,
        kind="penalties",
        file=file,
        rows=[(n, data(number=f"file {n}", decided_on=DECIDED)) for n in (2, 3)],
    )
    assert waiting(office) == ["file 2", "file 3", "kept"]
    services.undo_batch(**common, batch=batch)
    assert waiting(office) == ["kept"]
    note(office, now, [kept.record], channels=["site"])
    held = list(PublicityPending.objects.values_list("record", "kind", "decided_on"))
    rebuild(office.agency)
    assert list(PublicityPending.objects.values_list("record", "kind", "decided_on")) == held
    start(office, now, date(2026, 6, 1))
    assert waiting(office) == ["before", "kept", "moved"]


def test_nothing_is_due_before_the_office_begins(office: Office, now: datetime) -> None:
    add(office, now, decided_on=DECIDED)
    assert publicity.due_groups(office.agency, date(2027, 1, 1)) == []
    assert publicity.year_of(office.agency, 2026) == []


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("nothing-chosen", {"channels": []}),
        ("nothing-chosen", {"channels": ["radio"]}),
        ("day-to-come", {"published_on": date(2026, 10, 22)}),
        ("before-decision", {"published_on": date(2026, 9, 27)}),
    ],
)
def test_what_cannot_be_noted(
    office: Office, now: datetime, code: str, given: dict[str, Any]
) -> None:
    start(office, now)
    row = add(office, now, decided_on=DECIDED)
    fee = add(office, now, kind="fees", amount="1.00", decided_on=DECIDED)
    before = (Publicity.objects.count(), Event.objects.count())
    for records, wanted in (([row.record], code), ([row.record, fee.record], "gone")):
        with pytest.raises(Refusal) as caught:
            note(office, now, records, **(given if wanted == code else {}))
        assert caught.value.code == wanted
    assert (Publicity.objects.count(), Event.objects.count()) == before


def test_a_year_tells_in_time_late_and_waiting_apart(office: Office, now: datetime) -> None:
    start(office, now)
    rows = [add(office, now, number=str(n), decided_on=DECIDED) for n in range(4)]
    note(office, now, [rows[0].record, rows[1].record], published_on=DUE)
    note(office, now, [rows[2].record], published_on=date(2026, 10, 14))
    note(office, now, [rows[3].record], channels=["site"])
    licences, penalties = publicity.year_of(office.agency, 2026)
    assert (licences.decided, licences.in_time, licences.late, licences.waiting) == (4, 2, 1, 1)
    assert penalties.decided == 0


def test_the_page_lists_takes_and_costs_the_same(
    office: Office, now: datetime, client: Client
) -> None:
    client.force_login(office.clerk)
    assert "还没有在这里管双公示" in client.get("/registers/publicity/").text
    begun = client.post("/registers/publicity/start/", {"from_day": "2026-01-01"})
    assert begun["Location"] == "/registers/publicity/"
    again = client.get("/registers/publicity/start/").text
    assert "<h1>改双公示开始的日期</h1>" in again and 'value="2026-01-01"' in again
    first = add(office, now, number="1号", decided_on=DECIDED)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/registers/publicity/?year=2026").status_code == 200
        return len(asked)

    cost()  # shows the message of the start, once
    pinned = cost()
    for n in range(2, 12):
        add(office, now, number=f"{n}号", decided_on=date(2026, 9, n))
    assert cost() == pinned == 12
    none = client.post("/registers/publicity/", {"published_on": "2026-10-12", "channels": BOTH})
    assert "请在表里勾选已经公示的决定。" in none.text
    assert Publicity.objects.count() == 0
    answer = client.post(
        "/registers/publicity/",
        {"published_on": "2026-10-12", "channels": BOTH, "records": [str(first.record)]},
    )
    assert answer["Location"] == "/registers/publicity/"
    assert "信用中国网站" in client.get(f"/registers/row/{first.record}/").text
    of_a_day = client.get("/registers/publicity/?day=2026-09-05").text
    assert "等公示的（10）" in of_a_day and "只列 2026-09-05 的决定 1 件" in of_a_day
    assert "上面列出的全部已经公示（1 件）" in of_a_day and "记完以后再列" not in of_a_day
    seen = re.findall(r'name="listed" value="([0-9a-f-]+)"', of_a_day)
    add(office, now, number="其间登记", decided_on=date(2026, 9, 5))
    everything = {
        "published_on": "2026-10-12",
        "channels": BOTH,
        "all_listed": "on",
        "listed": seen,
    }
    assert client.post("/registers/publicity/?day=2026-09-05", everything).status_code == 302
    assert "5号" not in waiting(office)
    assert "其间登记" in waiting(office)
    assert len(waiting(office)) == 10
    client.force_login(office.auditor)
    page = client.get("/registers/publicity/").text
    assert "记下勾选的" not in page
    assert client.post("/registers/publicity/", {}).status_code == 409
    client.force_login(office.administrator)
    assert client.get("/registers/publicity/").status_code == 403
