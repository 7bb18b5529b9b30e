"""The words on who applied, people or bodies, against the columns of table three."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..cell import Number
from ..model import Report
from .claim import WHOLE, Claim
from .compared import total
from .elsewhere import speaks_of_another
from .identity import why_not
from .model import Context, Finding, Outcome, Severity
from .narrative_applications import BASIS, words_rule
from .table_three import COLUMNS

_COUNT = r"(?:提出|提交)?的?(?:申请)?(?:共|为)?(?P<number>\d+)[件宗条起例份次]"
_WHO = (
    ("自然人", COLUMNS[:1], re.compile(rf"(?<![法、和或])自然人{_COUNT}")),
    (
        "法人或其他组织",
        COLUMNS[1:-1],
        re.compile(rf"(?<!公民、)(?<!自然人、)法人(?:或者?|和|及|、)?其他组织{_COUNT}"),
    ),
)


def _applicants(context: Context) -> Iterator[Outcome]:
    judged = False
    for claim in _of_the_whole(context):
        behind = claim.sentence[claim.sentence.rfind(claim.after.rstrip("。")) :]
        for who, columns, pattern in _WHO:
            found = pattern.search(behind) if claim.after else None
            if found is None or speaks_of_another(context.report, behind[: found.start()]):
                continue
            judged = True
            yield _held(context.report, who, columns, int(found["number"]), claim)
    if not judged:
        used = tuple(f"requests.received.{column}" for column in COLUMNS[:-1])
        yield Outcome(used, not_evaluated="正文没有按申请人写出件数")


def _of_the_whole(context: Context) -> list[Claim]:
    """The first count of all applications in each sentence."""
    found: dict[str, Claim] = {}
    for claim in context.said.of(*WHOLE):
        if not claim.part:
            found.setdefault(claim.sentence, claim)
    return list(found.values())


def _held(report: Report, who: str, columns: tuple[str, ...], said: int, claim: Claim) -> Outcome:
    rows = {
        row: tuple(f"requests.{row}.{column}" for column in columns)
        for row in ("received", "carried_in", "concluded")
    }
    used = (*rows["received"], *rows["carried_in"])
    sums = {row: total(report.value(cell) for cell in cells) for row, cells in rows.items()}
    new, carried, done = sums["received"], sums["carried_in"], sums["concluded"]
    if new is None or carried is None:
        return Outcome(used, not_evaluated=why_not(report, used))
    allowed: list[Number] = [new, new + carried]
    if claim.kind == "handled" and done is not None:
        allowed.append(done)
    if said in allowed:
        return Outcome(used)
    return Outcome(
        used,
        Finding(
            rule="NT-WHO",
            severity=Severity.WARNING,
            message=f"正文写{who}申请 {said} 件，表三{who}本年新收是 {new}，加上年结转共 {new + carried}。",
            basis=BASIS,
            cells=used,
            expected=" 或 ".join(dict.fromkeys(str(one) for one in allowed)),
            actual=str(said),
            sentence=claim.sentence,
            section=claim.section,
            suggestion="请核对正文和表格，改正写错的一处。",
        ),
    )


RULES = (
    words_rule("NT-WHO", "正文按申请人写的件数与表三相符", "正文按申请人写的件数与表三不符", "正文自然人、法人或其他组织申请的件数 = 表三该列（法人或其他组织为五列之和）本年新收，或者 = 本年新收 + 上年结转", Severity.WARNING, _applicants),
)  # fmt: skip
