"""Where a request comes from, and how often an address may knock at the desk's door."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.office import time
from gongkai.office.agencies import views as door
from gongkai.office.portal import limits

#: Wrong passwords from one address within a quarter of an hour, whatever the names. Each costs the
#: machine a slow hash; all people of an office may share one address.
WRONG_PASSWORDS = 100


class KnockingMiddleware:
    """Tries no password of an address that gave too many wrong ones, under any names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.path != reverse("agencies:login"):
            return self.get_response(request)
        now, source = time.now(), limits.source_of(request, "login")
        if limits.spent(source, WRONG_PASSWORDS, now):
            return door.locked_out_address(request)
        response = self.get_response(request)
        # The form again, or the closed door of one name. What another site forged is not counted.
        if response.status_code in (200, 429):
            limits.count(source, now)
        return response
