"""The short way through a whole table gives what the way row by row gives, and is taken by no other table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.report.cell import Source
from gongkai.report.form import get_form
from gongkai.report.read.blocks import Grid, GridCell, GridRow
from gongkai.report.read.matching.entries import Entry
from gongkai.report.read.matching.grids.reader import read_rows, rows_one_by_one
from gongkai.report.read.matching.grids.whole_rows import WholeRow
from gongkai.report.read.matching.rows.labels import label_table
from gongkai.report.read.matching.rows.row_reading import RowReading

LABELS = label_table("2021", "requests")
TWO = label_table("2021", "disclosure")
OLD = label_table("2019", "disclosure")
ROWS = LABELS.in_order
FIGURES = st.integers(0, 40).map(str)
#: What else may stand in a cell of figures.
ODD = st.sampled_from(["", "/", "无", "1 2", "3件", "其他", "总计", "12,345", "两", "１"])


def entries(rows: list[list[str]], tall: tuple[int, int] | None = None) -> list[Entry]:
    """Rows of one grid; the cell at `tall` covers two rows."""
    cells = [
        GridCell(
            text, r, c, 2 if (r, c) == tall else 1, 1, Source(table=1, row=r + 1, column=c + 1)
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return [
        Entry("\t".join(row.texts), row.sources[0], 0, row, 1)
        for row in Grid(cells).rows
        if row.texts
    ]


def printed(some: list[Entry]) -> list[tuple[Entry, GridRow]]:
    return [(entry, entry.row) for entry in some if entry.row is not None]


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Rows of table three in some order, some of them with a cell that is no figure, or a cell too many."""
    chosen = draw(st.lists(st.sampled_from(ROWS), min_size=1, max_size=12))
    rows = [[row.label, *draw(st.lists(FIGURES, min_size=7, max_size=7))] for row in chosen]
    for _ in range(draw(st.integers(0, 2))):
        row = draw(st.sampled_from(rows))
        at = draw(st.integers(0, len(row) - 1))
        if draw(st.booleans()):
            row[at] = draw(ODD)
        else:
            row.insert(at, draw(st.one_of(ODD, FIGURES)))
    for _ in range(draw(st.integers(0, 6))):  # what many offices leave empty for nothing
        row = draw(st.sampled_from(rows))
        at = draw(st.integers(1, 7))
        row[at:] = [""] * draw(st.sampled_from([1, 1, 7])) + row[at + 1 :]
        del row[8:]
        row[0] += draw(st.sampled_from(["", "", "：12", "12件"]))
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
        disturb(draw, rows, draw(st.sampled_from(DISTURBED)))
    if draw(st.booleans()):
        heads = [column.label for column in ROWS[0].columns]
        rows.insert(0, ["", *draw(st.permutations(heads))])
    return rows


#: What the doubts of the long way are about. A new doubt puts its own word here.
DISTURBED = (
    "year",
    "group",
    "column",
    "number",
    "numbers",
    "nameless",
    "empty",
    "head",
    "together",
    "rest",
    "damaged",
)


def disturb(draw: st.DrawFn, rows: list[list[str]], how: str) -> None:
    """Change a table in one way that tells the long way to doubt some of its rows."""
    row = draw(st.sampled_from(rows))
    if how == "year":
        row[0] = draw(st.sampled_from(["2022年", "上年", "去年"])) + row[0]
    elif how == "group":
        row.insert(0, draw(st.sampled_from(ROWS)).group or "（六）其他处理")
    elif how == "column":  # a column of groups at the left of all
        for one in rows:
            one.insert(0, draw(st.sampled_from(["", "", ROWS[-2].group or ""])))
    elif how == "number":
        row.insert(0, draw(FIGURES))
    elif how == "numbers":
        start = draw(st.integers(1, 3))
        for at, one in enumerate(rows, start):
            one[1:2] = [str(at)]
    elif how == "nameless":
        figures = draw(st.lists(FIGURES, min_size=7, max_size=7))
        rows.insert(draw(st.integers(0, len(rows))), ["", *figures])
    elif how == "together":  # the labels of two rows in one cell
        row[0] = draw(st.sampled_from(ROWS)).label + row[0]
    elif how == "rest":  # the second line of a figure
        rows.insert(draw(st.integers(0, len(rows))), ["", draw(FIGURES)])
    elif how == "damaged":  # a row without a label, one of its figures written out
        rows.insert(
            draw(st.integers(0, len(rows))),
            ["", "三", *draw(st.lists(FIGURES, min_size=2, max_size=6))],
        )
    elif how == "empty":
        label = draw(st.sampled_from(ROWS)).label
        rows.insert(draw(st.integers(0, len(rows))), [label, *[""] * draw(st.integers(0, 7))])
    else:
        at = draw(st.integers(1, 7))
        row[at : at + 1] = [draw(st.sampled_from(ROWS[0].columns)).label]


@st.composite
def tables_two(draw: st.DrawFn) -> list[list[str]]:
    """As `tables`, of table two, whose rows have three figures or one, below heads of their own."""
    heads = [column.label for column in TWO.rows["规章"].columns]
    rows = [
        ["信息内容", *draw(st.permutations([*heads, *draw(st.sampled_from([[], ["上年件数"]]))]))]
    ]
    for row in TWO.in_order:
        rows.append([row.label, *draw(st.lists(FIGURES, min_size=len(row.columns), max_size=4))])
    return rows


def test_the_short_way_is_taken_often_enough() -> None:
    heads = ["信息内容", *(column.label for column in TWO.rows["规章"].columns)]
    sound = [[row.label, *"314"[: len(row.columns)]] for row in TWO.in_order]
    got = read_rows(entries([heads, *sound]), TWO, None)
    assert [isinstance(one, WholeRow) for one in got] == [True] * len(sound)
    own = read_rows(entries([[*heads, "上年件数"], *sound]), TWO, None)
    assert not any(isinstance(one, WholeRow) for one in own)


#: The cell that covers two rows, if any.
TALL = st.one_of(st.none(), st.none(), st.none(), st.tuples(st.integers(0, 8), st.integers(0, 8)))


@settings(max_examples=250)
@given(st.one_of(st.tuples(tables(), st.just(7)), st.tuples(tables_two(), st.none())), TALL)
def test_the_short_way_gives_what_the_long_way_gives(
    table: tuple[list[list[str]], int | None], tall: tuple[int, int] | None
) -> None:
    rows, columns = table
    labels = TWO if columns is None else LABELS
    some = entries(rows, tall)
    short = read_rows(some, labels, columns)
    long = rows_one_by_one(printed(some), labels, columns)
    told = [one.reading() if isinstance(one, WholeRow) else one for one in short]
    assert len(told) == len(long)
    for one, other in zip(told, long, strict=True):
        assert one._replace(values=None, pieces=other.pieces, alike=False) == other._replace(
            values=None
        )
        assert list(one.values or ()) == list(other.values or ())
        assert (one.values is None) is (other.values is None)
        assert list(one.pieces) == list(other.pieces)


def whole(rows: list[list[str]], tall: tuple[int, int] | None = None) -> bool:
    return all(isinstance(one, WholeRow) for one in read_rows(entries(rows, tall), LABELS, 7))


SOUND = [[row.label, "3", "0", "0", "0", "0", "0", "3"] for row in ROWS]


def test_a_whole_table_goes_the_short_way() -> None:
    assert whole(SOUND)
    heads = ["", *(column.label for column in ROWS[0].columns)]
    assert whole([heads, *SOUND])
    assert whole([[*row[:1], "5", *row[2:7], "5"] for row in SOUND])  # whatever its figures are
    got = read_rows(entries(SOUND), LABELS, 7)
    assert [one.row for one in got] == list(ROWS)
    first = got[0]
    assert isinstance(first, WholeRow)
    assert first.places[6] == Source(table=1, row=1, column=8)


def test_no_other_table_goes_the_short_way() -> None:
    """A cell too many or too few, an empty one where others stand a column further, columns in another order, figures that number the rows, figures
    without a label, a cell that covers two rows."""
    for row in (
        [ROWS[0].label, *"30000030"],
        [ROWS[0].label, *"300003"],
    ):
        assert not whole([*SOUND[1:], row])
    heads = [column.label for column in ROWS[0].columns]
    assert not whole([["", *heads[::-1]], *SOUND])
    assert not whole([[row[0], str(n), *row[2:]] for n, row in enumerate(SOUND, 1)])
    assert not whole([*SOUND[:3], ["", *"3000003"], *SOUND[3:]])
    assert not whole(SOUND, tall=(2, 1))
    assert whole(SOUND, tall=(2, 0))  # its label covers two rows: the group's


def test_a_table_whose_rows_stand_alike_may_have_empty_cells() -> None:
    blank = [ROWS[0].label, "", *"000003"]
    assert whole([blank, *SOUND[1:]])
    assert whole([[ROWS[0].label, *[""] * 7], *SOUND[1:]])
    assert whole([[row[0], *row[1:7], ""] for row in SOUND])  # no row is complete
    got = read_rows(entries([blank, *SOUND[1:]]), LABELS, 7)
    assert isinstance(got[0], WholeRow)
    reading = got[0].reading()
    assert (reading.printed, reading.source.column) == ("0 0 0 0 0 3", 3)
    assert [one.text for one in reading.values or ()] == ["", *"000003"]
    assert [one.source.column for one in reading.pieces] == [3, 4, 5, 6, 7, 8]


def test_empty_cells_among_rows_that_do_not_stand_alike_are_told_row_by_row() -> None:
    blank = [ROWS[0].label, "", *"000003"]
    assert not whole([blank, *SOUND[1:3], ["", *SOUND[3]], *SOUND[4:]])  # a column further
    assert not whole([blank, *SOUND[1:3], [*SOUND[3], ""], *SOUND[4:]])  # wider
    assert not whole([[*row[:7], "", row[7]] for row in SOUND])  # a cell more than values


def test_a_figure_in_any_cell_of_a_label_may_be_that_of_an_empty_cell() -> None:
    group = [["（三）不予公开", *row] for row in SOUND]
    assert whole([*group[:2], [*group[2][:2], "", *group[2][3:]], *group[3:]])
    for words in ("减4", "本行（３件）", "本行（٣）"):
        assert not whole([*group[:2], [words, group[2][1], "", *group[2][3:]], *group[3:]])
        assert whole([*group[:2], [words, *group[2][1:]], *group[3:]])  # no cell is empty


def test_a_label_that_names_another_year_and_a_head_among_values_are_told_row_by_row() -> None:
    last = [[f"2022年{SOUND[0][0]}", *SOUND[0][1:]], *SOUND]
    got = read_rows(entries(last), LABELS, 7)
    assert [one.values is None for one in got if isinstance(one, RowReading)] == [True] + [False] * len(SOUND)  # fmt: skip
    heads = [column.label for column in TWO.rows["规章"].columns]
    got = read_rows(entries([["规章", heads[1], "3", "4"], ["行政许可", "5"]]), TWO, None)
    assert not any(isinstance(one, WholeRow) for one in got)


def test_figures_that_count_on_in_rows_of_one_width_may_be_their_numbers() -> None:
    """In table two, too, where only rows of three figures are printed."""
    three = [row for row in OLD.in_order if len(row.columns) == 3]
    rows = [[row.label, str(at), "5", "9"] for at, row in enumerate(three, 2)]
    got = read_rows(entries(rows), OLD, None)
    assert [one.values for one in got if isinstance(one, RowReading)] == [None] * len(three)
    more = read_rows(entries([*rows, ["政府集中采购", "5", "9"]]), OLD, None)
    assert all(isinstance(one, WholeRow) for one in more)


def test_the_rows_of_a_grid_and_its_cells_are_the_same() -> None:
    cells = (
        GridCell("甲", 0, 0, 2, 1, Source(row=1)),
        GridCell("1", 0, 1),
        GridCell("2", 2, 1, confidence=0.5, candidates=(("7", 0.5),)),
    )
    grid = Grid(cells)
    assert [row.texts for row in grid.rows] == [("甲", "1"), (), ("2",)]
    assert [row.recognised for row in grid.rows] == [False, False, True]
    assert Grid.of(grid.rows) == grid
    assert Grid.of(grid.rows).cells == cells
    assert grid.size() == Grid.of(grid.rows).size() == (3, 3, 3)
    assert [row.shape.width for row in grid.rows] == [2, 0, 2]
    again = GridRow(0, ("甲", "1"), grid.rows[0].shape, grid.rows[0].sources)
    assert again.cells == cells[:2]


def test_the_form_has_rows_that_are_not_whole_numbers() -> None:
    """Money is read by its unit, so its row is never plain."""
    assert [r.id for r in get_form("2021").table("disclosure").rows if not r.counts] == ["fees"]


@pytest.mark.parametrize(
    ("figures", "sure", "tall", "whole"),
    [
        ("1 2 0 0 0 0 3", 0.98, 1, True),
        (
            "1 2 0 0 0 0 4",
            0.98,
            1,
            False,
        ),  # it does not add up: what else its cells may be is weighed
        ("1 2 0 0 0 0 3", 0.97, 1, False),
        ("1 2 / 0 0 0 3", 0.99, 1, False),
        ("1 2 □ 0 0 0 3", 0.99, 1, False),
        ("1 2 0 0 0 0 3", 0.99, 2, False),  # the line under the label was not seen
    ],
)
def test_a_recognised_row_is_whole_where_nothing_is_left_to_weigh(
    figures: str, sure: float, tall: int, whole: bool
) -> None:
    lines = []
    for r, row in enumerate(ROWS[:2]):
        lines.append(GridCell(row.label, r, 0, tall if r == 0 else 1, confidence=0.99))
        values = figures.split() if r == 0 else ["0"] * 7
        lines += [GridCell(text, r, c, confidence=sure) for c, text in enumerate(values, 1)]
    some = [Entry("", Source(), 0, line, 1) for line in Grid(lines).rows]
    found = read_rows(some, LABELS, 7)
    assert all(isinstance(one, WholeRow) for one in found) is whole
    if whole:
        assert [row.texts for row in found if isinstance(row, WholeRow)] == [
            tuple(figures.split()),
            ("0",) * 7,
        ]


def test_rows_of_different_widths_have_no_sum_to_hold() -> None:
    lines = [GridCell("规章", 0, 0, confidence=0.99)]
    lines += [GridCell(text, 0, c, confidence=0.99) for c, text in enumerate("514", 1)]
    (found,) = read_rows([Entry("", Source(), 0, Grid(lines).rows[0], 1)], TWO, None)
    assert isinstance(found, WholeRow)
    assert found.texts == ("5", "1", "4")
