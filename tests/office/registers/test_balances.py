"""An opening balance on its pages: entered, corrected with a reason, taken out, never rewritten."""

from __future__ import annotations

import re
from decimal import Decimal

from django.test import Client

from gongkai.office.registers.models import OpeningBalance
from tests.office.build import Office

FEES = "disclosure.fees.amount"


def browser_of(office: Office, role: str) -> Client:
    browser = Client()
    browser.force_login(getattr(office, role))
    return browser


def test_from_entry_to_removal(office: Office) -> None:
    clerk = browser_of(office, "clerk")
    entered = {"year": "2026", "cell_id": FEES, "value": "3.25", "reason": "1—6 月原台账汇总"}
    assert clerk.post("/registers/balances/enter/", entered)["Location"] == "/registers/balances/"
    first = OpeningBalance.objects.get()
    page = f"/registers/balances/{first.record}/"
    assert page in clerk.get("/registers/balances/").text

    seen = {"seen": first.pk}
    without = clerk.post(f"{page}correct/", {"value": "3.5", "reason": "", **seen})
    assert "没有填更正原因。请填写。" in without.text
    assert OpeningBalance.objects.count() == 1
    better = {"value": "3.5", "reason": "漏了 6 月 30 日一笔", **seen}
    assert clerk.post(f"{page}correct/", better)["Location"] == page
    old, new = OpeningBalance.objects.order_by("id")
    assert (old.value, new.value) == (Decimal("3.25"), Decimal("3.5"))
    assert old.superseded_at_position == new.recorded_at_position
    stale = clerk.post(f"{page}correct/", {"value": "4", "reason": "另一页", **seen})
    assert (
        "打开这一页以后，有人改过：期初数由“3.25”改为“3.5”；"
        "来历由“1—6 月原台账汇总”改为“漏了 6 月 30 日一笔”。没有写入，请按现在的内容核对后再办。"
    ) in stale.text
    assert f'name="seen" value="{new.pk}"' in stale.text
    assert OpeningBalance.objects.count() == 2
    shown = clerk.get(page).text
    assert "更正原因" in shown
    assert "漏了 6 月 30 日一笔" in shown
    assert "1—6 月原台账汇总" in shown

    for stale in ({}, seen):
        told = clerk.post(f"{page}remove/", stale)
        assert (told.status_code, "有人改过" in told.text) == (409, True)
    assert OpeningBalance.objects.current().count() == 1
    fresh = re.search(r'name="seen" value="(\d+)"', shown)
    assert fresh is not None
    assert clerk.post(f"{page}remove/", {"seen": fresh[1]})["Location"] == page
    assert OpeningBalance.objects.current().count() == 0
    assert "已删除，不计入年报" in clerk.get(page).text
    assert clerk.get(f"{page}correct/").status_code == 409


def test_others_read_it_and_do_not_write_it(office: Office) -> None:
    clerk = browser_of(office, "clerk")
    clerk.post(
        "/registers/balances/enter/",
        {"year": "2026", "cell_id": FEES, "value": "1", "reason": "原台账"},
    )
    page = f"/registers/balances/{OpeningBalance.objects.get().record}/"
    auditor = browser_of(office, "auditor")
    shown = auditor.get(page)
    assert shown.status_code == 200
    assert "更正" not in shown.text
    assert auditor.get(f"{page}correct/").status_code == 403
    assert auditor.post(f"{page}remove/").status_code == 403
    assert OpeningBalance.objects.current().count() == 1
