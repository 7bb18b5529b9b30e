"""What the sums of a table leave of each row's readings: never less than the truth."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.report.form import get_form
from gongkai.report.read.matching.figures.deciding import decide
from gongkai.report.read.matching.figures.identities import Balance, balances, identities
from gongkai.report.read.matching.rows.run_together import ways

TABLE = get_form("2021").table("requests")
RESULTS = [row.id for row in TABLE.rows[2:23]]
SMALL = st.lists(st.integers(0, 12), min_size=6, max_size=6)


def test_the_form_of_2021_has_fifty_three_sums() -> None:
    names = [one.name for one in identities("2021")]
    assert [names.count(kind) for kind in ("row-sum", "column-sum", "balance")] == [28, 7, 7]
    assert {one.name for one in identities("2014")} == {"parts"}
    assert len(identities("2014")) == 7
    assert balances(get_form("2021").table("challenges")) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(SMALL, min_size=3, max_size=3), SMALL, st.sets(st.integers(0, 3), max_size=3))
def test_the_true_reading_is_never_taken_away(
    some: list[list[int]], carried: list[int], glued: set[int]
) -> None:
    """Three results, the rest zero; up to three rows ran together."""
    rows = dict.fromkeys(RESULTS, [0] * 6) | dict(zip(RESULTS, some, strict=False))
    rows["concluded"] = [sum(column) for column in zip(*rows.values(), strict=True)]
    rows["carried_out"] = carried
    rows["carried_in"] = [0] * 6
    rows["received"] = [a + b for a, b in zip(rows["concluded"], carried, strict=True)]
    truth = {row: (*figures, sum(figures)) for row, figures in rows.items()}
    chosen = [[*RESULTS[:3], "concluded"][i] for i in glued]
    options = {}
    for row in chosen:
        found = ways("".join(map(str, truth[row])), 7)
        if found is not None:  # 14 digits at most are always few ways
            options[row] = found.figures
    known = {row: figures for row, figures in truth.items() if row not in options}
    for row, decided in decide(known, options, balances(TABLE)).items():
        assert truth[row] in decided.options


def test_a_balance_with_an_unknown_row_decides_nothing() -> None:
    rule = Balance("column-sum", ("total",), ("one", "two"))
    options = {"one": [(1, 1), (2, 2)]}
    assert decide({"total": (3, 3)}, options, [rule])["one"].options == ((1, 1), (2, 2))
    known = {"total": (3, 3), "two": (None, 1)}
    decided = decide(known, options, [rule])["one"]
    assert decided.options == ((2, 2),)  # the second column tells
    assert decided.witnesses == ()  # but not every column took part
