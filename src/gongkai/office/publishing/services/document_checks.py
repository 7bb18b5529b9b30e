"""What is looked at before a rule or a normative document is recorded, amended, ended or put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.office import time
from gongkai.office.agencies.models import Agency, Level, Section
from gongkai.office.publishing.models import DocumentKind, Ending, NormativeDocument
from gongkai.office.refusal import Refusal

#: Levels whose bodies may make no 规章.
WITHOUT_RULES = (Level.COUNTY, Level.TOWNSHIP)


@dataclass(frozen=True)
class DocumentData:
    """What a person enters about a document."""

    kind: str
    title: str
    document_number: str
    issued_on: date
    effective_on: date
    expires_on: date | None = None
    section: Section | None = None


def refuse_ended(document: NormativeDocument) -> None:
    """Raise Refusal("ended") for a document that holds no more."""
    if document.ended_on is not None:
        raise Refusal(
            "ended",
            f"{document}已经登记为{document.get_ending_display()}（{document.ended_on}）。"
            "登记错了的，请用“更正”。",
        )


def check_ending(issued_on: date, ended_on: date, ending: str, basis: str) -> None:
    """Raise Refusal: days-reversed, basis-missing (only an expiry rests on the document itself)."""
    if ended_on < issued_on:
        raise Refusal("days-reversed", f"失效之日 {ended_on} 早于成文日期 {issued_on}，请核对。")
    if ending != Ending.EXPIRED and not basis.strip():
        raise Refusal("basis-missing", "请写明废止或者宣布失效的依据，例如决定的文号。")


def check_after(document: DocumentData, old: NormativeDocument) -> None:
    """Raise Refusal("days-reversed") for an amended text that takes effect before the one it replaces
    was made."""
    if document.effective_on < old.issued_on:
        raise Refusal(
            "days-reversed",
            f"修改后的文本 {document.effective_on} 施行，早于原来的成文日期 {old.issued_on}，请核对。",
        )


def need_reason(reason: str) -> None:
    """Raise Refusal("reason-missing")."""
    if not reason.strip():
        raise Refusal("reason-missing", "请写明更正的原因，日后核对年报时要看。")


def check(agency: Agency, now: datetime, document: DocumentData) -> None:
    """Raise Refusal for what cannot be right by itself: rules-not-made-here (立法法 Arts. 91, 93),
    day-to-come, days-reversed."""
    if document.kind == DocumentKind.RULES and agency.level in WITHOUT_RULES:
        raise Refusal(
            "rules-not-made-here",
            f"{agency.name}没有规章制定权，这份文件请登记为行政规范性文件。",
            "立法法第九十一条、第九十三条",
        )
    if document.issued_on > time.today(now):
        raise Refusal("day-to-come", f"成文日期 {document.issued_on} 还没有到，请核对。")
    if document.effective_on < document.issued_on:
        raise Refusal(
            "days-reversed",
            f"施行日期 {document.effective_on} 早于成文日期 {document.issued_on}，请核对。",
        )
    if document.expires_on is not None and document.expires_on < document.effective_on:
        raise Refusal(
            "days-reversed",
            f"有效期至 {document.expires_on}，早于施行日期 {document.effective_on}，请核对。",
        )


def check_number(
    agency: Agency, document: DocumentData, but: NormativeDocument | None = None
) -> None:
    """Raise Refusal: number-missing, number-taken by another document than `but`."""
    if not document.document_number.strip():
        raise Refusal("number-missing", "请填写文号。规章填写发布令的编号，例如“政府令第 12 号”。")
    taken = NormativeDocument.objects.current().filter(
        agency=agency, kind=document.kind, document_number=document.document_number.strip()
    )
    if but is not None:
        taken = taken.exclude(record=but.record)
    held = taken.first()
    if held is not None:
        raise Refusal(
            "number-taken",
            f"文号“{document.document_number}”已经登记过，是《{held.title}》。请核对文号。",
        )
