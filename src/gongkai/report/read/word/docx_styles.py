"""What the styles of a Word document (.docx) say of its text: levels of headings, and text that is set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from .docx_xml import VALUE, W, first_child, is_on, number_of

#: The name of a style of headings.
HEADING = re.compile(r"(?:heading|标题)(?:\s|_20_)*(\d)", re.I)
#: How raised and lowered text is called.
HOW_RAISED = {"superscript": "raised", "subscript": "lowered"}
_HIDES, _RAISES = f"{W}vanish", f"{W}vertAlign"
_STRUCK = (f"{W}strike", f"{W}dstrike")
_LOOKS = (_HIDES, _RAISES, *_STRUCK)


class Styles(NamedTuple):
    """By a style's id: the level of the headings it makes, and how its text looks: hidden, raised, lowered or
    struck."""

    levels: dict[str, int]
    looks: dict[str, str]


def read_styles(styles: etree._Element | None) -> Styles:
    """What the styles of a document say; nothing where it has none."""
    found = Styles({}, {})
    if styles is None:
        return found
    every = {style.get(f"{W}styleId") or "": style for style in styles.iter(f"{W}style")}
    for style_id, style in every.items():
        level = _level(style)
        if 1 <= level <= 9:
            found.levels[style_id] = level
    if next(styles.iter(*_LOOKS), None) is None:  # in most files no style says anything of it
        return found
    for style_id, style in every.items():
        look = next((one for base in _bases(style, every) if (one := _look(base)) is not None), "")
        if look:
            found.looks[style_id] = look
    return found


def _level(style: etree._Element) -> int:
    outline = first_child(first_child(style, f"{W}pPr"), f"{W}outlineLvl")
    if outline is not None:
        return number_of(outline, -1) + 1
    named = first_child(style, f"{W}name")
    match = HEADING.fullmatch(named.get(VALUE) or "") if named is not None else None
    return int(match[1]) if match else 0


def _bases(
    style: etree._Element | None, every: dict[str, etree._Element]
) -> Iterator[etree._Element]:
    """A style and those it is based on."""
    seen: set[etree._Element] = set()
    while style is not None and style not in seen:
        yield style
        seen.add(style)
        base = first_child(style, f"{W}basedOn")
        style = every.get(base.get(VALUE) or "") if base is not None else None


def _look(style: etree._Element) -> str | None:
    """How a style makes text look; empty where it says that it is plain, None where it says nothing."""
    properties = first_child(style, f"{W}rPr")
    hides = first_child(properties, _HIDES)
    if hides is not None:
        return "hidden" if is_on(hides) else ""
    for tag in _STRUCK:
        strikes = first_child(properties, tag)
        if strikes is not None:
            return "struck" if is_on(strikes) else ""
    raises = first_child(properties, _RAISES)
    return None if raises is None else HOW_RAISED.get(raises.get(VALUE) or "", "")
