"""The official layout of a form's tables as data: what every writer prints, and where it merges.

One `LayoutTable` a statutory table, its rows in printed order. A cell that spans rows or columns is
listed once, at its top left corner, exactly as in HTML. Source: the annexes of
国办公开办函〔2021〕30号 (form `2021`) and 国办公开办函〔2019〕60号 (`2019`); the statistics table of
2014 is a plain list of indicators.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import groupby

from ..cell import Cell, Number, State
from ..form import Form, Row, Table, cell_id, get_form
from ..printed import parse_number

#: The width of the text block of an official document (GB/T 9704), in millimetres.
TEXT_WIDTH = 156.0


class Kind(StrEnum):
    """What a place of the layout is for."""

    HEADER = "header"  # a heading of columns, or the line above a block
    LABEL = "label"  # the words at the left of a row
    VALUE = "value"  # a cell of the form; only these have a `cell_id`
    NOTE = "note"  # the explanation in the top left corner of table three


@dataclass(frozen=True, slots=True)
class LayoutCell:
    """One printed place. `text` is what the form prints there; a value's text is empty, its content
    comes from the report by `cell_id`."""

    kind: Kind
    text: str = ""
    row_span: int = 1
    column_span: int = 1
    cell_id: str | None = None


@dataclass(frozen=True, slots=True)
class LayoutTable:
    """One table as printed.

    `id` is the table's id in the form, `section` the number of the section it stands in (None for the
    table of 2014), `widths` the width of every column in millimetres (they add up to `TEXT_WIDTH`),
    `header_rows` how many rows repeat on a following page (0 where headings stand between the rows).
    """

    id: str
    title: str
    section: int | None
    widths: tuple[float, ...]
    header_rows: int
    rows: tuple[tuple[LayoutCell, ...], ...]

    def begins_left(self, one: LayoutCell) -> bool:
        """Tell whether a place's words begin at the left: the note, and the labels of rows but those
        of table two, which are names."""
        label = one.kind is Kind.LABEL and one.row_span == 1 and self.id != "disclosure"
        return label or one.kind is Kind.NOTE

    @property
    def fits_a_page(self) -> bool:
        """Tell whether the whole table finds room on one page, so that no page need break it."""
        return len(self.rows) <= 28

    @property
    def cell_ids(self) -> tuple[str, ...]:
        """The form's cells in the order they are printed."""
        return tuple(c.cell_id for row in self.rows for c in row if c.cell_id is not None)


@cache
def layout(form_id: str) -> tuple[LayoutTable, ...]:
    """The tables of a form in printed order; none for the form `none`. Raises KeyError."""
    form = get_form(form_id)
    if form_id == "2014":
        return (_statistics(form),)
    if not form.tables:
        return ()
    return (
        _disclosure(form.table("disclosure")),
        _requests(form.table("requests")),
        _challenges(form.table("challenges")),
    )


def places(table: LayoutTable) -> list[list[tuple[int, LayoutCell]]]:
    """Each row of a table with the column (from 0) every cell starts in, spans worked out."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, LayoutCell]]] = []
    for at_row, row in enumerate(table.rows):
        column = 0
        line: list[tuple[int, LayoutCell]] = []
        for one in row:
            while (at_row, column) in taken:
                column += 1
            line.append((column, one))
            taken.update(
                (at_row + down, column + right)
                for down in range(one.row_span)
                for right in range(one.column_span)
            )
            column += one.column_span
        placed.append(line)
    return placed


def lines(table: LayoutTable, column: int, one: LayoutCell) -> list[str]:
    """The words of a heading or a label, broken where a narrow column of paper should break them.

    A merged label breaks after its number, （三）/不予公开; a heading over a column too narrow for it
    breaks in words of two characters, 商业/企业. Joined together they are the text again.
    """
    if one.kind is Kind.LABEL and one.row_span > 1 and "）" in one.text:
        head, bracket, rest = one.text.partition("）")
        return [head + bracket, rest]
    room = sum(table.widths[column : column + one.column_span]) / _MM_A_CHARACTER
    if one.kind is Kind.HEADER and len(one.text) > room:
        return [one.text[at : at + 2] for at in range(0, len(one.text), 2)]
    return [one.text]


#: A character of 10 pt, the size of a table's text, and a little room beside it.
_MM_A_CHARACTER = 3.6

UNREADABLE_MARK = "［读不清］"


def print_number(value: Number) -> str:
    """A bare figure: every digit, no exponent, no thousands mark."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def print_cell(cell: Cell) -> str:
    """What a document prints in a cell.

    A number as a bare figure (a sign that was printed stays); blank and absent print nothing; the
    other states print the words of their source. What is not a number never prints as one: where the
    words alone would read as a figure, they are printed behind a mark. JSON and HTML keep the states
    apart; paper cannot tell blank from absent.
    """
    if cell.state is State.NUMBER and cell.value is not None:
        sign = "+" if (cell.raw or "").lstrip().startswith(("+", "＋")) else ""
        return sign + print_number(cell.value)
    if cell.state in (State.BLANK, State.ABSENT):
        return ""
    raw = (cell.raw or "").strip()
    if cell.state is State.ANNOTATED:
        return raw
    if cell.state is State.NOT_APPLICABLE:
        return raw if raw and parse_number(raw) is None else "不适用"
    if not raw:
        return UNREADABLE_MARK
    return raw if parse_number(raw) is None else UNREADABLE_MARK + raw


def _value(table: Table, row: Row, column: str, *, column_span: int = 1) -> LayoutCell:
    return LayoutCell(
        Kind.VALUE, column_span=column_span, cell_id=cell_id(table.id, row.id, column)
    )


def _disclosure(table: Table) -> LayoutTable:
    """Table two: a line, a heading and the rows of each item of Article 20, all in one table.

    The last column of a block that has fewer columns takes the rest of the width.
    """
    width = 1 + max(len(row.columns) for row in table.rows)
    rows: list[tuple[LayoutCell, ...]] = []
    for block, grouped in groupby(table.rows, key=lambda row: row.block):
        members = list(grouped)
        columns = members[0].columns
        rest = width - len(columns)
        rows.append((LayoutCell(Kind.HEADER, block or "", column_span=width),))
        rows.append(
            (
                LayoutCell(Kind.HEADER, "信息内容"),
                *(LayoutCell(Kind.HEADER, c.label) for c in columns[:-1]),
                LayoutCell(Kind.HEADER, columns[-1].label, column_span=rest),
            )
        )
        rows.extend(
            (
                LayoutCell(Kind.LABEL, row.label),
                *(_value(table, row, c.id) for c in columns[:-1]),
                _value(table, row, columns[-1].id, column_span=rest),
            )
            for row in members
        )
    return LayoutTable(table.id, table.section, 2, (TEXT_WIDTH / width,) * width, 0, tuple(rows))


def _requests(table: Table) -> LayoutTable:
    """Table three: three label columns, then a natural person, five kinds of organisation, the total."""
    columns = table.rows[0].columns
    organisations = [c for c in columns if c.group]
    outcomes = [row for row in table.rows if _is_outcome(row)]
    rows: list[tuple[LayoutCell, ...]] = [
        (
            LayoutCell(Kind.NOTE, table.note or "", row_span=3, column_span=3),
            LayoutCell(Kind.HEADER, "申请人情况", column_span=len(columns)),
        ),
        (
            LayoutCell(Kind.HEADER, columns[0].label, row_span=2),
            LayoutCell(Kind.HEADER, organisations[0].group or "", column_span=len(organisations)),
            LayoutCell(Kind.HEADER, columns[-1].label, row_span=2),
        ),
        tuple(LayoutCell(Kind.HEADER, c.label) for c in organisations),
    ]
    begun: set[str] = set()
    for row in table.rows:
        line: list[LayoutCell] = []
        if row is outcomes[0]:
            line.append(LayoutCell(Kind.LABEL, "三、本年度办理结果", row_span=len(outcomes)))
        if row.group:
            if row.group not in begun:
                begun.add(row.group)
                span = sum(other.group == row.group for other in table.rows)
                line.append(LayoutCell(Kind.LABEL, row.group, row_span=span))
            line.append(LayoutCell(Kind.LABEL, row.label))
        else:
            span = 2 if _is_outcome(row) else 3
            line.append(LayoutCell(Kind.LABEL, row.label, column_span=span))
        line.extend(_value(table, row, c.id) for c in columns)
        rows.append(tuple(line))
    each = 11.7  # three characters of 10 pt
    labels = (9.0, 15.6, TEXT_WIDTH - 9.0 - 15.6 - each * len(columns))
    return LayoutTable(
        table.id, table.section, 3, (*labels, *(each,) * len(columns)), 3, tuple(rows)
    )


def _is_outcome(row: Row) -> bool:
    """Tell whether a row stands beside 三、本年度办理结果: its label, or its group's, is （一）…（七）."""
    return (row.group or row.label).startswith("（")


def _challenges(table: Table) -> LayoutTable:
    """Table four: every body's results side by side, in one row of figures."""
    results = table.rows[0].columns
    top: list[LayoutCell] = []
    for group, grouped in groupby(table.rows, key=lambda row: row.group):
        members = list(grouped)
        span = len(results) * len(members)
        if group:
            top.append(LayoutCell(Kind.HEADER, group, column_span=span))
        else:
            top.extend(
                LayoutCell(Kind.HEADER, row.label, row_span=2, column_span=len(results))
                for row in members
            )
    rows = (
        tuple(top),
        tuple(
            LayoutCell(Kind.HEADER, row.label, column_span=len(results))
            for row in table.rows
            if row.group
        ),
        tuple(LayoutCell(Kind.HEADER, c.label) for _ in table.rows for c in results),
        tuple(_value(table, row, c.id) for row in table.rows for c in results),
    )
    width = len(table.rows) * len(results)
    return LayoutTable(table.id, table.section, 4, (TEXT_WIDTH / width,) * width, 3, rows)


def _statistics(form: Form) -> LayoutTable:
    """The statistics table of 2014: an indicator with its unit, and its figure."""
    (table,) = form.tables
    rows = [(LayoutCell(Kind.HEADER, "统计指标"), LayoutCell(Kind.HEADER, "统计数"))]
    for row in table.rows:
        (column,) = row.columns
        label = f"{row.label}（单位：{column.unit}）" if column.unit else row.label
        rows.append((LayoutCell(Kind.LABEL, label), _value(table, row, column.id)))
    return LayoutTable(
        table.id, "政府信息公开情况统计表", None, (TEXT_WIDTH - 40.0, 40.0), 1, tuple(rows)
    )
