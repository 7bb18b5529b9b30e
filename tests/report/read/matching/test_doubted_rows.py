"""Rows whose figures may be another's, as `python -m tests.search` found them read wrong: each with the faults that
made it, a cell that is in doubt, and one of the same table that is not, where any is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.report.read import read_bytes
from tests.corpus.layouts.printing import Printed, with_spaces
from tests.report.read.distinct import distinct
from tests.report.read.odd import cells, row
from tests.search.trial import Tried, attempt, make, printed

UNREADABLE = "unreadable"


@pytest.mark.parametrize(
    ("seed", "form", "way", "faults", "doubted", "told"),
    [
        # The figures of two rows behind one label, and none behind another: those between may have moved.
        (1100073, "2019", "reversed-ran-on.txt", "next_line", "requests.carried_in.total", None),
        (3000162, "2021", "reversed-ran-on.txt", "year_in_labels", "disclosure.compulsory_measures.decisions", None),
        # Figures stand above the first label that is whole, behind the heads.
        (3000063, "2021", "reversed-ran-on.txt", "short in_label", "requests.carried_in.total", None),
        # Heads stand between a label and figures: these are those of the next.
        (3000366, "2021", "reversed-ran-on.txt", "all_empty", "disclosure.rules.issued", None),
        # Most lines have a figure too many, whether their labels are whole or not.
        (1100105, "2019", "narrow-wrapped.txt", "run_on more_columns", "requests.carried_out.total", None),
        # Most rows have no total: one of seven figures has one too many.
        (3000019, "2021", "markdown.md", "barred total_gone", "requests.refused.enforcement_file.total", None),
        # A second table of as many lines, the labels of which are broken; one below the line of its year.
        (3000132, "2021", "narrow.txt", "empty_column twice", "requests.received.total", None),
        (3000132, "2021", "narrow-wrapped.txt", "empty_column twice", "requests.received.total", None),
        (3000697, "2021", "narrow.txt", "blank_zeros last_year_above", "requests.received.total", None),
        # The heads of one line say that 总计 comes first.
        (3000518, "2021", "spaces.txt", "empty_column turned_columns", "requests.received.total", None),
        # The labels of two rows before the figures of one.
        (3000673, "2021", "tabs.txt", "spaced_labels groups_below", "requests.concluded.total", ("requests.granted.total", 132)),
        # Figures between the two pieces of a label.
        (3001152, "2021", "one-a-line.txt", "broken_off", "disclosure.normative_documents.issued", ("disclosure.licences.decisions", 39)),
    ],
)  # fmt: skip
def test_a_row_in_doubt_is_unreadable(
    seed: int, form: str, way: str, faults: str, doubted: str, told: tuple[str, int] | None
) -> None:
    names = tuple(faults.split())
    assert attempt(Tried(seed, form, way, names)).wrong == ()
    read = read_bytes(printed(make(seed, form, names, ()), way).encode(), way).cells
    assert read[doubted].state.value == UNREADABLE
    if told is not None:
        cell_id, value = told
        assert read[cell_id].value == Decimal(value)


def test_a_label_cut_short_in_its_bracket_swallows_no_figures() -> None:
    """`（二 0 0 0 13 0 0 13 （三）不予公开`: not one word."""
    names = ("short",)
    assert attempt(Tried(900133, "2019", "reversed-ran-on.txt", names)).wrong == ()
    read = cells(printed(make(900133, "2019", names, ()), "reversed-ran-on.txt"))
    assert read["requests.refused.state_secret.total"].value == 13
    assert read["requests.refused.prohibited_by_law.total"].value == 16
    assert read["requests.partly_granted.total"].value is None


def test_an_error_of_the_document_among_rows_without_a_total_is_read_as_printed() -> None:
    """Seven figures are one too many only where most rows have six."""
    made = make(3000019, "2021", (), ())
    made.one.doc.row("7.属于行政执法案卷")[9] = "9"
    read = cells(printed(made, "markdown.md"), "a.md")
    assert read["requests.refused.enforcement_file.total"].value == 9


def _rows(doc: Printed, figures: list[int], count: int) -> str:
    """The report in lines: these figures in each of the first rows of table three, nothing in the others."""
    for at, some in enumerate(doc.three):
        some[3:] = [str(one) for one in figures] if at < count else [""] * 7
    return with_spaces(doc)


def test_most_rows_of_lines_that_do_not_add_up_are_figures_of_other_columns() -> None:
    """Last year's figures beside this year's empty cells."""
    text = _rows(distinct(1, zeros=1.0).doc, [47, 83, 5, 12, 9, 71, 3], 25)
    assert row(cells(text), "requests.received") == ["unreadable"] * 7


@pytest.mark.parametrize(("total", "count"), [(3, 3), (0, 25)])
def test_few_rows_that_do_not_add_up_and_totals_not_filled_in_are_read_as_printed(
    total: int, count: int
) -> None:
    figures = [2, 0, 0, 0, 0, 0, total]
    text = _rows(distinct(1, zeros=1.0).doc, figures, count)
    assert row(cells(text), "requests.received") == figures
