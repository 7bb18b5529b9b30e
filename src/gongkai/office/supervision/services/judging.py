"""What the supervising office makes of findings: kept under the facts that were judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import locks, queries
from gongkai.office.supervision.models import Judgement, Received, Ruling

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Person


@dataclass(frozen=True)
class Said:
    """What a person says of one finding on the page: a ruling and, where it needs one, a reason."""

    ruling: str
    reason: str = ""


@transaction.atomic
def judge(
    *, received: Received, said: Mapping[str, Said], actor: Person, now: datetime
) -> list[Judgement]:
    """Keep what was made of findings, by `Judged.key`; unchanged ones are not written again. Raises
    Refusal: not permitted, decided, the findings are no longer those the page showed, no reason given."""
    received = locks.lock_received(received)
    require(actor, received.agency, Role.SUPERVISOR, time.today(now))
    if received.decisions.exists():
        raise Refusal(
            "decided",
            "这份报告已经退回或者接受，判断没有保存。请重新打开这一页，看单位新报的一稿。",
        )
    assessment = queries.assess(received)
    there = {one.key: one for one in assessment.judged}
    rows: list[Judgement] = []
    for key, one in said.items():
        held = there.get(key)
        if held is None or one.ruling not in Ruling.values:
            raise Refusal(
                "findings-changed",
                "打开这一页以后发现有了变化（收到了上一年的报告，或者规则有了更新），判断都没有保存。"
                "请重新打开这一页再判断。",
            )
        number = held.group.number
        reason = one.reason.strip()
        if one.ruling != Ruling.CONFIRMED and not reason:
            raise Refusal(
                "no-reason",
                f"第 {number} 处判为“{Ruling(one.ruling).label}”，请写明理由；理由随报告保存。",
            )
        before = held.judgement
        if before and (before.ruling, before.reason) == (one.ruling, reason):
            continue
        rows += [
            Judgement(
                agency=received.agency,
                unit=received.unit,
                year=received.year,
                rule=finding.rule,
                fingerprint=finding.fingerprint(),
                ruling=one.ruling,
                reason=reason,
                at=now,
                by=actor,
            )
            for finding in held.group.findings
        ]
    if rows:
        audit.append(
            agency=received.agency,
            actor=actor,
            now=now,
            verb="supervision.judged",
            subject=f"supervision.received:{received.uid}",
            data={"judgements": [[r.rule, r.fingerprint, r.ruling] for r in rows]},
        )
        Judgement.objects.bulk_create(rows)
    return rows
