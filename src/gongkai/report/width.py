"""Full width → half width: Unicode's NFKC, whose own way is slow, only where a text needs it.

Almost every text here is Chinese characters with full-width punctuation. NFKC leaves the characters as
they are, and takes a tenth of a millisecond a thousand to find that out.
"""

from __future__ import annotations

import re
import unicodedata

_PUNCTUATION = tuple(zip("，：；（）！？％＋－．／｜\u3000", ",:;()!?%+-./| ", strict=True))
#: What NFKC leaves as it is, and never joins to what stands before it.
_SETTLED = r"\0-\x7f·—–“”‘’●○、。〇《》〈〉「」『』【】〔〕\u3400-\u4dbf\u4e00-\u9fff"
_CHANGING = re.compile(f"[^{_SETTLED}]")
#: What takes no room: soft hyphens, joiners, marks of direction and of byte order. Pages and Word files
#: are full of them. Marks that turn text around are kept: what is printed is in another order then.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: An accent may join the letter before it.
_PIECE = re.compile(f"[{_SETTLED}]?[^{_SETTLED}]+")


def half_width(text: str) -> str:
    """The text in NFKC: digits, letters, brackets and signs in half width; nothing invisible in it."""
    if _CHANGING.search(text) is None:
        return text
    text = _INVISIBLE.sub("", text)
    for wide, narrow in _PUNCTUATION:
        text = text.replace(wide, narrow)
    if _CHANGING.search(text) is None:
        return text
    return _PIECE.sub(lambda piece: unicodedata.normalize("NFKC", piece.group()), text)
