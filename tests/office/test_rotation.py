"""A new key for an office that has been at work."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings, settings
from django.core.management import CommandError, call_command
from django.db import connection, models

from gongkai.office import crypto, guards, rotation
from gongkai.office.agencies.models import Agency
from gongkai.office.applications.models import Applicant, Application
from gongkai.office.audit.models import Event
from gongkai.office.audit.queries import verify_audit
from gongkai.office.documents import queries as documents
from gongkai.office.documents import services as storing
from gongkai.office.documents import storage
from gongkai.office.documents.models import File
from gongkai.office.fields import EncryptedTextField
from gongkai.office.portal.models import DraftPaper
from tests.office.applications.make import answered, registered
from tests.office.build import Office, make_office

APPLICANT_NAME = rotation.Column(
    "applications_applicant", "id", "name", "applications.applicant.name"
)


@pytest.fixture
def key_file(tmp_path: Path, settings: LazySettings) -> Path:
    """Keys of this test alone, as the installation's own."""
    path = tmp_path / "own.key"
    crypto.create_key_file(path)
    settings.KEYS = crypto.load(path)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, key_file=path)
    return path


@pytest.fixture
def office(db: None, key_file: Path, now: datetime) -> Office:
    """Three applications, one of them answered by a letter; a file with a name in it and one without."""
    office = make_office(now)
    for number in range(3):
        registered(office, name=f"申请人{number}", arrived_on=date(2026, 9, 18))
    answered(office, Application.objects.get(number="2026-0001"), date(2026, 9, 28))
    for name, personal in (("公告.txt", False), ("身份证明.txt", True)):
        storing.store(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            name=name,
            data=name.encode(),
            media_type="text/plain",
            personal=personal,
        )
    return office


def tokens() -> list[bytes]:
    """Every encrypted value of the office."""
    found = [token for column in rotation.columns() for token in all_of(column)]
    files = File.objects.filter(personal=True)
    return found + [storage.read(file.digest) for file in files]


def all_of(column: rotation.Column) -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column.name}" FROM "{column.table}"')
        return [bytes(token) for (token,) in cursor.fetchall() if token]


def plain() -> list[Any]:
    """What people read of it."""
    names = Applicant.objects.order_by("pk").values_list("name", "telephone", "address")
    asked = Application.objects.order_by("pk").values_list("request_text", "query_code")
    files = [documents.content(file) for file in File.objects.order_by("pk")]
    return [*names, *asked, *files]


def under(name: str) -> int:
    return sum(token[2 : 2 + token[1]] == name.encode() for token in tokens())


def test_everything_is_written_again_and_reads_the_same(office: Office, now: datetime) -> None:
    before, read = tokens(), plain()
    assert under("k1") == len(before) > 15
    told = StringIO()
    call_command("rotate_keys", stdout=told)
    assert under("k2") == len(before)
    assert not set(before) & set(tokens())
    assert plain() == read
    letters = File.objects.filter(personal=True).count()
    assert f"重新加密了 {len(before) - letters} 项内容和 {letters} 个文件。" in told.getvalue()
    assert guards.check() == []
    assert verify_audit(office.agency) == []


def test_the_ledger_says_which_key_and_backups_of_before_are_read(
    office: Office, key_file: Path
) -> None:
    assert APPLICANT_NAME in rotation.columns()
    name = all_of(APPLICANT_NAME)[0]
    call_command("rotate_keys", stdout=StringIO())
    told = Event.objects.filter(verb="keys.rotated")
    assert {(e.agency, e.data["key"], e.actor) for e in told} == {
        (agency, "k2", None) for agency in Agency.objects.all()
    }
    assert set(crypto.load(key_file).keys) == {"k1", "k2"}
    assert crypto.keys().decrypt(name, APPLICANT_NAME.context).decode() == "申请人0"


def test_what_was_interrupted_goes_on_with_the_same_key(
    office: Office, key_file: Path, now: datetime
) -> None:
    read, all_tokens = plain(), len(tokens())
    assert rotation.begin(key_file, now=now) == "k2"
    working = rotation.renew(size=2)
    next(working), next(working)
    working.close()  # the power fails
    done = under("k2")
    assert 0 < done < all_tokens
    assert rotation.pending()
    assert plain() == read
    call_command("rotate_keys", stdout=StringIO())
    assert under("k2") == all_tokens
    assert crypto.load(key_file).current == "k2"
    assert not rotation.pending()
    assert plain() == read


def test_a_value_no_key_reads_stops_it_and_stays(
    office: Office, key_file: Path, settings: LazySettings
) -> None:
    held = tokens()
    crypto.rotate(key_file)
    both = crypto.load(key_file)
    settings.KEYS = crypto.Keys("k2", {"k2": both.keys["k2"]}, both.index)
    with pytest.raises(crypto.CryptoError, match="没有编号为 k1 的密钥"):
        list(rotation.renew())
    assert tokens() == held
    assert guards.check() == []


def test_an_older_key_file_put_back_makes_no_key_of_a_lost_name(
    office: Office, key_file: Path
) -> None:
    older = key_file.read_bytes()
    call_command("rotate_keys", stdout=StringIO())
    newer, held = key_file.read_bytes(), tokens()
    key_file.write_bytes(older)
    with pytest.raises(crypto.CryptoError, match="放回最新的密钥文件"):
        call_command("rotate_keys", stdout=StringIO())
    assert key_file.read_bytes() == older
    assert tokens() == held
    key_file.write_bytes(newer)
    call_command("rotate_keys", stdout=StringIO())
    assert under("k3") == len(held)


class PowerFailureError(Exception):
    pass


class Steps:
    """Everything that reaches the disk, counted; the power fails before the step `fails`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fails = self.taken = 0
        for module, name in ((os, "open"), (os, "fsync"), (Path, "replace"), (Path, "unlink")):
            monkeypatch.setattr(module, name, self._counted(getattr(module, name)))

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(real)
        def step(*args: Any, **given: Any) -> Any:
            self.step()
            return real(*args, **given)

        return step

    def step(self) -> None:
        self.taken += 1
        if self.taken == self.fails:
            raise PowerFailureError

    def statement(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DROP", "CREATE")):
            self.step()
        return execute(sql, *rest)

    def run(self, fails: int = 0) -> None:
        self.fails, self.taken = fails, 0
        with connection.execute_wrapper(self.statement):
            call_command("rotate_keys", stdout=StringIO())


def test_cut_off_at_any_step_it_is_finished_by_running_it_again(
    office: Office, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, held = plain(), len(tokens())
    steps = Steps(monkeypatch)
    steps.run()
    every = steps.taken
    assert every > 50
    # The key file and the ledger step by step, the values that follow in strides: they are alike.
    for fails in (*range(1, 26), *range(26, every, 9)):
        current = crypto.load(key_file).current
        with pytest.raises(PowerFailureError):
            steps.run(fails)
        following = f"k{int(current[1:]) + 1}"
        assert crypto.load(key_file).current in (current, following)
        assert plain() == read
        steps.run()
        assert crypto.load(key_file).current == following
        assert under(following) == held
        assert plain() == read
        told = Event.objects.filter(verb="keys.rotated", data__key=following)
        assert sorted(told.values_list("agency", flat=True)) == sorted(
            Agency.objects.values_list("pk", flat=True)
        )
        assert [path.name for path in key_file.parent.glob("own.key*")] == ["own.key"]
    assert guards.check() == []
    assert verify_audit(office.agency) == []


def test_what_a_running_office_writes_meanwhile_is_not_written_over(
    office: Office, key_file: Path
) -> None:
    """It writes between the reading of a batch and its writing again, with the key it knows."""
    old = crypto.keys()
    pk = Applicant.objects.order_by("pk").values_list("pk", flat=True)[0]
    written: list[int] = []

    def meanwhile(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(f'UPDATE "{APPLICANT_NAME.table}" SET "name"') and not written:
            written.append(pk)
            with connection.cursor() as cursor:
                token = old.encrypt("更正后的姓名".encode(), APPLICANT_NAME.context)
                cursor.execute(
                    "UPDATE applications_applicant SET name = %s WHERE id = %s", [token, pk]
                )
        return execute(sql, *rest)

    held = len(tokens())
    with (
        connection.execute_wrapper(meanwhile),
        pytest.raises(CommandError, match="请停止服务，再运行一次"),
    ):
        call_command("rotate_keys", stdout=StringIO())
    assert Applicant.objects.get(pk=pk).name == "更正后的姓名"
    assert (under("k1"), under("k2")) == (1, held - 1)
    call_command("rotate_keys", stdout=StringIO())
    assert Applicant.objects.get(pk=pk).name == "更正后的姓名"
    assert under("k2") == held


def test_a_batch_holds_so_many_bytes_and_at_least_one_value(
    office: Office, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = APPLICANT_NAME.old()
    sizes = {len(token) for _, token in rows}
    assert (len(rows), len(sizes)) == (0, 0)
    crypto.rotate(key_file)
    settings.KEYS = crypto.load(key_file)
    rows = APPLICANT_NAME.old()
    [size] = {len(token) for _, token in rows}
    assert len(rows) == 3
    monkeypatch.setattr(rotation, "BATCH_BYTES", 2 * size)
    assert APPLICANT_NAME.old() == rows[:2]
    assert APPLICANT_NAME.old(after=rows[1][0]) == rows[2:]
    monkeypatch.setattr(rotation, "BATCH_BYTES", 1)
    assert APPLICANT_NAME.old() == rows[:1]
    read = plain()
    list(rotation.renew())
    assert APPLICANT_NAME.old() == []
    assert plain() == read


def test_every_binary_column_is_an_encrypted_one() -> None:
    """What rotation takes for tokens is nothing else: a new column of bytes is decided on here."""
    fields = {
        field
        for model in {column.table: column for column in rotation.columns()}
        for field in _binary(model)
    }
    assert {type(field) for field in fields} == {EncryptedTextField, models.BinaryField}
    assert [f for f in fields if type(f) is models.BinaryField] == [
        DraftPaper._meta.get_field("content")
    ]


def _binary(table: str) -> list[models.Field[Any, Any]]:
    (model,) = (one for one in apps.get_models() if one._meta.db_table == table)
    return [f for f in model._meta.concrete_fields if isinstance(f, models.BinaryField)]
