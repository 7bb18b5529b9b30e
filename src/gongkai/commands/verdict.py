"""`gongkai verdict`: what somebody decided about one finding, kept in a file beside the reports."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from ..arguments import Commands
from ..console import out, say
from ..report.batch import ReadResult, find_files, read_many
from ..report.model import Report
from ..report.read import read_file
from ..report.rules import CheckResult, check
from ..report.verdicts import DECISION_NAMES, Decision, Verdict, dump_verdicts, verdict_line
from .jobs import Job, add_options, jobs_of, verdicts_in

OK, NOT_FOUND = 0, 2


def add_commands(commands: Commands) -> None:
    """Add the command to the command line."""
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
    add_options(judging, verdicts_required=True)
    judging.set_defaults(run=_judge)


def _judge(arguments: argparse.Namespace) -> int:
    path: Path = arguments.verdicts
    held = verdicts_in(path) if path.exists() else []
    job = _job_of(arguments)
    report = job.context.report
    result = check(job.context)
    found = next(
        (f for f in result.findings if f.fingerprint() == arguments.fingerprint.lower()), None
    )
    if found is None:
        say(_no_such_finding(arguments, report, result))
        return NOT_FOUND
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


def _job_of(arguments: argparse.Namespace) -> Job:
    """The one report a verdict is on, seen as `check` saw it among the files beside it, in their order.
    Raises ReadError when it cannot be read."""
    beside = find_files(arguments.beside)
    wanted = arguments.file.resolve()
    among = [one for one in read_many(beside) if one.report is not None and one.report.is_one]
    if all(result.path.resolve() != wanted for result in among):
        among = [ReadResult(arguments.file, report=read_file(arguments.file)), *among]
    return next(job for job in jobs_of(arguments, among) if job.path.resolve() == wanted)


def _no_such_finding(arguments: argparse.Namespace, report: Report, result: CheckResult) -> str:
    listed = "、".join(f.fingerprint() for f in result.findings) or "没有任何发现"
    same = (
        "有的发现要对照上年报告或者其他机关的报告：核对时给了 --previous 的，这里也要给；"
        "核对时给了多个文件或者目录的，这里用 --beside 给同样的文件或者目录。"
    )
    who = report.agency or arguments.file.name
    return f"“{who}”的核对里没有编号 {arguments.fingerprint} 的发现（现有：{listed}）。{same}"
