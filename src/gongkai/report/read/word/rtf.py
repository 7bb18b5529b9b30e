"""RTF (.rtf, often named .doc) → blocks: what its groups and words say of the text between them."""

from __future__ import annotations

from collections.abc import Callable

from ..blocks import Document
from ..shown_text import PICTURE
from .docx_styles import HEADING
from .fields import EQUATION, LONGEST_EQUATION
from .passages import Passage, document_of
from .rtf_characters import Charset, CodePages
from .rtf_pictures import picture_in
from .rtf_runs import WORD, Act, Runs, units_in
from .rtf_state import State
from .rtf_story import Division, Measure, Story
from .rtf_tokens import Span, Tokens, cut_short
from .rtf_words import (
    BOXES,
    BREAKS,
    CHARACTERS,
    DESTINATIONS,
    LEFT_OUT,
    PICTURES,
    SHOWN_CODES,
    SILENT,
    SYMBOLS,
)

#: Fonts and styles; a report has some ten.
_MOST_NAMES = 10_000


def read_rtf(data: bytes, name: str) -> Document:
    """An RTF file as blocks. Raises ReadError when it is cut short, too big or not sound.

    A table that holds tables is layout: its cells are read one after the other, as in .docx. A cell's
    paragraphs are joined by \\n. Hidden and deleted text, numbers that were written by Word itself,
    headers, footers and notes are left out; a picture in a cell of figures is U+FFFC. A file whose groups
    are not all closed was cut: it is refused as a broken .docx is, for what it lacks nobody would see, and
    its last figure may be half of one.
    """
    return document_of(_Reader(data, name).passages(), name, "rtf")


class _Reader:
    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._pages = CodePages(data)
        self._tokens = Tokens(data, name, pairs=self._pages.pairs)
        self._fonts: dict[int, Charset] = {}
        self._usual_font = 0
        self._headings: dict[int, int] = {}
        self._state = State()
        self._groups: list[tuple[State, Callable[[], None] | None]] = []
        self._at_end: Callable[[], None] | None = (
            None  # what the end of the group that is read brings
        )
        self._measure = Measure(name)
        self._stories: list[Story] = []
        self._story = Story(self._measure)
        self._to_skip = 0  # of the substitutes of a character that was read
        self._code_shown = False  # of the field whose result comes next
        self._runs = Runs(_ACTS, _Reader._skip_no_more)

    def passages(self) -> list[Passage]:
        """The paragraphs of the document."""
        optional = False  # behind a mark: a group for programs that know it
        for kind, value in self._tokens:
            if optional and (kind == "words" or kind == "units"):
                self._marked_word(value)
            elif kind == "words":
                self._words(value)
            elif kind == "text" or kind == "written":
                self._read_bytes(value, kind == "written")
            elif kind == "units":
                self._units(value)
            elif kind == "symbol":
                optional = value == b"*"
                if not optional:
                    self._symbol(value)
                continue
            else:
                self._to_skip = 0
                self._open() if kind == "open" else self._close()
            optional = False
        if self._groups:
            raise cut_short(self._name)
        return self._story.passages(self._heading())

    # ---- groups

    def _open(self) -> None:
        self._groups.append((self._state, self._at_end))
        self._at_end = self._name_style if self._state.naming else None

    def _here(self) -> State:
        """What holds in this group, to be changed: until then it is what holds around it."""
        if self._groups and self._state is self._groups[-1][0]:
            self._state = self._state.copy()
        return self._state

    def _close(self) -> None:
        if self._at_end is not None:
            self._at_end()
        self._state, self._at_end = self._groups.pop()

    # ---- words

    def _words(self, written: bytes) -> None:
        run = self._runs.of(written)
        self._tokens.count(run.words - 1)
        for act, value in run.acts:
            if act(self, value):
                return

    def _marked_word(self, written: bytes) -> None:
        """A word behind the mark of a group for programs that know it: those that do not leave it out."""
        match = WORD.match(written)
        assert match is not None
        word, end = match[1], match.end()
        self._tokens.go_on_behind(end)
        if word in CHARACTERS:
            _ACTS[word](self, None)
            return
        self._to_skip = 0
        known = word in DESTINATIONS and (word != b"fldrslt" or self._code_shown)
        if known and len(self._groups) > 1:
            self._destination((word, end))
        else:
            self._tokens.skip_group(end)

    def _skip_no_more(self, _: None) -> None:
        self._to_skip = 0

    def _destination(self, said: tuple[bytes, int]) -> bool:
        """A word, and where in its run it ends, says what its group is; what is in no group of its own says
        nothing. Returns whether the group was stepped over."""
        word, end = said
        if len(self._groups) < 2:
            return False
        if word in LEFT_OUT or (word == b"fldrslt" and self._code_shown):
            self._tokens.skip_group(end)
            return True
        if word in PICTURES or word == b"sp":
            if word != b"sp":  # a property of a shape: what floats over the page is in no line
                self._say(PICTURE)
            self._show(self._tokens.skip_group(end))
            return True
        if word in SILENT:
            state = self._here()
            state.silent = True
            state.inner_row = word == b"nesttableprops"
        elif word in BOXES:
            self._begin_story(self._end_box)
        elif word == b"fldinst":
            self._begin_story(self._end_code)
        elif word == b"stylesheet":
            self._begin_story(self._end_story)
            self._here().naming = True
        elif word == b"ud":
            self._here().silent = False
        return False

    # ---- text

    def _symbol(self, symbol: bytes) -> None:
        if symbol in b"\\{}":
            self._read_bytes(symbol, True)
            return
        self._to_skip = 0
        if symbol in b"\r\n":
            self._end_paragraph(None)
        elif symbol in SYMBOLS:
            self._say(SYMBOLS[symbol])

    def _read_bytes(self, data: bytes, written: bool) -> None:
        """Bytes of text. A program that does not write them as numbers knows of no font's code page."""
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        state = self._state
        if not data or not state.shown:
            return
        charset = self._fonts.get(
            self._usual_font if state.font is None else state.font, self._pages.own
        )
        if charset.mixed and not written and not data.isascii():
            charset = self._pages.own
        self._story.add_bytes(data, charset, state.look)

    def _say(self, text: str) -> None:
        if self._state.shown:
            self._story.add(text, self._state.look)

    def _show(self, group: Span) -> None:
        if not (self._state.hidden or self._state.deleted):
            picture = picture_in(group)
            if picture is not None:
                self._story.show(picture)

    def _say_character(self, text: str) -> None:
        """A word that stands for a character: it may be the substitute of one in Unicode."""
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._say(text)

    def _units(self, written: bytes) -> None:
        """Characters in Unicode, and behind each what programs show that know none."""
        units = units_in(written)
        self._tokens.count(2 * len(units) - 1)
        many = self._state.substitutes
        if {len(instead) for _, instead in units} == {many}:
            self._to_skip = 0
            if self._state.shown:
                self._story.add_units([unit for unit, _ in units], self._state.look)
            return
        for unit, instead in units:
            self._unicode(unit)
            self._read_bytes(instead, True)

    def _unicode(self, number: int | None) -> None:
        self._to_skip = self._state.substitutes
        if self._state.shown:
            self._story.add_units([number or 0], self._state.look)

    # ---- paragraphs, cells, rows

    def _heading(self) -> int | None:
        state = self._state
        level = self._headings.get(state.style, 0) if state.outline is None else state.outline + 1
        return level if 1 <= level <= 9 else None

    def _end_paragraph(self, number: int | None) -> None:
        state = self._state
        if not state.silent and not state.naming:
            self._story.end_paragraph(max(state.depth, 1) if state.in_table else 0, self._heading())

    def _end_cell(self, number: int | None) -> None:
        if not self._state.silent:
            self._story.end_cell(self._heading())

    def _end_row(self, number: int | None) -> None:
        if not self._state.silent:
            self._story.end_row()

    def _end_inner_cell(self, number: int | None) -> None:
        if not self._state.silent:
            self._story.end_inner_cell(max(self._state.depth, 2), self._heading())

    def _end_inner_row(self, number: int | None) -> None:
        """Told in a group of its own, which has no text."""
        self._story.end_inner_row(max(self._state.depth, 2))

    def _begin_row(self, number: int | None) -> None:
        if self._state.inner_row:
            self._story.begin_inner_division()
        else:
            self._story.begin_division()

    def _division(self) -> Division:
        return self._story.inner if self._state.inner_row else self._story.outer

    def _left(self, number: int | None) -> None:
        self._division().begin_at(number or 0)

    def _edge(self, number: int | None) -> None:
        self._division().end_cell(number or 0)

    def _goes_on(self, number: int | None) -> None:
        self._division().goes_on = True

    def _from_above(self, number: int | None) -> None:
        self._division().from_above = True

    # ---- texts of their own

    def _begin_story(self, end: Callable[[], None]) -> None:
        if self._at_end is not None:
            return
        self._stories.append(self._story)
        self._story = Story(self._measure)
        self._at_end = end
        self._here().begin_story()

    def _end_story(self) -> None:
        self._story = self._stories.pop()

    def _end_box(self) -> None:
        box = self._story.passages(self._heading())
        self._end_story()
        if box and self._state.shown:
            self._story.anchor(box)

    def _end_code(self) -> None:
        """Most fields show a result; what a symbol or an equation shows is in the code itself."""
        code = self._story.take_text()
        self._end_story()
        self._code_shown = code.strip().partition(" ")[0].upper() in SHOWN_CODES
        if self._code_shown:
            short = len(code) < LONGEST_EQUATION
            base = EQUATION.fullmatch(code) if short else None
            self._say(PICTURE if base is None else base["base"])

    def _name_style(self) -> None:
        """A style is a heading by its level, else by its name."""
        name, outline = self._story.take_text().strip(" ;"), self._state.outline
        match = HEADING.fullmatch(name)
        level = outline + 1 if outline is not None else int(match[1]) if match else 0
        if name and 1 <= level <= 9 and len(self._headings) < _MOST_NAMES:
            self._headings[self._state.style] = level

    # ---- what words set

    def _font(self, number: int | None) -> None:
        self._here().font = number

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
        self._here().set_plain()

    def _plain_paragraph(self, number: int | None) -> None:
        self._here().set_plain_paragraph()

    def _substitutes(self, number: int | None) -> None:
        self._here().substitutes = 1 if number is None else max(0, number)


def _says(text: str) -> Act:
    return lambda reader, number: reader._say(text)


def _stands_for(text: str) -> Act:
    return lambda reader, number: reader._say_character(text)


def _set_to(name: str, on: object, off: object) -> Act:
    """A word that switches something on; with 0 behind it, off."""
    return lambda reader, number: setattr(reader._here(), name, off if number == 0 else on)


def _set_number(name: str) -> Act:
    return lambda reader, number: setattr(reader._here(), name, number or 0)


_ACTS: dict[bytes, Act] = {
    **{word: _says(text) for word, text in BREAKS.items()},
    **{word: _stands_for(text) for word, text in CHARACTERS.items()},
    **dict.fromkeys(DESTINATIONS, _Reader._destination),
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
