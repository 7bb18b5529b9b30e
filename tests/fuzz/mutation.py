"""Sound files broken at random, in their bytes and, where a file has parts, in a part while the rest is whole."""

from __future__ import annotations

import io
import json
import random
import struct
import zipfile
import zlib

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


_PNG = b"\x89PNG\r\n\x1a\n"


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A broken file: in its bytes, or in the members of a package, the streams of a container, the chunks
    of a picture, the values of recognised words."""
    if chance.random() < 0.8:
        try:
            if data.startswith(b"PK"):
                return _broken_members(data, chance)
            if data.startswith(b"\xd0\xcf\x11\xe0"):
                return _broken_streams(data, chance)
            if data.startswith(_PNG):
                return _broken_chunks(data, chance)
            if data.startswith(b'{"'):
                return _broken_words(data, chance)
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


def _broken_chunks(data: bytes, chance: random.Random) -> bytes:
    """One chunk of a PNG broken, its sum made right; the pixels before they are packed."""
    at = len(_PNG)
    chunks: list[tuple[bytes, bytes]] = []
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += size + 12
    which = chance.randrange(len(chunks))
    name, inside = chunks[which]
    if name == b"IDAT":
        chunks[which] = name, zlib.compress(broken(zlib.decompress(inside), chance), 1)
    else:
        chunks[which] = name, broken(inside, chance)
    return _PNG + b"".join(
        struct.pack(">I", len(inside)) + name + inside + struct.pack(">I", zlib.crc32(name + inside))
        for name, inside in chunks
    )  # fmt: skip


_SURE = (0.0, 0.0005, 0.3, 0.5, 0.9, 0.979, 0.98, 0.99, 0.9989, 0.999, 0.9995, 1.0)


def _broken_words(data: bytes, chance: random.Random) -> bytes:
    """Some recognised cells with another text, place, certainty or other texts; some lost or twice."""
    lines = data.splitlines(keepends=True)
    for _ in range(chance.choice((1, 2, 4, 8, 30))):
        at = chance.randrange(len(lines))
        one = json.loads(lines[at])
        others = one.setdefault("others", [])
        match chance.randrange(8):
            case 0:
                one["text"] = broken(one["text"].encode() or b"0", chance).decode(
                    "utf-8", "replace"
                )
            case 1:
                one["text"] = str(chance.choice(_NUMBERS))
            case 2:
                one["sure"] = chance.choice(_SURE)
            case 3 | 4:
                others.append(
                    [str(chance.choice((*_NUMBERS, one["text"] + "0"))), chance.choice(_SURE)]
                )
                one["sure"] = min(one["sure"], chance.choice(_SURE))
            case 5:
                one["row"] = [max(0, n + chance.choice((-1, 0, 0, 1, 9))) for n in one["row"]]
            case 6:
                del lines[at]
                continue
            case _:
                lines.insert(chance.randrange(len(lines)), lines[at])
                continue
        lines[at] = json.dumps(one, ensure_ascii=False).encode() + b"\n"
    return b"".join(lines)
