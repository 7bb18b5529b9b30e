"""What holds in a group of an RTF file: how its text is set, where its paragraphs stand, what is read of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class State:
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

    def copy(self) -> State:
        """The same, to be changed: for every group, and so as fast as can be."""
        made = State.__new__(State)
        made.__dict__.update(self.__dict__)
        return made

    def set_plain(self) -> None:
        """Text as it is set where nothing is said of it."""
        self.font = None
        self.hidden = self.deleted = self.struck = False
        self.shifted = ""

    def set_plain_paragraph(self) -> None:
        """A paragraph of running text in no table."""
        self.in_table = False
        self.depth = self.style = 0
        self.outline = None

    def begin_story(self) -> None:
        """A text of its own."""
        self.set_plain_paragraph()
        self.silent = self.inner_row = self.naming = False

    @property
    def look(self) -> str:
        """How text is set."""
        return "struck" if self.struck else self.shifted

    @property
    def shown(self) -> bool:
        """Whether text is read."""
        return not (self.silent or self.hidden or self.deleted)
