"""What the database refuses about reviews, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from gongkai.office import guards
from gongkai.office.agencies.models import Role
from gongkai.office.documents import services as documents
from gongkai.office.reviews import sheets
from gongkai.office.reviews.models import Version
from tests.office import attack
from tests.office.reviews.conftest import (
    CLEAN,
    Reviewed,
    decide,
    hand_in,
    pass_all,
)

pytestmark = pytest.mark.django_db


def insert(
    level: str, login: str, *, approved: bool = True, for_login: str = "", at: str = ""
) -> str:
    """SQL that writes a decision into every round; `at` replaces the row of that id."""
    postgres = connection.vendor == "postgresql"
    uid = "gen_random_uuid()" if postgres else "lower(hex(randomblob(16)))"
    opinion = "''::bytea" if postgres else "x''"
    return (
        f"INSERT {'OR REPLACE' if at else ''} INTO reviews_decision ({'id, ' if at else ''}uid, "
        'round_id, level, person_id, for_person_id, approved, opinion, answers, "on", at) '
        f"SELECT {at + ', ' if at else ''}{uid}, r.id, {level}, {somebody(login)}, "
        f"{somebody(for_login)}, {'TRUE' if approved else 'FALSE'}, {opinion}, '{{}}', "
        "'2026-10-21', r.started_at FROM reviews_round r"
    )


def somebody(login: str) -> str:
    return f"(SELECT id FROM agencies_person WHERE login_name = '{login}')"


FIRST = "(SELECT MIN(id) FROM reviews_decision)"
TABLES = [
    "reviews_version",
    "reviews_round",
    "reviews_decision",
    "reviews_template",
    "reviews_signedsheet",
]


def signed(*, fingerprint: str = "v.fingerprint") -> str:
    """SQL that files a sheet with every version; its file is any."""
    uid = "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    return (
        "INSERT INTO reviews_signedsheet (uid, version_id, fingerprint, file_id, filed_by_id, "
        f"filed_at) SELECT {uid}, v.id, {fingerprint}, (SELECT MIN(id) FROM documents_file), "
        "v.author_id, v.made_at FROM reviews_version v"
    )


# -- situations: what is in the tables when the attacks come


def handed_in(reviewed: Reviewed, now: datetime) -> None:
    hand_in(reviewed, now)
    documents.store(
        agency=reviewed.office.agency,
        actor=None,
        now=now,
        name="a",
        data=b"a",
        media_type="application/pdf",
    )


def decided_by_one(reviewed: Reviewed, now: datetime) -> None:
    hand_in(reviewed, now)
    with connection.cursor() as cursor:  # the guards do not know stations: the service does
        for level in "012":
            cursor.execute(insert(level, "shen"))


def returned(reviewed: Reviewed, now: datetime) -> None:
    hand_in(reviewed, now)
    with connection.cursor() as cursor:
        cursor.execute(insert("0", "shen", approved=False))
    # Without the guard the unique key of the level is the last thing that refuses: move the old one.
    guards.remove([attack.guard("reviews_decision_no_change")])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reviews_decision SET level = 3")
    guards.install()


def replaced(reviewed: Reviewed, now: datetime) -> None:
    hand_in(reviewed, now)
    hand_in(reviewed, now, body="改过的内容")


def under_way(reviewed: Reviewed, now: datetime) -> None:
    """A round before its last level, one complete with its signed sheet, and a version alone."""
    done = hand_in(reviewed, now, body="先审完的一版")
    pass_all(reviewed, done, now)
    sheets.file_sheet(
        actor=reviewed.office.clerk,
        now=now,
        round=done,
        code=sheets.code_of(done),
        name="a.pdf",
        data=b"%PDF-",
    )
    round_ = hand_in(reviewed, now)
    decide(round_, reviewed.office.section_person, 0, now)
    decide(round_, reviewed.second[Role.CLERK], 1, now)
    decide(round_, reviewed.office.secrecy, 2, now, answers=CLEAN)
    Version.objects.create(
        agency=reviewed.office.agency,
        subject="publishing.informationitem:alone",
        number=7,
        title="没有审核的版本",
        body="",
        author=reviewed.office.clerk,
        made_at=now,
        fingerprint="",
    )


APART = {
    "reviews_version_no_delete": "DELETE FROM reviews_version WHERE number = 7",
    "reviews_decision_no_replace": insert("3", "lu", at="(SELECT MAX(id) FROM reviews_decision)")
    + " WHERE r.id = (SELECT MAX(id) FROM reviews_round)",
}


def situations() -> dict[Callable[[Reviewed, datetime], None], list[tuple[str, str]]]:
    """What each situation is attacked with: (guard, SQL)."""
    return {
        handed_in: [
            ("reviews_decision_not_the_author", insert("0", "jiang")),
            ("reviews_decision_not_the_author", insert("0", "shen", for_login="jiang")),
            ("reviews_decision_in_order", insert("2", "shen")),
            ("reviews_signedsheet_after_the_round", signed()),
        ],
        decided_by_one: [
            ("reviews_decision_enough_people", insert("3", "shen")),
            ("reviews_decision_enough_people", insert("3", "lu")),
        ],
        returned: [("reviews_decision_not_after_return", insert("0", "wen"))],
        replaced: [
            (
                "reviews_decision_of_the_latest",
                insert("0", "shen") + " WHERE r.id = (SELECT MIN(id) FROM reviews_round)",
            )
        ],
        under_way: [
            *((name, APART.get(name, sql)) for name, sql in attack.plain_attacks(TABLES)),
            ("reviews_template_change_only", "UPDATE reviews_template SET minimum_people = 1"),
            (
                "reviews_signedsheet_of_the_version",
                signed(fingerprint="'0'") + " WHERE v.id IN (SELECT version_id "
                "FROM reviews_signedsheet)",
            ),
        ],
    }


def attacks() -> list[tuple[str, str]]:
    return [one for ones in situations().values() for one in ones]


@pytest.mark.parametrize("situation", situations(), ids=lambda s: s.__name__)
def test_the_database_refuses(
    situation: Callable[[Reviewed, datetime], None], reviewed: Reviewed, now: datetime
) -> None:
    situation(reviewed, now)
    for name, sql in situations()[situation]:
        attack.stands_against(name, sql)
