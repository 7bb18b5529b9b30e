"""Tables inside plain text that are marked up: Markdown's rows of pipes, and HTML tables in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...cell import Source
from ..blocks import Grid
from ..web.html import tables_of

_OF_A_RULE = frozenset(" \t|:-")
_RULE = re.compile(r"\|?(?::?-+:?\|)+(?::?-+:?)?")  # without its spaces
_PIPE = re.compile(r"(?<!\\)\|")
_START, _STOP = re.compile(r"<table[\s>]", re.I), re.compile(r"</table\s*>", re.I)


def is_pipe_row(line: str) -> bool:
    """Tell whether a line is a row of a Markdown table: it begins with a pipe and has another."""
    plain = line.strip()
    return plain.startswith("|") and plain.count("|") > 1


def pipe_cells(line: str) -> list[tuple[str, int]]:
    """The cells of such a row, each with its place in the line; none for the rule under a head. A pipe behind a backslash
    parts no cells."""
    if _OF_A_RULE.issuperset(line) and _RULE.fullmatch("".join(line.split())):
        return []
    cells = []
    at = line.index("|") + 1
    for part in _PIPE.split(line[at:].rstrip().removesuffix("|")):
        text = part.strip().replace("\\|", "|")
        cells.append((text, at + (len(part) - len(part.lstrip()) if text else 0)))
        at += len(part) + 1
    return cells


def opens_table(line: str) -> bool:
    """Tell whether an HTML table begins on this line."""
    return _START.search(line) is not None


def closes_table(line: str) -> bool:
    """Tell whether an HTML table ends on this line."""
    return _STOP.search(line) is not None


def html_grids(text: str, source: Source, name: str) -> Iterator[Grid]:
    """The tables of a piece of HTML, all placed on the line it begins on."""
    for grid in tables_of(text, name):
        cells = tuple(
            one._replace(source=one.source._replace(line=source.line, table=None))
            for one in grid.cells
        )
        yield Grid(cells, source)
