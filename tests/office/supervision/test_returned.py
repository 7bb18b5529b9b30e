"""A unit that works in the same installation reads at its own desk that its report came back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from gongkai.office.agencies.models import Person
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import queries, services
from gongkai.office.supervision.models import Decision
from gongkai.office.supervision.services import Said
from gongkai.office.supervision.todo import todo
from gongkai.office.todo import Todo
from tests.office.build import Office
from tests.office.supervision.receiving import THE_DAY, TODAY, receive, rows


@pytest.fixture
def returned(office: Office) -> Decision:
    """Tacheng's report, filed as the commission's own, and returned with every error."""
    received = receive(office, office.agency, sure=True)
    services.judge(
        received=received,
        said={one.key: Said("confirmed") for one in queries.assess(received).open_errors},
        actor=office.supervisor,
        now=TODAY,
    )
    return services.return_report(
        received=received, due_on=date(2025, 1, 28), actor=office.supervisor, now=TODAY
    )


def things(office: Office, person: Person, *roles: str) -> list[Todo]:
    return list(todo(agency=office.agency, person=person, roles=set(roles), as_of=THE_DAY))


def opened(person: Person, uid: UUID, rest: str = "") -> tuple[int, str]:
    client = Client()
    client.force_login(person)
    response = client.get(f"/supervision/returned/{uid}/{rest}")
    return response.status_code, "" if rest else response.content.decode()


def test_the_clerk_has_it_to_do_until_it_is_filed_again(office: Office, returned: Decision) -> None:
    (one,) = things(office, office.clerk, "clerk")
    assert (one.title, one.what, one.due_on, one.days_left, one.mine) == (
        "2024年度报告被云溪县人民政府办公室退回",
        "退回函 公开督函〔2025〕1号",
        date(2025, 1, 28),
        3,
        True,
    )
    assert [t.mine for t in things(office, office.signer, "signer")] == [False]
    # Listed on the desk at once, however far the day is: mending takes long, and somebody waits for it.
    assert one.at_once
    assert things(office, office.section_person, "section") == []
    receive(office, office.agency, sure=True, received_on=date(2025, 1, 23), now=TODAY, data=b"x")
    assert things(office, office.clerk, "clerk") == []


def test_what_was_returned_is_judged_no_more(office: Office, returned: Decision) -> None:
    received = returned.received
    before = rows()
    with pytest.raises(Refusal) as refused:
        services.judge(
            received=received,
            said={queries.assess(received).judged[-1].key: Said("confirmed")},
            actor=office.supervisor,
            now=TODAY,
        )
    assert (refused.value.code, rows()) == ("decided", before)


def test_the_page_says_what_to_mend_and_by_when(office: Office, returned: Decision) -> None:
    status, page = opened(office.clerk, returned.uid)
    assert status == 200
    faults = [queries.fault(one) for one in queries.assess(returned.received).confirmed]
    assert faults and page.count("<li>") - page.count("<nav") >= len(faults)
    assert f"要改正的 {len(faults)} 处" in page and "请在 2025年1月28日前改好，重新报送。" in page
    # It belongs to the unit's own reports, though its address is the supervising office's.
    assert '<a href="/reporting/" aria-current="page">年度报告</a>' in page
    assert opened(office.clerk, returned.uid, "letter/") == (200, "")
    assert opened(office.section_person, returned.uid)[0] == 403
    # Filed again: what is judged of the same facts now is no longer shown, the letter is.
    receive(office, office.agency, sure=True, received_on=date(2025, 1, 23), now=TODAY, data=b"x")
    status, page = opened(office.clerk, returned.uid)
    assert status == 200 and "不用再改这一稿" in page and "要改正的" not in page
    assert opened(office.clerk, returned.uid, "letter/") == (200, "")
    # The supervising office has its own page; another unit has none.
    assert opened(office.supervisor, returned.uid)[0] in (403, 404)
