"""Reading stored files."""

from __future__ import annotations

import hashlib

from gongkai.office import crypto
from gongkai.office.documents import storage
from gongkai.office.documents.models import File
from gongkai.office.documents.services import CONTEXT


class DamagedFileError(Exception):
    """The content is missing or is not what was stored."""


def content(file: File) -> bytes:
    """The bytes as they were stored; raises DamagedFileError instead of giving wrong ones."""
    try:
        kept = storage.read(file.digest)
    except FileNotFoundError as error:
        raise DamagedFileError(f"文件“{file.name}”的内容不在数据目录里，请从备份恢复。") from error
    if file.personal:
        try:
            return crypto.keys().decrypt(kept, CONTEXT)
        except crypto.CryptoError as error:
            raise DamagedFileError(f"文件“{file.name}”无法解读：{error}") from error
    if hashlib.sha256(kept).hexdigest() != file.digest:
        raise DamagedFileError(f"文件“{file.name}”的内容与存入时不同，请从备份恢复。")
    return kept
