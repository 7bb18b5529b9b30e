"""A stored file as the answer to a request."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from gongkai.office.documents import queries
from gongkai.office.documents.models import File


def attachment(file: File) -> HttpResponse:
    """The file to be saved under its name. It came from outside, so a browser never opens it here:
    whoever may see the record that holds it is decided before. Raises DamagedFileError."""
    response = HttpResponse(queries.content(file), content_type="application/octet-stream")
    named = content_disposition_header(True, file.name) or "attachment"
    response.headers["Content-Disposition"] = named
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def sent(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """A file this system made, to be saved under a name."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def sent_while_read(
    content: Iterable[bytes], *, name: str, media_type: str
) -> StreamingHttpResponse:
    """A file this system makes piece by piece, to be saved under a name: as large as it may be, only
    a piece of it is in memory."""
    response = StreamingHttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def picture(file: File) -> HttpResponse:
    """A stored JPEG to be shown on a page. Its first bytes were checked when it was stored, and a
    browser takes it for nothing else."""
    assert file.media_type == "image/jpeg", file.media_type
    response = HttpResponse(queries.content(file), content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
