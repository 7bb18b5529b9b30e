"""The states of a cell: blank is not zero, and no constructor lets it become one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from gongkai.report.cell import (
    ABSENT,
    STATE_NAMES,
    Cell,
    Method,
    Source,
    State,
    annotated,
    blank,
    counted,
    from_json,
    not_applicable,
    number,
    prints_zero,
    to_json,
    unreadable,
    vouched,
)

from .strategies import any_cell


@pytest.mark.parametrize("raw", [None, "", " ", "/", "—", "无", "1", "O", "o", "未发生"])
def test_a_zero_that_is_not_printed_is_refused(raw: str | None) -> None:
    for state in (State.NUMBER, State.ANNOTATED):
        with pytest.raises(ValueError, match="without a printed zero"):
            Cell(state, 0, raw)
        with pytest.raises(ValueError, match="without a printed zero"):
            Cell(state, Decimal("0.00"), raw)


@pytest.mark.parametrize("raw", ["0", "０", "〇", "零", "0件", "0.00"])
def test_a_printed_zero_is_the_number_zero(raw: str) -> None:
    assert number(0, raw).value == 0
    assert prints_zero(raw)


@pytest.mark.parametrize(
    "state", [State.BLANK, State.NOT_APPLICABLE, State.UNREADABLE, State.ABSENT]
)
def test_a_state_without_a_number_holds_none(state: State) -> None:
    for value in (0, 1, Decimal("1.5")):
        with pytest.raises(ValueError, match=f"a cell in state {state}"):
            Cell(state, value, "0")
    assert not Cell(state).is_number


@pytest.mark.parametrize("state", [State.NUMBER, State.ANNOTATED])
def test_a_number_without_a_value_is_refused(state: State) -> None:
    with pytest.raises(ValueError, match=f"a cell in state {state} with value None"):
        Cell(state, None, "3")


def test_each_constructor_makes_its_state() -> None:
    here = Source(page=3, table=1, row=7, column=2)
    made = [
        number(1, "1", here),
        blank(here),
        not_applicable("/", here),
        annotated(188, "188（92个新办、96个延续）", here),
        unreadable("1□", here, candidates=(1, 10)),
        ABSENT,
    ]
    assert [cell.state for cell in made] == list(State)
    assert set(STATE_NAMES) == set(State)
    assert [cell.value for cell in made] == [1, None, None, 188, None, None]
    assert [cell.raw for cell in made[1:3]] == ["", "/"]
    assert counted(0) == Cell(State.NUMBER, 0, "0", None, Method.COUNTED)


@given(any_cell())
def test_a_cell_survives_json(cell: Cell) -> None:
    assert from_json(to_json(cell)) == cell


@pytest.mark.parametrize(
    "data",
    [
        {"state": "number", "value": 0, "raw": ""},
        {"state": "blank", "value": 0, "raw": "0"},
        {"state": "number", "value": None, "raw": "1"},
        {"state": "number", "value": True, "raw": "1"},
        {"state": "number", "value": "one", "raw": "1"},
        {"state": "number", "value": 1.5, "raw": "1.5"},
        {"state": "empty", "value": None, "raw": ""},
    ],
)
def test_json_that_breaks_an_invariant_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        from_json(data)


@given(any_cell())
def test_a_cell_elsewhere_or_vouched_for_is_otherwise_the_same(cell: Cell) -> None:
    here = Source(page=3, table=1, row=7, column=2)
    assert cell.at(here) == cell._replace(source=here)
    heard = cell.heard(("row-sum",), ("text",), 0.98)
    assert heard == cell._replace(witnesses=("row-sum",), against=("text",), confidence=0.98)
    assert type(cell.at(here)) is type(heard) is Cell


def test_a_place_is_said_in_words() -> None:
    assert (
        Source(page=3, table=2, row=7, column=2).describe()
        == "第 3 页，第 2 个表，第 7 行，第 2 列"
    )
    assert Source(line=12).describe() == "第 12 行"
    assert Source().describe() == ""


def test_a_changed_cell_keeps_what_a_new_one_must() -> None:
    cell = number(5, "5")
    assert cell._replace(confidence=0.9) == number(5, "5", confidence=0.9)
    for changes in ({"value": 0}, {"value": None}, {"state": State.BLANK}):
        with pytest.raises(ValueError):
            cell._replace(**changes)


def test_many_numbers_at_once_are_as_one_by_one() -> None:
    places = [Source(row=1), Source(row=2)]
    names = [("row-sum",), ()]
    many = vouched([3, 0], ["3", "0"], places, names)
    each = [number(3, "3", places[0]), number(0, "0", places[1])]
    assert many == [one.heard(own, (), None) for one, own in zip(each, names, strict=True)]
    assert [type(one) for one in many] == [Cell, Cell]


@pytest.mark.parametrize("raw", ["", "/", "—", "无", "1"])
def test_many_numbers_at_once_hold_no_zero_that_is_not_printed(raw: str) -> None:
    with pytest.raises(ValueError, match="without a printed zero"):
        vouched([3, 0], ["3", raw], [Source(), Source()], [(), ()])
