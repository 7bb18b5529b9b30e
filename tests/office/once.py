"""What a page gives out so that it is done once (`formfields.Once`)."""

from __future__ import annotations

import re


def once_of(page: str) -> str:
    """The number in the page's form."""
    found = re.search(r'name="once" value="([0-9a-f-]{36})"', page)
    assert found
    return found[1]
