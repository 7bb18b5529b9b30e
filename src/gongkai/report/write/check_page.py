"""The check of one report as a self-contained page: the verdict, the findings, the tables with the
cells marked, the source beside them. No script runs and nothing is asked from another host."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from html import escape
from importlib import resources
from zoneinfo import ZoneInfo

from ..cell import STATE_NAMES, State
from ..model import Report
from ..rules.listing import RULES, VERSION
from ..rules.model import CheckResult, NotEvaluated, Severity
from ..verdicts import NONE, Verdicts
from .check_findings import findings_section
from .check_tables import tables
from .document import print_date
from .findings import Marks, group_findings, group_unchecked, mark_cells
from .html import embed_json

_ZONE = ZoneInfo("Asia/Shanghai")


def render_check_page(
    report: Report,
    result: CheckResult,
    *,
    file_name: str,
    file_size: int,
    checked_at: datetime,
    source_text: str | None = None,
    downloads: Sequence[tuple[str, str]] = (),
    compared_with: str | None = None,
    verdicts: Verdicts = NONE,
) -> str:
    """The page as HTML.

    `file_size` is in bytes, `checked_at` an aware instant. `source_text` is the text the report was
    read from; each cell then links to its line. `downloads` are (label, relative address).
    `compared_with` names last year's report where one was given. `verdicts` are those on this report.
    """
    groups = group_findings(result.findings, report)
    marks = mark_cells(groups, report)
    return "\n".join(
        (
            *_head(report, result, checked_at),
            '<div class="cols main-side mt-7">',
            '<div class="stack-l">',
            *findings_section(groups, report, verdicts),
            *_source_tables(report, marks, source_text),
            *_source_text(report, source_text),
            "</div>",
            '<aside class="stack-l">',
            *_file(report, file_name, file_size, compared_with),
            *_states(report),
            *_not_checked(result.not_evaluated),
            *_notes(report),
            *_downloads(downloads),
            "</aside>",
            "</div>",
            "</main>",
            embed_json(report),
            "</body>",
            "</html>",
            "",
        )
    )


def page_title(report: Report) -> str:
    """What the page calls the report: agency and year, or what the document shows of them."""
    who = report.agency or report.agency_as_printed or "（文件中没有写机关名称）"
    return f"{who} {report.year}年度报告" if report.year else f"{who} 年度报告（年度不明）"


def verdict(result: CheckResult) -> str:
    """The first sentence under the title."""
    errors, warnings = result.count(Severity.ERROR), result.count(Severity.WARNING)
    if errors:
        also = f"，{warnings} 处提示" if warnings else ""
        return f"有 {errors} 处错误{also}。错误改正前不宜报送。"
    if warnings:
        return f"没有错误，有 {warnings} 处提示，请逐条说明或者改正。"
    return "没有发现问题。"


@cache
def style() -> str:
    """The style sheet of all pages, as text."""
    return (resources.files("gongkai.report.write") / "page" / "style.css").read_text("utf-8")


def _head(report: Report, result: CheckResult, checked_at: datetime) -> Iterator[str]:
    local = checked_at.astimezone(_ZONE)
    stamp = f"{print_date(local)} {local:%H:%M}"
    title = escape(page_title(report))
    yield f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>核对结果：{title}</title>
<style>{style()}</style>
</head>
<body class="check">
<a class="skip" href="#main">跳到正文</a>
<main class="wrap" id="main">
<p class="small dim">政府信息公开工作年度报告核对结果　{stamp}　规则 {VERSION} 版，{len(RULES)} 条</p>
<div class="page-title mt-2"><div><h1>{title}</h1><p>{verdict(result)}</p></div></div>"""
    figures = (
        (result.count(Severity.ERROR), "bad", "错误"),
        (result.count(Severity.WARNING), "warn", "提示"),
        (result.count(Severity.INFO), "none", "说明"),
        (result.held, "done", "成立"),
        (len(result.not_evaluated), "todo", "没有检查"),
    )
    yield '<ul class="figures" aria-label="概要">'
    for count, mark, word in figures:
        red = ' class="red"' if mark == "bad" and count else ""
        yield f'<li{red}><b>{count}</b><span><span class="mark {mark}">{word}</span></span></li>'
    yield "</ul>"


def _source_tables(report: Report, marks: Marks, source_text: str | None) -> Iterator[str]:
    if not report.cells:
        return
    hint = (
        "点格子看它在原文的位置"
        if source_text is not None
        else "按官方表式重排，有标记的格子见上面的发现"
    )
    yield (
        '<section aria-labelledby="s"><div class="section-head"><h2 id="s">读出的表格</h2>'
        f'<span class="faint">{hint}</span></div>'
        '<p class="scroll-hint">表格可以左右滑动</p>'
    )
    yield from tables(report, marks, linked=source_text is not None)
    yield "</section>"


def _source_text(report: Report, text: str | None) -> Iterator[str]:
    if text is None:
        return
    used = {c.source.line for c in report.cells.values() if c.source and c.source.line}
    yield (
        '<section aria-labelledby="t"><div class="section-head"><h2 id="t">文件原文</h2>'
        '<span class="faint">行号加粗的行有读出的格子</span></div>'
        '<ol class="source" tabindex="0" role="region" aria-label="文件原文，可滚动">'
    )
    for number, line in enumerate(text.splitlines(), 1):
        mark = ' class="used"' if number in used else ""
        yield f'<li id="L{number}"{mark}><b>{number}</b><span>{escape(line)}</span></li>'
    yield "</ol></section>"


def _file(report: Report, name: str, size: int, compared_with: str | None) -> Iterator[str]:
    missing = "文件中没有"
    period = f"{report.period_from} 至 {report.period_to}" if report.period_from else missing
    rows = (
        ("文件名", name),
        ("大小", f"{size / 1024:.0f} KB" if size >= 1024 else f"{size} 字节"),
        ("机关", report.agency or missing),
        ("年度", f"{report.year or missing}，表式 {report.form}"),
        ("统计期限", period),
        ("落款", report.signed_by or missing),
        ("落款日期", str(report.signed_on or missing)),
        ("对照", compared_with or "没有给上年报告"),
    )
    yield '<section><div class="section-head"><h2>文件</h2></div><dl class="dl keep compact">'
    yield from (f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in rows)
    yield "</dl></section>"


def _states(report: Report) -> Iterator[str]:
    counts = report.states()
    zeros = sum(c.state is State.NUMBER and c.value == 0 for c in report.cells.values())
    yield (
        f'<section><div class="section-head"><h2>读出的 {len(report.cells)} 格</h2></div>'
        '<dl class="dl keep compact">'
    )
    for state, count in counts.items():
        name = (
            f"数字（其中印出的 0 有 {zeros} 格）" if state is State.NUMBER else STATE_NAMES[state]
        )
        yield f'<dt>{name}</dt><dd class="num">{count}</dd>'
    yield '</dl><p class="small dim mt-2">空白不等于 0。</p></section>'


def _not_checked(missed: Sequence[NotEvaluated]) -> Iterator[str]:
    yield '<section><div class="section-head"><h2>没有检查的</h2></div>'
    if not missed:
        yield "<p>全部规则都检查了。</p>"
    titles = {rule.id: rule.title for rule in RULES}
    yield '<dl class="stack-s unchecked">'
    for one in group_unchecked(missed):
        if len(one.rules) > 1:  # one thing is missing for all of them: say it once
            named = "；".join(f"{escape(titles[rule])} {escape(rule)}" for rule in one.rules)
            yield (
                f"<div><dt>{escape(one.reason)}（{one.places} 条）</dt>"
                f'<dd class="small dim">{named}</dd></div>'
            )
            continue
        times = f"（{one.places} 处）" if one.places > 1 else ""
        yield (
            f"<div><dt>{escape(titles[one.rules[0]])}{times}</dt>"
            f'<dd class="small dim">{escape(one.rules[0])}　{escape(one.reason)}</dd></div>'
        )
    yield "</dl></section>"


def _notes(report: Report) -> Iterator[str]:
    if report.notes:
        yield '<section><div class="section-head"><h2>读的时候</h2></div><ul class="plain stack-s">'
        yield from (f"<li>{escape(note.message)}</li>" for note in report.notes)
        yield "</ul></section>"


def _downloads(downloads: Sequence[tuple[str, str]]) -> Iterator[str]:
    if downloads:
        yield (
            '<section class="noprint"><div class="section-head"><h2>带走</h2></div>'
            '<ul class="plain toollist">'
        )
        yield from (
            f'<li><a href="{escape(href)}">{escape(label)}</a></li>' for label, href in downloads
        )
        yield "</ul></section>"
