"""Elements of OFD by their names, and the numbers in them."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from xml.etree.ElementTree import Element


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def first(element: Element | None, name: str) -> Element | None:
    """The first child of a name."""
    return next(each(element, name), None)


def each(element: Element | None, name: str) -> Iterator[Element]:
    """The children of a name."""
    return (child for child in element if local(child) == name) if element is not None else iter(())


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """So many numbers parted by spaces; None when there are fewer."""
    try:
        found = tuple(float(part) for part in (text or "").replace(",", " ").split()[:count])
    except ValueError:
        return None
    return found if len(found) == count and all(map(isfinite, found)) else None
