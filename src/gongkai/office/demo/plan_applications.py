"""The applications of the demo: every outcome in the closed years, work of every urgency in the live one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.law.calendar import Calendar

from .planned import TODAY, PlannedApplication, Step, working
from .words import APPLICANTS, PLACES, SUBJECTS, SURNAMES

#: How often each outcome comes, over the two closed years and the live one. Every one of the 21 rows
#: occurs; the shape follows what county offices publish (most are granted or not held).
OUTCOMES = {
    "granted": 44,
    "partly_granted": 14,
    "refused.state_secret": 1,
    "refused.prohibited_by_law": 1,
    "refused.endangers_security_or_stability": 1,
    "refused.third_party_rights": 5,
    "refused.internal_affairs": 2,
    "refused.process_information": 5,
    "refused.enforcement_file": 3,
    "refused.administrative_query": 2,
    "unavailable.not_held": 22,
    "unavailable.needs_creation": 5,
    "unavailable.still_unclear": 3,
    "not_processed.petition_or_complaint": 5,
    "not_processed.repeated_request": 3,
    "not_processed.published_material": 2,
    "not_processed.excessive_requests": 1,
    "not_processed.confirmation_or_reissue": 2,
    "other.not_supplemented": 3,
    "other.fee_not_paid": 1,
    "other.other": 3,
}

#: Applicant kinds and how often each comes: almost all applicants are natural persons.
KINDS = {
    "natural_person": 70,
    "enterprise": 12,
    "research_institution": 3,
    "public_welfare_organisation": 4,
    "legal_services_organisation": 8,
    "other_organisation": 3,
}

CHANNELS = {"in_person": 3, "signed_post": 3, "online": 6}


def closed_applications(chance: random.Random, calendar: Calendar) -> Iterator[PlannedApplication]:
    """All applications that are concluded on `TODAY`, each outcome as often as `OUTCOMES` says."""
    results = [row for row, times in OUTCOMES.items() for _ in range(times)]
    chance.shuffle(results)
    # Receipt dates end eleven weeks before TODAY, so that even an extended answer lies in the past;
    # those of December are answered in January and carried over.
    december = _december(calendar)
    first, last = date(2024, 1, 3), TODAY - timedelta(weeks=11)
    span = (last - first).days
    days = december + [
        working(calendar, first + timedelta(days=chance.randrange(span)))
        for _ in results[len(december) :]
    ]
    for received_on, result in zip(sorted(days), results, strict=True):
        yield _concluded(chance, calendar, received_on, result)


def _december(calendar: Calendar) -> list[date]:
    """Receipt dates whose answers fall into the next year."""
    days = [date(2024, 12, 12), date(2024, 12, 18), date(2024, 12, 25)]
    days += [date(2025, 12, 11), date(2025, 12, 19), date(2025, 12, 26)]
    return [working(calendar, day) for day in days]


def _concluded(
    chance: random.Random, calendar: Calendar, received_on: date, result: str
) -> PlannedApplication:
    def after(start: date, days: int) -> date:
        return calendar.add_working_days(start, days).day

    steps: list[Step] = []
    start = received_on
    if result in ("unavailable.still_unclear", "other.not_supplemented") or chance.random() < 0.06:
        asked, limit = after(received_on, 3), after(received_on, 13)
        steps.append(Step("request_supplement", asked, {"respond_by": limit}))
        if result == "other.not_supplemented":
            ended = after(limit, 1)
            steps.append(Step("supplement_lapsed", ended))
            return _planned(chance, received_on, steps, result, ended)
        start = after(asked, 5)
        steps.append(Step("supplemented", start))
    if result == "other.fee_not_paid":
        served = after(start, 5)
        steps.append(Step("fee_notice", served, {"items": 34}))
        ended = after(served, 21)
        steps.append(Step("fee_lapsed", ended))
        return _planned(chance, received_on, steps, result, ended)
    if result == "other.other":
        ended = after(start, 4)
        steps.append(Step("withdrawn", ended))
        return _planned(chance, received_on, steps, result, ended)
    if result == "refused.third_party_rights":
        sent, replied = after(start, 3), after(start, 12)
        steps.append(Step("third_party_consulted", sent, {"delivered": after(sent, 2)}))
        steps.append(Step("third_party_replied", replied, {"consents": False}))
        answered = after(start, 15)
    elif chance.random() < 0.12:
        extended = after(start, 15)
        steps.append(Step("extended", extended, {"days": 15}))
        answered = after(start, 28)
    elif received_on.month == 12:
        answered = after(start, 18)  # these are the ones carried over the year's end
    else:
        answered = after(start, chance.randrange(5, 20))
    steps.append(Step("answered", answered, {"result": result}))
    steps.append(Step("served", answered))
    return _planned(chance, received_on, steps, result, answered)


def open_applications(chance: random.Random, calendar: Calendar) -> list[PlannedApplication]:
    """The work on the desk on `TODAY`: overdue, today, this week, next week and later, one waiting
    for a supplement and one for a third party."""
    due_in = (-1, 0, 0, 1, 2, 3, 6, 8, 11, 14, 17, 19)
    planned = []
    for days in due_in:
        received_on = _received_for(calendar, days)
        steps: list[Step] = []
        if days == 11:
            asked = calendar.add_working_days(received_on, 2).day
            respond_by = calendar.add_working_days(TODAY, 6).day
            steps = [Step("request_supplement", asked, {"respond_by": respond_by})]
        if days == 14:
            sent = calendar.add_working_days(received_on, 2).day
            steps = [Step("third_party_consulted", sent, {"delivered": sent})]
        planned.append(_planned(chance, received_on, steps, None, None))
    return planned


def _received_for(calendar: Calendar, days: int) -> date:
    """The receipt date whose answer falls due `days` working days after `TODAY`."""
    day = TODAY
    while calendar.working_days_between(day, TODAY) < 20 - days or not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


def _planned(
    chance: random.Random,
    received_on: date,
    steps: list[Step],
    result: str | None,
    concluded_on: date | None,
) -> PlannedApplication:
    kind = chance.choices(list(KINDS), weights=list(KINDS.values()))[0]
    return PlannedApplication(
        received_on=received_on,
        channel=chance.choices(list(CHANNELS), weights=list(CHANNELS.values()))[0],
        applicant_kind=kind,
        applicant_name=_applicant(chance, kind),
        subject=chance.choice(SUBJECTS).format(
            year=received_on.year - 1, place=chance.choice(PLACES)
        ),
        steps=tuple(steps),
        result=result,
        concluded_on=concluded_on,
    )


def _applicant(chance: random.Random, kind: str) -> str:
    if kind == "natural_person":
        return chance.choice(SURNAMES) + chance.choice("明芳伟静强敏军丽磊洋艳勇娜杰涛")
    return chance.choice(APPLICANTS[kind]).format(place=chance.choice(PLACES))
