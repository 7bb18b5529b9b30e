"""RTF (.rtf, often named .doc) → blocks: its groups, words and characters one after the other, as a text takes them."""

from __future__ import annotations

from ..blocks import Document
from ..shown_text import PICTURE
from .passages import Passage, document_of
from .rtf_acts import ACTS
from .rtf_characters import CodePages
from .rtf_runs import WORD, Act, Runs, units_in
from .rtf_text import Text
from .rtf_tokens import Tokens, cut_short
from .rtf_words import CHARACTERS, DESTINATIONS, LEFT_OUT, PICTURES, SYMBOLS


def read_rtf(data: bytes, name: str) -> Document:
    """An RTF file as blocks. Raises ReadError when it is cut short, too big or not sound.

    A table that holds tables is layout: its cells are read one after the other, as in .docx. A cell's
    paragraphs are joined by \\n. Hidden and deleted text, numbers that were written by Word itself,
    headers, footers and notes are left out; a picture in a cell of figures is U+FFFC. A file whose groups
    are not all closed was cut: it is refused as a broken .docx is, for what it lacks nobody would see, and
    its last figure may be half of one.
    """
    return document_of(_Reader(data, name).passages(), name, "rtf")


class _Reader(Text):
    def __init__(self, data: bytes, name: str) -> None:
        pages = CodePages(data)
        super().__init__(name, pages)
        self._name = name
        self._tokens = Tokens(data, name, pairs=pages.pairs)
        self._runs = Runs(_ACTS, Text.skip_no_more)

    def passages(self) -> list[Passage]:
        """The paragraphs of the document. Raises ReadError."""
        optional = False  # behind a mark: a group for programs that know it
        for kind, value in self._tokens:
            if optional and (kind == "words" or kind == "units"):
                self._marked_word(value)
            elif kind == "words":
                self._words(value)
            elif kind == "text" or kind == "written":
                self.read_bytes(value, kind == "written")
            elif kind == "units":
                self._units(value)
            elif kind == "symbol":
                optional = value == b"*"
                if not optional:
                    self._symbol(value)
                continue
            else:
                self.skip_no_more()
                self.open_group() if kind == "open" else self.close_group()
            optional = False
        if self.open_groups:
            raise cut_short(self._name)
        return super().passages()

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
            ACTS[word](self, None)
            return
        self.skip_no_more()
        known = word in DESTINATIONS and (word != b"fldrslt" or self.code_shown)
        if known and self.open_groups > 1:
            self._destination((word, end))
        else:
            self._tokens.skip_group(end)

    def _destination(self, said: tuple[bytes, int]) -> bool:
        """A word, and where in its run it ends, says what its group is; what is in no group of its own says
        nothing. Returns whether the group was stepped over."""
        word, end = said
        if self.open_groups < 2:
            return False
        if word in LEFT_OUT or (word == b"fldrslt" and self.code_shown):
            self._tokens.skip_group(end)
            return True
        if word in PICTURES or word == b"sp":
            if word != b"sp":  # a property of a shape: what floats over the page is in no line
                self.say(PICTURE)
            self.show(self._tokens.skip_group(end))
            return True
        self.begin_content(word)
        return False

    def _symbol(self, symbol: bytes) -> None:
        if symbol in b"\\{}":
            self.read_bytes(symbol, True)
            return
        self.skip_no_more()
        if symbol in b"\r\n":
            self.end_paragraph(None)
        elif symbol in SYMBOLS:
            self.say(SYMBOLS[symbol])

    def _units(self, written: bytes) -> None:
        units = units_in(written)
        self._tokens.count(2 * len(units) - 1)
        self.units(units)


_ACTS: dict[bytes, Act] = {**ACTS, **dict.fromkeys(DESTINATIONS, _Reader._destination)}
