"""Who reviews in the demo: a second person at every station, and the templates they can carry out.

With one person a station, a text written by that person could not be reviewed, and the template
would be refused when it is saved."""

from __future__ import annotations

from datetime import datetime

from gongkai.law.review import USUAL, Level, LevelKind, Station
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Role

from .founding import SINCE, Office
from .words import PASSWORD

SECOND = {
    Role.SECTION: ("wen", "温如玉"),
    Role.CLERK: ("song", "宋知微"),
    Role.SECRECY: ("gu", "顾长宁"),
    Role.LEADER: ("qi", "齐明月"),
}

FULL = USUAL.name
#: For what is published every day.
SHORT = "日常信息两审一校"
SHORT_LEVELS = [
    Level(LevelKind.REVIEW, 1, Station.SECTION),
    Level(LevelKind.PROOF, 1, Station.CLERK),
    Level(LevelKind.REVIEW, 2, Station.SECRECY),
]


def staff_reviews(office: Office, now: datetime) -> None:
    """Take on the second people and save both templates."""
    from gongkai.office.reviews import services

    for role, (login, name) in SECOND.items():
        person = agencies.add_person(
            actor=None,
            now=now,
            agency=office.agency,
            login_name=login,
            display_name=name,
            password=PASSWORD,
        )
        agencies.give_role(
            actor=None,
            now=now,
            agency=office.agency,
            person=person,
            role=role,
            valid_from=SINCE,
            section=office.sections["药政科"] if role is Role.SECTION else None,
        )
    for name, levels in ((FULL, USUAL.levels), (SHORT, tuple(SHORT_LEVELS))):
        services.add_template(
            actor=office.administrator, now=now, agency=office.agency, name=name, levels=levels
        )
