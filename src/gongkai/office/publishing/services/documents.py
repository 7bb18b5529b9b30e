"""Writing the life of rules and normative documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, Level, Person, Role, Section
from gongkai.office.audit import services as audit
from gongkai.office.audit.models import Ledger
from gongkai.office.publishing.models import (
    DocumentKind,
    Ending,
    InformationItem,
    Making,
    NormativeDocument,
)
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


@transaction.atomic
def add_document(
    *, agency: Agency, actor: Person, now: datetime, document: DocumentData
) -> NormativeDocument:
    """Record a document newly made. Raises Refusal: not-permitted, rules-not-made-here,
    days-reversed, day-to-come, number-taken."""
    _open(agency, actor, now)
    _check(agency, now, document)
    _check_number(agency, document)
    return _write(agency, actor, now, "publishing.document_added", document)


@transaction.atomic
def amend_document(
    *, agency: Agency, actor: Person, now: datetime, record: UUID, document: DocumentData
) -> NormativeDocument:
    """Record the amended text that replaces a document: the old text ends the day the new one
    takes effect. Raises Refusal as `add_document`, and ended when the old text holds no more."""
    _open(agency, actor, now)
    old = _current(agency, record)
    _refuse_ended(old)
    _check(agency, now, document)
    same_number = document.document_number == old.document_number
    if same_number:
        raise Refusal(
            "number-taken",
            f"修改后的文本用了原来的文号“{old.document_number}”。请填写重新公布时的文号。",
        )
    _check_number(agency, document)
    new_record = uuid4()
    position = _event(
        agency, actor, now, "publishing.document_amended", new_record, replaces=str(record)
    )
    _supersede(old, position)
    _version(
        position,
        actor,
        old,
        ended_on=document.effective_on,
        ending=Ending.REPLACED,
        ended_basis=document.document_number,
    )
    return _insert(
        position, agency, actor, new_record, document, making=Making.AMENDED, replaces=record
    )


@transaction.atomic
def end_document(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    record: UUID,
    ended_on: date,
    ending: str,
    basis: str = "",
) -> NormativeDocument:
    """Record that a document holds no more from `ended_on` on. Raises Refusal: ended, days-reversed,
    basis-missing (only an expiry needs no document as its basis), wrong-ending."""
    _open(agency, actor, now)
    old = _current(agency, record)
    _refuse_ended(old)
    if ending not in Ending.values or ending == Ending.REPLACED:
        raise Refusal(
            "wrong-ending",
            "请选择废止、宣布失效或者有效期届满失效。修改后重新公布的，请用“登记修改”。",
        )
    if ended_on < old.issued_on:
        raise Refusal(
            "days-reversed",
            f"失效之日 {ended_on} 早于成文日期 {old.issued_on}，请核对。",
        )
    if ending != Ending.EXPIRED and not basis.strip():
        raise Refusal("basis-missing", "请写明废止或者宣布失效的依据，例如决定的文号。")
    position = _event(
        agency, actor, now, "publishing.document_ended", record, ending=ending, on=str(ended_on)
    )
    _supersede(old, position)
    return _version(
        position, actor, old, ended_on=ended_on, ending=ending, ended_basis=basis.strip()
    )


@transaction.atomic
def correct_document(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    record: UUID,
    document: DocumentData,
    reason: str,
    ended_on: date | None = None,
    ending: str | None = None,
    ended_basis: str = "",
    seen: int | None = None,
) -> NormativeDocument:
    """Put a wrongly recorded document right: all its data as they should be, the ending included
    (none: it was ended by mistake). The old version stays readable. `seen` is the key of the version
    the person looked at; None where nobody looked. Raises Refusal as above, and moved."""
    _open(agency, actor, now)
    old = _current(agency, record)
    if seen is not None and seen != old.pk:
        raise Refusal(
            "moved",
            f"您打开这一页以后，{old.recorded_by}登记过这份文件的新情况，您的更正没有登记。"
            "请重新打开这一页，看过现在的登记再更正。",
        )
    _need_reason(reason)
    _check(agency, now, document)
    _check_number(agency, document, old)
    if ended_on is not None and ended_on < document.issued_on:
        raise Refusal(
            "days-reversed", f"失效之日 {ended_on} 早于成文日期 {document.issued_on}，请核对。"
        )
    if (ended_on is None) != (ending is None):
        raise Refusal("wrong-ending", "失效之日和失效方式要么都填，要么都不填。")
    if ending is not None and ending != Ending.EXPIRED and not ended_basis.strip():
        raise Refusal("basis-missing", "请写明废止或者宣布失效的依据，例如决定的文号。")
    position = _event(agency, actor, now, "publishing.document_corrected", record)
    _supersede(old, position)
    return _version(
        position,
        actor,
        old,
        **_fields(document),
        ended_on=ended_on,
        ending=ending,
        ended_basis=ended_basis.strip() if ending else "",
        reason=reason.strip(),
    )


@transaction.atomic
def link_document(
    *, agency: Agency, actor: Person, now: datetime, record: UUID, item: UUID | None
) -> NormativeDocument:
    """Say which item is the document's published text; None: none is. Raises Refusal: no-item,
    unchanged."""
    _open(agency, actor, now)
    old = _current(agency, record)
    text = InformationItem.objects.filter(agency=agency, uid=item).first() if item else None
    if item is not None and text is None:
        raise Refusal("no-item", "没有这条信息，请核对索引号。")
    if old.item_id == (text.pk if text else None):
        raise Refusal("unchanged", "公开文本没有变化。")
    position = _event(
        agency, actor, now, "publishing.document_linked", record, item=str(item or "")
    )
    _supersede(old, position)
    return _version(position, actor, old, item=text)


def _open(agency: Agency, actor: Person, now: datetime) -> None:
    Ledger.objects.select_for_update().get(agency_id=agency.pk)
    agencies.require(actor, agency, (Role.CLERK, Role.SECTION), time.today(now))


def _current(agency: Agency, record: UUID) -> NormativeDocument:
    return NormativeDocument.objects.current().get(agency=agency, record=record)


def _refuse_ended(document: NormativeDocument) -> None:
    if document.ended_on is not None:
        raise Refusal(
            "ended",
            f"{document}已经登记为{document.get_ending_display()}（{document.ended_on}）。"
            "登记错了的，请用“更正”。",
        )


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal("reason-missing", "请写明更正的原因，日后核对年报时要看。")


def _check(agency: Agency, now: datetime, document: DocumentData) -> None:
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


def _check_number(
    agency: Agency, document: DocumentData, but: NormativeDocument | None = None
) -> None:
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


def _event(
    agency: Agency, actor: Person, now: datetime, verb: str, record: UUID, **data: str
) -> int:
    return audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb=verb,
        subject=f"publishing.normativedocument:{record}",
        data=data,
    )


def _write(
    agency: Agency, actor: Person, now: datetime, verb: str, document: DocumentData
) -> NormativeDocument:
    record = uuid4()
    position = _event(agency, actor, now, verb, record, kind=document.kind)
    return _insert(position, agency, actor, record, document)


def _insert(
    position: int,
    agency: Agency,
    actor: Person,
    record: UUID,
    document: DocumentData,
    **more: Any,
) -> NormativeDocument:
    return NormativeDocument.objects.create(
        record=record,
        agency=agency,
        recorded_by=actor,
        recorded_at_position=position,
        **_fields(document),
        **more,
    )


def _fields(document: DocumentData) -> dict[str, Any]:
    return {
        "kind": document.kind,
        "title": document.title.strip(),
        "document_number": document.document_number.strip(),
        "issued_on": document.issued_on,
        "effective_on": document.effective_on,
        "expires_on": document.expires_on,
        "section": document.section,
    }


CARRIED = (
    "record",
    "agency_id",
    "kind",
    "making",
    "title",
    "document_number",
    "issued_on",
    "effective_on",
    "expires_on",
    "ended_on",
    "ending",
    "ended_basis",
    "replaces",
    "section_id",
    "item_id",
)


def _version(
    position: int, actor: Person, old: NormativeDocument, **changes: Any
) -> NormativeDocument:
    carried = {name: getattr(old, name) for name in CARRIED}
    for name in ("section", "item"):
        if name in changes:
            del carried[f"{name}_id"]
    return NormativeDocument.objects.create(
        **{**carried, **changes}, recorded_by=actor, recorded_at_position=position
    )


def _supersede(old: NormativeDocument, position: int) -> None:
    NormativeDocument.objects.current().filter(pk=old.pk).update(superseded_at_position=position)
