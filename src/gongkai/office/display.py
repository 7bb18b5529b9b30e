"""大字版 and 高对比度: links that set a cookie, keep the address and change no content."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

KINDS = {"large": "大字版", "contrast": "高对比度"}
YEAR = 365 * 24 * 60 * 60


def classes(request: HttpRequest) -> str:
    """The classes of <html> a reader chose."""
    return " ".join(kind for kind in KINDS if request.COOKIES.get(f"display-{kind}") == "1")


@require_safe
def switch(request: HttpRequest, what: str) -> HttpResponse:
    """Turn one kind on or off and go back to `next`, a path of this site."""
    if what not in KINDS:
        raise Http404
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    response = redirect(target)
    name = f"display-{what}"
    if request.COOKIES.get(name) == "1":
        response.delete_cookie(name)
    else:
        response.set_cookie(name, "1", max_age=YEAR, httponly=True, samesite="Lax")
    return response


@require_safe
def no_icon(request: HttpRequest) -> HttpResponse:
    """A browser that shows a feed or a data file asks for an icon by itself; pages name none."""
    return HttpResponse(status=204)
