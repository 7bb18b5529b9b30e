"""What changed between two versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.office.reviews.difference import Piece, compared, paragraphs, state_of


def test_numbers_change_as_a_whole() -> None:
    assert paragraphs("设接种点18个。\n附件", "设接种点21个。\n附件\n特此通知") == [
        [
            Piece("same", "设接种点"),
            Piece("del", "18"),
            Piece("ins", "21"),
            Piece("same", "个。"),
        ],
        [Piece("same", "附件")],
        [Piece("ins", "特此通知")],
    ]


def test_a_rewritten_paragraph_is_shown_whole() -> None:
    assert paragraphs("甲乙丙丁", "子丑寅卯") == [
        [Piece("del", "甲乙丙丁"), Piece("ins", "子丑寅卯")]
    ]


LINES = st.text(alphabet="甲乙12a\n", max_size=60)


@given(LINES, LINES)
def test_without_what_went_the_new_text_stands(old: str, new: str) -> None:
    kept = [
        "".join(p.text for p in pieces if p.kind != "del")
        for pieces in paragraphs(old, new)
        if any(p.kind != "del" for p in pieces)
    ]
    assert [line for line in kept if line] == [line for line in new.splitlines() if line]


STATE = "【版本摘要】" + "0a" * 32


def test_only_the_line_that_names_the_state_is_not_compared() -> None:
    """Who writes a text can begin a paragraph as the line begins, or repeat it whole."""
    hidden = "【版本摘要】本通知由王某签发，住址清河镇 3 号。"
    body = f"{hidden}\n{STATE}\n全县设接种点 21 个。\n【内容概述】{STATE}\n{STATE}\n【检查】正文第 1 段"
    assert compared(body) == [
        hidden,
        STATE,
        "全县设接种点 21 个。",
        f"【内容概述】{STATE}",
        "【检查】正文第 1 段",
    ]
    assert state_of(body) == "0a" * 32
    assert paragraphs(None, body)[0] == [Piece("same", hidden)]
    assert paragraphs(f"{STATE}", body)[0] == [Piece("ins", hidden)]


@pytest.mark.parametrize("body", ["", "【检查】甲", STATE + "\n甲", STATE + "0", STATE[:-1]])
def test_a_text_that_names_no_state_is_compared_whole(body: str) -> None:
    assert compared(body) == body.splitlines()
    assert state_of(body) is None
