"""How often one address may do what a stranger could overdo: guess codes, send applications."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F

from gongkai.office import crypto
from gongkai.office.portal.models import Attempts

if TYPE_CHECKING:
    from django.http import HttpRequest

WINDOW = timedelta(minutes=15)
WRONG_CODES = 10
APPLICATIONS = 10
PAPERS = 30
DRAFTS = 60


def address_of(request: HttpRequest) -> str:
    """The address a request comes from. Behind the proxy that ends TLS it is the last one the proxy
    wrote down, which the visitor cannot choose. Wrong passwords are counted by it too."""
    address: str = request.META.get("REMOTE_ADDR", "")
    if settings.ENVIRONMENT.https:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    return address


def source_of(request: HttpRequest, what: str) -> str:
    """The fingerprint of an address doing `what`."""
    return crypto.keys().fingerprint(address_of(request), f"portal/{what}")


def spent(source: str, limit: int, now: datetime) -> bool:
    """Whether the limit is reached in this window."""
    return Attempts.objects.filter(source=source, window=_window(now), count__gte=limit).exists()


@transaction.atomic
def count(source: str, now: datetime) -> None:
    """One more. What is older than a day is forgotten."""
    window = _window(now)
    Attempts.objects.filter(window__lt=now - timedelta(days=1)).delete()
    Attempts.objects.get_or_create(source=source, window=window)
    Attempts.objects.filter(source=source, window=window).update(count=F("count") + 1)


def _window(now: datetime) -> datetime:
    """The quarter of an hour."""
    return now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
