"""What goes wrong with a parcel: each file ends in a state that says so, and a person can go on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from gongkai.office import outbox
from gongkai.office.agencies.models import Agency
from gongkai.office.audit.models import Event
from gongkai.office.documents import storage
from gongkai.office.documents.models import File
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import queries, reading, services
from gongkai.office.supervision.models import Parcel, Received
from gongkai.office.supervision.services import Said, Sent
from gongkai.office.work import runner
from gongkai.office.work.models import Outbox
from gongkai.report.model import Report
from tests.office.build import Office
from tests.office.supervision.parcels import LATER, became, content, run_all, send, zipped
from tests.office.supervision.receiving import DAY, FILED, TODAY, filed, receive

pytestmark = pytest.mark.django_db
KIND = "supervision.parcel_file"
FAILED = (
    "程序几次都没有读成这份文件，原因已经记下，请告诉系统维护人员。"
    "可以选定单位再读一次，或者另存为 .docx 后再传。"
)


def broken(**_: object) -> None:
    raise RuntimeError


def fail(times: int, now: datetime = LATER) -> datetime:
    """Let the reading of the parcel's next file fail as an unexpected error; the hour after it."""
    for _ in range(times):
        assert runner.run_next(now=now, known={KIND: broken})
        now += timedelta(hours=1)
    return now


def states(parcel: Parcel) -> list[str | None]:
    """The code of each file; the empty text where it was taken in, None where it waits."""
    return ["" if row.received_id else row.code for row in parcel.files.order_by("number")]


def test_an_error_of_the_program_ends_in_words_and_the_next_file_has_its_turn(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    parcel = send(
        office,
        Sent("a.txt", content("tacheng-2024.txt")),
        Sent("b.txt", content("shapotou-2024.txt")),
    )
    now = fail(3)
    assert states(parcel) == [None, None]
    assert runner.run_next(now=now)
    assert became(parcel)[0] == ("a.txt", None, FAILED)
    while runner.run_next(now=now):
        pass
    assert became(parcel)[1] == ("b.txt", shapotou.name, None)
    assert not Outbox.objects.filter(done_at=None).exists()
    # Once the program is mended, a person has it read again.
    row = parcel.files.get(number=1)
    placed = services.place(file=row.uid, unit=tacheng, actor=office.supervisor, now=now)
    assert (placed.unit, states(parcel)) == (tacheng, ["", ""])


def test_a_file_that_kills_its_worker_is_given_up(office: Office, tacheng: Agency) -> None:
    parcel = send(office, Sent("a.txt", content("tacheng-2024.txt")))
    now = LATER
    for _ in range(runner.TRIES):
        assert runner._take(now) is not None  # and nothing is heard of that worker again
        now += runner.LEASE
    assert runner.run_next(now=now)
    assert states(parcel) == ["failed"]


def test_a_worker_killed_once_costs_nothing_but_time(office: Office, tacheng: Agency) -> None:
    parcel = send(office, Sent("a.txt", content("tacheng-2024.txt")))
    assert runner._take(LATER) is not None
    assert not runner.run_next(now=LATER + runner.LEASE - timedelta(seconds=1))
    assert runner.run_next(now=LATER + runner.LEASE)
    assert became(parcel) == [("a.txt", tacheng.name, None)]


def test_other_work_has_its_turn_between_the_files(office: Office, tacheng: Agency) -> None:
    parcel = send(office, *(Sent(f"{n}.txt", f"第{n}封信".encode()) for n in range(3)))
    with transaction.atomic():
        outbox.enqueue("notify", application=7)
    kinds = list(Outbox.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == [KIND, "notify"]
    order: list[int] = []
    known = {**runner.handlers(), "notify": lambda **_: order.append(len(open_files(parcel)))}
    while runner.run_next(now=LATER, known=known):
        pass
    assert (order, open_files(parcel)) == ([2], [])


def open_files(parcel: Parcel) -> list[int]:
    return list(parcel.files.filter(read_at=None).values_list("number", flat=True))


def test_only_the_broken_member_of_a_zip_file_is_not_taken(office: Office, tacheng: Agency) -> None:
    package = zipped({"a.txt": content("tacheng-2024.txt"), "b.txt": b"mark of b"})
    package = package.replace(b"mark of b", b"mork of b")
    parcel = send(office, Sent("全县.zip", package))
    assert [row.file is None for row in parcel.files.order_by("number")] == [False, True]
    run_all()
    assert became(parcel) == [
        ("全县.zip/a.txt", tacheng.name, None),
        (
            "全县.zip/b.txt",
            None,
            "全县.zip/b.txt：压缩包已损坏，这个文件解不开。请用压缩软件解压后，再读其中的文件。",
        ),
    ]
    row = parcel.files.get(number=2)
    refused(row.uid, tacheng, office, "not-placeable")


def refused(file: object, unit: Agency, office: Office, code: str) -> None:
    """Placing a file is refused and changes nothing."""
    before = (Received.objects.count(), Event.objects.count())
    with pytest.raises(Refusal) as caught:
        services.place(file=file, unit=unit, actor=office.supervisor, now=TODAY)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert (Received.objects.count(), Event.objects.count()) == before


def test_a_file_is_placed_only_where_it_waits_for_a_person(office: Office, tacheng: Agency) -> None:
    parcel = send(
        office,
        Sent("old.txt", content("hotan-2021.txt")),
        Sent("jiyuan.txt", content("jiyuan-2024.txt")),
    )
    first, second = parcel.files.order_by("number")
    refused(second.uid, tacheng, office, "not-placeable")  # not read yet
    run_all()
    assert states(parcel) == ["other-year", "no-name"]
    refused(first.uid, tacheng, office, "not-placeable")


def test_a_file_that_two_people_place_at_once_is_taken_once(
    office: Office, tacheng: Agency, shapotou: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcel = send(office, Sent("a.txt", content("jiyuan-2024.txt")))
    run_all()
    file = parcel.files.get().uid
    read = reading.read_any

    def while_somebody_else_places_it(*given: Any, **named: Any) -> Report:
        monkeypatch.setattr(reading, "read_any", read)
        services.place(file=file, unit=shapotou, actor=office.supervisor, now=TODAY)
        return read(*given, **named)

    monkeypatch.setattr(reading, "read_any", while_somebody_else_places_it)
    with pytest.raises(Refusal) as caught:
        services.place(file=file, unit=tacheng, actor=office.supervisor, now=TODAY)
    assert caught.value.code == "placed"
    assert [one.unit for one in Received.objects.all()] == [shapotou]


def test_a_damaged_file_is_refused_until_it_is_back(office: Office, tacheng: Agency) -> None:
    data = content("tacheng-2024.txt") + b"\n\n\n\n\n"
    parcel = send(office, Sent("a.txt", data))
    row = parcel.files.get()
    assert row.file is not None
    path = storage.path_of(row.file.digest)
    whole = path.read_bytes()
    path.unlink()
    run_all()
    assert states(parcel) == ["damaged"]
    refused(row.uid, tacheng, office, "damaged")
    path.write_bytes(whole)
    services.place(file=row.uid, unit=tacheng, actor=office.supervisor, now=TODAY)
    assert became(parcel)[0][1] == tacheng.name


def test_what_the_unit_filed_itself_is_not_replaced_unasked(
    office: Office, tacheng: Agency
) -> None:
    own = filed(office, tacheng)
    parcel = send(office, Sent("a.txt", content("tacheng-2024.txt")))
    run_all()
    assert became(parcel) == [
        (
            "a.txt",
            None,
            f"{tacheng.name}第 1 稿是单位自己在线报送的。确要换成这一份的，请选定单位后收下。",
        )
    ]
    before = (Received.objects.count(), File.objects.count(), Event.objects.count())
    with pytest.raises(Refusal, match="勾选“确是这个单位的报告”") as caught:
        receive(office, tacheng)
    assert caught.value.code == "filed"
    assert (Received.objects.count(), File.objects.count(), Event.objects.count()) == before
    assert receive(office, tacheng, sure=True).number == own.number + 1


def test_an_older_or_known_file_does_not_become_the_newest(office: Office, tacheng: Agency) -> None:
    data = content("tacheng-2024.txt")
    receive(office, tacheng, data=data, received_on=DAY - timedelta(days=2))
    receive(office, tacheng, data=data + b"\n")
    first = send(office, Sent("first.txt", data))
    older = send(office, Sent("older.txt", data + b"\n\n"), received_on=DAY - timedelta(days=1))
    run_all()
    assert became(first)[0][2] == f"与已经收下的{tacheng.name}第 1 稿是同一个文件，没有再收。"
    assert became(older)[0][2] == (
        f"{tacheng.name}第 2 稿是 2025-01-22 报来的，比这一批晚。确要换成这一份的，请选定单位后收下。"
    )


def test_an_accepted_report_is_not_replaced_unasked(office: Office, tacheng: Agency) -> None:
    received = receive(office, tacheng)
    said = {one.key: Said("explained", "属实") for one in queries.assess(received).open_errors}
    services.judge(received=received, said=said, actor=office.supervisor, now=FILED)
    services.accept(received=received, actor=office.supervisor, now=FILED)
    parcel = send(office, Sent("a.txt", content("tacheng-2024.txt") + b"\n"))
    run_all()
    assert states(parcel) == ["accepted"]
