"""The rows of the statistics table of 2014–2018 that were gathered from lines: which of the figures near each label are
its own.
"""

from __future__ import annotations

from itertools import pairwise

from ....form import get_form
from ...normalise import is_value
from ..rows.numbering import Mark, Numbered, mark_numbers
from ..rows.row_reading import Value, Values
from .statistics_rows import StatisticsRows


class SettledRows(StatisticsRows):
    """The rows, and what was seen beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.ran_on = False  # whether several rows ran on in a line
        self.above = False  # whether a figure stands before the first label
        self.headed = False  # whether a column is headed 行次
        self.figures: dict[int, list[Value]] = {}  # by row, all that is printed behind its label
        #: By row without a figure behind its label, what stands before it.
        self.leads: dict[int, Value] = {}
        self.led: list[int] = []  # rows below which a line begins with a figure
        self.strays: set[int] = set()  # rows behind which figures stand that are nobody's
        self.nobody_s: list[str] = []  # figures behind words that name no row

    def settle(self) -> None:
        """Tell the numbers of rows from the values, and leave a row open that has several figures or may have
        another's."""
        order = {row.id: i for i, row in enumerate(get_form("2014").table("statistics").rows)}
        numbered = [
            Numbered.of([text for text, _ in self.figures.get(i, ())], 1, order[reading.row.id])
            for i, reading in enumerate(self.rows)
            if reading.row is not None
        ]
        for i, mark in enumerate(mark_numbers(numbered, headed=self.headed)):
            figures = self.figures.get(i)
            if figures is None or (mark is Mark.NONE and len(figures) == 1):
                continue
            kept = {Mark.FIRST: figures[1:], Mark.LAST: figures[:-1]}.get(mark, figures)
            one = Values.of(kept) if len(kept) == 1 and mark is not Mark.DOUBT else None
            self.rows[i] = self.rows[i]._replace(
                values=one, printed=" ".join(text for text, _ in kept), pieces=Values.of(kept)
            )
            if kept:
                self.rows[i] = self.rows[i]._replace(source=kept[0][1])
        self._doubt_what_stands_before()
        self.doubt_what_may_be_of_the_next()
        self._doubt_blanks_among_several()
        self.doubt_parts()
        for i in self.led if len(self.led) * 2 < len(self.rows) else ():
            # The rest of its figure, not the number of the next row.
            self.rows[i] = self.rows[i].unplaced()

    def _doubt_what_stands_before(self) -> None:
        """Figures before labels and none behind: a row without one is not blank, unless they number the rows. Where
        one stands before the first label and none behind the last, each may be the next row's; where rows ran on in
        one line, behind the last too, for that one's label may be lost."""
        leads = [one.text for one in self.leads.values()]
        numbers = [int(text) for text in leads if text.isascii() and text.isdigit()]
        steps = [b - a for a, b in pairwise(numbers)]
        if len(numbers) < max(len(leads), 2) or {*steps} != {1}:
            for i, lead in self.leads.items():
                self.rows[i] = self.rows[i]._replace(printed=lead.text)
            if len(leads) * 2 > len(self.rows) and steps.count(1) * 2 < len(leads):
                self._take_what_stands_before()
                return
        last = len(self.rows) - 1
        open_end = last >= 0 and self.rows[last].values is None and last not in self.figures
        if (open_end and (self.above or self.ran_on)) or (self.above and self.ran_on):
            before = next((one.printed for one in self.rows if one.printed), "")
            for i, one in enumerate(self.rows):
                before = one.printed or before  # what stands right before its label
                self.rows[i] = one.unplaced()._replace(printed=before)

    def _doubt_blanks_among_several(self) -> None:
        """Where several figures stand behind a row, or figures with no label before them, no row without one is blank:
        they may be its own, on a page that was taken out box by box."""
        for i in self.strays:
            self.rows[i] = self.rows[i].unplaced()
        several = [i for i in self.figures if self.rows[i].values is None and self.rows[i].printed]
        printed = next((self.rows[i].printed for i in sorted({*several, *self.strays})), "")
        printed = printed or " ".join(self.nobody_s)
        for i, one in enumerate(self.rows):
            if one.values is None and not one.printed:
                self.rows[i] = one._replace(printed=printed)

    def _take_what_stands_before(self) -> None:
        """Nearly every label has its figure before it, in its line: no other is one's own, nor is one without blank,
        and a figure behind the label above may be the beginning of it."""
        printed, torn = "", self.above
        for i, one in enumerate(self.rows):
            lead = self.leads.get(i)
            if lead is not None and is_value(lead.text) and not torn:
                value = Values.of([lead])
                self.rows[i] = one._replace(values=value, pieces=value, source=lead.source)
            else:
                self.rows[i] = one.unplaced()._replace(printed=one.printed or printed)
            printed = self.rows[i].printed
            torn = lead is None and any(map(str.isdigit, one.printed))
