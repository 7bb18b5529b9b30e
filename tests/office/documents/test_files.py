"""Files are what they were, or not given at all; numbers follow each other."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction

from gongkai.office.documents import queries, services, storage
from gongkai.office.documents.download import attachment, picture
from gongkai.office.documents.models import File
from gongkai.office.refusal import Refusal
from tests.office.build import Office, desk_of, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


def keep(office: Office, now: datetime, data: bytes = b"list", **given: object) -> File:
    held: dict[str, object] = {"name": "名单.txt", "media_type": "text/plain"}
    return services.store(
        agency=office.agency, actor=office.clerk, now=now, data=data, **(held | given)
    )  # type: ignore[arg-type]


def test_equal_contents_are_kept_once_and_read_back(office: Office, now: datetime) -> None:
    first, second = keep(office, now), keep(office, now, name="另一个名字.txt")
    assert first.digest == second.digest
    assert storage.path_of(first.digest).read_bytes() == b"list"
    assert queries.content(second) == b"list"


def test_a_personal_file_is_unreadable_on_disk_and_its_digest_is_keyed(
    office: Office, now: datetime
) -> None:
    open_, personal = keep(office, now), keep(office, now, personal=True)
    assert open_.digest != personal.digest
    assert b"list" not in storage.read(personal.digest)
    assert queries.content(personal) == b"list"


@pytest.mark.parametrize("personal", [False, True])
def test_a_changed_or_missing_content_is_never_given(
    office: Office, now: datetime, personal: bool
) -> None:
    file = keep(office, now, data=b"about to be damaged", personal=personal)
    path = storage.path_of(file.digest)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(queries.DamagedFileError):
        queries.content(file)
    path.unlink()
    with pytest.raises(Refusal) as caught:
        attachment(file)
    assert caught.value.code == "damaged"
    assert "请系统维护人员从备份恢复" in str(caught.value)


def test_a_personal_file_put_in_the_place_of_another_is_not_given(
    office: Office, now: datetime
) -> None:
    mine, other = (keep(office, now, data, personal=True) for data in (b"mine", b"theirs"))
    storage.path_of(mine.digest).write_bytes(storage.path_of(other.digest).read_bytes())
    with pytest.raises(queries.DamagedFileError, match="与存入时不同"):
        queries.content(mine)
    assert queries.content(other) == b"theirs"


def test_a_file_from_outside_is_saved_and_never_opened(office: Office, now: datetime) -> None:
    answer = attachment(keep(office, now, name="表.html", media_type="text/html"))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    shown = picture(keep(office, now, data=b"\xff\xd8\xff", media_type="image/jpeg"))
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    with pytest.raises(AssertionError):
        picture(keep(office, now))


def test_a_file_as_such_is_its_bringers(office: Office, now: datetime) -> None:
    file = keep(office, now)
    abroad = make_office(now, prefix="b", credit="0002")
    assert queries.own_file(desk_of(office.clerk, now), file.uid) == file
    for person in (office.auditor, office.administrator, abroad.clerk):
        assert queries.own_file(desk_of(person, now), file.uid) is None


def test_numbers_follow_each_other_and_a_rollback_gives_its_number_back(
    office: Office, now: datetime
) -> None:
    def number(**given: object) -> str:
        held: dict[str, object] = {"series": "answers", "year": 2026}
        return services.next_number(
            agency=office.agency, now=now, actor=office.clerk, **(held | given)
        )  # type: ignore[arg-type]

    assert [number(), number()] == ["2026-0001", "2026-0002"]
    with pytest.raises(RuntimeError), transaction.atomic():
        assert number() == "2026-0003"
        raise RuntimeError
    assert number() == "2026-0003"
    assert number(year=2027) == "2027-0001"
    assert number(series="other", pattern="云卫〔{year}〕{number}号") == "云卫〔2026〕1号"
