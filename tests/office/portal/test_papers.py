"""Files that go with an application: looked at, encrypted, ended with the draft, seen by who may."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from gongkai.office import time
from gongkai.office.applications.models import Application, Material, MaterialKind
from gongkai.office.audit.models import Event
from gongkai.office.documents import queries as documents
from gongkai.office.documents.models import File
from gongkai.office.documents.storage import path_of
from gongkai.office.portal import drafts, limits, papers
from gongkai.office.portal.models import ApplicationDraft, DraftPaper
from gongkai.office.refusal import Refusal
from gongkai.office.work.services import tick
from tests.office.build import Office, make_office
from tests.office.portal.test_applying import ANSWERS, fill_in

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\nidentity of Li Qingzhao"
JPEG = b"\xff\xd8\xff\xe0 a picture"
DOCX = b"PK\x03\x04 word/document.xml"
FILLED = [name for name in ANSWERS if name != "papers"]


@pytest.fixture
def office(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(time, "clock", lambda: now)
    return make_office(now)


@pytest.fixture
def filled(office: Office, client: Client) -> Client:
    """A citizen who has answered everything before the files."""
    fill_in(client, *FILLED)
    return client


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_files_go_with_the_application_encrypted_and_seen_by_who_may(
    filled: Client, office: Office
) -> None:
    done = filled.post(
        "/apply/papers/",
        {"identity": [sent("李清照身份证.pdf", PDF)], "other": [sent("旧回执.JPG", JPEG)]},
    )
    assert done["Location"] == "/apply/check/"
    page = filled.get("/apply/check/").content.decode()
    assert "身份证明</span>　李清照身份证.pdf" in page
    row = DraftPaper.objects.get(kind="identity")
    assert b"Li Qingzhao" not in bytes(row.content)
    filled.post("/apply/check/")
    assert "随申请收到材料 2 份" in filled.get("/apply/receipt/").content.decode()
    assert DraftPaper.objects.count() == 0

    application = Application.objects.get()
    first, second = Material.objects.order_by("id")
    assert (first.kind, first.given_name, first.recorded_by) == (
        MaterialKind.IDENTITY,
        "李清照身份证.pdf",
        None,
    )
    assert (second.kind, second.file.name) == (
        MaterialKind.OTHER,
        f"{application.number}-2 其他材料.jpg",
    )
    assert first.event == application.events.get(ordinal=1)
    assert first.file.personal
    assert b"Li Qingzhao" not in path_of(first.file.digest).read_bytes()
    assert documents.content(first.file) == PDF
    events = Event.objects.filter(verb="application.material_added").order_by("position")
    assert [one.data["kind"] for one in events] == ["identity", "other"]
    assert all("李清照" not in str(one.data) for one in events)

    path = f"/applications/{application.number}/papers/{first.file.uid}/"
    assert filled.get(path).status_code in (302, 404)  # the citizen has no way back to it
    for person, status in ((office.clerk, 200), (office.section_person, 403)):
        reader = Client()
        reader.force_login(person, "django.contrib.auth.backends.ModelBackend")
        assert reader.get(path).status_code == status, person
    assert Event.objects.filter(verb="application.paper_opened").count() == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.pdf", b"", "是空的"),
        ("网页.pdf", b"<html><script>", "不能接收"),
        ("程序.pdf", b"MZ\x90\x00", "不能接收"),
        ("照片.svg", b"<svg onload=alert(1)>", "不能接收"),
        ("照片.png", JPEG, "不能接收"),
        ("照片.jpg.exe", JPEG, "不能接收"),
        ("压缩.zip", b"PK\x03\x04 word/document.xml", "不能接收"),
        ("改名.docx", b"PK\x03\x04 AndroidManifest.xml", "不能接收"),
        ("宏.docx", DOCX + b" word/vbaProject.bin", "不能接收"),
        ("..\\..\\etc\\passwd", b"root:x:0:0", "“passwd”不能接收"),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_the_rest_is_kept(
    filled: Client, name: str, data: bytes, words: str
) -> None:
    answer = filled.post(
        "/apply/papers/", {"identity": [sent("真.pdf", PDF)], "other": [sent(name, data)]}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "错误：" in page
    assert [row.name for row in DraftPaper.objects.all()] == ["真.pdf"]
    assert (
        "papers"
        not in drafts.read(
            ApplicationDraft.objects.get().agency, filled.cookies["application"].value, time.now()
        ).answers
    )
    assert File.objects.count() == 0


def test_sizes_and_numbers_have_their_bounds(
    filled: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "MOST_BYTES", 100)
    monkeypatch.setattr(papers, "MOST_TOGETHER", 150)
    big = filled.post("/apply/papers/", {"other": [sent("大.pdf", PDF + b"x" * 100)]})
    assert "“大.pdf”超过 10 MB" in big.content.decode()
    filled.post("/apply/papers/", {"more": "1", "other": [sent("一.pdf", PDF + b"x" * 60)]})
    over = filled.post("/apply/papers/", {"other": [sent("二.pdf", PDF + b"x" * 60)]})
    assert "材料合计超过 20 MB" in over.content.decode()
    assert DraftPaper.objects.count() == 1
    monkeypatch.setattr(papers, "MOST", 1)
    many = filled.post("/apply/papers/", {"other": [sent("三.pdf", PDF)]})
    assert "最多 1 份材料，已经有 1 份" in many.content.decode()
    assert DraftPaper.objects.count() == 1


def test_a_request_too_large_for_memory_is_refused_before_it_is_read(
    filled: Client, settings: LazySettings
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 200
    answer = filled.post("/apply/papers/", {"other": [sent("大.pdf", PDF + b"x" * 300)]})
    assert answer.status_code == 413
    assert "一次最多传 20 MB" in answer.content.decode()
    assert DraftPaper.objects.count() == 0


def test_one_address_holds_only_so_much_however_many_applications_it_begins(
    filled: Client, settings: LazySettings
) -> None:
    settings.PORTAL_MOST_DRAFT_BYTES_OF_ONE_ADDRESS = 2 * len(PDF)

    another = Client()
    fill_in(another, *FILLED)
    for client in (filled, another):
        upload = {"more": "1", "other": [sent("一.pdf", PDF)]}
        assert client.post("/apply/papers/", upload).status_code == 302
    more = {"other": [sent("二.pdf", PDF)]}
    assert (
        "这个网络地址上没有提交的申请已经带了很多材料" in another.post("/apply/papers/", more).text
    )
    assert DraftPaper.objects.count() == 2
    # From elsewhere there is room, and what is handed in makes room.
    more = {"more": "1", "other": [sent("二.pdf", PDF)]}
    elsewhere = another.post("/apply/papers/", more, REMOTE_ADDR="10.1.1.1")
    assert elsewhere.status_code == 302
    filled.post("/apply/papers/")
    filled.post("/apply/check/")
    more = {"more": "1", "other": [sent("三.pdf", PDF)]}
    assert another.post("/apply/papers/", more).status_code == 302


def test_one_address_begins_only_so_many_applications(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DRAFTS", 2)
    for _ in range(2):
        client = Client()
        fill_in(client, "applicant")
    fill_in(client, "applicant", "contact")  # the same one goes on
    page = Client().post("/apply/applicant/", ANSWERS["applicant"])
    assert page.status_code == 200
    assert "开始填写了很多申请，这一份没有保存" in page.text
    assert "李清照" in page.text
    assert ApplicationDraft.objects.count() == 2


def test_the_worker_ends_drafts_whose_time_is_over(
    filled: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.post("/apply/papers/", {"more": "1", "other": [sent("一.pdf", PDF)]})
    tick(now=now + timedelta(days=30))
    assert (ApplicationDraft.objects.count(), DraftPaper.objects.count()) == (1, 1)
    tick(now=now + timedelta(days=30, seconds=1))
    assert (ApplicationDraft.objects.count(), DraftPaper.objects.count()) == (0, 0)


def test_the_site_holds_only_so_much_of_strangers(filled: Client, settings: LazySettings) -> None:
    settings.PORTAL_MOST_DRAFT_BYTES = len(PDF)
    filled.post("/apply/papers/", {"more": "1", "other": [sent("一.pdf", PDF)]})
    full = filled.post("/apply/papers/", {"other": [sent("二.pdf", PDF)]})
    assert "网上现在不能接收材料" in full.content.decode()
    assert DraftPaper.objects.count() == 1
    # The application itself is taken all the same.
    assert filled.post("/apply/papers/")["Location"] == "/apply/check/"


def test_an_address_that_sends_very_often_waits(
    filled: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PAPERS", 1)
    filled.post("/apply/papers/", {"more": "1", "other": [sent("一.pdf", PDF)]})
    page = filled.post("/apply/papers/", {"other": [sent("二.pdf", PDF)]}).content.decode()
    assert "一刻钟内传了很多文件" in page
    assert DraftPaper.objects.count() == 1


def test_a_file_is_taken_away_by_its_own_browser_alone(filled: Client) -> None:
    filled.post("/apply/papers/", {"more": "1", "other": [sent("一.pdf", PDF)]})
    held = DraftPaper.objects.get()
    stranger = Client()
    fill_in(stranger, *FILLED)
    stranger.post("/apply/papers/", {"remove": str(held.uid)})
    assert DraftPaper.objects.count() == 1
    assert "一.pdf" not in stranger.get("/apply/papers/").content.decode()
    assert "一.pdf" in filled.get("/apply/papers/").content.decode()
    filled.post("/apply/papers/", {"remove": str(held.uid)})
    assert DraftPaper.objects.count() == 0


def test_the_files_end_with_the_draft(filled: Client) -> None:
    filled.post("/apply/papers/", {"more": "1", "other": [sent("一.pdf", PDF)]})
    filled.post("/apply/discard/")
    assert DraftPaper.objects.count() == 0


@pytest.mark.parametrize(("required", "goes_on"), [(False, True), (True, False)])
def test_whether_a_paper_must_prove_who_applies_is_a_setting(
    filled: Client, settings: LazySettings, required: bool, goes_on: bool
) -> None:
    settings.PORTAL_REQUIRES_IDENTITY_PROOF = required
    asked = Client().get("/apply/").text
    assert ("扫描件（可以不传）；" in asked) is not required
    page = filled.get("/apply/papers/").text
    assert ("可以不传。证件号码已经填过" in page) is not required
    assert ("请传身份证明（条例第二十九条）" in page) is required
    optional = html.fromstring(page).xpath("//label[span[@class='optional']]/text()")
    assert [name.strip() for name in optional if name.strip()] == [
        "身份证明",
        "授权委托书",
        "其他材料",
    ][required:]
    answer = filled.post("/apply/papers/", {})
    assert (answer.status_code == 302) is goes_on
    if required:
        assert "没有传身份证明。条例第二十九条要求提供" in answer.content.decode()
        assert filled.post("/apply/check/")["Location"] == "/apply/papers/"
        assert Application.objects.count() == 0
        filled.post("/apply/papers/", {"identity": [sent("证.pdf", PDF)]})
    assert filled.post("/apply/check/")["Location"] == "/apply/receipt/"


def test_nobody_adds_papers_as_the_applicant_afterwards(
    filled: Client, office: Office, now: datetime
) -> None:
    from gongkai.office.applications import services

    filled.post("/apply/papers/")
    filled.post("/apply/check/")
    application = Application.objects.get()
    with pytest.raises(Refusal) as caught:
        services.hand_in(
            application=application,
            now=now + timedelta(seconds=1),
            papers=[services.Paper("证.pdf", PDF, MaterialKind.IDENTITY)],
        )
    assert caught.value.code == "not-permitted"
    assert Material.objects.count() == 0
