"""The rows of a statutory table in loose lines: text that a program took out of a page.

Labels may be broken over lines and stand between each other's pieces, so label text is gathered until
values come; the row is the one whose label ends what was gathered. All figures up to the next label are
its row's: a row with another count than columns is not placed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile

from ....form import Row
from ...normalise import is_page_number, is_value, key
from ..entries import Entry
from ..rows.labels import LabelTable, group_of
from ..rows.numbering import CODE_HEADS
from ..rows.row_reading import RowReading, Values
from .before_labels import figures_put_behind
from .blank_rows import BlankRows
from .broken_labels import whole_labels, whole_labels_alone
from .label_and_values import end_of_label, unglued
from .line_rows import Behind, LineReading, is_figure
from .numbered_lines import without_row_numbers
from .odd_lines import settle
from .plain_lines import MARK, SIGN, LabelWord, PlainLine, label_word, plain_line
from .tokens import Token, place_of, places_of, tokens_of, unfold, with_units

#: More words than this between values are no labels of one table: it has some thousand.
_MOST_SAID = 10_000
_NUMBERS = re.compile(r"\d+")
_TWO = 2
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def read_lines(
    entries: list[Entry],
    start: int,
    stop: int,
    labels: LabelTable,
    columns: int | None,
    table: int,
    *,
    before: bool = False,
) -> LineReading:
    """Read the rows in the lines `start` to before `stop`. `columns` as for `grids.reader.read_rows`; `before` says
    that the figures of each row stand before its label."""
    lines = [
        (index, part)
        for index in range(start, stop)
        if not (entries[index].is_row or entries[index].text == "|")
        and not is_page_number(entries[index].text)
        for part in ([entries[index]] if before else unfold(entries[index]))
    ]
    if before:
        lines = figures_put_behind(lines, labels)
    kept = without_row_numbers(lines, labels)
    whole = whole_labels(kept, labels, columns)
    ran_on = not before and len({index for index, _ in lines}) < len(lines)
    read = partial(_read, labels, columns, table, unnumbered=kept is not lines, ran_on=ran_on)
    found = read(whole)
    if found.gathered and (alone := whole_labels_alone(whole, labels)) is not whole:
        found = read(alone)
    return found


def _read(
    labels: LabelTable,
    columns: int | None,
    table: int,
    lines: list[tuple[int, Entry]],
    *,
    unnumbered: bool,
    ran_on: bool,
) -> LineReading:
    reader = _Reader(labels, columns, table, unnumbered=unnumbered, ran_on=ran_on)
    for index, line in lines:
        reader.take(index, line)
    reader.finish()
    return reader.out


@dataclass(slots=True)
class _Reader(BlankRows):
    said: str = ""  # the label text gathered since the last values, as a key
    unknown: str = ""  # what was said before figures that are no row's, if the last are
    word: str = (
        ""  # the last word of it, or all from the line on in which a label ends and another begins
    )
    several: bool = False  # whether there is such a line
    right_below: bool = False  # whether no words stand between the figures of a row and here
    waiting: list[tuple[int, Entry, Token]] = field(default_factory=list)  # figures below a label

    def take(self, index: int, entry: Entry) -> None:
        if self.said and entry.text.isdigit() and self.labels.find(self.said) is not None:
            self.waiting.append((index, entry, Token(entry.text, 0)))  # one cell a line
            return
        if "。" in entry.text:  # a sentence is no part of a table
            self._close_waiting()
            self.said = ""
            return
        word = label_word(entry.text)
        if word is not None:
            self._take_word(word)
            return
        plain = plain_line(entry.text, self.said, self.labels, self.columns)
        if plain is not None and not self.waiting:
            self._take_plain(index, entry, plain)
            return
        tokens = unglued(tokens_of(entry), self.said, self.labels)
        if len(tokens) > 1 and (self.waiting or MARK.search(entry.text)):
            tokens = with_units(tokens)
        self.headed = self.headed or any(key(token.text) in CODE_HEADS for token in tokens)
        row = self.labels.find(self.said) if self.said else None
        if row is not None and all(is_figure(token.text) for token in tokens):
            whole = not self.waiting and len(tokens) == (self.columns or len(row.columns))
            self.waiting += ((index, entry, token) for token in tokens)
            if whole and len(tokens) > 1:  # what follows a whole line is no more of the row
                self._close_waiting()
            return
        self._close_waiting()
        if not self.said and is_figure(tokens[0].text):
            self.followed.add(len(self.out.rows) - 1)
            if len(tokens) == self.columns and all(is_value(token.text) for token in tokens):
                self.strays.append((len(self.out.rows), entry.text))
            if is_value(tokens[0].text) and index == self.out.last + 1:
                self.torn[len(self.out.rows) - 1] = tokens[0].text
        split = end_of_label(tokens, self.said, self.labels, self.columns)
        if split == len(tokens):
            self.said += key(entry.text)
            self.word = key(tokens[-1].text)
            self.right_below &= all(is_value(token.text) for token in tokens)
            if is_value(tokens[0].text):
                self._behind_figures(tokens, entry.text)
                if not self.labels.named_in(key(entry.text)) and not is_value(tokens[-1].text):
                    self.dangling = tokens[0].text
            elif is_value(tokens[-1].text):
                self.dangling = tokens[-1].text
                if not self.seen:  # behind the heads
                    texts = (token.text for token in reversed(tokens))
                    self.above = [*takewhile(is_figure, texts)]
            elif sign := SIGN.search(tokens[-1].text):
                self.dangling = sign[0]
            self._forget()
            return
        if _CHINESE.search(entry.text, tokens[split].shift):
            tokens = [*tokens[:split], *with_units(tokens[split:])]
        own = key("".join(t.text for t in tokens[:split]))
        self.word = key(tokens[split - 1].text) if split else self.word
        signs = (token.text for token in tokens[:split] if SIGN.fullmatch(token.text))
        self.dangling = self.dangling or next((one for one in signs if not key(one)), "")
        said = self.said + own
        number = len(self.out.rows) + 1
        behind = tokens[split:]
        shifts = [token.shift for token in behind]
        values = Values(
            [token.text for token in behind], places_of(entry, shifts, self.table, number)
        )
        printed = Behind(values, below=split == 0, one_a_line=False)
        self._add(index, said, own, printed, entry.text[tokens[split].shift :])

    def _take_word(self, word: LabelWord) -> None:
        """A line of one word that is no figure. The rest of the label of a group behind that of its row stands beside it."""
        self._close_waiting()
        group = self.labels.group_ended(word.key)
        if group and (row := self.labels.find(self.said)) and row.group == group:
            return
        self.right_below = False
        self.headed = self.headed or word.heads
        goes_on = self.several and self.said.endswith(self.word)
        self.several = goes_on or (bool(word.ends) and self.labels.is_end(word.ends))
        self.word = self.word + word.key if goes_on else word.key
        self.said += word.key
        self.dangling = word.sign or self.dangling
        self._forget()

    def _take_plain(self, index: int, entry: Entry, line: PlainLine) -> None:
        """A line that is a label and its whole numbers."""
        number = len(self.out.rows) + 1
        values = Values(line.texts, places_of(entry, line.shifts, self.table, number))
        if line.led:
            self.followed.add(len(self.out.rows) - 1)
        if not line.alone or line.row.id in self.seen:
            self.blanks(line.said, but={line.row.id})
        held = Behind(values, below=False, one_a_line=False)
        printed = entry.text[line.shifts[0] :]
        reading = RowReading(line.row, None, line.row.label, None, printed, values.places[0])
        self.unknown = ""
        self._gather(index, self.fitted(reading, held, printed), held)

    def _gather(self, index: int, reading: RowReading, held: Behind) -> None:
        self.out.rows.append(reading)
        self.printed.append(held)
        if reading.row:
            self.seen.add(reading.row.id)
            self.out.last = index
        self.said = ""
        self.right_below = True

    def _behind_figures(self, tokens: list[Token], text: str) -> None:
        """A line without a figure behind a label, which begins with one."""
        words = [token for token in tokens if not is_value(token.text)]
        if not words and self.seen:
            above = len(self.out.rows) - 1 if self.right_below else -1
            self.nobody_s.setdefault(above, []).extend(token.text for token in tokens)
        elif not words:
            self.above += [token.text for token in tokens]
        elif (said := key(text)) not in self.labels.rows:
            self.led.update((row.id, text) for row in self.labels.named_in(said))

    def _forget(self) -> None:
        """Keep of what was said, where it is long, no more than a label may begin in; the rows named before are
        blank."""
        if len(self.said) <= _MOST_SAID:
            return
        row = self.labels.find(self.said)
        self.blanks(self.said, but={row.id} if row else ())
        self.said = self.said[-2 * self.labels.longest :]

    def finish(self) -> None:
        """The rows, once all lines are read."""
        self._close_waiting()
        self.open_end = bool(self.said)
        self.blanks(self.said)
        settle(self)
        self.out.led = self.out.above or self.out.led or bool(self.led)

    def _add(self, index: int, said: str, own: str, held: Behind, printed: str) -> None:
        row = self.labels.find(said)
        several = self.labels.together(said, self.word)
        group = group_of(several)
        if group is not None:
            row = None
        if row is None and group is None:
            group = self.labels.group(said)
            if group is None:
                row = self._like(own) or self._like(said)
                if row in self.labels.named_in(self.unknown + said):
                    row = None  # what was said ends the label of the figures above it
        self.unknown = "" if row or group else said
        label = row.label if row else group or own or said
        named = len(self.out.rows)
        self.blanks(said, but={one.id for one in (row, *several) if one is not None})
        if row is None and group is None:
            self.doubt_blank(named, printed)
        reading = RowReading(row, group, label, None, printed, held.values.places[0])
        before = said[: len(said) - len(own)]
        if row is None or not (several or self.labels.is_whole_before(row, before, own)):
            reading = self.fitted(reading, held, printed)
        self._gather(index, reading, held)

    def _like(self, text_key: str) -> Row | None:
        """The row that a damaged label can mean; none where it holds two numbers, for another row's begins in it."""
        row = self.labels.find_like(text_key)
        return row if row is not None and len(_NUMBERS.findall(text_key)) < _TWO else None

    def _close_waiting(self) -> None:
        if not self.waiting:
            return
        row = len(self.out.rows) + 1
        values = Values(
            [token.text for _, _, token in self.waiting],
            [
                place_of(entry, token.shift, self.table, row, i)
                for i, (_, entry, token) in enumerate(self.waiting, 1)
            ],
        )
        index, _, _ = self.waiting[-1]
        lines = {place for place, _, _ in self.waiting}
        printed = Behind(values, below=True, one_a_line=len(lines) == len(values))
        self.waiting = []
        self._add(index, self.said, "", printed, " ".join(values.texts))
