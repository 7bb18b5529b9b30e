"""The commands over the rule list: `check`, `verdict` and `rules`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..arguments import Commands
from ..console import out, progress_over, say
from ..report import show
from ..report.batch import ReadResult, bytes_of, find_files, read_many
from ..report.copying import copies_among
from ..report.model import Report
from ..report.names import NO_NAMES, Names, read_names
from ..report.pairing import pair
from ..report.read import read_file
from ..report.read.errors import ReadError
from ..report.read.plain.text import decode
from ..report.rules import CheckResult, Context, Severity, check
from ..report.rules.listing import RULES
from ..report.verdicts import (
    DECISION_NAMES,
    Decision,
    Verdict,
    dump_verdicts,
    has_open_errors,
    load_verdicts,
    still_open,
    verdict_line,
    verdicts_on,
)
from ..report.write.check_page import render_check_page
from ..report.write.sarif import Checked, sarif
from .named import read_named
from .targets import Targets

OK, FINDINGS, UNREADABLE = 0, 1, 2


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
    _how_to_check(checking)
    checking.set_defaults(run=_check)

    judging = commands.add_parser("verdict", help="记下对一处发现的结论：待改正、有原因、不属实")
    judging.add_argument("file", type=Path, metavar="报告文件")
    judging.add_argument("fingerprint", metavar="编号", help="check 在每处发现后面写的编号")
    judging.add_argument(
        "decision",
        choices=[one.value for one in Decision],
        metavar="结论",
        help="、".join(f"{one.value}（{name}）" for one, name in DECISION_NAMES.items()),
    )
    judging.add_argument("--reason", required=True, metavar="原因")
    judging.add_argument("--who", required=True, metavar="姓名")
    judging.add_argument(
        "--beside", nargs="+", type=Path, default=[], metavar="文件或目录",
        help="核对时一起给的文件或者目录；与其他机关、上年对照的发现要给",
    )  # fmt: skip
    judging.add_argument("--publish", metavar="说明", help="随报告公开的说明")
    _how_to_check(judging, verdicts_required=True)
    judging.set_defaults(run=_judge)

    listing = commands.add_parser("rules", help="列出全部勾稽规则和依据")
    listing.add_argument("--format", choices=("text", "json"), default="text")
    listing.set_defaults(run=_rules)


def _how_to_check(parser: argparse.ArgumentParser, *, verdicts_required: bool = False) -> None:
    """What a check and a verdict on it must be given alike, or they would not see the same findings."""
    parser.add_argument("--previous", type=Path, metavar="文件", help="同一机关上一年的报告")
    parser.add_argument(
        "--unit", choices=("department", "government"), help="部门或政府；决定发布期限"
    )
    parser.add_argument("--names", type=Path, metavar="文件", help="机关名录：全称、别名、后继")
    parser.add_argument(
        "--verdicts",
        type=Path,
        metavar="文件",
        required=verdicts_required,
        help="已经作出的结论，由 verdict 命令写成",
    )


_NO_REPORT = "看不出是一份年度报告：没有标题，没有各部分，也没有表"


@dataclass(frozen=True)
class _Job:
    """One report to check, with what is checked beside it."""

    path: Path
    context: Context
    compared_with: str | None = None


def _check(arguments: argparse.Namespace) -> int:
    read, unread = _read_all(arguments.files)
    verdicts = _verdicts(arguments.verdicts)
    targets = Targets(arguments.out, [result.path for result in read])
    errors = False
    checked: list[Checked] = []
    summary: list[tuple[int, int, str]] = []
    for job in _jobs(arguments, read):
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


def _jobs(arguments: argparse.Namespace, read: Sequence[ReadResult]) -> list[_Job]:
    """Each report with its year before (the one named, else the one among the files), what the register
    of names knows of its agency, and from whom its words may be taken."""
    names = load_names(arguments.names)
    reports = [result.report for result in read if result.report is not None]
    copied = copies_among(reports, names)
    beside: list[tuple[Report | None, str | None, str | None]]
    if arguments.previous is not None:
        before, called = read_file(arguments.previous), arguments.previous.name
        beside = [(before, called, None)] * len(reports)
    else:
        beside = [
            (None, None, found.reason if len(reports) > 1 else None)
            if found.previous is None
            else (reports[found.previous], read[found.previous].path.name, None)
            for found in pair(reports, names)
        ]
    jobs = []
    for result, report, (previous, called, reason), copies in zip(
        read, reports, beside, copied, strict=True
    ):
        agency = report.agency
        context = Context(
            report,
            previous,
            arguments.unit or (names.kind_of(agency) if agency else None),
            licenses=names.licenses(agency) if agency else None,
            no_previous=reason,
            names=names,
            copied=copies,
        )
        jobs.append(_Job(result.path, context, called))
    return jobs


def load_names(path: Path | None) -> Names:
    """The register of names a person gave; the empty one without a file. Raises ReadError."""
    return read_named(path, read_names) if path else NO_NAMES


def _verdicts(path: Path | None) -> list[Verdict]:
    return read_named(path, load_verdicts) if path else []


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


def _judge(arguments: argparse.Namespace) -> int:
    path: Path = arguments.verdicts
    held = _verdicts(path) if path.exists() else []
    job = _job_of(arguments)
    report = job.context.report
    result = check(job.context)
    found = next(
        (f for f in result.findings if f.fingerprint() == arguments.fingerprint.lower()), None
    )
    if found is None:
        say(_no_such_finding(arguments, report, result))
        return UNREADABLE
    verdict = Verdict(
        agency=report.agency,
        year=report.year,
        rule=found.rule,
        fingerprint=found.fingerprint(),
        decision=Decision(arguments.decision),
        reason=arguments.reason,
        who=arguments.who,
        at=datetime.now(UTC).replace(microsecond=0),
        publish=arguments.publish,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dump_verdicts([*held, verdict]), "utf-8")
    out(f"{found.message}\n{verdict_line(verdict)}")
    return OK


def _job_of(arguments: argparse.Namespace) -> _Job:
    """The one report a verdict is on, seen as `check` saw it among the files beside it, in their order.
    Raises ReadError when it cannot be read."""
    beside = find_files(arguments.beside)
    wanted = arguments.file.resolve()
    among = [result for result in read_many(beside) if result.report is not None]
    if all(result.path.resolve() != wanted for result in among):
        among = [ReadResult(arguments.file, report=read_file(arguments.file)), *among]
    return next(job for job in _jobs(arguments, among) if job.path.resolve() == wanted)


def _no_such_finding(arguments: argparse.Namespace, report: Report, result: CheckResult) -> str:
    listed = "、".join(f.fingerprint() for f in result.findings) or "没有任何发现"
    same = (
        "有的发现要对照上年报告或者其他机关的报告：核对时给了 --previous 的，这里也要给；"
        "核对时给了多个文件或者目录的，这里用 --beside 给同样的文件或者目录。"
    )
    who = report.agency or arguments.file.name
    return f"“{who}”的核对里没有编号 {arguments.fingerprint} 的发现（现有：{listed}）。{same}"


def _rules(arguments: argparse.Namespace) -> int:
    if arguments.format == "json":
        out(json.dumps([show.rule_json(rule) for rule in RULES], ensure_ascii=False, indent=1))
    else:
        out(show.rules_text(RULES))
    return OK
