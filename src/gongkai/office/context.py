"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai.office import display, nav


def desk(request: HttpRequest) -> dict[str, Any]:
    """`desk` and `nav` on pages of the desk; `demo_day` in a demo directory."""
    held = getattr(request, "desk", None)
    return {
        "desk": held,
        "nav": nav.bar(held.roles, request.path, getattr(request, "entry", "")) if held else [],
        "display": display.classes(request),
        "demo": settings.ENVIRONMENT.demo,
        "demo_day": settings.ENVIRONMENT.today,
    }
