"""Content on disk: written whole or not at all, found by digest."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings


def path_of(digest: str) -> Path:
    root: Path = settings.ENVIRONMENT.files
    return root / digest[:2] / digest


def write(digest: str, content: bytes) -> None:
    """Durable when it returns. Content that is already there is not written again."""
    if not path_of(digest).exists():
        replace(digest, content)


def replace(digest: str, content: bytes) -> None:
    """Put content in the place of what stands under this name, whole or not at all: the same content
    under another key."""
    target = path_of(digest)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    directory = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def read(digest: str) -> bytes:
    return path_of(digest).read_bytes()
