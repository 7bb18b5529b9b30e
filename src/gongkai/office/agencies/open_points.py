"""How an agency reads the points the law leaves open (`gongkai.law.open_points`).

A choice holds for what begins on its day or later: an application keeps the reading of the day it
arrived, a case the one of the day it was decided. So no clock that runs is moved by it, and nothing
that was counted changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from gongkai.law.open_points import OPEN_POINTS, OpenPoint, point, settings_of, written
from gongkai.law.settings import DEFAULT_SETTINGS, LawSettings
from gongkai.office import time
from gongkai.office.agencies import services
from gongkai.office.agencies.models import Agency, LawChoice, Person, Role
from gongkai.office.audit import services as audit
from gongkai.office.audit.models import Event
from gongkai.office.refusal import Refusal

Chosen = tuple[tuple[date, str, str], ...]

#: Digest of the choices → the choices, as (from, point, value). An entry is kept under the digest of
#: the rows it was made from: it can be missing, never stale.
_chosen: dict[str, Chosen] = {}


def settings_on(agency: Agency, day: date) -> LawSettings:
    """How the agency reads the open points for what began on `day`. No query unless a choice was made
    that this process has not seen yet."""
    chosen = _choices(agency)
    if not chosen or day < chosen[0][0]:
        return DEFAULT_SETTINGS
    return settings_of({name: value for since, name, value in chosen if since <= day})


def _choices(agency: Agency) -> Chosen:
    if not agency.choices_digest:
        return ()
    held = _chosen.get(agency.choices_digest)
    if held is None:
        held = _rows(agency)
        _chosen[_digest(held)] = held
    return held


def _rows(agency: Agency) -> Chosen:
    rows = LawChoice.objects.filter(agency=agency).order_by("valid_from", "id")
    return tuple(rows.values_list("valid_from", "point", "value"))


def _digest(rows: Iterable[tuple[date, str, str]]) -> str:
    content = json.dumps([[day.isoformat(), name, value] for day, name, value in rows])
    return hashlib.sha256(content.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Reading:
    """One open point as the agency reads it on a day; `coming` are choices for later days."""

    point: OpenPoint
    value: str
    coming: tuple[LawChoice, ...]
    earlier: tuple[LawChoice, ...]

    @property
    def words(self) -> str:
        return self.point.words(self.value)

    @property
    def is_default(self) -> bool:
        return self.value == self.point.default


def readings(agency: Agency, on: date) -> list[Reading]:
    """Every open point in the order of the law layer. One query."""
    rows = LawChoice.objects.filter(agency=agency).select_related("chosen_by")
    settings = settings_on(agency, on)
    held: dict[str, list[LawChoice]] = {}
    for row in rows.order_by("valid_from", "id"):
        held.setdefault(row.point, []).append(row)
    return [
        Reading(
            one,
            written(getattr(settings, one.name)),
            tuple(row for row in held.get(one.name, ()) if row.valid_from > on),
            tuple(row for row in held.get(one.name, ()) if row.valid_from <= on),
        )
        for one in OPEN_POINTS
    ]


@transaction.atomic
def choose(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    name: str,
    value: str,
    valid_from: date,
    reason: str,
) -> LawChoice:
    """Read an open point so from a day on. The day comes after today, so that nothing under way is
    moved; before the first application or case is registered it may be any day.

    Raises Refusal: not-permitted, no-such-choice, no-reason, too-early, chosen-already.
    """
    today = time.today(now)
    services.require(actor, agency, Role.ADMINISTRATOR, today)
    try:
        point(name).words(value)
    except KeyError as error:
        raise Refusal("no-such-choice", "没有这个口径，请在列出的几种里选一种。") from error
    if not reason.strip():
        raise Refusal("no-reason", "没有写依据和理由。请写明哪个文件、哪次会议定的。")
    # The agency before its ledger, as everywhere: what another has just chosen is known here.
    held = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    position = audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="open_point.chosen",
        subject=f"agencies.agency:{agency.uid}",
        data={"point": name, "value": value, "from": valid_from.isoformat()},
    )
    # Under the lock of the ledger's head nothing is registered meanwhile.
    if valid_from <= today and _in_use(agency):
        raise Refusal(
            "too-early",
            f"最早从 {today + timedelta(days=1)} 起：已经登记的申请和案件照原来的口径办完。",
        )
    if written(getattr(settings_on(held, valid_from), name)) == value and not any(
        since > valid_from and other == name for since, other, _ in _choices(held)
    ):
        raise Refusal("chosen-already", "那一天起本来就是这个口径，没有要改的。")
    made = LawChoice.objects.create(
        agency=held,
        point=name,
        value=value,
        valid_from=valid_from,
        reason=reason.strip()[:300],
        chosen_at=now,
        chosen_by=actor,
        position=position,
    )
    agency.choices_digest = _digest(_rows(held))
    Agency.objects.filter(pk=held.pk).update(choices_digest=agency.choices_digest)
    return made


def _in_use(agency: Agency) -> bool:
    counted = Q(verb__startswith="application.") | Q(verb__startswith="challenge.")
    return Event.objects.filter(counted, agency=agency).exists()
