"""Makes and remakes OLE files, so that a test can change one stream of a real one."""

from __future__ import annotations

import io
import struct

import olefile

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def streams_of(data: bytes) -> dict[str, bytes]:
    """The streams at the top level of an OLE file; of a broken one, those that can be as long as they say."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        names = [p for p in ole.listdir() if len(p) == 1 and ole.get_size(p) <= len(data)]
        return {p[0]: ole.openstream(p).read() for p in names}


def ole_file(streams: dict[str, bytes]) -> bytes:
    """An OLE file of these streams. Each is padded to 4,096 bytes, so that no small sectors are needed."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    chains: list[int] = []  # the next sector of each sector
    starts: dict[str, int] = {}

    def chain(count: int) -> int:
        start = len(chains)
        chains.extend([*range(start + 1, start + count), _END])
        return start

    body = b""
    for name, data in padded.items():
        sectors = -(-len(data) // _SECTOR)
        starts[name] = chain(sectors)
        body += data.ljust(sectors * _SECTOR, b"\0")
    names = sorted(padded, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, 1 if names else -1, _END, 0)]
    for i, name in enumerate(names, 1):  # a list leaning to the right is a search tree too
        right = i + 1 if i < len(names) else -1
        entries.append(_entry(name, 2, -1, starts[name], len(padded[name]), right))
    directory = b"".join(entries)
    sectors = -(-len(directory) // _SECTOR)
    first_directory = chain(sectors)
    body += directory.ljust(sectors * _SECTOR, b"\0")
    fat_sectors = 1
    while fat_sectors * 128 < len(chains) + fat_sectors:
        fat_sectors += 1
    fat_at = len(chains)
    table = chains + [_FAT] * fat_sectors
    table += [_FREE] * (fat_sectors * 128 - len(table))
    body += struct.pack(f"<{len(table)}I", *table)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fat_sectors, first_directory, 0, 4096, _END, 0, _END, 0)
    difat = [fat_at + i for i in range(fat_sectors)]
    head += struct.pack("<109I", *difat, *[_FREE] * (109 - len(difat)))
    return head + body


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = -1) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBBiii", len(wide), kind, 1, -1, right, child)
        + bytes(36)
        + struct.pack("<IQ", start & 0xFFFFFFFF, size)
    )
