"""Finding: what a person types, what is found, in which order, and what is shown of it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.office.portal import search as searching
from gongkai.office.portal.models import ColumnTally, SearchEntry
from gongkai.office.portal.search import Filters, backend, index, parse, words
from gongkai.office.portal.search.snippets import marked, snippet
from gongkai.office.publishing import services
from gongkai.office.publishing.services import Content

from .conftest import Desk, Publish


def titles(found: searching.Found) -> list[str]:
    return [hit.publication.version.title for hit in found.hits]


# -- tokens


def test_neighbouring_characters_and_whole_words_are_tokens() -> None:
    assert words.tokens("云卫规〔2026〕3号") == {"云卫", "卫规", "规", "2026", "3", "号"}


def test_full_width_and_capital_letters_fold_to_one_form_of_equal_length() -> None:
    assert words.fold("ＡB１２（㎡）[x]") == "ab12〔㎡〕〔x〕"


@given(st.text(max_size=60))
def test_folding_keeps_every_place_and_is_done_once(text: str) -> None:
    folded = words.fold(text)
    assert len(folded) == len(text)
    assert words.fold(folded) == folded


@given(st.text(alphabet="云卫规接种abc12 ，〔〕", min_size=1, max_size=30), st.data())
def test_every_stretch_of_a_text_finds_it(text: str, data: Any) -> None:
    folded = words.fold(text)
    runs = [run for latin, run in words.runs(folded) if not latin]
    if runs:
        run = data.draw(st.sampled_from(runs))
        start = data.draw(st.integers(0, len(run) - 1))
        end = data.draw(st.integers(start + 1, len(run)))
        held = words.tokens(folded)
        for word in parse(run[start:end]):
            for term in word.terms:
                assert any(
                    t.startswith(term.token) if term.prefix else t == term.token for t in held
                )


@given(st.text(max_size=200))
def test_whatever_is_typed_becomes_harmless_terms(typed: str) -> None:
    for word in parse(typed):
        for term in word.terms:
            assert term.token.isalnum()
            assert not {"'", '"', "\\", "\x00"} & set(term.token)


# -- snippets


def test_a_snippet_marks_every_hit_and_says_where_it_was_cut() -> None:
    text = "前" * 50 + "流感疫苗" + "后" * 200
    pieces = snippet(text, text, ["疫苗"])
    assert pieces[0] == ("…", False) and pieces[-1] == ("…", False)
    assert ("疫苗", True) in pieces


def test_overlapping_hits_are_marked_once() -> None:
    assert marked("卫生健康", "卫生健康", ["卫生", "生健"]) == [("卫生健", True), ("康", False)]


@pytest.mark.django_db
def test_a_summary_taken_from_the_text_is_said_once(publish: Publish) -> None:
    first = publish(
        content=Content("通知", "<p>全县设接种点。请周知。</p>", summary="全县设接种点。")
    )
    other = publish(content=Content("通知", "<p>请周知。</p>", summary="全县设接种点。"))
    texts = [SearchEntry.objects.get(publication=one).text for one in (first, other)]
    assert [text.count("全县设接种点") for text in texts] == [1, 1]


# -- finding


@pytest.mark.django_db
def test_words_of_any_length_numbers_and_attachments_names_are_found(
    desk: Desk, publish: Publish
) -> None:
    made = publish(
        content=Content(
            "村卫生室运行管理办法",
            "<p>第一条　为了规范村卫生室运行，制定本办法。补助资金ABC-9按月拨付。</p>",
            document_number="云卫规〔2026〕3号",
            keywords="基层 卫生",
        )
    )
    for typed in (
        "补助",
        "卫生室",
        "村卫生室运行管理办法",
        "《村卫生室运行管理办法》",
        "法",
        "月",
        "云卫规〔2026〕3号",
        "云卫规[2026]3号",
        "abc",
        "ＡＢＣ-9",
        made.item.index_number,
        "资金 卫生室",
        "资金，村卫生室",
    ):
        assert titles(searching.search(desk.agency, typed)) == ["村卫生室运行管理办法"], typed
    for typed in ("疫苗", "室生卫", "卫生室资金", "资金 疫苗", "，。", ""):
        assert titles(searching.search(desk.agency, typed)) == [], typed


@pytest.mark.django_db
def test_words_in_the_title_come_first_then_the_newest(desk: Desk, publish: Publish) -> None:
    publish(content=Content("疫苗接种通知", "<p>正文。</p>"))
    publish(content=Content("较早的通知", "<p>提到疫苗。</p>"))
    publish(content=Content("较新的通知", "<p>也提到疫苗。</p>"))
    found = searching.search(desk.agency, "疫苗")
    assert titles(found) == ["疫苗接种通知", "较新的通知", "较早的通知"]
    assert (found.count, found.count_words, found.more) == (3, "3", False)


@pytest.mark.django_db
def test_filters_narrow_by_column_year_and_kind(desk: Desk, publish: Publish) -> None:
    a = publish(content=Content("甲通知", "<p>疫苗。</p>", document_number="云卫〔2026〕1号"))
    publish(content=Content("乙通知", "<p>疫苗。</p>"), column=desk.columns["plans"])
    reading = publish(content=Content("甲通知解读", "<p>疫苗。</p>"), interprets=a.item)
    assert reading.item.interprets_id == a.item_id

    def found(**chosen: Any) -> list[str]:
        return sorted(titles(searching.search(desk.agency, "疫苗", filters=Filters(**chosen))))

    assert found(column=desk.columns["plans"].pk) == ["乙通知"]
    assert found(year=2026) == ["乙通知", "甲通知", "甲通知解读"]
    assert found(year=2025) == []
    assert found(kind="document") == ["甲通知"]
    assert found(kind="interpretation") == ["甲通知解读"]
    assert found(kind="other") == ["乙通知"]


@pytest.mark.django_db
def test_counts_stop_at_the_cap(
    desk: Desk, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongkai.office.portal.search import finding

    monkeypatch.setattr(finding, "MOST", 2)
    monkeypatch.setattr(finding, "PAGE", 1)
    for number in range(4):
        publish(content=Content(f"第 {number} 号通知", "<p>疫苗。</p>"))
    found = searching.search(desk.agency, "疫苗", page=9)
    assert (found.count, found.count_words, found.page, found.pages) == (2, "2+", 2, 2)


@pytest.mark.django_db
def test_only_the_newest_texts_are_compared_with_a_long_word(
    desk: Desk, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "MOST_COMPARED", 2)
    publish(content=Content("最早", "<p>流感疫苗。</p>"))
    publish(content=Content("其次", "<p>流感疫苗。</p>"))
    publish(content=Content("无关", "<p>体检。</p>"))
    publish(content=Content("分开写", "<p>流感，感疫，疫苗。</p>"))
    assert titles(searching.search(desk.agency, "流感疫苗")) == ["其次"]
    assert titles(searching.search(desk.agency, "疫苗")) == ["分开写", "其次", "最早"]


@pytest.mark.django_db
def test_a_new_version_replaces_the_words_of_the_old(
    desk: Desk, publish: Publish, now: datetime
) -> None:
    made = publish(content=Content("通知", "<p>疫苗。</p>"))
    item = made.item
    desk.edit(item, now, content=Content("通知", "<p>体检。</p>"))
    desk.review(item, now)
    desk.publish(item, now)
    assert titles(searching.search(desk.agency, "疫苗")) == []  # at once, before the worker
    index.refresh(item.pk)
    index.refresh(item.pk)  # a job may run twice
    assert titles(searching.search(desk.agency, "体检")) == ["通知"]
    assert SearchEntry.objects.count() == 1
    assert ColumnTally.objects.get(column=item.column).items == 1


@pytest.mark.django_db
def test_what_is_moved_is_found_listed_and_counted_at_its_new_place(
    desk: Desk, publish: Publish, now: datetime
) -> None:
    old, new = desk.columns["livelihood"], desk.columns["plans"]
    document = publish(content=Content("办法", "<p>疫苗。</p>"), column=new)
    item = publish(content=Content("通知", "<p>疫苗。</p>")).item
    common: dict[str, Any] = {"agency": desk.agency, "actor": desk.clerk, "now": now}

    def found(**chosen: Any) -> list[str]:
        return sorted(titles(searching.search(desk.agency, "疫苗", filters=Filters(**chosen))))

    def counted() -> tuple[int, int]:
        return tuple(ColumnTally.objects.get(column=c).items for c in (old, new))  # type: ignore[return-value]

    services.place(**common, item=item.uid, column=new, interprets=document.item)
    index.refresh(item.pk)
    assert (found(column=old.pk), found(column=new.pk)) == ([], ["办法", "通知"])
    assert (found(kind="other"), found(kind="interpretation")) == (["办法"], ["通知"])
    assert SearchEntry.objects.get(publication__item=item).column == new
    assert counted() == (0, 2)

    services.place(**common, item=item.uid, column=old)
    index.refresh(item.pk)
    services.place(**common, item=item.uid, column=new)
    services.withdraw(**common, item=item.uid, reason="有误")
    index.refresh(item.pk)  # moved and gone before the worker came: its old words leave whole
    assert counted() == (0, 1)
    assert held_tokens() == {document.pk}


def held_tokens() -> set[int]:
    """The publications that the vendor's index holds a token of, asked past the live ones."""
    asked = (
        f"SELECT publication_id FROM {backend.TABLE}"
        if connection.vendor == "postgresql"
        else "SELECT DISTINCT doc FROM temp.held_tokens"
    )
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.held_tokens "
                f"USING fts5vocab('main', '{backend.TABLE}', 'instance')"
            )
        cursor.execute(asked)
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_a_rebuild_gives_the_same_answers(desk: Desk, publish: Publish, now: datetime) -> None:
    kept = publish(content=Content("通知", "<p>疫苗。</p>"))
    gone = publish(content=Content("撤回的", "<p>疫苗。</p>"))
    services.withdraw(
        agency=desk.agency, actor=desk.clerk, now=now, item=gone.item.uid, reason="有误"
    )
    assert index.rebuild() == 1
    assert titles(searching.search(desk.agency, "疫苗")) == ["通知"]
    assert list(SearchEntry.objects.values_list("pk", flat=True)) == [kept.pk]
    assert ColumnTally.objects.get(column=kept.item.column).items == 1


@pytest.mark.django_db
def test_hostile_text_is_shown_as_text(desk: Desk, publish: Publish, client: Any) -> None:
    publish(content=Content("<script>alert(1)</script>疫苗", "<p>&lt;img src=x&gt; 疫苗</p>"))
    text = client.get("/search/?q=疫苗").content.decode()
    assert "<script>alert" not in text and "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<mark>疫苗</mark>" in text


def test_the_page_sorts_by_time_and_helps_where_nothing_is_found(
    desk: Desk, publish: Publish, client: Client, now: datetime
) -> None:
    for title, body in (("疫苗接种", "一"), ("通知", "疫苗到货")):
        publish(content=Content(title, f"<p>{body}</p>"))

    def order(address: str) -> list[str]:
        page = client.get(address).content.decode()
        return [re.sub("<[^>]+>", "", one) for one in re.findall(r"<h2><a[^>]*>(.*?)</a>", page)]

    assert order("/search/?q=疫苗") == ["疫苗接种", "通知"]
    assert order("/search/?q=疫苗&sort=date") == ["通知", "疫苗接种"]
    page = client.get("/search/?q=疫苗 量子").content.decode()
    assert "没有同时含有“疫苗”“量子”的公开信息" in page
    assert 'href="/search/?q=%E7%96%AB%E8%8B%97">疫苗</a>' in page
    page = client.get("/search/?q=疫苗&year=2019").content.decode()
    assert "在所选的范围里，没有含有“疫苗”的公开信息" in page
    assert 'href="/search/?q=%E7%96%AB%E8%8B%97">去掉栏目、年份和类别的限制再查</a>' in page
    page = client.get("/search/?q=量子").content.decode()
    assert "可以换一个说法，或者只写其中两个字。" in page
