"""Is it all there, and on the right form: six sections, all rows, the form of its year."""

from __future__ import annotations

from collections.abc import Iterator

from ..cell import State
from ..form import NO_FORM, form_for_year, get_form
from ..model import SECTION_TITLES, Report
from .model import Context, Finding, Outcome, Rule, Severity

_SIX = "条例第五十条；国办公开办函〔2021〕30号附件"
_FORM = "国办公开办函〔2021〕30号；国办公开办函〔2019〕60号"
_NUMERALS = "一二三四五六"


#: The section each table stands in.
_SECTION_OF = {"disclosure": 2, "requests": 3, "challenges": 4}


def _absent_table(report: Report, section: int) -> tuple[str, ...]:
    """The cells of the table of a section, when the document has none of them."""
    for table, number in _SECTION_OF.items():
        if number == section:
            cells = {c: cell for c, cell in report.cells.items() if c.startswith(f"{table}.")}
            if all(cell.state is State.ABSENT for cell in cells.values()):
                return tuple(cells)
    return ()


def missing_rows(report: Report, table: str) -> list[str]:
    """Labels of the rows of a table of which no cell is in the document."""
    missing = []
    for row in get_form(report.form).table(table).rows:
        states = {report.cells[f"{table}.{row.id}.{c.id}"].state for c in row.columns}
        if states == {State.ABSENT}:
            missing.append(f"{row.group} {row.label}" if row.group else row.label)
    return missing


def _sections(context: Context) -> Iterator[Outcome]:
    report = context.report
    numbers = [s.number for s in report.sections]
    missing = [n for n in SECTION_TITLES if n not in numbers]
    if missing:
        named = "、".join(f"“{_NUMERALS[n - 1]}、{SECTION_TITLES[n]}”" for n in missing)
        cells = tuple(c for n in missing for c in _absent_table(report, n))
        table = "，也没有它的表" if cells and len(missing) == 1 else ""
        yield _finding(
            report,
            f"文件中没有第{'、'.join(_NUMERALS[n - 1] for n in missing)}部分：{named}{table}。",
            cells,
            actual=f"没有{named}",
            judged=("missing sections", *map(str, missing)),
        )
    elif numbers != sorted(numbers):
        order = "、".join(_NUMERALS[n - 1] if n <= 6 else str(n) for n in numbers)
        said = f"六个部分的顺序不对，文件中是：{order}。"
        yield _finding(report, said, actual=order, judged=("order", *map(str, numbers)))
    else:
        yield Outcome()


def _rows(context: Context) -> Iterator[Outcome]:
    report = context.report
    form = get_form(report.form)
    for table, name in (("disclosure", "表二"), ("requests", "表三"), ("challenges", "表四")):
        rows = form.table(table).rows
        missing = missing_rows(report, table)
        if table == "requests" and _printed_in_one(report):
            yield _other_in_one(report)
            continue
        if not missing:
            yield Outcome()
            continue
        cells = tuple(
            f"{table}.{row.id}.{c.id}"
            for row in rows
            for c in row.columns
            if report.cells[f"{table}.{row.id}.{c.id}"].state is State.ABSENT
        )
        if len(missing) == len(rows):
            if report.section(_SECTION_OF[table]) is None:
                continue  # said with its section
            message = f"文件中没有{name}。"
        else:
            span = f"“{missing[0]}”" if len(missing) == 1 else f"“{missing[0]}”到“{missing[-1]}”"
            message = f"{name}不完整：{len(rows)} 行中缺 {len(missing)} 行（{span}）。"
        yield _finding(report, message, cells, judged=("missing rows", table))


def _printed_in_one(report: Report) -> bool:
    """Tell whether the document prints （六）其他处理 in one row, as the form of 2019 did, and lacks no
    other row: no number is lost, so it is no error."""
    if not any(note.code == "row-merged" for note in report.notes):
        return False
    lacking = [
        row.id
        for row in get_form(report.form).table("requests").rows
        if report.cells[f"requests.{row.id}.total"].state is State.ABSENT
    ]
    return all(row.startswith("other.") for row in lacking)


def _other_in_one(report: Report) -> Outcome:
    rows = [r for r in get_form(report.form).table("requests").rows if r.id.startswith("other.")]
    cells = tuple(f"requests.{row.id}.{c.id}" for row in rows for c in row.columns)
    message = (
        f"表三把“（六）其他处理”印成了一行，{report.form} 年表式分 {len(rows)} 行，没有分开印数。"
    )
    return _finding(report, message, cells, Severity.WARNING, judged=("rows in one",))


def _finding(
    report: Report,
    message: str,
    cells: tuple[str, ...] = (),
    severity: Severity = Severity.ERROR,
    actual: str | None = None,
    judged: tuple[str, ...] = (),
) -> Outcome:
    return Outcome(
        cells,
        Finding(
            rule="NT-SIX",
            severity=severity,
            message=message,
            basis=_SIX,
            cells=cells,
            expected="六个部分、全部各行",
            actual=actual,
            suggestion="请补齐后重新报送；没有发生的填 0。",
            judged=judged,
        ),
    )


def _six(context: Context) -> Iterator[Outcome]:
    yield from _sections(context)
    yield from _rows(context)


def _form_of_year(context: Context) -> Iterator[Outcome]:
    report = context.report
    if report.year is None:
        yield Outcome(not_evaluated="文件中看不出年度")
        return
    wanted = form_for_year(report.year)
    if report.form == wanted:
        yield Outcome()
        return
    printed = "没有法定表格" if report.form == NO_FORM else f"用的是 {report.form} 年表式"
    yield Outcome(
        finding=Finding(
            rule="FMT-YEAR",
            severity=Severity.ERROR,
            message=f"{report.year}年度的报告应当用 {wanted} 年表式，文件中{printed}。",
            basis=_FORM,
            expected=wanted,
            actual=report.form,
            judged=(wanted, report.form),
        )
    )


RULES = (
    Rule(
        id="NT-SIX",
        version=1,
        title="六个部分和各表各行齐全",
        broken="六个部分或者各表各行不齐全",
        basis=_SIX,
        severity=Severity.ERROR,
        formula="六个标题都有且顺序正确；表二、表三、表四的各行都印出",
        evaluate=_six,
        tolerance="“（六）其他处理”印成一行的，是提示",
    ),
    Rule(
        id="FMT-YEAR",
        version=1,
        title="表式与年度相符",
        broken="表式与年度不符",
        basis=_FORM,
        severity=Severity.ERROR,
        formula="2021年度起用 2021 年表式，2019、2020年度用 2019 年表式",
        evaluate=_form_of_year,
        forms=frozenset({"2021", "2019", "2014", NO_FORM}),
    ),
)
