"""The text of an RTF file as its words and characters build it: how it is set, where its paragraphs, cells and texts of
their own end. Nothing is known here of how words are written, and which of them does what is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from ..shown_text import PICTURE
from .docx_styles import HEADING
from .fields import EQUATION, LONGEST_EQUATION
from .passages import Passage
from .rtf_characters import Charset, CodePages
from .rtf_pictures import picture_in
from .rtf_state import State
from .rtf_story import Division, Measure, Story
from .rtf_tokens import Span
from .rtf_words import BOXES, SHOWN_CODES, SILENT

#: Fonts and styles; a report has some ten.
_MOST_NAMES = 10_000


class Text:
    """What was read of the text so far, and what holds where it is read on. Where a word has a number, the act of it
    is told the number, None where there is none."""

    def __init__(self, name: str, pages: CodePages) -> None:
        self._pages = pages
        self._fonts: dict[int, Charset] = {}
        self._usual_font = 0
        self._headings: dict[int, int] = {}
        self._state = State()
        self._groups: list[tuple[State, Callable[[], None] | None]] = []
        #: What the end of the group that is read brings.
        self._at_end: Callable[[], None] | None = None
        self._measure = Measure(name)
        self._stories: list[Story] = []
        self._story = Story(self._measure)
        self._to_skip = 0  # of the substitutes of a character that was read
        #: Whether the code of the field whose result comes next shows what the field says.
        self.code_shown = False

    def passages(self) -> list[Passage]:
        """The paragraphs of the document."""
        return self._story.passages(self._heading())

    # ---- groups

    @property
    def open_groups(self) -> int:
        """How many groups are open."""
        return len(self._groups)

    def open_group(self) -> None:
        """A group begins."""
        self._groups.append((self._state, self._at_end))
        self._at_end = self._name_style if self._state.naming else None

    def here(self) -> State:
        """What holds in this group, to be changed: until then it is what holds around it."""
        if self._groups and self._state is self._groups[-1][0]:
            self._state = self._state.copy()
        return self._state

    def close_group(self) -> None:
        """The group that is read ends."""
        if self._at_end is not None:
            self._at_end()
        self._state, self._at_end = self._groups.pop()

    def begin_content(self, word: bytes) -> None:
        """A word says what the group that is read holds."""
        if word in SILENT:
            state = self.here()
            state.silent = True
            state.inner_row = word == b"nesttableprops"
        elif word in BOXES:
            self._begin_story(self._end_box)
        elif word == b"fldinst":
            self._begin_story(self._end_code)
        elif word == b"stylesheet":
            self._begin_story(self._end_story)
            self.here().naming = True
        elif word == b"ud":
            self.here().silent = False

    # ---- text

    def skip_no_more(self, number: int | None = None) -> None:
        """What follows is no substitute of a character that was read."""
        self._to_skip = 0

    def read_bytes(self, data: bytes, written: bool) -> None:
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

    def say(self, text: str) -> None:
        """Characters that a word or a sign stands for."""
        if self._state.shown:
            self._story.add(text, self._state.look)

    def show(self, group: Span) -> None:
        """A picture that is no text."""
        if not (self._state.hidden or self._state.deleted):
            picture = picture_in(group)
            if picture is not None:
                self._story.show(picture)

    def say_character(self, text: str) -> None:
        """A word that stands for a character: it may be the substitute of one in Unicode."""
        if self._to_skip:
            self._to_skip -= 1
        else:
            self.say(text)

    def units(self, units: list[tuple[int, bytes]]) -> None:
        """Characters in Unicode, and behind each what programs show that know none."""
        many = self._state.substitutes
        if {len(instead) for _, instead in units} == {many}:
            self._to_skip = 0
            if self._state.shown:
                self._story.add_units([unit for unit, _ in units], self._state.look)
            return
        for unit, instead in units:
            self.unicode(unit)
            self.read_bytes(instead, True)

    def unicode(self, number: int | None) -> None:
        """A character in Unicode; what stands for it elsewhere follows."""
        self._to_skip = self._state.substitutes
        if self._state.shown:
            self._story.add_units([number or 0], self._state.look)

    # ---- paragraphs, cells, rows

    def _heading(self) -> int | None:
        state = self._state
        level = self._headings.get(state.style, 0) if state.outline is None else state.outline + 1
        return level if 1 <= level <= 9 else None

    def end_paragraph(self, number: int | None) -> None:
        """A paragraph ends."""
        state = self._state
        if not state.silent and not state.naming:
            self._story.end_paragraph(max(state.depth, 1) if state.in_table else 0, self._heading())

    def end_cell(self, number: int | None) -> None:
        """A cell ends."""
        if not self._state.silent:
            self._story.end_cell(self._heading())

    def end_row(self, number: int | None) -> None:
        """A row ends."""
        if not self._state.silent:
            self._story.end_row()

    def end_inner_cell(self, number: int | None) -> None:
        """A cell of a table inside another ends."""
        if not self._state.silent:
            self._story.end_inner_cell(max(self._state.depth, 2), self._heading())

    def end_inner_row(self, number: int | None) -> None:
        """Told in a group of its own, which has no text."""
        self._story.end_inner_row(max(self._state.depth, 2))

    def begin_row(self, number: int | None) -> None:
        """How a row is divided is told anew."""
        if self._state.inner_row:
            self._story.begin_inner_division()
        else:
            self._story.begin_division()

    def _division(self) -> Division:
        return self._story.inner if self._state.inner_row else self._story.outer

    def set_left(self, number: int | None) -> None:
        """Where the row begins, from the left."""
        self._division().begin_at(number or 0)

    def end_divided(self, number: int | None) -> None:
        """Where the next cell of the row ends."""
        self._division().end_cell(number or 0)

    def mark_gone_on(self, number: int | None) -> None:
        """The next cell is one with the cell before it."""
        self._division().goes_on = True

    def mark_from_above(self, number: int | None) -> None:
        """The next cell is one with that above it."""
        self._division().from_above = True

    # ---- texts of their own

    def _begin_story(self, end: Callable[[], None]) -> None:
        if self._at_end is not None:
            return
        self._stories.append(self._story)
        self._story = Story(self._measure)
        self._at_end = end
        self.here().begin_story()

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
        self.code_shown = code.strip().partition(" ")[0].upper() in SHOWN_CODES
        if self.code_shown:
            short = len(code) < LONGEST_EQUATION
            base = EQUATION.fullmatch(code) if short else None
            self.say(PICTURE if base is None else base["base"])

    def _name_style(self) -> None:
        """A style is a heading by its level, else by its name."""
        name, outline = self._story.take_text().strip(" ;"), self._state.outline
        match = HEADING.fullmatch(name)
        level = outline + 1 if outline is not None else int(match[1]) if match else 0
        if name and 1 <= level <= 9 and len(self._headings) < _MOST_NAMES:
            self._headings[self._state.style] = level

    # ---- what words set

    def set_font(self, number: int | None) -> None:
        """What follows is of that font; in the list of fonts, what follows is said of it."""
        self.here().font = number

    def set_usual_font(self, number: int | None) -> None:
        """The font of text of which nothing is said."""
        self._usual_font = number or 0

    def set_charset(self, number: int | None) -> None:
        """The characters of the font, by the number of the charset."""
        self._read_font(self._pages.of_charset(number or 0))

    def set_code_page(self, number: int | None) -> None:
        """The characters of the font, by the number of the code page."""
        self._read_font(self._pages.of_page(number or 0))

    def _read_font(self, charset: Charset) -> None:
        if self._state.font is not None and len(self._fonts) < _MOST_NAMES:
            self._fonts[self._state.font] = charset

    def set_plain(self, number: int | None) -> None:
        """What follows is set in no way."""
        self.here().set_plain()

    def set_plain_paragraph(self, number: int | None) -> None:
        """The paragraph is one of running text in no table."""
        self.here().set_plain_paragraph()

    def set_substitutes(self, number: int | None) -> None:
        """So many bytes stand for each character in Unicode from now on."""
        self.here().substitutes = 1 if number is None else max(0, number)
