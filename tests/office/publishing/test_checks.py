"""Each check finds what it is for, and leaves alone what only looks like it."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.office.identity_number import check_digit
from gongkai.office.publishing import checks
from gongkai.office.publishing.checks import (
    Line,
    Word,
    bank_cards,
    identity_numbers,
    secrecy_marks,
    telephones,
    words,
)
from gongkai.office.publishing.checks.words import COMMON


def one(text: str) -> list[Line]:
    return [Line("正文第 1 段", text)]


# The standard's own example number, and one of an invented region.
KNOWN = "11010519491231002X"
INVENTED = "99002319900101" + "001"


def test_the_check_digit_of_the_standard() -> None:
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"


@given(
    st.integers(100000, 999999),
    st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    st.integers(0, 999),
)
def test_every_number_with_its_check_digit_is_found(region: int, born: date, serial: int) -> None:
    seventeen = f"{region}{born:%Y%m%d}{serial:03d}"
    number = seventeen + check_digit(seventeen)
    found = list(identity_numbers.find(one(f"联系人身份证号{number}，请核对")))
    assert [f.matched for f in found] == [number]
    assert found[0].shown == f"{number[:6]}********{number[-4:]}"


@pytest.mark.parametrize(
    "text",
    [
        f"号码 {KNOWN}。",
        "号码 11010519491231002x。",
        "号码 110105 19491231 002X。",
        "号码 １１０１０５１９４９１２３１００２Ｘ。",
        "身份证 110105491231002",
        "990023199001010019，身份证",  # a wrong check digit, but it is called one
    ],
)
def test_identity_numbers_in_every_writing(text: str) -> None:
    assert len(list(identity_numbers.find(one(text)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码 11990000MB1A00017P",
        "批次 990023199013010010",  # no thirteenth month
        "编号 1101051949123100212345",
        "编号 110105491231002",  # fifteen figures that nobody calls an identity number
        "合同号 990023199001010019",  # wrong check digit, no such province, not called one
    ],
)
def test_other_long_numbers_are_no_identity_numbers(text: str) -> None:
    assert list(identity_numbers.find(one(text))) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系人 13800138000", "138****8000"),
        ("联系人+86 138-0013-8000", "138****8000"),
        ("１３８００１３８０００", "138****8000"),
        ("家庭电话：0990-5550118", "099****0118"),
    ],
)
def test_telephones_of_people(text: str, shown: str) -> None:
    assert [f.shown for f in telephones.find(one(text))] == [shown]


@pytest.mark.parametrize(
    "text", ["办公电话 0990-5550118", "金额 13800138000.50 元", "编号 2138001380001", "12345 热线"]
)
def test_office_lines_and_other_numbers_are_left_alone(text: str) -> None:
    assert list(telephones.find(one(text))) == []


def test_luhn_and_bank_cards() -> None:
    assert bank_cards.luhn("79927398713")
    assert not bank_cards.luhn("79927398710")
    card = next(n for n in (f"622202000000000000{d}" for d in range(10)) if bank_cards.luhn(n))
    spaced = " ".join(card[i : i + 4] for i in range(0, len(card), 4))
    for text in (f"卡号{card}", f"卡号 {spaced}，户名"):
        assert [f.matched for f in bank_cards.find(one(text))] == [card]
    wrong = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert list(bank_cards.find(one(f"卡号{wrong}"))) == []


@given(st.from_regex(r"62[0-9]{13,16}", fullmatch=True))
def test_exactly_the_numbers_with_their_figure_are_cards(head: str) -> None:
    right = [d for d in "0123456789" if bank_cards.luhn(head + d)]
    assert len(right) == 1
    found = {
        f.matched
        for d in "0123456789"
        for f in bank_cards.find(one(f"账号 {head + d} 号"))
        if not list(identity_numbers.find(one(head + d)))
    }
    assert found <= {head + right[0]}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("机密★1年", "机密★1年"),
        ("绝 密 ★ 长期", "绝 密 ★ 长期"),
        ("秘密", "秘密"),
        ("密级：机密", "密级:机密"),
        ("内部资料，注意保存", "内部资料,注意保存"),
        ("内部资料", "内部资料"),
        ("本件仅供内部参考。", "仅供内部参考"),
        ("引用的内部资料较多，仅供内部使用。", "仅供内部使用"),
        ("密级：秘密★1年", "秘密★1年"),
    ],
)
def test_marks_of_secrecy(text: str, shown: str) -> None:
    assert [f.shown for f in secrecy_marks.find(one(text))] == [shown]


def test_every_mark_of_a_line_is_told() -> None:
    found = list(secrecy_marks.find(one("　附件一秘密★1年，附件二机密★长期，注意保密")))
    assert [(f.shown, f.spot) for f in found] == [
        ("秘密★1年", (4, 9)),
        ("机密★长期", (13, 18)),
        ("注意保密", (19, 23)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "依法确定为国家秘密的政府信息，不予公开。",
        "涉及商业秘密、个人隐私的，按规定办理。",
        "机密性是信息安全的要求。",
        "整理内部资料的办法另行制定。",
        "清理内部资料、文件三件。",
    ],
)
def test_speaking_of_secrets_is_no_mark(text: str) -> None:
    assert list(secrecy_marks.find(one(text))) == []


def test_governed_words_and_their_exceptions() -> None:
    listed = [Word("委员会会", "委员会", ("委员会会议",))]
    assert list(words.find(one("委员会会议纪要"), listed)) == []
    assert len(list(words.find(one("委员会会议决定委员会会址"), listed))) == 1
    found = list(words.find(one("截止目前，已接种 320 人。"), COMMON))
    assert [f.message for f in found] == [
        "正文第 1 段的“截止目前”应为“截至目前”。请改正；不是错误的，写明理由。"
    ]


def test_what_must_not_be_public_comes_before_slips() -> None:
    lines = [Line("标题", "截止目前的安排"), Line("正文第 1 段", f"身份证 {KNOWN}")]
    assert [(f.code, f.place) for f in checks.run(lines, COMMON)] == [
        ("identity-number", "正文第 1 段"),
        ("word", "标题"),
    ]


@given(st.text(max_size=300))
def test_any_text_is_checked_without_an_error_and_shows_no_number_whole(text: str) -> None:
    for finding in checks.run(one(text), COMMON):
        if finding.code in ("identity-number", "bank-card", "telephone"):
            assert finding.matched not in finding.shown
            assert finding.matched not in finding.message


def test_a_guide_says_what_article_12_asks_of_it() -> None:
    from gongkai.office.demo.items_words import STANDING
    from gongkai.office.publishing.checks import guide

    _, _, paragraphs = STANDING[0]
    whole = [Line(f"正文第 {n} 段", text) for n, text in enumerate(paragraphs, 1)]
    assert list(guide.find(whole)) == []
    assert [f.shown for f in guide.find(whole[:3])] == [
        "政府信息公开工作机构的名称",
        "办公地址",
        "办公时间",
        "联系电话",
        "传真号码",
        "互联网联系方式",
    ]


@given(st.text(alphabet="甲1１㎡ﷺe\u0301", max_size=30), st.data())
def test_a_spot_in_the_folded_text_is_the_whole_characters_it_came_from(
    text: str, data: st.DataObject
) -> None:
    line = Line("正文第 1 段", text)
    cuts = [unicodedata.normalize("NFKC", character) for character in text]
    assert line.folded == "".join(cuts)
    assert line.folded is line.folded  # worked out once, however many findings a line has
    if not text:
        return
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first, len(text) - 1))
    start, end = len("".join(cuts[:first])), len("".join(cuts[: last + 1]))
    assert line.spot(start, end) == (first, last + 1)
