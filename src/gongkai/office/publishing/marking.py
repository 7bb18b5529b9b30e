"""A cleaned body with the words marked that a check found: for the page of who writes it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree, html

from gongkai.office.publishing.checks import Line, Severity
from gongkai.office.publishing.queries.checking import Checked


@dataclass(frozen=True, slots=True)
class Found:
    """Words of the body that belong to finding `number`."""

    words: str
    number: int
    must: bool


def found_in(lines: Iterable[Line], occurrences: Sequence[Sequence[Checked]]) -> list[Found]:
    """The words of each finding as they stand in the lines, by the number its list gives it."""
    texts = {line.place: line.text for line in lines}
    words: list[Found] = []
    for number, together in enumerate(occurrences, 1):
        for one in together:
            if one.finding.spot is not None:
                start, end = one.finding.spot
                must = one.finding.severity is Severity.MUST
                words.append(Found(texts[one.finding.place][start:end], number, must))
    return list(dict.fromkeys(words))


def marked(body: str, found: Sequence[Found]) -> str:
    """The body with every piece of text that is one of these words in a mark, the number behind it.
    Words that a tag cuts in two stay unmarked, and a word is marked in its exceptions too: the list
    beside the text names the places."""
    if not body or not found:
        return body
    root = html.fragment_fromstring(f"<div>{body}</div>")
    longest_first = sorted(found, key=lambda one: -len(one.words))
    for element in list(root.iter()):
        _mark_after(element, longest_first, inside=True)
        if element is not root:
            _mark_after(element, longest_first, inside=False)
    inner = etree.tostring(root, encoding="unicode", method="html")
    return inner[len("<div>") : -len("</div>")]


def _mark_after(element: etree._Element, found: Sequence[Found], *, inside: bool) -> None:
    """Mark in the text that begins an element, or in the text that follows it."""
    text = (element.text if inside else element.tail) or ""
    pieces = list(_split(text, found))
    if len(pieces) == 1 and isinstance(pieces[0], str):
        return
    parent = element if inside else element.getparent()
    at = 0 if inside else parent.index(element) + 1
    before: etree._Element | None = None if inside else element
    if inside:
        element.text = ""
    else:
        element.tail = ""
    for piece in pieces:
        if isinstance(piece, str):
            if before is None:
                element.text = piece
            else:
                before.tail = piece
            continue
        for made in _tags(piece):
            parent.insert(at, made)
            before, at = made, at + 1


def _split(text: str, found: Sequence[Found]) -> Iterable[str | Found]:
    for one in found:
        place = text.find(one.words)
        if place >= 0:
            yield from _split(text[:place], found)
            yield one
            yield from _split(text[place + len(one.words) :], found)
            return
    if text:
        yield text


def _tags(one: Found) -> tuple[etree._Element, etree._Element]:
    mark = html.Element("mark")
    mark.text = one.words
    number = html.Element("a")
    number.set("class", "mk" if one.must else "mk w")
    number.set("href", f"#r{one.number}")
    number.text = str(one.number)
    if not one.must:
        mark.set("class", "w")
    return mark, number
