"""Printed text → a cell: a number is one only where nothing else is printed, and no zero is invented."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.cell import State, prints_zero
from gongkai.report.printed import parse_cell, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("151", 151), ("１５１", 151), ("1,234", 1234), ("1，234", 1234), (" 12 ", 12),
        ("-3", -3), ("+1036", 1036), ("471.56", Decimal("471.56")), ("0.00", Decimal("0.00")),
        ("", None), ("00", None), ("0000000", None), ("01", None), ("1,23", None), ("/", None),
        ("无", None), ("3□", None), ("1.", None), (".5", None), ("12件", None), ("十二", None),
        ("1" * 100, int("1" * 100)), ("1" * 101, None), ("1" * 5000, None),
    ],
)  # fmt: skip
def test_a_text_is_a_number_only_when_it_is_nothing_else(text: str, value: object) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("", State.BLANK, None), (" \u3000", State.BLANK, None), ("0", State.NUMBER, 0),
        ("/", State.NOT_APPLICABLE, None), ("——", State.NOT_APPLICABLE, None),
        ("无", State.NOT_APPLICABLE, None), ("暂无", State.NOT_APPLICABLE, None), ("151件", State.ANNOTATED, 151),
        ("0件", State.ANNOTATED, 0), ("188（92 个新办、96 个延续）", State.ANNOTATED, 188),
        ("00", State.UNREADABLE, None), ("O", State.UNREADABLE, None),
        ("未发生", State.UNREADABLE, None), ("12 3件4", State.UNREADABLE, None),
    ],
)  # fmt: skip
def test_a_printed_text_becomes_a_state(text: str, state: State, value: object) -> None:
    cell = parse_cell(text)
    assert (cell.state, cell.value) == (state, value)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("92个新办、96个延续", (92, 96)),
        ("151件，其中1,027件", (151, 1027)),
        ("3（个）5", (3, 5)),
        ("3次、3人", (3,)),
        ("2件、00件", (2,)),
        ("14（应为15）", (14, 15)),
        ("10（更正为11）", (10, 11)),
        ("26件（作废）", (26,)),
        ("9(上年)", (9,)),
        ("17（2022年）", (17,)),
    ],
)
def test_a_second_number_outside_brackets_and_words_that_take_one_back_leave_all_open(
    text: str, candidates: tuple[int, ...]
) -> None:
    cell = parse_cell(text)
    assert (cell.state, cell.raw, cell.candidates) == (State.UNREADABLE, text, candidates)


@pytest.mark.parametrize("text", ["188（92 个新办、96 个延续）件", "188件（92个新办、96个延续"])
def test_what_brackets_hold_is_of_the_number_before_them(text: str) -> None:
    assert (parse_cell(text).state, parse_cell(text).value) == (State.ANNOTATED, 188)


@given(st.text(max_size=12) | st.text("0０〇oO/-—.,件（） １12", max_size=6))
def test_no_text_becomes_a_zero_it_does_not_print(text: str) -> None:
    cell = parse_cell(text)
    if cell.value == 0:
        assert prints_zero(cell.raw) and cell.raw == text.strip()


def test_characters_that_nobody_sees_are_no_part_of_a_number() -> None:
    assert parse_cell("1\u00ad2\u200b3\ufeff").value == 123
    assert parse_cell("\u200b").state is State.BLANK
    assert parse_cell("12\u202e34").state is State.UNREADABLE  # turned around: printed as 1243
