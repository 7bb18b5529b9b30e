"""Read, check and write a batch of reports into one folder that a person can browse.

Each report gets its check page and its official Word, PDF, XLSX, HTML and JSON files; one index page
lists them all, with the verdict in words. Nothing outside the folder is touched.
"""

from __future__ import annotations

import html
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

from .console import out, progress_over
from .report.batch import ReadResult, bytes_of, read_many
from .report.cell import STATE_NAMES, State
from .report.model import Report
from .report.read import read_document
from .report.read.plain.text import decode
from .report.rules import CheckResult, Context, Severity, check
from .report.show import verdict_line
from .report.write import KINDS, write
from .report.write.check_page import render_check_page, style

#: What is offered for download, in the order of the index page.
_NAMES = {"docx": "Word", "pdf": "PDF", "xlsx": "XLSX", "html": "网页", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of the folder: what was read, what the check says, which files were written."""

    result: ReadResult
    check: CheckResult | None
    files: tuple[tuple[str, str], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """`text` is for the terminal; `entries` in the order of the files."""

    text: str
    entries: tuple[Entry, ...]


def build(paths: Sequence[Path], folder: Path, *, now: datetime) -> Summary:
    """Make the folder from these files; a file that cannot be read is listed with the reason.

    `now` is printed as the time of the check. Pairs a report with last year's of the same agency.
    """
    folder.mkdir(parents=True, exist_ok=True)
    results = list(read_many(paths, progress_over(len(paths))))
    by_unit = {
        (r.report.agency, r.report.year): r.report for r in results if r.report and r.report.agency
    }
    entries = tuple(_make(result, by_unit, folder, now) for result in results)
    (folder / "index.html").write_text(_index(entries, now), "utf-8")
    return Summary(_text(entries, folder), entries)


def _make(
    result: ReadResult,
    by_unit: Mapping[tuple[str, int | None], Report],
    folder: Path,
    now: datetime,
) -> Entry:
    report = result.report
    if report is None:
        return Entry(result, None, (), 0.0)
    started = time.perf_counter()
    previous = (
        by_unit.get((report.agency, report.year - 1)) if report.agency and report.year else None
    )
    verdict = check(Context(report, previous=previous))
    stem = result.path.stem
    files = []
    for kind in _NAMES:
        name = f"{stem}.{kind}"
        (folder / name).write_bytes(write(report, kind))
        files.append((_NAMES[kind], name))
    page = render_check_page(
        report,
        verdict,
        file_name=result.path.name,
        file_size=len(bytes_of(result.path)),
        checked_at=now,
        source_text=_source_text(result.path),
        downloads=files,
        compared_with=f"{previous.agency} {previous.year}年度报告" if previous else None,
    )
    (folder / f"{stem}.check.html").write_text(page, "utf-8")
    return Entry(result, verdict, tuple(files), time.perf_counter() - started)


def _source_text(path: Path) -> str | None:
    """The text of a text file, for showing it beside its cells; None for any other kind."""
    data = bytes_of(path)
    document = read_document(data, path.name)
    return decode(data, path.name) if document.kind == "text" else None


def _text(entries: Sequence[Entry], folder: Path) -> str:
    lines = [f"读了 {len(entries)} 份年度报告，结果在 {folder}{os.sep}index.html", ""]
    for entry in entries:
        report = entry.result.report
        if report is None or entry.check is None:
            lines += [f"  {entry.result.path.name}", f"      读不了：{entry.result.error}"]
            continue
        lines.append(f"  {report.agency or report.agency_as_printed}　{report.year}年度")
        lines.append(f"      {_cells_in_words(report)}")
        lines.append(f"      {verdict_line(entry.check)}")
        lines += [
            f"      {'误' if f.severity is Severity.ERROR else '疑'}　{f.message}"
            for f in entry.check.findings
            if f.severity is not Severity.INFO
        ][:4]
    return "\n".join(lines)


def _cells_in_words(report: Report) -> str:
    said = [f"{STATE_NAMES[state]} {n}" for state, n in report.states().items() if n]
    return f"{len(report.cells)} 格：{'，'.join(said)}"


# ---- the index page ----------------------------------------------------------------------------


def _index(entries: Sequence[Entry], now: datetime) -> str:
    rows = "\n".join(_row(entry) for entry in entries)
    stamp = now.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%d %H:%M")
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>年度报告核对结果目录</title>
<style>{style()}</style>
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<main class="wrap" id="main">
<p class="small dim">政府信息公开工作年度报告　{stamp} 核对</p>
<div class="page-title mt-2"><div><h1>{len(entries)} 份年度报告的核对结果</h1>
<p>每份报告读出全部法定格子，按表内勾稽核对，并重新写成官方版式。空白不当作 0，文件中没有的不补。</p></div></div>
<table class="table fold mt-5">
<caption class="vh">年度报告目录</caption>
<thead><tr><th scope="col">机关和年度</th><th scope="col">核对</th><th scope="col">读出的格子</th>
<th scope="col">下载</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</main>
</body>
</html>
"""


def _row(entry: Entry) -> str:
    report, verdict = entry.result.report, entry.check
    name = html.escape(entry.result.path.name)
    if report is None or verdict is None:
        return (
            f'<tr><th scope="row">{name}</th>'
            f'<td colspan="3"><span class="mark bad">读不了</span> {html.escape(str(entry.result.error))}</td></tr>'
        )
    who = html.escape(report.agency or report.agency_as_printed or "机关文件中没有写")
    page = html.escape(f"{entry.result.path.stem}.check.html")
    errors, warnings = verdict.count(Severity.ERROR), verdict.count(Severity.WARNING)
    if errors:
        mark = f'<span class="mark bad">{errors} 处错误</span>'
    elif warnings:
        mark = f'<span class="mark warn">{warnings} 处提示</span>'
    else:
        mark = '<span class="mark done">没有发现问题</span>'
    also = f"，{warnings} 处提示" if errors and warnings else ""
    links = "　".join(
        f'<a href="{html.escape(href)}">{html.escape(label)}</a>' for label, href in entry.files
    )
    counts = "<br>".join(
        f"{STATE_NAMES[state]} {n}"
        for state, n in report.states().items()
        if n or state is State.NUMBER
    )
    return (
        f'<tr><th scope="row"><a href="{page}">{who} {report.year or "年度不明"}</a>'
        f'<span class="sub">{name}，表式 {report.form}</span></th>'
        f'<td data-l="核对">{mark}{also}<span class="sub">成立 {verdict.held} 条，'
        f"没有检查 {len(verdict.not_evaluated)} 条</span></td>"
        f'<td data-l="读出的格子">{counts}</td><td data-l="下载">{links}</td></tr>'
    )


def serve(folder: Path, port: int) -> None:
    """Serve the folder on this machine only, until the person stops it."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        out(f"\n请在浏览器打开 http://127.0.0.1:{port}/ ，按 Ctrl+C 结束。")
        server.serve_forever()


assert set(_NAMES) == set(KINDS), "every kind that can be written is offered"
