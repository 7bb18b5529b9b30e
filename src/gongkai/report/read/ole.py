"""The OLE container of .doc, .wps and .xls, and what a locked .docx hides in: streams within bounds."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence

import olefile

from .bounds import bounds
from .errors import ReadError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_SECTOR = 0xFFFFFFFA  # from here on a number means something else
_BROKEN = "请用 Word 或 WPS 打开并另存一份，或重新下载后再读"


class Container:
    """An OLE file whose streams are read by name."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ReadError when the container's own directory is broken."""
        self.name = name
        self._data = data
        try:
            self._ole = olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_FATAL)
            self.streams = frozenset(
                path[0] for path in self._ole.listdir() if len(path) == 1 and path[0]
            )
        except Exception as error:  # struct, index, recursion: whatever a broken directory raises
            raise ReadError(name, "文件已损坏，里面的内容打不开", remedy=_BROKEN) from error

    def read(self, stream: str) -> bytes:
        """The bytes of a stream at the top level; empty when there is none. Raises ReadError."""
        if stream not in self.streams:
            return b""
        try:
            data: bytes = self._ole.openstream(stream).read(bounds().bytes + 1)
        except Exception as error:  # as above
            raise ReadError(self.name, f"文件已损坏，{stream} 读不出来", remedy=_BROKEN) from error
        return data

    def check_chains(self) -> None:
        """Raise ReadError when a chain of sectors comes back to itself: a library that follows it to its
        end never gets there. What is read here stops at the length that the directory states."""
        ole = self._ole
        entries = [entry for entry in ole.direntries if entry is not None]
        try:
            ole.loadminifat()
            small = list(ole.minifat)
            whole = list(ole.fat)
        except Exception as error:  # as above
            raise ReadError(self.name, "文件已损坏，里面的内容打不开", remedy=_BROKEN) from error
        starts = [ole.first_dir_sector, ole.first_mini_fat_sector]
        starts += [entry.isectStart for entry in entries]
        small_starts = [entry.isectStart for entry in entries]
        if _returns(starts, whole) or _returns(small_starts, small) or self._lists_too_many():
            raise ReadError(self.name, "文件已损坏，里面的内容接成了环", remedy=_BROKEN)

    def _lists_too_many(self) -> bool:
        """Whether the sectors that list the tables of sectors, each naming the next one in its last place,
        are more than so long a file can need: a chain that comes back to itself is."""
        ole = self._ole
        places = ole.sectorsize // 4
        left = ole.nb_sect // (places - 1)
        sector = ole.first_difat_sector
        while sector < _NO_SECTOR:
            left -= 1
            if left < 0:
                return True
            end = (sector + 2) * ole.sectorsize
            last = self._data[end - 4 : end]
            if len(last) < 4:
                return False  # the library refuses it
            sector = struct.unpack("<I", last)[0]
        return False


def _returns(starts: Iterable[int], following: Sequence[int]) -> bool:
    """Whether a chain that begins at one of the sectors comes back to itself. Each sector is walked
    once: a chain that runs into one walked before ends as that one did."""
    walked: set[int] = set()
    for start in starts:
        chain: set[int] = set()
        sector = start
        while 0 <= sector < len(following) and sector not in walked:
            if sector in chain:
                return True
            chain.add(sector)
            sector = following[sector]
        walked |= chain
    return False


def kind_in(data: bytes) -> str:
    """What an OLE file holds: `doc`, `xlsx` (any workbook), `locked`, `other`, or `broken`.

    A file whose directory is broken is told by the names of streams that still stand in it.
    """
    whole = True
    try:
        names = Container(data, "").streams
    except ReadError:
        whole = False
        wanted = ("WordDocument", "Workbook", "Book", "EncryptedPackage")
        names = frozenset(w for w in wanted if w.encode("utf-16-le") in data)
    if "EncryptedPackage" in names:
        return "locked"
    if "WordDocument" in names:
        return "doc"
    if names & {"Workbook", "Book"}:
        return "xlsx"
    return "other" if whole else "broken"
