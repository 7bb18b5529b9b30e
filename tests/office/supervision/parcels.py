"""Parcels: many reports sent at once, and the worker that reads them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from gongkai.office import time
from gongkai.office.supervision import services
from gongkai.office.supervision.models import Parcel
from gongkai.office.supervision.services import Sent
from gongkai.office.work.runner import run_next
from tests.office.build import Office
from tests.office.supervision.receiving import DAY, FILED, REPORTS

LATER = time.at(date(2025, 1, 22), 17)


def content(file: str) -> bytes:
    return (REPORTS / file).read_bytes()


def zipped(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def send(office: Office, *files: Sent, **given: object) -> Parcel:
    what: dict[str, object] = {
        "agency": office.supervising,
        "actor": office.supervisor,
        "now": FILED,
        "year": 2024,
        "received_on": DAY,
        **given,
    }
    return services.send_parcel(files=files, **what)  # type: ignore[arg-type]


def became(parcel: Parcel) -> list[tuple[str, str | None, str | None]]:
    """(name, unit, problem) of every file."""
    rows = parcel.files.select_related("received__unit").order_by("number")
    return [(r.name, r.received and r.received.unit.name, r.problem) for r in rows]


def run_all() -> None:
    while run_next(now=LATER):
        pass
