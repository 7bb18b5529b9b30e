"""The signed approval sheet: the paper of one version, and of no other."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.office import time
from gongkai.office.agencies.models import Person
from gongkai.office.audit import queries as audit
from gongkai.office.audit.models import Event
from gongkai.office.documents import queries as documents
from gongkai.office.documents import storage
from gongkai.office.documents.models import File
from gongkai.office.refusal import Refusal
from gongkai.office.reviews import sheets
from gongkai.office.reviews.models import Round, SignedSheet
from tests.office.build import make_office
from tests.office.reviews.conftest import Reviewed, hand_in, login, pass_all

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 signed"
JPEG = b"\xff\xd8\xff\xe0 signed"


def keep(round_: Round, person: Person, now: datetime, **given: object) -> SignedSheet:
    held: dict[str, object] = {"code": sheets.code_of(round_), "name": "表.pdf", "data": PDF}
    return sheets.file_sheet(actor=person, now=now, round=round_, **(held | given))  # type: ignore[arg-type]


def refused(why: str, round_: Round, person: Person, now: datetime, **given: object) -> str:
    before = (SignedSheet.objects.count(), File.objects.count(), Event.objects.count())
    with pytest.raises(Refusal) as caught:
        keep(round_, person, now, **given)
    assert caught.value.code == why
    assert (SignedSheet.objects.count(), File.objects.count(), Event.objects.count()) == before
    return str(caught.value)


def test_a_scan_is_kept_with_the_version_it_was_signed_for(
    reviewed: Reviewed, now: datetime
) -> None:
    clerk = reviewed.office.clerk
    first = hand_in(reviewed, now)
    refused("not-complete", first, clerk, now)
    pass_all(reviewed, first, now)
    made = keep(first, clerk, now)
    assert made.fingerprint == first.version.fingerprint
    assert (made.file.media_type, made.file.personal) == ("application/pdf", True)
    assert documents.content(made.file) == PDF
    assert PDF not in storage.read(made.file.digest)
    event = Event.objects.get(verb="review.sheet_filed")
    assert event.data == {"version": str(first.version.uid), "sheet": str(made.uid)}
    assert audit.verify_audit(reviewed.office.agency) == []


def test_the_paper_of_another_version_is_refused(reviewed: Reviewed, now: datetime) -> None:
    first = hand_in(reviewed, now)
    pass_all(reviewed, first, now)
    second = hand_in(reviewed, now, body="改过的内容")
    pass_all(reviewed, second, now)
    clerk = reviewed.office.clerk
    sentence = refused("wrong-version", second, clerk, now, code=sheets.code_of(first))
    assert "与第 2 版对不上" in sentence
    spaced = " ".join(sheets.code_of(second)[n : n + 4] for n in (0, 4, 8, 12)).upper()
    assert keep(second, clerk, now, code=spaced).version == second.version


def test_what_is_no_scan_is_refused(reviewed: Reviewed, now: datetime) -> None:
    round_ = hand_in(reviewed, now)
    pass_all(reviewed, round_, now)
    clerk = reviewed.office.clerk
    refused("wrong-kind", round_, clerk, now, data=b"<html>%PDF-", name="表.pdf")
    refused("too-large", round_, clerk, now, data=PDF.ljust(sheets.MAX_BYTES + 1))
    refused("not-permitted", round_, reviewed.office.auditor, now)


def test_the_page_takes_it_and_shows_it_to_the_agency(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    moment = time.now()
    round_ = hand_in(reviewed, moment)
    login(reviewed, client, "jiang")
    address = f"/reviews/{round_.uid}/sheet/file/"
    assert "还没有审完" in client.get(address).content.decode()
    pass_all(reviewed, round_, moment)

    def send(code: str):  # type: ignore[no-untyped-def]
        scan = SimpleUploadedFile("签字.jpg", JPEG, "text/html")
        return client.post(address, {"code": code, "file": scan})

    wrong = send("0" * 16).content.decode()
    assert "错误：" in wrong
    assert "没有存入" in wrong
    assert send(sheets.code_of(round_))["Location"] == f"/reviews/{round_.uid}/"
    made = SignedSheet.objects.get()
    page = client.get(f"/reviews/{round_.uid}/").content.decode()
    assert f"/reviews/signed/{made.uid}/?show=1" in page
    shown = client.get(f"/reviews/signed/{made.uid}/?show=1")
    assert (shown["Content-Type"], shown.content) == ("image/jpeg", JPEG)
    saved = client.get(f"/reviews/signed/{made.uid}/")
    assert saved["Content-Type"] == "application/octet-stream"
    make_office(now, prefix="b-", credit="0002")
    for name, status in (("b-jiang", 404), ("guan", 403), ("yan", 200)):
        login(reviewed, client, name)
        assert client.get(f"/reviews/signed/{made.uid}/").status_code == status
