"""Handing in, deciding, and the templates by which it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from gongkai.law import review
from gongkai.law.basis import LawRefusal
from gongkai.office import time
from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal
from gongkai.office.reviews import locks, queries
from gongkai.office.reviews.models import Decision, Round, Template, Version


@transaction.atomic
def add_template(
    *,
    actor: Person | None,
    now: datetime,
    agency: Agency,
    name: str,
    levels: Iterable[review.Level],
    minimum_people: int = 3,
) -> Template:
    """A new template that the people of today can carry out, whoever writes the draft. One of the
    same name is closed. Raises Refusal with the station that lacks people."""
    today = time.today(now)
    audit.hold([agency])  # of two at once of one name the later closes the earlier
    if actor is not None:
        require(actor, agency, Role.ADMINISTRATOR, today)
    wanted = review.Template(name, tuple(levels), minimum_people)
    try:
        review.check_template(wanted, _named(queries.holders(agency, today)))
    except LawRefusal as refused:
        raise Refusal(refused.code, refused.message, refused.basis) from refused
    Template.objects.filter(agency=agency, name=name, closed_on=None).update(closed_on=today)
    template = Template.objects.create(
        agency=agency,
        name=name,
        levels=_rows(wanted),
        levels_count=len(wanted.levels),
        minimum_people=minimum_people,
    )
    _added(template, actor, now)
    return template


@transaction.atomic
def usual_template(*, now: datetime, agency: Agency) -> Template:
    """三审三校 for an agency that is being founded. It has no people yet: until they are there, nothing
    can be handed in under it (`submit`)."""
    template = Template.objects.create(
        agency=agency,
        name=review.USUAL.name,
        levels=_rows(review.USUAL),
        levels_count=len(review.USUAL.levels),
        minimum_people=review.USUAL.minimum_people,
    )
    _added(template, None, now)
    return template


@transaction.atomic
def close_template(*, actor: Person, now: datetime, agency: Agency, template: Template) -> Template:
    """Offer a template no more; rounds under it go on. Raises Refusal: template-closed."""
    today = time.today(now)
    require(actor, agency, Role.ADMINISTRATOR, today)
    changed = Template.objects.filter(pk=template.pk, agency=agency, closed_on=None).update(
        closed_on=today
    )
    if not changed:
        raise Refusal("template-closed", f"审核模板“{template.name}”已经停用。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="review.template_closed",
        subject=f"reviews.template:{template.uid}",
        data={"name": template.name},
    )
    template.refresh_from_db()
    return template


def _rows(template: review.Template) -> list[list[str | int]]:
    return [[x.kind.value, x.number, x.station.value] for x in template.levels]


def _added(template: Template, actor: Person | None, now: datetime) -> None:
    audit.append(
        agency=template.agency,
        actor=actor,
        now=now,
        verb="review.template_added",
        subject=f"reviews.template:{template.uid}",
        data={
            "name": template.name,
            "levels": template.levels,
            "minimum_people": template.minimum_people,
        },
    )


def _named(held: Mapping[review.Station, set[str]]) -> dict[review.Station, set[str]]:
    """Uids as names, because the refusal names people; equal names are told apart by login."""
    people = Person.objects.filter(uid__in=set().union(*held.values()))
    names = {str(p.uid): p.display_name for p in people}
    doubled = {n for n in names.values() if list(names.values()).count(n) > 1}
    logins = {str(p.uid): p.login_name for p in people}
    label = {
        uid: f"{name}（{logins[uid]}）" if name in doubled else name for uid, name in names.items()
    }
    return {station: {label[uid] for uid in uids} for station, uids in held.items()}


@transaction.atomic
def submit(
    *,
    actor: Person,
    now: datetime,
    agency: Agency,
    template: Template,
    subject: str,
    title: str,
    body: str,
    link: str = "",
    number: int | None = None,
) -> Version:
    """Hand in a text: a new immutable version with its round. The round of an older version ends.

    `subject` is "<app>.<model>:<uid>" of what the text belongs to, `link` the page where it is
    edited, `number` the one this text has there, above those handed in before; without it, versions
    are counted here. Raises Refusal: template closed or of another agency, stations without people,
    nothing changed since the last.
    """
    if template.agency_id != agency.pk or template.closed_on is not None:
        raise Refusal("template-closed", f"审核模板“{template.name}”已经停用，请选另一个模板。")
    lacking = review.unstaffed(
        template.as_law(), queries.holders(agency, time.today(now)), str(actor.uid)
    )
    if lacking:
        raise Refusal(
            "unstaffed",
            f"现在送审审不完：{lacking}请机关管理员先在“人员”里给人相应的角色，或者选另一个模板。",
            review.BASIS,
        )
    fingerprint = queries.fingerprint(subject, title, body)
    # The ledger's head is locked by the event, so two hand-ins get two numbers.
    made = Version(
        agency=agency,
        subject=subject,
        title=title,
        body=body,
        link=link,
        author=actor,
        made_at=now,
        fingerprint=fingerprint,
    )
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="review.handed_in",
        subject=subject,
        data={"version": str(made.uid), "template": str(template.uid)},
    )
    last = queries.latest(agency, subject)
    if last is not None and last.fingerprint == fingerprint:
        raise Refusal(
            "unchanged", f"内容与第 {last.number} 版完全相同，没有形成新版本。请修改后再送审。"
        )
    made.number = number or (last.number + 1 if last else 1)
    made.save(force_insert=True)
    Round.objects.create(version=made, template=template, started_at=now)
    return made


@transaction.atomic
def decide(
    *,
    actor: Person,
    now: datetime,
    round: Round,
    version: Version,
    level: int,
    approved: bool,
    opinion: str = "",
    answers: Mapping[str, str] | None = None,
) -> Decision:
    """Pass or send back one level of a round. `version` is what the person has read, `level` the
    index of the level they were shown. Raises Refusal when it is not theirs to decide now, when a
    return has no opinion, and when the secrecy questions are open or forbid to pass."""
    held = locks.round_for_decision(round.pk)
    agency, today = held.version.agency, time.today(now)
    audit.hold([agency])  # a newer version handed in at this moment is seen, or waits
    law = queries.as_law(held, queries.contributors(held))
    newest = queries.latest(agency, held.version.subject)
    wanted = law.template.levels[level] if 0 <= level < len(law.template.levels) else None
    if wanted is None:
        raise Refusal("no-level", "这一轮审核没有这一级，请重新打开页面。")
    seen = str(version.uid) if newest == held.version else ""
    permission = review.may_decide(
        law,
        wanted,
        str(actor.uid),
        version=seen,
        holders=queries.holders(agency, today),
        delegations=queries.delegations(agency, today),
        on=today,
    )
    if not permission.allowed:
        raise Refusal("not-now", permission.reason, permission.basis)
    opinion = opinion.strip()
    if not approved and not opinion:
        raise Refusal("no-opinion", "退回要写明意见，作者才知道改哪里。请填写意见。")
    answers = dict(answers or {})
    if wanted.station is review.Station.SECRECY:
        _check_answers(answers, approved, opinion)
    else:
        answers = {}
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="review.passed" if approved else "review.returned",
        subject=held.version.subject,
        data={
            "version": str(held.version.uid),
            "level": wanted.name,
            "for": permission.for_person,
            "answers": answers,
        },
    )
    return Decision.objects.create(
        round=held,
        level=level,
        person=actor,
        for_person=Person.objects.get(uid=permission.for_person) if permission.for_person else None,
        approved=approved,
        opinion=opinion,
        answers=answers,
        on=today,
        at=now,
    )


def _check_answers(answers: Mapping[str, str], approved: bool, opinion: str) -> None:
    basis = "条例第十七条"
    for code, question in review.SECRECY_QUESTIONS:
        if answers.get(code) not in ("yes", "no"):
            raise Refusal("secrecy-open", f"还没有回答“{question}”，请选是或者否。", basis)
    if not approved:
        return
    if answers["state_secret"] == "yes":  # noqa: S105
        raise Refusal(
            "state-secret", "涉及国家秘密、工作秘密的内容不能公开，请退回。", "条例第十四条"
        )
    if "yes" in answers.values() and not opinion:
        raise Refusal("no-opinion", "回答“是”而仍然通过的，请在意见里写明理由。", basis)
