"""HTML from anywhere (Word, another site, a hostile hand) into a small subset that is safe to print.

Kept: paragraphs, headings, lists, tables, links, and emphasis. Everything else goes: what holds text
is opened, what holds program, style or picture is dropped with its content. The output is written
anew, tag by tag, from an allow-list; no piece of markup is ever copied from the input. Pure.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

from lxml import etree, html

from gongkai.office.refusal import Refusal

MOST_CHARACTERS = 2_000_000
MOST_NODES = 60_000
MOST_DEPTH = 60

BLOCKS = frozenset({"p", "h2", "h3", "h4", "ul", "ol", "table", "blockquote"})
_INNER = frozenset({"li", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"})
_INLINE = frozenset({"strong", "em", "sub", "sup", "a"})
_SAME = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em"}
#: Holds blocks or is one: text in it that stands in no paragraph becomes one.
_OPENED = frozenset(
    {"div", "section", "article", "main", "header", "footer", "center", "dl", "dt", "dd", "body"}
    | {"html", "form", "fieldset", "figure", "figcaption", "address", "aside", "pre", "hr"}
)
_DROPPED = frozenset(
    {"script", "style", "head", "title", "meta", "link", "base", "iframe", "frame", "object"}
    | {"embed", "applet", "svg", "math", "canvas", "audio", "video", "picture", "img", "input"}
    | {"button", "select", "textarea", "template", "noscript", "xml", "map", "area", "noembed"}
    | {"noframes", "plaintext", "xmp", "col", "colgroup"}
)
_SCHEMES = frozenset({"http", "https", "mailto"})
_BLANK = re.compile(r"[ \t\r\n\f\xa0\u2002\u2003\u200b\ufeff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<[a-zA-Z!/?]")


def clean(text: str) -> str:
    """The safe subset of an HTML text; text without a tag becomes one paragraph a line.

    Cleaning twice gives the same. Raises Refusal: text-too-long, text-too-deep.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refusal(
            "text-too-long",
            f"正文有 {len(text)} 个字符，超过 {MOST_CHARACTERS} 个。请把附表放到附件里。",
        )
    text = _CONTROL.sub("", text)
    if not _TAG.search(text):
        lines = (_BLANK.sub(" ", line).strip(" \u3000") for line in text.splitlines())
        return "\n".join(f"<p>{_text(line)}</p>" for line in lines if line)
    root = _parsed(text)
    writer = _Writer()
    for child in root:
        writer.block(child, 0)
    writer.flush()
    # Spaces of neighbouring pieces meet only here; no attribute holds one.
    return "\n".join(re.sub(" {2,}", " ", block) for block in writer.done)


def _parsed(text: str) -> etree._Element:
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    # A root of our own: text before, between and after the elements is then always a tail or text.
    # Surrogates and control characters are gone, so the text encodes.
    root: etree._Element = html.document_fromstring(
        f"<html><body><div>{text}</div></body></html>".encode(), parser=parser
    )
    if sum(1 for _ in root.iter()) > MOST_NODES:
        raise Refusal("text-too-long", "正文的表格或者段落太多，请把附表放到附件里。")
    return root


def _name(element: etree._Element) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    tag = tag.lower()
    return _SAME.get(tag, tag)


def _text(text: str | None) -> str:
    return escape(_BLANK.sub(" ", text or ""), quote=False)


class _Writer:
    """Writes blocks into `done`; inline text outside any block is gathered and made a paragraph."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.loose: list[str] = []

    def flush(self) -> None:
        """Make a paragraph of the gathered text."""
        paragraphs = "".join(self.loose).split("<br>")
        self.loose = []
        for paragraph in paragraphs:
            trimmed = paragraph.strip(" \u3000")
            if _visible(trimmed):
                self.done.append(f"<p>{trimmed}</p>")

    def block(self, element: etree._Element, depth: int) -> None:
        """Write an element and the text after it."""
        if depth > MOST_DEPTH:
            raise Refusal("text-too-deep", "正文的格式嵌套太深。请以纯文本粘贴，再分段。")
        name = _name(element)
        if name and name not in _DROPPED:
            if name in BLOCKS or name in _INNER:
                self.flush()
                self._known(element, name, depth)
            elif name in _OPENED or ":" in name or _holds_block(element):
                self.flush()
                self._open(element, depth)
                self.flush()
            else:
                self.loose.append(_inline(element, depth))
        self.loose.append(_text(element.tail))

    def _open(self, element: etree._Element, depth: int) -> None:
        self.loose.append(_text(element.text))
        for child in element:
            self.block(child, depth + 1)

    def _known(self, element: etree._Element, name: str, depth: int) -> None:
        if name == "table":
            self.done.append(_table(element, depth))
        elif name in ("ul", "ol"):
            self.done.append(_list(element, name, depth))
        elif name == "blockquote":
            inner = _blocks(element, depth)
            if inner:
                self.done.append(f"<blockquote>{inner}</blockquote>")
        elif name in _INNER or _holds_block(
            element
        ):  # a cell or an entry outside its table or list
            self._open(element, depth)
            self.flush()
        else:
            for line in _content(element, depth).split("<br>"):
                trimmed = line.strip(" \u3000")
                if _visible(trimmed):
                    self.done.append(f"<{name}>{trimmed}</{name}>")
        self.done = [block for block in self.done if block]


def _visible(markup: str) -> bool:
    return bool(re.sub(r"<[^>]*>", "", markup).strip(" \u3000"))


def _holds_block(element: etree._Element) -> bool:
    return any(
        (name := _name(child)) in BLOCKS or name in _OPENED or name in _INNER
        for child in element.iterdescendants()
    )


def _content(element: etree._Element, depth: int) -> str:
    return _text(element.text) + "".join(_with_tail(child, depth + 1) for child in element)


def _with_tail(element: etree._Element, depth: int) -> str:
    return _inline(element, depth) + _text(element.tail)


def _inline(element: etree._Element, depth: int) -> str:
    """An element as part of a line; its own tail is not included."""
    if depth > MOST_DEPTH:
        raise Refusal("text-too-deep", "正文的格式嵌套太深。请以纯文本粘贴，再分段。")
    name = _name(element)
    if not name or name in _DROPPED:
        return ""
    if name == "br":
        return "<br>"
    inner = _content(element, depth)
    if name not in _INLINE or not _visible(inner):
        return inner
    opening = f"<{name}>"
    if name == "a":
        target = address(element.get("href") or "")
        if not target or "<a " in inner:
            return inner
        opening = f'<a href="{escape(target)}">'
    # A line break may become the end of a paragraph: no tag reaches over it.
    return "<br>".join(
        f"{opening}{part}</{name}>" if _visible(part) else part for part in inner.split("<br>")
    )


def address(target: str) -> str:
    """A link's target when it is safe to follow, else nothing: absolute web addresses, mail, and
    paths of this site."""
    target = re.sub(r"\s", "", target)[:2000]
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    if parts.scheme.lower() in _SCHEMES:
        return target if parts.netloc or parts.scheme.lower() == "mailto" else ""
    local = not parts.scheme and not parts.netloc and target.startswith("/")
    return target if local and not target.startswith(("//", "/\\")) else ""


def _blocks(element: etree._Element, depth: int) -> str:
    """What an entry, a cell or a quotation holds: one plain line as it is, more as blocks."""
    if not _holds_block(element):
        lines = [line.strip(" \u3000") for line in _content(element, depth).split("<br>")]
        return "<br>".join(line for line in lines if _visible(line))
    writer = _Writer()
    writer.loose.append(_text(element.text))
    for child in element:
        writer.block(child, depth + 1)
    writer.flush()
    only = writer.done
    if len(only) == 1 and only[0].startswith("<p>"):
        return only[0][3:-4]
    return "".join(only)


def _list(element: etree._Element, name: str, depth: int) -> str:
    entries = []
    for child in element:
        inner = _blocks(child, depth + 1) if _name(child) not in _DROPPED and _name(child) else ""
        if _visible(inner):
            entries.append(f"<li>{inner}</li>")
    start = _whole(element.get("start"), 9999) if name == "ol" else None
    first = f' start="{start}"' if start is not None and start > 1 else ""
    return f"<{name}{first}>{''.join(entries)}</{name}>" if entries else ""


def _table(element: etree._Element, depth: int) -> str:
    caption = next((c for c in element if _name(c) == "caption"), None)
    written = [f"<tr>{_row(row, depth)}</tr>" for row in _rows(element)]
    written = [row for row in written if row != "<tr></tr>"]
    if not written:
        return ""
    title = _content(caption, depth).replace("<br>", " ").strip() if caption is not None else ""
    heading = f"<caption>{title}</caption>" if _visible(title) else ""
    return f"<table>{heading}<tbody>{''.join(written)}</tbody></table>"


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows of this table, not those of a table inside a cell."""
    found = []
    for child in table:
        name = _name(child)
        if name == "tr":
            found.append(child)
        elif name in ("thead", "tbody", "tfoot"):
            found += [row for row in child if _name(row) == "tr"]
    return found


def _row(row: etree._Element, depth: int) -> str:
    cells = []
    for cell in row:
        name = _name(cell)
        if name not in ("td", "th"):
            continue
        spans = "".join(
            f' {side}="{number}"'
            for side in ("colspan", "rowspan")
            if (number := _whole(cell.get(side), 200)) is not None and number > 1
        )
        scope = cell.get("scope")
        said = f' scope="{scope}"' if name == "th" and scope in ("row", "col") else ""
        cells.append(f"<{name}{spans}{said}>{_blocks(cell, depth + 1)}</{name}>")
    return "".join(cells)


def _whole(text: str | None, most: int) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and int(text) <= most else None
