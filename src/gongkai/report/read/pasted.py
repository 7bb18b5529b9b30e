"""Pictures pasted into a file of text, as they are found in its package."""

from __future__ import annotations

from collections.abc import Iterable

from .blocks import Pasted
from .bounds import bounds, too_many_pages
from .packages import Package

_ENDINGS = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp")


def pasted_pictures(package: Package, shown: Iterable[tuple[str, int]]) -> tuple[Pasted, ...]:
    """The pictures of a package that the recogniser opens, each once. `shown` are the members that its document
    shows, and the number of blocks before each. Raises ReadError when one is broken, or they are too many."""
    places: dict[str, int] = {}
    for member, at in shown:
        if member in package.members and member.lower().endswith(_ENDINGS):
            places.setdefault(member, at)
    if len(places) > bounds().pages:
        raise too_many_pages(package.name)
    return tuple([Pasted(package.read(member), at) for member, at in places.items()])
