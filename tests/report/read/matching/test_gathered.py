"""A page whose text was taken out box by box: the figures of some rows stand behind those of the row above, and their
labels further down."""

from __future__ import annotations

import pytest

from gongkai.report.cell import State
from tests.corpus.layouts.printing import one_a_line
from tests.report.read.distinct import Distinct, distinct
from tests.report.read.odd import cells, others, row

LATE = {
    "（一）予以公开": "requests.granted",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "requests.partly_granted",
}


def labels_further_down(one: Distinct, labels: list[str]) -> str:
    """The report with a cell a line; some labels stand behind the figures of 8.属于行政查询事项."""
    lines = one_a_line(one.doc).split("\n")
    kept = [line for line in lines if line.strip() not in labels]
    at = next(i for i, line in enumerate(kept) if line.strip() == "8.属于行政查询事项")
    stop = next(i for i in range(at + 1, len(kept)) if kept[i].strip().startswith("（四）"))
    return "\n".join([*kept[:stop], *labels, *kept[stop:]])


def carried_over(one: Distinct) -> None:
    """三、本年度办理结果 stands before its rows: as a cell of its own it would part their figures."""
    one.doc.row("（一）予以公开")[0] = ""


@pytest.mark.parametrize("labels", [[*LATE], [*LATE][:1]])
@pytest.mark.parametrize("zeros", [0.0, 0.5])
def test_the_figures_of_rows_whose_labels_come_later_are_theirs_if_every_column_adds_up(
    labels: list[str], zeros: float
) -> None:
    one = distinct(5, zeros=zeros)
    carried_over(one)
    read = cells(labels_further_down(one, labels))
    assert others(one, read) == []
    told = read["requests.granted.total"]
    assert told.value == one.figures["requests.granted"][6]
    assert told.source is not None
    assert told.source.line is not None
    assert told.confidence is not None


def test_they_are_nobody_s_and_no_row_is_blank_where_a_column_does_not_add_up() -> None:
    one = distinct(5, zeros=0.0)
    carried_over(one)
    line = one.doc.row("（七）总计")
    line[3], line[-1] = str(int(line[3]) + 1), str(int(line[-1]) + 1)
    read = cells(labels_further_down(one, [*LATE]))
    for key in ("requests.carried_in", *LATE.values()):
        assert row(read, key) == ["unreadable"] * 7
    assert read["requests.concluded.total"].value == int(line[-1])
    assert others(one, read, "requests.carried_in", "requests.concluded", *LATE.values()) == []


def test_a_row_that_is_empty_stays_so_where_no_row_has_figures_of_two() -> None:
    one = distinct(5, zeros=0.0)
    one.doc.row("2.重复申请")[3:] = []
    read = cells(one_a_line(one.doc))
    states = {c.state for i, c in read.items() if i.startswith("requests.not_processed.repeated")}
    assert states == {State.BLANK}


def figures_below(one: Distinct, labels: list[str]) -> str:
    """The report with a cell a line; some labels that follow each other stand above the figures of all their rows."""
    lines = one_a_line(one.doc).split("\n")
    at = next(i for i, line in enumerate(lines) if line.strip() == labels[0])
    stop = next(i for i, line in enumerate(lines) if line.strip() == labels[-1]) + 8
    kept = [line for line in lines[at:stop] if line.strip() not in labels]
    return "\n".join([*lines[:at], *labels, *kept, *lines[stop:]])


def test_the_figures_of_rows_below_their_labels_are_theirs_if_every_column_adds_up() -> None:
    one = distinct(5, zeros=0.0)
    text = figures_below(one, ["4.保护第三方合法权益", "5.属于三类内部事务信息"])
    assert others(one, cells(text)) == []


def test_they_are_nobody_s_where_they_may_be_shared_out_in_two_ways() -> None:
    """Rows alike in every figure: whether the label above is empty or the one below, no sum tells."""
    one = distinct(5, zeros=0.0)
    three = ["3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息"]
    for label in three:
        one.doc.row(label)[3:] = []
    one.doc.row(three[1])[3:] = [*"0000000", *"0000000"]
    total = one.doc.row("（七）总计")
    for label in three:
        key = next(i for i, line, _ in one.rows() if label in line)
        total[3:] = [str(int(a) - b) for a, b in zip(total[3:], one.figures[key], strict=True)]
    balance = one.doc.row("四、结转下年度继续办理")
    first = one.figures["requests.received"]
    balance[3:] = [str(a - int(b)) for a, b in zip(first, total[3:], strict=True)]
    read = cells(one_a_line(one.doc))
    for label in three:
        key = next(i for i, line, _ in one.rows() if label in line)
        assert row(read, key) == ["unreadable"] * 7


def test_a_label_among_pieces_of_its_group_s_is_put_together_where_rows_lack_figures() -> None:
    one = distinct(5, zeros=0.0)
    carried_over(one)
    text = labels_further_down(one, [*LATE])
    broken = text.replace("只计这一情形", "\n（三）不予\n只计这一\n公开\n情形")
    assert broken != text
    assert others(one, cells(broken)) == []
