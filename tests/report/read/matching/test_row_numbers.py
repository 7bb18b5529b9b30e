"""Rows that carry their own number before their values."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.report.cell import State
from gongkai.report.form import get_form
from gongkai.report.model import Report
from gongkai.report.read import read_bytes
from gongkai.report.read.matching.older.statistics_labels import UNITS
from tests.report.read.distinct import Distinct, Place, distinct

LAYOUTS = Path(__file__).parents[3] / "corpus" / "layouts"


def read(text: str) -> Report:
    return read_bytes(text.encode(), "a.txt")


CODES = [f"{row.label}\t{n}" for n, row in enumerate(get_form("2021").table("requests").rows, 1)]


@pytest.mark.parametrize("headed", [True, False])
@pytest.mark.parametrize(
    ("first", "values"),
    [
        ("5\t\t0\t0\t0\t0\t5", [5, None, 0, 0, 0, 0, 5]),
        ("\t5\t0\t0\t0\t0\t5", [None, 5, 0, 0, 0, 0, 5]),
        ("5\t0\t0\t0\t0\t0\t", [5, 0, 0, 0, 0, 0, None]),
        ("5\t0\t0\t0\t0\t0\t5", [5, 0, 0, 0, 0, 0, 5]),
    ],
)
def test_a_column_of_row_numbers_is_no_value(
    headed: bool, first: str, values: list[int | None]
) -> None:
    names = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"
    rows = [f"项目\t行次\t{names}"] if headed else []
    rows += [f"{code}\t" + (first if not n else "0\t" * 6 + "0") for n, code in enumerate(CODES)]
    report = read(
        "甲市乙局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        + "\n".join(rows)
    )
    cells = {i: c.value for i, c in report.cells.items() if i.startswith("requests.")}
    assert list(cells.values())[:7] == values
    assert list(cells.values())[7:] == [0] * 168


def test_values_with_an_empty_cell_among_them_are_not_taken_in_order() -> None:
    """One row alone does not tell what its first figure is: nothing is shifted."""
    text = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\t1\t5\t\t0\t0\t0\t0\t5"
    report = read(f"甲市乙局2023年政府信息公开工作年度报告\n{text}")
    row = [c for i, c in report.cells.items() if i.startswith("requests.received.")]
    assert {c.state for c in row} == {State.UNREADABLE}


ROWS = {
    "规章": "0 0 0",
    "行政规范性文件": "3 1 14",
    "行政许可": "151",
    "行政处罚": "27",
    "行政强制": "2",
    "行政事业性收费": "471.56",
}


def lines_read(rows: dict[str, str], template: str) -> dict[str, list[str | None]]:
    """Table two of loose lines, each row set by the template; what each row printed in its cells."""
    lines = [template.format(n=n, label=label, v=v) for n, (label, v) in enumerate(rows.items(), 1)]
    report = read(
        "甲市乙局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n"
        "信息内容 本年制发件数 本年废止件数 现行有效件数\n" + "\n".join(lines)
    )
    table = get_form("2021").table("disclosure")
    return {row.label: [report.cells[i].raw for i in row.cell_ids] for row in table.rows}


@pytest.mark.parametrize("template", ["{n}\n{label}\n{v}", "{n} {label}\n{v}", "{n} {label} {v}"])
@pytest.mark.parametrize("blank", [None, "行政许可", "行政处罚", "行政强制", "行政事业性收费"])
def test_the_number_of_the_next_row_is_no_value_of_a_blank(
    template: str, blank: str | None
) -> None:
    printed = {label: "" if label == blank else value for label, value in ROWS.items()}
    read_back = lines_read(printed, template)
    for label, value in printed.items():
        assert read_back[label] == (value.split() if value else [""])


def test_values_that_count_on_by_one_are_values_when_no_number_stands_before_the_first() -> None:
    values = {"行政许可": "1", "行政处罚": "2", "行政强制": "3", "行政事业性收费": "4"}
    read_back = lines_read(values, "{label}\n{v}")
    assert {label: read_back[label] for label in values} == {k: [v] for k, v in values.items()}


def _tabs(cells: list[str]) -> str:
    return "\t".join(cells) + ("\t" if len(cells) == 1 else "")


SETTINGS: dict[str, Callable[[list[str]], str]] = {
    "tabs": _tabs,
    "narrow tabs": lambda cells: _tabs([one for one in cells if one]),
    "spaces": lambda cells: " ".join(one for one in cells if one),
    "one a line": lambda cells: "\n".join(one for one in cells if one) + "\n",
}


def numbered(one: Distinct, setting: str, place: str, head: bool, start: int) -> str:
    """The report with a number before, behind or at the end of each row of tables two and three."""
    say = SETTINGS[setting]
    doc, number = one.doc, start - 1
    rows = {id(row): (row, labels) for _, row, labels in one.rows()}
    lines = [doc.title, *doc.preamble]
    tables = {1: doc.two, 2: [*doc.head_three, *doc.three], 3: doc.four}
    for n, title in enumerate(doc.titles):
        lines += [title, *doc.texts[n]]
        for cells in tables.get(n, []):
            if id(cells) not in rows:
                lines.append(say([cells[0], "行次", *cells[1:]] if head and n < 3 else cells))
                continue
            number += 1
            row, labels = rows[id(cells)]
            before, behind = row[:labels], row[labels:]
            if setting == "narrow tabs":
                before = [one for one in before if one]
            if place == "before":
                before = [str(number), *before]
            elif place == "behind":
                behind = [str(number), *behind]
            else:
                behind = [*behind, str(number)]
            lines.append(
                _tabs([*before, *behind]) if "tabs" in setting else say([*before, *behind])
            )
    return "\n".join([*lines, *doc.ending])


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("place", ["before", "behind", "end"])
@pytest.mark.parametrize("head", [True, False])
def test_the_number_of_a_row_is_nowhere_a_value(setting: str, place: str, head: bool) -> None:
    """Wherever the numbers stand, with and without a head that says so, whatever cells are blank and
    whichever label is lost: no number of a row is read as a value, no value is dropped as one."""
    chance = random.Random(f"{setting} {place} {head}")
    for start, zeros in ((1, 0.0), (1, 0.9), (7, 0.5)):
        for empty in (0, 2, 9):
            for lost in (0, 1):
                one = distinct(start, zeros=zeros)
                blank: set[Place] = set()
                for row_id, row, labels in chance.sample(one.rows(), empty):
                    blank |= {(row_id, at) for at in range(len(row) - labels)}
                    row[labels:] = [""] * (len(row) - labels)
                if lost:
                    row = chance.choice(one.doc.three)
                    row[max(i for i in range(3) if row[i])] = ""
                text = numbered(one, setting, place, head, start)
                assert one.wrong(text, "a.txt", blank) == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_values_behind_the_numbers_of_rows_are_read(setting: str) -> None:
    one = distinct(4, zeros=0.4)
    cells = read(numbered(one, setting, "behind", True, 1)).cells
    for row_id, values in one.figures.items():
        table, row = row_id.split(".", 1)
        ids = get_form("2021").table(table).row(row).cell_ids
        assert [cells[i].value for i in ids] == values


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_single_column_that_holds_only_numbers_of_rows_is_blank(setting: str) -> None:
    one = distinct(5, zeros=0.4)
    rows = [(row_id, row) for row_id, row, labels in one.rows() if labels == 1 and len(row) == 2]
    for _, row in rows:
        row[1] = ""
    cells = read(numbered(one, setting, "behind", True, 1)).cells
    states = {
        cells[f"{row_id}.{'amount' if 'fees' in row_id else 'decisions'}"].state
        for row_id, _ in rows
    }
    assert states == {State.BLANK}


def test_a_column_headed_as_row_numbers_that_is_elsewhere_loses_no_value() -> None:
    """The head says 行次 above what is the first column of values in every row."""
    names = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"
    rows = [f"{row.label}\t5\t4\t3\t2\t1\t0\t15" for row in get_form("2021").table("requests").rows]
    report = read(
        "甲市乙局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        + "\n".join([f"项目\t行次\t{names}", *rows])
    )
    cells = [c.value for i, c in report.cells.items() if i.startswith("requests.")]
    assert cells == [5, 4, 3, 2, 1, 0, 15] * 25


def test_the_numbers_of_a_statistics_table_of_one_cell_a_line_are_no_values() -> None:
    """Label, unit, number of the row, value, each on a line: the number was taken for the value."""
    text = (LAYOUTS / "statistics-one-a-line.txt").read_text("utf-8")
    before = read(text).cells
    numbered: list[str] = []
    number = 0
    for line in text.split("\n"):
        numbered.append(line)
        if line in UNITS:
            number += 1
            numbered.append(str(number))
    after = read("\n".join(numbered)).cells
    wrong = {i: c.value for i, c in after.items() if c.value not in (None, before[i].value)}
    assert wrong == {}
    assert sum(c.value is not None for c in after.values()) > 40
    blanks = {i for i, c in after.items() if c.state is State.BLANK}
    assert blanks <= {i for i, c in before.items() if c.state is not State.NUMBER}


def test_a_number_in_the_line_of_its_label_hides_no_values_below() -> None:
    """`规章 1`, then a value a line: the row is not blank because its number was taken off."""
    one = distinct(6, zeros=0.4)
    text = numbered(one, "one a line", "behind", False, 1)
    joined = re.sub(r"([\u4e00-\u9fff）)])\n(\d+)\n", r"\1 \2\n", text)
    assert "规章 1\n" in joined
    assert one.wrong(joined, "a.txt") == []


def test_numbers_that_only_some_rows_have_are_no_values() -> None:
    labels = [row.label for row in get_form("2021").table("requests").rows]
    lines, number = [], 0
    for at, label in enumerate(labels):
        number += at % 5 != 4
        code = [str(number)] if at % 5 != 4 else []
        lines.append(" ".join([label, *code, *(["0"] * 6 if at == 7 else ["0"] * 7)]))
    report = read(
        "甲市乙局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        + "\n".join(lines)
    )
    assert {c.value for i, c in report.cells.items() if i.startswith("requests.")} <= {0, None}
