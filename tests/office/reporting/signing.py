"""A report signed, and the refusals of its steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from gongkai.office.audit import queries as audit
from gongkai.office.refusal import Refusal
from gongkai.office.reporting import services
from gongkai.office.reporting.models import AnnualReport, Draft, FrozenReport, ReportEvent
from tests.office.build import Office
from tests.office.reporting.conftest import JANUARY, SIGNING


@contextmanager
def refused(report: AnnualReport, code: str) -> Iterator[None]:
    """The block is refused with this code, and neither ledger nor tables have moved."""

    def state() -> tuple[object, ...]:
        return (
            audit.head(report.agency),
            ReportEvent.objects.count(),
            Draft.objects.count(),
            FrozenReport.objects.count(),
        )

    before = state()
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code
    assert state() == before


def signed(office: Office, written: AnnualReport) -> FrozenReport:
    services.check_report(report=written, actor=office.clerk, now=JANUARY)
    return services.sign(report=written, actor=office.signer, now=SIGNING)
