"""The ruled lines of a page by morphology, for the same geometry that finds the tables of a PDF."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import cv2
import numpy as np

from ..drawn.ruling import Rule, RuledTable, find_tables
from .ink import pieces_of
from .picture import Pixels

#: Shorter strokes than this (in inches) belong to characters.
_SHORTEST = 0.2
_MOST_LINES = 5000
#: A gap in a faint line is bridged up to this (in inches), when it lies on one line.
_BRIDGED = 0.12
_FAINT = 215
#: So much of a line is dark.
_DARK_SHARE = 0.9
#: No stroke of a character is longer than this, in points.
_LONG_LEVEL, _LONG_UPRIGHT = 60.0, 34.0
#: How near its neighbours a line of a table ends, in points.
_ENDS = 4.0
#: What a table measures at least, in points: wider and taller than the strokes of a large title.
_LEAST_WIDTH, _LEAST_HEIGHT = 140.0, 16.0


@dataclass(frozen=True, slots=True)
class LineMask:
    """The ruled lines of a page: `rules` in points, y upwards, and `mask`, 255 where a line is."""

    rules: tuple[Rule, ...]
    mask: Pixels

    def tables(self) -> list[RuledTable]:
        """The tables that the lines draw, from the top of the page down."""
        return [
            table
            for table in find_tables(self.rules)
            if table.right - table.left >= _LEAST_WIDTH
            and table.top - table.bottom >= _LEAST_HEIGHT
        ]


def line_mask(grey: Pixels, dpi: float) -> LineMask:
    """Find the ruled lines of a straight page. `grey` has white paper."""
    ink = np.asarray(grey < _FAINT, np.uint8) * np.uint8(255)
    height = grey.shape[0]
    scale = 72 / dpi
    drawn: dict[Rule, tuple[slice, slice]] = {}
    traces = []
    for upright in (False, True):
        lines = _lines(ink, dpi, upright=upright)
        traces.append(lines)
        for left, top, wide, tall, _ in pieces_of(lines)[:_MOST_LINES]:
            length, thick = (tall, wide) if upright else (wide, tall)
            if thick > max(0.06 * dpi, length * 0.03 + 6) or length < _SHORTEST * dpi * 0.9:
                continue
            if upright:
                x = (left + wide / 2) * scale
                rule = Rule(True, x, (height - top - tall) * scale, (height - top) * scale)
            else:
                y = (height - top - tall / 2) * scale
                rule = Rule(False, y, left * scale, (left + wide) * scale)
            drawn[rule] = (slice(top, top + tall), slice(left, left + wide))
    mask = np.zeros_like(grey)
    kept = _ruled(drawn)
    for rule in kept:
        mask[drawn[rule]] |= traces[rule.upright][drawn[rule]]
    return LineMask(tuple(kept.values()), mask)


def _ruled(rules: Collection[Rule]) -> dict[Rule, Rule]:
    """The lines of tables, each as it runs once it is cut to its table: without the strokes of large
    characters, and without strokes that a line ran on into. A short line of a table ends on others, and
    any line ends on another or where others beside it end."""
    long = [rule for rule in rules if _long(rule)]
    for _ in range(3):  # strokes of a heading may make one long line, but no table
        long = [r for r in long if any(o.upright is not r.upright and _meets(o, r) for o in long)]
    kept: dict[Rule, Rule] = {}
    for rule in rules:
        across = [r.at for r in long if r.upright is not rule.upright and _meets(r, rule)]
        if not across:
            continue
        ends = [
            end
            if _near(end, across) or (_long(rule) and _shared(end, rule, long))
            else outermost(across)
            for end, outermost in ((rule.start, min), (rule.stop, max))
        ]
        if _long(rule) or (ends[0] == rule.start and ends[1] == rule.stop):
            kept[rule] = Rule(rule.upright, rule.at, ends[0], ends[1])
    return kept


def _near(place: float, places: list[float]) -> bool:
    """True where one of the places is this place."""
    return any(abs(place - one) < _ENDS for one in places)


def _meets(one: Rule, other: Rule) -> bool:
    return (
        one.start - _ENDS < other.at < one.stop + _ENDS
        and other.start - _ENDS < one.at < other.stop + _ENDS
    )


def _shared(end: float, rule: Rule, rules: list[Rule]) -> bool:
    return any(
        r is not rule and r.upright is rule.upright and _near(end, [r.start, r.stop]) for r in rules
    )


def _long(rule: Rule) -> bool:
    return rule.stop - rule.start > (_LONG_UPRIGHT if rule.upright else _LONG_LEVEL)


def _lines(ink: Pixels, dpi: float, *, upright: bool) -> Pixels:
    """255 where a line along one axis is, small breaks bridged."""

    def along(length: int, across: int = 1) -> Pixels:
        shape = (length, across) if upright else (across, length)
        return np.ones(shape, np.uint8)

    length = round(_SHORTEST * dpi) | 1
    thick = cv2.dilate(ink, along(1, 3))  # a line a little off the axis steps from pixel to pixel
    # A line is dark nearly all along, however faint, noisy or scratched it is; text is not.
    shape = (1, length) if upright else (length, 1)
    share = cv2.blur(thick, shape, borderType=cv2.BORDER_CONSTANT)
    core = np.asarray(share >= 255 * _DARK_SHARE, np.uint8) * np.uint8(255)
    whole = cv2.dilate(core, along(length - 2 * round(length * (1 - _DARK_SHARE))))
    whole = cv2.morphologyEx(whole, cv2.MORPH_CLOSE, along(round(_BRIDGED * dpi)))
    return np.asarray(whole, np.uint8)
