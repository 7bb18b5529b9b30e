"""Check, sign and freeze; hand back; file and publish; begin again with a reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.services import require
from gongkai.office.audit import queries as audit_queries
from gongkai.office.outbox import enqueue
from gongkai.office.refusal import Refusal
from gongkai.office.reporting import compile, locks, queries
from gongkai.office.reporting.deadline import BASIS, year_runs
from gongkai.office.reporting.models import AnnualReport, Draft, FrozenReport, ReportEvent, Step
from gongkai.office.reporting.services.steps import TAKEN_BY, not_frozen, take_step
from gongkai.office.reporting.stages import Stages
from gongkai.office.reporting.value import signed as signed_value
from gongkai.report.model import to_json

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Person


@transaction.atomic
def check_report(
    *, report: AnnualReport, actor: Person, now: datetime, seen: str | None = None
) -> ReportEvent:
    """Hand the compiled report to the signer, with exactly these figures and these texts.

    `seen` is what the person looked at (`queries.stand_of`), here and in the other steps; None where
    the caller looks at nothing. Raises Refusal: not permitted, nothing compiled, already frozen,
    moved, a year that runs still, or a broken rule of severity error.
    """
    report = locks.lock_report(report)
    require(actor, report.agency, TAKEN_BY[Step.CHECKED], time.today(now))
    stages = queries.stages_of(report)
    not_frozen(stages)
    if stages.compiled is None:
        raise Refusal("not-compiled", f"{report.year} 年的报告还没有编制，请先编制。")
    drafts = queries.drafts_of(report)
    _unmoved(report, stages, drafts, seen)
    _over(report, time.today(now))
    position = stages.compiled.counted_position
    _sound(queries.assess(report.agency, report.year, position, drafts))
    return take_step(
        report,
        Step.CHECKED,
        actor=actor,
        now=now,
        counted=position,
        drafts=_words_of(report, drafts),
    )


@transaction.atomic
def send_back(
    *, report: AnnualReport, note: str, actor: Person, now: datetime, seen: str | None = None
) -> ReportEvent:
    """The signer returns a checked report with a reason. Raises Refusal."""
    report = locks.lock_report(report)
    require(actor, report.agency, TAKEN_BY[Step.SENT_BACK], time.today(now))
    stages = queries.stages_of(report)
    not_frozen(stages)
    if stages.checked is None:
        raise Refusal("not-checked", "报告还没有提交签发，没有可以退回的。")
    _unmoved(report, stages, queries.drafts_of(report), seen)
    if not note.strip():
        raise Refusal("no-reason", "请写明退回的原因，经办人才知道要改什么。")
    return take_step(report, Step.SENT_BACK, actor=actor, now=now, note=note)


@transaction.atomic
def sign(
    *, report: AnnualReport, actor: Person, now: datetime, seen: str | None = None
) -> FrozenReport:
    """Sign what was checked, and freeze it at the position whose figures were checked.

    Raises Refusal, and writes nothing: not the signer; the signer compiled, checked or wrote it;
    not checked; moved since the signer looked; text or figures changed since the check; a year that
    runs still; a broken rule of severity error.
    """
    report = locks.lock_report(report)
    agency, today = report.agency, time.today(now)
    require(actor, agency, TAKEN_BY[Step.SIGNED], today)
    stages = queries.stages_of(report)
    not_frozen(stages)
    if stages.compiled is None or stages.checked is None:
        raise Refusal("not-checked", "报告还没有核对，请经办人核对后提交签发。")
    position = stages.checked.counted_position
    assert position is not None
    drafts = queries.drafts_of(report)
    _unmoved(report, stages, drafts, seen)
    _over(report, today)
    _two_people(report, stages, drafts.values(), actor)
    if sorted(_words_of(report, drafts)) != sorted(stages.checked.drafts):
        raise Refusal(
            "text-changed", "核对以后正文或者公开的说明又有改动，请经办人重新核对后再签发。"
        )
    assessment = queries.assess(agency, report.year, position, drafts)
    _sound(assessment)
    now_counted = compile.compile_year(agency, report.year)
    changed = [
        cell_id
        for cell_id, cell in now_counted.cells.items()
        if cell != assessment.compiled.cells[cell_id]
    ]
    if changed:
        raise Refusal(
            "records-changed",
            f"编制以后台账又有改动，{len(changed)} 格的数不同了。请经办人重新编制、核对后再签发。",
        )
    head_hash = audit_queries.hash_at(agency, position)
    value = signed_value(assessment.report, on=today, position=position, head_hash=head_hash)
    content = json.dumps(to_json(value), ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    take_step(
        report,
        Step.SIGNED,
        actor=actor,
        now=now,
        counted=position,
        drafts=stages.checked.drafts,
        data={"head_hash": head_hash, "digest": digest},
    )
    return FrozenReport.objects.create(
        report=report,
        agency=agency,
        year=report.year,
        version=FrozenReport.objects.filter(report=report).count() + 1,
        position=position,
        head_hash=head_hash,
        content=content,
        digest=digest,
        compiled_by=stages.compiled.actor,
        signed_by=actor,
        signed_on=today,
        frozen_at=now,
    )


@transaction.atomic
def file_report(
    *, report: AnnualReport, on: date, note: str, actor: Person, now: datetime
) -> ReportEvent:
    """Record that the frozen report was handed to the supervising office on a day (条例 Art. 49).

    Raises Refusal."""
    event = _after_freezing(report, Step.FILED, on, note, actor, now)
    frozen = queries.last_frozen(report.agency, report.year)
    assert frozen is not None
    # Its supervising office may be in this installation: then the report comes to it by itself.
    enqueue("reporting.filed", frozen=str(frozen.uid), on=on.isoformat())
    return event


def publish_report(
    *, report: AnnualReport, on: date, note: str, actor: Person, now: datetime
) -> ReportEvent:
    """Record that the frozen report was published on a day, and where (条例 Art. 49). Raises Refusal."""
    return _after_freezing(report, Step.PUBLISHED, on, note, actor, now)


@transaction.atomic
def reopen(*, report: AnnualReport, note: str, actor: Person, now: datetime) -> ReportEvent:
    """Begin another round after a report was frozen, with a reason; the frozen one stays.

    Raises Refusal."""
    report = locks.lock_report(report)
    require(actor, report.agency, TAKEN_BY[Step.REOPENED], time.today(now))
    if not queries.stages_of(report).frozen:
        raise Refusal("not-frozen", "报告还没有冻结，可以直接修改，不用重新编制。")
    if not note.strip():
        raise Refusal("no-reason", "请写明为什么要重新编制，这个原因随报告保存。")
    return take_step(report, Step.REOPENED, actor=actor, now=now, note=note)


@transaction.atomic
def _after_freezing(
    report: AnnualReport, step: Step, on: date, note: str, actor: Person, now: datetime
) -> ReportEvent:
    report = locks.lock_report(report)
    today = time.today(now)
    require(actor, report.agency, TAKEN_BY[step], today)
    stages = queries.stages_of(report)
    if stages.signed is None:
        raise Refusal("not-frozen", f"报告还没有签发冻结，不能登记{step.label}。")
    if getattr(stages, step.value) is not None:
        raise Refusal("done", f"这份报告已经登记过{step.label}。")
    if not stages.signed.on <= on <= today:
        raise Refusal(
            "day",
            f"{step.label}日期是 {on}，应当在签发日 {stages.signed.on} 到今天 {today} 之间。",
        )
    return take_step(report, step, actor=actor, now=now, on=on, note=note)


def _sound(assessment: queries.Assessment) -> None:
    errors = assessment.errors
    if errors:
        raise Refusal(
            "rule-broken",
            f"还有 {len(errors)} 处错误，改正后才能签发。第一处：{errors[0].message}",
            errors[0].basis,
        )


def _words_of(report: AnnualReport, drafts: Mapping[int, Draft]) -> list[str]:
    return queries.words_of(drafts, queries.published_verdicts(report))


def _unmoved(
    report: AnnualReport, stages: Stages, drafts: Mapping[int, Draft], seen: str | None
) -> None:
    """What the person decides on is what the person saw."""
    if seen is not None and seen != queries.stand_of(stages, _words_of(report, drafts)):
        raise Refusal(
            "moved",
            "您打开这一页以后，报告又编制过、核对过或者改过文字，这一步没有办。"
            "请看过现在的数和文字以后再办。",
        )


def _over(report: AnnualReport, today: date) -> None:
    """A year is reported when it is over; that of an agency that was closed in it, once it was."""
    why_not = year_runs(report.year, report.agency.closed_on, today)
    if why_not:
        raise Refusal("year-open", why_not, BASIS)


def _two_people(
    report: AnnualReport, stages: Stages, drafts: Iterable[Draft], actor: Person
) -> None:
    assert stages.compiled is not None
    assert stages.checked is not None
    own = {stages.compiled.actor_id, stages.checked.actor_id}
    own |= {draft.written_by_id for draft in drafts}
    own |= {one.actor_id for one in queries.published_verdicts(report)}
    if actor.pk in own:
        raise Refusal(
            "own-work",
            f"{actor.display_name}编制、核对或者写过这份报告，不能自己签发。请另一位签发人签发。",
        )
