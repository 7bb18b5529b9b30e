"""Putting right who applied, how they are reached, what is asked for and how it is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongkai.law.basis import REGULATION
from gongkai.office.agencies.models import Person
from gongkai.office.applications.models import Applicant, Application, DetailsCorrection
from gongkai.office.applications.services import record
from gongkai.office.applications.services.registering import identity_of, print_of_name
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal

#: What can be corrected, and what it is called.
OF_APPLICANT = {
    "name": "姓名或者名称",
    "identity_number": "证件号码",
    "telephone": "联系电话",
    "address": "通信地址",
    "email": "电子邮箱",
}
OF_APPLICATION = {
    "subject_line": "申请事项",
    "request_text": "申请内容",
    "form_wanted": "获取方式",
}


@transaction.atomic
def correct_details(
    *,
    application: Application,
    changes: Mapping[str, str],
    actor: Person,
    now: datetime,
    note: str,
    seen: int | None = None,
    corrected: int | None = None,
) -> DetailsCorrection:
    """Write a new row of the applicant, and the new words of the application; the first row stays.
    `changes` are the names above with their right values, `note` says why, `corrected` is how many
    corrections the officer had before them (None does not ask). No date moves, nothing is counted
    otherwise.

    Raises Refusal: not permitted, corrected meanwhile, nothing that differs, a name, subject or request
    emptied, the request of somebody who wrote it on the portal, no reason. The ledger is told which
    fields, never what they hold.
    """
    case = record.take(application, actor, now, seen)
    held = case.application
    before = held.applicant
    if corrected is not None and corrected != held.details_corrections.count():
        raise Refusal(
            "changed-meanwhile",
            f"申请 {held.number} 登记的内容在这一页打开以后已经由别人更正，这一次没有登记。"
            "请看过最新的内容再决定。",
        )
    differs = changed(held, changes)
    if not differs:
        raise Refusal("correction.same", "填的和现在登记的一样，没有要更正的。")
    if "request_text" in differs and written_by_applicant(held):
        raise Refusal(
            "correction.own_words",
            f"申请 {held.number} 的申请内容是申请人在网上自己填写的，不能由本机关更正。"
            "内容不明确的，告知申请人补正。",
            f"{REGULATION}第三十条",
        )
    for name in ("name", "subject_line", "request_text"):
        if name in differs and not differs[name].strip():
            raise Refusal("correction.empty", f"{called(name)}不能改成空的。")
    if not note.strip():
        raise Refusal("correction.reason", "没有写更正的原因。请写明依据什么更正。")
    position = audit.append(
        agency=held.agency,
        actor=actor,
        now=now,
        verb="application.details_corrected",
        subject=record.subject_of(held),
        data={"fields": sorted(differs)},
    )
    after = _applicant(before, differs)
    subject = differs.get("subject_line", held.subject_line)
    form = differs.get("form_wanted", held.form_wanted)
    text = differs.get("request_text", "")
    Application.objects.filter(pk=held.pk).update(
        applicant=after,
        subject_line=subject,
        form_wanted=form,
        **({"request_text": text} if text else {}),
    )
    return DetailsCorrection.objects.create(
        application=held,
        before=before,
        after=after,
        subject_before=held.subject_line,
        subject_after=subject,
        form_before=held.form_wanted,
        form_after=form,
        text_before=held.request_text if text else "",
        text_after=text,
        note=note,
        recorded_at=now,
        recorded_by=actor,
        position=position,
    )


def changed(application: Application, changes: Mapping[str, str]) -> dict[str, str]:
    """Of the given values those that differ from what is registered."""
    held = {name: getattr(application.applicant, name) for name in OF_APPLICANT}
    held |= {name: getattr(application, name) for name in OF_APPLICATION}
    return {name: value for name, value in changes.items() if not _same(value, held[name])}


def _same(one: str, other: str) -> bool:
    """A text that went through a form ends its lines otherwise, and is the same."""
    return one.strip().splitlines() == other.strip().splitlines()


def written_by_applicant(application: Application) -> bool:
    """Whether the request stands as its applicant typed it on the portal: nobody here copied it."""
    return application.registered_by_id is None


def called(name: str) -> str:
    """What a field is called."""
    return {**OF_APPLICANT, **OF_APPLICATION}[name]


def changed_from(one: DetailsCorrection) -> list[tuple[str, str]]:
    """What a correction changed: what it is called, and what it was, empty where nothing had been
    registered."""
    found = [
        (label, str(getattr(one.before, name)))
        for name, label in OF_APPLICANT.items()
        if getattr(one.before, name) != getattr(one.after, name)
    ]
    if one.subject_before != one.subject_after:
        found.append((OF_APPLICATION["subject_line"], one.subject_before))
    if one.text_before != one.text_after:
        found.append((OF_APPLICATION["request_text"], one.text_before))
    if one.form_before != one.form_after:
        found.append((OF_APPLICATION["form_wanted"], one.get_form_before_display()))
    return found


def fields_of(one: DetailsCorrection) -> list[str]:
    """What a correction changed, by name."""
    return [label for label, _ in changed_from(one)]


def _applicant(before: Applicant, differs: Mapping[str, str]) -> Applicant:
    """The row that stands from now on: the one before, where nothing of the applicant differs."""
    own = {name: value for name, value in differs.items() if name in OF_APPLICANT}
    if not own:
        return before
    after = Applicant(
        agency=before.agency,
        kind=before.kind,
        **{name: own.get(name, getattr(before, name)) for name in OF_APPLICANT},
    )
    after.identity = identity_of(after)
    after.name_print = print_of_name(after.name)
    after.save(force_insert=True)
    return after
