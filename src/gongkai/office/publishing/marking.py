"""A cleaned body with the words marked that a check found: for the page of who writes it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree, html

from gongkai.office.publishing.checks import Line, Severity
from gongkai.office.publishing.queries.checking import PARAGRAPH, Checked


@dataclass(frozen=True, slots=True)
class Found:
    """Words of the body that belong to finding `number`."""

    words: str
    number: int
    must: bool


def found_in(lines: Iterable[Line], occurrences: Sequence[Sequence[Checked]]) -> list[Found]:
    """The words of each finding as they stand in the body, by the number its list gives it. What is
    found elsewhere, as in an attachment, is not marked in the body."""
    texts = {line.place: line.text for line in lines if line.place.startswith(PARAGRAPH)}
    words: list[Found] = []
    for number, together in enumerate(occurrences, 1):
        for one in together:
            text = texts.get(one.finding.place)
            if one.finding.spot is not None and text is not None:
                start, end = one.finding.spot
                must = one.finding.severity is Severity.MUST
                words.append(Found(text[start:end], number, must))
    return list(dict.fromkeys(words))


def marked(body: str, found: Sequence[Found]) -> str:
    """The body with every piece of text that is one of these words in a mark, the number behind it.
    Words that a tag cuts in two stay unmarked, and a word is marked in its exceptions too: the list
    beside the text names the places."""
    by_words: dict[str, Found] = {}
    for one in found:
        by_words.setdefault(one.words, one)
    by_words.pop("", None)
    if not body or not by_words:
        return body
    longest_first = sorted(by_words, key=len, reverse=True)
    wanted = re.compile("(" + "|".join(map(re.escape, longest_first)) + ")")
    root = html.fragment_fromstring(f"<div>{body}</div>")
    for element in list(root.iter()):
        _mark(element, wanted, by_words, inside=True)
        if element is not root:
            _mark(element, wanted, by_words, inside=False)
    inner = etree.tostring(root, encoding="unicode", method="html")
    return inner[len("<div>") : -len("</div>")]


def _mark(
    element: etree._Element, wanted: re.Pattern[str], found: dict[str, Found], *, inside: bool
) -> None:
    """Mark in the text that begins an element, or in the text that follows it."""
    text = (element.text if inside else element.tail) or ""
    # What stands between the words and the words themselves, by turns.
    first, *others = wanted.split(text)
    if not others:
        return
    parent = element if inside else element.getparent()
    if parent is None:
        return
    in_link = any(one.tag == "a" for one in (parent, *parent.iterancestors()))
    at = 0 if inside else parent.index(element) + 1
    if inside:
        element.text = first
    else:
        element.tail = first
    for words, after in zip(others[::2], others[1::2], strict=True):
        for made in _tags(found[words], in_link):
            parent.insert(at, made)
            at += 1
        made.tail = after


def _tags(one: Found, in_link: bool) -> Iterator[etree._Element]:
    """The mark and its number, which leads to the list; inside a link it cannot be one itself."""
    mark = html.Element("mark")
    mark.text = one.words
    if not one.must:
        mark.set("class", "w")
    yield mark
    number = html.Element("span" if in_link else "a")
    number.set("class", "mk" if one.must else "mk w")
    if not in_link:
        number.set("href", f"#r{one.number}")
    number.text = str(one.number)
    yield number
