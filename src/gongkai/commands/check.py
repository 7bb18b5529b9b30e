"""`gongkai check`: what does not hold in a report, and where."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ..arguments import Commands
from ..console import out, progress_over, say
from ..report import show
from ..report.batch import ReadResult, bytes_of, find_files, read_many
from ..report.read.errors import ReadError
from ..report.read.plain.text import decode
from ..report.rules import Severity, check
from ..report.verdicts import (
    has_open_errors,
    still_open,
    verdicts_on,
)
from ..report.write.check_page import render_check_page
from ..report.write.sarif import Checked, sarif
from .jobs import add_options, jobs_of, verdicts_in
from .targets import Targets

OK, FINDINGS, UNREADABLE = 0, 1, 2


_NO_REPORT = "看不出是一份年度报告：没有标题，没有各部分，也没有表"
#: How a result on one file ends in a folder of results.
_SUFFIX = {"text": "txt", "json": "json", "html": "html"}


def add_commands(commands: Commands) -> None:
    """Add the commands to the command line."""
    checking = commands.add_parser("check", help="按表内、表间勾稽和文表一致核对年度报告")
    checking.add_argument("files", nargs="+", type=Path, metavar="文件或目录")
    checking.add_argument("--out", type=Path, metavar="目录", help="写到这个目录，不写到屏幕")
    checking.add_argument(
        "--format",
        choices=("text", "json", "sarif", "html", "docx"),
        default="text",
        help="默认 text，给人看",
    )
    add_options(checking)
    checking.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    read, unread = _read_all(arguments.files)
    verdicts = verdicts_in(arguments.verdicts)
    targets = Targets(arguments.out, [result.path for result in read])
    errors = False
    checked: list[Checked] = []
    summary: list[tuple[int, int, str]] = []
    for job in jobs_of(arguments, read):
        result = check(job.context)
        report = job.context.report
        one = Checked(job.path, report, result, verdicts_on(report, verdicts))
        errors = errors or has_open_errors(result.findings, one.verdicts)
        if arguments.format == "sarif":
            checked.append(one)
        else:
            _deliver(arguments, one, job.compared_with, targets)
        summary.append(_summed_up(one))
    if arguments.format == "sarif":
        missed = [(path, f"读不了：{error}") for path, error in unread]
        log = json.dumps(sarif(checked, missed), ensure_ascii=False, indent=1)
        target = targets.free(Path("check"), "sarif") if arguments.out else None
        _write(log, target)
    if arguments.format in ("text", "html", "docx") and len(summary) > 1:
        out(summary_text(summary, len(unread)))
    if unread:
        return UNREADABLE
    return FINDINGS if errors else OK


def _summed_up(one: Checked) -> tuple[int, int, str]:
    """Errors, warnings that nobody judged, and what to call the report."""
    held = still_open(one.result.findings, one.verdicts)
    errors = sum(f.severity is Severity.ERROR for f in held)
    warnings = sum(
        f.severity is Severity.WARNING and f.fingerprint() not in one.verdicts for f in held
    )
    who = one.report.agency or "机关不明"
    return errors, warnings, f"{who} {one.report.year or '年度不明'}　{Path(one.path).name}"


def summary_text(summary: Sequence[tuple[int, int, str]], unread: int = 0) -> str:
    """Many checks in one view: how many are wrong, then which, the worst first. Those with nothing to
    ask about are only counted."""
    wrong = sum(errors > 0 for errors, _, _ in summary)
    asked = sum(not errors and warnings > 0 for errors, warnings, _ in summary)
    lines = [
        f"核对了 {len(summary)} 份：{wrong} 份有错误，{asked} 份没有错误而有提示，"
        f"{len(summary) - wrong - asked} 份没有问题"
        + (f"；{unread} 份读不了。" if unread else "。")
    ]
    ranked = sorted(summary, key=lambda one: (-one[0], -one[1], one[2]))
    lines += [f"  误 {e}　疑 {w}　{name}" for e, w, name in ranked if e or w]
    return "\n".join(lines)


def _read_all(files: Sequence[Path]) -> tuple[list[ReadResult], list[tuple[Path, ReadError]]]:
    """Read every file named, and the reports in every folder named. What cannot be read, or is no report, is said
    at once and never stops the rest."""
    paths = find_files(files)
    if not paths:
        raise ReadError(str(files[0]), "目录里没有能读的文件")
    read, unread = [], []
    for result in read_many(paths, progress_over(len(paths))):
        error = result.error
        if result.report is not None and not result.report.is_one:
            error = ReadError(str(result.path), _NO_REPORT, remedy="请检查是否选错了文件")
            if result.path not in files:  # a folder may hold other things
                say(f"没有核对：{error.of(str(result.path))}。")
                continue
        if error is None:
            read.append(result)
            continue
        say(f"读不了：{error.of(str(result.path))}。")
        unread.append((result.path, error))
    return read, unread


def _deliver(
    arguments: argparse.Namespace, one: Checked, compared_with: str | None, targets: Targets
) -> None:
    path = Path(one.path)
    if arguments.format == "docx":  # a file is never printed: it goes beside the one checked
        from ..report.write.annotated import annotate_docx  # loads python-docx: a fifth of a second

        target = targets.free(path, "check.docx")
        original = bytes_of(path) if path.suffix.lower() == ".docx" else None
        target.write_bytes(
            annotate_docx(one.report, one.result.findings, one.verdicts, original=original)
        )
        out(str(target))
        return
    if arguments.format == "text":
        content = show.check_text(one.report, one.result, path.name, one.verdicts)
    elif arguments.format == "html":
        content = render_check_page(
            one.report,
            one.result,
            file_name=path.name,
            file_size=len(bytes_of(path)),
            checked_at=datetime.now(UTC),
            source_text=_source_text(path),
            compared_with=compared_with,
            verdicts=one.verdicts,
        )
    else:
        data = show.check_json(one.result, path.name, one.verdicts)
        content = json.dumps(data, ensure_ascii=False)
    _write(content, targets.free(path, _SUFFIX[arguments.format]) if arguments.out else None)


def _source_text(path: Path) -> str | None:
    """The text of a text file, shown beside its cells; None for any other kind."""
    plain = path.suffix.lower() in (".txt", ".md")
    return decode(bytes_of(path), path.name) if plain else None


def _write(content: str, target: Path | None) -> None:
    if target is None:
        out(content)
        return
    target.write_text(content, "utf-8")
    out(str(target))
