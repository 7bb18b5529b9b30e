"""What happened to an application, line by line; what was put right stays, marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.law.answers import decision
from gongkai.law.clock import replay
from gongkai.law.events import CHANNEL_NAMES, EVENT_NAMES, Channel
from gongkai.office import time
from gongkai.office.applications import events
from gongkai.office.applications.clock import latest
from gongkai.office.applications.models import (
    ApplicationEvent,
    DetailsCorrection,
    KindCorrection,
)
from gongkai.office.applications.queries import CaseFile
from gongkai.office.applications.services.details import fields_of


@dataclass(frozen=True)
class Line:
    """One line of the record. `correct` says how it is put right; "" where it is not."""

    uid: str
    on: date
    at: datetime
    name: str
    words: str
    by: str
    struck: bool
    correct: str


def timeline(file: CaseFile) -> list[Line]:
    """The record of an application, newest first."""
    superseded = {row.supersedes_id for row in file.rows if row.supersedes_id}
    lines = [
        (row.position, _line(row, row.pk in superseded, _moved(file, place)))
        for place, row in enumerate(file.rows)
    ]
    kinds = file.application.kind_corrections.select_related("recorded_by")
    lines += [(one.position, _kind_line(one)) for one in kinds]
    details = file.application.details_corrections.select_related("recorded_by", "before", "after")
    lines += [(one.position, _details_line(one)) for one in details]
    return [found for _, found in sorted(lines, key=lambda pair: pair[0], reverse=True)]


def _moved(file: CaseFile, place: int) -> str:
    """How a correction moved the due date; "" for other events."""
    if file.rows[place].kind != "corrected":
        return ""
    as_of = latest(file.known[: place + 1])
    before, after = (
        replay(file.known[:end], as_of=as_of, calendar=file.calendar, settings=file.settings).due_on
        for end in (place, place + 1)
    )
    if before == after:
        return f"答复期限不变，仍是 {after}" if after else "答复期限不变"
    return f"答复期限由 {before or '不计'} 改为 {after or '不计'}"


def _line(row: ApplicationEvent, struck: bool, moved: str) -> Line:
    return Line(
        uid=str(row.uid),
        on=row.on,
        at=row.recorded_at,
        name=_name(row),
        words="　".join(part for part in (_facts(row), moved, row.note) if part),
        by=row.recorded_by.display_name if row.recorded_by else "",
        struck=struck,
        correct="" if struck else _correct(row),
    )


def _correct(row: ApplicationEvent) -> str:
    held = events.held(row)
    if held is None:
        return ""
    return "更正日期" if held["kind"] == "received" else "更正日期或者撤销"


def _kind_line(one: KindCorrection) -> Line:
    """An applicant put into another column: no date of the clock moves."""
    return Line(
        uid=str(one.uid),
        on=time.local_date(one.recorded_at),
        at=one.recorded_at,
        name="更正：申请人类型",
        words=f"由{one.get_before_display()}改为{one.get_after_display()}，答复期限不变　{one.note}",
        by=one.recorded_by.display_name if one.recorded_by else "",
        struck=False,
        correct="",
    )


def _details_line(one: DetailsCorrection) -> Line:
    """Which of the registered details were put right; what they were and are, the page of the
    applicant says, and who looked is on record."""
    return Line(
        uid=str(one.uid),
        on=time.local_date(one.recorded_at),
        at=one.recorded_at,
        name=f"更正：{'、'.join(fields_of(one))}",
        words=f"收到之日和答复期限不变　{one.note}",
        by=one.recorded_by.display_name if one.recorded_by else "",
        struck=False,
        correct="",
    )


def _name(row: ApplicationEvent) -> str:
    if row.kind != "corrected":
        return EVENT_NAMES[events.KINDS[row.kind]]
    held = row.data["replacement"]
    assert row.supersedes is not None
    if held is None:
        return f"更正：撤销一条记录（{row.supersedes.on} 登记的事项没有发生）"
    return f"更正：{EVENT_NAMES[events.KINDS[held['kind']]]}，日期为 {held['on']}"


def _facts(row: ApplicationEvent) -> str:
    """What the event holds beyond its date, in words."""
    held = row.data["replacement"] if row.kind == "corrected" else {"data": row.data}
    data = held["data"] if held else {}
    parts = []
    if "channel" in data:
        parts.append(CHANNEL_NAMES[Channel(data["channel"])])
    if data.get("confirmed"):
        parts.append(f"双方确认 {data['confirmed']}")
    if data.get("respond_by"):
        what = "说明理由的期限" if row.kind == "reasons_requested" else "补正期限"
        parts.append(f"{what} {data['respond_by']}")
    if data.get("letter"):
        parts.append(f"函件 {data['letter']}")
    if data.get("delivered"):
        parts.append(f"对方 {data['delivered']} 收到")
    if "consents" in data:
        parts.append("同意公开" if data["consents"] else "不同意公开")
    if "reasonable" in data:
        parts.append("理由合理" if data["reasonable"] else "理由不合理")
    if data.get("until"):
        ordered = row.kind == "answer_ordered" or (held or {}).get("kind") == "answer_ordered"
        parts.append(f"限 {data['until']} 以前答复" if ordered else f"延迟到 {data['until']} 答复")
    if "days" in data:
        parts.append(f"{data['days']} 个工作日，{data['approved_by']}批准")
    if "yuan" in data:
        parts.append(f"{data['yuan']} 元")
    if data.get("decision"):
        parts.append(decision(data["decision"]).name)
    return "，".join(parts)
