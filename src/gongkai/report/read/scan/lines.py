"""The ruled lines of a page by morphology, for the same geometry that finds the tables of a PDF."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import cv2
import numpy as np

from ..drawn.ruling import Rule, RuledTable, find_tables
from .ink import labelled, pieces_of
from .picture import Pixels

#: Shorter strokes than this (in inches) belong to characters.
_SHORTEST = 0.2
_MOST_LINES = 5000
#: A gap in a faint line is bridged up to this (in inches), when it lies on one line.
_BRIDGED = 0.12
_FAINT = 215
#: So much of a line is dark.
_DARK_SHARE = 0.9
#: The dots of a line are no thicker than this, with no wider gaps, and as long, or so long that no figure is as
#: tall: figures below each other are no line. The line is at least as long as this (all in inches).
_DOT_THICK, _DOT_LONG, _RUN_LONG, _DOT_GAP, _DOTTED = 0.03, 0.05, 0.16, 0.05, 0.13
#: A dot is at least so large (in square inches): less is the grain of the paper.
_DOT_LEAST = 0.0001
_FEW_DOTS = 12  # in line: fewer are signs of a line of text
#: So much of a line is seen without its gaps being filled, or it is dotted.
_SOLID = 0.5
#: So much of each side of a table with dotted lines is seen.
_CLOSED = 0.95
#: No stroke of a character is longer than this, in points.
_LONG_LEVEL, _LONG_UPRIGHT = 60.0, 34.0
#: How near its neighbours a line of a table ends, in points.
_ENDS = 4.0
#: What a table measures at least, in points: wider and taller than the strokes of a large title.
_LEAST_WIDTH, _LEAST_HEIGHT = 140.0, 16.0


@dataclass(frozen=True, slots=True)
class LineMask:
    """The ruled lines of a page: `rules` in points, y upwards, `dotted` those of dots among them, and
    `mask`, 255 where a line is."""

    rules: tuple[Rule, ...]
    dotted: frozenset[Rule]
    mask: Pixels

    def tables(self) -> list[RuledTable]:
        """The tables that the lines draw, from the top of the page down. One with dotted lines is a table only
        where its sides are seen: it may be a piece of a larger one."""
        return [
            table
            for table in find_tables(self.rules)
            if table.right - table.left >= _LEAST_WIDTH
            and table.top - table.bottom >= _LEAST_HEIGHT
            and (self._is_closed(table) or not any(_is_in(table, r) for r in self.dotted))
        ]

    def _is_closed(self, table: RuledTable) -> bool:
        """Whether the left, the right and one other side are seen: at the end of a page a table may be open."""
        tall, wide = (table.bottom, table.top), (table.left, table.right)
        left, right, bottom, top = (
            self._seen(upright, at, *along) >= (along[1] - along[0]) * _CLOSED
            for upright, at, along in (
                (True, table.left, tall),
                (True, table.right, tall),
                (False, table.bottom, wide),
                (False, table.top, wide),
            )
        )
        return left and right and (bottom or top)

    def _seen(self, upright: bool, at: float, start: float, stop: float) -> float:
        """How much of a side of a table lines cover."""
        covered, upto = 0.0, start
        for rule in sorted(self.rules, key=lambda one: one.start):
            if rule.upright is upright and abs(rule.at - at) < _ENDS and rule.stop > upto:
                covered += max(0.0, min(rule.stop, stop) - max(rule.start, upto))
                upto = max(upto, rule.stop)
        return covered


def line_mask(grey: Pixels, dpi: float) -> LineMask:
    """Find the ruled lines of a straight page. `grey` has white paper."""
    ink = np.asarray(cv2.threshold(grey, _FAINT - 1, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    height = grey.shape[0]
    scale = 72 / dpi
    drawn: dict[Rule, tuple[slice, slice]] = {}
    traces = []
    dotted: set[Rule] = set()
    inked = labelled(ink)
    for upright in (False, True):
        solid = lines = _lines(ink, dpi, upright=upright)
        dots = _dotted(inked, dpi, upright=upright)
        if dots.any():
            lines = _lines(ink | dots, dpi, upright=upright)
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
            drawn[rule] = here = (slice(top, top + tall), slice(left, left + wide))
            along = np.count_nonzero(solid[here].any(axis=1 if upright else 0))
            if along < length * _SOLID:
                dotted.add(rule)
    mask = np.zeros_like(grey)
    kept = _ruled(drawn)
    for rule in kept:
        mask[drawn[rule]] |= traces[rule.upright][drawn[rule]]
    of_dots = frozenset(as_cut for rule, as_cut in kept.items() if rule in dotted)
    return LineMask(tuple(kept.values()), of_dots, mask)


def _is_in(table: RuledTable, rule: Rule) -> bool:
    at = (table.left, table.right) if rule.upright else (table.bottom, table.top)
    along = (table.bottom, table.top) if rule.upright else (table.left, table.right)
    return (
        at[0] - _ENDS < rule.at < at[1] + _ENDS and rule.start < along[1] and rule.stop > along[0]
    )


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


def _dotted(pieces: Sequence[Any], dpi: float, *, upright: bool) -> Pixels:
    """255 where a line of dots or dashes runs along one axis. `pieces` are those of the ink, as OpenCV counts
    and labels them."""
    _, labels, stats, _ = pieces
    thick, long = (2, 3) if upright else (3, 2)  # width and height, as they stand in the columns
    length = stats[:, long]
    fits = (length <= _DOT_LONG * dpi) | (length >= _RUN_LONG * dpi)
    small = fits & (stats[:, thick] <= _DOT_THICK * dpi) & (stats[:, 4] >= _DOT_LEAST * dpi * dpi)
    small[0] = False  # the paper
    level = np.bincount(stats[small, 0 if upright else 1] // 3, minlength=2)  # by pixels of three
    if (level[:-1] + level[1:]).max() < _FEW_DOTS:
        return np.zeros_like(labels, np.uint8)
    dots = np.asarray(small[labels], np.uint8) * np.uint8(255)

    def along(length: float, across: int = 1) -> Pixels:
        shape = (round(length), across) if upright else (across, round(length))
        return np.ones(shape, np.uint8)

    gap = along(_DOT_GAP * dpi + 1)
    joined = cv2.morphologyEx(cv2.dilate(dots, along(1, 3)), cv2.MORPH_CLOSE, gap)
    line = np.asarray(cv2.morphologyEx(joined, cv2.MORPH_OPEN, along(_DOTTED * dpi)), np.uint8)
    if not line.any():
        return line
    # Where lines cross, or end at one another, the ink is no dot, but in line with those beside it.
    beside = cv2.dilate(line, along((_DOT_GAP + _DOT_LONG) * 2 * dpi))
    crossing = np.where(labels > 0, beside, np.uint8(0))
    return np.asarray(cv2.morphologyEx(line | crossing, cv2.MORPH_CLOSE, gap), np.uint8)


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
    _, core = cv2.threshold(share, ceil(255 * _DARK_SHARE) - 1, 255, cv2.THRESH_BINARY)
    whole = cv2.dilate(core, along(length - 2 * round(length * (1 - _DARK_SHARE))))
    whole = cv2.morphologyEx(whole, cv2.MORPH_CLOSE, along(round(_BRIDGED * dpi)))
    return np.asarray(whole, np.uint8)
