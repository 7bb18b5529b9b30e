"""Say what is kept here, and take the figures of a year from the records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal
from gongkai.office.reporting import compile, kinds, locks, metrics, narrative, queries
from gongkai.office.reporting.models import AnnualReport, Keeping, ReportEvent, Step
from gongkai.office.reporting.services.steps import not_frozen, take_step
from gongkai.office.reporting.services.writing import write_version

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person


@transaction.atomic
def keep(
    *, agency: Agency, from_year: int, codes: Iterable[str], actor: Person, now: datetime
) -> Keeping:
    """Say which kinds of records the agency keeps here from a report year on.

    A new declaration for the same year supersedes the old one. Raises Refusal("unknown-kind").
    """
    require(actor, agency, Role.CLERK, time.today(now))
    chosen = sorted(set(codes))
    unknown = [code for code in chosen if code not in kinds.BY_CODE]
    if unknown:
        raise Refusal("unknown-kind", f"没有“{'、'.join(unknown)}”这种登记事项，请重新选择。")
    row = Keeping(agency=agency, from_year=from_year, kinds=chosen)
    position = audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="report.keeping",
        subject=f"reporting.keeping:{row.uid}",
        data={"from_year": from_year, "kinds": chosen},
    )
    # Under the lock of the ledger's head: of two at once the later supersedes the earlier.
    Keeping.objects.current().filter(agency=agency, from_year=from_year).update(
        superseded_at_position=position
    )
    row.recorded_at_position = position
    row.save()
    return row


@transaction.atomic
def compile_report(*, agency: Agency, year: int, actor: Person, now: datetime) -> ReportEvent:
    """Take the figures of a year as the ledger stands, and draft the texts nobody has written yet.

    Undoes an earlier check. Raises Refusal: not permitted, year of an older form, year not begun,
    already frozen.
    """
    require(actor, agency, Role.CLERK, time.today(now))
    if year < 2021 or year > time.today(now).year:
        raise Refusal("year", f"不能编制 {year} 年度的报告：这里编制 2021 年度到今年的报告。")
    report, _ = AnnualReport.objects.get_or_create(agency=agency, year=year)
    report = locks.lock_report(report)
    not_frozen(queries.stages_of(report))
    event = take_step(report, Step.COMPILED, actor=actor, now=now, counted_here=True)
    compiled = compile.compile_year(agency, year, event.position)
    values = metrics.values(compiled.cells, compiled.counted)
    newest = queries.drafts_of(report)
    for section in narrative.SECTIONS:
        held = newest.get(section)
        if held is None or held.drafted:  # a person's words are never overwritten
            parts = [one.part for one in narrative.draft(section, values)]
            write_version(report, section, held, parts, actor=actor, now=now, drafted=True)
    return event
