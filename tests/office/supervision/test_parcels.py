"""Many reports at once: each goes to the unit it names, what cannot be placed waits for a person."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.office import time
from gongkai.office.agencies.models import Agency, Superior
from gongkai.office.audit.models import Event
from gongkai.office.audit.queries import verify_audit
from gongkai.office.documents import storage
from gongkai.office.documents.models import File
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import queries, services
from gongkai.office.supervision.models import Parcel, ParcelFile, Received
from gongkai.office.supervision.services import Sent
from gongkai.office.uploads import SMALL
from gongkai.office.work.models import Outbox
from gongkai.office.work.runner import run_next
from tests.office.build import Office
from tests.office.supervision.parcels import LATER, became, content, run_all, send, zipped
from tests.office.supervision.receiving import DAY, receive, unit_of

pytestmark = pytest.mark.django_db


def test_each_file_goes_to_the_unit_it_names(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    package = zipped(
        {
            "南片/a.txt": content("tacheng-2024.txt"),
            "南片/b.txt": "只是一封信。".encode(),
            "北片/c.txt": content("hotan-2021.txt"),
            "__MACOSX/d.txt": b"x",
        }
    )
    parcel = send(office, Sent("全县.zip", package), Sent("s.txt", content("shapotou-2024.txt")))
    assert became(parcel) == [
        ("全县.zip/南片/a.txt", None, None),
        ("全县.zip/南片/b.txt", None, None),
        ("全县.zip/北片/c.txt", None, None),
        ("s.txt", None, None),
    ]
    run_all()
    (a, letter, old, s) = became(parcel)
    assert a == ("全县.zip/南片/a.txt", tacheng.name, None)
    assert s == ("s.txt", shapotou.name, None)
    assert letter[1] is None
    assert "没有读出年度报告的任何一张表" in (letter[2] or "")
    assert "是 2021 年度的报告" in (old[2] or "")
    assert verify_audit(office.supervising) == []
    received = Received.objects.get(unit=tacheng)
    assert (received.number, received.received_on, received.received_by) == (
        1,
        DAY,
        office.supervisor,
    )


def test_what_names_no_unit_is_placed_by_a_person(office: Office, shapotou: Agency) -> None:
    parcel = send(office, Sent("a.txt", content("tacheng-2024.txt")))
    run_all()
    assert became(parcel) == [
        ("a.txt", None, "文件写的机关是“塔城地区卫生健康委员会”，单位名录里没有。")
    ]
    row = parcel.files.get()
    placed = services.place(file=row.uid, unit=shapotou, actor=office.supervisor, now=LATER)
    assert (placed.unit, placed.number) == (shapotou, 1)
    with pytest.raises(Refusal) as caught:
        services.place(file=row.uid, unit=shapotou, actor=office.supervisor, now=LATER)
    assert caught.value.code == "placed"
    with pytest.raises(Refusal) as caught:
        services.place(file=row.uid, unit=shapotou, actor=office.clerk, now=LATER)
    assert caught.value.code == "not-permitted"
    assert Received.objects.count() == 1


def test_nothing_is_taken_in_twice(office: Office, tacheng: Agency) -> None:
    data = content("tacheng-2024.txt")
    receive(office, tacheng)
    again = send(
        office,
        Sent("same.txt", data),
        Sent("one.txt", data + b"\n"),
        Sent("two.txt", data + b"\n\n"),
    )
    run_all()
    assert became(again) == [
        ("same.txt", None, f"与已经收下的{tacheng.name}第 1 稿是同一个文件，没有再收。"),
        ("one.txt", tacheng.name, None),
        ("two.txt", None, f"这一批里还有一份也是{tacheng.name}的，请看哪一份对。"),
    ]
    # The job may run again after a crash: nothing more comes of it.
    events = Event.objects.count()
    for row in again.files.all():
        services.read_file(file=row.uid, now=LATER)
    assert (Received.objects.count(), Event.objects.count()) == (2, events)


def test_a_file_whose_content_is_gone_is_said_and_keeps_nobody_waiting(
    office: Office, tacheng: Agency
) -> None:
    parcel = send(office, Sent("a.txt", content("tacheng-2024.txt") + b"\n\n\n"))
    storage.path_of(parcel.files.get().file.digest).unlink()
    run_all()
    assert became(parcel) == [
        ("a.txt", None, "文件“a.txt”的内容不在数据目录里，请系统维护人员从备份恢复。")
    ]
    assert not Outbox.objects.filter(done_at=None).exists()


def test_too_many_files_in_one_form_are_told(client: Client, office: Office) -> None:
    client.force_login(office.supervisor)
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(101)]
    answer = client.post("/supervision/2024/parcels/", {"files": files})
    assert answer.status_code == 400
    assert "文件多的请压缩成一个包" in answer.content.decode()
    assert not File.objects.exists()


def test_texts_are_compared_once_when_all_are_read(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    send(
        office,
        Sent("a.txt", content("tacheng-2024.txt")),
        Sent("b.txt", content("shapotou-2024.txt")),
    )
    run_all()
    assert Outbox.objects.filter(kind="supervision.received").count() == 1


@pytest.mark.parametrize(
    ("code", "sent", "given"),
    [
        ("not-permitted", [Sent("a.txt", b"x")], {"actor": "clerk"}),
        ("year", [Sent("a.txt", b"x")], {"year": 2025}),
        ("day", [Sent("a.txt", b"x")], {"received_on": date(2024, 11, 30)}),
        ("no-file", [Sent("a.zip", zipped({"a.exe": b"x"}))], {}),
        ("unreadable", [Sent("b.zip", b"PK no zip")], {}),
    ],
)
def test_what_is_refused_keeps_nothing(
    office: Office, code: str, sent: list[Sent], given: dict[str, object]
) -> None:
    if "actor" in given:
        given = {"actor": office.clerk}
    before = (Parcel.objects.count(), File.objects.count(), Event.objects.count())
    with pytest.raises(Refusal) as caught:
        send(office, *sent, **given)
    assert caught.value.code == code
    assert (Parcel.objects.count(), File.objects.count(), Event.objects.count()) == before
    assert not ParcelFile.objects.exists()


def test_a_zip_file_too_large_for_memory_is_unpacked_from_disk(
    client: Client, office: Office
) -> None:
    client.force_login(office.supervisor)
    package = zipped({"a.txt": b"a" * SMALL, "b.txt": b"b"})
    files = [SimpleUploadedFile("全县.zip", package), SimpleUploadedFile("c.txt", b"c")]
    page = client.post("/supervision/2024/parcels/", {"received_on": "2025-01-22", "files": files})
    assert page.status_code == 302
    kept = Parcel.objects.get().files.order_by("number").values_list("name", "file__size")
    assert list(kept) == [("全县.zip/a.txt", SMALL), ("全县.zip/b.txt", 1), ("c.txt", 1)]


def test_the_pages_send_follow_and_place(client: Client, office: Office, tacheng: Agency) -> None:
    client.force_login(office.supervisor)
    page = "/supervision/2024/parcels/"
    assert "没有选文件" in client.post(page, {"received_on": "2025-01-22"}).content.decode()
    files = [
        SimpleUploadedFile("甲.txt", content("tacheng-2024.txt")),
        SimpleUploadedFile("乙.txt", content("shapotou-2024.txt")),
    ]
    sent = client.post(page, {"received_on": "2025-01-22", "files": files}, follow=True)
    assert "共 2 份，已经读了 0 份" in sent.content.decode()
    assert 'hx-select="#parcel"' in sent.content.decode()
    run_all()
    parcel = Parcel.objects.get()
    address = f"/supervision/parcels/{parcel.uid}/"
    done = client.get(address).content.decode()
    # What the page fetches of itself while files are read: the figures and both tables.
    fetched = done[done.index('<div id="parcel">') : done.index("</main>")]
    assert "收下的 1 份</h2></div>\n<table" in fetched
    assert "没有收下的 1 份</h2></div>\n<table" in fetched
    assert "2 份都已经读完。" in done
    assert "文件写的机关是“中卫市沙坡头区卫生健康局”，单位名录里没有。" in done
    wrong = client.post(f"{address}2/", {"unit": "某局"}).content.decode()
    refusal = "名录里没有“某局”。请从列出的名称里选一个。"
    assert f'<a href="#u2">{refusal}</a>' in wrong
    row = wrong[wrong.index('<tr id="f2">') :]
    row = row[: row.index("</tr>")]
    assert refusal in row
    assert 'value="某局" aria-invalid="true"' in row
    placed = client.post(f"{address}2/", {"unit": tacheng.name}, follow=True).content.decode()
    assert f"已收下{tacheng.name}的报告，第 2 稿。" in placed
    assert client.get(page).content.decode().count("/supervision/parcels/") == 1


def test_a_file_without_a_name_is_offered_to_the_unit_it_is_called_after(
    client: Client, office: Office, tacheng: Agency
) -> None:
    parcel = send(
        office,
        Sent(f"{tacheng.name}2024年报.txt", content("jiyuan-2024.txt")),
        Sent("old.txt", content("hotan-2021.txt")),
    )
    run_all()
    assert list(parcel.files.values_list("code", flat=True).order_by("number")) == [
        "no-name",
        "other-year",
    ]
    client.force_login(office.supervisor)
    page = client.get(f"/supervision/parcels/{parcel.uid}/").content.decode()
    assert f'placeholder="单位全称" value="{tacheng.name}"' in page
    # Who is right about the year is not asked here.
    assert page.count('placeholder="单位全称"') == 1


def test_units_are_chosen_once_nothing_is_read_any_more(
    client: Client, office: Office, tacheng: Agency
) -> None:
    parcel = send(
        office,
        Sent("a.txt", content("jiyuan-2024.txt")),
        Sent("b.txt", content("jiyuan-2024.txt") + b"\n"),
    )
    assert run_next(now=LATER)
    client.force_login(office.supervisor)
    address = f"/supervision/parcels/{parcel.uid}/"
    page = client.get(address).content.decode()
    assert "都读完以后，在这里选定单位" in page
    assert 'name="unit"' not in page
    run_all()
    assert client.get(address).content.decode().count('name="unit"') == 2


def test_a_unit_that_came_later_is_told_apart_from_one_nobody_knows(office: Office) -> None:
    unit_of(office, "塔城地区卫生健康委员会", 1, since=date(2025, 1, 1))
    parcel = send(office, Sent("a.txt", content("tacheng-2024.txt")))
    run_all()
    assert became(parcel)[0][2] == (
        "文件写的机关是“塔城地区卫生健康委员会”，"
        "它从 2025-01-01 起才由本机关主管，2024 年度的报告不在这里收。"
    )


def test_the_year_before_last_is_there_where_units_were(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its reports are what those of last year are compared with."""
    monkeypatch.setattr(time, "now", lambda: time.at(date(2026, 1, 20), 9))
    Superior.objects.update(valid_to=date(2021, 1, 1))
    unit_of(office, "塔城地区卫生健康委员会", 1, since=date(2024, 1, 1))
    assert queries.years(office.supervising, date(2026, 1, 20)) == [2025, 2024]
    assert queries.years(office.supervising, date(2025, 1, 20)) == [2024]
    client.force_login(office.supervisor)
    assert ">2024年</a>" in client.get("/supervision/2025/").content.decode()
    said = "年年末没有由本机关主管的单位，这一年的报告收不进来。"
    for page in ("upload", "parcels"):
        assert f"2022{said}" in client.get(f"/supervision/2022/{page}/").content.decode()
        assert said not in client.get(f"/supervision/2024/{page}/").content.decode()
