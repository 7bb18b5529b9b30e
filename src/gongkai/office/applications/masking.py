"""A person's data as lists and pages show it."""

from __future__ import annotations

from gongkai.office.applications.models import Applicant, ApplicantKind


def name(applicant: Applicant) -> str:
    """李** for a person; an organisation's name is no secret."""
    said: str = applicant.name
    if applicant.kind != ApplicantKind.NATURAL_PERSON or not said:
        return said
    return said[0] + "*" * max(len(said) - 1, 1)


def lines(applicant: Applicant) -> dict[str, str]:
    """Every field that names or reaches the applicant, masked, empty where it was not given."""
    return {
        "name": name(applicant),
        "identity_number": identity_number(applicant.identity_number),
        "telephone": telephone(applicant.telephone),
        "address": address(applicant.address),
        "email": email(applicant.email),
    }


def identity_number(value: str) -> str:
    """35*************123"""
    return keep(value, 2, 3)


def telephone(value: str) -> str:
    """138****1234"""
    return keep(value, 3, 4)


def email(value: str) -> str:
    """l***@example.cn"""
    local, at, host = value.partition("@")
    return f"{local[:1]}***{at}{host}" if at else keep(value, 1, 0)


def address(value: str) -> str:
    """The first six characters, which name the county or the street."""
    return keep(value, 6, 0)


def keep(value: str, first: int, last: int) -> str:
    """The first and last characters, stars between; a short value is all stars."""
    if len(value) <= first + last:
        return "*" * len(value)
    return value[:first] + "*" * (len(value) - first - last) + value[len(value) - last :]
