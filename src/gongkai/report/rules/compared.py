"""A number of the narrative beside the number of a table: the outcome in the one shape all NT rules use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..cell import Number
from ..model import Report
from .claim import Claim
from .model import Finding, Outcome, Severity
from .table_three import COLUMNS

#: Nothing before the verb but when, who and how many in all: 「2024年，我局共」. Then a count is of the whole.
_PLAINLY = re.compile(
    r"^(?:[，；：]|（[一二三四五]）|依申请公开(?:情况|工作|方面)?[。：，]?|20\d\d年度?|全年|本年度?|今年|报告期内|年内"
    r"|截至(?:20\d\d年|本年度?)?(?:12月31日|12月?底|年底)|[我本全](?:局|委|县|市|区|镇|办|厅|州|省|机关|单位|街道|部门)"
    r"|一?共计?|总共|累计|合计|已|按期|依法|均|全部|新|收到|受理|接收|办结|答复|作出答复|政府信息公开|信息公开|依申请公开"
    r"|申请|公开|的|件|数量?|总数|为|了|有效|书面)+$"
)
PART = "这句话说的可能只是其中一个机关、一段时间或者一种方式，不能直接与表格核对"


def row_total(report: Report, row: str) -> Number | None:
    """The total of a row of table three: as printed, or the sum where all six columns are numbers; None
    where neither is there. Raises KeyError for a row that the report's form does not have."""
    printed = report.value(f"requests.{row}.total")
    if printed is not None:
        return printed
    columns = [report.value(f"requests.{row}.{c}") for c in COLUMNS[:-1]]
    if any(value is None for value in columns):
        return None
    return sum(value for value in columns if value is not None)


def total(values: Iterable[Number | None]) -> Number | None:
    """The sum, or None when one of the numbers is not there."""
    added: Number = 0
    for value in values:
        if value is None:
            return None
        added = added + value
    return added


def beside_the_whole(
    claim: Claim, table: Number, wholes: Sequence[Claim]
) -> tuple[Claim, str | None]:
    """The claim as it is to be judged, and a hint, where others (`wholes`) say what the table says.

    A smaller number is then a part of it, as in 收到15件，受理12件; but not where another sentence says
    just so many of the whole: then the words contradict each other, and the hint says where.
    """
    if claim.part or not wholes or claim.value >= table:
        return claim, None
    elsewhere = [one for one in wholes if one.sentence != claim.sentence]
    if len(elsewhere) < len(wholes) or not _PLAINLY.search(claim.words):
        return replace(claim, part=True), None
    return claim, f"正文另一处写 {elsewhere[0].value} 件，与表格相符。请核对这一处。"


def compared(
    rule: str,
    basis: str,
    claim: Claim,
    allowed: Sequence[tuple[str, Number]],
    cells: tuple[str, ...],
    *,
    said: str,
    severity: Severity = Severity.ERROR,
    hint: str | None = None,
) -> Outcome:
    """Hold the claim against the numbers it may equal.

    In: `allowed` as (name in words, number), at least one; `cells` are those the numbers come from, `said`
    what the claim counts, `hint` the suggestion in place of the usual one. Out: an outcome that holds, is
    not judged because the words may speak of a part, or is a finding with all allowed numbers. Nothing is
    raised.
    """
    if any(claim.value == value for _, value in allowed):
        return Outcome(cells)
    if claim.part:
        return Outcome(cells, not_evaluated=PART)
    named = "，".join(f"{name}是 {value}" for name, value in allowed)
    return Outcome(
        cells,
        Finding(
            rule=rule,
            severity=severity,
            message=f"正文写{said} {claim.value} 件，{named}。",
            basis=basis,
            cells=cells,
            expected=" 或 ".join(dict.fromkeys(str(value) for _, value in allowed)),
            actual=str(claim.value),
            sentence=claim.sentence,
            section=claim.section,
            suggestion=hint or "请核对正文和表格，改正写错的一处。",
        ),
    )
