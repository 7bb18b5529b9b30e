"""What the recogniser saw on a page, as lines of JSON: cells and lines with their places and odds.

    python -m tests.fuzz.recognised

writes `recognised.jsonl` anew: tables two, three and four of a report of the corpus with their headings,
worn and looked at by the real recogniser. The fuzzer breaks these lines and gives them to all that comes after it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from gongkai.report.cell import Source
from gongkai.report.read.blocks import Block, Document, Grid, GridCell, Paragraph

SEED = Path(__file__).with_name("recognised.jsonl")
_SHORT = 25  # headings; prose says nothing of cells
_MOST = 2000  # a reader's rows and columns are bounded by the lines it finds


def document_of(data: bytes) -> Document:
    """Lines of JSON as a document; a line that is none, or says nothing that a reader could, is left out."""
    grids: dict[int, dict[tuple[int, int], GridCell]] = {}
    blocks: list[Paragraph | int] = []
    for line in data.splitlines():
        one = _seen(line)
        if isinstance(one, Paragraph):
            blocks.append(one)
        elif one is not None:
            table = one.source.table or 0
            if table not in grids:
                grids[table] = {}
                blocks.append(table)
            grids[table].setdefault((one.row, one.column), one)
    made = tuple(
        Grid(tuple(cell for _, cell in sorted(grids[one].items()))) if isinstance(one, int) else one
        for one in blocks
    )
    return Document(made, "某年报", "scan", 1)


@lru_cache(5_000)  # of a broken file nearly every line is as it was
def _seen(line: bytes) -> Paragraph | GridCell | None:
    """What a line says was seen; None for one that says nothing that a reader could."""
    try:
        one = json.loads(line)
        source = Source(int(one["page"]), box=tuple(map(float, one["box"])))  # type: ignore[arg-type]
        text, sure = str(one["text"]), float(one["sure"])
        if not 0 <= sure <= 1:
            return None
        if "row" not in one:
            return Paragraph(text, source, confidence=sure)
        table, row, column, tall, wide = (int(n) for n in (one["table"], *one["row"]))
        odds = tuple((str(other), float(chance)) for other, chance in one.get("others", ()))
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError):
        return None
    if not (0 <= row < _MOST and 0 <= column < _MOST and 0 < tall < _MOST and 0 < wide < _MOST):
        return None
    source = source._replace(table=table, row=row + 1, column=column + 1)
    return GridCell(text, row, column, tall, wide, source, sure, odds)


def lines_of(blocks: list[Block]) -> Iterator[bytes]:
    """Blocks that were recognised, one line of JSON a cell or paragraph."""
    for block in blocks:
        for one in block.cells if isinstance(block, Grid) else (block,):
            said: dict[str, Any] = {
                "page": one.source.page,
                "box": one.source.box,
                "text": one.text,
                "sure": one.confidence,
            }
            if isinstance(one, GridCell):
                said["table"] = one.source.table
                said["row"] = [one.row, one.column, one.row_span, one.column_span]
                said["others"] = one.candidates
            yield json.dumps(said, ensure_ascii=False).encode() + b"\n"


def main() -> None:
    """Look at the pages again."""
    from gongkai.report.read.scan import blocks_of
    from gongkai.report.read.scan.picture import Picture
    from tests.report.read.scan.test_scanned_reports import printed
    from tests.report.read.scan.worn import worn

    _, pages = printed("hotan-2021")
    blocks: list[Block] = []
    for number, page in enumerate(pages, 1):
        tables = sum(isinstance(block, Grid) for block in blocks)
        picture = Picture(worn(page, "skew=1.1 noise=45 blur=1.6 jpeg=25", number), 200)
        seen = list(blocks_of(picture, number, tables))
        if any(isinstance(block, Grid) for block in seen):
            blocks += [b for b in seen if isinstance(b, Grid) or len(b.text) < _SHORT]
    SEED.write_bytes(b"".join(lines_of(blocks)))


if __name__ == "__main__":
    main()
