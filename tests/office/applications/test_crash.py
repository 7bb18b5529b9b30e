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

#: Registers one application after another; a number is printed once its transaction has committed.
CHILD = """
import sys
import django
django.setup()
from django.db import connections
connections.databases["default"]["NAME"] = sys.argv[1]
from datetime import datetime
from gongkai.office.agencies.models import Agency, Person
from gongkai.office.applications import services
from tests.office.applications.make import submission
agency, clerk = Agency.objects.get(uid=sys.argv[2]), Person.objects.get(uid=sys.argv[3])
now = datetime.fromisoformat(sys.argv[4])
while True:
    made = services.register(agency=agency, actor=clerk, now=now, submission=submission())
    print(made.number, flush=True)
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
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", CHILD, *arguments],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        ) as child:
            assert child.stdout is not None
            for _ in range(chance.randrange(1, 9)):
                line = child.stdout.readline()
                assert line, "the child ended by itself"
                acknowledged.append(line.strip())
            child.send_signal(signal.SIGKILL)
            # What it still said before the kill reached it was committed too.
            acknowledged += child.stdout.read().split()
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
