"""What goes wrong when a report is written, said so that a person can act on it."""

from __future__ import annotations


class WriteError(ValueError):
    """A report that cannot be written as a kind of file; `str()` is a full sentence."""


class MissingGlyphError(WriteError):
    """The fonts have no shape for a character; `text` is the character.

    It is never dropped, replaced or shown as an empty box: a document says what its report says.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        codes = "、".join(f"U+{ord(one):04X}" for one in text)
        super().__init__(
            f"PDF 没有写成：字体里没有“{text}”（{codes}）。请核对这个字，或者改写成 Word 文件。"
        )
