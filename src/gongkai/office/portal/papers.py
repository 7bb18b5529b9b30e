"""Files that an applicant sends with an application: hostile until they are looked at, and personal.

Until the application is handed in they lie encrypted beside its draft, in the database and not on
disk, so that they end with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from gongkai.office import crypto
from gongkai.office.applications.models import MaterialKind
from gongkai.office.applications.services import Paper
from gongkai.office.documents import programs
from gongkai.office.portal.models import ApplicationDraft, DraftPaper
from gongkai.office.refusal import Refusal

CONTEXT = "portal.draftpaper.content"
MOST = 6
MOST_BYTES = 10 * 1024 * 1024
#: Of one application; the limit of a request (`gongkai.office.bodies`) is a little more.
MOST_TOGETHER = 20 * 1024 * 1024
#: What an applicant may send, in the order of the form.
KINDS = (MaterialKind.IDENTITY, MaterialKind.AUTHORISATION, MaterialKind.OTHER)
_OLE = b"\xd0\xcf\x11\xe0"
#: How the content of a kind begins, and the endings it may have.
_KNOWN: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (b"%PDF-", (".pdf",)),
    (b"\xff\xd8\xff", (".jpg", ".jpeg")),
    (b"\x89PNG\r\n\x1a\n", (".png",)),
    (b"PK\x03\x04", (".docx", ".ofd")),
    (_OLE, (".doc", ".wps")),
)
#: What a package must hold to be what its ending says, and what none may hold.
_INSIDE = {".docx": b"word/document.xml", ".ofd": b"OFD.xml"}
_PROGRAM = b"vbaProject.bin"


@dataclass(frozen=True)
class Held:
    """A file of a draft as its page lists it."""

    uid: UUID
    kind: MaterialKind
    name: str
    size: int


def look_at(name: str, data: bytes, kind: MaterialKind) -> Paper:
    """A file as it may be kept. Raises Refusal: empty, too large, not what it says it is, or of a
    kind the office does not open. The content is looked at, never run or unpacked."""
    name = PurePath(name.replace("\\", "/")).name.replace("\x00", "")[-120:] or "文件"
    if not data:
        raise Refusal("paper.empty", f"“{name}”是空的，请重新选择文件。")
    if len(data) > MOST_BYTES:
        raise Refusal("paper.size", f"“{name}”超过 10 MB，请缩小照片，或者改用扫描件。")
    ending = PurePath(name).suffix.lower()
    endings = next((ends for begins, ends in _KNOWN if data.startswith(begins)), ())
    inside = _INSIDE.get(ending)
    strange = ending not in endings or (inside is not None and inside not in data)
    if strange or _PROGRAM in data or (data.startswith(_OLE) and programs.in_ole(data)):
        raise Refusal(
            "paper.kind",
            f"“{name}”不能接收。请用照片（JPG、PNG）、PDF、OFD 或者不带宏的 Word 文件，"
            "文件名的后缀要与内容一致。",
        )
    return Paper(name, data, kind)


@transaction.atomic
def add(draft: ApplicationDraft, papers: Sequence[Paper], source: str) -> None:
    """Put files beside a draft that is locked; `source` is the fingerprint of the address they come
    from. Raises Refusal: too many, too large together, too much from one address, or no room on this
    site."""
    held = list(draft.papers.values_list("size", flat=True))
    if len(held) + len(papers) > MOST:
        raise Refusal(
            "papers.many",
            f"一件申请最多 {MOST} 份材料，已经有 {len(held)} 份。请把几页合成一个 PDF，或者先删去一份。",
        )
    more = sum(len(paper.data) for paper in papers)
    if sum(held) + more > MOST_TOGETHER:
        raise Refusal("papers.size", "材料合计超过 20 MB。请缩小照片，或者先删去一份。")
    from_there = DraftPaper.objects.filter(source=source).aggregate(sum=Sum("size"))["sum"] or 0
    if from_there + more > settings.PORTAL_MOST_DRAFT_BYTES_OF_ONE_ADDRESS:
        raise Refusal(
            "papers.address",
            "这个网络地址上没有提交的申请已经带了很多材料，这一次没有收。请先提交或者清除那些申请；"
            "材料也可以当面交或者邮寄。",
        )
    everything = DraftPaper.objects.aggregate(sum=Sum("size"))["sum"] or 0
    if everything + more > settings.PORTAL_MOST_DRAFT_BYTES:
        raise Refusal(
            "papers.room",
            "网上现在不能接收材料。申请照样可以提交，材料请当面交或者邮寄。",
        )
    for paper in papers:
        DraftPaper.objects.create(
            draft=draft,
            kind=paper.kind,
            name=paper.name,
            content=crypto.keys().encrypt(paper.data, CONTEXT),
            size=len(paper.data),
            source=source,
        )


def of_draft(draft: ApplicationDraft) -> tuple[Held, ...]:
    """What is listed: everything but the contents."""
    rows = draft.papers.defer("content").order_by("pk")
    return tuple(Held(row.uid, MaterialKind(row.kind), row.name, row.size) for row in rows)


def contents(draft: ApplicationDraft) -> Iterator[Paper]:
    """The files themselves, one at a time."""
    for row in draft.papers.order_by("pk").iterator(chunk_size=1):
        data = crypto.keys().decrypt(bytes(row.content), CONTEXT)
        yield Paper(row.name, data, MaterialKind(row.kind))
