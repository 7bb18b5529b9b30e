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
_BODIES = r"(?:法人|商业企业|企业|科研机构|社会公益组织|法律服务机构|其他组织)"
_WHO = (
    ("自然人", COLUMNS[:1], re.compile(rf"(?<![法、和或一名位个某])自然人{_COUNT}")),
    (
        "法人或其他组织",
        COLUMNS[1:-1],
        re.compile(rf"(?<!公民、)(?<!自然人、)法人(?:或者?|和|以?及|、)?其他组织{_COUNT}"),
    ),
)
#: 「收到申请60件，均为自然人申请」
_ALL_PEOPLE = re.compile(r"^，(?:申请人)?(?:均|全部|都)(?:为|是|系|由)自然人(?!、|和|或|以?及|与)")
#: What may be counted between all applications and a kind of applicant: other kinds of applicants, shares,
#: growth in shares, and what is inside as carried over. Any other number begins another count.
_BETWEEN = re.compile(
    rf"(?:自然人|{_BODIES}(?:(?:或者?|和|以?及|、){_BODIES})*){_COUNT.replace('?P<number>', '?:')}|\d+(?:\.\d+)?%"
    r"|（(?:含|包括|其中)[^（）\d]{0,8}(?:结转|转结)[^（）\d]{0,6}\d+件[^（）\d]{0,6}）"
)
_ANOTHER_COUNT = re.compile(
    r"\d|答复|办结|办理|公开(?!申请)|结转|复议|诉讼|撤回|同一|网上|线上|涉及"
)


def _applicants(context: Context) -> Iterator[Outcome]:
    judged = False
    for claim in _of_the_whole(context):
        behind = claim.sentence[claim.sentence.rfind(claim.after.rstrip("。")) :]
        for who, columns, said in _counted(behind, claim) if claim.after else ():
            if speaks_of_another(context.report, behind[: behind.find(who[:2])]):
                continue
            judged = True
            yield _held(context.report, who, columns, said, claim)
    if not judged:
        used = tuple(f"requests.received.{column}" for column in COLUMNS[:-1])
        yield Outcome(used, not_evaluated="正文没有按申请人写出件数")


def _counted(behind: str, claim: Claim) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """The kinds of applicants that the words behind a count of all applications divide it into."""
    if _ALL_PEOPLE.search(behind):
        yield _WHO[0][0], _WHO[0][1], claim.value
    for who, columns, pattern in _WHO:
        found = pattern.search(behind)
        if found and not _ANOTHER_COUNT.search(_BETWEEN.sub("", behind[: found.start()])):
            yield who, columns, int(found["number"])


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
    words_rule("NT-WHO", "正文按申请人写的件数与表三相符", "正文按申请人写的件数与表三不符", "正文自然人、法人或其他组织申请的件数 = 表三该列（法人或其他组织为五列之和）本年新收，或者 = 本年新收 + 上年结转", Severity.WARNING, _applicants, version=2),
)  # fmt: skip
