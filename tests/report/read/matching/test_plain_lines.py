"""The short way through lines of a label and its figures gives what the long way gives, and is taken by no other line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.cell import Source
from gongkai.report.read.matching.entries import Entry
from gongkai.report.read.matching.lines import reader
from gongkai.report.read.matching.lines.line_rows import LineReading
from gongkai.report.read.matching.lines.plain_lines import PlainLine, plain_line
from gongkai.report.read.matching.lines.reader import read_lines
from gongkai.report.read.matching.rows.labels import LabelTable, label_table
from gongkai.report.read.matching.rows.row_reading import Values
from gongkai.report.read.normalise import key

LABELS = label_table("2021", "requests")
TWO = label_table("2021", "disclosure")
OLD = label_table("2019", "disclosure")
NONE = Values()
ROW = LABELS.in_order[0]
FIRST = ROW.label
FIGURES = st.integers(0, 40).map(str)
#: What else may stand in a line, or between its characters.
ODD = st.sampled_from(
    [
        "/",
        "无",
        "3件",
        "其他",
        "总计",
        "12,345",
        "两",
        "１",
        "①",
        "²",
        "00",
        "007",
        "增4",
        "减",
        "行次",
        "1.",
        "（",
        "）",
        "(3)",
        "。",
        "第1项",
        "٣",
        "：",
        "·",
        "9" * 210,
    ]
)
SPACES = st.sampled_from(
    [" ", "  ", "\t", "\u00a0", "\u3000", "\x1c", "\x1f", "\x85", "\u2028", "\u200b"]
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], LabelTable]:
    """Lines of table three or two, some of them broken, mixed or damaged."""
    labels = draw(st.sampled_from([LABELS, LABELS, TWO, OLD]))
    some: list[str] = []
    for row in draw(st.lists(st.sampled_from(labels.in_order), min_size=1, max_size=8)):
        count = len(row.columns)
        figures = draw(st.lists(FIGURES, min_size=count, max_size=count))
        group = draw(st.sampled_from(["", "", f"{row.group or ''} ", row.group or ""]))
        some.append(group + row.label + draw(SPACES) + " ".join(figures))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(some) - 1))
        cut = draw(st.integers(0, len(some[at])))
        head, tail = some[at][:cut], some[at][cut:]
        change = draw(st.integers(0, 4))
        if change == 0:
            some[at : at + 1] = [head, tail]
        elif change == 1:
            some.insert(at, draw(st.one_of(ODD, FIGURES)))
        elif change == 2:
            some[at : at + 2] = [" ".join(some[at : at + 2])]
        else:
            some[at] = head + draw(st.one_of(SPACES, ODD)) + tail
    if draw(st.booleans()):
        heads = [column.label for column in labels.in_order[0].columns]
        some.insert(0, " ".join(draw(st.permutations([*heads, "上年总计"]))))
    return some, labels


def read(some: list[str], labels: LabelTable = LABELS) -> LineReading:
    entries = [
        Entry(text.strip(), Source(line=at, offset=100 * at), len(text) - len(text.lstrip()))
        for at, text in enumerate(some, 1)
        if text.strip()
    ]
    return read_lines(entries, 0, len(entries), labels, 7 if labels is LABELS else None, 1)


def told(found: LineReading) -> list[object]:
    """All that a reading says, as values that can be compared."""
    return [
        found.last,
        *(
            (
                one._replace(values=None, pieces=NONE),
                None if one.values is None else [*one.values],
                [*one.pieces],
            )
            for one in found.rows
        ),
    ]


def the_long_way(some: list[str], labels: LabelTable = LABELS) -> LineReading:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "plain_line", lambda *_: None)
        return read(some, labels)


@given(tables())
def test_the_short_way_gives_what_the_long_way_gives(
    table: tuple[list[str], LabelTable],
) -> None:
    some, labels = table
    short = told(read(some, labels))
    assert short == told(the_long_way(some, labels))


def taken(text: str, said: str = "") -> PlainLine | None:
    return plain_line(text, said, LABELS, 7)


def test_a_label_and_its_figures_go_the_short_way() -> None:
    line = taken(f"{FIRST}  3 0 0\u30000 0 0 3")
    assert line is not None
    assert (line.row, line.said, line.alone, line.led) == (ROW, key(FIRST), True, False)
    assert line.texts == ["3", "0", "0", "0", "0", "0", "3"]
    assert line.shifts == [len(FIRST) + at for at in (2, 4, 6, 8, 10, 12, 14)]
    assert taken(f"{FIRST} {'9' * 200} 0 0 0 0 0 3") is not None  # whatever its figures are


def test_the_rest_of_a_label_goes_the_short_way_with_what_was_said_before() -> None:
    line = taken(f"{FIRST[8:]} 3 0 0 0 0 0 3", key(FIRST[:8]))
    assert line is not None
    assert (line.row, line.said) == (ROW, key(FIRST))
    assert taken(f"{FIRST[8:]} 3 0 0 0 0 0 3") is None


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST} 3 0 0 0 0 0",  # a figure too few
        f"{FIRST} 3 0 0 0 0 0 3 3",  # one too many
        f"{FIRST} 3 0 0 0 0 0 ３",  # no ASCII, nor these
        f"{FIRST} 3 0 0 0 0 0 ²",
        f"{FIRST} 3 0 0 0 0 0 ٣",
        f"{FIRST} 3 0 0 无 0 0 3",
        f"{FIRST}：3 0 0 0 0 0 0 3",  # a figure in the label
        f"{FIRST} 3件 0 0 0 0 0 0 3",
        f"{FIRST}① 3 0 0 0 0 0 3",
        f"{FIRST}（含 上年） 3 0 0 0 0 0 3",  # a bracket of two words
        f"行次 {FIRST} 3 0 0 0 0 0 3",
        f"{FIRST}。 3 0 0 0 0 0 3",
        "3 0 0 0 0 0 3",
        f"本机关{'的' * 120}{FIRST} 3 0 0 0 0 0 3",  # too long to come again
        f"{' '.join(FIRST)} 3 0 0 0 0 0 3",
    ],
)
def test_no_other_line_goes_the_short_way(text: str) -> None:
    assert taken(text) is None


def test_a_line_that_names_a_row_or_a_head_beside_its_own_is_not_alone() -> None:
    other = LABELS.in_order[-1].label
    for text in (f"{other} {FIRST}", f"自然人 {FIRST}"):
        line = taken(f"{text} 3 0 0 0 0 0 3")
        assert line is not None
        assert not line.alone
    found = read([f"{other} {FIRST} 3 0 0 0 0 0 3"])
    assert [(one.row, one.values is None) for one in found.rows] == [
        (LABELS.in_order[-1], True),
        (ROW, False),
    ]


def test_a_number_parted_from_its_label_leaves_the_row_above_to_its_sum() -> None:
    """`6.` may be a figure of the row above: whether that is whole its own sum tells."""
    above, below = "4.保护第三方合法权益", "6. 属于四类过程性信息 0 0 0 0 0 0 0"
    line = taken(below)
    assert line is not None
    assert line.led
    for figures, held in (("3 0 0 0 0 0 3", True), ("3 0 0 0 0 0 4", False)):
        some = [f"{above} {figures}", below]
        found = read(some)
        assert [one.values is not None for one in found.rows] == [held, True]
        assert told(found) == told(the_long_way(some))


def test_places_are_those_of_the_characters_of_the_file() -> None:
    (one,) = read(["", f"  {FIRST} 13 0 0 0 0 0  3"]).rows
    assert one.values is not None
    start = 200 + 2 + len(FIRST) + 1
    assert [place.offset for place in one.values.places] == [
        start + at for at in (0, 3, 5, 7, 9, 11, 14)
    ]
    assert one.values.places[6] == Source(table=1, row=1, column=7, line=2, offset=start + 14)
