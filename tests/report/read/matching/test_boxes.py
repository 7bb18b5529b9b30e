"""Text that was taken out of a page box by box: each figure on a line, labels above the figures of several rows or below."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from gongkai.report.read import read_bytes
from tests.corpus.layouts.printing import one_a_line
from tests.report.read.combined import Combined, fresh
from tests.report.read.distinct import distinct
from tests.report.read.faults.rows import exchanged
from tests.report.read.odd import UNREADABLE, cells, row
from tests.report.read.ways import boxes


def told(made: Combined, text: str) -> dict[str, tuple[object, object]]:
    """By cell, what was read and what is printed, of those where these differ."""
    report = read_bytes(text.encode(), "a.txt")
    return {i: (cell.value, may) for i, cell, may in made.held(report) if cell.value not in may}


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("seed", range(1, 5))
def test_a_table_in_the_order_of_the_form_is_read_wherever_its_labels_stand(
    form: str, seed: int
) -> None:
    made = fresh(seed, form)
    text = boxes(made.one.doc)
    assert {i for i in told(made, text) if not i.startswith("disclosure.")} == set()
    for cell in cells(text).values():
        if cell.value is not None:
            assert cell.source is not None
            assert cell.source.offset is not None
            assert text[cell.source.offset :].startswith(cell.raw or "?")


def missing_total(text: str) -> str:
    return text.replace("\n1953\n", "\n1954\n", 1)


def one_too_many(text: str) -> str:
    return text.replace("\n1953\n", "\n1953\n\n7\n", 1)


def lost_label(text: str) -> str:
    return text.replace("\n2.重复申请\n", "\n", 1)


@pytest.mark.parametrize("change", [missing_total, one_too_many, lost_label])
def test_where_a_sum_or_a_label_is_missing_no_order_is_proved(change: Callable[[str], str]) -> None:
    made = fresh(1)
    text = boxes(made.one.doc)
    assert change(text) != text
    made.may["requests.received", 6].add(Decimal(1954))
    assert made.wrong(change(text), "a.txt") == []
    assert cells(change(text))["requests.refused.enforcement_file.total"].value is None


def test_rows_that_changed_places_are_not_told_by_their_order() -> None:
    """4.保护第三方合法权益 and 3.要求提供公开出版物 stand in each other's place, and the sums say nothing of it."""
    made = fresh(3000106, "2019")
    made.put(exchanged)
    text = boxes(made.one.doc)
    assert made.wrong(text, "a.txt") == []
    assert row(cells(text), "requests.refused.third_party_rights") == UNREADABLE


@pytest.mark.parametrize("late", [False, True])
def test_no_row_of_table_two_is_blank_where_figures_stand_behind_no_label_or_another_s(
    late: bool,
) -> None:
    one = distinct(3, zeros=0.0)
    text = one_a_line(one.doc)
    first, second = (one.figures[f"disclosure.{name}.decisions".removesuffix(".decisions")] for name in ("penalties", "compulsory_measures"))  # fmt: skip
    own = f"行政处罚\n{first[0]}\n\n行政强制\n{second[0]}\n"
    assert own in text
    figures = f"{first[0]}\n{second[0]}\n"
    moved = f"{figures}行政处罚\n行政强制\n" if late else f"行政处罚\n行政强制\n{figures}"
    read = cells(text.replace(own, moved))
    for name in ("penalties", "compulsory_measures"):
        assert read[f"disclosure.{name}.decisions"].state.value == "unreadable"
    assert row(read, "disclosure.normative_documents") == one.figures["disclosure.normative_documents"]  # fmt: skip
