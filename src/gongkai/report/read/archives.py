"""Zip files of many reports: their members one by one, within bounds, under the names a person gave them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from .bounds import bounds, too_big
from .errors import ReadError
from .kinds import BOOK, CSV, HTML, OLE, SLIDES, TEXT, XML, ZIP, document_kind, kind_of

#: Endings of files that may be a report.
SUFFIXES = frozenset(
    {".txt", ".md", ".docx", ".doc", ".wps", ".html", ".htm", ".mht", ".mhtml", ".pdf", ".xlsx"}
    | {".xls", ".csv", ".ofd", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".zip"}
    | {".docm", ".xlsm", ".et", ".xhtml", ".shtml", ".markdown", ".rtf", ".odt", ".ods", ".ceb"}
    | {".fodt", ".fods"}
    | {".rar", ".7z"}  # to say that they are not opened
)
#: Endings of what this program writes beside reports: data, read only when it is named.
DATA_SUFFIXES = frozenset({".json", ".jsonl", ".parquet", ".sarif"})
MOST_MEMBERS = 50_000
MOST_UNPACKED = 20_000_000_000
#: Archives in archives are followed this far.
DEEPEST = 3
#: Words that every report has, and the encodings that text comes in.
_MATTER = "信息公开"
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_BROKEN = "请用压缩软件解压后，再读其中的文件"
_UTF8_FLAG = 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """A member that may be a report: its number in the archive, and its name with its folders."""

    number: int
    name: str
    size: int

    @property
    def is_archive(self) -> bool:
        """True when its name says that it holds reports itself."""
        return self.name.lower().endswith(".zip")


class Archive:
    """A zip file on disk, in memory or open (and left so). Nothing is ever unpacked to disk."""

    def __init__(self, source: bytes | Path | IO[bytes], name: str) -> None:
        """Raises ReadError when it is not a whole zip file or says that it holds too much."""
        self.name = name
        self._by_name: dict[str, Member] | None = None
        self._members: list[Member] | None = None
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
            self._infos = self._zip.infolist()
        except NotImplementedError as error:
            raise _unsupported(name) from error
        except OSError as error:  # the disk's, not the file's
            raise ReadError(
                name, "文件打不开", remedy="请检查是否有读取权限、磁盘是否可用"
            ) from error
        except Exception as error:  # struct, unicode, index: whatever a broken directory raises
            raise ReadError(
                name, "文件已损坏，里面的内容打不开", remedy="请重新下载后再读"
            ) from error
        if len(self._infos) > MOST_MEMBERS or sum(i.file_size for i in self._infos) > MOST_UNPACKED:
            raise ReadError(
                name,
                f"解开后超过 {MOST_UNPACKED // 1_000_000_000} GB 或 {MOST_MEMBERS} 个文件，没有继续解",
                remedy="请确认文件来源，分成几个压缩包再读",
            )

    @property
    def is_document(self) -> bool:
        """True for a zip file that is a document itself: a Word, Excel or OFD file under a wrong name."""
        return document_kind(info.filename for info in self._infos) is not None

    def members(self) -> list[Member]:
        """The members that may be reports, in order: by their ending, else by their content. Hidden ones
        and those of other kinds are left out."""
        if self._members is None:
            named = [
                Member(number, str(PurePosixPath(member_name(info))), info.file_size)
                for number, info in enumerate(self._infos)
                if info.filename and not info.is_dir()
            ]
            self._members = [one for one in named if self._may_be_report(one)]
        return self._members

    def _may_be_report(self, member: Member) -> bool:
        path = PurePosixPath(member.name)
        if any(part.startswith((".", "__MACOSX", "~$")) for part in path.parts):
            return False
        if path.suffix.lower() in SUFFIXES:
            return True
        try:
            return path.suffix.lower() not in DATA_SUFFIXES and may_be_report(self.read(member))
        except ReadError:  # what a person named as no report and cannot be opened is none
            return False

    def named(self, name: str) -> Member | None:
        """The first member that may be a report and has this name; None when none has."""
        if self._by_name is None:
            self._by_name = {member.name: member for member in reversed(self.members())}
        return self._by_name.get(name)

    def read(self, member: Member) -> bytes:
        """The bytes of a member. Raises ReadError when it is broken, locked or too big."""
        name = f"{self.name}/{member.name}"
        if member.size > bounds().bytes:
            raise too_big(name)
        try:
            with self._zip.open(self._infos[member.number]) as stream:
                data = stream.read(bounds().bytes + 1)
        except NotImplementedError as error:  # a RuntimeError too: it is asked for first
            raise _unsupported(name) from error
        except RuntimeError as error:  # zipfile's word for an encrypted member
            raise ReadError(name, "压缩包加了密码", remedy="请解压后，再读其中的文件") from error
        except Exception as error:  # zlib, lzma, struct: whatever a broken member raises
            raise ReadError(name, "压缩包已损坏，这个文件解不开", remedy=_BROKEN) from error
        if len(data) > bounds().bytes:
            raise too_big(name)
        return data


def may_be_report(data: bytes) -> bool:
    """Tell by its content whether a file whose ending says nothing may be a report: text that speaks of
    the matter, or a document. Archives are none."""
    kind = kind_of(data)
    if kind in (TEXT, CSV, HTML, XML):
        return any(_MATTER.encode(encoding) in data for encoding in _ENCODINGS)
    return kind not in (ZIP, OLE, SLIDES, BOOK)


def _unsupported(name: str) -> ReadError:
    return ReadError(name, "压缩包用了这里不能解的压缩或加密方式", remedy=_BROKEN)


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member as its maker wrote it: without a mark of UTF-8 it is UTF-8 or GBK all the same.

    Never a way out of the archive: no root, no parent folders, nothing that cannot be printed.
    """
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        try:
            raw = name.encode("cp437")
            for encoding in ("utf-8", "gb18030"):
                try:
                    name = raw.decode(encoding)
                    break
                except UnicodeDecodeError:
                    continue
        except UnicodeEncodeError:
            pass
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "".join(char if char.isprintable() else "_" for char in "/".join(parts)) or "_"


def only_report(data: bytes, name: str) -> tuple[bytes, str]:
    """The one report that a zip file holds, and what to call it. Raises ReadError when there are none
    or several."""
    for _ in range(DEEPEST):
        archive = Archive(data, name)
        members = archive.members()
        if not members:
            raise ReadError(name, "压缩包里没有能读的文件", remedy="请检查是否选错了文件")
        if len(members) > 1:
            raise ReadError(
                name,
                f"压缩包里有 {len(members)} 个文件，这里一次只读一份",
                remedy="请解压后选其中的年报；要逐份都读，请用 gongkai read",
            )
        data, name = archive.read(members[0]), f"{name}/{members[0].name}"
        if not data.startswith(b"PK") or kind_of(data) is not ZIP:
            return data, name
    raise ReadError(name, "压缩包里套着压缩包，层数太多", remedy=_BROKEN)
