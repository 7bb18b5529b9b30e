"""A report as one self-contained page: official typography, every state told apart, the JSON inside.

The page asks nothing of any other host and runs nothing; its only script element holds data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib import resources

from ..cell import STATE_NAMES, Cell, State
from ..model import Report, from_json, to_json
from .document import Paragraph, Part, arrange
from .layout import Kind, LayoutCell, LayoutTable, lines, places, print_cell

#: The states a figure alone cannot show; the page marks them and names them under the table.
_MARKED = (State.BLANK, State.NOT_APPLICABLE, State.ANNOTATED, State.UNREADABLE, State.ABSENT)

_SCRIPT = '<script type="application/json" id="report">'
_EMBEDDED = re.compile(re.escape(_SCRIPT) + r"(.*?)</script>", re.DOTALL)


def write_html(report: Report) -> bytes:
    """The report as one UTF-8 page; `read_html_json` reads it back equal."""
    document = arrange(report)
    title = " ".join(document.title)
    body = [
        "<h1>" + "<br>".join(escape(line) for line in document.title) + "</h1>",
        *_paragraphs(document.preamble),
        *(line for part in document.parts for line in _part(part, report)),
        *_paragraphs(document.ending),
        f'<p class="signature">{escape(document.signer)}</p>' if document.signer else "",
        f'<p class="signature day">{document.signed_on}</p>' if document.signed_on else "",
        *_notes(report),
    ]
    page = (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(line for line in body if line)
        + f"\n</main>\n{embed_json(report)}\n</body>\n</html>\n"
    )
    return page.encode("utf-8")


def embed_json(report: Report) -> str:
    """The report as a script element of data, safe inside any page: no `<` is left in it."""
    text = json.dumps(to_json(report), ensure_ascii=False, separators=(",", ":"))
    # "<" may begin </script> or <!--; the escapes below are the same JSON string. The two line
    # separators are line ends to some readers of pages.
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f"{_SCRIPT}{text}</script>"


def read_html_json(text: str | bytes) -> Report:
    """The report inside a page that `write_html` made.

    Raises ValueError when the page holds no report, or one that is not sound.
    """
    if isinstance(text, bytes):
        text = text.decode("utf-8")
    found = _EMBEDDED.search(text)
    if found is None:
        raise ValueError("the page holds no report")
    try:
        loaded = json.loads(found.group(1))
    except json.JSONDecodeError as error:
        raise ValueError(f"the report inside the page is not JSON: {error}") from error
    return from_json(loaded)


def _part(part: Part, report: Report) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(part.heading)}</h2>"
    yield from _paragraphs(part.paragraphs)
    for table in part.tables:
        yield from _table(table, report)
    yield "</section>"


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for one in paragraphs:
        lead = f'<span class="lead">{escape(one.lead)}</span>' if one.lead else ""
        yield f"<p>{lead}{escape(one.text)}</p>"


def _table(table: LayoutTable, report: Report) -> Iterator[str]:
    yield (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.title)}的表">'
        f'<table class="stat {table.id}"><caption>{escape(table.title)}</caption>'
    )
    yield (
        "<colgroup>"
        + "".join(f'<col style="width:{width / sum(table.widths):.2%}">' for width in table.widths)
        + "</colgroup>"
    )
    if table.header_rows:
        yield "<thead>"
    else:
        yield "<tbody>"
    for at_row, row in enumerate(places(table)):
        if at_row and at_row == table.header_rows:
            yield "</thead><tbody>"
        yield "<tr>" + "".join(_cell(table, *place, report) for place in row) + "</tr>"
    yield "</tbody></table></div>"
    states = {report.cells[one].state for one in table.cell_ids}
    if legend := [state for state in _MARKED if state in states]:
        words = "".join(
            f'<li><span class="key {state.value}">{"0（…）" if state is State.ANNOTATED else ""}'
            f"</span>{STATE_NAMES[state]}</li>"
            for state in legend
        )
        yield f'<ul class="legend" aria-label="表中记号">{words}</ul>'


def _cell(table: LayoutTable, column: int, one: LayoutCell, report: Report) -> str:
    span = f' rowspan="{one.row_span}"' if one.row_span > 1 else ""
    span += f' colspan="{one.column_span}"' if one.column_span > 1 else ""
    if one.cell_id is not None:
        return _value(one.cell_id, report.cells[one.cell_id], span)
    words = "<br>".join(map(escape, lines(table, column, one)))
    if one.kind is Kind.NOTE:
        return f'<td class="note"{span}>{words}</td>'
    if one.kind is Kind.HEADER:
        scope = "colgroup" if one.column_span > 1 else "col"
        return f'<th scope="{scope}"{span}>{words}</th>'
    scope = "rowgroup" if one.row_span > 1 else "row"
    side = ' class="group"' if one.row_span > 1 else ""
    return f'<th scope="{scope}"{side}{span}>{words}</th>'


def _value(cell_id: str, cell: Cell, span: str) -> str:
    zero = " zero" if cell.state is State.NUMBER and cell.value == 0 else ""
    place = cell.source.describe() if cell.source else ""
    title = f' title="来源：{escape(place)}"' if place else ""
    hidden = ""
    if cell.state in (State.BLANK, State.ABSENT):
        hidden = f'<span class="hidden">{STATE_NAMES[cell.state]}</span>'
    return (
        f'<td class="{cell.state.value}{zero}" data-cell="{cell_id}"{title}{span}>'
        f"{escape(print_cell(cell))}{hidden}</td>"
    )


def _notes(report: Report) -> Iterator[str]:
    if report.notes:
        yield '<aside aria-labelledby="notes"><h2 id="notes">读取说明</h2><ul>'
        yield from (f"<li>{escape(note.message)}</li>" for note in report.notes)
        yield "</ul></aside>"


@cache
def _style() -> str:
    return (resources.files("gongkai.report.write") / "templates" / "report.css").read_text("utf-8")
