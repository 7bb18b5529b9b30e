"""Row locks of reports. One row a transaction, before the ledger's head."""

from __future__ import annotations

from gongkai.office.reporting.models import AnnualReport


def lock_report(report: AnnualReport) -> AnnualReport:
    """The report, held until the transaction ends: two people never take a step at once."""
    return (
        AnnualReport.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency__region")
        .get(pk=report.pk)
    )
