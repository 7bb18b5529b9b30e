"""The commands over more than one report: `compare` and `rollup`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from ..arguments import Commands, day, year
from ..console import out, progress_over, say
from ..report.batch import find_files, read_many
from ..report.cell import Number
from ..report.compare import Comparison, compare
from ..report.form import get_form
from ..report.model import Report
from ..report.published import Mismatch, compare_published
from ..report.read import read_file
from ..report.rollup import Filed, RollUp, roll_up
from ..report.rules import Context, Finding, Severity, check
from ..report.rules.model import Sums
from ..report.rules.sums import RULES as SUM_RULES
from ..report.write import write
from ..report.write.layout import print_number
from .jobs import load_names
from .named import read_named

OK, UNREADABLE = 0, 2

#: The area's tables in the official form.
_TABLES = ("docx", "pdf", "html")


def add_commands(commands: Commands) -> None:
    """Add both commands to the command line."""
    comparing = commands.add_parser("compare", help="两份年度报告逐格、逐句对比")
    comparing.add_argument("before", type=Path, metavar="前一份")
    comparing.add_argument("after", type=Path, metavar="这一份")
    comparing.add_argument(
        "--format",
        choices=("text", "json", "html", "xlsx"),
        default="text",
        help="默认 text，给人看",
    )
    comparing.add_argument("--out", type=Path, metavar="文件", help="写到这个文件，xlsx 必须写明")
    comparing.set_defaults(run=_compare)

    rolling = commands.add_parser("rollup", help="把许多年度报告逐格相加，列出没有计入的机关")
    rolling.add_argument("files", nargs="+", type=Path, metavar="文件或目录")
    rolling.add_argument("--year", type=year, required=True, metavar="年度")
    rolling.add_argument(
        "--area", metavar="名称", help="地区或者汇总报告的机关全称，默认是 --published 的机关"
    )
    rolling.add_argument("--expected", type=Path, metavar="文件", help="应报送的机关，一行一个")
    rolling.add_argument("--published", type=Path, metavar="文件", help="上级已公布的汇总报告")
    rolling.add_argument("--names", type=Path, metavar="文件", help="机关名录：全称、别名、后继")
    rolling.add_argument("--due", type=day, metavar="日期", help="报送期限，默认次年 1 月 31 日")
    rolling.add_argument(
        "--format", choices=("text", "json", "xlsx", *_TABLES), default="text",
        help="docx、pdf、html 是官方表式的汇总表",
    )  # fmt: skip
    rolling.add_argument("--out", type=Path, metavar="文件", help="写到这个文件，xlsx 等必须写明")
    rolling.set_defaults(run=_roll_up)


def _compare(arguments: argparse.Namespace) -> int:
    if not _has_target(arguments):
        return UNREADABLE
    found = compare(read_file(arguments.before), read_file(arguments.after))
    if arguments.format == "xlsx":
        from ..report.write.sums_xlsx import write_compare_xlsx

        _deliver(write_compare_xlsx(found), arguments.out)
    elif arguments.format == "html":
        from ..report.write.compare_page import render_compare_page

        _deliver(render_compare_page(found), arguments.out)
    elif arguments.format == "json":
        _deliver(json.dumps(found.to_json(), ensure_ascii=False, indent=1), arguments.out)
    else:
        _deliver(compare_text(found), arguments.out)
    return OK


def compare_text(found: Comparison) -> str:
    """The comparison for a person at the terminal: the cells that changed, the share of equal text."""
    from ..report.write.compare_page import difference, percent, stands

    lines = [f"{len(found.changed)} 格有变化，共比了 {len(found.cells)} 格。"]
    for one in found.changed:
        growth = percent(one.growth, signed=True)
        change = difference(one) + (f"，{growth}" if growth else "")
        lines.append(f"  {one.label}：{stands(one.before)} → {stands(one.after)}（{change}）")
    if found.not_comparable:
        lines.append(f"两份表式不同，不能比的有 {len(found.not_comparable)} 格。")
    for section in found.sections:
        if section.repetition is not None:
            share = percent(section.repetition)
            lines.append(
                f"第{section.number}部分“{section.title}”：{share}与前一份相同，数字不计。"
            )
    return "\n".join(lines)


def _roll_up(arguments: argparse.Namespace) -> int:
    if not _has_target(arguments):
        return UNREADABLE
    paths = find_files(arguments.files)
    filed: list[Filed] = []
    unread: dict[str, str] = {}
    for result in read_many(paths, progress_over(len(paths))):
        if result.report is None:
            assert result.error is not None
            say(f"读不了：{result.error.of(str(result.path))}。")
            unread[result.path.name] = f"读不了：{result.error}"
            continue
        errors = (
            finding.cells
            for finding in check(Context(result.report)).findings
            if finding.severity is Severity.ERROR
        )
        disputed = frozenset(cell for cells in errors for cell in cells)
        filed.append(Filed(result.path.name, result.report, disputed))
    expected: list[str] = []
    if arguments.expected:
        lines = read_named(arguments.expected, str.splitlines)
        expected = [line.strip() for line in lines if line.strip()]
    names = load_names(arguments.names)
    published = read_file(arguments.published) if arguments.published else None
    rolled = roll_up(
        filed,
        arguments.year,
        expected=expected,
        area=arguments.area,
        published=published,
        names=names,
        due=arguments.due or date(arguments.year + 1, 1, 31),
        unread=unread,
    )
    agency = arguments.area or (published and published.agency) or "本地区"
    mismatches: tuple[Mismatch, ...] = ()
    area = rolled.as_report(agency)
    if published is not None:
        area = published
        known = {one.report.agency: one.report for one in filed if one.report.agency}
        values = _value_of({names.at(n, arguments.year): one for n, one in known.items()})
        mismatches = compare_published(rolled, area, values)
    found = check(Context(area, sums=Sums(rolled, mismatches)), SUM_RULES).findings
    if arguments.format == "xlsx":
        from ..report.write.sums_xlsx import write_rollup_xlsx

        _deliver(write_rollup_xlsx(rolled, agency, mismatches), arguments.out)
    elif arguments.format in _TABLES:
        _deliver(write(rolled.as_report(agency), arguments.format), arguments.out)
    elif arguments.format == "json":
        data = {
            **rolled.to_json(),
            "mismatches": [one.to_json() for one in mismatches],
            "findings": [one.to_json() for one in found],
        }
        _deliver(json.dumps(data, ensure_ascii=False, indent=1), arguments.out)
    else:
        _deliver(roll_up_text(rolled, found), arguments.out)
    return UNREADABLE if unread else OK


def roll_up_text(rolled: RollUp, found: Sequence[Finding] = ()) -> str:
    """The roll-up for a person at the terminal. Totals of 0 that nobody lacks are left out."""
    specs = get_form(rolled.form).cells
    lines = [f"{rolled.year} 年，计入 {len(rolled.units)} 个机关。"]
    if rolled.missing:
        lines.append(f"没有能计入的报告 {len(rolled.missing)} 个：{'、'.join(rolled.missing)}。")
    if rolled.late:
        named = "、".join(f"{one.unit}（{one.signed_on}）" for one in rolled.late)
        lines.append(f"晚于 {rolled.due} 的 {len(rolled.late)} 个：{named}。")
    lines += [
        f"没有计入：{left.file}（{left.agency or '机关不明'}）：{left.said.rstrip('。')}。"
        for left in rolled.left_out
    ]
    quiet = 0
    for total in rolled.totals.values():
        if total.value == 0 and not total.without and not total.disputed:
            quiet += 1
            continue
        words = "没有合计" if total.value is None else print_number(total.value)
        beside = [f"计入 {total.included} 个"]
        if rolled.missing:
            beside.append(f"缺报 {len(rolled.missing)} 个")
        if rolled.late:
            beside.append(f"迟报 {len(rolled.late)} 个")
        if rolled.duplicates:
            beside.append(f"重复 {len(rolled.duplicates)} 个")
        if total.without:
            beside.append(f"没有数字 {len(total.without)} 个：{_some(list(total.without))}")
        if total.disputed:
            beside.append(f"有争议 {len(total.disputed)} 个：{_some(total.disputed)}")
        lines.append(f"  {specs[total.cell_id].label}：{words}（{'，'.join(beside)}）")
    if quiet:
        lines.append(f"其余 {quiet} 格各机关都有数字，合计为 0。")
    for finding in found:
        lines.append(f"疑　{finding.message}{finding.suggestion or ''}")
    return "\n".join(lines)


def _some(names: Sequence[str], most: int = 5) -> str:
    return "、".join(names[:most]) + ("等" if len(names) > most else "")


def _value_of(reports: dict[str, Report]) -> Callable[[str, str], Number | None]:
    def value_of(unit: str, cell_id: str) -> Number | None:
        report = reports.get(unit)
        return report.value(cell_id) if report and cell_id in report.cells else None

    return value_of


def _has_target(arguments: argparse.Namespace) -> bool:
    if arguments.format in ("xlsx", "docx", "pdf") and arguments.out is None:
        name = arguments.format
        say(f"{name} 文件不能写到屏幕。请用 --out 写明文件名，例如 --out 结果.{name}。")
        return False
    return True


def _deliver(content: str | bytes, target: Path | None) -> None:
    if target is None:
        out(content if isinstance(content, str) else content.decode())
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)
    out(str(target))
