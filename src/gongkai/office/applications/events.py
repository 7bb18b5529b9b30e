"""Rows of the database ↔ events of the law."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from gongkai.law import events as law
from gongkai.office.applications.models import ApplicationEvent

KINDS: dict[str, type[law.Event]] = {
    "received": law.Received,
    "receipt_confirmed": law.ReceiptConfirmed,
    "supplement_requested": law.SupplementRequested,
    "supplemented": law.Supplemented,
    "supplement_lapsed": law.SupplementLapsed,
    "third_party_consulted": law.ThirdPartyConsulted,
    "third_party_replied": law.ThirdPartyReplied,
    "co_maker_consulted": law.CoMakerConsulted,
    "co_maker_replied": law.CoMakerReplied,
    "third_party_told": law.ThirdPartyTold,
    "reasons_requested": law.ReasonsRequested,
    "reasons_given": law.ReasonsGiven,
    "deferred": law.Deferred,
    "extended": law.Extended,
    "fee_notice_served": law.FeeNoticeServed,
    "fee_paid": law.FeePaid,
    "fee_lapsed": law.FeeLapsed,
    "answered": law.Answered,
    "answer_ordered": law.AnswerOrdered,
    "served": law.Served,
    "withdrawn": law.Withdrawn,
}
_KIND_OF = {cls: kind for kind, cls in KINDS.items()}
_DATES = {"submitted", "confirmed", "respond_by", "delivered", "until"}
_ENUMS: dict[str, type[Any]] = {"channel": law.Channel, "method": law.ServiceMethod}


def kind_of(event: law.Event) -> str:
    """The stored name of an event's kind."""
    return _KIND_OF[type(event)]


def data_of(event: law.Event) -> dict[str, Any]:
    """The fields beyond id and date, as plain JSON; what is not set is left out."""
    found: dict[str, Any] = {}
    for field in fields(event):
        value = getattr(event, field.name)
        if field.name not in ("id", "on") and value is not None:
            found[field.name] = value.isoformat() if isinstance(value, date) else value
    return found


def build(kind: str, event_id: str, on: date, data: dict[str, Any]) -> law.Event:
    """The event of the law; keys of `data` it does not know (the amount of a fee …) stay behind."""
    cls = KINDS[kind]
    known: dict[str, Any] = {}
    for field in fields(cls):
        if field.name in data and field.name not in ("id", "on"):
            value = data[field.name]
            if field.name in _DATES and isinstance(value, str):
                value = date.fromisoformat(value)
            known[field.name] = _ENUMS.get(field.name, _same)(value)
    return cls(id=event_id, on=on, **known)


def _same(value: Any) -> Any:
    return value


def held(row: ApplicationEvent) -> dict[str, Any] | None:
    """What a row says happened: kind, on (ISO) and data of its own event, or of the one a
    correction put in place; None where the correction struck it out."""
    if row.kind != "corrected":
        return {"kind": row.kind, "on": row.on.isoformat(), "data": row.data}
    replacement: dict[str, Any] | None = row.data["replacement"]
    return replacement


def standing(rows: Iterable[ApplicationEvent]) -> list[dict[str, Any]]:
    """What the rows say happened, without what was put right, in the order of recording."""
    rows = list(rows)
    superseded = {row.supersedes_id for row in rows if row.supersedes_id}
    return [one for row in rows if row.pk not in superseded and (one := held(row)) is not None]


def struck(rows: Iterable[ApplicationEvent]) -> set[int]:
    """Keys of the rows that corrections took out altogether, however often they were put right before."""
    rows = list(rows)
    by_key = {row.pk: row for row in rows}
    gone: set[int] = set()
    for last in rows:
        row: ApplicationEvent | None = last if held(last) is None else None
        while row is not None:
            gone.add(row.pk)
            row = by_key.get(row.supersedes_id or 0)
    return gone


def first_of(row: ApplicationEvent, rows: Iterable[ApplicationEvent]) -> ApplicationEvent:
    """The row whose event a correction is about, through all corrections; a row itself otherwise."""
    by_key = {one.pk: one for one in rows}
    while row.supersedes_id is not None:
        row = by_key[row.supersedes_id]
    return row


def of_row(row: ApplicationEvent) -> law.Event:
    """The event of one row. A correction's replacement carries the row's own id, so that it can be
    put right in its turn."""
    own = str(row.uid)
    if row.kind != "corrected":
        return build(row.kind, own, row.on, row.data)
    held = row.data["replacement"]
    replacement = held and build(held["kind"], own, date.fromisoformat(held["on"]), held["data"])
    assert row.supersedes is not None
    return law.Corrected(
        id=f"{own}/correction",
        on=row.on,
        supersedes=str(row.supersedes.uid),
        replacement=replacement or None,
    )


def of_rows(rows: Iterable[ApplicationEvent]) -> list[law.Event]:
    """The events of one application, in the order they were recorded."""
    return [of_row(row) for row in rows]
