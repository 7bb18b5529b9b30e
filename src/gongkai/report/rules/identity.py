"""Identities: two sums of cells that must be equal. The shape shared by most table rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..cell import STATE_NAMES
from ..form import get_form
from ..model import Report
from .model import Context, Finding, Outcome, Severity


@dataclass(frozen=True, slots=True)
class Identity:
    """Σ left = Σ right. `where` names the instance for a person: a column (自然人) or a row."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    where: str

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells of both sides, in reading order of the identity."""
        return self.left + self.right


def identity_rule(
    rule: str,
    basis: str,
    sentence: str,
    identities: Callable[[str], Iterable[Identity]],
    *,
    severity: Severity = Severity.ERROR,
) -> Callable[[Context], Iterator[Outcome]]:
    """Make the evaluation of a rule whose instances are identities.

    `identities` gives the instances for a form id. `sentence` is the start of the message, such as
    「本年新收加上年结转，不等于办理结果总计加结转下年度」.
    """

    def evaluate(context: Context) -> Iterator[Outcome]:
        cells = context.report.cells
        for one in identities(context.report.form):
            left = right = 0
            for cell_id in one.left:
                value = cells[cell_id].value
                if value is None:
                    break
                left += value  # type: ignore[assignment]
            else:
                for cell_id in one.right:
                    value = cells[cell_id].value
                    if value is None:
                        break
                    right += value  # type: ignore[assignment]
                else:
                    if left == right:
                        yield Outcome(one.cells)
                    else:
                        yield Outcome(one.cells, _broken(one, left, right, context.report))
                    continue
            yield Outcome(one.cells, not_evaluated=why_not(context.report, one.cells))

    def _broken(one: Identity, left: int, right: int, report: Report) -> Finding:
        return Finding(
            rule=rule,
            severity=severity,
            message=(
                f"{sentence}（{one.where}）：{_sum(one.left, report)}，{_sum(one.right, report)}，"
                f"差 {abs(left - right)}。"
            ),
            basis=basis,
            cells=one.cells,
            expected=str(left),
            actual=str(right),
            suggestion="请按台账核对，程序不替您改数。",
            left=tuple((c, report.cells[c].value) for c in one.left),
            right=tuple((c, report.cells[c].value) for c in one.right),
        )

    return evaluate


def _sum(side: tuple[str, ...], report: Report) -> str:
    """One side in words: 「本年新收 14 + 上年结转 2 = 16」. Long sides leave out the zeros."""
    specs = get_form(report.form).cells
    terms = [(specs[c].row.label, specs[c].column.label, report.cells[c].value) for c in side]
    one_row = len({row for row, _, _ in terms}) == 1
    named = [(column if one_row else row, value) for row, column, value in terms]
    total = sum(value for _, value in named if value is not None)
    shown = [f"{_short(name)} {value}" for name, value in named if value or len(named) <= 2]
    if len(named) == 1:
        return shown[0]
    return f"{' + '.join(shown) or '各项都是 0'} = {total}" if shown else "各项都是 0，合计 0"


def _short(label: str) -> str:
    """A row label without its numbering and its bracketed explanation."""
    text = label
    for prefix in ("一、", "二、", "三、", "四、"):
        text = text.removeprefix(prefix)
    text = text.split("（区分")[0]
    if text[:1] == "（" and "）" in text[:4]:
        text = text.split("）", 1)[1]
    if text[1:2] == "." and text[:1].isdigit():
        text = text[2:]
    return text.removesuffix("政府信息公开申请数量").removesuffix("继续办理") or label


def why_not(report: Report, cell_ids: Iterable[str]) -> str:
    """Say which cell holds no number, and how many more: 「“（七）总计 · 自然人”空白」."""
    specs = get_form(report.form).cells
    missing = [c for c in cell_ids if report.cells[c].value is None]
    first = f"“{specs[missing[0]].label}”{STATE_NAMES[report.cells[missing[0]].state]}"
    more = f"，连它共 {len(missing)} 格没有数字" if len(missing) > 1 else ""
    return f"{first}{more}，不能核对"
