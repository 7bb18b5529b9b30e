"""Plain text → blocks: the characters, then paragraphs and grids with their lines and offsets.

Table layouts that become grids: cells parted by tabs or bars, and one cell a line behind a tab with an empty
line between rows (Word's "save as text" of some versions). Every other line is a paragraph; tables
laid out with spaces stay lines, because only a label can tell what belongs together there.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from ...cell import Source
from ..blocks import Block, Document, Grid, GridRow, Paragraph, RowShape
from ..bounds import check_text
from ..characters import decode_chinese, decode_damaged, decode_wide
from ..errors import ReadError
from .barred import BarredRow, barred_rows, cells_between_bars, end_of_bars
from .markdown import closes_table, html_grids, is_pipe_row, opens_table, pipe_cells

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str) -> str:
    """Bytes to text: a byte order mark, else UTF-16 without a mark, UTF-8, GB18030 or Big5, in that order.

    A few damaged bytes become U+FFFD each; nothing is read out of them. Offsets in a report
    count characters of this text. Raises ReadError when none of them fits.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise ReadError(
                    name,
                    f"文件开头说明是 {encoding.upper()} 编码，但第 {error.start + 1} 个字节不是",
                    remedy="文件可能在传输中损坏，请重新导出或重新下载后再读",
                ) from error
    if b"\0" in data:  # text has no zero bytes except in UTF-16
        found = decode_wide(data)
    else:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            found = decode_chinese(data) or decode_damaged(data)
    if found is not None:
        return found
    raise ReadError(
        name,
        "不是可以读的文本：按 UTF-8、UTF-16、GB18030、Big5 都解不开",
        remedy="请用 Word 或记事本打开后另存为 UTF-8 文本，或直接提供原来的文件",
    )


#: Ends of lines that other programs write, one character for one: no offset moves.
_OTHER_ENDS = re.compile("\r(?!\n)|[\v\x85\u2028\u2029]")
#: The shape of a row of so few cells may come again in another file.
_MOST_CELLS = 60
#: So many rows of pipes are a table; a single one may be a line of a site's navigation.
_LEAST_PIPE_ROWS = 2


@dataclass(slots=True)
class _Line:
    text: str
    number: int
    offset: int
    page: int | None

    def source(self, shift: int = 0) -> Source:
        return Source(self.page, None, None, None, self.number, self.offset + shift)


#: The text of a cell, its line, and where in that it begins.
_Piece = tuple[str, _Line, int]


def read_text(data: bytes, name: str) -> Document:
    """A text file as blocks. Raises ReadError when its characters cannot be decoded."""
    text = decode(data, name)
    check_text(text, name)
    text = _OTHER_ENDS.sub("\n", text)
    paged = "\f" in text
    lines: list[_Line] = []
    offset, page = 0, 1
    for number, raw in enumerate(text.split("\n"), 1):
        page += raw.count("\f")
        lines.append(_Line(raw.rstrip("\r"), number, offset, page if paged else None))
        offset += len(raw) + 1
    blocks = _Blocks(lines, text.lower().rfind("</table"), name).found()
    pages = page if paged and not text.endswith("\f") else page - 1
    return Document(tuple(blocks), name, "text", pages if paged else None)


class _Blocks:
    """The blocks of some lines; `closed` is the place after which no table of HTML ends."""

    def __init__(self, lines: list[_Line], closed: int, name: str) -> None:
        self._lines = lines
        self._closed = closed
        self._name = name
        self._blocks: list[Block] = []
        self._tables = 0

    def found(self) -> list[Block]:
        lines = self._lines
        start = 0
        while start < len(lines):
            line = lines[start]
            if "|" in line.text or "<" in line.text:
                stop = self._marked_up(start)
                if stop > start:
                    start = stop
                    continue
            if "\t" not in line.text:
                if line.text.strip():
                    self._blocks.append(_paragraph(line))
                start += 1
                continue
            end = _end_of_table(lines, start)
            rows = [] if _is_indented(lines[start:end]) else _rows(lines[start:end])
            if not rows or (len(rows) == 1 and len(rows[0]) < 2):  # indented lines, not a table
                self._blocks += [_paragraph(one) for one in lines[start:end] if one.text.strip()]
            else:
                self._add([(row, range(len(row))) for row in rows])
            start = end
        return self._blocks

    def _add(self, rows: Iterable[tuple[Sequence[_Piece], Sequence[int]]]) -> None:
        """A grid of some rows, each with the columns of its cells."""
        self._tables += 1
        grid = []
        for r, (pieces, columns) in enumerate(rows):
            sources = [
                Source(line.page, self._tables, r + 1, column + 1, line.number, line.offset + shift)
                for (_, line, shift), column in zip(pieces, columns, strict=True)
            ]
            texts = tuple([text for text, _, _ in pieces])
            shape = (_shape if len(texts) <= _MOST_CELLS else _find_shape)(tuple(columns))
            grid.append(GridRow(r, texts, shape, tuple(sources)))
        self._blocks.append(Grid.of(grid, grid[0].source))

    def _marked_up(self, start: int) -> int:
        """Take the grids of a table in Markdown or HTML that begins on this line; the line after it."""
        lines, stop = self._lines, start
        if lines[start].offset <= self._closed and opens_table(lines[start].text):
            while stop < len(lines) and not closes_table(lines[stop].text):
                stop += 1
            text = "\n".join(line.text for line in lines[start : stop + 1])
            grids = list(html_grids(text, lines[start].source(), self._name))
            self._tables += len(grids)
            self._blocks += grids
            return stop + 1 if grids else start
        while stop < len(lines) and is_pipe_row(lines[stop].text):
            stop += 1
        if stop - start < _LEAST_PIPE_ROWS or (stop < len(lines) and "|" in lines[stop].text):
            return self._barred(start) if "|" in lines[start].text else start
        rows = [
            [(text, line, at) for text, at in pipe_cells(line.text)] for line in lines[start:stop]
        ]
        filled = [row for row in rows if row]
        if not filled:
            return start
        self._add((row, range(len(row))) for row in filled)
        return stop

    def _barred(self, start: int) -> int:
        """Take the blocks of a table whose cells have a bar behind them, from this line; the line after it."""
        lines, stop = self._lines, start
        while stop < len(lines) and "|" in lines[stop].text:
            stop += 1
        rows = barred_rows([line.text for line in lines[start:stop]])
        if rows:
            self._add_barred(rows, lines[start:stop])
            return stop
        end = start + end_of_bars(lines[at].text for at in range(start, len(lines)))
        run = lines[start:end]
        held = len(self._blocks)
        for found in cells_between_bars([line.text for line in run]) if run else ():
            if isinstance(found, int):
                self._blocks.append(_paragraph(run[found]))
            elif found:
                self._add_barred(found, run)
        return end if len(self._blocks) > held else start

    def _add_barred(self, rows: list[BarredRow], lines: list[_Line]) -> None:
        placed = [sorted(row.placed(), key=_column) for row in rows]
        self._add(
            ([(text, lines[at], shift) for (text, at, shift), _ in row], [c for _, c in row])
            for row in placed
        )


_column = itemgetter(1)


def _find_shape(columns: tuple[int, ...]) -> RowShape:
    return RowShape.of(columns, ((1, 1),) * len(columns))


_shape = lru_cache(maxsize=256)(_find_shape)


def _paragraph(line: _Line) -> Paragraph:
    text = line.text.replace("\f", "")
    shift = len(line.text) - len(line.text.lstrip("\f"))
    return Paragraph(text, line.source(shift))


def _end_of_table(lines: list[_Line], start: int) -> int:
    """The line after a run of lines with tabs; empty lines inside the run do not end it."""
    end = here = start
    while here < len(lines) and ("\t" in lines[here].text or not lines[here].text.strip()):
        if "\t" in lines[here].text:
            end = here + 1
        here += 1
    return end


def _is_indented(lines: list[_Line]) -> bool:
    """Tell whether tabs stand before the text of lines only, and not one before each: the text of a page as its source
    is indented, cell below cell."""
    most = 0
    for line in lines:
        text = line.text.lstrip("\t")
        if "\t" in text.rstrip():
            return False
        most = max(most, len(line.text) - len(text) if text.strip() else 0)
    return most > 1


def _rows(lines: list[_Line]) -> list[list[_Piece]]:
    """The cells of each row, with the place where each cell's own text begins."""
    used = [line for line in lines if "\t" in line.text]
    one_a_line = len(used) > 3 and all(
        line.text.startswith("\t") and line.text.count("\t") == 1 for line in used
    )
    if not one_a_line:
        return [_cells(line) for line in used]
    rows: list[list[_Piece]] = [[]]
    for line in lines:
        if "\t" in line.text:
            rows[-1].append(_cells(line)[1])
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _cells(line: _Line) -> list[_Piece]:
    cells = []
    shift = 0
    for part in line.text.split("\t"):
        text = part.strip()
        lead = len(part) - len(part.lstrip()) if text and text != part else 0
        cells.append((text, line, shift + lead))
        shift += len(part) + 1
    return cells
