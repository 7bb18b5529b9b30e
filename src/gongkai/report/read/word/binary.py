"""Word's binary format (97 and later): the main text as paragraphs, each with where it belongs.

What a paragraph is, its properties say, found by the place of its mark in the file ([MS-DOC] 2.4.6.1).
Field codes, hidden text and deleted text of tracked changes are left out; a picture and a symbol without
a character are U+FFFC.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial

from ..errors import ReadError
from ..shown_text import PICTURE, set_apart
from .fields import EQUATION, LONGEST_EQUATION
from .passages import PLAIN, Passage, Properties
from .properties import codes, read_properties
from .streams import MOST_PARAGRAPHS, Piece, WordStreams

#: Different property lists, and steps of one task; a report has some hundred and some thousand.
_MOST_LISTS = 20_000
_MOST_STEPS = 5_000_000

_MARKS = re.compile("[\r\x07\x0c]")
_FIELDS = re.compile("[\x13\x14\x15]")
_DRAWING = "\x08"
_CONTROLS = dict.fromkeys(range(32)) | {
    0x01: PICTURE,  # in line with the text
    0x09: "\t",
    0x0B: "\n",  # a line break inside a paragraph
    0x0E: "\n",
    0x1E: "-",  # a hyphen that does not break
}
_DELETED, _VANISHED, _SYMBOL = 0x0800, 0x083C, 0x6A09
_STRUCK, _RAISED = frozenset({0x0837, 0x2A53}), 0x2A48
#: How characters are set apart, by the number that is kept for each.
_HOW = ("", "raised", "lowered", "struck", "symbol")
#: Single-character forms of the properties that a piece may carry ([MS-DOC] 2.9.215, Prm0).
_SHORT = {0x18: 0x2416, 0x19: 0x2417}


class WordFile:
    """The text of a Word file, opened within bounds."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ReadError when the file is locked, NotUnderstood when its structure is not sound."""
        self.name = name
        self._streams = WordStreams(data, name)
        try:
            self._open()
        except (struct.error, IndexError, OverflowError) as error:
            raise self._streams.broken("文件里的目录不完整") from error

    def _open(self) -> None:
        self._pieces, self._lists = self._streams.pieces()
        if not self._pieces or self._pieces[-1].stop < self._streams.count:
            raise self._streams.broken("文件里的正文不完整")
        self.text = "".join(self._streams.text_of(piece) for piece in self._pieces)
        self._starts = [piece.start for piece in self._pieces]
        self._paragraphs = self._streams.property_runs(0x102, 13)
        self._places = [place for place, _ in self._paragraphs]
        self._known: dict[tuple[bytes, ...], Properties] = {}
        self._hidden = bytearray(len(self.text))
        self._set = bytearray(len(self.text))  # for each character, its place in _HOW
        self._look_at_runs()
        self._hide_field_codes()
        self._boxes = self._read_boxes()

    # ---- properties

    def _piece_of(self, character: int) -> Piece:
        return self._pieces[max(0, bisect_right(self._starts, character) - 1)]

    def _of(self, character: int) -> tuple[Properties, int]:
        """The properties of the paragraph whose mark a character is, and its style."""
        piece = self._piece_of(character)
        found = bisect_right(self._places, piece.place_of(character)) - 1
        stored = self._paragraphs[found][1] if found >= 0 else b""
        lists = [stored[2:]]
        if piece.prm & 1:
            which = piece.prm >> 1
            if which < len(self._lists):
                lists.append(self._lists[which])
        elif (short := _SHORT.get(piece.prm >> 1 & 0x7F)) is not None:
            lists.append(struct.pack("<HB", short, piece.prm >> 8))
        style = struct.unpack_from("<H", stored)[0] if len(stored) >= 2 else 0
        if len(lists) == 1 and len(stored) <= 2:
            return PLAIN, style
        known = self._known.get(tuple(lists))
        if known is None:
            if len(self._known) > _MOST_LISTS:
                raise self._streams.broken("格式目录大得不正常")
            known = self._known[tuple(lists)] = read_properties(lists, self._streams.data)
        return known, style

    # ---- what is not shown

    def _hide(self, start: int, stop: int) -> None:
        if start < stop:
            self._hidden[start:stop] = b"\1" * (stop - start)

    def _look_at_runs(self) -> None:
        """Hide what the properties of characters hide, and note what they set apart."""
        runs = self._streams.property_runs(0xFA, 1)
        unusual = []
        for i, (place, properties) in enumerate(runs):
            gone, how = _looks(properties) if properties else (False, 0)
            if gone or how:
                stop = runs[i + 1][0] if i + 1 < len(runs) else len(self._streams.main)
                unusual.append((place, stop, gone, how))
        if len(unusual) * len(self._pieces) > _MOST_STEPS:
            raise self._streams.broken("格式目录大得不正常")
        for start, stop, gone, how in unusual:
            for piece in self._pieces:
                end = piece.place_of(piece.stop)
                if start < end and stop > piece.place:
                    first = piece.start + max(0, start - piece.place) // piece.width
                    last = piece.start + (min(stop, end) - piece.place) // piece.width
                    first, last = min(first, len(self.text)), min(last, len(self.text))
                    if gone:
                        self._hide(first, last)
                    elif first < last:
                        self._set[first:last] = bytes([how]) * (last - first)

    def _hide_field_codes(self) -> None:
        """From a field's begin to its separator, or to its end when it shows nothing. What characters are
        laid over (a word below its pronunciation) is in the code itself."""
        opened: list[tuple[int, int | None]] = []
        for match in _FIELDS.finditer(self.text, 0, self._streams.count):
            at = match.start()
            if match[0] == "\x13":
                opened.append((at, None))
            elif not opened:
                continue
            elif match[0] == "\x14":
                if opened[-1][1] is None:
                    opened[-1] = (opened[-1][0], at)
            else:
                start, shown = opened.pop()
                code = shown is None and at - start < LONGEST_EQUATION
                base = EQUATION.fullmatch(self.text, start + 1, at) if code else None
                if base is not None:
                    self._hide(start, base.start("base"))
                    start = base.end("base")
                self._hide(start, at if shown is None else shown)

    # ---- text boxes

    def _read_boxes(self) -> dict[int, tuple[int, int]]:
        """The place of each drawing in the main text that is a text box → the box's own text."""
        texts, shapes = self._streams.part(0x25A), self._streams.part(0x1DA)
        start = sum(
            self._streams.u32(0x4C + 4 * i) for i in range(6)
        )  # what stands before the boxes
        count = max(0, (len(texts) - 4) // 26)
        ranges: dict[int, tuple[int, int]] = {}
        for i in range(min(count, MOST_PARAGRAPHS)):
            first, stop = struct.unpack_from("<II", texts, 4 * i)
            shape = struct.unpack_from("<I", texts, 4 * (count + 1) + 22 * i + 14)[0]
            if shape and first < stop and start + stop <= len(self.text):
                ranges[shape] = (start + first, start + stop)
        count = max(0, (len(shapes) - 4) // 30)
        found: dict[int, tuple[int, int]] = {}
        for i in range(min(count, MOST_PARAGRAPHS)):
            place = struct.unpack_from("<I", shapes, 4 * i)[0]
            shape = struct.unpack_from("<I", shapes, 4 * (count + 1) + 26 * i)[0]
            box = ranges.pop(shape, None)  # each box once, whatever the file says
            if box is not None:
                found[place] = box
        return found

    def _boxes_in(self, start: int, stop: int) -> tuple[Callable[[], Iterator[Passage]], ...]:
        """The boxes anchored in a range; a box that says it stands in itself is given once all the same."""
        if not self._boxes or _DRAWING not in self.text[start:stop]:
            return ()
        return tuple(
            partial(self.passages, *box)
            for at in range(start, stop)
            if self.text[at] == _DRAWING and (box := self._boxes.pop(at, None)) is not None
        )

    # ---- passages

    def passages(self, start: int = 0, stop: int | None = None) -> Iterator[Passage]:
        """The paragraphs of the main text, or of a range of it, in order."""
        here, end = start, self._streams.count if stop is None else stop
        for number, match in enumerate(_MARKS.finditer(self.text, start, end)):
            if number > MOST_PARAGRAPHS:
                raise ReadError(
                    self.name,
                    f"超过 {MOST_PARAGRAPHS // 10_000} 万段，不像一份年报",
                    remedy="请只留年报的内容后另存再读",
                )
            properties, style = self._of(match.start())
            level = style if 1 <= style <= 9 else None
            if properties.outline is not None:
                level = properties.outline + 1 if properties.outline < 9 else None
            boxes = self._boxes_in(here, match.start())
            if match[0] == "\x07" and properties.depth == 1 and not properties.row_end:
                # Only inner cells say so themselves.
                properties = properties._replace(cell_end=True)
            yield Passage(self._shown(here, match.start()), properties, level, boxes)
            here = match.end()
        if here < end:
            yield Passage(self._shown(here, end))

    def _shown(self, start: int, stop: int) -> str:
        text = self.text[start:stop]
        if any(self._hidden[start:stop]) or any(self._set[start:stop]):
            text = "".join(
                PICTURE if _HOW[how] == "symbol" else set_apart(char, _HOW[how]) if how else char
                for char, hidden, how in zip(
                    text, self._hidden[start:stop], self._set[start:stop], strict=True
                )
                if not hidden
            )
        if not text.isprintable():
            text = text.translate(_CONTROLS)
            if any("\ud800" <= char <= "\udfff" for char in text):
                text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text


def _looks(properties: bytes) -> tuple[bool, int]:
    """Whether characters are deleted in a tracked change or hidden, and how they are set apart."""
    gone, how = False, 0
    for code, operand in codes(properties):
        if code in (_DELETED, _VANISHED):
            gone = gone or bool(operand[0] & 1)
        elif code == _SYMBOL:
            how = _HOW.index("symbol")
        elif code in _STRUCK and operand[0] & 1:
            how = _HOW.index("struck")
        elif code == _RAISED and operand[0] in (1, 2):
            how = operand[0]
    return gone, how
