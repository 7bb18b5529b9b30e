"""A counted record as one row a person reads, whatever app it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from gongkai.office.applications.models import ApplicationFact
from gongkai.office.challenges.models import CaseFact
from gongkai.office.publishing.models import NormativeDocument
from gongkai.office.registers.models import OpeningBalance, RegisterRow, Return
from gongkai.office.registers.models.kinds import Kind, to_ten_thousand_yuan
from gongkai.office.reporting.numbers import Value, printed
from gongkai.report.form import get_form


@dataclass(frozen=True)
class Record:
    """One record as a row: its number, what it is, its two dates, a note, and what it adds to the
    cell in the cell's unit (1 for a case, the figure of a return)."""

    number: str
    title: str
    url: str = ""
    first: date | None = None
    last: date | None = None
    note: str = ""
    weight: Value = 1


def described(
    rows: QuerySet[Any] | Iterable[Any], *, at_a_time: int | None = None
) -> Iterator[Record]:
    """The rows of one model in words; a query's all at once, or `at_a_time` in memory. Raises
    KeyError for rows no app counts."""
    if isinstance(rows, QuerySet):
        related = _RELATED.get(rows.model, ())
        rows = rows.select_related(*related) if related else rows
        rows = rows.iterator(chunk_size=at_a_time) if at_a_time else rows
    return (_DESCRIBE[type(row)](row) for row in rows)


def _application(row: ApplicationFact) -> Record:
    return Record(
        number=row.application.number,
        title=row.application.subject_line,
        url=reverse("applications:one", args=[row.application.number]),
        first=row.received_on,
        last=row.concluded_on,
        note=row.get_result_display() or "" if row.result else "",
    )


def _register_row(row: RegisterRow) -> Record:
    money = row.kind == Kind.FEES
    note = "　".join(
        word
        for word in (
            row.category,
            row.get_sub_kind_display() if row.sub_kind else "",
            f"{printed(row.amount)} 元" if row.amount is not None else "",
        )
        if word
    )
    return Record(
        number=row.number or "没有票据号",
        title=row.subject,
        url=reverse("registers:row", args=[row.record]),
        first=row.decided_on,
        note=note,
        weight=to_ten_thousand_yuan(row.amount_fen or 0) if money else 1,
    )


def _return(row: Return) -> Record:
    money = row.kind == Kind.FEES
    return Record(
        number="科室报数",
        title=f"{row.section.name}，{row.period_from} 至 {row.period_to}",
        url=reverse("registers:figure", args=[row.record]),
        first=row.period_to,
        note=f"{printed(row.value)} {'元' if money else '件'}　数据来自{row.source_system}",
        weight=to_ten_thousand_yuan(row.quantity) if money else row.quantity,
    )


def _balance(row: OpeningBalance) -> Record:
    label = get_form("2021").cells[row.cell_id].label
    return Record(
        number="期初数",
        title=f"{label}：{printed(row.value)}",
        url=reverse("registers:balance", args=[row.record]),
        note=row.reason,
        weight=row.value,
    )


def _document(row: NormativeDocument) -> Record:
    return Record(
        number=row.document_number,
        title=row.title,
        url=reverse("publishing:document", args=[row.record]),
        first=row.issued_on,
        last=row.ended_on,
        note=row.get_ending_display() or "" if row.ending else "",
    )


def _case(row: CaseFact) -> Record:
    return Record(
        number=row.case.number,
        title=row.case.title,
        url=reverse("challenges:one", args=[row.case.number]),
        first=row.filed_on,
        last=row.decided_on,
        note=row.get_result_display() or "" if row.result else "",
    )


_DESCRIBE: dict[type, Callable[[Any], Record]] = {
    ApplicationFact: _application,
    RegisterRow: _register_row,
    Return: _return,
    OpeningBalance: _balance,
    NormativeDocument: _document,
    CaseFact: _case,
}
_RELATED: dict[type, tuple[str, ...]] = {
    ApplicationFact: ("application",),
    CaseFact: ("case",),
    Return: ("section",),
}
