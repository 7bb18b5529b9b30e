"""The text of the paragraphs of a Word document (.docx), as it looks: without what is hidden or deleted."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from ..shown_text import PICTURE, set_apart
from .docx_styles import HOW_RAISED
from .docx_xml import CHOICES, MATH, PARAGRAPH, VALUE, W, is_on, owner

_FALLBACK = f"{CHOICES}Fallback"
_BOX = f"{W}txbxContent"
_T = f"{W}t"
#: The text that an element stands for.
_STANDS_FOR = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
#: What holds no text that is read: the second form of a picture, deleted text, the stops of tabs, the
#: pronunciation above a word.
_LEFT_OUT = (_FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}tabs", f"{W}rt")
_FORMULA, _FORMULA_TEXT = f"{MATH}oMath", f"{MATH}t"
#: What hides the text of a run, strikes it out, or sets it above or below the line.
_VANISH, _RAISES = f"{W}vanish", f"{W}vertAlign"
_SETS_APART = frozenset({_VANISH, _RAISES, f"{W}strike", f"{W}dstrike"})
_RUN_STYLE = f"{W}rStyle"
_STYLES = (_RUN_STYLE, f"{W}pStyle")
#: What shows something that is no text; in a cell of figures it may be one, or the sign of one.
_PICTURES = frozenset({f"{W}{name}" for name in ("drawing", "pict", "object", "sym")} | {_FORMULA})
_OF_TEXT = (PARAGRAPH, _T, *_STANDS_FOR, _BOX, *_LEFT_OUT, *_SETS_APART, _FORMULA_TEXT, *_PICTURES)
#: The pieces of a paragraph's text, and the text boxes anchored in it: their text is not its own.
_Text = tuple[list[str], list[etree._Element]]


def texts_of(body: etree._Element, looks: Mapping[str, str]) -> dict[etree._Element, _Text]:
    """The text of each paragraph, in one walk past everything that is layout. `looks` says how text of a style
    looks, where that is not as it is written."""
    found: dict[etree._Element, _Text] = {}
    outside: _Text = ([], [])
    text = outside
    left_out: set[etree._Element] = set()
    apart: dict[etree._Element, str] = {}  # run → how its text is set
    nested = next(body.iter(_BOX), None) is not None
    for node in body.iter(*_OF_TEXT, *(_STYLES if looks else ())):
        tag = node.tag
        if node in left_out:
            continue
        if tag == PARAGRAPH:
            text = found[node] = ([], [])
            continue
        if nested:  # behind a box in a paragraph comes more of that paragraph
            text = found.get(next(node.iterancestors(PARAGRAPH), body), outside)
        if tag == _T:
            held = node.text or ""
            if apart and (run := node.getparent()) in apart:
                held = set_apart(held, apart[run])
            text[0].append(held)
        elif tag in _STANDS_FOR:
            text[0].append(_STANDS_FOR[tag])
        elif tag == _BOX:
            text[1].append(node)
        elif tag == _FORMULA_TEXT:
            text[0].append(node.text or "")
        elif tag in _PICTURES:
            if tag == _FORMULA:
                if all(part.tag == f"{MATH}r" for part in node):
                    continue  # a number typed as a formula
                left_out.update(node.iter(*_OF_TEXT))
            if _stands_in_line(node):
                text[0].append(PICTURE)
        elif tag in _SETS_APART:
            run = owner(node)
            if run is None or run.tag != f"{W}r" or not is_on(node):
                continue
            if tag == _VANISH:
                left_out.update(run.iter(*_OF_TEXT))
            else:
                raised = HOW_RAISED.get(node.get(VALUE) or "", "")
                apart[run] = raised if tag == _RAISES else "struck"
        elif tag in _STYLES:
            look = looks.get(node.get(VALUE) or "", "")
            styled = owner(node)
            if styled is None or not look or _is_plain(node):
                continue
            if look == "hidden":
                left_out.update(styled.iter(*_OF_TEXT))
            elif tag == _RUN_STYLE:
                apart[styled] = look
        elif tag != _FALLBACK or node.getprevious() is not None:
            left_out.update(node.iter(*_OF_TEXT))
    return found


def _stands_in_line(picture: etree._Element) -> bool:
    """True for what stands among the characters; a stamp or a line that floats over the page, and a text
    box, whose text is read, do not."""
    if next(picture.iter(_BOX), None) is not None:
        return False
    if picture.tag == f"{W}drawing":
        return any(etree.QName(part).localname == "inline" for part in picture)
    return not any("absolute" in (part.get("style") or "") for part in picture)


def _is_plain(style: etree._Element) -> bool:
    """True for the style of a run that itself says that it is not hidden or struck out."""
    said = style.itersiblings(_VANISH, f"{W}strike", f"{W}dstrike")
    return any(not is_on(one) for one in said)
