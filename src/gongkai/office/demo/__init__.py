"""A fictional county health commission: two closed years and a live one.

`plan` decides what happens, in plain data; `ledger` counts what the annual reports must show, in
plain Python and without a database; `fill` plays the plan through the office's own services.
"""

from __future__ import annotations


def fill() -> None:
    """Fill an empty demo directory. Called by `serve` once the tables are there."""
    from gongkai.office.demo.fill import fill as play

    play()
