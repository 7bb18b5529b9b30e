"""The statutory tables as a page draws them: every cell a link, the open one with its records.

The shape comes from `gongkai.report.write.layout`; here a cell gets its classes and its mark, and
the row of records is put beneath the open cell without breaking the merged cells around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.office.reporting.text_findings import TextFinding
from gongkai.report.cell import STATE_NAMES, Cell, State
from gongkai.report.form import get_form, split_cell_id
from gongkai.report.model import Report
from gongkai.report.rules import Severity
from gongkai.report.write.layout import Kind, LayoutCell, LayoutTable, layout, places, print_cell
from gongkai.report.write.layout import lines as broken


@dataclass
class Square:
    """One place of a drawn table. `kind` is header, label, note or value; `before` is last year's figure
    where two years are drawn side by side, `doubt` that no finding of its mark is an error."""

    kind: str
    text: str
    rows: int
    columns: int
    classes: str = ""
    cell_id: str = ""
    label: str = ""
    mark: str = ""
    doubt: bool = False
    open: bool = False
    before: str = ""
    lines: tuple[str, ...] = ()


@dataclass
class Line:
    """One drawn row; a row of records has `evidence` and its `span` in columns."""

    squares: list[Square] = field(default_factory=list)
    evidence: bool = False
    span: int = 0
    classes: str = ""


@dataclass(frozen=True)
class Drawing:
    """One statutory table: its head rows (repeated in print) and its body rows."""

    id: str
    title: str
    head: tuple[Line, ...]
    body: tuple[Line, ...]


def draw(
    report: Report,
    section: int,
    findings: Sequence[TextFinding],
    open_cell: str,
    before: Report | None = None,
) -> list[Drawing]:
    """The tables of a section; none for a section without a table. With `before` every cell also has
    the figure of that report."""
    marks = mark_cells(findings)
    return [
        _draw(table, report, marks, open_cell, before)
        for table in layout(report.form)
        if table.section == section
    ]


@dataclass(frozen=True)
class CellMark:
    """The numbers of the findings that name a cell, as they are listed; whether one is an error."""

    numbers: tuple[int, ...]
    error: bool


def mark_cells(findings: Sequence[TextFinding]) -> dict[str, CellMark]:
    """The mark of every cell that a broken rule names."""
    marks: dict[str, CellMark] = {}
    for number, one in enumerate(findings, start=1):
        if one.finding.severity is not Severity.INFO:
            error = one.finding.severity is Severity.ERROR
            for cell_id in one.finding.cells:
                held = marks.get(cell_id, CellMark((), False))
                marks[cell_id] = CellMark((*held.numbers, number), held.error or error)
    return marks


def section_of(form: str, cell_id: str) -> int:
    """The section a cell is printed in. Raises KeyError for an unknown cell."""
    table = get_form(form).cells[cell_id].table.id
    return {"disclosure": 2, "requests": 3, "challenges": 4}[table]


def _draw(
    table: LayoutTable,
    report: Report,
    marks: Mapping[str, CellMark],
    open_cell: str,
    before: Report | None,
) -> Drawing:
    width = len(table.widths)
    placed = places(table)
    lines: list[Line] = []
    spanning: list[tuple[Square, int, int]] = []  # a square, its last row, its width
    for at, row in enumerate(placed):
        line = Line()
        for column, one in row:
            square = _square(one, report, marks, open_cell)
            if before is not None and square.cell_id in before.cells:
                square.before = words(before.cells[square.cell_id])
            square.lines = tuple(broken(table, column, one))
            line.squares.append(square)
            if one.row_span > 1:
                spanning.append((square, at + one.row_span - 1, one.column_span))
        if any("sum" in s.classes for s in line.squares if s.kind == "label"):
            line.classes = "sum"
        lines.append(line)
        if open_cell and any(s.open for s in line.squares):
            through = [(s, w) for s, last, w in spanning if last > at]
            for square, _ in through:
                square.rows += 1
            lines.append(Line(evidence=True, span=width - sum(w for _, w in through)))
    cut = table.header_rows
    return Drawing(table.id, table.title, tuple(lines[:cut]), tuple(lines[cut:]))


def _square(
    one: LayoutCell, report: Report, marks: Mapping[str, CellMark], open_cell: str
) -> Square:
    square = Square(str(one.kind), one.text, one.row_span, one.column_span)
    if one.cell_id is None:
        if one.kind is Kind.LABEL:
            vertical = one.row_span > 1 and len(one.text) > 8 and one.text.startswith("三、")
            square.classes = "v" if vertical else "lab"
            if one.text.startswith("（七）"):
                square.classes = "lab sum"
        return square
    cell = report.cells[one.cell_id]
    _, row, column = split_cell_id(one.cell_id)
    classes = []
    if cell.state is State.NUMBER and cell.value == 0:
        classes.append("zero")
    if column == "total" or row == "concluded":
        classes.append("sum")
    mark = marks.get(one.cell_id)
    if mark is not None:
        classes.append("hit" if mark.error else "hit w")
        square.mark = "、".join(str(number) for number in mark.numbers)
        square.doubt = not mark.error
    if one.cell_id == open_cell:
        classes.append("open")
    square.text = words(cell)
    square.classes = " ".join(classes)
    square.cell_id = one.cell_id
    square.label = get_form(report.form).cells[one.cell_id].label
    square.open = one.cell_id == open_cell
    return square


def words(cell: Cell) -> str:
    """What a cell shows on the desk: the number, or its state in a word. Blank is never empty here."""
    if cell.state in (State.BLANK, State.ABSENT):
        return STATE_NAMES[cell.state]
    return print_cell(cell)


def how_counted(form: str, cell_id: str, year: int) -> str:
    """In one sentence what a cell counts, for the person who opens it."""
    table, row, column = split_cell_id(cell_id)
    spec = get_form(form).cells[cell_id]
    if table == "disclosure":
        return _DISCLOSURE[column].format(year=year, name=spec.row.label)
    if table == "challenges":
        return (
            f"统计口径：因政府信息公开工作发生、{year}年内办理的案件，按案件计；"
            f"上年没有审结的，今年连同结果再计一次。"
        )
    who = "全部申请人" if column == "total" else f"申请人为{spec.column.label}"
    what = {
        "received": f"收到日期在{year}年内",
        "carried_in": f"{year}年以前收到、到上年12月31日没有办结",
        "carried_out": f"到{year}年12月31日收到而没有办结",
        "concluded": f"{year}年内办结",
    }.get(row, f"{year}年内办结，结果为“{spec.row.label}”")
    return f"统计口径：{what}，{who}。每件只计一次。"


_DISCLOSURE = {
    "issued": "统计口径：{year}年内制发的{name}。",
    "repealed": "统计口径：{year}年内废止、宣布失效或者到期失效的{name}。",
    "in_force": "统计口径：{year}年12月31日现行有效的{name}。",
    "decisions": "统计口径：{year}年内作出的全部{name}决定，已公开和依法不公开的都计。",
    "amount": "统计口径：{year}年内实际收取的{name}，单位万元。",
}
