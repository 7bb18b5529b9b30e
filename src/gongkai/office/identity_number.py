"""Citizens' identity numbers of eighteen places (GB 11643—1999, ISO 7064 MOD 11-2)."""

from __future__ import annotations

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def check_digit(seventeen: str) -> str:
    """The eighteenth place of seventeen figures: a figure or X."""
    total = sum(int(c) * w for c, w in zip(seventeen, _WEIGHTS, strict=True))
    return _CHECK[total % 11]
