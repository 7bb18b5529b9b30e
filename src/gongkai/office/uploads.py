"""Where a file that is being sent waits: in memory or in a temporary file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.uploadhandler import MemoryFileUploadHandler

#: What a page that takes many or large files holds in memory of one request.
SMALL = 2_500_000

View = TypeVar("View", bound=Callable[..., Any])


def waits_on_disk(view: View) -> View:
    """Mark a view whose files hold no more than what will be public (reports of units): those of a
    request larger than SMALL wait in temporary files. Stands before the other decorators."""
    view.waits_on_disk = True  # type: ignore[attr-defined]
    return view


class MemoryHandler(MemoryFileUploadHandler):
    """Keeps the files of a request in memory up to FILE_UPLOAD_MAX_MEMORY_SIZE, because papers of a
    person are encrypted before they come to a disk; up to SMALL where the view says so."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)
        match = self.request.resolver_match if self.request else None
        if match and getattr(match.func, "waits_on_disk", False) and content_length > SMALL:
            self.activated = False
