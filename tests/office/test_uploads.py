"""Where the files of a request wait: what may name people never lies on a disk as it came."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import resolve

from gongkai.office.uploads import SMALL


@pytest.mark.parametrize(
    ("page", "size", "kept"),
    [
        ("/supervision/2024/parcels/", SMALL - 1000, "InMemoryUploadedFile"),
        ("/supervision/2024/parcels/", SMALL, "TemporaryUploadedFile"),
        ("/supervision/2024/upload/", SMALL, "TemporaryUploadedFile"),
        ("/applications/new/", SMALL, "InMemoryUploadedFile"),
        ("/supervision/units/enter/", 24 * 1024 * 1024, "TemporaryUploadedFile"),
    ],
)
def test_only_pages_that_take_public_papers_put_large_files_on_disk(
    page: str, size: int, kept: str
) -> None:
    request = RequestFactory().post(page, {"files": SimpleUploadedFile("a.txt", b"x" * size)})
    request.resolver_match = resolve(page)
    file = request.FILES["files"]
    assert type(file).__name__ == kept
    assert file.size == size
    file.close()
