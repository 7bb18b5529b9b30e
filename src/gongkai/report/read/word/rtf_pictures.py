"""The pictures in an RTF file that another program can open: PNG and JPEG, as hexadecimal digits or as bytes."""

from __future__ import annotations

import re
from binascii import unhexlify

from .rtf_tokens import Span

_KIND = re.compile(rb"\\(?:pngblip|jpegblip)(?![a-z])")
_BYTES = re.compile(rb"\\bin([0-9]{1,10}) ?")
#: Behind a word with its number, or behind a group, that ends there.
_DIGITS = re.compile(rb"(?:\\[a-z]+(?:-?[0-9]+)? ?|[}\s])([0-9A-Fa-f\s]{64,})")
_SPACE = b" \t\r\n\v\f"
_STARTS = (b"\x89PNG", b"\xff\xd8\xff")


def picture_in(group: Span) -> bytes | None:
    """The picture file that a group holds; None when it holds none, or one of another kind."""
    if _KIND.search(*group) is None:
        return None
    found = _BYTES.search(*group)
    if found is not None:
        data = group.data[found.end() : min(found.end() + int(found[1]), group.stop)]
    else:
        longest = max([match[1] for match in _DIGITS.finditer(*group)], key=len, default=b"")
        digits = longest.translate(None, _SPACE)
        data = unhexlify(digits[:-1] if len(digits) % 2 else digits)
    return data if data.startswith(_STARTS) else None
