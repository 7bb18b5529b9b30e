"""Cells that were recognised in a picture: what their sums choose, and what stays unread."""

from __future__ import annotations

import pytest

from gongkai.report.cell import Cell, Method, Source, State
from gongkai.report.form import get_form
from gongkai.report.read.blocks import Document, Grid, GridCell, Paragraph
from gongkai.report.read.matching.matcher import match

HEADING = Paragraph("三、收到和处理政府信息公开申请情况", confidence=0.99)
Seen = tuple[str, float, tuple[tuple[str, float], ...]]
LABELS = {
    "received": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
}
ROWS = get_form("2021").table("requests").rows


def seen(text: str, sure: float = 0.999, *candidates: tuple[str, float]) -> Seen:
    return (text, sure, candidates)


def table_three(rows: dict[str, list[Seen]]) -> Grid:
    """Table three with these rows as a recogniser saw them; every other row is sure zeros."""
    grid = []
    for r, row in enumerate(ROWS):
        grid.append(GridCell(row.label, r, 0, confidence=0.99))
        values = rows.get(row.id, [seen("0")] * 7)
        for c, (text, sure, candidates) in enumerate(values, 1):
            grid.append(GridCell(text, r, c, confidence=sure, candidates=candidates))
    return Grid(grid)


def cells(rows: dict[str, list[Seen]]) -> dict[str, Cell]:
    """The cells of a picture of table three."""
    return dict(match(Document((table_three(rows),), "a.png", "scan")).cells)


def row(found: dict[str, Cell], row_id: str) -> list[object]:
    return [c.value for i, c in found.items() if i.startswith(f"requests.{row_id}.")]


def test_a_sure_row_is_vouched_for_by_its_sums() -> None:
    found = cells({})
    cell = found["requests.granted.total"]
    assert (cell.value, cell.method, cell.confidence) == (0, Method.RECOGNISED, 0.9999)
    assert cell.witnesses == ("row-sum", "column-sum")


def test_the_sum_chooses_the_likelier_reading_that_fits() -> None:
    some = [seen("7", 0.6, ("1", 0.39)), *[seen("0")] * 5, seen("1")]
    found = cells({"received": some, "granted": some, "concluded": some})
    for name in ("received", "granted", "concluded"):
        assert row(found, name) == [1, 0, 0, 0, 0, 0, 1]
        assert found[f"requests.{name}.natural_person"].raw == "1"
        assert found[f"requests.{name}.natural_person"].method is Method.RECOGNISED


def test_the_balance_chooses_between_readings_whose_sums_fit() -> None:
    """3 or 8, and its total too: the row does not tell, the rows that are sure do."""
    doubt = [seen("3", 0.55, ("8", 0.44)), *[seen("0")] * 5, seen("3", 0.5, ("8", 0.49))]
    sure = [seen("8"), *[seen("0")] * 5, seen("8")]
    found = cells({"received": sure, "granted": doubt, "concluded": sure})
    assert row(found, "granted") == [8, 0, 0, 0, 0, 0, 8]
    found = cells({"received": doubt, "granted": doubt, "concluded": doubt})
    cell = found["requests.granted.natural_person"]
    assert (cell.state, cell.candidates) == (State.UNREADABLE, (3, 8))
    assert row(found, "granted")[1:6] == [0] * 5


@pytest.mark.parametrize(("sure", "state"), [(0.999, State.NUMBER), (0.7, State.UNREADABLE)])
def test_a_row_that_never_adds_up_is_read_only_where_each_cell_is_sure(
    sure: float, state: State
) -> None:
    found = cells({"received": [seen("5", sure), *[seen("0")] * 5, seen("9")]})
    cell = found["requests.received.natural_person"]
    assert cell.state is state
    assert cell.against == (("row-sum", "balance") if state is State.NUMBER else ())
    if state is State.NUMBER:
        assert cell.confidence is not None
        assert cell.confidence < sure
    else:
        assert cell.candidates == (5,)


def test_a_wrong_sum_that_was_seen_clearly_is_never_put_right() -> None:
    """3 and 5 are printed beside 9: the sum would hold with 4, which was hardly seen."""
    doubt = seen("3", 0.969, ("4", 0.03))
    found = cells({"received": [doubt, seen("5"), *[seen("0")] * 4, seen("9")]})
    cell = found["requests.received.natural_person"]
    assert (cell.state, cell.raw, cell.candidates) == (State.UNREADABLE, "3", (3, 4))
    assert row(found, "received")[1:] == [5, 0, 0, 0, 0, 9]


def test_the_table_does_not_help_a_sum_to_put_a_figure_right() -> None:
    """The rows beside agree with 4 too: one wrong figure in the document breaks both sums at once."""
    sure = [seen("4"), seen("5"), *[seen("0")] * 4, seen("9")]
    doubt = [seen("3", 0.969, ("4", 0.03)), *sure[1:]]
    found = cells({"received": sure, "granted": doubt, "concluded": sure})
    cell = found["requests.granted.natural_person"]
    assert (cell.state, cell.candidates) == (State.UNREADABLE, (3, 4))


def test_a_balance_that_refutes_what_the_sum_chose_leaves_it_open() -> None:
    """The rows beside are sure of 3 and 8; the sum alone wants 4 and 9."""
    doubt = [seen("3", 0.6, ("4", 0.39)), seen("5"), *[seen("0")] * 4, seen("9")]
    sure = [seen("3"), seen("5"), *[seen("0")] * 4, seen("8")]
    found = cells({"received": sure, "granted": doubt, "concluded": sure})
    cell = found["requests.granted.natural_person"]
    assert (cell.state, cell.raw, cell.candidates) == (State.UNREADABLE, "3", (3, 4))
    assert row(found, "received") == [3, 5, 0, 0, 0, 0, 8]


def test_a_table_that_does_not_add_up_stays_as_it_was_seen() -> None:
    some = [seen("7"), *[seen("0")] * 5, seen("7")]
    found = cells({"received": some, "granted": some})
    assert row(found, "received") == row(found, "granted") == [7, 0, 0, 0, 0, 0, 7]
    assert row(found, "concluded") == [0] * 7
    assert found["requests.granted.total"].against == ("column-sum",)


def test_an_empty_recognised_cell_is_blank() -> None:
    found = cells({"received": [seen("", 1.0), *[seen("0")] * 6]})
    assert found["requests.received.natural_person"].state is State.BLANK


def test_a_cell_that_may_belong_to_another_column_is_not_blank() -> None:
    found = cells({"received": [seen("", 0.3), *[seen("0")] * 6]})
    assert found["requests.received.natural_person"].state is State.UNREADABLE


def test_a_sum_that_holds_only_in_a_way_nobody_sees_decides_nothing() -> None:
    """34 lost its 3, and the sum would hold with 4, 10, 10, 10: four unlikely readings at once."""
    ten = seen("0", 0.9, ("10", 0.06))
    some = [seen("4", 0.9), ten, ten, ten, seen("0"), seen("0"), seen("34")]
    found = cells({"received": some})
    assert row(found, "received")[:4] == [None] * 4
    assert found["requests.received.enterprise"].candidates == (0, 10)


def test_a_figure_in_loose_lines_of_a_picture_is_only_a_candidate() -> None:
    line = "一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3"
    lines = ("三、收到和处理政府信息公开申请情况", line)
    blocks = tuple(Paragraph(text, Source(page=1), confidence=0.99) for text in lines)
    found = match(Document(blocks, "a.png", "scan")).cells
    cell = found["requests.received.natural_person"]
    assert (cell.state, cell.candidates) == (State.UNREADABLE, (3,))
    printed = tuple(Paragraph(text, Source(page=1)) for text in lines)
    cell = match(Document(printed, "a.pdf", "pdf")).cells["requests.received.natural_person"]
    assert (cell.state, cell.value) == (State.NUMBER, 3)


def test_a_place_without_a_cell_is_not_blank() -> None:
    """The line between two rows was not seen: the second row has no cells of its own."""
    rows = [GridCell(ROWS[0].label, 0, 0, confidence=0.99)]
    rows += [GridCell("0", 0, c, row_span=2, confidence=0.999) for c in range(1, 8)]
    rows += [GridCell(ROWS[1].label, 1, 0, confidence=0.99)]
    found = match(Document((HEADING, Grid(tuple(rows))), "a.png", "scan")).cells
    assert {c.state for i, c in found.items() if i.startswith("requests.")} == {State.UNREADABLE}


def test_values_beside_a_label_of_two_rows_are_neithers() -> None:
    """The line between two labels was not seen, those between their values were."""
    both = f"{ROWS[0].label}\n{ROWS[1].label}"
    rows = [GridCell(both, 0, 0, row_span=2, confidence=0.99)]
    rows += [GridCell(str(r), r, c, confidence=0.999) for r in (0, 1) for c in range(1, 8)]
    found = match(Document((HEADING, Grid(tuple(rows))), "a.png", "scan")).cells
    assert {c.state for i, c in found.items() if i.startswith("requests.")} == {State.UNREADABLE}


def test_a_row_that_only_its_sum_tells_apart_stays_unread() -> None:
    """The line between two cells was not seen: 00. The other cells are sure, their columns are not."""
    unsure = [seen("0", 0.3)] * 7
    found = cells({"granted": [seen("00"), *[seen("0")] * 5], "concluded": unsure})
    states = {i: c.state for i, c in found.items() if i.startswith("requests.granted.")}
    assert set(states.values()) == {State.UNREADABLE}
    assert found["requests.granted.total"].candidates == (0,)
    sums = cells({"granted": [seen("00"), *[seen("0")] * 5]})
    assert row(sums, "granted") == [None, None, 0, 0, 0, 0, 0]
    assert sums["requests.granted.total"].confidence == 0.999


def test_a_row_that_was_not_recognised_is_not_called_missing() -> None:
    grid = [GridCell(r.label if i != 1 else "□", i, 0, confidence=0.99) for i, r in enumerate(ROWS)]
    grid += [GridCell("0", i, c, confidence=0.999) for i in range(len(ROWS)) for c in range(1, 8)]
    report = match(Document((HEADING, Grid(tuple(grid))), "a.png", "scan"))
    second = [c for i, c in report.cells.items() if i.startswith("requests.carried_in.")]
    assert [(c.state, c.raw) for c in second] == [(State.UNREADABLE, None)] * 7
    (note,) = [note for note in report.notes if note.code == "table-incomplete"]
    assert note.message == (
        "第三部分的表有些行没有认出来：「二、上年结转政府信息公开申请数量」 1 行。"
        "这些行印没印、印的是什么都看不清，按「读不清」处理"
    )


def test_a_table_that_was_not_recognised_below_its_heading_is_unread_not_absent() -> None:
    lines = [
        HEADING,
        Paragraph("看不清", confidence=0.4),
        Paragraph("本年废止件数", confidence=0.9),
    ]
    report = match(Document(tuple(lines), "a.png", "scan"))
    states = {i: c.state for i, c in report.cells.items()}
    assert {s for i, s in states.items() if i.startswith("requests")} == {State.UNREADABLE}
    assert {s for i, s in states.items() if not i.startswith("requests")} == {State.ABSENT}
    (note,) = [note for note in report.notes if note.code == "table-missing"]
    assert note.message.startswith("第三部分的表没有认出来，它的单元格按「读不清」处理")


WORN = (
    Paragraph("某县卫生健康委员会2021年政府信息公开工作年度报告", confidence=0.9),
    Paragraph("一、总体情况", confidence=0.99),
    Paragraph("二、主动公开政府信息情况", confidence=0.99),
    Grid((GridCell("□", 0, 0, confidence=0.0), GridCell("3", 0, 1, confidence=0.999))),
    Paragraph("三、收到和处理政府信息公开申请情况", confidence=0.99),
    Paragraph("四、政府信息公开行政复议、行政诉讼情况", confidence=0.99),
)


def test_a_worn_report_whose_tables_show_no_word_has_cells_that_are_not_read() -> None:
    report = match(Document(WORN, "a.png", "scan"))
    assert report.form == "2021"
    assert len(report.cells) == 200
    assert {(c.state, c.value) for c in report.cells.values()} == {(State.UNREADABLE, None)}


@pytest.mark.parametrize("left_out", [WORN[4], WORN[5]])
def test_a_scan_without_the_headings_of_the_tables_has_no_form(left_out: Paragraph) -> None:
    blocks = tuple(block for block in WORN if block is not left_out)
    report = match(Document(blocks, "a.png", "scan"))
    assert (report.form, dict(report.cells)) == ("none", {})


def test_a_table_of_sure_rows_that_add_up_says_how_sure_each_figure_was() -> None:
    some = [seen("7", 0.985), *[seen("0", 0.9945)] * 5, seen("7", 0.998)]
    found = cells({"received": some, "granted": some, "concluded": some})
    assert row(found, "granted") == [7, 0, 0, 0, 0, 0, 7]
    told = [c for i, c in found.items() if i.startswith("requests.granted.")]
    assert {c.method for c in told} == {Method.RECOGNISED}
    assert [c.confidence for c in told] == [0.9985, *[0.9994] * 5, 0.9998]
    assert told[0].witnesses == ("row-sum", "column-sum")


def test_a_figure_that_nothing_repeats_is_as_sure_as_it_was_seen() -> None:
    grid = []
    for r, one in enumerate(get_form("2021").table("disclosure").rows):
        grid.append(GridCell(one.label, r, 0, confidence=0.99))
        for c in range(1, len(one.columns) + 1):
            sure = 0.7 if (r, c) == (1, 1) else 0.985  # so the table is not whole
            grid.append(GridCell("3", r, c, confidence=sure))
    table_two = Paragraph("二、主动公开政府信息情况", confidence=0.99), Grid(grid)
    document = Document((*table_two, HEADING, table_three({})), "a.png", "scan")
    told = [c for i, c in match(document).cells.items() if i.startswith("disclosure.")]
    unread = [c for c in told if c.state is State.UNREADABLE]
    assert [c.candidates for c in unread] == [(3,)]
    assert {(c.value, c.confidence, c.witnesses) for c in told if c not in unread} == {
        (3, 0.985, ())
    }
