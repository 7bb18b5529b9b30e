"""The versions of a text: what each is known by, whether it passed."""

from __future__ import annotations

from gongkai.law import review
from gongkai.office import crypto
from gongkai.office.agencies.models import Agency
from gongkai.office.reviews.models import Decision, Version
from gongkai.office.reviews.queries.course import as_law, rounds


def returned_with(version: Version) -> Decision | None:
    """The decision that sent a version back; None when nobody did."""
    return (
        Decision.objects.filter(round__version=version, approved=False)
        .select_related("person")
        .first()
    )


def fingerprint(subject: str, title: str, body: str) -> str:
    """What a version is known by on its approval sheet: 64 hexadecimal digits under the office's key."""
    text = f"{subject}\n{title}\n{body}".encode()
    return crypto.keys().fingerprint_bytes(text, "reviews.version")


def is_as_handed_in(version: Version) -> bool:
    """Whether the words of a version still are those its fingerprint was made of."""
    return version.fingerprint == fingerprint(version.subject, version.title, version.body)


def latest(agency: Agency, subject: str) -> Version | None:
    """The newest version of a text; None when nothing was handed in."""
    return (
        Version.objects.filter(agency=agency, subject=subject)
        .select_related("author")
        .order_by("-number")
        .first()
    )


def is_approved(version: Version) -> bool:
    """Whether this very version passed every level and no newer one exists."""
    newest = latest(version.agency, version.subject)
    round_ = rounds().filter(version=version).first()
    return newest == version and round_ is not None and review.is_complete(as_law(round_))


def has_passed(version: Version) -> bool:
    """Whether this very version passed every level, whatever came after it."""
    round_ = rounds().filter(version=version).first()
    return round_ is not None and review.is_complete(as_law(round_))
