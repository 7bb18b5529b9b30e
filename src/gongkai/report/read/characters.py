"""Bytes → characters where nothing, or something wrong, says which encoding they are in."""

from __future__ import annotations

#: Characters that any Chinese official text is full of, in both scripts.
_COMMON = frozenset(
    "的年月日一二三四五六不人有政府信息公开是在中国务工作情况行开申请報開國務項資訊數處與機關"
)
#: So much of a text must be sound for a few damaged bytes to be let pass.
_SOUND_CHARACTERS = 200
#: What a page may declare, and what such pages really hold.
_NAMES = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "cp950", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("hz", "hz-gb-2312"), "hz"),
}


def decode_wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: told by its zero bytes. None when it is not, or not sound."""
    head = data[:4096]
    if 0 not in head:
        return None
    low, high = head[1::2].count(0), head[0::2].count(0)
    if max(low, high) * 20 < len(head):
        return None
    try:
        text = data.decode("utf-16-le" if low >= high else "utf-16-be")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def decode_chinese(data: bytes, declared: str = "") -> str | None:
    """GB18030 or Big5, or what is `declared`: whichever gives the most everyday characters.

    Each decodes most bytes of the others, so that success says nothing. None when none fits.
    """
    names = dict.fromkeys([_NAMES.get(declared, "gb18030"), "gb18030", "big5hkscs"])
    best, most = None, -1
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        score = sum(char in _COMMON for char in text[:20_000])
        if score > most:
            best, most = text, score
    return best


def decode_damaged(data: bytes) -> str | None:
    """UTF-8 or GB18030 with a few damaged bytes, each as U+FFFD. None when they are not few."""
    for name in ("utf-8", "gb18030"):
        text = data.decode(name, "replace")
        if "\0" not in text and text.count("\ufffd") * _SOUND_CHARACTERS <= len(text):
            return text
    return None
