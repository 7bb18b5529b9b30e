"""What a request may hold: how much a stranger may send, and no text that cannot be kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.office.portal.site import site_of


class PlainMiddleware:
    """Refuses a request to the desk with the character NUL in a text: no keyboard writes it, and
    PostgreSQL can keep none. Public pages take any text and find nothing for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if getattr(view, "public", False):
            return None
        given = (request.GET, request.POST)
        if any("\0" in text for each in given for _, texts in each.lists() for text in texts):
            raise SuspiciousOperation("a text holds NUL")
        return None


class BoundedMiddleware:
    """Refuses a request to a public page whose body is larger than what stays in memory, and to a
    page of the desk while nobody is logged in, before anything of it is read. It stands before the
    check of forged requests, which reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if _length(request) <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            return None
        if not getattr(view, "public", False):
            inside = request.user.is_authenticated
            return None if inside else redirect_to_login(request.get_full_path())
        site = site_of(kwargs.get("code", ""))
        if site is None:
            return HttpResponse(status=413)
        request.site = site  # type: ignore[assignment]
        return render(request, "portal/too_large.html", status=413)


def _length(request: HttpRequest) -> int:
    """What the request says it sends; what comes beyond that is never read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0
