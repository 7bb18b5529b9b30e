"""Sound files broken at random, in their bytes and, where a file has parts, in a part while the rest is whole."""

from __future__ import annotations

import io
import random
import zipfile

from tests.report.read.ole_file import ole_file, streams_of

_NUMBERS = (
    0,
    1,
    2,
    7,
    8,
    127,
    128,
    255,
    256,
    32767,
    32768,
    65535,
    65536,
    2**31 - 1,
    2**31,
    2**32 - 1,
)
_WORDS = (
    "0", "１", "-", "／", "—", "无", "不适用", "99999999999999999999", "1,2,3", "（一）", "三、", "总计", "2024年",
    "\t", "\n", "\x00", "\ufffd", "𠮷", "件", "万元", "<td>", "</td>", "<table>", "</table>", "<tr>", "<div>", "<!--",
    "&#0;", "&#x110000;", "colspan=99999", '"', ",", ";", "|", "=\n", "=41", "--b", "%PDF-", "obj", "stream", "<w:tc>",
    "</w:tc>", 'w:val="99999"', "Boundary=\"nan inf 1 1\"", "DeltaX=\"g 999999 1e300\"", "M 0 0 L 1e309 0", "\x13", "\x14", "\x15", "\x07",
)  # fmt: skip


def broken(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, lost, doubled or moved, numbers and words put in, now and then the end cut off."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        if not out:
            break
        at = chance.randrange(len(out))
        match chance.randrange(8):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                out[at] ^= 1 << chance.randrange(8)
            case 2:
                del out[at : at + chance.randrange(1, 60)]
            case 3:
                out[at:at] = out[max(0, at - 100) : at] * chance.choice((1, 1, 1, 20))
            case 4:
                other = chance.randrange(len(out))
                out[at : at + 20] = out[other : other + 20]
            case 5:
                size = chance.choice((1, 2, 4))
                number = chance.choice(_NUMBERS) % 256**size
                out[at : at + size] = number.to_bytes(size, chance.choice(("little", "big")))
            case 6:
                word = chance.choice(_WORDS).encode(
                    chance.choice(("utf-8", "utf-8", "gb18030", "utf-16-le"))
                )
                out[at:at] = word
            case _:
                out[at : at + 4] = b"\xff" * 4
    if chance.random() < 0.05 and out:
        del out[chance.randrange(len(out)) :]
    return bytes(out)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A broken file: in its bytes, or in the members of a package or the streams of a container."""
    if chance.random() < 0.8:
        try:
            if data.startswith(b"PK"):
                return _broken_members(data, chance)
            if data.startswith(b"\xd0\xcf\x11\xe0"):
                return _broken_streams(data, chance)
        except Exception:  # an input that no longer has parts, from a run that goes on
            return broken(data, chance)
    return broken(data, chance)


def _broken_members(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        names = source.namelist()
        chosen = chance.sample(names, min(len(names), chance.choice((1, 1, 2))))
        for name in names:
            member = source.read(name)
            if name in chosen:
                member = (
                    mutated(member, chance) if name.endswith(".zip") else broken(member, chance)
                )
            target.writestr(name, member)
    return out.getvalue()


def _broken_streams(data: bytes, chance: random.Random) -> bytes:
    streams = streams_of(data)
    name = chance.choice(
        [n for n in ("WordDocument", "1Table", "Workbook", "Data") if n in streams]
    )
    return ole_file({**streams, name: broken(streams[name], chance)})
