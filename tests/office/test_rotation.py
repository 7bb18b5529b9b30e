"""A new key for an office that has been at work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.management import call_command
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
