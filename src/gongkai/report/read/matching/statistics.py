"""The statistics table of 2014–2018 (政府信息公开情况统计表): one value a row, in grids or in lines.

Rows are known by their words, never by a number in front, because districts add their own. Two labels
stand twice (被依法纠正数, 其他情形数): they belong to the total that was printed last before them.
Source: 国办发〔2014〕32号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ...cell import Source
from ...form import Row, get_form
from ..normalise import is_page_number, is_value, key, long_key
from .entries import Entry, goes_on
from .figures.money import IN_TEN_THOUSAND, unit_in_heads
from .rows.numbering import CODE_HEADS, Mark, Numbered, mark_numbers
from .rows.row_reading import RowReading, Value, Values
from .rows.tokens import Token, place_of, tokens_of, unfold

#: What stands in the column 单位.
UNITS = frozenset(
    {"条", "件", "次", "篇", "个", "人", "人次", "万元", "元", "份", "项", "家", "期", "宗"}
)
#: So many labels of the table make a document one of this form.
ENOUGH_LABELS = 5
_SHORT = 3  # characters of what is printed in place of a figure
_LONGEST_LABEL = 400  # characters of a label with its number, its notes and all
_OPEN = re.compile(r"[（(][^（()）]*$")
_BRACKETS = re.compile(r"[（(〔\[][^（(〔\[)）〕\]]*[)）〕\]]")


@dataclass(frozen=True, slots=True)
class StatisticsReading:
    """The rows that were read, and the entries that belong to the table."""

    rows: list[RowReading]
    entries: frozenset[int]


@dataclass(frozen=True)
class _Labels:
    rows: dict[str, tuple[Row, ...]]
    keys: tuple[str, ...]  # longest first

    def find(self, words: str) -> tuple[Row, ...]:
        """The rows whose label stands in these words, the longest label; none when none does."""
        return next((self.rows[k] for k in self.keys if k in words), ())

    def last_in(self, words: str) -> int:
        """Where the label begins that stands last in words which hold several; 0 where they hold one."""
        taken: list[tuple[int, int]] = []
        for label in self.keys:
            start = words.rfind(label)
            free = all(start >= end or start + len(label) <= begin for begin, end in taken)
            if start >= 0 and free:
                taken.append((start, start + len(label)))
        return max(taken)[0] if len(taken) > 1 else 0


@cache
def _labels() -> _Labels:
    rows: dict[str, tuple[Row, ...]] = {}
    for row in get_form("2014").table("statistics").rows:
        for label in (row.label, *row.aliases):
            words = key(label).removeprefix("其中")
            rows[words] = (*rows.get(words, ()), row)
    return _Labels(rows, tuple(sorted(rows, key=len, reverse=True)))


def count_labels(words: str) -> int:
    """How many labels of the table stand in a text, given as a key."""
    return sum(k in words for k in _labels().keys)


def read_statistics(entries: list[Entry]) -> StatisticsReading:
    """Read the table out of a document, wherever it stands."""
    reader = _Reader()
    grids: dict[int, list[int]] = {}
    for index, entry in enumerate(entries):
        if entry.is_row:
            grids.setdefault(entry.grid, []).append(index)
    used: set[int] = set()
    named = [
        rows_at[0]
        for rows_at in grids.values()
        if count_labels(long_key("".join(entries[i].text for i in rows_at))) > 1
    ]
    first, last = (named[0], named[-1]) if named else (0, -1)
    for rows_at in grids.values():
        if not first <= rows_at[0] <= last:
            continue
        code = code_columns([entries[i] for i in rows_at])
        for i in rows_at:
            reader.take_row(entries[i], code)
            if (below := goes_on(entries, i)) and reader.rows:
                above = reader.rows[-1]
                reader.rows[-1] = above.unplaced()._replace(
                    printed=f"{above.printed} {below}".strip()
                )
        used.update(rows_at)
    if not reader.rows:
        for index, line in _lines_of_table(entries):
            reader.ran_on = reader.ran_on or index in used
            reader.take_line(line)
            used.add(index)
        reader.finish_lines()
    return StatisticsReading(reader.rows, frozenset(used))


def code_columns(rows: list[Entry]) -> frozenset[int]:
    """The columns of a grid that number its rows: counting on by one, and headed 序号 or 代码 or with other
    figures to the right. A head alone is not enough: rows that lost a cell have a value below it."""
    columns: dict[int, list[str]] = {}
    headed: set[int] = set()
    for row in rows:
        for cell in row.cells:
            if key(cell.text) in CODE_HEADS:
                headed.add(cell.column)
            if cell.text.strip():
                columns.setdefault(cell.column, []).append(cell.text.strip())
    last = max((c for c, some in columns.items() if any(map(is_value, some))), default=-1)
    found = set()
    for column, texts in columns.items():
        figures = [int(text) for text in texts if text.isascii() and text.isdigit()]
        steps = {b - a for a, b in pairwise(figures)}
        numbers = len(figures) > 3 and steps == {1} and figures[0] <= 1 and column < last
        if numbers or (column in headed and steps <= {1}):
            found.add(column)
    return frozenset(found)


def _lines_of_table(entries: list[Entry]) -> Iterator[tuple[int, Entry]]:
    """The lines from the first to the last that name a row of the table, where they are dense, each with its place;
    a line in which several rows ran on as several."""
    lines = [
        (index, part)
        for index, entry in enumerate(entries)
        if not entry.is_row
        for part in unfold(entry)
    ]
    words = ["" if "。" in line.text else _words(line.text) for _, line in lines]
    named = [at for at in range(len(lines)) if words[at] and _begins_here(words[at : at + 3])]
    if len(named) < ENOUGH_LABELS:
        return
    first = next((a for a, b in pairwise(named) if b - a <= 6), named[0])
    while first and lines[first - 1][0] == lines[first][0]:
        first -= 1  # the heads that ran on in one line with the first row
    for index, line in lines[first : named[-1] + 4]:
        if not is_page_number(line.text):
            yield index, line


def _words(text: str) -> str:
    """A line without the unit and the figure behind its words."""
    parts = text.split()
    while parts and (is_value(parts[-1]) or _UNIT.fullmatch(parts[-1])):
        parts.pop()
    return "".join(parts)


def _begins_here(lines: list[str]) -> bool:
    """Tell whether a label begins in the first of some lines: it may be broken over all of them."""
    find = _labels().find
    if find(_bare(lines[0])):
        return True
    return bool(find(_bare("".join(lines)))) and not find(_bare("".join(lines[1:])))


def _bare(text: str) -> str:
    """The words of a label without what stands in brackets after it, as a key; a bracket that is the
    number in front, （一）, goes too."""
    return key(_BRACKETS.sub("", text))


#: The number in front of a label.
_LEAD = re.compile(r"\d{1,2}[．.、](?!\d)")
#: Words that are not what is printed in a cell: the headings of the table and the heads of its columns.
_HEADING = re.compile(r".*(?:情况|统计表|年度)|统计指标|指标|单位|统计数|数量|序号|代码")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


_LABEL_PART = re.compile(r"[（(]?[一二三四五六七八九十]+[)）．.、]+|其中[:：]?")


def _is_before(word: str) -> bool:
    """Tell whether the first word of a line with a label stands before it, a figure or what is printed for one."""
    if word[0].isdigit():
        return _LEAD.match(word) is None
    return len(word) <= _SHORT and _LABEL_PART.fullmatch(word) is None


def _is_heading(words: str) -> bool:
    return _HEADING.fullmatch(_bare(words)) is not None


def _beside(tokens: list[Token], row: Row, label: str, *, told: bool) -> list[Token]:
    """The words behind a label in its line that are no figure and no note, and stand where its figure does: behind
    the unit, or no Chinese words, or alone. `label` are the words that name the row, the line's last; `told` says
    that a figure follows."""
    count = next((n for n in range(1, len(tokens)) if _names(row, label, tokens[n:])), len(tokens))
    rest = [one for one in tokens[count:] if not _BRACKETS.fullmatch(one.text)]
    unit = next((at for at, one in enumerate(rest) if key(one.text) in UNITS), None)
    if unit is not None:
        return rest[unit + 1 :]
    if rest:
        return [] if told and all(_CHINESE.fullmatch(one.text) for one in rest) else rest
    glued = _behind(row, label)
    return (
        [] if told or not glued else [Token(glued, tokens[-1].shift + tokens[-1].text.rfind(glued))]
    )


def _names(row: Row, label: str, without: list[Token]) -> bool:
    """Tell whether a label still names the row without its last words."""
    words = label.removesuffix("".join(one.text for one in without))
    return row in _labels().find(_bare(words))


_UNIT = re.compile(f"[（(]?(?:{'|'.join(UNITS)})[)）]?")
_SIGNS_BEHIND = re.compile(r"[^\w\s（）()〔〕\[\]【】：:“”\"]+$")
_UNITS_BEHIND = re.compile(f"(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})?(.*)")


def _behind(row: Row, label: str) -> str:
    """What is stuck to a label behind its words and its unit."""
    words = _bare(_OPEN.sub("", label))
    end = max(
        words.rfind(k) + len(k) for k, rows in _labels().rows.items() if row in rows and k in words
    )
    found = _UNITS_BEHIND.fullmatch(words, end)
    sign = _SIGNS_BEHIND.search(label)
    return (found[1] if found else "") or (sign[0] if sign else "")


class _Reader:
    """Takes rows and lines one by one; remembers what label waits for its value."""

    def __init__(self) -> None:
        self.rows: list[RowReading] = []
        self._group = ""  # the total printed last: reconsideration, litigation
        self._waiting: tuple[Row, str, Source] | None = None
        #: Lines of words that are no label, or not yet, each with its figures.
        self._between: list[tuple[str, list[Value]]] = []
        self.ran_on = False  # whether several rows ran on in a line
        self._above = False  # whether a figure stands before the first label
        self._lead = ""  # the figure before the waiting label, in its line
        self._leads: dict[int, str] = {}  # by row without a figure behind its label, the one before
        self._led: list[int] = []  # rows below which a line begins with a figure
        self._open = False  # whether a bracket behind the waiting label goes on in the next line
        self._money = ""  # the unit that was printed last
        self._unit = False  # whether the unit of the waiting row was printed
        self._figures: dict[int, list[Value]] = {}  # by row, all that is printed behind its label
        self._last: int | None = None  # the row that more figures may follow on lines of their own
        self._headed = False  # whether a column is headed 行次

    def take_row(self, entry: Entry, code: frozenset[int]) -> None:
        """One row of a grid."""
        cells = [c for c in entry.cells if c.column not in code]
        said = ""
        row: Row | None = None
        values = []
        unit = ""
        for cell in cells:
            text = cell.text.strip()
            if row is None and len(said) <= _LONGEST_LABEL:
                said += text
                row = self._row(_bare(said)) or self._row(key(said))
            elif key(text) not in UNITS:
                values.append(cell)
            else:
                unit = key(text)
        if row is None:
            self._take_unnamed(entry)
            return
        filled = [c for c in values if c.text.strip()]
        label = said
        self._money = unit
        if len(filled) == 1 or (not filled and values):
            one = (filled or values)[0]
            text = one.text.strip()
            self._add(row, label, Value(text, one.source), text, one.source, in_cells=True)
        elif filled:
            printed = " ".join(c.text for c in filled)
            self._add(row, label, None, printed, filled[0].source)
        else:
            self._add(row, label, None, "", entry.source)

    def _take_unnamed(self, entry: Entry) -> None:
        """A row of a grid that names none of the form: its figures may be those of an empty row above, and a figure
        alone the rest of the one above."""
        texts = [cell.text.strip() for cell in entry.cells if cell.text.strip()]
        figures = [text for text in texts if is_value(text)]
        if not self.rows or not figures:
            return
        above = self.rows[-1]
        if not above.printed:
            self.rows[-1] = above.unplaced()._replace(printed=" ".join(texts))
        elif texts == figures[:1]:
            self.rows[-1] = above.unplaced()

    def take_line(self, entry: Entry) -> None:
        """One line: a whole row, or a piece of one (its label, its unit, its value)."""
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
        elif figures and self._between:
            self._between[-1][1].extend(figures)  # of the row whose label is not whole yet?
        elif figures:
            printed = entry.text[tail[0].shift :].strip()
            self._fill(figures, printed)

    def _cut(self, entry: Entry) -> tuple[list[Token], list[Token], int]:
        """The words of a line, the figures behind them, and how many units stand among these."""
        tokens, tail, units = tokens_of(entry), list[Token](), 0
        while tokens and (is_value(tokens[-1].text) or _UNIT.fullmatch(tokens[-1].text)):
            token = tokens.pop()
            if _UNIT.fullmatch(token.text):
                units += 1
                self._money = key(token.text)
            else:
                tail.insert(0, token)
        return tokens, tail, units

    def _take_words(
        self, entry: Entry, tokens: list[Token], words: str, figures: list[Value]
    ) -> bool:
        """The words of a line: a label, or a piece of one. True where its figures are told too."""
        if self._waiting is not None and self._open and self._row(_bare(words)) is None:
            self._open = "）" not in words and ")" not in words
            rest = "" if self._open else re.split("[）)]", words)[-1]
            if rest.strip():
                self._fill([], rest, at=entry.source)
            return False  # else the rest of what stands in brackets behind a label
        bare = _bare(words)
        last = _labels().last_in(bare)
        if (
            last
        ):  # several rows in one line: of all but the last, whose figures are whose is not told
            self._close()
            above = self._row(bare[:last])
            if above is not None:
                self._waiting = (above, words, entry.source)
                self._fill([], entry.text, at=entry.source)
            row = self._row(bare[last:])
            if row is not None:
                self._waiting = (row, words, entry.source)
                self._fill([], entry.text, at=entry.source)
            return True
        said = "".join(some for some, _ in self._between)
        row = self._row(_bare(said + words)) or self._row(_bare(words))
        if row is None:
            if self._waiting is not None and words[0].isdigit() and not _LEAD.match(words):
                self._fill([], entry.text, at=place_of(entry, 0, 1, 1, 1))
            elif self._waiting is None or not _BRACKETS.fullmatch(words):
                self._between.append((words, figures))
                return bool(figures)
            return False
        pieces = self._pieces(row, words)
        own = self._between[len(self._between) - pieces :]
        if not self.rows and self._waiting is None:
            self._above = any(some for _, some in self._between[: len(self._between) - pieces])
        label = "".join(some for some, _ in own) + words
        self._close(pieces)
        figures = [*(one for _, some in own for one in some), *figures]
        self._waiting = (row, label, entry.source)
        self._lead = tokens[0].text if _is_before(tokens[0].text) else ""
        self._open = words.count("（") + words.count("(") > words.count("）") + words.count(")")
        beside = _beside(tokens, row, label, told=bool(figures))
        if beside:
            self._fill(
                [], entry.text[beside[0].shift :], at=place_of(entry, beside[0].shift, 1, 1, 1)
            )
            return True
        if figures and pieces:
            self._fill(figures, " ".join(one.text for one in figures))
            return True
        return False

    def _pieces(self, row: Row, words: str) -> int:
        """How many of the lines before some words are pieces of the label of the row that these name."""
        for count in range(len(self._between) + 1):
            some = "".join(one for one, _ in self._between[len(self._between) - count :])
            if self._row(_bare(some + words)) is row:
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
        self._add(row, label, value, said, figures[0].source if figures else at or Source())

    def finish_lines(self) -> None:
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
        for i in self._led if len(self._led) * 2 < len(self.rows) else ():
            self.rows[i] = self.rows[
                i
            ].unplaced()  # the rest of its figure, not the number of the next row

    def _doubt_what_stands_before(self) -> None:
        """Figures before labels and none behind: a row without one is not blank, unless they number the rows. Where
        one stands before the first label and none behind the last, each may be the next row's."""
        leads = [*self._leads.values()]
        plain = len(leads) > 1 and all(text.isascii() and text.isdigit() for text in leads)
        if not plain or any(int(b) - int(a) != 1 for a, b in pairwise(leads)):
            for i, text in self._leads.items():
                self.rows[i] = self.rows[i]._replace(printed=text)
        if (self._above or self.ran_on) and self.rows and self.rows[-1].values is None:
            for i, one in enumerate(self.rows):
                self.rows[i] = one.unplaced()._replace(printed=one.printed or "?")

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
            if figures or not _is_heading(words)
        )
        if not printed and self._open and (rest := _OPEN.search(label)):
            printed = rest[0]
        if not printed and self._lead:
            self._leads[len(self.rows)] = self._lead
        self._add(row, label, None, printed, source)

    def _row(self, words: str) -> Row | None:
        rows = _labels().find(words)
        if len(rows) < 2:
            return rows[0] if rows else None
        return next((row for row in rows if row.id.split(".")[0] == self._group), None)

    def _add(
        self,
        row: Row,
        label: str,
        value: Value | None,
        printed: str,
        at: Source,
        in_cells: bool = False,
    ) -> None:
        group = row.id.split(".")[0]
        if group in ("reconsideration", "litigation") and row.id.endswith(".total"):
            self._group = group
        values = Values.of([value]) if value is not None else None
        pieces = Values([printed], [at]) if printed else Values()
        money = self._money if self._money in IN_TEN_THOUSAND else unit_in_heads([label])
        self._money = ""
        self.rows.append(
            RowReading(
                row, None, label, values, printed, at, pieces=pieces, money=money, in_cells=in_cells
            )
        )
