"""Numbers of a text, and where they go when a person edits it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.office.reporting.numbers import (
    Binding,
    fill,
    follow,
    numbers,
    printed,
    replace_number,
    shift,
)

VALUES = {"received": 57, "carried_in": 3, "fees": Decimal("471.56"), "none": None}


def test_a_template_is_filled_and_every_number_is_bound() -> None:
    text, bound = fill(
        "2025年收到申请{received}件，上年结转{carried_in}件，收费{fees}万元。", VALUES
    )
    assert text == "2025年收到申请57件，上年结转3件，收费471.56万元。"
    assert bound == (
        Binding("received", 1, "57"),
        Binding("carried_in", 2, "3"),
        Binding("fees", 3, "471.56"),
    )


def test_a_metric_without_a_value_is_never_written_as_a_number() -> None:
    with pytest.raises(ValueError, match="none has no value"):
        fill("收到{none}件。", VALUES)


def test_numbers_tell_what_counts_something_and_their_sentence() -> None:
    said = numbers("依据国办公开办函〔2021〕30号。全年收到1,057件；办结3件。")
    assert [(s.value, s.counts) for s in said] == [
        (2021, False),
        (30, False),
        (1057, True),
        (3, True),
    ]
    assert said[2].sentence == "全年收到1,057件；"


def test_an_edited_number_keeps_its_metric() -> None:
    old, bound = fill("收到申请{received}件，上年结转{carried_in}件。", VALUES)
    new = "2025年，本机关共收到政府信息公开申请58件，比上年增加12件，上年结转3件。"
    assert follow(old, bound, new) == (Binding("received", 1, "57"), Binding("carried_in", 3, "3"))


def test_a_deleted_number_is_let_go() -> None:
    old, bound = fill("收到申请{received}件，上年结转{carried_in}件。", VALUES)
    assert follow(old, bound, "没有上年结转的申请。") == ()


def test_one_number_is_replaced_and_nothing_else() -> None:
    assert replace_number("2025年收到58件，结转58件。", 1, 57) == "2025年收到57件，结转58件。"


def test_bindings_shift_behind_other_numbers() -> None:
    assert shift((Binding("a", 0, "1"),), 2) == (Binding("a", 2, "1"),)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (Decimal("0.00"), "0"), (Decimal("471.5600"), "471.56"), (Decimal("1E+2"), "100")],
)
def test_values_are_printed_plainly(value: int | Decimal, words: str) -> None:
    assert printed(value) == words


@given(st.lists(st.integers(0, 99_999), min_size=1, max_size=6), st.data())
def test_every_number_survives_any_change_of_figures(held: list[int], data: st.DataObject) -> None:
    names = "甲乙丙丁戊己"
    template = "".join(f"{names[i]}类{{m{i}}}件，" for i in range(len(held)))
    text, bound = fill(template, {f"m{i}": value for i, value in enumerate(held)})
    at = data.draw(st.integers(0, len(held) - 1))
    edited = replace_number(text, at, data.draw(st.integers(0, 99_999)))
    assert follow(text, bound, edited) == bound
