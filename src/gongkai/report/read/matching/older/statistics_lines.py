"""The statistics table of 2014–2018 in lines: labels broken over them, with their units and figures in them or below.

What is printed behind a label and is no figure leaves its row unread; only a label with nothing behind it is blank.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ....cell import Source
from ....form import Row
from ...normalise import is_value, key
from ..entries import Entry
from ..figures.money import unit_at_end
from ..lines.tokens import Token, place_of, tokens_of
from ..rows.numbering import CODE_HEADS
from ..rows.row_reading import Value
from .statistics_beside import behind_unit, beside, lead_of, stands_for_figure, unglued
from .statistics_labels import BRACKETS, LEAD, OPEN, UNIT, bare, is_heading, labels
from .statistics_settled import SettledRows

_MULTIPLE = re.compile("[百千万亿]+$")  # 万 元: the unit, parted by white space
_ENDS_IN_A_NUMBER = re.compile(r"[（(][一二三四五六七八九十]{0,3}[）)]?$")
_DASHES = re.compile(r"[-—–―─]{1,2}\s+[-—–―─]{1,2}")
_OPENS_A_NOTE = re.compile(r"[（(][^（()）\d一二三四五六七八九十]+$")
_ENDS_IN_A_FIGURE = re.compile(r"[^\d计]\d[\d,，]*$")  # what is printed for one; no end of 计1条
_CLOSING = re.compile(r"^[^（(]*[）)]$")
_FIGURE_IN_BRACKET = re.compile(r"[（(][\d.,，]+$")


class _Piece(NamedTuple):
    """A line of words that is no label, or not yet: its figures, the one before its words, whether it is the rest of
    what stands in brackets behind the label above, and the figure at its end that may go on in the line below."""

    words: str
    figures: list[Value]
    lead: Value | None
    noted: bool
    begun: str


class LineReader(SettledRows):
    """Takes lines one by one; remembers what label waits for its value."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: tuple[Row, str, Source] | None = None
        #: Lines of words that are no label, or not yet.
        self._between: list[_Piece] = []
        self._lead: Value | None = None  # the figure before the waiting label, in its line
        self._unsure = ""  # the line before it that begins with a figure, and may be no piece of it
        self._open = False  # whether a bracket behind the waiting label goes on in the next line
        self._own_unit = ""  # the one in its line
        self._multiple = ""  # of a unit whose other half stands in a line below
        self._unit = False  # whether the unit of the waiting row was printed
        self._last: int | None = None  # the row that more figures may follow on lines of their own

    def take(self, entry: Entry) -> None:
        """One line: a whole row, or a piece of one (its label, its unit, its value)."""
        if _DASHES.fullmatch(entry.text):  # of a heading: neither unit nor figure
            self._last = None
            return
        if _MULTIPLE.fullmatch(entry.text):  # 万, and 元 in a line below: a narrow column
            self._multiple = entry.text
            return
        tokens, tail, units = self._cut(entry)
        if len(tokens) > 1 and not (tail or units) and _MULTIPLE.fullmatch(tokens[-1].text):
            self._multiple = tokens.pop().text
        words = "".join(token.text for token in tokens)
        if words or units:
            self._last = None
            self.headed = self.headed or key(words) in CODE_HEADS
        row_number = len(self.rows) + 1
        figures = [Value(one.text, place_of(entry, one.shift, 1, row_number, 1)) for one in tail]
        if words and tokens[0].text.isdigit() and self.rows and self._waiting is None:
            self.led.append(len(self.rows) - 1)
        if words and self._take_words(entry, tokens, words, figures):
            return
        own = bool(tail) and not tail[0].shift and not self._lead  # 275 件
        if units and self._unit and not words and not own:
            self._close()  # a second unit is the next row's, whose label is lost
        self._unit = self._waiting is not None and (units > 0 or (self._unit and not words))
        if self._waiting is None:
            if self._last is not None:
                self.figures[self._last] += figures
            elif self._between:
                self._between[-1].figures.extend(figures)
            elif not self.rows:
                self.above = self.above or bool(figures)
            elif figures:
                self.strays.add(len(self.rows) - 1)
                self.nobody_s += [value.text for value in figures]
        elif figures and self._between:
            self._between[-1].figures.extend(figures)  # of the row whose label is not whole yet?
        elif figures:
            printed = entry.text[tail[0].shift :].strip()
            if not words and not units:
                self.below.append(len(self.rows))
            self._fill(figures, printed)

    def _cut(self, entry: Entry) -> tuple[list[Token], list[Token], int]:
        """The words of a line, the figures behind them, and how many units stand among these."""
        tokens, tail, units = unglued(tokens_of(entry)), list[Token](), 0
        while tokens and (is_value(tokens[-1].text) or UNIT.fullmatch(tokens[-1].text)):
            if self._open and _CLOSING.search(tokens[-1].text):
                break  # 1 次）, the end of a note that began in the line above
            token = tokens.pop()
            if UNIT.fullmatch(token.text):
                units += 1
                self.money = key(token.text)
                multiple = _MULTIPLE.search(tokens[-1].text) if tokens else None
                if multiple and self.money == "元":
                    self.money = f"{multiple[0]}元"
                    if multiple[0] == tokens[-1].text:
                        tokens.pop()
                elif self.money == "元":
                    self.money = f"{self._multiple}元"
                self._multiple = ""
            else:
                tail.insert(0, token)
        return tokens, tail, units

    def _take_words(
        self, entry: Entry, tokens: list[Token], words: str, figures: list[Value]
    ) -> bool:
        """The words of a line: a label, or a piece of one. True where its figures are told too."""
        if self._waiting is not None and self._open and self.row(bare(words)) is None:
            self._open = "）" not in words and ")" not in words
            rest = behind_unit(tokens) or ("" if self._open else re.split("[）)]", words)[-1])
            if rest.strip() or _ENDS_IN_A_FIGURE.search(words):
                self._fill([], rest or words, at=entry.source)
            return False  # else the rest of what stands in brackets behind a label
        noted = self._waiting is None and self._open and bool(self.rows)
        if noted:
            self._close_bracket(words)
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
        said = "".join(one.words for one in self._between)
        row = self.row(bare(said + words)) or self.row(bare(words))
        if row is None:
            if (
                self._waiting is not None
                and _OPENS_A_NOTE.match(words)
                and tokens[-1].text[-1] != "计"
            ):
                self._open = True
            elif self._waiting is not None and words[0].isdigit() and not LEAD.match(words):
                self._fill([], entry.text, at=place_of(entry, 0, 1, 1, 1))
            elif self._waiting is None or not BRACKETS.fullmatch(words):
                lead = None if is_heading(words) else lead_of(entry, tokens, digits=True)
                begun = "" if is_heading(words) else self._begun(tokens, figures)
                self._between.append(_Piece(words, figures, lead, noted, begun))
                return bool(figures)
            return False
        pieces = self._pieces(row, words)
        own = self._between[len(self._between) - pieces :]
        if not self.rows and self._waiting is None:
            before = self._between[: len(self._between) - pieces]
            self.above = self.above or any(one.figures for one in before)
        label = "".join(one.words for one in own) + words
        begun = self._between[-pieces - 1].begun if len(self._between) > pieces else ""
        led = [one for one in self._between if one.lead]
        unit, self.money = self.money, self._own_unit
        self._close(pieces)
        self.money = self._own_unit = unit
        self.enter(row)
        first = own[0].figures if own else figures
        figures = [*(value for one in own for value in one.figures), *figures]
        self._waiting = (row, label, entry.source)
        self._lead = lead_of(entry, tokens) or next((one.lead for one in own if one.lead), None)
        self._unsure = led[-1].words if led and not self._lead else ""
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
        if first and begun:
            self._fill([], " ".join([begun, *(one.text for one in figures)]), at=first[0].source)
            return True
        if figures and pieces:
            self._fill(figures, " ".join(one.text for one in figures))
            return True
        return False

    def _begun(self, tokens: list[Token], figures: list[Value]) -> str:
        """The figure at the end of a line with a piece of a label that may be broken over lines as the label is: behind
        words beside that piece, 次共3, or 口 3 where a worn unit is; alone in its line only if no row waits for it."""
        beside_words = len(tokens) > 1
        if _ENDS_IN_A_FIGURE.search(tokens[-1].text) and (beside_words or self._waiting is None):
            return tokens[-1].text
        return figures[-1].text if figures and beside_words else ""

    def _close_bracket(self, words: str) -> None:
        """What stands in brackets behind a label ends, below its figure: 经费）元."""
        if "）" in words or ")" in words:
            self._open = False
            unit = unit_at_end(re.split("[）)]", words)[-1])
            if unit:
                self.rows[-1] = self.rows[-1]._replace(money=unit)

    def _pieces(self, row: Row, words: str) -> int:
        """How many of the lines before some words are pieces of the label of the row that these name: as few as name
        it, and those before that have a figure beside the beginning of the label, or beside its number."""
        said, count = words, 0
        while count < len(self._between) and self.row(bare(said)) is not row:
            count += 1
            said = self._between[-count].words + said
        for one in reversed(self._between[: len(self._between) - count]):
            said = one.words + said
            own = one.figures and key(one.words) and bare(said) in key(row.label)
            if not own and not _ENDS_IN_A_NUMBER.search(one.words):
                break
            count += 1
        return count

    def _fill(self, figures: list[Value], printed: str, at: Source | None = None) -> None:
        """Give the row that waits what is printed behind its label; a value if that is one figure."""
        assert self._waiting is not None
        row, label, _ = self._waiting
        self._waiting = None
        if figures:
            self._last = len(self.rows)
            self.figures[self._last] = figures
        value = figures[0] if len(figures) == 1 else None
        said = value.text if value is not None else printed
        self.add(row, label, value, said, figures[0].source if figures else at or Source())

    def finish(self) -> None:
        """The rows, once all lines are read."""
        self._close()
        self.settle()

    def _close(self, pieces: int = 0) -> None:
        """A label that no value followed: its cell is blank. Not where words stand behind it that are no heading;
        the last `pieces` of the lines behind it are of the next label."""
        between = self._between[: len(self._between) - pieces]
        self._between = []
        if self._waiting is None:
            self._pass(between)
            return
        row, label, source = self._waiting
        self._waiting = None
        printed = " ".join(
            " ".join([one.words, *(value.text for value in one.figures)])
            for one in between
            if one.figures or not is_heading(one.words)
        )
        if not printed and self._open and (rest := OPEN.search(label)):
            printed = rest[0]
        printed = printed or self._unsure
        if not printed and self._lead:
            self.leads[len(self.rows)] = self._lead
        self.add(row, label, None, printed, source)

    def _pass(self, between: list[_Piece]) -> None:
        """Lines that are no label, when none waits: what stands for a figure may be of the row above, and so may a figure
        beside its note; figures below a heading are of a row that is named further down."""
        for at, one in enumerate(between) if self.rows else ():
            instead = not one.noted and stands_for_figure(one.words, right_below=not at)
            torn = one.noted and bool(one.figures) and not one.words.endswith("计")
            if instead or torn:
                self.strays.add(len(self.rows) - 1)
            if instead or is_heading(one.words):
                self.nobody_s += [value.text for value in one.figures]
