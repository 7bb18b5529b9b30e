"""The office that tests start from: the one the demo founds, through the same services."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from gongkai.office import statements, time
from gongkai.office.access import Desk
from gongkai.office.agencies.models import Agency, Person, Region
from gongkai.office.agencies.queries import places_on
from gongkai.office.audit import services as audit
from gongkai.office.audit.models import Event, Ledger
from gongkai.office.demo import founding
from gongkai.office.demo.founding import SINCE, Office
from gongkai.office.demo.words import PASSWORD
from gongkai.office.statements import Statement

__all__ = ["PASSWORD", "SINCE", "Office", "desk_of", "make_office"]


def desk_of(person: Person, now: datetime) -> Desk:
    """Where the person works: the desk a request of theirs would have."""
    today = time.today(now)
    place = places_on(person, today)[0]
    return Desk(person, place.agency, place.roles, place.sections, now, today)


Row = tuple[str | int | bytes | None, ...]


@dataclass(frozen=True)
class _Founded:
    """An office, and what writes its rows where there is none."""

    office: Office
    writes: list[Statement]


#: The offices that were founded in this process where there was none, by what they were founded with.
_FOUNDED: dict[tuple[datetime, str, str], _Founded] = {}


def make_office(now: datetime, *, prefix: str = "", credit: str = "0001") -> Office:
    """`founding.make_office`. Hundreds of tests begin with the same office: the services found it once in
    a process, and where there is none yet it is written again by the rows they wrote, keys and seals
    among them, past the same guards."""
    if any(model._base_manager.exists() for model in (Region, Agency, Person)):
        return founding.make_office(now, prefix=prefix, credit=credit)
    asked = now, prefix, credit
    if asked not in _FOUNDED:
        before = _all_rows()
        office = founding.make_office(now, prefix=prefix, credit=credit)
        writes, written = [], []
        for model, after in _all_rows().items():
            assert before[model] <= after, f"founding an office changes rows of {model}"
            if more := after - before[model]:
                writes += _writing(model, more)
                written.append(model)
        # Another database may not have counted as far: what comes next must not get a key of these rows.
        behind = connection.ops.sequence_reset_sql(no_style(), written)
        writes += [Statement(sql) for sql in behind]
        _FOUNDED[asked] = _Founded(deepcopy(office), writes)
        return office
    known = _FOUNDED[asked]
    with transaction.atomic():
        statements.send(known.writes)
    return deepcopy(known.office)


def _writing(model: type[Model], rows: set[Row]) -> list[Statement]:
    """What writes these rows, in the order of their keys. A ledger begins empty: each event moves its head
    on."""
    table, columns = _table(model)
    places = ", ".join(["%s"] * len(columns))
    insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"
    writes = []
    names = [field.attname for field in model._meta.concrete_fields]
    key = [field.primary_key for field in model._meta.concrete_fields].index(True)
    for row in sorted(rows, key=lambda row: int(row[key] or 0)):
        named = dict(zip(names, row, strict=True))
        if model is Ledger:
            named |= {"head_position": "0", "head_hash": ""}
        writes.append(Statement(insert, tuple(named.values())))
        if model is Event:
            head = named["position"], named["hash"], named["agency_id"]
            writes.append(Statement(audit.FORWARD, head))
    return writes


def _table(model: type[Model]) -> tuple[str, list[str]]:
    quote = connection.ops.quote_name
    columns = [quote(str(field.column)) for field in model._meta.concrete_fields]
    return quote(model._meta.db_table), columns


def _all_rows() -> dict[type[Model], set[Row]]:
    """Every row of every model, as the database itself has it: no value is turned into one of Python's,
    so that it goes back as it was."""
    as_it_is = "{}::text" if connection.vendor == "postgresql" else "+{}"
    found: dict[type[Model], set[Row]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table, columns = _table(model)
            cursor.execute(f"SELECT {', '.join(map(as_it_is.format, columns))} FROM {table}")
            found[model] = set(cursor.fetchall())
    return found
