"""Filing the signed approval sheet: a scan that belongs to one reviewed version and to no other."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.law import review
from gongkai.office import time
from gongkai.office.agencies.models import Person, Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.documents import services as documents
from gongkai.office.refusal import Refusal
from gongkai.office.reviews import locks, queries
from gongkai.office.reviews.models import Round, SignedSheet

#: Who files a signed sheet.
FILERS = (Role.CLERK, Role.SECTION)
MAX_BYTES = 20 * 1024 * 1024
#: How much of the fingerprint the sheet prints.
CODE_LENGTH = 16
#: First bytes → what a scan may be.
KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg"}


def code_of(round: Round) -> str:
    """The 校验码 that the sheet of a round prints."""
    return round.version.fingerprint[:CODE_LENGTH]


def kind_of(data: bytes) -> str | None:
    """The media type of a scan, told by its first bytes; None for anything else."""
    return next((kind for start, kind in KINDS.items() if data.startswith(start)), None)


@transaction.atomic
def file_sheet(
    *, actor: Person, now: datetime, round: Round, code: str, name: str, data: bytes
) -> SignedSheet:
    """Keep the scan (PDF or JPEG) of a round's signed sheet, encrypted. `code` is the 校验码 read
    from the paper. Raises Refusal: not-permitted, not-complete, wrong-version (the paper belongs to
    another version), too-large, wrong-kind."""
    held = locks.round_for_decision(round.pk)
    version, agency = held.version, held.version.agency
    require(actor, agency, FILERS, time.today(now))
    if not review.is_complete(queries.as_law(held)):
        raise Refusal(
            "not-complete", "这一版还没有审完，不能存入签字的审批表。请审完以后再打印签字。"
        )
    if code.replace(" ", "").lower() != code_of(held):
        raise Refusal(
            "wrong-version",
            f"纸上的校验码与第 {version.number} 版对不上，没有存入。"
            "请核对纸上的版本和校验码；签的是另一版的，请存到那一版。",
        )
    if len(data) > MAX_BYTES:
        raise Refusal("too-large", "扫描件超过 20 MB，没有存入。请降低扫描的分辨率，300 dpi 就够。")
    kind = kind_of(data)
    if kind is None:
        raise Refusal("wrong-kind", f"“{name}”不是 PDF 或者 JPG，没有存入。请重新扫描成这两种。")
    file = documents.store(
        agency=agency, actor=actor, now=now, name=name, data=data, media_type=kind, personal=True
    )
    made = SignedSheet(
        version=version,
        fingerprint=version.fingerprint,
        file=file,
        filed_by=actor,
        filed_at=now,
    )
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="review.sheet_filed",
        subject=version.subject,
        data={"version": str(version.uid), "sheet": str(made.uid)},
    )
    made.save(force_insert=True)
    return made
