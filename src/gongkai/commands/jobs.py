"""What a check and a verdict on it are given alike, and each report with what it is checked beside."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..report.batch import ReadResult
from ..report.copying import copies_among
from ..report.model import Report
from ..report.names import NO_NAMES, Names, read_names
from ..report.pairing import pair
from ..report.read import read_file
from ..report.rules import Context
from ..report.verdicts import Verdict, load_verdicts
from .named import read_named


@dataclass(frozen=True)
class Job:
    """One report to check, with what is checked beside it."""

    path: Path
    context: Context
    compared_with: str | None = None


def add_options(parser: argparse.ArgumentParser, *, verdicts_required: bool = False) -> None:
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


def jobs_of(arguments: argparse.Namespace, read: Sequence[ReadResult]) -> list[Job]:
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
        jobs.append(Job(result.path, context, called))
    return jobs


def load_names(path: Path | None) -> Names:
    """The register of names a person gave; the empty one without a file. Raises ReadError."""
    return read_named(path, read_names) if path else NO_NAMES


def verdicts_in(path: Path | None) -> list[Verdict]:
    return read_named(path, load_verdicts) if path else []
