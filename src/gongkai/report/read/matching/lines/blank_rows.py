"""The rows of a table in lines that are named with nothing behind their labels: blank, unless figures elsewhere may be
theirs."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from operator import itemgetter

from ....cell import Source
from ....form import Row
from ...normalise import key
from ..rows.heads import has_more, names_of, order_in_words, turned_in_words
from ..rows.row_reading import RowReading, Values
from .line_rows import Behind, LineRows

_SHORT = 4  # characters of a label with which longer ones may begin
_LAST_FIGURES = re.compile(r"\d+$")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千")


@dataclass(slots=True)
class BlankRows(LineRows):
    """The rows as they are gathered, with what may be the figures of those that have none behind their labels."""

    dangling: str = ""  # the figure behind words that are not the end of a label
    led: dict[str, str] = field(
        default_factory=dict
    )  # lines of rows whose figures stand before their label

    def doubt_blank(self, named: int, printed: str) -> None:
        """Of the rows named since the `named`-th, the one right before figures behind words that are no label: they
        may be its own, parted from it by a piece of the label of its group (7.属于行政执法案卷, 不予公, 0 0 0)."""
        if len(self.out.rows) > named and not self.out.rows[-1].printed:
            self.out.rows[-1] = self.out.rows[-1]._replace(printed=printed)

    def blanks(self, said: str, but: Collection[str] = ()) -> None:
        """Rows that were named before the next row began, with nothing behind their labels; or with
        figures that could not be made out, which is not the same."""
        for names in names_of(self.labels):
            if not self.columns and names[0] in said and has_more(said, names, self.labels):
                self.crowded = True
            if names[0] in said and turned_in_words(said, names):
                self.turned[names] = order_in_words(said, names)
        blank: list[tuple[int, Row, str]] = []
        for row in self.labels.named_in(said):
            if row.id in self.seen:
                self.again.add(row.id)
            if row.id in but or row.id in self.seen:
                continue
            behind = self.labels.behind(row, said)
            if len(key(row.label)) <= _SHORT and self.labels.goes_on(row, behind):
                continue  # another label that begins so: 3.其他法律…
            told = any(c.isdigit() for c in behind) or (behind and _NUMERALS.issuperset(behind))
            self.out.led = self.out.led or bool(told)
            instead = len(behind) > 1 or behind.isascii()  # 未统计, 同上, O
            said_instead = not self.columns and instead and 0 < len(behind) <= _SHORT
            printed = behind if told or said_instead else self.led.get(row.id, "")
            printed = printed or self._among_pieces(row, said)
            blank.append((said.find(key(row.label)), row, printed))
        blank.sort(key=itemgetter(0))
        heads = next(
            (printed for _, _, printed in blank if printed), self.dangling
        )  # labels beside each other
        self.dangling = ""
        for _, row, printed in blank:
            self.seen.add(row.id)
            source = Source(table=self.table)
            self.out.rows.append(RowReading(row, None, row.label, None, printed or heads, source))
            self.printed.append(Behind(Values(), below=False, one_a_line=False))

    def _among_pieces(self, row: Row, said: str) -> str:
        """The figures between the beginning of a label and the row's own, which may be the rest of it: 行政, 32 5 9,
        规范性文件."""
        label = next(k for k in self.labels.keys if self.labels.rows[k] is row and k in said)
        before = said[: said.find(label)]
        figures = _LAST_FIGURES.search(before)
        if figures is None or not self.labels.begins_at_end(before[: figures.start()]):
            return ""
        return figures[0]
