"""What unpacks to far more than may be read, packed without ever being laid out or packed as a whole."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

#: An empty last block: the end of what is deflated.
_END = b"\x03\x00"


class Long(NamedTuple):
    """A block that comes so many times, between what stands before and behind."""

    block: bytes
    times: int
    before: bytes = b""
    behind: bytes = b""

    @property
    def size(self) -> int:
        return len(self.before) + self.times * len(self.block) + len(self.behind)

    def deflated(self) -> bytes:
        """The whole as it is packed: a full flush looks back at nothing, so what is packed once may be repeated."""
        return (
            _flushed(self.before) + _flushed(self.block) * self.times + _flushed(self.behind) + _END
        )

    def for_zlib(self) -> bytes:
        """The whole as a stream of zlib, as PDF has them."""
        return b"\x78\x01" + self.deflated() + self._checked(zlib.adler32, 1).to_bytes(4, "big")

    def into(self, package: zipfile.ZipFile, name: str) -> None:
        """Write the whole into a zip file as a member of that name."""
        data = self.deflated()
        info = zipfile.ZipInfo(name)
        info.compress_type, info.compress_size = zipfile.ZIP_DEFLATED, len(data)
        info.file_size, info.CRC = self.size, self._checked(zlib.crc32, 0)
        assert package.fp is not None
        info.header_offset = package.fp.tell()
        package.fp.write(info.FileHeader(zip64=False) + data)
        package.start_dir = package.fp.tell()
        package.filelist.append(info)
        package.NameToInfo[name] = info

    def _checked(self, sum_up: Callable[[bytes, int], int], start: int) -> int:
        for part in self._parts():
            start = sum_up(part, start)
        return start

    def _parts(self) -> Iterator[bytes]:
        yield self.before
        for _ in range(self.times):
            yield self.block
        yield self.behind


def long(part: bytes, size: int) -> Long:
    """A part that comes again and again, to about that size, a hundred kilobytes in a block."""
    block = part * (100_000 // len(part))
    return Long(block, size // len(block))


def _flushed(data: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
