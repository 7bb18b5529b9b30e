"""What the checks found, cut into the text that is compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.office.reviews import difference
from gongkai.office.reviews.difference import Piece
from gongkai.office.reviews.margin import Marked, Remark, Remarks, Spot, marked


def remark(*spots: Spot, must: bool = True, answer: str = "") -> Remark:
    return Remark("138****8000", "有一个手机号。", must, answer=answer, spots=spots)


def test_a_spot_is_cut_out_of_its_line_and_numbered_where_it_ends() -> None:
    found = [remark(Spot(1, 2, 5)), remark(Spot(1, 6, 7), must=False)]
    shown = marked([[Piece("same", "第一段")], [Piece("same", "电话138，元")]], found)
    assert shown == [
        [Marked("same", "第一段")],
        [
            Marked("same", "电话"),
            Marked("same", "138", 1, True, True, True),
            Marked("same", "，"),
            Marked("same", "元", 2, False, True, True),
        ],
    ]


def test_a_spot_runs_on_through_a_change_and_over_struck_out_words() -> None:
    pieces = [Piece("same", "13"), Piece("del", "77"), Piece("ins", "8"), Piece("same", "。")]
    assert marked([pieces], [remark(Spot(0, 0, 3))]) == [
        [
            Marked("same", "13", 1, True, True, False),
            Marked("del", "77"),
            Marked("ins", "8", 1, True, False, True),
            Marked("same", "。"),
        ]
    ]


def test_a_paragraph_that_was_taken_out_is_no_line_of_the_new_text() -> None:
    paragraphs = [[Piece("del", "删去")], [Piece("same", "留下")]]
    shown = marked(paragraphs, [remark(Spot(0, 0, 1))])
    assert shown[0] == [Marked("del", "删去")]
    assert shown[1][0] == Marked("same", "留", 1, True, True, True)


def test_the_second_place_of_a_remark_carries_its_number_and_is_not_the_first() -> None:
    shown = marked([[Piece("same", "甲甲")]], [remark(Spot(0, 0, 1), Spot(0, 1, 2))])
    assert [(one.remark, one.first, one.ends) for one in shown[0]] == [
        (1, True, True),
        (1, False, True),
    ]


def test_the_title_has_its_own_spots() -> None:
    found = [remark(Spot(None, 0, 1))]
    assert marked([[Piece("same", "题目")]], found)[0] == [Marked("same", "题目")]
    assert marked([[Piece("same", "题目")]], found, title=True)[0][0].remark == 1


def test_open_remarks_are_those_without_an_answer() -> None:
    assert Remarks((remark(), remark(answer="本人同意")), ()).open == 1


lines = st.lists(st.text("甲乙138 ", max_size=8), max_size=5).map("\n".join)


@given(lines, lines, st.data())
def test_marking_never_changes_a_word(old: str, new: str, data: st.DataObject) -> None:
    count = len(new.splitlines())
    spot = st.builds(
        lambda line, a, b: Spot(line, min(a, b), max(a, b) + 1),
        st.integers(0, max(count - 1, 0)),
        st.integers(0, 7),
        st.integers(0, 7),
    )
    found = [remark(one) for one in data.draw(st.lists(spot, max_size=4))]
    compared = difference.paragraphs(old, new)
    shown = marked(compared, found)
    for pieces, runs in zip(compared, shown, strict=True):
        for kinds in (("same", "ins"), ("del",)):
            assert "".join(p.text for p in pieces if p.kind in kinds) == "".join(
                r.text for r in runs if r.kind in kinds
            )
