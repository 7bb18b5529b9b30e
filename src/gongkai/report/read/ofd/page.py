"""What an OFD page draws (GB/T 33190): its characters and straight lines, in points, y upwards, and its
pictures."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..drawn.chars import Char, blot_overprinted, in_lines, once
from ..drawn.matrix import LEVEL, Matrix, joined
from ..drawn.ruling import Rule
from .elements import each, first, local, numbers
from .seen import Area, covered, covering, has_no_ink, is_lost, tone_of

_POINTS = 72 / 25.4  # a millimetre
#: A line is thinner than this, in millimetres; a border is often a filled box.
_THIN = 1.0
_DEEPEST = 32
#: A picture of this share of a page is the page.
_COVERS = 0.7
MOST_CHARACTERS = 200_000
MOST_RULES = 5_000
_MOST_WORDS = 200_000  # of a path
_MOST_PICTURES = 200  # a scan in stripes has some ten


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture on a page: the number of its resource, the matrix that lays its unit square (y downwards)
    on the page, in millimetres from the top left, and how many visible characters it was drawn over, none
    where it lets them through."""

    resource: str
    matrix: Matrix
    over: int = 0
    after: int = 0  # how many characters, seen or not, were drawn before it

    def area(self, height: float) -> Area:
        """The part of a page, so high, that it covers."""
        at = _at(self.matrix, height)
        xs, ys = zip(*(at(x, y) for x in (0, 1) for y in (0, 1)), strict=True)
        return Area((min(xs), min(ys), max(xs), max(ys)), None, self.after)


@dataclass(slots=True)
class Drawn:
    """The characters, rules and pictures of a page, as they were drawn."""

    height: float  # of the page, in millimetres
    chars: list[Char] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[DrawnPicture] = field(default_factory=list)
    seen: int = 0  # characters that are not drawn invisibly
    unseen: set[int] = field(default_factory=set)  # which of the characters these are
    areas: list[Area] = field(default_factory=list)  # filled boxes
    cut: bool = False  # whether a path is too long to be looked at whole

    @property
    def full(self) -> bool:
        """True when a page holds more than any page of a report."""
        return (
            len(self.chars) > MOST_CHARACTERS
            or len(self.rules) > MOST_RULES
            or len(self.areas) > MOST_RULES
            or self.cut
        )

    def in_reading_order(self, opaque: Iterable[DrawnPicture] | None = None) -> Iterator[Char]:
        """The characters by lines from the top down, a space for each wide gap, a line end after each. With
        the pictures that let nothing through, only those that are seen."""
        chars = self.chars
        if opaque is not None:
            areas = [*self.areas, *(one.area(self.height) for one in opaque)]
            lost = self.unseen | covered(chars, areas)
            chars = [char for i, char in enumerate(chars) if i not in lost]
        chars = list(once(chars))
        blot_overprinted(chars)
        return in_lines(chars)


def draw(
    content: Element,
    page: Drawn,
    units: Mapping[str, Element],
    matrix: Matrix = LEVEL,
    depth: int = 0,
) -> None:
    """Add to a page what stands below an element: layers, blocks, texts, paths and composite units."""
    for element in content:
        if page.full or element.get("Visible") == "false":
            continue
        kind = local(element)
        if kind == "TextObject":
            _add_text(element, page, joined(matrix, _own(element)))
        elif kind == "PathObject":
            _add_path(element, page, joined(matrix, _own(element)))
        elif kind == "ImageObject":
            if len(page.pictures) < _MOST_PICTURES:
                page.pictures.append(_picture(element, joined(matrix, _own(element)), page))
        elif depth < _DEEPEST:
            if kind in ("Layer", "PageBlock"):
                draw(element, page, units, matrix, depth + 1)
            elif kind == "CompositeObject":
                unit = units.get((element.get("ResourceID") or "").strip())
                inside = first(unit, "Content") if unit is not None else None
                if inside is not None:
                    draw(inside, page, units, joined(matrix, _own(element)), depth + 1)


def _add_text(element: Element, page: Drawn, matrix: Matrix) -> None:
    before = len(page.chars)
    page.chars += _characters(element, matrix, page.height)
    added = range(before, len(page.chars))
    if has_no_ink(element):
        page.unseen.update(added)
        return
    page.seen += len(added)
    tone = tone_of(element)
    page.unseen.update(i for i in added if is_lost(page.chars[i], tone, page.areas))


def _add_path(element: Element, page: Drawn, matrix: Matrix) -> None:
    data = first(element, "AbbreviatedData")
    words = (data.text or "").replace(",", " ").split() if data is not None else []
    page.cut = page.cut or len(words) > _MOST_WORDS
    points = list(_subpaths(words[:_MOST_WORDS], _at(matrix, page.height)))
    page.rules += _rules(element, points)
    box = covering(element, points)
    if box is not None:
        page.areas.append(Area(box, tone_of(element), len(page.chars)))


def _picture(element: Element, matrix: Matrix, page: Drawn) -> DrawnPicture:
    which = (element.get("ResourceID") or "").strip()
    lets_through = element.get("Alpha", "255") != "255" or element.get("ImageMask") is not None
    if element.get("CTM") is None:  # as programs say that a picture fills its frame
        _, _, wide, tall = numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
        matrix = joined(matrix, (wide, 0.0, 0.0, tall, 0.0, 0.0))
    over, after = (0, 0) if lets_through else (page.seen, len(page.chars))
    return DrawnPicture(which, matrix, over, after)


def covers(picture: DrawnPicture, box: tuple[float, ...]) -> bool:
    """True for a picture that covers most of a page; `box` is left, top, width, height of the page."""
    a, b, c, d, _, _ = picture.matrix
    return abs(a * d - b * c) > box[2] * box[3] * _COVERS


def _own(element: Element) -> Matrix:
    """From an object's own space to that around it."""
    box = numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    a, b, c, d, e, f = numbers(element.get("CTM"), 6) or LEVEL
    return a, b, c, d, e + box[0], f + box[1]


def _at(matrix: Matrix, height: float) -> Callable[[float, float], tuple[float, float]]:
    a, b, c, d, e, f = matrix
    return lambda x, y: ((a * x + c * y + e) * _POINTS, (height - (b * x + d * y + f)) * _POINTS)


def _characters(element: Element, matrix: Matrix, height: float) -> Iterator[Char]:
    at = _at(matrix, height)
    size = (numbers(element.get("Size"), 1) or (0.0,))[0]
    wide = (numbers(element.get("HScale"), 1) or (1.0,))[0]
    tall = size * (abs(matrix[3]) or abs(matrix[1])) * _POINTS
    x = y = 0.0
    for code in each(element, "TextCode"):
        text = code.text or ""
        # A code without a place goes on from the one before.
        x = (numbers(code.get("X"), 1) or (x,))[0]
        y = (numbers(code.get("Y"), 1) or (y,))[0]
        along = _steps(code.get("DeltaX"), len(text))
        down = _steps(code.get("DeltaY"), len(text))
        here_x, here_y = x, y
        for i, char in enumerate(text):
            advance = size * wide * (1 if unicodedata.east_asian_width(char) in "WFA" else 0.5)
            step = along[i] if i < len(along) else (0.0 if down else advance)
            # A step no wider than a wide character is the character's own width.
            own = step if 0 < step <= size * wide * 1.15 else advance
            left, base = at(here_x, here_y)
            right, _ = at(here_x + own, here_y)
            if char.strip() and unicodedata.category(char) != "Cc":
                spaced = i > 0 and not text[i - 1].strip()
                bottom, top = base - 0.14 * tall, base + 0.86 * tall
                yield Char(char, left, bottom, max(left, right), top, spaced)
            here_x += step
            here_y += down[i] if i < len(down) else 0.0


def _steps(text: str | None, most: int) -> list[float]:
    """The distances of a delta list; `g 3 5.0` stands for three times 5.0. No more than needed."""
    steps: list[float] = []
    words = (text or "").replace(",", " ").split()
    at = 0
    while at < len(words) and len(steps) < most:
        if words[at] == "g":
            repeated = numbers(" ".join(words[at + 1 : at + 3]), 2)
            if repeated is None:
                break
            steps += [repeated[1]] * max(0, min(int(repeated[0]), most - len(steps)))
            at += 3
        else:
            step = numbers(words[at], 1)
            if step is None:
                break
            steps.append(step[0])
            at += 1
    return steps


def _rules(element: Element, points: Sequence[list[tuple[float, float]]]) -> Iterator[Rule]:
    """The straight lines along the axes of a path; a filled box thin one way is a line too."""
    xs = [x for line in points for x, _ in line]
    ys = [y for line in points for _, y in line]
    if not xs:
        return
    thin = _THIN * _POINTS
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    if wide < thin < tall:
        yield Rule(True, (max(xs) + min(xs)) / 2, min(ys), max(ys))
    elif tall < thin < wide:
        yield Rule(False, (max(ys) + min(ys)) / 2, min(xs), max(xs))
    elif element.get("Stroke") != "false":
        for line in points:
            for a, b in itertools.pairwise(line):
                if abs(a[0] - b[0]) < 1 and abs(a[1] - b[1]) > thin:
                    yield Rule(True, a[0], min(a[1], b[1]), max(a[1], b[1]))
                elif abs(a[1] - b[1]) < 1 and abs(a[0] - b[0]) > thin:
                    yield Rule(False, a[1], min(a[0], b[0]), max(a[0], b[0]))


_OPERANDS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def _subpaths(
    words: Sequence[str], at: Callable[[float, float], tuple[float, float]]
) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; a curve counts as its end, which is no line along an axis
    unless it is flat."""
    line: list[tuple[float, float]] = []
    i = 0
    while i < len(words):
        count = _OPERANDS.get(words[i])
        operands = numbers(" ".join(words[i + 1 : i + 1 + count]), count) if count else ()
        if count is None or operands is None:
            break
        if words[i] in "MS":
            if line:
                yield line
            line = [at(*operands)]
        elif words[i] == "C":
            line.append(line[0] if line else at(0, 0))
        else:
            line.append(at(*operands[-2:]))
        i += 1 + count
    if line:
        yield line
