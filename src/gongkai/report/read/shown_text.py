"""Text that is not plain, as it looks: raised, lowered, struck out; and pictures among characters.

Figures above or below the line, notes and powers, are none of the number beside them, and what is struck
out is none at all: 3¹, 3₁, 7̶. A picture in a cell of figures may be one of them.
"""

from __future__ import annotations

import re

#: What stands in a text for a picture, an object, a formula or a symbol.
PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
#: A cell of figures: nothing in it is a word.
_FIGURES = re.compile(r"[\W\d_]+")
_SHIFTED = {
    "raised": str.maketrans("0123456789０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2),
    "lowered": str.maketrans("0123456789０１２３４５６７８９", "₀₁₂₃₄₅₆₇₈₉" * 2),
}
_STROKE = "\N{COMBINING LONG STROKE OVERLAY}"


def set_apart(text: str, how: str) -> str:
    """The text as it looks `raised`, `lowered` or `struck`; as it is for anything else."""
    if how == "struck":
        return "".join(one if one.isspace() else one + _STROKE for one in text)
    return text.translate(_SHIFTED[how]) if how in _SHIFTED else text


def in_line(text: str) -> str:
    """The text of a paragraph: its words, without its pictures."""
    return text.replace(PICTURE, "")


def in_cell(text: str) -> str:
    """The text of a cell: a picture beside words says nothing; without words it may be a figure, or its
    sign, and stays, so that the cell is neither blank nor a number."""
    return text if PICTURE not in text or _FIGURES.fullmatch(text) else in_line(text)
