"""Plain text → blocks: the characters, then paragraphs and grids with their lines and offsets.

Table layouts that become grids: cells parted by tabs or bars, and one cell a line behind a tab with an empty
line between rows (Word's "save as text" of some versions). Every other line is a paragraph; tables
laid out with spaces stay lines, because only a label can tell what belongs together there.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from ...cell import Source
from ..blocks import Block, Document, Grid, GridCell, Paragraph
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


def read_text(data: bytes, name: str) -> Document:
    """A text file as blocks. Raises ReadError when its characters cannot be decoded."""
    text = decode(data, name)
    check_text(text, name)
    paged = "\f" in text
    lines: list[_Line] = []
    offset, page = 0, 1
    for number, raw in enumerate(text.split("\n"), 1):
        page += raw.count("\f")
        lines.append(_Line(raw.rstrip("\r"), number, offset, page if paged else None))
        offset += len(raw) + 1
    closed = text.lower().rfind("</table")  # no table of HTML ends after this place
    blocks: list[Block] = []
    start = 0
    while start < len(lines):
        line = lines[start]
        if "|" in line.text or "<" in line.text:
            marked, stop = _marked_up(lines, start, closed, name)
            if marked:
                blocks += marked
                start = stop
                continue
        if "\t" not in line.text:
            if line.text.strip():
                blocks.append(_paragraph(line))
            start += 1
            continue
        end = _end_of_table(lines, start)
        rows = _rows(lines[start:end])
        if len(rows) == 1 and len(rows[0]) < 2:  # an indented line, not a table
            blocks.extend(_paragraph(one) for one in lines[start:end] if one.text.strip())
        else:
            blocks.append(_grid(rows))
        start = end
    pages = page if paged and not text.endswith("\f") else page - 1
    return Document(tuple(blocks), name, "text", pages if paged else None)


def _marked_up(lines: list[_Line], start: int, closed: int, name: str) -> tuple[list[Block], int]:
    """The grids of a table in Markdown or HTML that begins on this line, and the line after it."""
    stop = start
    if lines[start].offset <= closed and opens_table(lines[start].text):
        while stop < len(lines) and not closes_table(lines[stop].text):
            stop += 1
        text = "\n".join(line.text for line in lines[start : stop + 1])
        return list(html_grids(text, lines[start].source(), name)), stop + 1
    while stop < len(lines) and is_pipe_row(lines[stop].text):
        stop += 1
    if stop - start < _LEAST_PIPE_ROWS or (stop < len(lines) and "|" in lines[stop].text):
        return _barred(lines, start) if "|" in lines[start].text else ([], start)
    rows = [
        [(text, line.source(at)) for text, at in pipe_cells(line.text)]
        for line in lines[start:stop]
    ]
    filled = [row for row in rows if row]
    return ([_grid(filled)] if filled else []), stop


def _barred(lines: list[_Line], start: int) -> tuple[list[Block], int]:
    """The blocks of a table whose cells have a bar behind them, from this line, and the line after it."""
    stop = start
    while stop < len(lines) and "|" in lines[stop].text:
        stop += 1
    rows = barred_rows([line.text for line in lines[start:stop]])
    if rows:
        return [_barred_grid(rows, lines[start:stop])], stop
    end = start + end_of_bars(lines[at].text for at in range(start, len(lines)))
    run = lines[start:end]
    blocks: list[Block] = []
    for found in cells_between_bars([line.text for line in run]) if run else ():
        if isinstance(found, int):
            blocks.append(_paragraph(run[found]))
        elif found:
            blocks.append(_barred_grid(found, run))
    return blocks, end


def _barred_grid(rows: list[BarredRow], lines: list[_Line]) -> Grid:
    cells = tuple(
        GridCell(text, r, column, source=lines[at].source(shift))
        for r, row in enumerate(rows)
        for (text, at, shift), column in row.placed()
    )
    return Grid(cells, cells[0].source)


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


def _rows(lines: list[_Line]) -> list[list[tuple[str, Source]]]:
    """The cells of each row, with the place where each cell's own text begins."""
    used = [line for line in lines if "\t" in line.text]
    one_a_line = len(used) > 3 and all(
        line.text.startswith("\t") and line.text.count("\t") == 1 for line in used
    )
    if not one_a_line:
        return [_cells(line) for line in used]
    rows: list[list[tuple[str, Source]]] = [[]]
    for line in lines:
        if "\t" in line.text:
            rows[-1].append(_cells(line)[1])
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _cells(line: _Line) -> list[tuple[str, Source]]:
    cells = []
    shift = 0
    for part in line.text.split("\t"):
        text = part.strip()
        lead = len(part) - len(part.lstrip()) if text else 0
        cells.append((text, line.source(shift + lead)))
        shift += len(part) + 1
    return cells


def _grid(rows: list[list[tuple[str, Source]]]) -> Grid:
    cells = tuple(
        GridCell(text, r, c, source=source)
        for r, row in enumerate(rows)
        for c, (text, source) in enumerate(row)
    )
    return Grid(cells, rows[0][0][1])
