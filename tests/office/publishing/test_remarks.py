"""The findings of the checks stand beside the words on the page of the review."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client

from gongkai.office import time
from gongkai.office.publishing import services
from gongkai.office.publishing.queries.checking import check
from gongkai.office.publishing.remarks import remarks
from gongkai.office.publishing.services import Content
from gongkai.office.reviews.margin import Spot
from gongkai.office.reviews.models import Round
from tests.office.publishing.conftest import Desk

pytestmark = pytest.mark.django_db

BODY = "<p>全县设接种点 21 个。</p><p>联系人１３８００１３８０００，截止目前有两个，截止目前。</p>"


def handed_in(desk: Desk, now: datetime) -> Round:
    services.seed_words(agency=desk.agency, actor=desk.clerk, now=now)
    item = desk.draft(
        now, content=Content("截止目前的接种点", BODY, summary="咨询 13800138000", keywords="疫苗")
    )
    for one in check(desk.newest(item), desk.agency):
        services.answer_finding(
            agency=desk.agency,
            actor=desk.clerk,
            now=now,
            item=item.uid,
            key=one.key,
            reason=f"{one.finding.shown}已经核对",
        )
    return desk.submit(item, now)


def test_each_finding_names_its_places_in_the_text_that_is_reviewed(
    desk: Desk, now: datetime
) -> None:
    round_ = handed_in(desk, now)
    said = remarks(round_.version)
    assert said is not None
    lines = round_.version.body.splitlines()
    assert lines[1] == "联系人１３８００１３８０００，截止目前有两个，截止目前。"
    assert lines[2] == "【内容概述】咨询 13800138000"
    telephone, word = said.found
    assert telephone.shown == "138****8000"
    assert telephone.must
    assert telephone.answer == "138****8000已经核对"
    assert telephone.by == "江听雨"
    assert telephone.spots == (Spot(1, 3, 14), Spot(2, 9, 20))
    assert not word.must
    assert word.spots == (Spot(None, 0, 4), Spot(1, 15, 19), Spot(1, 23, 27))
    assert said.open == 0
    assert said.passed == ("居民身份证号", "银行卡号", "密级和内部标志")
    for spot in telephone.spots:
        assert "000" in lines[spot.line or 0][spot.start : spot.end].replace("０", "0")


def test_the_page_marks_the_words_and_shows_the_answer(
    desk: Desk, now: datetime, client: Client
) -> None:
    round_ = handed_in(desk, time.now())
    client.force_login(desk.office.section_person, "django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/reviews/{round_.uid}/").content.decode()
    assert '<mark id="f1">１３８００１３８０００</mark><a class="mk" href="#r1">' in page
    assert '<div class="finding" id="r1">' in page
    assert "138****8000已经核对 <span" in page
    assert '<mark id="f2" class="w">截止目前</mark>' in page
    assert "一共 3 处。" in page
    assert "2 处，都有说明" in page
    assert "居民身份证号：没有发现" in page


def test_a_word_that_came_into_the_list_since_is_shown_as_unanswered(
    desk: Desk, now: datetime, client: Client
) -> None:
    round_ = handed_in(desk, time.now())
    services.add_word(
        agency=desk.agency, actor=desk.clerk, now=time.now(), wrong="接种点", right="接种单位"
    )
    client.force_login(desk.office.section_person, "django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/reviews/{round_.uid}/").content.decode()
    assert "3 处，1 处没有说明" in page
    assert "没有说明</span>" in page


def test_what_is_inside_an_attachment_is_marked_at_its_name(desk: Desk, now: datetime) -> None:
    kept = services.attach(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        name="名单.txt",
        data="联系人 13800138000\n".encode(),
    )
    item = desk.draft(now, attachments=[kept])
    [one] = check(desk.newest(item), desk.agency)
    services.answer_finding(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        item=item.uid,
        key=one.key,
        reason="本人同意公开",
    )
    round_ = desk.submit(item, now)
    said = remarks(round_.version)
    assert said is not None
    [found] = said.found
    line = round_.version.body.splitlines()[1]
    assert line.startswith("【附件】名单（")
    assert found.spots == (Spot(1, 4, 6),)


def test_a_review_calls_a_version_by_the_number_its_writers_know(
    desk: Desk, now: datetime, client: Client
) -> None:
    moment = time.now()
    item = desk.draft(moment)
    desk.edit(item, moment)
    first = desk.submit(item, moment)
    desk.decide(first, 0, moment, approved=False, opinion="数目不对")
    desk.edit(item, moment, content=Content("通知", "<p>全县设接种点 23 个。</p>"))
    desk.edit(item, moment)
    second = desk.submit(item, moment)
    assert (first.version.number, second.version.number) == (2, 4)
    client.force_login(desk.office.section_person, "django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/reviews/{second.uid}/").content.decode()
    assert "与第 2 版比较" in page and "只看第 4 版" in page


def test_two_versions_stand_side_by_side_on_the_page_of_the_review(
    desk: Desk, now: datetime, client: Client
) -> None:
    moment = time.now()
    item = desk.draft(moment)
    first = desk.submit(item, moment)
    desk.decide(first, 0, moment, approved=False, opinion="数目不对")
    desk.edit(item, moment)
    second = desk.submit(item, moment)
    client.force_login(desk.office.section_person, "django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/reviews/{second.uid}/?show=beside").content.decode()
    assert '<td data-l="第 1 版">全县设接种点 2<del>1</del> 个。</td>' in page
    assert '<td data-l="第 2 版">全县设接种点 2<ins>2</ins> 个。</td>' in page
    assert "1 段不同" in page  # the digest of the version is not compared
    assert '<a href="?show=beside" aria-current="true">' in page
    # The first version has nothing to stand beside.
    alone = client.get(f"/reviews/{first.uid}/?show=beside").content.decode()
    assert "两版对照" not in alone


HIDDEN = "【版本摘要】王某住清河镇 3 号，电话 13800138000。"


@pytest.mark.parametrize("show", ["", "plain", "beside"])
def test_no_paragraph_hides_from_reviewers_by_how_it_begins(
    desk: Desk, client: Client, show: str
) -> None:
    """It would be published unseen: 比较, 左右对照 and 只看 show it, count it and mark it."""
    moment = time.now()
    item = desk.draft(moment)
    desk.submit(item, moment)
    state = "【版本摘要】" + "0" * 64
    desk.edit(
        item,
        moment,
        content=Content(
            "流感疫苗接种通知",
            f"<p>{HIDDEN}</p><p>【内容概述】咨询</p><p>{state}</p>",
            summary="【版本摘要】咨询 13800138000",
        ),
    )
    for one in check(desk.newest(item), desk.agency):
        services.answer_finding(
            agency=desk.agency,
            actor=desk.clerk,
            now=moment,
            item=item.uid,
            key=one.key,
            reason="本人同意\n公开",
        )
    round_ = desk.submit(item, moment)
    said = remarks(round_.version)
    assert said is not None
    assert said.found[0].spots == (Spot(0, 20, 31), Spot(3, 15, 26))
    client.force_login(desk.office.section_person, "django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/reviews/{round_.uid}/", {"show": show}).content.decode()
    marks = page.count("<mark")
    page = re.sub("</?(ins|mark)[^>]*>", "", page)
    assert "王某住清河镇 3 号" in page
    assert state in page
    assert "【内容概述】【版本摘要】咨询" in page
    assert "【检查】正文第 1 段 138****8000：保留，本人同意 公开（江听雨）" in page
    assert page.count("【版本摘要】") == 3  # and not the one that names the state
    if show == "beside":
        assert "5 段不同" in page
    else:
        assert marks == 2
