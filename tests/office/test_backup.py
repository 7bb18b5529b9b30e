"""Backup and restore as commands would run them: each in a process of its own."""

from __future__ import annotations

import io
import json
import os
import tarfile
from pathlib import Path
from typing import Any

import pytest

from gongkai.office import backup
from gongkai.office.backup.writing import put_in_place
from tests.office.site import Site, ready

FILL = """
import sys; from pathlib import Path
from gongkai.office import serve, time
serve.prepare(Path(sys.argv[1]))
from tests.office.agencies.test_login import enrol
from tests.office.build import make_office
from gongkai.office.documents import services as documents
now = time.now()
office = make_office(now)
for name, data, personal in (("公告.txt", b"open", False), ("申请书.txt", "江听雨".encode(), True)):
    documents.store(agency=office.agency, actor=office.clerk, now=now, name=name, data=data,
                    media_type="text/plain", personal=personal)
from django.contrib.sessions.backends.db import SessionStore
login = SessionStore(); login["who"] = "jiang"; login.create()
documents.next_number(agency=office.agency, series="a", year=2026, now=now, actor=None)
print(enrol(office.clerk, now, now))
"""
# What a reader sees in an office, and that it can be written to again.
LOOK = """
import sys, json; from pathlib import Path
from gongkai.office import serve, time, guards
serve.prepare(Path(sys.argv[1]))
from django.db import transaction
from gongkai.office.agencies.models import Agency, Person, SecondFactor, Section
from gongkai.office.audit import queries, services
from gongkai.office.documents import queries as documents, services as numbers
from gongkai.office.documents.models import File
from django.contrib.sessions.models import Session
found = {
    "agencies": list(Agency.objects.order_by("id").values_list("name", flat=True)),
    "people": list(Person.objects.order_by("id").values_list("login_name", "password")),
    "secret": SecondFactor.objects.get().secret,
    "files": [documents.content(f).decode() for f in File.objects.order_by("id")],
    "heads": [queries.head(a) for a in Agency.objects.order_by("id")],
    "problems": [str(p) for a in Agency.objects.all() for p in queries.verify_audit(a)],
    "guards": guards.check(),
    "logins": Session.objects.count(),
}
print(json.dumps(found))
if len(sys.argv) > 2:
    agency = Agency.objects.order_by("id")[0]
    with transaction.atomic():
        print(numbers.next_number(agency=agency, series="a", year=2026, now=time.now(), actor=None))
        Section.objects.create(agency=agency, name="新设科")
        services.append(agency=agency, actor=None, now=time.now(), verb="t", subject="s", data={})
"""


@pytest.fixture(scope="module")
def original(
    run_directory: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Site, Path, list[Any]]:
    """A filled office, its archive, and what is in it."""
    root = tmp_path_factory.mktemp("original")
    site = Site(root, "office", like=ready(run_directory, "empty"))
    site.ask(FILL, site.data)
    archive = root / "backup.tar.gz"
    told = site.command("backup", "--data", site.data, archive)
    (seen,) = site.ask(LOOK, site.data)
    assert told.stdout.splitlines() == [
        f"{archive}：数据库和 2 个文件。密钥不在里面，请另外保管。",
        *(
            f"{name}：审计记录 {at} 条，校验值 {digest}"
            for name, (at, digest) in zip(seen["agencies"], seen["heads"], strict=True)
        ),
    ]
    return site, archive, seen


Original = tuple[Site, Path, list[Any]]


def test_a_restored_office_is_the_same_and_works_on(original: Original, tmp_path: Path) -> None:
    site, archive, seen = original
    other = Site(tmp_path, "restored")
    other.key.write_bytes(site.key.read_bytes())
    done = other.command("restore", "--data", other.data, archive)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == (
        f"已恢复到 {other.data}：数据库和 2 个文件，逐个核对过。请运行：gongkai serve --data {other.data}"
    )
    found, number = other.ask(LOOK, other.data, "write")
    assert (seen["logins"], found["logins"]) == (
        1,
        0,
    )  # whoever has the archive is logged in nowhere
    assert found == seen | {"logins": 0}
    assert archive.stat().st_mode & 0o777 == 0o600
    assert number == "2026-0002"
    assert found["files"] == ["open", "江听雨"]
    assert found["problems"] == found["guards"] == []


def test_the_archive_holds_no_key_and_no_personal_text(original: Original) -> None:
    site, archive, seen = original
    key = json.loads(site.key.read_text())
    secrets = [key["keys"]["k1"], key["index"], "江听雨".encode().hex(), seen["secret"]]
    with tarfile.open(archive) as tar:
        for member in tar:
            held = tar.extractfile(member)
            assert held is not None
            content = held.read()
            if member.name.startswith("files/"):
                assert "江听雨".encode() not in content
            assert not any(s.encode() in content for s in secrets), member.name


def refused(site: Site, archive: Path) -> str:
    """The sentence of a restore that fails and leaves nothing behind."""
    done = site.command("restore", "--data", site.data, archive)
    assert done.returncode == 2, done.stdout
    assert not site.data.exists()
    return done.stderr


def test_without_its_key_nothing_is_restored(original: Original, tmp_path: Path) -> None:
    assert "请先从保管处取回密钥文件" in refused(Site(tmp_path, "keyless"), original[1])


def test_a_changed_member_and_a_cut_archive_are_refused(original: Original, tmp_path: Path) -> None:
    site, archive, _ = original
    other = Site(tmp_path, "changed")
    other.key.write_bytes(site.key.read_bytes())
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(archive.read_bytes()[:-2000])
    assert "可能没有写完或者已经损坏" in refused(other, cut)
    unpacked = tmp_path / "unpacked"
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked)  # our own archive; `filter` is younger than Python 3.11.0
    for path in unpacked.glob("files/*/*"):
        path.write_bytes(b"something else")
    changed = tmp_path / "changed.tar.gz"
    with tarfile.open(changed, "w:gz") as tar:
        for path in unpacked.iterdir():
            tar.add(path, path.name)
    assert "与写入时不同" in refused(other, changed)


@pytest.mark.parametrize("name", ["../outside", "/outside", "files/../../outside", "link"])
def test_a_member_that_leads_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "hostile.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        member = tarfile.TarInfo(name)
        if name == "link":
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(member)
        else:
            member.size = 1
            tar.addfile(member, io.BytesIO(b"x"))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(backup.BackupError, match="读不出来"):
        backup.restore(archive, tmp_path / "data")
    assert sorted(tmp_path.iterdir()) == before


def test_nothing_is_overwritten(original: Original) -> None:
    site, archive, seen = original
    before = archive.read_bytes()
    again = site.command("backup", "--data", site.data, archive)
    assert "已经存在，没有覆盖" in again.stderr
    assert archive.read_bytes() == before
    into = site.command("restore", "--data", site.data, archive)
    assert "不是空目录，没有恢复" in into.stderr
    assert site.ask(LOOK, site.data) == [seen]


def test_a_file_that_is_gone_is_told_and_keeps_nothing_from_being_kept(
    original: Original, tmp_path: Path
) -> None:
    site = Site(tmp_path, "holes", like=original[0])
    gone = next(path for path in (site.data / "files").glob("*/*") if path.read_bytes() == b"open")
    gone.unlink()
    archive = tmp_path / "backup.tar.gz"
    told = f"有 1 个文件登记过而找不到，请从更早的备份找回：{gone.name}。"
    assert site.command("backup", "--data", site.data, archive).stdout.splitlines()[-1] == told
    other = Site(tmp_path, "restored")
    other.key.write_bytes(site.key.read_bytes())
    restored = other.command("restore", "--data", other.data, archive)
    assert (restored.returncode, restored.stdout.splitlines()[-1]) == (0, told)


@pytest.mark.parametrize("links", [True, False])
def test_the_archive_takes_its_name_and_no_other_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Also on a disk that knows no links, as memory sticks are."""

    def none(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", none)
    part, target = tmp_path / "part", tmp_path / "office.tar.gz"
    part.write_bytes(b"archive")
    put_in_place(part, target)
    assert target.read_bytes() == b"archive"
    other = tmp_path / "other"
    other.write_bytes(b"another")
    with pytest.raises(backup.BackupError, match="已经存在，没有覆盖"):
        put_in_place(other, target)
    assert target.read_bytes() == b"archive"
