"""The findings of the check page: the sentence, the identity drawn, the place, the basis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from ..form import split_cell_id
from ..model import Report
from ..rules.model import Severity
from ..verdicts import NONE, Verdicts, verdict_line
from .findings import SHORT_SUM, Group, short

_MARK_CLASS = {Severity.ERROR: "mk", Severity.WARNING: "mk w", Severity.INFO: "mk i"}
_MARK_WORD = {Severity.ERROR: "误", Severity.WARNING: "疑", Severity.INFO: "注"}

#: How many sentences one group prints; the cells of all of them are marked.
_SHOWN = 3

#: How many places a group names; each leads to its cell in the tables below.
_PLACES = 2

Terms = Sequence[tuple[str, object]]

_DATE = re.compile(r"\d{4}(?:-\d{2}-\d{2}|年\d{1,2}月\d{1,2}日)")


def unbroken(text: str) -> str:
    """A sentence as HTML, escaped, in which no date is broken over two lines."""
    return _DATE.sub(r'<span class="nowrap">\g<0></span>', escape(text))


def findings_section(
    groups: Sequence[Group], report: Report, verdicts: Verdicts = NONE
) -> Iterator[str]:
    """The section with every group of findings and what was decided, or the sentence that there is none."""
    yield '<section aria-labelledby="f"><div class="section-head"><h2 id="f">发现</h2></div>'
    if not groups:
        yield '<p class="empty">能核对的都成立，没有发现问题。</p>'
    for group in groups:
        yield from _finding(group, report, verdicts)
    yield "</section>"


def _finding(group: Group, report: Report, verdicts: Verdicts) -> Iterator[str]:
    yield f'<div class="finding" id="f{group.number}">'
    yield from finding_lines(group, report, verdicts)
    yield "</div>"


def finding_lines(group: Group, report: Report, verdicts: Verdicts = NONE) -> Iterator[str]:
    """What is inside a finding's block, as HTML: for the check page and for every page of the office
    that shows findings, so that both say the same words."""
    word = _MARK_WORD[group.severity]
    mark = f'<span class="{_MARK_CLASS[group.severity]}">{word} {group.number}</span>'
    yield f"<h3>{mark}{escape(group.title)}</h3>"
    first = group.findings[0]
    if first.left and first.right:
        yield from _identity(first.left, first.right, report)
    for finding in group.findings[:_SHOWN]:
        yield f"<p>{unbroken(finding.message)}</p>"
        if finding.sentence:
            yield f'<p class="dim">原文：“{escape(finding.sentence)}”</p>'
        if finding.beside:
            yield f'<p class="dim">对照：“{escape(finding.beside)}”</p>'
    if len(group.findings) > _SHOWN:
        yield f"<p>另有 {len(group.findings) - _SHOWN} 处同样不成立，见下面表中的标记。</p>"
    if first.suggestion:
        yield f"<p>{unbroken(first.suggestion)}</p>"
    for finding in group.findings:
        held = verdicts.get(finding.fingerprint())
        if held:
            yield f'<p class="notice">结论　{unbroken(verdict_line(held))}</p>'
    places = _places(group, report)
    where = f"　位置：{places}" if places else ""
    yield f'<p class="meta">{escape(first.rule)}　依据：{escape(first.basis)}{where}</p>'


def _identity(left: Terms, right: Terms, report: Report) -> Iterator[str]:
    """The broken identity drawn: its cells, both sums, and ≠ between them."""
    one_row = len({split_cell_id(cell_id)[:2] for cell_id, _ in (*left, *right)}) == 1
    yield '<div class="identity">'
    yield from _side(left, report, one_row)
    yield '<div class="eq" aria-label="不等于">≠</div>'
    yield from _side(right, report, one_row)
    yield "</div>"


def _side(terms: Terms, report: Report, one_row: bool) -> Iterator[str]:
    """One side. Two terms stand beside each other over their sum; of more, those that are not 0 are
    listed under it, as far as they are few."""
    total = sum(report.cells[cell_id].value or 0 for cell_id, _ in terms)
    yield '<div class="side">'
    if len(terms) == 2:
        boxes = [_box(value, _name(cell_id, report, one_row)) for cell_id, value in terms]
        yield f'{boxes[0]}<div class="op">+</div>{boxes[1]}<div class="total">合计 <b>{total}</b></div>'
    elif len(terms) == 1:
        yield _box(total, _name(terms[0][0], report, one_row), wide=True)
    else:
        counted = [(cell_id, value) for cell_id, value in terms if value]
        named = "　".join(f"{_name(c, report, one_row)} {v}" for c, v in counted[:SHORT_SUM])
        rest = len(terms) - len(counted)
        if not counted:
            said = f"{rest} 格都是 0"
        elif len(counted) > SHORT_SUM:
            said = f"{named}　…… 共 {len(counted)} 格"
        else:
            said = f"{named}　其余 {rest} 格是 0" if rest else named
        yield _box(total, f"{len(terms)} 格之和", wide=True)
        yield f'<div class="terms">{escape(said)}</div>'
    yield "</div>"


def _box(value: object, name: str, *, wide: bool = False) -> str:
    kind = "cell wide" if wide else "cell"
    return f'<div class="{kind}"><b>{escape(str(value))}</b><span>{escape(name)}</span></div>'


def _name(cell_id: str, report: Report, one_row: bool) -> str:
    spec = report.statutory_form.cells[cell_id]
    return spec.column.label if one_row else short(spec.row.label)


def _places(group: Group, report: Report) -> str:
    """Where the first cells stand in the document, each leading to its cell in the tables."""
    said: dict[str, str] = {}
    for cell_id in group.cells:
        source = report.cells[cell_id].source
        if source and (place := source.describe()):
            said.setdefault(place, cell_id)
    links = [
        f'<a href="#c-{cell_id}">{escape(place)}</a>'
        for place, cell_id in list(said.items())[:_PLACES]
    ]
    return "；".join(links) + (f" 等 {len(said)} 处" if len(said) > _PLACES else "")
