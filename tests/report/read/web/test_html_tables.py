"""Where the cells of a page's table stand, against a map of places that are filled one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.read.blocks import Grid
from gongkai.report.read.errors import ReadError
from gongkai.report.read.web.html import read_html
from gongkai.report.read.web.tables import PageRow, grid_rows, spaced, span_of

SPANS = st.tuples(st.integers(1, 4), st.integers(1, 4))


def mapped(rows: list[list[tuple[int, int]]]) -> tuple[list[list[int]], bool]:
    """The column of each cell when every place that a cell covers is marked, and whether none covers another."""
    filled: set[tuple[int, int]] = set()
    columns: list[list[int]] = []
    for r, row in enumerate(rows):
        columns.append([])
        column = 0
        for tall, wide in row:
            while (r, column) in filled:
                column += 1
            places = {(r + i, column + j) for i in range(tall) for j in range(wide)}
            if filled & places:
                return columns, False
            filled |= places
            columns[-1].append(column)
            column += wide
    return columns, True


@given(st.lists(st.lists(SPANS, max_size=5), max_size=6))
def test_each_cell_stands_in_the_first_free_place_of_its_row(
    rows: list[list[tuple[int, int]]],
) -> None:
    columns, apart = mapped(rows)
    if not apart:
        return
    made = grid_rows([PageRow(("甲",) * len(row), tuple(row)) for row in rows], 3, "a.html")
    last = max([r for r, row in enumerate(rows) if row], default=-1)
    assert [list(row.shape.columns) for row in made] == columns[: last + 1]
    for r, row in enumerate(made):
        tall = [min(tall, len(rows) - r) for tall, _ in rows[r]]
        assert [cell.row_span for cell in row.cells] == tall
        assert [cell.column_span for cell in row.cells] == [wide for _, wide in rows[r]]
        assert [(s.table, s.row, s.column) for s in row.sources] == [
            (3, r + 1, column + 1) for column in columns[r]
        ]


def test_a_cell_over_one_that_reaches_down_takes_its_place() -> None:
    """As browsers draw it: below, the place is free again."""
    rows = [[(1, 1), (3, 1)], [(1, 3)], [(1, 1), (1, 1)]]
    made = grid_rows([PageRow(("甲",) * len(row), tuple(row)) for row in rows], 1, "a.html")
    assert [row.shape.columns for row in made] == [(0, 1), (0,), (0, 1)]


@pytest.mark.parametrize(
    ("attributes", "span"),
    [
        ({}, (1, 1)),
        ({"colspan": "3"}, (1, 3)),
        ({"rowspan": " 2 ", "colspan": "0"}, (2, 1)),
        ({"rowspan": "", "colspan": None}, (1, 1)),
        ({"rowspan": "二", "colspan": "-4"}, (1, 1)),
        ({"rowspan": "²", "colspan": "①"}, (1, 1)),
        ({"rowspan": "99999", "colspan": "999999"}, (100, 1)),
    ],
)
def test_what_a_cell_says_that_it_covers(
    attributes: dict[str, str | None], span: tuple[int, int]
) -> None:
    assert span_of(attributes) == span


@pytest.mark.parametrize(
    ("text", "said"),
    [("规章", "规章"), ("a \t\n b", "a b"), ("甲\u3000乙", "甲\u3000乙"), ("  1", " 1"), ("", "")],
)
def test_runs_of_white_space_are_one_space(text: str, said: str) -> None:
    assert spaced(text) == said


def test_a_table_wider_than_any_report_is_refused() -> None:
    page = "<table><tr>" + "<td colspan='100'>1</td>" * 10 + "</tr></table>"
    (grid,) = read_html(page.encode(), "a.html").blocks
    assert isinstance(grid, Grid)
    assert grid.rows[0].shape.width == 1000
    with pytest.raises(ReadError, match="超过 1000 列"):
        read_html(page.replace("</tr>", "<td>1</td></tr>").encode(), "a.html")
