"""The pages of rules and normative documents."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.office.publishing import services
from gongkai.office.publishing.models import NormativeDocument
from gongkai.office.publishing.services import DocumentData
from tests.office.build import Office, make_office

TYPED = {
    "kind": "normative_documents",
    "title": "云溪县村卫生室管理办法",
    "document_number": "云卫规〔2026〕3号",
    "issued_on": "2026-03-01",
    "effective_on": "2026-04-01",
    "expires_on": "",
    "section": "",
}


@pytest.fixture
def office(db: None, now: datetime) -> Office:
    return make_office(now)


@pytest.fixture
def clerk(office: Office) -> Client:
    browser = Client()
    browser.force_login(office.clerk)
    return browser


def test_a_life_on_the_pages(clerk: Client, office: Office) -> None:
    added = clerk.post("/publishing/documents/add/", TYPED)
    assert added.status_code == 302
    page = clerk.get(added.url).text
    assert "现行有效" in page
    refused = clerk.post("/publishing/documents/add/", TYPED)
    assert "已经登记过" in refused.text
    assert 'value="云卫规〔2026〕3号"' in refused.text
    ended = {"ending": "repealed", "ended_on": "2026-09-01", "basis": ""}
    assert "请写明废止或者宣布失效的依据" in clerk.post(f"{added.url}end/", ended).text
    amended = TYPED | {"document_number": "云卫规〔2026〕8号", "effective_on": "2026-08-01"}
    assert clerk.post(f"{added.url}amend/", amended).status_code == 302
    assert "被修改后的文本代替" in clerk.get(added.url).text
    corrected = amended | {
        "ended_on": "2026-09-01",
        "ending": "repealed",
        "ended_basis": "云卫规〔2026〕9号",
        "reason": "漏登废止",
    }
    fresh = NormativeDocument.objects.current().get(making="amended")
    address = f"/publishing/documents/{fresh.record}/correct/"
    assert "这一页不完整" in clerk.post(address, corrected).text
    assert f'name="seen" value="{fresh.pk}"' in clerk.get(address).text
    corrected["seen"] = str(fresh.pk)
    answer = clerk.post(address, corrected)
    assert answer.status_code == 302
    # Who had the page open before does not write over it, nor by pressing again.
    for _ in range(2):
        again = clerk.post(address, corrected | {"reason": "废止日期录错"})
        assert "看过现在的登记再更正" in again.text and again.status_code == 200
    told = clerk.get(answer.url).text
    assert "漏登废止" in told
    assert re.findall(r"<li>(\w+)　", told) == ["更正", "登记修改"]
    assert re.findall(r"<li>(\w+)　", clerk.get(added.url).text) == ["登记修改", "登记"]
    assert NormativeDocument.objects.count() == 4


def test_the_list_filters_takes_few_queries_and_shows_the_stock_of_a_day(
    clerk: Client, office: Office, now: datetime
) -> None:
    for n in range(60):
        services.add_document(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            document=DocumentData(
                "normative_documents",
                f"办法{n}",
                f"{n}号",
                date(2025, 1, 1),
                date(2025, 1, 1),
                expires_on=date(2026, 6, 30) if n < 3 else None,
                section=office.sections["药政科"],
            ),
        )
    with CaptureQueriesContext(connection) as asked:
        page = clerk.get("/publishing/documents/")
    assert len(page.context["marked"]) == 50
    assert len(asked) == 15
    rest = clerk.get("/publishing/documents/" + page.context["near"]["after"])
    assert len(rest.context["marked"]) == 10
    assert rest.context["near"].keys() == {"before"}
    expiring = clerk.get("/publishing/documents/?state=expiring")
    assert expiring.context["total"] == 3
    assert "有效期已过" in expiring.text
    earlier = clerk.get("/publishing/documents/?state=in_force&on=2024-12-31")
    assert "没有符合条件的文件" in earlier.text
    assert clerk.get("/publishing/documents/?on=nonsense&after=x").status_code == 200
    assert clerk.get("/publishing/documents/?q=办法59").context["total"] == 1


def test_another_agency_and_a_reader_change_nothing(office: Office, now: datetime) -> None:
    held = services.add_document(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        document=DocumentData(
            "normative_documents", "办法", "1号", date(2025, 1, 1), date(2025, 1, 1)
        ),
    )
    address = f"/publishing/documents/{held.record}/"
    other, auditor = Client(), Client()
    other.force_login(make_office(now, prefix="b", credit="0002").clerk)
    auditor.force_login(office.auditor)
    assert other.get(address).status_code == 404
    assert other.post(f"{address}end/", {}).status_code == 404
    assert auditor.get(address).status_code == 200
    assert auditor.get(f"{address}end/").status_code == 403
    assert NormativeDocument.objects.count() == 1
