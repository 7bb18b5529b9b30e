"""Reading stored files."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from gongkai.office import crypto
from gongkai.office.documents import storage
from gongkai.office.documents.models import File
from gongkai.office.documents.services import CONTEXT, personal_digest
from gongkai.office.refusal import Refusal

if TYPE_CHECKING:
    from gongkai.office.access import Desk


def visible_to(actor: Desk) -> Q:
    """The files a person reaches as such: those they brought in themselves. Every other way to a
    file leads through the record that holds it, and is that record's filter."""
    return Q(agency=actor.agency, stored_by=actor.person)


#: Model → its filter.
VISIBLE = {File: visible_to}


def own_file(actor: Desk, uid: UUID) -> File | None:
    """One file of that kind, None when there is none to see."""
    return File.objects.filter(visible_to(actor), uid=uid).first()


class DamagedFileError(Refusal):
    """The content is missing or is not what was stored: said to whoever asked for it."""

    def __init__(self, message: str) -> None:
        super().__init__("damaged", message)


def content(file: File) -> bytes:
    """The bytes as they were stored; raises DamagedFileError instead of giving wrong ones."""
    try:
        kept = storage.read(file.digest)
    except FileNotFoundError as error:
        raise DamagedFileError(
            f"文件“{file.name}”的内容不在数据目录里，请系统维护人员从备份恢复。"
        ) from error
    if file.personal:
        try:
            kept = crypto.keys().decrypt(kept, CONTEXT)
        except crypto.CryptoError as error:
            raise DamagedFileError(f"文件“{file.name}”无法解读：{error}") from error
        # It may be another file of this office, put in its place on the disk.
        digest = personal_digest(file.agency, kept)
    else:
        digest = hashlib.sha256(kept).hexdigest()
    if digest != file.digest:
        raise DamagedFileError(f"文件“{file.name}”的内容与存入时不同，请系统维护人员从备份恢复。")
    return kept
