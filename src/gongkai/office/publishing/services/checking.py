"""Answering findings, and governing the word list."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.publishing import locks
from gongkai.office.publishing.checks.words import COMMON
from gongkai.office.publishing.models import FindingAnswer, WordRule
from gongkai.office.publishing.queries.checking import check
from gongkai.office.publishing.services.items import refuse_closed, subject_of
from gongkai.office.publishing.visibility import WRITERS
from gongkai.office.refusal import Refusal

GOVERNORS = (Role.CLERK, Role.ADMINISTRATOR)


@transaction.atomic
def answer_finding(
    *, agency: Agency, actor: Person, now: datetime, item: UUID, key: str, reason: str
) -> FindingAnswer:
    """Say why a finding of the newest version stays; reviewers read the reason. Raises Refusal:
    reason-missing, no-finding, answered."""
    require(actor, agency, WRITERS, time.today(now))
    held, newest = locks.newest_version(agency, item)
    refuse_closed(held)
    if not reason.strip():
        raise Refusal("reason-missing", "请写明为什么可以保留，审核的人要看。")
    found = next((one for one in check(newest, agency) if one.key == key), None)
    if found is None:
        raise Refusal("no-finding", "现在的版本里没有这一处，不用说明。请重新打开页面。")
    if found.answer is not None:
        raise Refusal("answered", f"{found.answer.answered_by}已经说明过这一处。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.finding_answered",
        subject=subject_of(held),
        data={"code": found.finding.code},
    )
    return FindingAnswer.objects.create(
        item=held,
        code=found.finding.code,
        fingerprint=found.fingerprint,
        shown=found.finding.shown[:120],
        reason=reason.strip()[:300],
        answered_by=actor,
        answered_at=now,
    )


@transaction.atomic
def add_word(
    *, agency: Agency, actor: Person, now: datetime, wrong: str, right: str, but: str = ""
) -> WordRule:
    """A further word of the list. Raises Refusal: word-missing, word-taken."""
    audit.hold([agency])
    require(actor, agency, GOVERNORS, time.today(now))
    wrong, right = wrong.strip(), right.strip()
    if not wrong or not right or wrong == right:
        raise Refusal("word-missing", "请填写易错写法和正确写法，两个不能相同。")
    if WordRule.objects.filter(agency=agency, wrong=wrong, closed_on=None).exists():
        raise Refusal("word-taken", f"词表里已经有“{wrong}”。要改的，先停用原来的一条。")
    _event(agency, actor, now, "publishing.word_added", wrong=wrong, right=right)
    return WordRule.objects.create(
        agency=agency,
        wrong=wrong,
        right=right,
        but=" ".join(but.split()),
        added_by=actor,
        added_on=time.today(now),
    )


@transaction.atomic
def close_word(*, agency: Agency, actor: Person, now: datetime, word: UUID) -> WordRule:
    """Look for the word no more. Raises Refusal: no-word."""
    require(actor, agency, GOVERNORS, time.today(now))
    rule = WordRule.objects.filter(agency=agency, uid=word, closed_on=None).first()
    if rule is None:
        raise Refusal("no-word", "词表里没有这一条，或者已经停用。")
    _event(agency, actor, now, "publishing.word_closed", wrong=rule.wrong)
    rule.closed_on = time.today(now)
    rule.save(update_fields=["closed_on"])
    return rule


@transaction.atomic
def seed_words(*, agency: Agency, actor: Person | None, now: datetime) -> int:
    """The words that every office begins with; those there already stay. Without an actor the agency
    is being founded. Returns how many are new."""
    if actor is not None:
        require(actor, agency, GOVERNORS, time.today(now))
    held = set(WordRule.objects.filter(agency=agency).values_list("wrong", flat=True))
    wanted = [word for word in COMMON if word.wrong not in held]
    _event(agency, actor, now, "publishing.words_seeded", count=len(wanted))
    WordRule.objects.bulk_create(
        WordRule(
            agency=agency,
            wrong=word.wrong,
            right=word.right,
            but=" ".join(word.but),
            added_by=actor,
            added_on=time.today(now),
        )
        for word in wanted
    )
    return len(wanted)


def _event(
    agency: Agency, actor: Person | None, now: datetime, verb: str, **data: str | int
) -> None:
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb=verb,
        subject=f"agencies.agency:{agency.uid}",
        data=data,
    )
