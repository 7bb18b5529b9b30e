"""The text of OpenDocument paragraphs, as it looks: in texts (.odt) and in the cells of sheets (.ods).

Source: OpenDocument 1.3, part 3, chapters 5, 6, 16 and 20.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from .shown_text import PICTURE, set_apart

_NAMES = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
TEXT, TABLE, OFFICE = _NAMES.format("text"), _NAMES.format("table"), _NAMES.format("office")
STYLE, DRAW = _NAMES.format("style"), _NAMES.format("drawing")
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
#: Deeper than any real document; what is nested deeper is cut off here, not followed.
_DEEPEST = 60
_MOST_SPACES = 100
_WHITE = re.compile(r"[ \t\r\n]+")
#: What holds no text that is read: notes, remarks, the pronunciation above a word, what describes a picture.
_LEFT_OUT = frozenset(
    [f"{TEXT}{name}" for name in ("note", "ruby-text", "tracked-changes", "bookmark", "script")]
    + [
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{OFFICE}forms",
        f"{OFFICE}event-listeners",
    ]
)
#: Text that is shown on a condition, and says whether it holds.
_CONDITIONAL = frozenset([f"{TEXT}hidden-text", f"{TEXT}conditional-text"])
_CHANGE = f"{TEXT}change-id"
#: The text that an element stands for, as often as it says.
_STANDS_FOR = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_HIDES, _IS_HIDDEN = f"{TEXT}hidden-paragraph", f"{TEXT}is-hidden"
_SHAPES = frozenset(
    f"{DRAW}{name}"
    for name in (
        "frame",
        "custom-shape",
        "g",
        "rect",
        "ellipse",
        "path",
        "polygon",
        "polyline",
        "line",
    )
)
#: What a frame shows that is no text.
_SEEN = (f"{DRAW}image", f"{DRAW}object", f"{DRAW}object-ole", f"{DRAW}plugin")

#: How text of a style looks: hidden, raised, lowered or struck. By the style's family and name.
_Looks = dict[tuple[str, str], str]


class Shown(NamedTuple):
    """The text of a paragraph, and the shapes anchored in it, whose text is not its own."""

    text: str
    shapes: list[etree._Element]


class Texts:
    """The texts of the paragraphs of a document. They are asked for in the order of the document: what is deleted
    may begin in one and end in another."""

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        """`roots` are the XML of the contents and of the styles."""
        self._looks = _looks_of(roots)
        self._deletions = {
            region.get(f"{TEXT}id") or ""
            for root in roots
            for region in root.iter(f"{TEXT}changed-region")
            if region.find(f"{TEXT}deletion") is not None
        }
        self._deleting: set[str] = set()  # deletions that have begun and not ended

    def of(self, paragraph: etree._Element) -> Shown:
        """What a paragraph shows."""
        shapes: list[etree._Element] = []
        how = self._look_of(paragraph, "paragraph")
        if any(mark.get(_IS_HIDDEN) == "true" for mark in paragraph.iterchildren(_HIDES)):
            how = "hidden"
        text = "".join(self._pieces(paragraph, shapes, 0)).lstrip(" ")
        return Shown("", []) if how == "hidden" else Shown(set_apart(text, how), shapes)

    def below(self, parent: etree._Element) -> Iterator[str]:
        """The texts of the paragraphs below an element, those of notes and remarks left out."""
        for child in parent:
            if child.tag in PARAGRAPHS:
                text, shapes = self.of(child)
                yield text
                for shape in shapes:
                    yield from self.below(shape)
            elif child.tag not in _LEFT_OUT:
                yield from self.below(child)

    def look_of_cell(self, cell: etree._Element) -> str:
        """How the style of a cell makes its text look: raised, lowered, struck or hidden; empty for none."""
        return self._looks.get(("table-cell", cell.get(f"{TABLE}style-name") or ""), "")

    def _look_of(self, element: etree._Element, family: str) -> str:
        return self._looks.get((family, element.get(f"{TEXT}style-name") or ""), "")

    def _pieces(
        self, parent: etree._Element, shapes: list[etree._Element], depth: int
    ) -> Iterator[str]:
        if parent.text and not self._deleting:
            yield _WHITE.sub(" ", parent.text)
        for child in parent:
            if isinstance(child.tag, str):
                yield from self._of_child(child, shapes, depth)
            if child.tail and not self._deleting:
                yield _WHITE.sub(" ", child.tail)

    def _of_child(
        self, child: etree._Element, shapes: list[etree._Element], depth: int
    ) -> Iterator[str]:
        tag = child.tag
        if tag in _STANDS_FOR:
            many = min(whole(child.get(f"{TEXT}c"), 1), _MOST_SPACES)
            yield "" if self._deleting else _STANDS_FOR[tag] * many
        elif tag in _SHAPES:
            if self._deleting:
                return
            shapes.append(child)
            if child.get(f"{TEXT}anchor-type") == "as-char" and _is_picture(child):
                yield PICTURE
        elif tag == f"{TEXT}change-start":
            self._deleting |= self._deletions & {child.get(_CHANGE) or ""}
        elif tag == f"{TEXT}change-end":
            self._deleting.discard(child.get(_CHANGE) or "")
        elif tag in _LEFT_OUT or depth > _DEEPEST:
            return
        elif tag == f"{TEXT}span":
            how = self._look_of(child, "text")
            text = "".join(self._pieces(child, shapes, depth + 1))
            yield "" if how == "hidden" else set_apart(text, how)
        elif tag not in _CONDITIONAL or child.get(_IS_HIDDEN) != "true":
            # links, fields: their text is shown
            yield from self._pieces(child, shapes, depth + 1)


def _looks_of(roots: Iterable[etree._Element]) -> _Looks:
    """How text looks by its style, where that is not as it is written; a style takes after its parent."""
    own: dict[tuple[str, str], str | None] = {}
    parents: dict[tuple[str, str], str] = {}
    for root in roots:
        for style in root.iter(f"{STYLE}style"):
            named = style.get(f"{STYLE}family") or "", style.get(f"{STYLE}name") or ""
            own[named] = _look(style.find(f"{STYLE}text-properties"))
            parents[named] = style.get(f"{STYLE}parent-style-name") or ""
    found: _Looks = {}
    for family, name in own:
        at, seen = name, set()
        while own.get((family, at)) is None and (family, at) in parents and at not in seen:
            seen.add(at)
            at = parents[family, at]
        found[family, name] = own.get((family, at)) or ""
    return {named: look for named, look in found.items() if look}


def _look(properties: etree._Element | None) -> str | None:
    """How a style makes text look; empty where it says that it is plain, None where it says nothing."""
    if properties is None:
        return None
    if (display := properties.get(f"{TEXT}display")) is not None:
        return "hidden" if display == "none" else ""
    line = properties.get(f"{STYLE}text-line-through-style") or properties.get(
        f"{STYLE}text-line-through-type"
    )
    if line is not None and line != "none":
        return "struck"
    position = (properties.get(f"{STYLE}text-position") or "").split(" ")[0]
    if not position:
        return None if line is None else ""
    if position == "sub" or position.startswith("-"):
        return "lowered"
    return "raised" if position == "super" or position.rstrip("%").strip("0") else ""


def _is_picture(shape: etree._Element) -> bool:
    """True for a shape that shows something without words."""
    seen = next(shape.iter(*_SEEN), None) is not None
    return seen and next(shape.iter(*PARAGRAPHS), None) is None


def whole(value: str | None, default: int) -> int:
    """The whole number that an attribute says, `default` where there is none."""
    return int(value) if value is not None and value.isdecimal() and len(value) < 9 else default
