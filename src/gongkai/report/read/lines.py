"""The rows of a statutory table in loose lines: text that a program took out of a page.

Labels may be broken over lines and stand between each other's pieces, so label text is gathered until
values come; the row is the one whose label ends what was gathered. Values must be on one line, or one
a line: a row with another count is not placed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ..cell import Source
from .entries import Entry
from .labels import LabelTable
from .normalise import is_page_number, is_value, key
from .rows import FEWEST_NUMBERED, RowReading, Value

# A word, or words in brackets that belong to the number before them: 188（92 个新办、96 个延续）.
_TOKEN = re.compile(r"[^\s（(]*[（(][^）)]*[）)]\S*|\S+")
_ROW_NUMBER = re.compile(r"(\d{1,2})(?:\s+|$)")
#: The words of a line among which its label ends.
_MOST_WORDS = 8
_WORD = re.compile(r"\S+")
_GLUED = re.compile(r"(.*[^\d\s.,+-])([+-]?\d[\d,]*(?:\.\d+)?)")
#: A line that holds several rows of a table is at least so long, and so many rows go on in it.
_SHORTEST_RUN = 60
_LEAST_ROWS = 2
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class LineReading:
    """What the lines of one table gave: its rows, and the last entry that belongs to the table."""

    rows: list[RowReading] = field(default_factory=list)
    last: int = -1


@dataclass(slots=True)
class _Token:
    text: str
    shift: int


def tokens_of(entry: Entry) -> list[_Token]:
    """The words of a line with their places."""
    bracketed = "（" in entry.text or "(" in entry.text
    words = (_TOKEN if bracketed else _WORD).finditer(entry.text)
    return [_Token(m.group(), m.start()) for m in words]


def place_of(entry: Entry, shift: int, table: int, row: int, column: int) -> Source:
    """The source of a value that begins `shift` characters into an entry's text."""
    line = entry.source
    offset = None if line.offset is None else line.offset + entry.indent + shift
    return Source(line.page, table, row, column, line.line, offset, line.box)


def unfold(entry: Entry) -> list[Entry]:
    """A line as the rows that ran on in it: where a table lost all its borders, a new row begins
    wherever words follow figures. A line of one row is returned as it is."""
    if len(entry.text) < _SHORTEST_RUN or "。" in entry.text:
        return [entry]
    tokens = tokens_of(entry)
    figures = [is_value(token.text) for token in tokens]
    starts = [i for i in range(1, len(tokens)) if figures[i - 1] and not figures[i]]
    if len(starts) < _LEAST_ROWS:
        return [entry]
    parts = []
    for start, stop in pairwise([0, *starts, len(tokens)]):
        at, last = tokens[start].shift, tokens[stop - 1]
        text = entry.text[at : last.shift + len(last.text)]
        parts.append(Entry(text, entry.source, entry.indent + at))
    return parts


def read_lines(
    entries: list[Entry], start: int, stop: int, labels: LabelTable, columns: int | None, table: int
) -> LineReading:
    """Read the rows in the lines `start` to before `stop`. `columns` as for `rows.read_rows`."""
    lines = [
        (index, part)
        for index in range(start, stop)
        if not entries[index].is_row and not is_page_number(entries[index].text)
        for part in unfold(entries[index])
    ]
    reader = _Reader(labels, columns, table)
    for index, line in _without_row_numbers(lines, labels):
        reader.take(index, line)
    reader.finish()
    return reader.out


def _without_row_numbers(
    lines: list[tuple[int, Entry]], labels: LabelTable
) -> list[tuple[int, Entry]]:
    """The lines without the numbers of the rows, where one stands before every label, in its line or in
    one of its own, and they count on by one: else the number of the next row, below a label with
    nothing behind it, would be its value."""
    shorter: dict[int, Entry | None] = {}  # by place in `lines`; None for a line that is a number
    numbers: list[int] = []
    for at, (_, line) in enumerate(lines):
        before = _ROW_NUMBER.match(line.text)
        cut = before.end() if before else 0
        if not _begins_with_label(line.text[cut:], labels):
            continue
        if before:
            shorter[at] = Entry(line.text[cut:], line.source, line.indent + cut)
        else:
            before = _ROW_NUMBER.fullmatch(lines[at - 1][1].text) if at else None
            shorter[at - 1] = None
        if before is None:
            return lines
        numbers.append(int(before[1]))
    steps = {b - a for a, b in pairwise(numbers)}
    if len(numbers) < FEWEST_NUMBERED or steps != {1} or numbers[0] > 1:
        return lines
    each = ((index, shorter.get(at, line)) for at, (index, line) in enumerate(lines))
    return [(index, line) for index, line in each if line is not None]


def _begins_with_label(text: str, labels: LabelTable) -> bool:
    said = ""
    for word in text.split()[:_MOST_WORDS]:
        said += key(word)
        if labels.find(said) is not None:
            return True
    return False


@dataclass(slots=True)
class _Reader:
    labels: LabelTable
    columns: int | None
    table: int
    out: LineReading = field(default_factory=LineReading)
    said: str = ""  # the label text gathered since the last values, as a key
    single: list[tuple[int, Entry]] = field(default_factory=list)  # values that stand one a line
    seen: set[str] = field(default_factory=set)

    def take(self, index: int, entry: Entry) -> None:
        if "。" in entry.text:  # a sentence is no part of a table
            self._close_single()
            self.said = ""
            return
        tokens = self._unglued(tokens_of(entry))
        waiting = self.labels.find(self.said) if self.said else None
        if waiting is not None and _is_figure(tokens[0].text):
            wanted = self.columns or len(waiting.columns)
            if len(tokens) == 1 and wanted > 1:
                self.single.append((index, entry))
                if len(self.single) == wanted:
                    self._close_single()
                return
        self._close_single()
        split = self._split(tokens)
        if split == len(tokens):
            self.said += key(entry.text)
            return
        own = key("".join(t.text for t in tokens[:split]))
        said = self.said + own
        values = [
            (t.text, place_of(entry, t.shift, self.table, len(self.out.rows) + 1, i))
            for i, t in enumerate(tokens[split:], 1)
        ]
        printed = entry.text[tokens[split].shift :]
        self._add(index, said, own, values, printed)

    def finish(self) -> None:
        self._close_single()
        self._blanks(self.said)

    def _unglued(self, tokens: list[_Token]) -> list[_Token]:
        """The words of a line, a value that is stuck to the end of its label taken off it."""
        for i, token in enumerate(tokens[:_MOST_WORDS]):
            ends_in_digit = "0" <= token.text[-1] <= "9" and not token.text.isdigit()
            match = _GLUED.fullmatch(token.text) if ends_in_digit else None
            if match is None:
                continue
            said = self.said + "".join(key(before.text) for before in tokens[:i])
            if self.labels.find(said + key(match[1])) is not None:
                label, value = _Token(match[1], token.shift), match[2]
                parts = [label, _Token(value, token.shift + len(match[1]))]
                return [*tokens[:i], *parts, *tokens[i + 1 :]]
        return tokens

    def _split(self, tokens: list[_Token]) -> int:
        """How many words of the line are label; all of them when no value follows."""
        said = self.said
        split = None
        if self.labels.find(said) is not None and _is_figure(tokens[0].text):
            split = 0
        for count, token in enumerate(tokens[:_MOST_WORDS], 1):
            words = key(token.text)
            said += words
            if words and not is_value(token.text) and self.labels.find(said) is not None:
                split = count
        if split is not None:
            return split
        split = len(tokens)  # no label in full: a damaged or merged one may stand before the values
        while split > 0 and is_value(tokens[split - 1].text):
            split -= 1
        return split if len(tokens) - split >= 2 and self.columns else len(tokens)

    def _add(
        self,
        index: int,
        said: str,
        own: str,
        values: list[Value],
        printed: str,
        *,
        one_a_line: bool = False,
    ) -> None:
        row = self.labels.find(said)
        group = None
        if row is None:
            group = self.labels.group(said)
            if group is None:
                row = self.labels.find_like(own) or self.labels.find_like(said)
        wanted = self.columns or (len(row.columns) if row else 0)
        if wanted == 1 and values:  # everything behind the label is the one value
            values = [(printed, values[0][1])]
        label = row.label if row else group or own or said
        self._blanks(said, but=row.id if row else "")
        fitting = tuple(values) if len(values) == wanted else None
        at = values[0][1]
        pieces = tuple(values) if one_a_line else ((printed, at),)
        self.out.rows.append(RowReading(row, group, label, fitting, printed, at, pieces=pieces))
        if row:
            self.seen.add(row.id)
            self.out.last = index
        self.said = ""

    def _close_single(self) -> None:
        if not self.single:
            return
        row = len(self.out.rows) + 1
        values = [
            (entry.text, place_of(entry, 0, self.table, row, i))
            for i, (_, entry) in enumerate(self.single, 1)
        ]
        printed = " ".join(text for text, _ in values)
        index = self.single[-1][0]
        self.single = []
        self._add(index, self.said, "", values, printed, one_a_line=True)

    def _blanks(self, said: str, but: str = "") -> None:
        """Rows that were named before the next row began, with nothing behind their labels; or with
        figures that could not be made out, which is not the same."""
        for row in self.labels.named_in(said):
            if row.id == but or row.id in self.seen:
                continue
            self.seen.add(row.id)
            behind = self.labels.behind(row, said)
            printed = behind if any(c.isdigit() for c in behind) else ""
            source = Source(table=self.table)
            self.out.rows.append(RowReading(row, None, row.label, None, printed, source))


def _is_figure(text: str) -> bool:
    """Tell whether a word below a label can be its value, damaged or not, rather than more label."""
    return is_value(text) or not _CHINESE.search(text)
