"""A web page → blocks: paragraphs and grids with spans; navigation, scripts and layout tables aside."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...cell import Source
from ..blocks import ONE_PLACE, Block, Document, Grid, GridRow, Paragraph
from ..bounds import check_markup
from ..characters import decode_chinese, decode_damaged, decode_wide
from ..errors import ReadError
from ..shown_text import in_cell, in_line, set_apart
from .shown import (
    LONGEST_CELL,
    SHOWS,
    hides_some,
    holds_page,
    is_gone,
    is_shown,
    is_unseen,
    shows,
)
from .tables import PageRow, grid_rows, rows_of, spaced, span_of

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.I
)
# fmt: off
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "nav", "aside", "footer", "form",
    "select", "button", "textarea", "iframe", "svg", "object",
})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "tt", "u", "var", "wbr", "o:p", "st1:chmetcnv", "st1:chsdate",
})
# fmt: on
#: What sets its text apart, and how.
_SET_APART = {"sup": "raised", "sub": "lowered", "s": "struck", "strike": "struck", "del": "struck"}
#: What may stand in a paragraph.
_IN_LINES = _INLINE | {"-text", "br", "img"}
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_DEEPEST = 200
_FEW_TAGS = 15_000
_TAG = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|t[dhr]|tbody"
    r"|wbr)\b)[a-z]",
    re.I,
)


def decode_page(data: bytes, name: str, declared: str = "") -> str:
    """The characters of a page: a byte order mark, else UTF-8 if it is that throughout, else what the
    most everyday characters come out of: what it declares, GB18030 or Big5.

    What a page declares is often wrong, and UTF-8 is never another encoding by chance. `declared` is
    what stands outside the page. Raises ReadError when nothing fits.
    """
    for bom, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(bom):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    wide = decode_wide(data)
    if wide is not None:
        return wide
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        match = _DECLARED.search(data[:4096])
        inside = match[1].decode("ascii") if match else ""
        text = decode_chinese(data, (inside or declared).lower()) or decode_damaged(data)
    if text is None:
        raise ReadError(
            name,
            "网页的文字编码认不出来",
            remedy="请在浏览器里打开后另存为 UTF-8 网页或文本，再读",
        )
    return text


def read_html(data: bytes, name: str, *, declared: str = "") -> Document:
    """A web page as blocks. Raises ReadError when its characters cannot be decoded.

    A table that holds tables, or a cell as long as an article, is layout: its cells are read one after
    the other. Runs of white space count as one space, as a browser shows them. `declared` is the
    encoding said outside the page.
    """
    check_markup(data, name)
    text = decode_page(data, name, declared)
    return Document(tuple(_Reader(text, name).read()), name, "html")


def tables_of(text: str, name: str) -> list[Grid]:
    """The grids of a piece of HTML that stands in another text. Raises ReadError as `read_html`."""
    return [block for block in _Reader(text, name).read() if isinstance(block, Grid)]


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        """Raises ReadError for a page nested too deep."""
        _check_nesting(text, name)
        self._body = LexborHTMLParser(text).body
        self._name = name
        self._hides = hides_some(text)  # whether the page hides anything at all
        self._tables = 0
        self._found: list[Block] = []

    def read(self) -> list[Block]:
        """The blocks of the page. Raises ReadError when elements are nested too deep."""
        if self._body is not None:
            self._take(self._body, 0)
        return self._found

    def _take(self, parent: LexborNode, depth: int) -> None:
        """Take the blocks below an element, in reading order."""
        if depth > _DEEPEST:
            raise _too_deep(self._name)
        words: list[str] = []
        heading = _HEADINGS.get(parent.tag or "")
        for node in parent.iter(include_text=True):
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                words.append(text if parent.tag == "pre" else spaced(text))
            elif tag == "br":
                words.append("\n")
            elif tag in _SKIPPED or tag[:1] == "-" or (tag == "div" and _is_page_edge(node)):
                if tag == "form" and holds_page(node):
                    self._end_line(words, heading)
                    words = []
                    self._take(node, depth + 1)
            elif tag in _SET_APART and not _has_blocks(node):
                self._set_apart(node, tag, words, depth)
            elif tag in _INLINE and not _has_blocks(node):
                self._gather(node, words, depth)
            else:
                self._end_line(words, heading)
                words = []
                if tag == "table":
                    self._take_table(node, depth + 1)
                else:
                    self._take(node, depth + 1)
        self._end_line(words, heading)

    def _end_line(self, words: list[str], heading: int | None) -> None:
        """Take the words of a line, if there are any."""
        text = in_line("".join(words)).strip() if words else ""
        if text:
            self._found.append(Paragraph(text, heading=heading))

    def _take_table(self, table: LexborNode, depth: int) -> None:
        cells = list(rows_of(table))
        if self._hides:
            cells = [[one for one in row if not is_gone(one)] for row in cells if is_shown(row)]
        rows = self._rows(table, cells)
        grid = None if rows is None else grid_rows(rows, self._tables + 1, self._name)
        if grid is None or any(len(row.text) > LONGEST_CELL and _is_layout(row) for row in grid):
            for row in cells:
                for cell in row:
                    self._take(cell, depth)
            return
        self._tables += 1
        if grid:
            self._found.append(Grid.of(grid, Source(table=self._tables)))

    def _rows(self, table: LexborNode, cells: list[list[LexborNode]]) -> list[PageRow] | None:
        """The rows of a table, with the text of each cell, its paragraphs on lines of their own; None of a table that
        holds tables. That is asked of the first cell that holds an element: in most tables none does."""
        rows = []
        asked = False
        for row in cells:
            texts, spans = [], []
            for cell in row:
                attributes = cell.attributes
                spans.append(span_of(attributes) if attributes else ONE_PLACE)
                child = cell.first_child
                if child is None or (self._hides and is_unseen(cell)):
                    texts.append("")
                    continue
                alone = child.text_content if child.next is None else None
                if alone is not None:
                    texts.append(alone if alone.isalnum() else spaced(alone).strip())
                    continue
                if not asked and _holds_tables(table):
                    return None
                asked = True
                texts.append(self._text(cell))
            rows.append(PageRow(tuple(texts), tuple(spans)))
        return rows

    def _text(self, cell: LexborNode) -> str:
        """The text of a cell of several nodes."""
        words: list[str] = []
        self._gather(cell, words, 0)
        text = in_cell("".join(words))
        if "\n" not in text:
            return text.strip()
        return "\n".join(line for part in text.split("\n") if (line := part.strip()))

    def _gather(self, node: LexborNode, words: list[str], depth: int) -> None:
        """Add the texts of an element to `words`, with a line end around each block in it."""
        if depth > _DEEPEST:
            raise _too_deep(self._name)
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                words.append(spaced(child.text_content or ""))
            elif tag == "br":
                words.append("\n")
            elif self._hides and (is_gone(child) or is_unseen(child)):
                continue
            elif tag in _SET_APART:
                self._set_apart(child, tag, words, depth + 1)
            elif tag in SHOWS:
                words.append(shows(child, tag))
            elif tag in _IN_LINES:
                self._gather(child, words, depth + 1)
            elif tag == "form" or (tag not in _SKIPPED and not tag.startswith("-")):
                words.append("\n")
                self._gather(child, words, depth + 1)
                words.append("\n")

    def _set_apart(self, node: LexborNode, tag: str, words: list[str], depth: int) -> None:
        """Add text that is raised, lowered or struck out, as it looks."""
        own: list[str] = []
        self._gather(node, own, depth)
        words.append(set_apart("".join(own), _SET_APART[tag]))


def _check_nesting(text: str, name: str) -> None:
    """Refuse a page nested so deep that parsing it takes longer with the square of the depth.

    Only a page of many elements can be; they are counted roughly, those that need no end left out.
    """
    if text.count("<") < _FEW_TAGS:
        return
    depth = 0
    for match in _TAG.finditer(text):
        depth = max(0, depth + (-1 if match[1] else 1))
        if depth > _FEW_TAGS:
            raise _too_deep(name)


def _too_deep(name: str) -> ReadError:
    return ReadError(
        name, "网页里的内容一层套一层，深得不正常", remedy="请在浏览器里打开后另存为文本，再读"
    )


def _has_blocks(node: LexborNode) -> bool:
    return any(child.tag not in _IN_LINES for child in node.traverse())


def _is_page_edge(node: LexborNode) -> bool:
    """True for a `div` that is a running head or foot, as LibreOffice writes them into a page."""
    return node.attributes.get("title") in ("header", "footer")


def _holds_tables(table: LexborNode) -> bool:
    return any(len(one.css("td, th")) > 1 for one in table.css("table")[1:])


def _is_layout(row: GridRow) -> bool:
    return max(map(len, row.texts)) > LONGEST_CELL
