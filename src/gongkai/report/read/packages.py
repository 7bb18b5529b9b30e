"""Members of a zip package (docx, xlsx, ofd), opened within bounds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

from .bounds import Bounds, bounds
from .errors import ReadError, TooMuchError
from .markup import parse_xml

#: The default; `bounds` holds what counts. A report is a few hundred kilobytes.
MOST_BYTES = Bounds().bytes
MOST_MEMBERS = 5_000

_BROKEN = "请用原来的软件打开并另存一份，或重新下载后再读"


class Package:
    """A zip file whose members are read one by one, each within the bounds."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ReadError when the data is not a whole zip file or holds too much."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
            if not all(member.filename for member in members):
                raise ValueError("a member without a name")
        except NotImplementedError as error:
            raise _unsupported(name) from error
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise ReadError(name, "文件已损坏，里面的内容打不开", remedy=_BROKEN) from error
        if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > bounds().bytes:
            raise TooMuchError(
                name,
                f"解开后超过 {bounds().bytes // 1_000_000} MB 或 {MOST_MEMBERS} 个文件，不像一份年报，没有继续解",
                remedy="请确认文件来源；确是年报时，请删去其中的大图后另存再读",
            )
        self.members = {m.filename for m in members}

    def read(self, member: str) -> bytes:
        """The bytes of a member. Raises ReadError when it is missing, broken, locked or too big."""
        try:
            with self._zip.open(member) as stream:
                data = stream.read(bounds().bytes + 1)
        except KeyError as error:
            raise ReadError(self.name, f"文件里缺少 {member}", remedy=_BROKEN) from error
        except NotImplementedError as error:  # a RuntimeError too: it is asked for first
            raise _unsupported(self.name) from error
        except RuntimeError as error:  # zipfile's word for an encrypted member
            raise ReadError(self.name, "文件加了密码", remedy="请去掉密码后另存一份再读") from error
        except Exception as error:  # zlib, lzma, struct: whatever a broken member raises
            raise ReadError(self.name, "文件已损坏，里面的内容解不开", remedy=_BROKEN) from error
        if len(data) > bounds().bytes:  # the directory of the zip said less than is there
            raise ReadError(self.name, "文件里的内容大得不正常", remedy=_BROKEN)
        return data

    def xml(
        self,
        member: str,
        without: re.Pattern[bytes] | None = None,
        usual: Callable[[bytes], bytes] = bytes,
    ) -> etree._Element:
        """A member as XML, as `parse_xml` gives it. `usual` gives other names their usual form. Raises
        ReadError."""
        return parse_xml(usual(self.read(member)), self.name, member, without)


def main_part(package: Package) -> str:
    """The member that holds the document of a Word file: where it usually is, or where the package says
    that it is. Raises ReadError when it says nothing."""
    usual = "word/document.xml"
    if usual in package.members or "_rels/.rels" not in package.members:
        return usual
    for relation in package.xml("_rels/.rels"):
        kind, target = relation.get("Type") or "", (relation.get("Target") or "").lstrip("/")
        if kind.endswith("/officeDocument") and target in package.members:
            return target
    return usual


def _unsupported(name: str) -> ReadError:
    return ReadError(
        name,
        "文件用了这里不能解的压缩或加密方式，打不开",
        remedy="请用原来的软件打开，不设密码，另存一份再读",
    )
