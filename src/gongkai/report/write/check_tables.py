"""The statutory tables in their official shape, with every cell's state shown and findings marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from ..cell import STATE_NAMES, Cell, State
from ..model import Report
from ..rules.model import Severity
from .findings import Mark, Marks
from .layout import Kind, LayoutCell, LayoutTable, layout, lines, places, print_cell


def tables(report: Report, marks: Marks, *, linked: bool) -> Iterator[str]:
    """The tables of the report's form as HTML. With `linked` a cell leads to its line (`#L12`)."""
    for table in layout(report.form):
        label = escape(table.title)
        yield (
            f'<div class="scroll mt-4" tabindex="0" role="region" aria-label="{label}">'
            f'<table class="stat {table.id}"><caption class="vh">{label}</caption>'
        )
        yield "<thead>" if table.header_rows else "<tbody>"
        for at_row, row in enumerate(places(table)):
            if at_row and at_row == table.header_rows:
                yield "</thead><tbody>"
            yield "<tr>"
            for column, one in row:
                yield _place(table, column, one, report, marks, linked)
            yield "</tr>"
        yield "</tbody></table></div>"


def _place(
    table: LayoutTable, column: int, one: LayoutCell, report: Report, marks: Marks, linked: bool
) -> str:
    span = f' rowspan="{one.row_span}"' if one.row_span > 1 else ""
    span += f' colspan="{one.column_span}"' if one.column_span > 1 else ""
    if one.cell_id is not None:
        return _value(
            one.cell_id, report.cells[one.cell_id], marks.get(one.cell_id, ()), linked, span
        )
    words = "<br>".join(escape(part) for part in lines(table, column, one))
    if one.kind is Kind.NOTE:
        return f'<th class="note"{span}>{words}</th>'
    if one.kind is Kind.HEADER:
        scope = "colgroup" if one.column_span > 1 else "col"
        return f'<th scope="{scope}"{span}>{words}</th>'
    scope = "rowgroup" if one.row_span > 1 else "row"
    upright = "v" if one.row_span > 8 else "lab" if one.row_span == 1 else "group"
    return f'<th scope="{scope}" class="{upright}"{span}>{words}</th>'


def _value(cell_id: str, cell: Cell, marks: Sequence[Mark], linked: bool, span: str) -> str:
    classes = [] if cell.state is State.NUMBER else [cell.state.value]
    if cell.state is State.NUMBER and cell.value == 0:
        classes.append("zero")
    if cell_id.endswith(".total"):
        classes.append("sum")
    number = ""
    if marks:
        red = any(mark.severity is Severity.ERROR for mark in marks)
        classes.append("hit" if red else "hit w")
        numbered = [mark for mark in marks if mark.number is not None]
        if not numbered:
            classes.append("part")
        for mark in numbered:
            kind = "mk" if mark.severity is Severity.ERROR else "mk w"
            number += f'<span class="{kind}">{mark.number}</span>'
    shown = escape(print_cell(cell))
    if cell.state in (State.BLANK, State.ABSENT):
        shown = "空白" if cell.state is State.BLANK else "没有"
    elif cell.state is not State.NUMBER:
        shown += f'<span class="vh">（{STATE_NAMES[cell.state]}）</span>'
    line = cell.source.line if cell.source else None
    content = (
        f'<a href="#L{line}">{number}{shown}</a>'
        if linked and line is not None
        else f"<span>{number}{shown}</span>"
    )
    names = f' class="{" ".join(classes)}"' if classes else ""
    return f'<td id="c-{cell_id}"{names}{span}>{content}</td>'
