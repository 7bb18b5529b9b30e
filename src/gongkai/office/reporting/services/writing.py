"""Write the texts of a report: by a person, or one bound number set to what was counted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal
from gongkai.office.reporting import locks, narrative, queries
from gongkai.office.reporting.models import AnnualReport, Draft
from gongkai.office.reporting.narrative import Part
from gongkai.office.reporting.numbers import Value, replace_number
from gongkai.office.reporting.services.steps import not_frozen

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Person


@transaction.atomic
def write_text(
    *,
    report: AnnualReport,
    section: int,
    texts: Mapping[str, str],
    base: int,
    actor: Person,
    now: datetime,
) -> Draft:
    """A new version of a section's text. `texts` are the parts by key, `base` the version that was
    edited. Raises Refusal: not permitted, frozen, or somebody wrote a newer version meanwhile."""
    report = locks.lock_report(report)
    require(actor, report.agency, Role.CLERK, time.today(now))
    not_frozen(queries.stages_of(report))
    held = queries.drafts_of(report).get(section)
    if (held.version if held else 0) != base:
        assert held is not None
        raise Refusal(
            "text-moved",
            f"这一部分已经由{held.written_by.display_name}在 {held.written_at.astimezone(time.ZONE):%m月%d日 %H:%M}"
            f"写成第 {held.version} 版，没有保存这次的改动。请复制自己的文字，打开新版再改。",
        )
    parts = narrative.rewrite(section, queries.parts_of(held), texts)
    return write_version(report, section, held, parts, actor=actor, now=now, drafted=False)


@transaction.atomic
def correct_number(
    *,
    report: AnnualReport,
    section: int,
    key: str,
    ordinal: int,
    base: int,
    actor: Person,
    now: datetime,
) -> Draft:
    """Set one bound number of a text to what the records of this compilation say.

    Raises Refusal like `write_text`, and when the number is not bound or the records have none.
    """
    report = locks.lock_report(report)
    value = _bound_value(report, section, key, ordinal)
    held = queries.drafts_of(report)[section]
    part = next(one for one in queries.parts_of(held) if one.key == key)
    text = replace_number(part.text, ordinal, value)
    return write_text(
        report=report, section=section, texts={key: text}, base=base, actor=actor, now=now
    )


def write_version(
    report: AnnualReport,
    section: int,
    held: Draft | None,
    parts: list[Part],
    *,
    actor: Person,
    now: datetime,
    drafted: bool,
) -> Draft:
    """The section's text as its next version; `held` is the newest, returned when nothing differs.
    `drafted`: made from the records, by nobody's hand."""
    plain = [part.to_json() for part in parts]
    if held is not None and held.parts == plain:
        return held
    draft = Draft(
        report=report,
        section=section,
        version=(held.version if held else 0) + 1,
        parts=plain,
        written_by=actor,
        written_at=now,
        drafted=drafted,
    )
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    audit.append(
        agency=report.agency,
        actor=actor,
        now=now,
        verb="report.text",
        subject=f"reporting.draft:{draft.uid}",
        data={
            "year": report.year,
            "section": section,
            "version": draft.version,
            "digest": hashlib.sha256(text.encode()).hexdigest(),
        },
    )
    draft.save()
    return draft


def _bound_value(report: AnnualReport, section: int, key: str, ordinal: int) -> Value:
    stages = queries.stages_of(report)
    drafts = queries.drafts_of(report)
    position = stages.compiled.counted_position if stages.compiled else None
    assessment = queries.assess(report.agency, report.year, position, drafts)
    for part in queries.parts_of(drafts.get(section)):
        for binding in part.bindings:
            if part.key == key and binding.ordinal == ordinal:
                value = assessment.values.get(binding.metric)
                if value is not None:
                    return value
    raise Refusal("not-bound", "这个数没有对应的台账数字，请打开正文自己改。")
