"""RTF (.rtf, often named .doc) → blocks: its tokens as paragraphs, and how each row of a table is divided."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from io import StringIO
from typing import NamedTuple

from ..blocks import Document
from ..bounds import MOST_CELLS, MOST_CHARACTERS, MOST_LINES, too_much
from ..shown_text import PICTURE, set_apart
from .docx_styles import HEADING
from .fields import EQUATION, LONGEST_EQUATION
from .passages import DEEPEST, Passage, Properties, RowCell, blocks_of
from .rtf_characters import Charset, CodePages, decoded, without_symbols
from .rtf_tokens import Tokens, cut_short

#: Ends of paragraphs, cells and rows, empty ones too.
_MOST_ENDS = MOST_LINES + 2 * MOST_CELLS
#: Edges of one row, fonts, styles; Word allows 63 cells.
_MOST_EDGES, _MOST_NAMES = 1_000, 10_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_BULLET, _DASH, _LONG_DASH = "\N{BULLET}", "\N{EN DASH}", "\N{EM DASH}"
#: Words that stand for a character; one may be the substitute of a character in Unicode before it.
_CHARACTERS = {
    b"emdash": _LONG_DASH, b"endash": _DASH, b"bullet": _BULLET, b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"emspace": "\u2003", b"enspace": "\u2002",
    b"qmspace": "\u2005",
}  # fmt: skip
#: Words that stand for what sets text apart from what follows it.
_BREAKS = {b"tab": "\t", b"line": "\n", b"lbr": "\n", b"page": "\n", b"column": "\n"}
_SYMBOLS = {b"~": "\N{NO-BREAK SPACE}", b"_": "-", b"\t": "\t"}
#: Groups without a mark that hold no text of the page, or hold it a second time.
_LEFT_OUT = frozenset(
    b"header headerl headerr headerf footer footerl footerr footerf footnote annotation info colortbl"
    b" nonshppict shprslt sp listtext pntext nonesttables xe tc tcn rxe txe filetbl listtable"
    b" listoverridetable revtbl rsidtbl ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn datafield formfield"
    b" private bkmkstart bkmkend pn falt panose fontemb mmathPict".split()
)
#: Groups that show something that is no text.
_PICTURES = frozenset((b"pict", b"object", b"mmath", b"moMath", b"moMathPara"))
#: Groups in which only groups have text.
_SILENT = frozenset((b"fonttbl", b"shpinst", b"do", b"upr", b"nesttableprops"))
_BOXES = frozenset((b"shptxt", b"dptxbxtext"))


def read_rtf(data: bytes, name: str) -> Document:
    """An RTF file as blocks. Raises ReadError when it is cut short, too big or not sound.

    A table that holds tables is layout: its cells are read one after the other, as in .docx. A cell's
    paragraphs are joined by \\n. Hidden and deleted text, numbers that were written by Word itself,
    headers, footers and notes are left out; a picture in a cell of figures is U+FFFC. A file whose groups
    are not all closed was cut: it is refused as a broken .docx is, for what it lacks nobody would see, and
    its last figure may be half of one.
    """
    return Document(tuple(blocks_of(_Reader(data, name).passages(), name)), name, "rtf")


class _State(NamedTuple):
    """What holds in a group until it is closed."""

    font: int | None = None
    substitutes: int = 1  # bytes that stand for a character in Unicode, for programs without
    hidden: bool = False
    deleted: bool = False
    shifted: str = ""
    struck: bool = False
    in_table: bool = False
    depth: int = 0
    outline: int | None = None
    style: int = 0
    silent: bool = False
    inner_row: bool = False  # the row that is divided is one of a table inside another
    naming: bool = False  # text is the name of a style

    def look(self) -> str:
        """How text is set."""
        return "struck" if self.struck else self.shifted


@dataclass(slots=True)
class _Division:
    """How a row is divided, told before its cells, behind them, or both times."""

    left: int = 0
    cells: list[RowCell] = field(default_factory=list)
    goes_on: bool = False
    from_above: bool = False

    def edge(self, right: int) -> None:
        if len(self.cells) < _MOST_EDGES:
            self.cells.append(RowCell(self.left, right, self.goes_on, self.from_above))
        self.left, self.goes_on, self.from_above = right, False, False


@dataclass(slots=True)
class _Story:
    """A text of its own: that of the document, of a box, of a field's code, of a style's name."""

    text: StringIO = field(default_factory=StringIO)
    boxes: list[list[Passage]] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    outer: _Division = field(default_factory=_Division)
    inner: _Division = field(default_factory=_Division)
    begun: int = 0  # the cells of the row that is not ended yet
    loose: int = 0  # where what stands behind the last row begins


class _Reader:
    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._pages = CodePages(data)
        self._tokens = Tokens(data, name, pairs=self._pages.pairs)
        self._fonts: dict[int, Charset] = {}
        self._usual_font = 0
        self._headings: dict[int, int] = {}
        self._state = _State()
        self._groups: list[tuple[_State, Callable[[], None] | None]] = []
        self._at_end: Callable[[], None] | None = (
            None  # what the end of the group that is read brings
        )
        self._stories = [_Story()]
        self._bytes = (
            bytearray()
        )  # of one font and look, not read yet: half a character may be the last
        self._bytes_of: tuple[Charset, str] = (self._pages.own, "")
        self._high = ""  # the first half of a character of two units
        self._to_skip = 0
        self._code_shown = False  # of the field whose result comes next
        self._ends = self._characters = 0

    def passages(self) -> list[Passage]:
        """The paragraphs of the document."""
        optional = False  # behind a mark: a group for programs that know it
        for token in self._tokens:
            if token.kind in ("text", "written"):
                self._read_bytes(token.value, token.kind == "written")
            elif token.kind == "word":
                self._word(token.value, token.number, optional)
            elif token.kind == "symbol":
                optional = token.value == b"*"
                if not optional:
                    self._symbol(token.value)
                continue
            else:
                self._to_skip = 0
                self._open() if token.kind == "open" else self._close()
            optional = False
        if self._groups:
            raise cut_short(self._name)
        return self._end_story().passages

    # ---- groups

    def _open(self) -> None:
        self._groups.append((self._state, self._at_end))
        self._at_end = self._name_style if self._state.naming else None

    def _close(self) -> None:
        if self._at_end is not None:
            self._at_end()
        self._state, self._at_end = self._groups.pop()

    def _set(self, **changed: object) -> None:
        self._state = self._state._replace(**changed)  # type: ignore[arg-type]

    def _word(self, word: bytes, number: int | None, optional: bool) -> None:
        if (character := _CHARACTERS.get(word)) is not None:
            if self._to_skip:
                self._to_skip -= 1
            else:
                self._say(character)
            return
        self._to_skip = 0
        if len(self._groups) > 1 and self._destination(word):
            return
        if optional:
            self._tokens.skip_group()
        elif (text := _BREAKS.get(word)) is not None:
            self._say(text)
        elif (act := _ACTS.get(word)) is not None:
            act(self, number)

    def _destination(self, word: bytes) -> bool:
        """Whether a word says what its group is; what is in no group of its own says nothing."""
        if word in _LEFT_OUT:
            self._tokens.skip_group()
        elif word in _PICTURES:
            self._say(PICTURE)
            self._tokens.skip_group()
        elif word in _SILENT:
            self._set(silent=True, inner_row=word == b"nesttableprops")
        elif word in _BOXES:
            self._begin_story(self._end_box)
        elif word == b"fldinst":
            self._begin_story(self._end_code)
        elif word == b"fldrslt":
            if self._code_shown:
                self._tokens.skip_group()
        elif word == b"stylesheet":
            self._begin_story(self._end_names)
            self._set(naming=True)
        elif word == b"ud":
            self._set(silent=False)
        else:
            return word == b"shppict"
        return True

    def _symbol(self, symbol: bytes) -> None:
        if symbol in b"\\{}":
            self._read_bytes(symbol, True)
            return
        self._to_skip = 0
        if symbol in b"\r\n":
            self._end_paragraph(None)
        elif symbol in _SYMBOLS:
            self._say(_SYMBOLS[symbol])

    # ---- text

    def _shown(self) -> bool:
        state = self._state
        return not (state.silent or state.hidden or state.deleted)

    def _read_bytes(self, data: bytes, written: bool) -> None:
        """Bytes of text. A program that does not write them as numbers knows of no font's code page."""
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        if not data or not self._shown():
            return
        font = self._state.font
        charset = self._fonts.get(self._usual_font if font is None else font, self._pages.own)
        if charset.mixed and not written and not data.isascii():
            charset = self._pages.own
        of = charset, self._state.look()
        if of != self._bytes_of or self._high:
            self._decode()
            self._bytes_of = of
        self._bytes += data

    def _say(self, text: str) -> None:
        if self._shown():
            self._decode()
            self._write(set_apart(text, self._state.look()))

    def _decode(self) -> None:
        """Write what was held back."""
        if self._high:
            self._high = ""
            self._write("\N{REPLACEMENT CHARACTER}")
        if self._bytes:
            charset, look = self._bytes_of
            data = bytes(self._bytes)
            self._bytes.clear()
            self._write(set_apart(decoded(data, charset), look))

    def _write(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise too_much(self._name)
        self._stories[-1].text.write(text)

    def _unicode(self, number: int | None) -> None:
        self._to_skip = self._state.substitutes
        unit = number or 0
        unit = unit + 0x10000 if unit < 0 else unit
        if not self._shown():
            return
        character = chr(unit) if 0x20 <= unit <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"
        if self._high and "\udc00" <= character <= "\udfff":
            pair = (self._high + character).encode("utf-16-le", "surrogatepass")
            self._high = ""
            self._say(pair.decode("utf-16-le"))
        elif "\ud800" <= character <= "\udbff":
            self._decode()
            self._high = character
        else:
            lone = "\udc00" <= character <= "\udfff"
            self._say("\N{REPLACEMENT CHARACTER}" if lone else without_symbols(character))

    # ---- paragraphs, cells, rows

    def _end_paragraph(self, number: int | None) -> None:
        state, story = self._state, self._stories[-1]
        if not state.silent and not state.naming:
            depth = max(state.depth, 1) if state.in_table else 0
            self._end(Properties(min(max(depth, int(story.begun > 0)), DEEPEST)))

    def _end_cell(self, number: int | None) -> None:
        if not self._state.silent:
            self._stories[-1].begun += 1
            self._end(Properties(1, cell_end=True))

    def _end_row(self, number: int | None) -> None:
        story = self._stories[-1]
        if self._state.silent:
            return
        self._end_left_over(1)
        self._end(Properties(1, row_end=True, row=tuple(story.outer.cells)))
        story.begun, story.loose = 0, len(story.passages)

    def _end_inner_cell(self, number: int | None) -> None:
        if not self._state.silent:
            self._end(Properties(self._inner_depth(), cell_end=True))

    def _end_inner_row(self, number: int | None) -> None:
        """Told in a group of its own, which has no text."""
        self._end_left_over(self._inner_depth())
        row = tuple(self._stories[-1].inner.cells)
        self._end(Properties(self._inner_depth(), row_end=True, row=row))

    def _inner_depth(self) -> int:
        return min(max(self._state.depth, 2), DEEPEST)

    def _end_left_over(self, depth: int) -> None:
        """Text behind the last cell of a row."""
        self._decode()
        if self._stories[-1].text.tell():
            self._end(Properties(depth))

    def _end(self, properties: Properties) -> None:
        self._decode()
        self._ends += 1
        if self._ends > _MOST_ENDS:
            raise too_much(self._name)
        story, state = self._stories[-1], self._state
        level = self._headings.get(state.style) if state.outline is None else state.outline + 1
        heading = level if level is not None and 1 <= level <= 9 else None
        boxes = tuple([partial(iter, box) for box in story.boxes])
        story.passages.append(Passage(story.text.getvalue(), properties, heading, boxes))
        story.text, story.boxes = StringIO(), []

    def _begin_row(self, number: int | None) -> None:
        """The division of a row begins. Where no cell of it stands before, what stood since the last row is
        no part of it, though a program forgot to say that the table was over."""
        story = self._stories[-1]
        if self._state.inner_row:
            story.inner = _Division()
            return
        story.outer = _Division()
        if not story.begun:
            self._loosen(story)

    def _loosen(self, story: _Story) -> None:
        loose = story.passages[story.loose :]
        if loose and all(one.properties.depth <= 1 for one in loose):
            story.passages[story.loose :] = [
                Passage(one.text, heading=one.heading, boxes=one.boxes) for one in loose
            ]
        story.loose = len(story.passages)

    def _division(self) -> _Division:
        story = self._stories[-1]
        return story.inner if self._state.inner_row else story.outer

    def _left(self, number: int | None) -> None:
        division = self._division()
        if not division.cells:
            division.left = number or 0

    def _edge(self, number: int | None) -> None:
        self._division().edge(number or 0)

    def _goes_on(self, number: int | None) -> None:
        self._division().goes_on = True

    def _from_above(self, number: int | None) -> None:
        self._division().from_above = True

    # ---- texts of their own

    def _begin_story(self, end: Callable[[], None]) -> None:
        if self._at_end is not None:
            return
        self._decode()
        self._stories.append(_Story())
        self._at_end = end
        self._set(
            silent=False,
            in_table=False,
            depth=0,
            outline=None,
            style=0,
            inner_row=False,
            naming=False,
        )

    def _end_story(self) -> _Story:
        """What is left of a text is its last paragraph."""
        self._decode()
        story = self._stories[-1]
        if story.text.tell() or story.boxes:
            self._end(Properties(int(story.begun > 0)))
        if not story.begun:
            self._loosen(story)
        return story

    def _end_box(self) -> None:
        box = self._end_story()
        self._stories.pop()
        if box.passages and self._shown():
            self._stories[-1].boxes.append(box.passages)

    def _end_code(self) -> None:
        """Most fields show a result; what a symbol or an equation shows is in the code itself."""
        self._decode()
        code = self._stories.pop().text.getvalue()
        kind = code.split(None, 1)[0].upper() if code.strip() else ""
        self._code_shown = kind in ("SYMBOL", "EQ")
        if self._code_shown:
            short = len(code) < LONGEST_EQUATION
            base = EQUATION.fullmatch(code) if short else None
            self._say(PICTURE if base is None else base["base"])

    def _end_names(self) -> None:
        self._decode()
        self._stories.pop()

    def _name_style(self) -> None:
        """A style is a heading by its level, else by its name."""
        self._decode()
        story, state = self._stories[-1], self._state
        name = story.text.getvalue().strip(" ;")
        story.text = StringIO()
        match = HEADING.fullmatch(name)
        level = state.outline + 1 if state.outline is not None else int(match[1]) if match else 0
        if name and 1 <= level <= 9 and len(self._headings) < _MOST_NAMES:
            self._headings[state.style] = level

    # ---- what words set

    def _font(self, number: int | None) -> None:
        self._set(font=number)

    def _usual(self, number: int | None) -> None:
        self._usual_font = number or 0

    def _charset(self, number: int | None) -> None:
        self._read_font(self._pages.of_charset(number or 0))

    def _page(self, number: int | None) -> None:
        self._read_font(self._pages.of_page(number or 0))

    def _read_font(self, charset: Charset) -> None:
        if self._state.font is not None and len(self._fonts) < _MOST_NAMES:
            self._fonts[self._state.font] = charset

    def _plain(self, number: int | None) -> None:
        self._set(font=None, hidden=False, deleted=False, shifted="", struck=False)

    def _plain_paragraph(self, number: int | None) -> None:
        self._set(in_table=False, depth=0, outline=None, style=0)

    def _substitutes(self, number: int | None) -> None:
        self._set(substitutes=1 if number is None else max(0, number))


def _set_to(name: str, on: object, off: object) -> Callable[[_Reader, int | None], None]:
    """A word that switches something on; with 0 behind it, off."""
    return lambda reader, number: reader._set(**{name: off if number == 0 else on})


def _set_number(name: str) -> Callable[[_Reader, int | None], None]:
    return lambda reader, number: reader._set(**{name: number or 0})


_ACTS: dict[bytes, Callable[[_Reader, int | None], None]] = {
    b"u": _Reader._unicode,
    b"uc": _Reader._substitutes,
    b"f": _Reader._font,
    b"deff": _Reader._usual,
    b"fcharset": _Reader._charset,
    b"cpg": _Reader._page,
    b"plain": _Reader._plain,
    b"v": _set_to("hidden", True, False),
    b"deleted": _set_to("deleted", True, False),
    b"mvf": _set_to("deleted", True, False),
    b"super": _set_to("shifted", "raised", ""),
    b"sub": _set_to("shifted", "lowered", ""),
    b"nosupersub": _set_to("shifted", "", ""),
    b"strike": _set_to("struck", True, False),
    b"striked": _set_to("struck", True, False),
    b"pard": _Reader._plain_paragraph,
    b"intbl": _set_to("in_table", True, False),
    b"itap": _set_number("depth"),
    b"outlinelevel": _set_number("outline"),
    b"s": _set_number("style"),
    b"par": _Reader._end_paragraph,
    b"sect": _Reader._end_paragraph,
    b"cell": _Reader._end_cell,
    b"row": _Reader._end_row,
    b"nestcell": _Reader._end_inner_cell,
    b"nestrow": _Reader._end_inner_row,
    b"trowd": _Reader._begin_row,
    b"trleft": _Reader._left,
    b"cellx": _Reader._edge,
    b"clmrg": _Reader._goes_on,
    b"clvmrg": _Reader._from_above,
}
