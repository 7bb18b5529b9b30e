"""A cleaned body without its markup: the blocks a Word file is made of, and the plain text that is
checked, reviewed, compared and searched. No word and no address of the body is left out. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree, html

from gongkai.office.publishing.cleaning import BLOCKS


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """One line of a body, or one table.

    number   of an entry in a numbered list
    rows     of a table: the texts of the cells, none of them with a line break
    """

    kind: Kind
    text: str = ""
    number: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()


def as_text(body: str) -> str:
    """A cleaned body as plain text, one line a block, a caption or a table row; a link is followed by
    where it leads: 文字（地址）."""
    lines: list[str] = []
    for block in blocks(body):
        if block.kind is Kind.TABLE:
            lines += [" | ".join(row) for row in block.rows]
        else:
            lines.append(f"· {block.text}" if block.kind is Kind.ENTRY else block.text)
    return "\n".join(lines)


def blocks(body: str) -> Iterator[Block]:
    """The blocks of a cleaned body in their order; a quotation gives those it holds, and a line of
    its text a paragraph."""
    if body:
        yield from _within(html.fragment_fromstring(f"<div>{body}</div>"))


def _within(element: etree._Element) -> Iterator[Block]:
    """What an element holds: its blocks, and the text between them as paragraphs."""
    loose = element.text or ""
    for child in element:
        if child.tag in BLOCKS:
            yield from _paragraphs(loose)
            yield from _block(child)
            loose = child.tail or ""
        else:
            loose += _words(child, "\n") + (child.tail or "")
    yield from _paragraphs(loose)


def _paragraphs(text: str) -> Iterator[Block]:
    for line in text.split("\n"):
        if trimmed := line.strip():
            yield Block(Kind.PARAGRAPH, trimmed)


def _block(element: etree._Element) -> Iterator[Block]:
    if element.tag == "table":
        yield from _table(element)
    elif element.tag in ("ul", "ol"):
        first = int(element.get("start", "1")) if element.tag == "ol" else None
        for at, entry in enumerate(element):
            number = None if first is None else first + at
            yield Block(Kind.ENTRY, _line(entry), number)
    elif element.tag in ("p", "blockquote"):
        yield from _within(element)
    else:
        yield Block(Kind.HEADING, _line(element))


def _table(element: etree._Element) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for part in element:
        if part.tag == "caption":
            yield Block(Kind.CAPTION, _line(part))
        else:
            held = [part] if part.tag == "tr" else part
            rows += [tuple(_line(cell) for cell in row) for row in held]
    yield Block(Kind.TABLE, rows=tuple(rows))


def _line(element: etree._Element) -> str:
    """Everything an element holds in one line. Blocks and broken lines are kept apart by a space:
    two numbers below each other must not become one."""
    return " ".join(_words(element, " ").split())


def _words(element: etree._Element, between: str) -> str:
    """The text of an element without its tail; `between` stands for every break of a line."""
    if element.tag == "br":
        return between
    inner = (element.text or "") + "".join(
        _words(child, between) + (child.tail or "") for child in element
    )
    if element.tag == "a":
        target = element.get("href", "")
        return inner if not target or inner.strip() == target else f"{inner}（{target}）"
    apart = element.tag in BLOCKS or element.tag in ("li", "caption", "tr", "td", "th")
    return f"{between}{inner}{between}" if apart else inner


#: What XML cannot hold: the cleaned body has none, a title might.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the characters that no Word file and no feed can hold."""
    return _CONTROL.sub("", text)
