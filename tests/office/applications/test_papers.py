"""Papers kept with an application: taken in, opened with a trace, corrected."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from gongkai.office.applications import papers, services
from gongkai.office.applications.models import (
    ApplicantKind,
    Application,
    KindCorrection,
    Material,
    MaterialKind,
)
from gongkai.office.applications.services import Paper
from gongkai.office.audit import queries as ledger
from gongkai.office.documents import storage
from gongkai.office.documents.models import File
from gongkai.office.refusal import Refusal
from tests.office.applications.lettering import TODAY, do, only
from tests.office.applications.make import WHY, noon, registered
from tests.office.build import Office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.pdf", b"", "paper.empty"),
        ("大.pdf", b"x" * (20 * 1024 * 1024 + 1), "paper.size"),
        ("页.html", b"<script>", "paper.kind"),
        ("程序.exe", b"MZ", "paper.kind"),
        ("无后缀", b"x", "paper.kind"),
    ],
)
def test_what_is_not_kept(office: Office, name: str, data: bytes, code: str) -> None:
    made = registered(office)
    with pytest.raises(Refusal) as no:
        services.attach(
            application=made, actor=office.clerk, now=noon(TODAY), paper=Paper(name, data)
        )
    assert no.value.code == code
    assert Material.objects.count() == 0


def test_a_material_is_added_listed_and_opened_with_a_trace(office: Office, desk: Client) -> None:
    made = registered(office)
    url = reverse("applications:material", args=[made.number])
    assert desk.get(url).status_code == 200
    sent = SimpleUploadedFile("身份证.jpg", b"\xff\xd8\xff", content_type="text/html")
    text = desk.post(url, {"kind": "identity", "file": sent}, follow=True).content.decode()
    assert "身份证明　身份证.jpg" in text
    material = Material.objects.get(application=made)
    link = reverse("applications:paper", args=[made.number, material.file.uid])
    assert link in text
    got = desk.get(link)
    assert (got.content, got["Content-Type"]) == (b"\xff\xd8\xff", "application/octet-stream")
    assert got["X-Content-Type-Options"] == "nosniff"
    last = ledger.events_of(office.agency, f"applications.application:{made.uid}")[-1]
    assert (last.verb, last.actor, last.data) == (
        "application.paper_opened",
        office.clerk,
        {"file": str(material.file.uid)},
    )


def test_what_a_sender_calls_a_file_stands_nowhere_in_clear(
    office: Office, desk: Client, client: Client
) -> None:
    made = registered(office)
    services.hand_to_section(
        application=made, actor=office.clerk, now=noon(TODAY), section=office.sections["审批科"]
    )
    for _ in range(2):
        services.attach(
            application=made,
            actor=office.clerk,
            now=noon(TODAY),
            paper=Paper("张三_身份证.png", b"\xff\xd8\xff", MaterialKind.IDENTITY),
        )
    letter = do(services.issue_receipt, office, made, TODAY)
    proof = Paper("张三_回证.pdf", b"%PDF", MaterialKind.DELIVERY)
    services.record_delivery(
        letter=letter, actor=office.clerk, now=noon(TODAY), on=TODAY, proof=proof
    )
    names = list(File.objects.filter(agency=office.agency).values_list("name", flat=True))
    assert [name for name in names if name != letter.file.name] == [
        "2026-0001-1 身份证明.jpg",  # the ending is its content's
        "2026-0001-2 身份证明.jpg",
        "2026-0001-3 送达凭证.pdf",
    ]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            held = [bytes(v) if isinstance(v, memoryview) else v for r in cursor for v in r]
            assert not any("张三" in str(value) for value in held), table
            assert not any("张三".encode() in v for v in held if isinstance(v, bytes)), table
    url = reverse("applications:one", args=[made.number])
    assert "身份证明　张三_身份证.png</a>" in desk.get(url).content.decode()
    backend = "django.contrib.auth.backends.ModelBackend"
    for person in (office.section_person, office.secrecy):
        client.force_login(person, backend=backend)
        text = client.get(url).content.decode()
        assert "身份证明" in text and "张三" not in text


def test_a_damaged_paper_is_told_of_and_was_not_opened(office: Office, desk: Client) -> None:
    made = registered(office)
    letter = do(services.issue_receipt, office, made, TODAY)
    storage.path_of(letter.file.digest).write_bytes(b"broken")
    before = len(ledger.events_of(office.agency, f"applications.application:{made.uid}"))
    got = desk.get(reverse("applications:paper", args=[made.number, letter.file.uid]))
    assert got.status_code == 409
    assert f"文件“{letter.file.name}”无法解读" in got.content.decode()
    after = ledger.events_of(office.agency, f"applications.application:{made.uid}")
    assert len(after) == before


def test_a_section_does_not_open_papers(office: Office, client: Client) -> None:
    made = registered(office)
    letter = do(services.issue_receipt, office, made, TODAY)
    services.hand_to_section(
        application=made, actor=office.clerk, now=noon(TODAY), section=office.sections["审批科"]
    )
    client.force_login(office.section_person, backend="django.contrib.auth.backends.ModelBackend")
    link = reverse("applications:paper", args=[made.number, letter.file.uid])
    text = client.get(reverse("applications:one", args=[made.number])).content.decode()
    assert letter.document_number in text
    assert link not in text
    assert "显示完整信息" not in text
    assert client.get(link).status_code == 403
    with pytest.raises(Refusal):
        services.open_file(
            application=made, actor=office.section_person, now=noon(TODAY), file=letter.file
        )


def test_a_paper_of_another_application_is_not_found_here(office: Office, desk: Client) -> None:
    made, other = registered(office), registered(office)
    letter = do(services.issue_receipt, office, other, TODAY)
    link = reverse("applications:paper", args=[made.number, letter.file.uid])
    assert desk.get(link).status_code == 404
    with pytest.raises(Refusal) as no:
        services.open_file(application=made, actor=office.clerk, now=noon(TODAY), file=letter.file)
    assert no.value.code == "paper.unknown"


def test_the_kind_page_corrects_and_the_timeline_says_so(office: Office, desk: Client) -> None:
    made = registered(office)
    url = reverse("applications:kind", args=[made.number])
    assert "现在登记为自然人" in desk.get(url).content.decode()
    same = desk.post(url, {"kind": "natural_person", "note": "x", "seen": "1"}).content.decode()
    assert "申请人类型已经是自然人，没有要更正的。" in same
    assert KindCorrection.objects.count() == 0
    done = desk.post(
        url, {"kind": "enterprise", "note": "营业执照", "seen": "1"}, follow=True
    ).content.decode()
    assert "已由自然人更正为商业企业" in done
    assert "更正：申请人类型" in done
    assert "由自然人改为商业企业，答复期限不变" in done
    held = KindCorrection.objects.get(application=made)
    assert (held.before, held.after, held.note) == ("natural_person", "enterprise", "营业执照")
    assert Application.objects.get().applicant.kind == ApplicantKind.ENTERPRISE


def test_the_page_reads_the_papers_in_the_same_queries_however_many(
    office: Office, desk: Client, django_assert_num_queries: Any
) -> None:
    made = registered(office)
    one = reverse("applications:one", args=[made.number])
    do(services.extend, office, made, TODAY, days=5, approved_by="陆明远", **WHY)
    desk.get(one)
    with django_assert_num_queries(15):
        desk.get(one)
    for number in range(5):
        services.attach(
            application=made,
            actor=office.clerk,
            now=noon(TODAY),
            paper=Paper(f"{number}.pdf", b"x"),
        )
        services.record_delivery(
            letter=only(made, "D06"), actor=office.clerk, now=noon(TODAY), on=TODAY
        )
    with django_assert_num_queries(15):
        desk.get(one)
    assert len(papers.of(made).materials) == 5
