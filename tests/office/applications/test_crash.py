"""Kill the process that registers, at random, twenty times: what was acknowledged is there, once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Count

from gongkai.office.applications.models import Application, ApplicationFact, ClockProjection
from gongkai.office.audit.queries import verify_audit
from tests.office.build import make_office

#: Loads the office once, and for every line it is given forks a process that registers one application
#: after another: its id is printed first, then a number once its transaction has committed, and "end"
#: when it is gone.
CHILD = """
import os, sys
import django
django.setup()
from django.db import connections
connections.databases["default"]["NAME"] = sys.argv[1]
from datetime import datetime
from gongkai.office.agencies.models import Agency, Person
from gongkai.office.applications import services
from tests.office.applications.make import submission
now = datetime.fromisoformat(sys.argv[4])
for _ in sys.stdin:
    child = os.fork()
    if not child:
        print(os.getpid(), flush=True)
        agency, clerk = Agency.objects.get(uid=sys.argv[2]), Person.objects.get(uid=sys.argv[3])
        while True:
            made = services.register(agency=agency, actor=clerk, now=now, submission=submission())
            print(made.number, flush=True)
    os.waitpid(child, 0)
    print("end", flush=True)
"""
KILLS = 20


@pytest.mark.usefixtures("committed")
def test_every_acknowledged_application_survives_kill_nine_once(now: datetime) -> None:
    office = make_office(now)
    chance = random.Random(9)
    acknowledged: list[str] = []
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", str(Path.cwd())])}
    arguments = [
        str(connection.settings_dict["NAME"]),
        str(office.agency.uid),
        str(office.clerk.uid),
        now.isoformat(),
    ]
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as loaded:
        assert loaded.stdin is not None and loaded.stdout is not None
        for _ in range(KILLS):
            loaded.stdin.write("again\n")
            loaded.stdin.flush()
            child = int(loaded.stdout.readline())
            for _ in range(chance.randrange(1, 9)):
                line = loaded.stdout.readline().strip()
                assert line != "end", "the child ended by itself"
                acknowledged.append(line)
            os.kill(child, signal.SIGKILL)
            # What it still said before the kill reached it was committed too.
            acknowledged += iter(lambda: loaded.stdout.readline().strip(), "end")
        loaded.stdin.close()
    assert loaded.returncode == 0
    assert len(acknowledged) >= KILLS
    numbers = list(Application.objects.values_list("number", flat=True))
    assert len(set(acknowledged)) == len(acknowledged)
    assert set(acknowledged) <= set(numbers)
    assert len(set(numbers)) == len(numbers)
    # At most the one whose acknowledgement the kill cut off is there beside them, and whole.
    assert len(numbers) - len(acknowledged) <= KILLS
    for model in (ApplicationFact, ClockProjection):
        held = model.objects.values("application").annotate(times=Count("pk"))
        assert sorted(row["times"] for row in held) == [1] * len(numbers)
    assert verify_audit(office.agency) == []
