"""The table of contents of a text: its headings, each with a place in the page. Pure."""

from __future__ import annotations

import re
from html import unescape

_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")


def with_anchors(body: str) -> tuple[str, list[tuple[str, str]]]:
    """A cleaned body with an id at every first-level heading, and (id, heading) of each; fewer than
    two headings make no table of contents."""
    found: list[tuple[str, str]] = []

    def anchored(match: re.Match[str]) -> str:
        name = f"h{len(found) + 1}"
        found.append((name, unescape(_TAGS.sub("", match.group(1))).strip()))
        return f'<h2 id="{name}">{match.group(1)}</h2>'

    marked = _HEADING.sub(anchored, body)
    return (marked, found) if len(found) > 1 else (body, [])
