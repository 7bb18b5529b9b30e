"""What a row that was not placed may hold: every reading of it that satisfies the form's sums, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.read import read_bytes
from gongkai.report.read.matching.rows.possible import Possible, may_be, possible, possible_blocks
from tests.corpus.layouts.printing import as_page, with_spaces, with_tabs
from tests.report.read.distinct import distinct
from tests.report.read.odd import cells, others, row

SEVEN = [3, 0, 5, 0, 0, 2, 10]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("3 0 5 0 0 2 10", {(3, 0, 5, 0, 0, 2, 10)}),
        ("3 0 5 0 0 2 10 77", {(3, 0, 5, 0, 0, 2, 10)}),  # a column of the office's own
        ("3 0 5 77 0 0 2 10", {(3, 0, 5, 0, 0, 2, 10)}),
        ("3 1 0 9 5 8 0 7 0 6 2 5 10 4", {(3, 0, 5, 0, 0, 2, 10)}),  # another year's beside each
        ("3 0 5 0 0 2 10 4 0 0 0 0 0 4", {(3, 0, 5, 0, 0, 2, 10), (4, 0, 0, 0, 0, 0, 4)}),
        ("3 0 5 0 0 2 1 0", {(3, 0, 5, 0, 0, 2, 10)}),  # torn
        ("3 0 5 0 0 2 11", set()),
        ("3 0 5 0 0 二 10", set()),
        ("见附件", set()),
        ("3件 0件 5件（含上年2件） 0 0 2 1,000", set()),
        ("3件 0件 5件（含上年2件） 0 0 2 10件", {(3, 0, 5, 0, 0, 2, 10)}),
        ("3 0 5 0 0 2 12.5", set()),
    ],
)
def test_the_readings_of_a_row_with_a_sum(printed: str, expected: set[Possible]) -> None:
    assert set(possible(printed, 7, summed=True)) == expected


def test_figures_too_few_stand_in_any_columns_before_their_sum() -> None:
    found = possible("3 5 8", 4, summed=True)
    assert set(found) == {(3, 5, None, 8), (3, None, 5, 8), (None, 3, 5, 8)}
    assert [may_be(found, at) for at in range(4)] == [(3,), (3, 5), (5,), (8,)]


@pytest.mark.parametrize(
    ("printed", "count", "expected"),
    [
        ("19 7 2", 3, {(19, 7, 2)}),
        ("19 7", 3, {(19, 7, None), (19, None, 7), (None, 19, 7)}),
        ("82 134", 1, {(82,), (134,), (82134,)}),
        ("1 2 3 4 5", 3, set()),
        ("1 2 3 4 5 6", 3, {(1, 2, 3), (4, 5, 6), (1, 3, 5), (2, 4, 6)}),
    ],
)
def test_the_readings_of_a_row_without_a_sum(
    printed: str, count: int, expected: set[Possible]
) -> None:
    assert set(possible(printed, count, summed=False)) == expected


def test_a_row_with_too_many_readings_has_none() -> None:
    assert len(possible("1" * 9 + "36", 7, summed=True)) == 20  # three of six are 11
    assert possible("1" * 12 + "48", 9, summed=True) == []  # four of eight: 70 ways
    assert possible("0 " * 200, 7, summed=True) == []


def test_three_rows_behind_one_another_or_side_by_side() -> None:
    rows = [(1, 2, 0, 0, 3), (4, 0, 0, 0, 4), (0, 0, 0, 7, 7)]
    behind = " ".join(str(figure) for one in rows for figure in one)
    assert possible_blocks(behind, 5, 3) == [[one] for one in rows]
    assert possible_blocks(f"9 {behind}", 5, 3) == [[one] for one in rows]
    beside = "结果维持 1 4 0 结果纠正 2 0 0 其他结果 0 0 0 尚未审结 0 0 7 总计 3 4 7"
    assert possible_blocks(beside, 5, 3) == [[one] for one in rows]
    assert possible_blocks(behind.replace("4", "5", 1), 5, 3) == [[], [], []]
    lacking = possible_blocks("1 2 0 0 3 4 0 0 4 0 0 0 7 7", 5, 3)
    assert [[may_be(some, at) for at in range(5)] for some in (lacking[0], lacking[2])] == [
        [(1,), (2,), (0,), (0,), (3,)],
        [(0,), (0,), (0,), (7,), (7,)],
    ]
    assert set(lacking[1]) >= {(4, 0, 0, None, 4), (None, 4, 0, 0, 4)}


@given(st.lists(st.integers(0, 999), min_size=6, max_size=6), st.integers(0, 7), st.integers(1, 99))
def test_a_row_with_a_figure_too_many_is_among_its_readings(
    parts: list[int], at: int, more: int
) -> None:
    figures = [*parts, sum(parts)]
    printed = " ".join(map(str, [*figures[:at], more, *figures[at:]]))
    assert tuple(figures) in possible(printed, 7, summed=True)


def test_the_rest_of_the_table_chooses_among_the_readings() -> None:
    """The zeros of a row are not printed: by its own sum its figures may stand in many columns, by those of the
    columns only in their own."""
    one = distinct(3, zeros=0.5)
    key = "requests.refused.state_secret"
    figures = one.figures[key]
    assert 0 in figures and len([figure for figure in figures if figure]) > 2
    one.doc.put("1.属于国家秘密", *[str(figure) for figure in figures if figure])
    read = cells(with_spaces(one.doc))
    assert row(read, key) == ["unreadable"] * 7
    assert [read[f"{key}.{c}"].candidates for c in _COLUMNS] == [
        (figure,) if figure else () for figure in figures
    ]


_COLUMNS = ["natural_person", "enterprise", "research_institution", "public_welfare_organisation",
            "legal_services_organisation", "other_organisation", "total"]  # fmt: skip


def test_rows_of_eight_figures_have_the_seven_that_add_up_as_candidates() -> None:
    one = distinct(3, zeros=0.0)
    for printed in one.doc.three:
        printed.append("7")
    read = cells(with_spaces(one.doc))
    for key, figures in one.figures.items():
        if key.startswith("requests."):
            assert row(read, key) == ["unreadable"] * 7
            assert [read[f"{key}.{c}"].candidates for c in _COLUMNS] == [(f,) for f in figures]


@pytest.mark.parametrize(
    "order", [(0, 2, 1, 3, 4, 5, 6), (6, 0, 1, 2, 3, 4, 5), (5, 1, 2, 3, 4, 0, 6)]
)
def test_columns_in_another_order_in_lines_have_the_figures_below_their_heads_as_candidates(
    order: tuple[int, ...],
) -> None:
    one = distinct(3, zeros=0.0)
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    one.doc.head_three = [[f"申请人情况 {' '.join(names[i] for i in order)}"]]
    for line in one.doc.three:
        line[3:] = [line[3 + i] for i in order]
    read = cells(with_spaces(one.doc))
    assert row(read, "requests.received") == ["unreadable"] * 7
    for key, figures in one.figures.items():
        if key.startswith("requests."):
            found = [c.candidates for i, c in read.items() if i.startswith(f"{key}.")]
            assert found == [(figure,) for figure in figures]


def test_heads_in_another_order_than_the_sums_have_no_candidates() -> None:
    """The figures stand as the form has them, and 总计 is said to be the first: one of both is wrong."""
    one = distinct(3, zeros=0.0)
    one.doc.head_three = [
        ["申请人情况 总计 科研机构 商业企业 社会公益组织 法律服务机构 其他 自然人"]
    ]
    read = cells(with_spaces(one.doc))
    assert row(read, "requests.received") == ["unreadable"] * 7
    assert {c.candidates for i, c in read.items() if i.startswith("requests.granted.")} == {()}


def test_a_figure_that_is_lost_is_what_the_sum_lacks() -> None:
    """Which part is lost the columns of the table tell."""
    one = distinct(3, zeros=0.0)
    key = "requests.refused.enforcement_file"
    figures = one.figures[key]
    del one.doc.row("7.属于行政执法案卷")[3 + 2]
    read = cells(as_page(one.doc), "a.html")
    assert row(read, key) == ["unreadable"] * 7
    found = [c.candidates for i, c in read.items() if i.startswith(f"{key}.")]
    assert found == [(figure,) for figure in figures]
    assert set(possible("3 5 0 0 2 12", 7, summed=True)) == {
        (3, 5, 0, 0, 2, 12, 22),
        *((*(3, 5, 0, 0, 2)[:at], 2, *(3, 5, 0, 0, 2)[at:], 12) for at in range(6)),
    }


def test_values_merged_downwards_are_candidates_of_both_rows() -> None:
    one = distinct(3, zeros=0.0)
    keys = "requests.refused.enforcement_file", "requests.refused.administrative_query"
    above, below = (one.figures[key] for key in keys)
    page = as_page(one.doc)
    both, own = ("".join(f"<td>{v}</td>" for v in some) for some in (above, below))
    merged = both.replace(f"<td>{above[2]}</td>", f"<td rowspan='2'>{above[2]}</td>", 1)
    rest = "".join(f"<td>{v}</td>" for at, v in enumerate(below) if at != 2)
    assert page.count(both) == page.count(own) == 1 and above.index(above[2]) == 2
    read = cells(page.replace(both, merged).replace(own, rest), "a.html")
    for key, figures in zip(keys, (above, below), strict=True):
        assert row(read, key) == ["unreadable"] * 7
        found = [c.candidates for i, c in read.items() if i.startswith(f"{key}.")]
        assert found == [(figure,) for figure in figures]


def test_an_empty_column_among_the_values_is_no_column() -> None:
    one = distinct(3, zeros=0.5)
    for printed in one.doc.three:
        printed.insert(5, "")
    assert others(one, cells(with_tabs(one.doc))) == []
    assert others(one, cells(as_page(one.doc), "a.html")) == []


def test_a_row_in_one_cell_is_told_apart_where_its_sum_holds() -> None:
    one = distinct(3, zeros=0.3)
    for label in ("1.属于国家秘密", "（七）总计"):
        printed = one.doc.row(label)
        printed[3:] = [" ".join(printed[3:]), *[""] * 6]
    read = cells(with_tabs(one.doc))
    assert others(one, read) == []
    assert read["requests.concluded.total"].method == "decoded"
    one.doc.put("1.属于国家秘密", "1 2 3 0 0 0 7", *[""] * 6)
    read = cells(with_tabs(one.doc))
    assert row(read, "requests.refused.state_secret") == ["unreadable"] * 7


def test_a_row_that_is_printed_twice_and_never_placed_may_be_either() -> None:
    one = distinct(3, zeros=0.3)
    for printed in one.doc.three:
        printed.append("7")
    again = one.doc.row("1.属于国家秘密")
    one.doc.three.insert(4, [*again[:3], "1", "0", "0", "0", "0", "0", "1", "7"])
    read = cells(with_spaces(one.doc))
    key = "requests.refused.state_secret"
    for column, figure in zip(_COLUMNS, one.figures[key], strict=True):
        assert figure in read[f"{key}.{column}"].candidates


@pytest.mark.parametrize(("printed", "may"), [("十二", 12), ("〇", 0), ("一百零五", 105)])
def test_a_figure_that_is_written_out_is_a_candidate(printed: str, may: int) -> None:
    one = distinct(3, zeros=0.3)
    one.doc.put("行政许可", printed)
    cell = read_bytes(as_page(one.doc).encode(), "a.html").cells["disclosure.licences.decisions"]
    assert (cell.state.value, cell.raw, cell.candidates) == ("unreadable", printed, (may,))


@pytest.mark.parametrize("printed", ["139*", "139 ★", "139注1", "139#"])
def test_a_figure_with_the_sign_of_a_note_is_a_candidate(printed: str) -> None:
    one = distinct(3, zeros=0.3)
    one.doc.put("行政许可", printed)
    cell = read_bytes(as_page(one.doc).encode(), "a.html").cells["disclosure.licences.decisions"]
    assert (cell.state.value, cell.raw, cell.candidates) == ("unreadable", printed, (139,))


@pytest.mark.parametrize("error", ["#DIV/0!", "#NUM!", "#N/A", "#NAME?", "#REF!"])
def test_the_name_of_an_error_holds_no_figure(error: str) -> None:
    assert possible(error, 1, summed=False) == []
    assert possible(f"{error} 12", 1, summed=False) == [(12,)]
