"""What the annual report of a year must show, counted from the plan in plain Python.

This is the demo's own book: it shares no line with the office's queries, so that the two can be
compared cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from gongkai.report.form import get_form

from . import portal
from .items_plan import PlannedItem, PlannedMonth
from .planned import Plan, PlannedCase


def expected_cells(plan: Plan, year: int) -> dict[str, int | Decimal]:
    """All 200 cells of the report of `year`, by cell id. Fees in 万元, all else counts."""
    cells: dict[str, int | Decimal] = dict.fromkeys(get_form("2021").cells, 0)
    _add_disclosure(cells, plan, year)
    _add_applications(cells, plan, year)
    _add_portal_application(cells, year)
    _add_cases(cells, plan.cases, year)
    return cells


def _add_disclosure(cells: dict[str, int | Decimal], plan: Plan, year: int) -> None:
    last_day = date(year, 12, 31)
    for document in plan.documents:
        if document.issued_on.year == year:
            cells["disclosure.normative_documents.issued"] += 1
        if document.ended_on and document.ended_on.year == year:
            cells["disclosure.normative_documents.repealed"] += 1
        if document.issued_on <= last_day and (
            document.ended_on is None or document.ended_on > last_day
        ):
            cells["disclosure.normative_documents.in_force"] += 1
    for decision in plan.decisions:
        if decision.decided_on.year == year:
            cells[f"disclosure.{decision.register}.decisions"] += 1
    for returned in plan.returns:
        if returned.period_from.year != year:
            continue
        if returned.register == "fees":
            cells["disclosure.fees.amount"] += returned.value / 10_000
        else:
            cells[f"disclosure.{returned.register}.decisions"] += int(returned.value)


def _add_applications(cells: dict[str, int | Decimal], plan: Plan, year: int) -> None:
    for one in plan.applications:
        if one.received_on.year > year:
            continue
        before = one.concluded_on is not None and one.concluded_on.year < year
        if before:
            continue
        rows = ["received" if one.received_on.year == year else "carried_in"]
        if one.concluded_on is not None and one.concluded_on.year == year:
            assert one.result is not None
            rows += [one.result, "concluded"]
        else:
            rows.append("carried_out")
        for row in rows:
            for column in (one.applicant_kind, "total"):
                cells[f"requests.{row}.{column}"] += 1


def _add_portal_application(cells: dict[str, int | Decimal], year: int) -> None:
    """The one that came through the portal stands beside the plan; it is open."""
    if year == portal.SENT.year:
        for row in ("received", "carried_out"):
            for column in ("natural_person", "total"):
                cells[f"requests.{row}.{column}"] += 1


def _add_cases(cells: dict[str, int | Decimal], cases: Iterable[PlannedCase], year: int) -> None:
    for case in cases:
        if case.filed_on.year > year or (case.decided_on and case.decided_on.year < year):
            continue
        decided = case.decided_on is not None and case.decided_on.year == year
        column = case.result if decided else "pending"
        for name in (column, "total"):
            cells[f"challenges.{case.kind}.{name}"] += 1


def expected_metrics(
    items: Iterable[PlannedItem], months: Iterable[PlannedMonth], year: int
) -> dict[str, int]:
    """What publishing must count for the first section of the report of `year`."""
    found = {"published": 0, "interpretations": 0}
    for channel in ("website", "platform", "bulletin", "wechat", "weibo"):
        found[f"posts.{channel}"] = 0
    for item in items:
        if item.published_on.year != year:
            continue
        found["published"] += 1
        found[f"published.{item.column}"] = found.get(f"published.{item.column}", 0) + 1
        found["interpretations"] += bool(item.interprets)
        found["posts.website"] += 1
        found["posts.platform"] += 1
        found["posts.bulletin"] += item.on_board
    for month in months:
        if month.month.year == year:
            found[f"posts.{month.channel}"] += month.posts
            if month.month.month == 12:
                found[f"followers.{month.channel}"] = month.followers
    return found
