"""Papers of an application: handed in, found, proofs. Kept encrypted; who opens one is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role
from gongkai.office.applications import papers
from gongkai.office.applications.models import (
    Application,
    ApplicationEvent,
    Material,
    MaterialKind,
)
from gongkai.office.applications.services import record
from gongkai.office.audit import services as audit
from gongkai.office.documents import services as documents
from gongkai.office.documents.models import File
from gongkai.office.refusal import Refusal
from gongkai.office.time import today

SIZE = 20 * 1024 * 1024
#: What papers come as. Nothing a browser would run.
SUFFIXES = frozenset(
    [
        ".pdf",
        ".ofd",
        ".doc",
        ".docx",
        ".wps",
        ".xls",
        ".xlsx",
        ".et",
        ".txt",
        ".eml",
        ".jpg",
        ".jpeg",
        ".png",
        ".tif",
        ".tiff",
        ".bmp",
        ".heic",
        ".zip",
        ".mp3",
        ".m4a",
        ".wav",
        ".mp4",
    ]
)
#: How content begins, and the endings such content has; the first where the given one is none.
_BEGINNINGS: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (b"%PDF", (".pdf",)),
    (b"\xff\xd8\xff", (".jpg", ".jpeg")),
    (b"\x89PNG", (".png",)),
    (b"II*\x00", (".tif", ".tiff")),
    (b"MM\x00*", (".tif", ".tiff")),
    (b"PK\x03\x04", (".zip", ".docx", ".xlsx", ".ofd")),
    (b"\xd0\xcf\x11\xe0", (".doc", ".wps", ".xls", ".et")),
)
#: Who may open what names people.
OPENERS = frozenset({Role.CLERK, Role.LEADER, Role.SIGNER, Role.AUDITOR})


@dataclass(frozen=True)
class Paper:
    """A file as it was uploaded: `name` as the sender's computer called it."""

    name: str
    data: bytes
    kind: MaterialKind = MaterialKind.OTHER


def store(
    application: Application,
    paper: Paper,
    *,
    actor: Person | None,
    now: datetime,
    among: int = 0,
) -> File:
    """Keep the content, encrypted, under a name of ours: what a sender calls a file often says who
    it is about. `among` papers before it are stored and not yet in the record. Raises Refusal: empty, too large, or
    of a kind nobody reads."""
    suffix = PurePath(paper.name).suffix.lower()
    if not paper.data:
        raise Refusal("paper.empty", f"文件“{paper.name}”是空的。请重新选择文件。")
    if len(paper.data) > SIZE:
        raise Refusal("paper.size", f"文件“{paper.name}”超过 20 MB。请缩小扫描件后重新上传。")
    if suffix not in SUFFIXES:
        raise Refusal(
            "paper.kind",
            f"文件“{paper.name}”不是可以存档的种类。请上传 PDF、OFD、图片、Word 或者压缩包。",
        )
    nth = papers.count(application) + among + 1
    return documents.store(
        agency=application.agency,
        actor=actor,
        now=now,
        name=f"{application.number}-{nth} {MaterialKind(paper.kind).label}{_ending(paper)}",
        data=paper.data,
        # Never what the sender claims: it is only ever given back as a download.
        media_type="application/octet-stream",
        personal=True,
    )


def _ending(paper: Paper) -> str:
    """The ending its content has, where that is known; else the given one."""
    given = PurePath(paper.name).suffix.lower()
    for beginning, endings in _BEGINNINGS:
        if paper.data.startswith(beginning):
            return given if given in endings else endings[0]
    return given


def keep(
    application: Application,
    file: File,
    paper: Paper,
    *,
    event: ApplicationEvent | None,
    actor: Person | None,
    now: datetime,
    position: int,
) -> Material:
    """Put a stored paper into the record."""
    return Material.objects.create(
        application=application,
        event=event,
        kind=paper.kind,
        file=file,
        given_name=PurePath(paper.name).name[-255:],
        recorded_at=now,
        recorded_by=actor,
        position=position,
    )


@transaction.atomic
def attach(*, application: Application, actor: Person, now: datetime, paper: Paper) -> Material:
    """Put a paper into the file of the application, by itself."""
    case = record.take(application, actor, now, None)
    if paper.kind not in MaterialKind.values:
        raise Refusal("paper.what", "没有这一种材料，请在材料的种类中选择一种。")
    file = store(case.application, paper, actor=actor, now=now)
    position = audit.append(
        agency=case.application.agency,
        actor=actor,
        now=now,
        verb="application.material_added",
        subject=record.subject_of(case.application),
        data={"kind": str(paper.kind), "file": str(file.uid)},
    )
    return keep(case.application, file, paper, event=None, actor=actor, now=now, position=position)


@transaction.atomic
def hand_in(*, application: Application, now: datetime, papers: Sequence[Paper]) -> list[Material]:
    """Put what an applicant sent with an application on the portal into its file, in the transaction
    that registers it. Raises Refusal: not-permitted for any other application or moment, and what
    `store` refuses."""
    if application.registered_by_id is not None or application.registered_at != now:
        raise Refusal("not-permitted", "材料随申请一起提交；以后补交的，请送到本机关。")
    received = application.events.get(ordinal=1)
    kept = []
    for nth, paper in enumerate(papers):
        file = store(application, paper, actor=None, now=now)
        position = audit.append(
            agency=application.agency,
            actor=None,
            now=now,
            verb="application.material_added",
            subject=record.subject_of(application),
            data={"kind": str(paper.kind), "file": str(file.uid), "nth": nth + 1},
        )
        kept.append(
            keep(
                application,
                file,
                paper,
                event=received,
                actor=None,
                now=now,
                position=position,
            )
        )
    return kept


@transaction.atomic
def open_file(*, application: Application, actor: Person, now: datetime, file: File) -> File:
    """Record that somebody opens a letter or paper of the application; the caller then shows it.
    Raises Refusal: not permitted, or not a paper of this application."""
    agencies.require(actor, application.agency, OPENERS, today(now))
    if papers.file_of(application, file.uid) is None:
        raise Refusal("paper.unknown", "这件申请没有这份材料。")
    audit.append(
        agency=application.agency,
        actor=actor,
        now=now,
        verb="application.paper_opened",
        subject=record.subject_of(application),
        data={"file": str(file.uid)},
    )
    return file


@transaction.atomic
def show_applicant(*, application: Application, actor: Person, now: datetime) -> None:
    """Record that somebody opened the applicant's full data; the caller then shows it."""
    agencies.require(actor, application.agency, OPENERS, today(now))
    audit.append(
        agency=application.agency,
        actor=actor,
        now=now,
        verb="application.applicant_shown",
        subject=record.subject_of(application),
        data={},
    )
