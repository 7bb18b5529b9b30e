"""The command line: `gongkai read | check | write | rules | showcase | serve …`.

Exit status: 0 when nothing is wrong, 1 when `check` finds an error, 2 when a file could not be read
or written or a command was called wrongly, 130 when it was stopped (Ctrl-C). Commands that need the office import it
only when they run, so `gongkai read` works where Django is not installed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from . import __version__
from .arguments import Commands, Parser, day
from .commands import check, read, rules, several, verdict
from .commands.targets import Targets
from .console import out, progress_over, say, where_and_why
from .report.batch import ReadResult, find_files, read_many
from .report.read.errors import ReadError
from .report.write import KINDS, WriteError, write

OK, UNREADABLE = 0, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return command(arguments)
    except ReadError as error:
        say(f"读不了：{error}。")
        return UNREADABLE
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("gongkai"):
            raise
        say("这台机器上没有安装公开工作台。请运行：pip install 'gongkai[office]'")
        return UNREADABLE
    except BrokenPipeError:  # the reader of our output went away: nothing to report
        sys.stderr.close()
        return OK
    except OSError as error:
        say(f"写不了：{where_and_why(error, getattr(arguments, 'out', None))}")
        return UNREADABLE
    except KeyboardInterrupt:
        say("已停止。")
        return 130


def _parser() -> Parser:
    parser = Parser(
        prog="gongkai", description="读取、核对、写出政府信息公开工作年度报告，运行公开工作台。"
    )
    parser.add_argument(
        "--version", action="version", version=f"gongkai {__version__}", help="显示版本号"
    )
    commands = parser.add_subparsers(required=True, metavar="命令", title="命令")

    read.add_commands(commands)
    writing = commands.add_parser("write", help="把年度报告写成 Word、PDF、XLSX、HTML、JSON")
    _files(writing, "写到这个目录，不写明就写在原文件旁边")
    writing.add_argument(
        "--to", action="append", choices=tuple(KINDS), help="写成哪种，可以多次，默认 docx"
    )
    writing.set_defaults(run=_write, format="text")

    due = commands.add_parser("due", help="按收到日期算答复期限，并说明怎么算的")
    due.add_argument("received", type=day, metavar="收到日期", help="例如 2026-09-18")
    due.add_argument("--region", metavar="地区", help="有地方假日的地区代码，例如 CN-XJ")
    due.set_defaults(run=_due)

    showcase = commands.add_parser("showcase", help="读、核对、写出一批报告，做成一个可浏览的目录")
    _files(showcase, "做成这个目录")
    showcase.add_argument("--serve", type=_port, metavar="端口", help="做完后在本机提供浏览")
    showcase.set_defaults(run=_showcase)

    check.add_commands(commands)
    verdict.add_commands(commands)
    rules.add_commands(commands)
    several.add_commands(commands)
    _office_commands(commands)
    return parser


def _files(parser: argparse.ArgumentParser, out: str) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="文件或目录")
    parser.add_argument("--out", type=Path, metavar="目录", help=out)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，请写 1 到 65535 的整数")
    return int(text)


# ---- the annual report ----------------------------------------------------------------------------


def _each(arguments: argparse.Namespace, use: Callable[[ReadResult, Targets], None]) -> bool:
    """Read every file named and hand each report to `use`; tell whether all could be read."""
    paths = find_files(arguments.files)
    if not paths:
        raise ReadError(str(arguments.files[0]), "目录里没有能读的文件")
    targets = Targets(arguments.out, paths)
    all_read = True
    for result in read_many(paths, progress_over(len(paths))):
        if result.error:
            say(f"读不了：{result.error.of(str(result.path))}。")
            all_read = False
        else:
            use(result, targets)
    return all_read


def _write(arguments: argparse.Namespace) -> int:
    def use(result: ReadResult, targets: Targets) -> None:
        assert result.report is not None
        for kind in arguments.to or ["docx"]:
            target = targets.free(result.path, kind)
            try:
                target.write_bytes(write(result.report, kind))
            except WriteError as error:  # the other kinds and files are still written
                say(f"{result.path}：{error}")
                unwritten.append(target)
            else:
                out(str(target))

    unwritten: list[Path] = []
    return OK if _each(arguments, use) and not unwritten else UNREADABLE


def _due(arguments: argparse.Namespace) -> int:
    from .law.calendar import load_calendar
    from .law.clock import fold
    from .law.events import Channel, Received

    try:
        calendar = load_calendar(arguments.region)
    except ValueError as error:
        say(str(error))
        return UNREADABLE
    received = Received(id="1", on=arguments.received, channel=Channel.IN_PERSON)
    clock = fold([received], as_of=arguments.received, calendar=calendar)
    provisional = "（暂定：有的年份放假通知还没有载入）" if clock.provisional else ""
    out(f"收到日期 {arguments.received}，最迟 {clock.due_on} 答复{provisional}")
    for step in clock.steps:
        out(f"  {step.on}　{step.rule}　→ {step.due_on}　（{step.basis}）")
    for notice in clock.notices:
        out(f"  用到的放假通知：{notice}")
    return OK


def _showcase(arguments: argparse.Namespace) -> int:
    from .showcase import build, serve

    folder = arguments.out or Path("demo-output")
    summary = build(find_files(arguments.files), folder, now=datetime.now(UTC))
    out(summary.text)
    if arguments.serve:
        serve(folder, arguments.serve)
    return OK


# ---- the office ------------------------------------------------------------------------------------


def _office_commands(commands: Commands) -> None:
    serving = commands.add_parser("serve", help="运行公开工作台：升级数据库、检查、提供服务")
    serving.add_argument(
        "--data", type=Path, required=True, metavar="目录", help="数据目录，没有就新建"
    )
    serving.add_argument("--port", type=_port, default=8000, metavar="端口", help="默认 8000")
    serving.add_argument("--demo", action="store_true", help="先填入一个虚构机关两年多的工作")
    serving.add_argument("--samples", type=Path, metavar="目录", help="演示时一并展示的核对结果")
    serving.add_argument(
        "--reports", type=Path, metavar="目录", help="演示时由主管部门收下的真实年度报告"
    )
    serving.set_defaults(run=_serve)

    managing = commands.add_parser("manage", help="数据库和人员等管理命令")
    managing.add_argument(
        "rest",
        nargs=argparse.REMAINDER,
        metavar="命令 ...",
        help="例如 verify_audit。不写就列出全部命令；一个命令怎样用：gongkai manage 命令 --help",
    )
    managing.set_defaults(run=_manage)

    saving = commands.add_parser("backup", help="备份数据库和文件；密钥另外保存")
    saving.add_argument("--data", type=Path, required=True, metavar="目录", help="要备份的数据目录")
    saving.add_argument("target", type=Path, metavar="备份文件")
    saving.set_defaults(run=_backup)

    restoring = commands.add_parser("restore", help="从备份恢复到一个空目录")
    restoring.add_argument(
        "--data", type=Path, required=True, metavar="目录", help="恢复到这个空目录"
    )
    restoring.add_argument("archive", type=Path, metavar="备份文件")
    restoring.set_defaults(run=_restore)


def _in_office(act: Callable[[], int]) -> int:
    """Run a command of the office; what the installation cannot do is said, not traced."""
    from .office.refusal import InstallationError

    try:
        return act()
    except InstallationError as error:
        say(str(error))
        return UNREADABLE


def _serve(arguments: argparse.Namespace) -> int:
    from .office import serve as office

    return _in_office(
        lambda: office.run(
            arguments.data,
            port=arguments.port,
            demo=arguments.demo,
            samples=arguments.samples,
            reports=arguments.reports,
            announce=out,
        )
    )


def _manage(arguments: argparse.Namespace) -> int:
    from .office import manage

    return _in_office(lambda: manage.run(arguments.rest))


def _backup(arguments: argparse.Namespace) -> int:
    from .office import backup

    return _in_office(lambda: _told(backup.backup(arguments.data, arguments.target)))


def _restore(arguments: argparse.Namespace) -> int:
    from .office import backup

    return _in_office(lambda: _told(backup.restore(arguments.archive, arguments.data)))


def _told(made: object) -> int:
    """Say what a backup or a restored office holds."""
    out(str(made))
    return OK


if __name__ == "__main__":
    sys.exit(main())
