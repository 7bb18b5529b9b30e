"""The statistics table of 2014–2018 in lines: labels broken over them, with their units and figures in them or below.

What is printed behind a label and is no figure leaves its row unread; only a label with nothing behind it is blank.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from ....cell import Source
from ....form import Row, get_form
from ...normalise import is_value, key
from ..entries import Entry
from ..lines.tokens import Token, place_of, tokens_of
from ..rows.numbering import CODE_HEADS, Mark, Numbered, mark_numbers
from ..rows.row_reading import Value, Values
from .statistics_labels import (
    BRACKETS,
    LEAD,
    OPEN,
    UNIT,
    bare,
    beside,
    is_before,
    is_heading,
    labels,
)
from .statistics_rows import StatisticsRows

_MULTIPLE = re.compile("[百千万亿]+$")  # 万 元: the unit, parted by white space
_DASHES = re.compile(r"[-—–―─]{1,2}\s+[-—–―─]{1,2}")
_FIGURE_IN_BRACKET = re.compile(r"[（(][\d.,，]+$")


class LineReader(StatisticsRows):
    """Takes lines one by one; remembers what label waits for its value."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: tuple[Row, str, Source] | None = None
        #: Lines of words that are no label, or not yet, each with its figures.
        self._between: list[tuple[str, list[Value]]] = []
        self.ran_on = False  # whether several rows ran on in a line
        self._above = False  # whether a figure stands before the first label
        self._lead: Value | None = None  # the figure before the waiting label, in its line
        self._leads: dict[
            int, Value
        ] = {}  # by row without a figure behind its label, the one before
        self._led: list[int] = []  # rows below which a line begins with a figure
        self._open = False  # whether a bracket behind the waiting label goes on in the next line
        self._unit = False  # whether the unit of the waiting row was printed
        self._figures: dict[int, list[Value]] = {}  # by row, all that is printed behind its label
        self._last: int | None = None  # the row that more figures may follow on lines of their own
        self._strays: set[int] = set()  # rows behind which figures stand that are nobody's
        self._headed = False  # whether a column is headed 行次

    def take(self, entry: Entry) -> None:
        """One line: a whole row, or a piece of one (its label, its unit, its value)."""
        if _DASHES.fullmatch(entry.text):  # of a heading: neither unit nor figure
            self._last = None
            return
        tokens, tail, units = self._cut(entry)
        words = "".join(token.text for token in tokens)
        if words or units:
            self._last = None
            self._headed = self._headed or key(words) in CODE_HEADS
        row_number = len(self.rows) + 1
        figures = [Value(one.text, place_of(entry, one.shift, 1, row_number, 1)) for one in tail]
        if words and tokens[0].text.isdigit() and self.rows and self._waiting is None:
            self._led.append(len(self.rows) - 1)
        if words and self._take_words(entry, tokens, words, figures):
            return
        own = bool(tail) and not tail[0].shift and not self._lead  # 275 件
        if units and self._unit and not words and not own:
            self._close()  # a second unit is the next row's, whose label is lost
        self._unit = self._waiting is not None and (units > 0 or (self._unit and not words))
        if self._waiting is None:
            if self._last is not None:
                self._figures[self._last] += figures
            elif self._between:
                self._between[-1][1].extend(figures)
            elif not self.rows:
                self._above = self._above or bool(figures)
            elif figures:
                self._strays.add(len(self.rows) - 1)
        elif figures and self._between:
            self._between[-1][1].extend(figures)  # of the row whose label is not whole yet?
        elif figures:
            printed = entry.text[tail[0].shift :].strip()
            self._fill(figures, printed)

    def _cut(self, entry: Entry) -> tuple[list[Token], list[Token], int]:
        """The words of a line, the figures behind them, and how many units stand among these."""
        tokens, tail, units = tokens_of(entry), list[Token](), 0
        while tokens and (is_value(tokens[-1].text) or UNIT.fullmatch(tokens[-1].text)):
            token = tokens.pop()
            if UNIT.fullmatch(token.text):
                units += 1
                self.money = key(token.text)
                multiple = _MULTIPLE.search(tokens[-1].text) if tokens else None
                if multiple and self.money == "元":
                    self.money = f"{multiple[0]}元"
                    if multiple[0] == tokens[-1].text:
                        tokens.pop()
            else:
                tail.insert(0, token)
        return tokens, tail, units

    def _take_words(
        self, entry: Entry, tokens: list[Token], words: str, figures: list[Value]
    ) -> bool:
        """The words of a line: a label, or a piece of one. True where its figures are told too."""
        if self._waiting is not None and self._open and self.row(bare(words)) is None:
            self._open = "）" not in words and ")" not in words
            rest = _behind_unit(tokens) or ("" if self._open else re.split("[）)]", words)[-1])
            if rest.strip():
                self._fill([], rest, at=entry.source)
            return False  # else the rest of what stands in brackets behind a label
        whole = bare(words)
        last = labels().last_in(whole)
        if last:  # several rows in one line: whose figures are whose is not told
            self._close()
            above = self.row(whole[:last])
            if above is not None:
                self._waiting = (above, words, entry.source)
                self._fill([], entry.text, at=entry.source)
            row = self.row(whole[last:])
            if row is not None:
                self._waiting = (row, words, entry.source)
                self._fill([], entry.text, at=entry.source)
            return True
        said = "".join(some for some, _ in self._between)
        row = self.row(bare(said + words)) or self.row(bare(words))
        if row is None:
            if self._waiting is not None and words[0].isdigit() and not LEAD.match(words):
                self._fill([], entry.text, at=place_of(entry, 0, 1, 1, 1))
            elif self._waiting is None or not BRACKETS.fullmatch(words):
                self._between.append((words, figures))
                return bool(figures)
            return False
        pieces = self._pieces(row, words)
        own = self._between[len(self._between) - pieces :]
        if not self.rows and self._waiting is None:
            before = self._between[: len(self._between) - pieces]
            self._above = self._above or any(some for _, some in before)
        label = "".join(some for some, _ in own) + words
        self._close(pieces)
        figures = [*(one for _, some in own for one in some), *figures]
        self._waiting = (row, label, entry.source)
        self._lead = _first(entry, tokens) if is_before(tokens[0].text) else None
        self._open = words.count("（") + words.count("(") > words.count("）") + words.count(")")
        figure = _FIGURE_IN_BRACKET.search(label)
        if figure:  # 信息数条（0: no note that goes on in the next line
            self._fill([], figure[0], at=entry.source)
            return True
        odd = beside(tokens, row, label, told=bool(figures))
        if odd:
            at = odd[0].shift
            self._fill([], entry.text[at:], at=place_of(entry, at, 1, 1, 1))
            return True
        if figures and pieces:
            self._fill(figures, " ".join(one.text for one in figures))
            return True
        return False

    def _pieces(self, row: Row, words: str) -> int:
        """How many of the lines before some words are pieces of the label of the row that these name."""
        for count in range(len(self._between) + 1):
            some = "".join(one for one, _ in self._between[len(self._between) - count :])
            if self.row(bare(some + words)) is row:
                return count
        return len(self._between)

    def _fill(self, figures: list[Value], printed: str, at: Source | None = None) -> None:
        """Give the row that waits what is printed behind its label; a value if that is one figure."""
        assert self._waiting is not None
        row, label, _ = self._waiting
        self._waiting = None
        if figures:
            self._last = len(self.rows)
            self._figures[self._last] = figures
        value = figures[0] if len(figures) == 1 else None
        said = value.text if value is not None else printed
        self.add(row, label, value, said, figures[0].source if figures else at or Source())

    def finish(self) -> None:
        """Tell the numbers of rows from the values, and leave a row open that has several figures."""
        self._close()
        order = {row.id: i for i, row in enumerate(get_form("2014").table("statistics").rows)}
        numbered = [
            Numbered.of([text for text, _ in self._figures.get(i, ())], 1, order[reading.row.id])
            for i, reading in enumerate(self.rows)
            if reading.row is not None
        ]
        for i, mark in enumerate(mark_numbers(numbered, headed=self._headed)):
            figures = self._figures.get(i)
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
        self._doubt_blanks_among_several()
        self.doubt_parts()
        for i in self._led if len(self._led) * 2 < len(self.rows) else ():
            # The rest of its figure, not the number of the next row.
            self.rows[i] = self.rows[i].unplaced()

    def _doubt_blanks_among_several(self) -> None:
        """Where several figures stand behind a row, or figures with no label before them, no row without one is blank:
        they may be its own, on a page that was taken out box by box."""
        for i in self._strays:
            self.rows[i] = self.rows[i].unplaced()
        several = [i for i in self._figures if self.rows[i].values is None and self.rows[i].printed]
        printed = next((self.rows[i].printed for i in sorted({*several, *self._strays})), "")
        for i, one in enumerate(self.rows):
            if one.values is None and not one.printed:
                self.rows[i] = one._replace(printed=printed)

    def _doubt_what_stands_before(self) -> None:
        """Figures before labels and none behind: a row without one is not blank, unless they number the rows. Where
        one stands before the first label and none behind the last, each may be the next row's."""
        leads = [one.text for one in self._leads.values()]
        numbers = [int(text) for text in leads if text.isascii() and text.isdigit()]
        steps = [b - a for a, b in pairwise(numbers)]
        if len(numbers) < max(len(leads), 2) or {*steps} != {1}:
            for i, lead in self._leads.items():
                self.rows[i] = self.rows[i]._replace(printed=lead.text)
            if len(leads) * 2 > len(self.rows) and steps.count(1) * 2 < len(leads):
                self._take_what_stands_before()
                return
        if (self._above or self.ran_on) and self.rows and self.rows[-1].values is None:
            before = next((one.printed for one in self.rows if one.printed), "")
            for i, one in enumerate(self.rows):
                before = one.printed or before  # what stands right before its label
                self.rows[i] = one.unplaced()._replace(printed=before)

    def _take_what_stands_before(self) -> None:
        """Nearly every label has its figure before it, in its line: no other is one's own, nor is one without blank,
        and a figure behind the label above may be the beginning of it."""
        printed, torn = "", self._above
        for i, one in enumerate(self.rows):
            lead = self._leads.get(i)
            if lead is not None and is_value(lead.text) and not torn:
                value = Values.of([lead])
                self.rows[i] = one._replace(values=value, pieces=value, source=lead.source)
            else:
                self.rows[i] = one.unplaced()._replace(printed=one.printed or printed)
            printed = self.rows[i].printed
            torn = lead is None and any(map(str.isdigit, one.printed))

    def _close(self, pieces: int = 0) -> None:
        """A label that no value followed: its cell is blank. Not where words stand behind it that are no heading;
        the last `pieces` of the lines behind it are of the next label."""
        between = self._between[: len(self._between) - pieces]
        self._between = []
        if self._waiting is None:
            return
        row, label, source = self._waiting
        self._waiting = None
        printed = " ".join(
            " ".join([words, *(one.text for one in figures)])
            for words, figures in between
            if figures or not is_heading(words)
        )
        if not printed and self._open and (rest := OPEN.search(label)):
            printed = rest[0]
        if not printed and self._lead:
            self._leads[len(self.rows)] = self._lead
        self.add(row, label, None, printed, source)


def _first(entry: Entry, tokens: list[Token]) -> Value:
    """What stands before a label in its line: its first word, and the figures behind that."""
    more = takewhile(is_value, (one.text for one in tokens[1:]))
    return Value(" ".join([tokens[0].text, *more]), place_of(entry, tokens[0].shift, 1, 1, 1))


def _behind_unit(tokens: list[Token]) -> str:
    """What stands behind the unit in a line: it is no figure."""
    at = next((at for at, one in enumerate(tokens) if UNIT.fullmatch(one.text)), len(tokens))
    return " ".join(one.text for one in tokens[at + 1 :])
