"""What changed between two versions."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.office.reviews.difference import Piece, paragraphs


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
