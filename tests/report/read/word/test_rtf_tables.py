"""Tables of RTF files: where cells stand, what they cover, and what is in them."""

from __future__ import annotations

import pytest

from gongkai.report.cell import State
from gongkai.report.read import read_bytes, read_document
from gongkai.report.read.blocks import Grid
from tests.report.read.word.rtf_file import row, rtf, shown


@pytest.mark.parametrize("after", [False, True])
def test_edges_say_how_many_columns_a_cell_covers(after: bool) -> None:
    head = row("合并", "丙", edges=r"\cellx2000\cellx3000", after=after)
    assert shown(head + row("1", "2", "3", after=after) + r"\pard 后") == [
        [
            ("合并", 0, 0, 1, 2),
            ("丙", 0, 2, 1, 1),
            ("1", 1, 0, 1, 1),
            ("2", 1, 1, 1, 1),
            ("3", 1, 2, 1, 1),
        ],
        "后",
    ]


def test_edges_that_nearly_meet_are_one_unless_they_are_of_one_row() -> None:
    first = row("1", "2", edges=r"\cellx1000\cellx2000")
    second = row("3", "4", edges=r"\cellx1015\cellx1990")
    narrow = row("5", "6", "7", edges=r"\cellx1000\cellx1030\cellx2000")
    (grid,) = shown(first + second)
    assert grid == [(t, int(i > 1), i % 2, 1, 1) for i, t in enumerate("1234")]
    (grid,) = shown(narrow)
    assert grid == [("5", 0, 0, 1, 1), ("6", 0, 1, 1, 1), ("7", 0, 2, 1, 1)]
    (grid,) = shown(row("1", "2", "3", edges=r"\cellx1\cellx2\cellx3"))
    assert grid == [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1), ("3", 0, 2, 1, 1)]


def test_cells_merged_downwards_and_across() -> None:
    first = row("竖", "横", "", edges=r"\clvmgf\cltxlrtb\cellx1418\clmgf\cellx2836\clmrg\cellx4254")
    second = row("", "1", "2", edges=r"\clvmrg\cltxlrtb\cellx1418\cellx2836\cellx4254")
    assert shown(first + second) == [
        [("竖", 0, 0, 2, 1), ("横", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1)]
    ]


def test_cells_merged_both_ways_at_once() -> None:
    first = row("大", "", "1", edges=r"\clmgf\clvmgf\cellx1000\clmrg\clvmgf\cellx2000\cellx3000")
    second = row("", "", "2", edges=r"\clmgf\clvmrg\cellx1000\clmrg\clvmrg\cellx2000\cellx3000")
    assert shown(first + second) == [[("大", 0, 0, 2, 2), ("1", 0, 2, 1, 1), ("2", 1, 2, 1, 1)]]


def test_a_cell_goes_on_below_a_border_that_was_moved_unless_it_would_cover_another() -> None:
    first = row("竖", "1", edges=r"\clvmgf\cellx1000\cellx2000")
    wider = row("", "2", edges=r"\clvmrg\cellx1100\cellx2000")
    narrower = row("", "3", edges=r"\clvmrg\cellx900\cellx2000")
    assert shown(first + wider) == [[("竖", 0, 0, 2, 1), ("1", 0, 1, 1, 2), ("2", 1, 2, 1, 1)]]
    assert shown(first + narrower) == [
        [("竖", 0, 0, 1, 2), ("1", 0, 2, 1, 1), ("", 1, 0, 1, 1), ("3", 1, 1, 1, 2)]
    ]


def test_a_row_is_divided_as_the_one_above_where_it_says_nothing() -> None:
    first = row("1", "2", edges=r"\cellx2000\cellx3000")
    rest = r"\pard\intbl 3\cell 4\cell\row" + row("5", "6", "7")
    (grid,) = shown(first + rest)
    assert [cell[1:] for cell in grid] == [  # type: ignore[attr-defined]
        (0, 0, 1, 2), (0, 2, 1, 1), (1, 0, 1, 2), (1, 2, 1, 1),
        (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1),
    ]  # fmt: skip


def test_a_row_whose_division_is_another_rows_counts_its_cells() -> None:
    (grid,) = shown(row("1", "2", "3", edges=r"\cellx2000\cellx3000"))
    assert grid == [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1), ("3", 0, 2, 1, 1)]
    (grid,) = shown(row("1", "2", edges=r"\cellx3000\cellx2000"))
    assert grid == [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1)]


def test_a_cell_of_several_paragraphs_and_a_last_cell_without_end() -> None:
    (grid,) = shown(row(r"甲\par 乙\line 丙", "1"))
    assert grid == [("甲\n乙\n丙", 0, 0, 1, 1), ("1", 0, 1, 1, 1)]
    (grid,) = shown(r"\trowd\cellx1\cellx2\pard\intbl 甲\cell 1\row")
    assert grid == [("甲", 0, 0, 1, 1), ("1", 0, 1, 1, 1)]


def test_a_program_that_forgets_where_a_table_begins_and_ends() -> None:
    """Without \\intbl, and with \\intbl still set behind the table."""
    bare = r"\trowd\cellx1000\cellx2000 甲\par 乙\cell 1\par 2\cell\row 后\par"
    assert shown(bare) == ["甲", [("乙", 0, 0, 1, 1), ("1\n2", 0, 1, 1, 1)], "后"]
    left = r"\pard\intbl\trowd\cellx1000 1\cell\row 中\par\trowd\cellx1000 2\cell\row 后\par 完"
    assert shown(left) == [[("1", 0, 0, 1, 1)], "中", [("2", 0, 0, 1, 1)], "后", "完"]


def test_a_table_that_holds_tables_is_layout() -> None:
    inner = (
        r"\pard\intbl\itap2 1\par 0\nestcell\pard\intbl\itap2 2\nestcell"
        r"{\*\nesttableprops\trowd\trleft5\clvmgf\cellx700\cellx1500\nestrow}{\nonesttables\par}"
        r"\pard\intbl\itap2 \nestcell 3\nestcell"
        r"{\*\nesttableprops\trowd\trleft5\clvmrg\cellx700\cellx1500\nestrow}{\nonesttables\par}"
    )
    outer = (
        r"\trowd\cellx1000\cellx3000\pard\intbl 外\cell\pard\intbl 前\par "
        rf"{inner}\pard\intbl 后\cell\row"
    )
    assert shown(outer + r"\pard 完") == [
        "外",
        "前",
        [("1\n0", 0, 0, 2, 1), ("2", 0, 1, 1, 1), ("3", 1, 1, 1, 1)],
        "后",
        "完",
    ]


def test_a_source_counts_tables_rows_and_columns() -> None:
    body = row("甲", "1") + r"\pard 中\par " + row("乙", "2") + row("丙", "3")
    grids = [b for b in read_document(rtf(body), "a").blocks if isinstance(b, Grid)]
    places = [(c.source.table, c.source.row, c.source.column) for g in grids for c in g.cells]
    assert places == [(1, 1, 1), (1, 1, 2), (2, 1, 1), (2, 1, 2), (2, 2, 1), (2, 2, 2)]


INLINE = r"{\*\shppict{\pict\pngblip 89504e}}{\nonshppict{\pict\wmetafile8 0100}}"
FLOATING = r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict 8950}}}}{\shprslt{\pict 00}}}"
SYMBOL = r'{\field{\*\fldinst SYMBOL 45 \\f "Symbol" \\s 11}{\fldrslt\f3\fs22}}'


@pytest.mark.parametrize(
    ("inside", "state", "value"),
    [
        (INLINE, State.UNREADABLE, None),
        (r"{\pict\bin7 \}{\}\\}", State.UNREADABLE, None),
        (FLOATING, State.BLANK, None),  # a stamp
        (FLOATING + "4", State.NUMBER, 4),
        (SYMBOL + "4", State.UNREADABLE, None),
        (r"{\f3 -}4", State.UNREADABLE, None),
        (r"{\object\objemb{\*\objdata 00}{\result 4}}", State.UNREADABLE, None),
        (r"{\mmath{\*\moMath{\mr 1}}}", State.UNREADABLE, None),
        (r"{\field{\*\fldinst EQ \\f(1,2)}{\fldrslt }}", State.UNREADABLE, None),
        (r"{\field{\*\fldinst =SUM(ABOVE)}{\fldrslt 12}}", State.NUMBER, 12),
        (r"{\v 9}1", State.NUMBER, 1),
        ("", State.BLANK, None),
        ("0", State.NUMBER, 0),
    ],
)
def test_what_is_no_text_in_a_cell_is_never_a_number_nor_blank(
    inside: str, state: State, value: int | None
) -> None:
    heads = row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    body = (
        r"\pard 甲县教育局2024年政府信息公开工作年度报告\par 二、主动公开政府信息情况\par "
        + heads
        + row(f"{INLINE}规章", inside, "7", "8")
        + rf"\pard {INLINE}三、收到和处理政府信息公开申请情况\par"
    )
    cells = read_bytes(rtf(body), "年报.doc").cells  # as it is often named
    found = cells["disclosure.rules.issued"]
    assert (found.state, found.value) == (state, value)
    assert cells["disclosure.rules.repealed"].value == 7
