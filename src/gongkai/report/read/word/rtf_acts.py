"""What each word of RTF does to the text, but for those that say what their group is."""

from __future__ import annotations

from .rtf_runs import Act
from .rtf_text import Text
from .rtf_words import BREAKS, CHARACTERS


def _says(said: str) -> Act:
    return lambda text, number: text.say(said)


def _stands_for(said: str) -> Act:
    return lambda text, number: text.say_character(said)


def _set_to(name: str, on: object, off: object) -> Act:
    """A word that switches something on; with 0 behind it, off."""
    return lambda text, number: setattr(text.here(), name, off if number == 0 else on)


def _set_number(name: str) -> Act:
    return lambda text, number: setattr(text.here(), name, number or 0)


#: By the word, as it is written.
ACTS: dict[bytes, Act] = {
    **{word: _says(said) for word, said in BREAKS.items()},
    **{word: _stands_for(said) for word, said in CHARACTERS.items()},
    b"u": Text.unicode,
    b"uc": Text.set_substitutes,
    b"f": Text.set_font,
    b"deff": Text.set_usual_font,
    b"fcharset": Text.set_charset,
    b"cpg": Text.set_code_page,
    b"plain": Text.set_plain,
    b"v": _set_to("hidden", True, False),
    b"deleted": _set_to("deleted", True, False),
    b"mvf": _set_to("deleted", True, False),
    b"super": _set_to("shifted", "raised", ""),
    b"sub": _set_to("shifted", "lowered", ""),
    b"nosupersub": _set_to("shifted", "", ""),
    b"strike": _set_to("struck", True, False),
    b"striked": _set_to("struck", True, False),
    b"pard": Text.set_plain_paragraph,
    b"intbl": _set_to("in_table", True, False),
    b"itap": _set_number("depth"),
    b"outlinelevel": _set_number("outline"),
    b"s": _set_number("style"),
    b"par": Text.end_paragraph,
    b"sect": Text.end_paragraph,
    b"cell": Text.end_cell,
    b"row": Text.end_row,
    b"nestcell": Text.end_inner_cell,
    b"nestrow": Text.end_inner_row,
    b"trowd": Text.begin_row,
    b"trleft": Text.set_left,
    b"cellx": Text.end_divided,
    b"clmrg": Text.mark_gone_on,
    b"clvmrg": Text.mark_from_above,
}
