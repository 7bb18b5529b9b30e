"""The rows of the statistics table of 2014–2018 as they are gathered, from grids or from lines."""

from __future__ import annotations

from ....cell import Source
from ....form import Row, get_form
from ..figures.money import IN_TEN_THOUSAND, unit_at_end, unit_in_heads
from ..rows.row_reading import RowReading, Value, Values
from .statistics_labels import bare, labels


class StatisticsRows:
    """The rows that were read, with what tells the two of one label apart and the unit of an amount."""

    def __init__(self) -> None:
        self.rows: list[RowReading] = []
        self.money = ""  # the unit that was printed last
        self.below: list[int] = []  # rows whose figure stands alone in a line below their label
        self._twice: set[str] = set()  # totals of which a part came again: another was not heard
        self._group = ""  # what was printed last of one alone: reconsideration, litigation

    def row(self, words: str) -> Row | None:
        """The row whose label stands in some words, a key."""
        rows = labels().find(words)
        if len(rows) < 2:
            return rows[0] if rows else None
        return next((row for row in rows if row.id.split(".")[0] == self._group), None)

    def pass_by(self, words: str) -> None:
        """Hear a label that stands where a figure should: a total among those that come after it."""
        row = self.row(words)
        if row is not None:
            self.enter(row)

    def enter(self, row: Row) -> None:
        """Hear a row that tells which total those belong to that two have."""
        group = row.id.split(".")[0]
        alone = row.id.endswith(".total") or len(labels().find(bare(row.label))) == 1
        if group in ("reconsideration", "litigation") and alone:
            self._group = group

    def doubt_parts(self) -> None:
        """Take the values from the parts of a total of which one came again: they may be the other total's."""
        for i, one in enumerate(self.rows):
            group = one.row.id.split(".")[0] if one.row else ""
            if group in self._twice and one.row and len(labels().find(bare(one.row.label))) > 1:
                self.rows[i] = one.unplaced()

    def doubt_what_may_be_of_the_next(self) -> None:
        """A figure below a label may be that of the next row of the form, if this one's is lost and that one's
        label."""
        order = get_form("2014").table("statistics").rows
        named = {one.row.id for one in self.rows if one.row}
        for i in self.below:
            row = self.rows[i].row
            after = order[order.index(row) + 1 :][:1] if row else ()
            if any(one.id not in named for one in after):
                self.rows[i] = self.rows[i].unplaced()

    def add(
        self,
        row: Row,
        label: str,
        value: Value | None,
        printed: str,
        at: Source,
        in_cells: bool = False,
    ) -> None:
        """Keep a row: its value, if it is one text, and all that is printed for it."""
        self.enter(row)
        if any(one.row is row for one in self.rows) and row.id.startswith(f"{self._group}."):
            self._twice.add(self._group)
        values = Values.of([value]) if value is not None else None
        pieces = Values([printed], [at]) if printed else Values()
        money = self.money if self.money in IN_TEN_THOUSAND else ""
        money = money or unit_at_end(label) or unit_in_heads([label])
        self.money = ""
        self.rows.append(
            RowReading(
                row, None, label, values, printed, at, pieces=pieces, money=money, in_cells=in_cells
            )
        )
