"""Writing the life of rules and normative documents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.audit import services as audit
from gongkai.office.audit.models import Ledger
from gongkai.office.publishing.models import Ending, InformationItem, Making, NormativeDocument
from gongkai.office.publishing.services.document_checks import (
    DocumentData,
    check,
    check_after,
    check_ending,
    check_number,
    need_reason,
    refuse_ended,
)
from gongkai.office.refusal import Refusal


@transaction.atomic
def add_document(
    *, agency: Agency, actor: Person, now: datetime, document: DocumentData
) -> NormativeDocument:
    """Record a document newly made. Raises Refusal: not-permitted, rules-not-made-here,
    days-reversed, day-to-come, number-taken."""
    _open(agency, actor, now)
    check(agency, now, document)
    check_number(agency, document)
    return _write(agency, actor, now, "publishing.document_added", document)


@transaction.atomic
def amend_document(
    *, agency: Agency, actor: Person, now: datetime, record: UUID, document: DocumentData
) -> NormativeDocument:
    """Record the amended text that replaces a document: the old text ends the day the new one
    takes effect. Raises Refusal as `add_document`, and ended when the old text holds no more."""
    _open(agency, actor, now)
    old = _current(agency, record)
    refuse_ended(old)
    check(agency, now, document)
    check_after(document, old)
    if document.document_number == old.document_number:
        raise Refusal(
            "number-taken",
            f"修改后的文本用了原来的文号“{old.document_number}”。请填写重新公布时的文号。",
        )
    check_number(agency, document)
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
    refuse_ended(old)
    if ending not in Ending.values or ending == Ending.REPLACED:
        raise Refusal(
            "wrong-ending",
            "请选择废止、宣布失效或者有效期届满失效。修改后重新公布的，请用“登记修改”。",
        )
    check_ending(old.issued_on, ended_on, ending, basis)
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
    (none: it was ended by mistake). The old version stays readable; the text that an amended document
    replaced ends by what is right of it. `seen` is the key of the version
    the person looked at; None where nobody looked. Raises Refusal as above, and moved."""
    _open(agency, actor, now)
    old = _current(agency, record)
    if seen is not None and seen != old.pk:
        raise Refusal(
            "moved",
            f"您打开这一页以后，{old.recorded_by}登记过这份文件的新情况，您的更正没有登记。"
            "请重新打开这一页，看过现在的登记再更正。",
        )
    need_reason(reason)
    check(agency, now, document)
    check_number(agency, document, old)
    if (ended_on is None) != (ending is None):
        raise Refusal("wrong-ending", "失效之日和失效方式要么都填，要么都不填。")
    if ended_on is not None and ending is not None:
        check_ending(document.issued_on, ended_on, ending, ended_basis)
    ends = (document.effective_on, document.document_number.strip())
    replaced = _replaced_by(old) if ends != (old.effective_on, old.document_number) else None
    if replaced is not None:
        check_after(document, replaced)
    position = _event(agency, actor, now, "publishing.document_corrected", record)
    _supersede(old, position)
    if replaced is not None:
        _supersede(replaced, position)
        _version(position, actor, replaced, ended_on=ends[0], ended_basis=ends[1])
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


def _replaced_by(amended: NormativeDocument) -> NormativeDocument | None:
    """The text that an amended document replaced, where its ending is still the one that it gave."""
    if amended.replaces is None:
        return None
    return (
        NormativeDocument.objects.current()
        .filter(
            agency=amended.agency_id,
            record=amended.replaces,
            ending=Ending.REPLACED,
            ended_on=amended.effective_on,
            ended_basis=amended.document_number,
        )
        .first()
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
