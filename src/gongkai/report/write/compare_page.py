"""Two reports side by side as one self-contained page: what changed in the tables, then the texts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from html import escape

from ..cell import STATE_NAMES, Cell, Number
from ..compare import CellDifference, Comparison, SectionComparison
from ..form import get_form
from .check_page import page_title, style
from .layout import print_cell, print_number


def render_compare_page(found: Comparison) -> str:
    """The page as HTML: counts, the cells that changed, the cells that cannot be set side by side,
    each section's sentences with what was added and what is gone."""
    before, after = page_title(found.before), page_title(found.after)
    changed = found.changed
    return "\n".join(
        (
            '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>对比：{escape(before)}与{escape(after)}</title>",
            f"<style>{style()}</style>\n</head>\n<body>",
            '<a class="skip" href="#main">跳到正文</a>\n<main class="wrap" id="main">',
            f'<div class="page-title"><div><h1>{escape(after)}</h1>'
            f"<p>与{escape(before)}逐格、逐句对比</p></div></div>",
            '<ul class="figures" aria-label="概要">',
            f"<li><b>{len(changed)}</b><span>格有变化</span></li>",
            f"<li><b>{len(found.cells) - len(changed)}</b><span>格相同</span></li>",
            f"<li><b>{len(found.not_comparable)}</b><span>格表式不同，不能比</span></li>",
            f"<li><b>{percent(found.repetition) or '—'}</b><span>正文与前一份相同</span></li>",
            "</ul>",
            *_cells(changed),
            *_not_comparable(found),
            *(line for section in found.sections for line in _section(section)),
            "</main>\n</body>\n</html>\n",
        )
    )


def percent(share: Decimal | None, *, signed: bool = False) -> str:
    """A share as a person reads it, 25.0%; with a sign where it is a growth; empty for None."""
    if share is None:
        return ""
    value = (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{value:+}%" if signed else f"{value}%"


def stands(cell: Cell) -> str:
    """What stands in a cell, in words where nothing is printed: 空白, 文件中没有."""
    return print_cell(cell) or STATE_NAMES[cell.state]


def difference(one: CellDifference) -> str:
    """The difference with its sign; words where there is none to calculate."""
    value: Number | None = one.difference
    if value is None:
        return "不能相减"
    return ("+" if value > 0 else "") + print_number(value)


def _cells(changed: tuple[CellDifference, ...]) -> Iterator[str]:
    yield '<section class="mt-7" aria-labelledby="cells"><h2 id="cells">有变化的格子</h2>'
    if not changed:
        yield '<p class="dim mt-2">两份报告能比的格子都相同。</p></section>'
        return
    yield (
        '<div class="scroll" tabindex="0" role="region" aria-label="有变化的格子"><table class="table dense">'
        '<thead><tr><th scope="col">项目</th><th scope="col" class="num">前一份</th>'
        '<th scope="col" class="num">这一份</th><th scope="col" class="num">增减</th>'
        '<th scope="col" class="num">增长</th></tr></thead><tbody>'
    )
    for one in changed:
        yield (
            f'<tr><th scope="row">{escape(one.label)}</th>'
            f'<td class="num">{escape(stands(one.before))}</td>'
            f'<td class="num">{escape(stands(one.after))}</td>'
            f'<td class="num">{difference(one)}</td>'
            f'<td class="num">{percent(one.growth, signed=True)}</td></tr>'
        )
    yield "</tbody></table></div></section>"


def _not_comparable(found: Comparison) -> Iterator[str]:
    if not found.not_comparable:
        return
    specs = {**get_form(found.before.form).cells, **get_form(found.after.form).cells}
    yield (
        f"<details class='mt-5'><summary>两份表式不同，不能比的 {len(found.not_comparable)} 格</summary><ul>"
    )
    yield from (f"<li>{escape(specs[one].label)}</li>" for one in found.not_comparable)
    yield "</ul></details>"


def _section(section: SectionComparison) -> Iterator[str]:
    if not section.passages:
        return
    share = (
        f"{percent(section.repetition)}与前一份相同"
        if section.repetition is not None
        else "这一份没有文字"
    )
    yield (
        f'<section class="mt-7"><div class="section-head"><h2>第{section.number}部分　{escape(section.title)}</h2>'
        f'<span class="faint">{share}（数字不计）</span></div><div class="prose">'
    )
    for one in section.passages:
        words = escape(one.text)
        if one.kind == "added":
            words = f'<ins><span class="vh">新增：</span>{words}</ins>'
        elif one.kind == "removed":
            words = f'<del><span class="vh">不再有：</span>{words}</del>'
        elif one.kind == "figures":
            words += f'<span class="small faint">　前一份：{escape(one.before or "")}</span>'
        yield f"<p>{words}</p>"
    yield "</div></section>"
