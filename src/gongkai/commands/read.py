"""The command `read`: a few reports for a person to look at, or very many into one file."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Collection
from pathlib import Path

from ..arguments import Commands
from ..console import Progress, out, progress_over, say
from ..report import model, show
from ..report.batch import Found, ReadResult, find_items, read_many, search
from ..report.read import Bounds, ReadError, within
from ..report.read.errors import printable
from ..report.write import write
from .targets import Targets

OK, UNREADABLE, STOPPED = 0, 2, 130

#: What `--out` ends with when it is one file of all reports.
_LINES, _COLUMNS = ".jsonl", ".parquet"
#: So many names are listed for each cause; the file has all.
_LISTED = 5
_SUFFIX = {"text": "txt", "json": "json", "html": "html"}


def add_commands(commands: Commands) -> None:
    """Add the command to the command line."""
    reading = commands.add_parser(
        "read",
        help="把年度报告读成数据，逐格说明读到了什么",
        description="文件、目录、压缩包都可以。--out 写成 .jsonl 或 .parquet 时，全部读进这一个文件："
        "多个进程同时读，中断后再运行会接着读，读不了的最后列出。",
    )
    reading.add_argument("files", nargs="+", type=Path, metavar="文件或目录")
    reading.add_argument(
        "--out",
        type=Path,
        metavar="目录或文件",
        help="写到这个目录；或写成一个 .jsonl、.parquet 文件",
    )
    reading.add_argument(
        "--format", choices=("text", "json", "html"), default="text", help="默认 text，给人看"
    )
    reading.add_argument(
        "--jobs", type=_count, metavar="N", help="同时读的进程数，默认与处理器核数相同"
    )
    reading.add_argument("--ordered", action="store_true", help="按文件的顺序写，每次结果完全相同")
    reading.add_argument(
        "--seconds", type=_count, default=120, metavar="秒", help="一个文件最多读多久，默认 120"
    )
    reading.add_argument(
        "--memory", type=_count, default=500, metavar="MB", help="一个进程最多用多少内存，默认 500"
    )
    reading.add_argument(
        "--most-mb", type=_count, default=50, metavar="MB", help="一个文件最大多少，默认 50"
    )
    reading.add_argument(
        "--most-pages", type=_count, default=300, metavar="页", help="一个文件最多几页，默认 300"
    )
    reading.add_argument(
        "--libreoffice",
        action="store_true",
        help="本程序读不懂的旧版 Word 文件，用本机的 LibreOffice 转一次再读",
    )
    reading.set_defaults(run=_read)


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是大于 0 的整数")
    return int(text)


def _read(arguments: argparse.Namespace) -> int:
    target: Path | None = arguments.out
    if target is not None and target.suffix.lower() in (_LINES, _COLUMNS):
        return _read_all(arguments, target)
    if arguments.jobs is not None or arguments.ordered:
        say("--jobs 和 --ordered 用在读成一个文件的时候。请用 --out 写明，例如 --out 年报.jsonl")
        return UNREADABLE
    with within(_bounds(arguments)):
        return _show_each(arguments)


def _bounds(arguments: argparse.Namespace) -> Bounds:
    return Bounds(
        bytes=arguments.most_mb * 1_000_000,
        pages=arguments.most_pages,
        libreoffice=arguments.libreoffice,
    )


# ---- a few, to look at -------------------------------------------------------------------------------


def _show_each(arguments: argparse.Namespace) -> int:
    found = _found(arguments)
    paths = found.files
    targets = Targets(arguments.out, paths)
    status = OK
    for result in read_many(paths, progress_over(len(paths))):
        if result.report is None:
            assert result.error is not None
            say(f"读不了：{result.error.of(str(result.path))}。")
            status = UNREADABLE
        else:
            _show(result, arguments, targets)
    _tell_passed_over(found)
    return status


def _found(arguments: argparse.Namespace) -> Found:
    """What the files and folders named hold. Raises ReadError when it is nothing."""
    found = search(arguments.files)
    if not found.files:
        raise ReadError(str(arguments.files[0]), "目录里没有能读的文件")
    return found


def _tell_passed_over(found: Found) -> None:
    names = [str(path) for path in found.passed_over]
    _tell(f"另有 {len(names)} 个文件不是年报，没有读：", names)


def _tell(said: str, names: Collection[str], others: str = "") -> None:
    """Say something of some files and name the first few; nothing where there are none."""
    if names:
        say(said)
        for name in sorted(names)[:_LISTED]:
            say(f"    {printable(name)}")
        if len(names) > _LISTED:
            say(f"    还有 {len(names) - _LISTED} 个{others}")


def _show(result: ReadResult, arguments: argparse.Namespace, targets: Targets) -> None:
    assert result.report is not None
    if arguments.format == "text":
        content = show.report_text(result.report, result.path.name)
    elif arguments.format == "html":
        content = write(result.report, "html").decode()
    else:
        content = json.dumps(model.to_json(result.report), ensure_ascii=False)
    if arguments.out is None:
        out(content)
        return
    target = targets.free(result.path, _SUFFIX[arguments.format])
    target.write_text(content, "utf-8")
    out(str(target))


# ---- very many, into one file ------------------------------------------------------------------------


def _read_all(arguments: argparse.Namespace, target: Path) -> int:
    from ..archive.lines import Lines, NotOurs
    from ..report.parallel import Limits, read_parallel

    as_columns = _columns_writer() if target.suffix.lower() == _COLUMNS else None
    found_files = _found(arguments)
    items = list(find_items(found_files.files))
    limits = Limits(arguments.seconds, arguments.memory, _bounds(arguments))
    jobs = arguments.jobs or os.cpu_count() or 1
    lines: Lines | None = None
    progress = Progress(len(items))
    unchanged = failed = 0
    started = time.monotonic()
    try:
        with Lines(target.with_suffix(_LINES)) as lines:
            found = read_parallel(
                items, jobs=jobs, limits=limits, known=lines.known, ordered=arguments.ordered
            )
            for outcome in found:
                lines.add(outcome)
                unchanged += outcome.unchanged
                failed += outcome.error is not None
                progress.one(failed)
            failures, strangers, path = lines.failures, lines.strangers, lines.path
    except NotOurs as error:
        say(str(error))
        return UNREADABLE
    except KeyboardInterrupt:
        progress.end()
        if lines is not None:
            say(f"已停止。读完的 {len(lines)} 份在 {lines.path}，再运行同一条命令会接着读其余的。")
            return STOPPED
        raise
    finally:
        progress.end()
    seconds = time.monotonic() - started
    read = len(items) - unchanged - failed
    say(
        f"共 {len(items)} 份：新读 {read} 份，以前读过、没有变化 {unchanged} 份，这次读不了 {failed} 份；"
        f"用时 {seconds:.1f} 秒，每秒 {len(items) / max(seconds, 0.001):.1f} 份。"
    )
    if len(failures) > failed:
        say(f"连同以前的，共有 {len(failures)} 份读不了：")
    _tell_failures(failures, path)
    _tell(f"读了，但认不出是年报的有 {len(strangers)} 份，请看看是否选错了文件：", strangers)
    _tell_passed_over(found_files)
    if as_columns is not None:
        as_columns(path, target)
        say(f"数据在 {path}，按列存的在 {target}。")
    out(str(target))
    return UNREADABLE if failures else OK


def _columns_writer() -> Callable[[Path, Path], int]:
    """The writer of columns, asked for before anything is read."""
    try:
        from ..archive.columns import write_parquet
    except ModuleNotFoundError as error:
        if error.name != "polars":
            raise
        raise ReadError(
            ".parquet",
            "这台机器上没有安装 polars",
            remedy="请运行：pip install 'gongkai[archive]'，或写成 .jsonl",
        ) from error
    return write_parquet


def _tell_failures(failures: dict[str, str], path: Path) -> None:
    """Say what could not be read and why, the commonest cause first."""
    by_cause: dict[str, list[str]] = defaultdict(list)
    for name, cause in failures.items():
        by_cause[cause].append(name)
    for cause, names in sorted(by_cause.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        _tell(f"读不了 {len(names)} 份：{cause}。", names, f"，都记在 {path} 里")
