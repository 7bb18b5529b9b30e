"""Services of the administrator: the agency's name, whom it took over, who stands above it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import queries, services
from gongkai.office.agencies.models import (
    BEGINNING,
    Agency,
    AgencyName,
    Person,
    Role,
    Succession,
    SuccessionKind,
    Superior,
)
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal

DAY = timedelta(days=1)


@transaction.atomic
def rename(
    *, actor: Person, now: datetime, agency: Agency, name: str, from_day: date, basis: str
) -> AgencyName:
    """The agency is called `name` from a day on, today at the latest. What is dated before keeps
    the name of its day. Raises Refusal: not-permitted, name-missing, basis-missing, same-name,
    day-to-come, before-last (names follow each other)."""
    today = time.today(now)
    services.require(actor, agency, Role.ADMINISTRATOR, today)
    held = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    name, basis = name.strip(), basis.strip()
    if not name:
        raise Refusal("name-missing", "请填写机关的新名称，写全称。")
    if not basis:
        raise Refusal("basis-missing", "请填写更名的依据，例如机构改革方案的文号。")
    if name == held.name:
        raise Refusal("same-name", f"机关现在就叫“{name}”，没有改动。")
    _not_to_come(from_day, today)
    last = AgencyName.objects.filter(agency=held, valid_to__isnull=True).first()
    if last is None:
        last = AgencyName.objects.create(agency=held, name=held.name, valid_from=BEGINNING)
    if from_day <= last.valid_from:
        raise Refusal(
            "before-last",
            f"“{last.name}”从 {last.valid_from} 起使用，新名称要从这以后的一天开始。",
        )
    AgencyName.objects.filter(pk=last.pk).update(valid_to=from_day - DAY)
    made = AgencyName.objects.create(agency=held, name=name, valid_from=from_day, basis=basis)
    Agency.objects.filter(pk=held.pk).update(name=name)
    audit.append(
        agency=held,
        actor=actor,
        now=now,
        verb="agency.renamed",
        subject=f"agencies.agency:{held.uid}",
        data={"from": from_day.isoformat(), "name": name, "before": last.name, "basis": basis},
    )
    return made


@transaction.atomic
def take_over(
    *,
    actor: Person,
    now: datetime,
    agency: Agency,
    predecessor: Agency | None,
    predecessor_name: str,
    kind: str,
    on: date,
    basis: str,
) -> Succession:
    """The agency took over another, or some of its duties, on a day. A merged agency of this
    installation is closed that day and its supervision ends; its records stay where they are.

    Raises Refusal: not-permitted (in either agency), name-missing, basis-missing, same-agency,
    day-to-come, taken-already, closed-already.
    """
    today = time.today(now)
    services.require(actor, agency, Role.ADMINISTRATOR, today)
    if predecessor is not None:
        services.require(actor, predecessor, Role.ADMINISTRATOR, today)
        predecessor_name = queries.name_on(predecessor, on)
    predecessor_name, basis = predecessor_name.strip(), basis.strip()
    if not predecessor_name:
        raise Refusal("name-missing", "请选择原机关，或者填写它的全称。")
    if not basis:
        raise Refusal("basis-missing", "请填写依据，例如机构改革方案的文号。")
    if predecessor == agency or predecessor_name == agency.name:
        raise Refusal("same-agency", "机关不能并入自己。只改名称的，请办理更名。")
    _not_to_come(on, today)
    if Succession.objects.filter(agency=agency, predecessor_name=predecessor_name, on=on).exists():
        raise Refusal("taken-already", f"{on} 从{predecessor_name}划入，已经登记过。")
    made = Succession.objects.create(
        agency=agency,
        predecessor=predecessor,
        predecessor_name=predecessor_name,
        kind=SuccessionKind(kind),
        on=on,
        basis=basis,
    )
    if predecessor is not None and made.kind == SuccessionKind.MERGED:
        _close(predecessor, on)
    for one in sorted(filter(None, (agency, predecessor)), key=lambda a: a.pk):
        audit.append(
            agency=one,
            actor=actor,
            now=now,
            verb="agency.succeeded" if one == agency else "agency.taken_over",
            subject=f"agencies.succession:{made.uid}",
            data={"kind": made.kind, "on": on.isoformat(), "basis": basis},
        )
    return made


def _close(agency: Agency, on: date) -> None:
    if not Agency.objects.filter(pk=agency.pk, closed_on__isnull=True).update(closed_on=on):
        raise Refusal("closed-already", f"{agency.name}已经撤销，不能再并一次。")
    Superior.objects.filter(agency=agency, valid_to__isnull=True, valid_from__lte=on).update(
        valid_to=on
    )


@transaction.atomic
def place_under(
    *,
    actor: Person | None,
    now: datetime,
    agency: Agency,
    superior: Agency | None,
    reconsideration_body: str,
    valid_from: date,
    valid_to: date | None = None,
    superior_name: str = "",
) -> Superior:
    """From a day on, an office supervises the agency's disclosure and a body reconsiders its
    decisions; what held until then ends the day before. `superior_name` names an office that does
    not work in this installation. Raises Refusal: not permitted, office-missing, body-missing,
    before-last, same-agency, circle."""
    services.administrator(actor, agency, now)
    return put_under(
        actor=actor,
        now=now,
        agency=agency,
        superior=superior,
        reconsideration_body=reconsideration_body,
        valid_from=valid_from,
        valid_to=valid_to,
        superior_name=superior_name,
    )


@transaction.atomic
def put_under(
    *,
    actor: Person | None,
    now: datetime,
    agency: Agency,
    superior: Agency | None,
    reconsideration_body: str,
    valid_from: date,
    valid_to: date | None = None,
    superior_name: str = "",
) -> Superior:
    """The same, where it was decided before that `actor` may: `place_under`, or the superior that
    enters a unit which has no office here. Raises Refusal as there."""
    services.check_days(valid_from, valid_to)
    audit.hold([agency])
    superior_name, body = superior_name.strip(), reconsideration_body.strip()
    if superior is None and not superior_name:
        raise Refusal("office-missing", "请选择主管部门，不在本系统里的填写它的全称。")
    if not body:
        raise Refusal("body-missing", "请填写行政复议机关，答复书上的救济途径要用。")
    if superior == agency:
        raise Refusal("same-agency", "机关不能做自己的主管部门。")
    if superior is not None and agency.pk in queries.above(superior, valid_from):
        raise Refusal(
            "circle",
            f"{superior.name}由{agency.name}主管，或者由它主管的机关主管，不能反过来主管它。",
        )
    last = Superior.objects.filter(agency=agency, valid_to__isnull=True).first()
    if last is not None:
        if valid_from <= last.valid_from:
            raise Refusal(
                "before-last",
                f"现在的隶属从 {last.valid_from} 起，新的要从这以后的一天开始。",
            )
        Superior.objects.filter(pk=last.pk).update(valid_to=valid_from - DAY)
    row = Superior.objects.create(
        agency=agency,
        superior=superior,
        superior_name="" if superior else superior_name,
        reconsideration_body=body,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="agency.placed_under",
        subject=f"agencies.superior:{row.uid}",
        data={
            "superior": str(superior.uid) if superior else superior_name,
            "reconsideration_body": body,
            "from": valid_from.isoformat(),
        },
    )
    return row


def _not_to_come(day: date, today: date) -> None:
    if day > today:
        raise Refusal("day-to-come", f"{day} 还没有到，请到那一天再登记。")
