"""What the supervising office saves from its pages: what kind of file, under which name."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from gongkai.office import time
from gongkai.office.agencies.models import Agency
from gongkai.office.documents import storage
from gongkai.office.documents.official import WORD
from gongkai.office.supervision.views.shared import XLSX
from tests.office.build import Office
from tests.office.supervision.receiving import REPORTS, TODAY, receive

TEXT = (REPORTS / "tacheng-2024.txt").read_bytes()


@pytest.fixture
def supervisor(client: Client, office: Office, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(time, "now", lambda: TODAY)
    client.force_login(office.supervisor)
    return client


@pytest.mark.parametrize(
    ("path", "media_type", "name", "begins"),
    [
        ("units.xlsx", XLSX, "2024年度报告征集.xlsx", b"PK"),
        ("rollup.xlsx", XLSX, "云溪县人民政府办公室2024年度报告汇总.xlsx", b"PK"),
        ("rollup.json", "application/json", "云溪县人民政府办公室2024年度报告汇总.json", b"{"),
    ],
)
def test_a_file_of_the_year_says_its_kind_and_its_name(
    supervisor: Client, tacheng: Agency, path: str, media_type: str, name: str, begins: bytes
) -> None:
    answer = supervisor.get(f"/supervision/2024/{path}")
    assert headers(answer) == (media_type, f"attachment; filename*=utf-8''{quote(name)}")
    assert answer.content.startswith(begins)


def test_the_comments_are_a_word_file_named_after_the_unit(
    supervisor: Client, office: Office, tacheng: Agency
) -> None:
    received = receive(office, tacheng)
    answer = supervisor.get(f"/supervision/received/{received.uid}/comments/")
    name = quote("塔城地区卫生健康委员会2024年度报告（批注）.docx")
    assert headers(answer) == (WORD, f"attachment; filename*=utf-8''{name}")
    assert answer.content.startswith(b"PK")


@pytest.mark.parametrize("path", ["file/", "comments/"])
def test_a_file_whose_content_is_gone_is_said_on_a_page(
    supervisor: Client, office: Office, tacheng: Agency, path: str
) -> None:
    received = receive(office, tacheng, data=TEXT + path.encode())
    storage.path_of(received.file.digest).unlink()
    answer = supervisor.get(f"/supervision/received/{received.uid}/{path}")
    assert answer.status_code == 409
    said = "文件“tacheng-2024.txt”的内容不在数据目录里，请系统维护人员从备份恢复。"
    assert said in answer.content.decode()


def headers(answer: object) -> tuple[str, str]:
    return answer["Content-Type"], answer["Content-Disposition"]  # type: ignore[index]
