"""The quick way to half width gives what Unicode's own gives."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.report.width import half_width

#: Letters and the accents that join them, jamo, what is wide, round or squared, and plain Chinese.
ODD = "aeA가각ᄀ\u1161\u11a8\u0301\u0300\u0323\u093c\u3099かｶﾞ①㎡℃…ﬁ½年报，（２）　·"


#: Soft hyphens, joiners, marks of direction and of byte order: what nobody sees is no part of a word.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(dict.fromkeys(map(ord, INVISIBLE))))


@given(st.text() | st.text(ODD + INVISIBLE))
@example("规章（guī zhāng）　１２．５％")
@example("é\u0301、㈠\u0323")
def test_any_text_is_as_nfkc_has_it(text: str) -> None:
    assert half_width(text) == nfkc(text)


def test_every_character_is_as_nfkc_has_it() -> None:
    every = "年".join(chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c < 0xE000)
    assert half_width(every) == nfkc(every)
