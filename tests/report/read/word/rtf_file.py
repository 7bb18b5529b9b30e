"""Small RTF files, and what is shown of them."""

from __future__ import annotations

from gongkai.report.read import read_document
from gongkai.report.read.blocks import Grid

HEAD = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fcharset136 x;}{\f3\fcharset2 Symbol;}}"


def rtf(body: bytes | str, head: bytes = HEAD) -> bytes:
    """A file with this body; Chinese characters stand in it as Word writes them, each with a substitute."""
    if isinstance(body, str):
        body = b"".join(
            char.encode()
            if char.isascii()
            else b"".join(
                b"\\u%d\\'3f" % int.from_bytes(unit, "little", signed=True)
                for unit in _units(char.encode("utf-16-le"))
            )
            for char in body
        )
    return head + b"\n" + body + b"}"


def _units(data: bytes) -> list[bytes]:
    return [data[at : at + 2] for at in range(0, len(data), 2)]


def shown(body: bytes | str, head: bytes = HEAD) -> list[object]:
    """Paragraphs as their text; tables as (text, row, column, rows, columns) of each cell."""
    return [
        [(c.text, c.row, c.column, c.row_span, c.column_span) for c in block.cells]
        if isinstance(block, Grid)
        else block.text
        for block in read_document(rtf(body, head), "a.rtf").blocks
    ]


def row(*cells: str, edges: str = "", after: bool = False) -> str:
    """A row as Word writes it: divided before its cells and, `after` them, once more."""
    edges = edges or "".join(rf"\cellx{1000 * (i + 1)}" for i in range(len(cells)))
    division = (
        rf"\trowd \irow0\irowband0\ltrrow\ts11\trgaph108\trleft-108\trbrdrt\brdrs\brdrw10 {edges}"
    )
    text = "".join(
        rf"\pard\plain \ltrpar\ql\intbl {{\rtlch\fcs1 \af0 \ltrch\fcs0 {cell}\cell }}"
        for cell in cells
    )
    end = rf"\pard\plain \intbl {{{division if after else ''}\row }}"
    return f"{division}{text}{end}"
