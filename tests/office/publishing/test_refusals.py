"""What the verbs of publishing refuse by themselves: each rule broken once, and nothing written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from gongkai.office.publishing import attaching, cleaning, importing, queries, services
from gongkai.office.publishing.models import CoordinationResult, CountedFrom, Ending
from gongkai.office.publishing.services import Content, DocumentData, NewAttachment
from gongkai.office.refusal import Refusal
from tests.office.build import make_office
from tests.office.publishing.conftest import Desk
from tests.office.publishing.refusing import refused

FIRST = date(2026, 1, 1)


@pytest.fixture
def acting(desk: Desk, now: datetime) -> dict[str, Any]:
    return {"agency": desk.agency, "actor": desk.clerk, "now": now}


def test_a_channel(desk: Desk, acting: dict[str, Any], now: datetime) -> None:
    other = make_office(now, prefix="东", credit="0002")
    wanted: dict[str, Any] = {"kind": "weibo", "name": "云溪卫健", "opened_on": FIRST}

    def opening(**given: Any) -> Callable[[], object]:
        return lambda: services.open_channel(**acting, **(wanted | given))

    refused("name-missing", opening(name=" "))
    refused("wrong-kind", opening(kind="radio"))
    refused("wrong-kind", opening(counted_from="guess"))
    refused("automatic-figures", opening(automatic=True, counted_from=CountedFrom.FIGURES))
    made = opening()()
    refused("name-taken", opening())

    def posting(**given: Any) -> Callable[[], object]:
        held = {"channel": made, "title": "流感疫苗", "posted_on": FIRST}
        return lambda: services.log_post(**acting, **(held | given))

    refused("title-missing", posting(title=" "))
    refused("day-to-come", posting(posted_on=now.date() + timedelta(days=2)))
    refused("channel-not-open", posting(posted_on=FIRST - timedelta(days=1)))
    there = services.open_channel(
        agency=other.agency, actor=other.clerk, now=now, kind="weibo", name="东", opened_on=FIRST
    )
    refused("channel-elsewhere", posting(channel=there))
    figure = services.FigureData(there, FIRST, followers=3)
    refused("channel-elsewhere", lambda: services.import_figures(**acting, rows=[figure]))
    refused("nothing", lambda: services.import_figures(**acting, rows=[]))
    refused("no-post", lambda: services.take_back_post(**acting, post=uuid4()))


def test_words_and_columns(desk: Desk, acting: dict[str, Any]) -> None:
    for wrong, right in ((" ", "像是"), ("象是", " "), ("象是", "象是")):
        refused(
            "word-missing",
            lambda wrong=wrong, right=right: services.add_word(**acting, wrong=wrong, right=right),
        )
    refused("no-word", lambda: services.close_word(**acting, word=uuid4()))
    refused(
        "parent-elsewhere",
        lambda: services.add_column(
            **acting, block="guide", name="办事指南", slug="how", parent=desk.columns["budget"]
        ),
    )
    budget = desk.columns["budget"]
    change: dict[str, Any] = {**acting, "freshness": "regular"}
    refused("name-missing", lambda: services.change_column(**change, column=budget.uid, name=" "))
    refused("no-column", lambda: services.change_column(**change, column=uuid4(), name="预算"))
    refused("no-column", lambda: services.check_column(**acting, column=uuid4()))


def test_what_is_asked_of_other_agencies(desk: Desk, acting: dict[str, Any], now: datetime) -> None:
    item = desk.draft(now)
    today = now.date()
    ask: dict[str, Any] = {**acting, "item": item.uid, "body": "县财政局", "matter": "补助标准"}
    refused("body-missing", lambda: services.consult(**ask | {"body": " "}, asked_on=today))
    refused("body-missing", lambda: services.consult(**ask | {"matter": " "}, asked_on=today))
    later = today + timedelta(days=2)
    refused("day-to-come", lambda: services.consult(**ask, asked_on=later))
    asked = services.consult(**ask, asked_on=today)
    answer: dict[str, Any] = {
        **acting,
        "coordination": asked.uid,
        "result": CoordinationResult.CONFIRMED,
        "answered_on": today,
    }
    for day in (today - timedelta(days=1), later):
        refused(
            "days-reversed",
            lambda day=day: services.record_answer(**answer | {"answered_on": day}),
        )
    refused("wrong-result", lambda: services.record_answer(**answer | {"result": "perhaps"}))
    refused("no-coordination", lambda: services.record_answer(**answer | {"coordination": uuid4()}))
    differs = next(r for r in CoordinationResult.values if r != CoordinationResult.CONFIRMED)
    services.record_answer(**answer | {"result": differs})
    refused(
        "reason-missing",
        lambda: services.settle(**acting, coordination=asked.uid, settlement=" "),
    )


def test_a_document(desk: Desk, acting: dict[str, Any]) -> None:
    data = DocumentData("normative_documents", "管理办法", "1", date(2025, 3, 1), date(2025, 4, 1))
    record = services.add_document(**acting, document=data).record
    known: dict[str, Any] = {**acting, "record": record}
    refused("number-taken", lambda: services.amend_document(**known, document=data))
    put_right: dict[str, Any] = {**known, "document": data, "reason": "登记错了"}

    def correcting(**given: Any) -> Callable[[], object]:
        return lambda: services.correct_document(**put_right | given)

    refused("reason-missing", correcting(reason=" "))
    refused("wrong-ending", correcting(ended_on=date(2025, 9, 1)))
    refused("wrong-ending", correcting(ending=Ending.EXPIRED))
    ended = {"ended_on": date(2025, 9, 1), "ending": Ending.REPEALED}
    refused("basis-missing", correcting(**ended, ended_basis=" "))
    early = ended | {"ended_on": date(2025, 2, 28), "ended_basis": "2"}
    refused("days-reversed", correcting(**early))
    refused("unchanged", lambda: services.link_document(**known, item=None))
    refused("number-missing", correcting(document=replace(data, document_number=" ")))
    with pytest.raises(KeyError):
        queries.column_filter("kept", 2025, queries.counting())
    with pytest.raises(KeyError):
        queries.evidence(desk.agency, 2025, 1, "disclosure.licences.decisions")
    with pytest.raises(KeyError):
        queries.metric_evidence(desk.agency, 2025, 1, "posts.radio")


def test_an_item(desk: Desk, acting: dict[str, Any], now: datetime) -> None:
    other = make_office(now, prefix="东", credit="0002")
    services.seed_columns(agency=other.agency, actor=other.clerk, now=now)
    column = queries.columns(other.agency)[0]
    elsewhere = services.draft(
        agency=other.agency,
        actor=other.clerk,
        now=now,
        column=column,
        formed_on=FIRST,
        content=Content("甲", "<p>乙</p>"),
    )
    with pytest.raises(Refusal) as no:
        desk.draft(now, formed_on=now.date() + timedelta(days=2))
    assert no.value.code == "day-to-come"
    for code, given in (
        ("column-closed", {"column": column}),
        ("section-elsewhere", {"section": next(iter(other.sections.values()))}),
        ("interprets-elsewhere", {"interprets": elsewhere}),
        ("consulted-elsewhere", {"consulted": elsewhere}),
        ("title-missing", {"content": Content(" ", "<p>乙</p>")}),
    ):
        refused(code, lambda given=given: desk.draft(now, **given))
    file = services.attach(**acting, name="a.txt", data="正文".encode()).file
    many = [NewAttachment(file, str(n)) for n in range(31)]
    refused("too-many-attachments", lambda: desk.draft(now, attachments=many))
    item = desk.draft(now, content=Content("只有标题", ""))
    refused("body-missing", lambda: desk.submit(item, now))
    place: dict[str, Any] = {**acting, "item": item.uid, "column": desk.columns["budget"]}
    refused("interprets-itself", lambda: services.place(**place, interprets=item))
    refused("consulted-itself", lambda: services.place(**place, consulted=item))
    refused("reason-missing", lambda: services.close(**acting, item=item.uid, reason=" "))
    live = desk.published(now)
    refused("public", lambda: services.close(**acting, item=live.item.uid, reason="不公开"))


@pytest.mark.parametrize("lacking", ["name", "address", "hours", "telephone"])
def test_the_disclosure_office_says_what_the_guide_must(
    desk: Desk, acting: dict[str, Any], lacking: str
) -> None:
    said = {"name": "公开办", "address": "清水路 1 号", "hours": "工作日", "telephone": "0998"}
    told = refused(
        "office-incomplete", lambda: services.describe_office(**acting, **said | {lacking: " "})
    )
    assert "公开指南要写明" in told


def packed(*members: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for member in members:
            package.writestr(member, "<w/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("code", "data", "name"),
    [
        ("file-empty", b" \n", "a.txt"),
        ("file-too-big", b"a" * (attaching.MOST_BYTES + 1), "a.txt"),
        ("file-kind", packed("word/document.xml", "word/vbaProject.bin"), "a.docx"),
        ("file-kind", packed("word/document.xml")[:200], "a.docx"),
    ],
)
def test_an_attachment(code: str, data: bytes, name: str) -> None:
    with pytest.raises(Refusal) as no:
        attaching.accept(data, name)
    assert no.value.code == code


@pytest.mark.parametrize(
    ("code", "data", "name"),
    [
        ("file-too-big", b"a" * (importing.MOST_BYTES + 1), "a.docx"),
        ("file-unread", packed("word/document.xml")[:200], "a.docx"),
        ("file-unread", b"\n", "a.txt"),
    ],
)
def test_a_file_that_is_to_become_the_text(code: str, data: bytes, name: str) -> None:
    with pytest.raises(Refusal) as no:
        importing.imported(data, name)
    assert no.value.code == code


def test_a_text_nested_too_deep() -> None:
    deep = cleaning.MOST_DEPTH + 2
    with pytest.raises(Refusal) as no:
        cleaning.clean(f"<p>{'<b>' * deep}a{'</b>' * deep}</p>")
    assert no.value.code == "text-too-deep"
