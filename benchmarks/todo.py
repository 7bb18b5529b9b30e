"""How long the desk home's applications take among 200,000, in milliseconds (p50, p95).

    PYTHONPATH=src python benchmarks/todo.py [--database sqlite|postgres] [--repeat 60]
                                             [--applications 200000]

Nine in ten applications are closed, one in ten is open with due dates over two years. Timed are the
things to do of the clerk (200 soonest) and of a section, the first page of the list, and a page in
its middle; beside them what one would write first: read every open row and sort in Python. The target
of the things to do is a p95 of 50.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from os import cpu_count, getloadavg
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any
from uuid import UUID

import intake

APPLICATIONS = 200_000
TODAY = date(2026, 10, 21)


def fill(chance: random.Random, applications: int = APPLICATIONS) -> Any:
    """The agency with its applications. The guards step aside: these rows have no ledger events."""
    from django.db import connection

    from gongkai.office import guards, time
    from gongkai.office.agencies import services
    from gongkai.office.agencies.models import Agency
    from gongkai.office.applications.models import Applicant, Application, ClockProjection

    agency = Agency.objects.get()
    now = time.at(TODAY)
    section = services.add_section(actor=None, now=now, agency=agency, name="药政科")
    guards.remove(guards.registry())
    for first in range(1, applications + 1, 2000):
        some = range(first, first + 2000)
        Applicant.objects.bulk_create(
            Applicant(id=n, uid=UUID(int=n), agency=agency, kind="enterprise", name="甲")
            for n in some
        )
        Application.objects.bulk_create(
            Application(
                id=n,
                uid=UUID(int=n),
                agency=agency,
                number=f"{n}",
                applicant_id=n,
                channel="online",
                subject_line="补助资金",
                form_wanted="electronic",
                query_fingerprint=f"{n}",
                registered_at=now,
                section=section if n % 20 == 0 else None,
            )
            for n in some
        )
        ClockProjection.objects.bulk_create(
            ClockProjection(
                application_id=n,
                agency=agency,
                open=n % 10 == 0,
                state="running" if n % 10 == 0 else "served",
                receipt_date=TODAY,
                due_on=TODAY + timedelta(chance.randint(-30, 700)),
                section=section if n % 20 == 0 else None,
                calendar_version="x",
            )
            for n in some
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return agency


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--repeat", type=int, default=60)
    parser.add_argument("--applications", type=int, default=APPLICATIONS)
    options = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="gongkai-todo-"))
    try:
        intake.set_up(options.database, root)
        agency = fill(random.Random(1), options.applications)
        show(agency, options.database, options.repeat, options.applications)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def show(agency: Any, database: str, repeat: int, applications: int) -> None:
    from gongkai.office import time
    from gongkai.office.access import Desk
    from gongkai.office.agencies.models import Person, Role, Section
    from gongkai.office.applications import queries
    from gongkai.office.applications.models import ClockProjection
    from gongkai.office.applications.todo import todo

    person, section = Person.objects.get(), Section.objects.get()
    desk = Desk(person, agency, frozenset({Role.CLERK}), (section,), time.at(TODAY), TODAY)
    middle = f"{TODAY + timedelta(300)}_0"

    def by_hand() -> object:
        rows = ClockProjection.objects.filter(agency=agency, open=True).select_related(
            "application__applicant"
        )
        return sorted(rows, key=lambda row: (row.due_on, row.application_id))[:200]

    acts: list[tuple[str, Callable[[], object], int]] = [
        (
            "things to do, clerk",
            lambda: list(todo(agency=agency, person=person, roles={Role.CLERK}, as_of=TODAY)),
            repeat,
        ),
        (
            "one section's",
            lambda: queries.soonest(agency, limit=200, sections=[section.pk]),
            repeat,
        ),
        ("list, first page", lambda: queries.listed(desk), repeat),
        ("list, in the middle", lambda: queries.listed(desk, after=middle), repeat),
        ("list, all, newest", lambda: queries.listed(desk, show="all"), repeat),
        ("read all and sort", by_hand, 5),
    ]
    load = getloadavg()[0] / (cpu_count() or 1)
    print(f"{database}, {applications:,} applications, load {load:.1f}".replace(",000", " 000"))
    for words, act, times in acts:
        act()
        taken = []
        for _ in range(times):
            start = perf_counter()
            act()
            taken.append((perf_counter() - start) * 1000)
        cuts = quantiles(taken, n=20)
        print(f"  {words:22} p50 {cuts[9]:8.1f}  p95 {cuts[18]:8.1f}", flush=True)


if __name__ == "__main__":
    main()
