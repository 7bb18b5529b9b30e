"""What an element of a web page shows: its text or nothing, a field's value, a picture."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from ..shown_text import PICTURE

#: How a page hides what stands in a table: nobody sees it printed. Outside tables a script may show it.
_HIDES = ("none", "NONE", "hidden", "mso-hide")
_GONE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
_UNSEEN = re.compile(r"visibility\s*:\s*hidden", re.I)
#: What shows something that is no text of the page. Pictures of so many dots only keep others apart.
SHOWS = frozenset({"input", "textarea", "select", "img", "svg", "object", "canvas"})
_NARROW = frozenset({"0", "1", "2", "1px"})
#: A cell with more text than this holds an article, not a figure or a label: the table is layout.
LONGEST_CELL = 400


def hides_some(text: str) -> bool:
    """Tell whether a page hides anything at all."""
    return any(word in text for word in _HIDES)


def holds_page(form: LexborNode) -> bool:
    """True for a form around a whole page, as some systems write it; a form to search or log in is short."""
    return form.css_first("table") is not None or len(form.text()) > LONGEST_CELL


def shows(node: LexborNode, tag: str) -> str:
    """What a field holds, or a picture stands for, in a line."""
    if tag == "input":
        kind = (node.attributes.get("type") or "text").lower()
        return (node.attributes.get("value") or "") if kind in ("text", "number") else ""
    if tag == "textarea":
        return node.text()
    if tag == "select":
        chosen = node.css_first("option[selected]") or node.css_first("option")
        return chosen.text() if chosen is not None else ""
    width = (node.attributes.get("width") or "").strip()
    return "" if width in _NARROW else PICTURE


def is_gone(node: LexborNode) -> bool:
    """True for an element that the page does not show, nor its place."""
    attributes = node.attributes
    return "hidden" in attributes or _GONE.search(attributes.get("style") or "") is not None


def is_unseen(node: LexborNode) -> bool:
    """True for an element whose place is shown and whose text is not."""
    return _UNSEEN.search(node.attributes.get("style") or "") is not None


def is_shown(row: list[LexborNode]) -> bool:
    """Tell whether the row of a table that these cells stand in is shown."""
    above = row[0].parent if row else None
    return above is None or not is_gone(above)
