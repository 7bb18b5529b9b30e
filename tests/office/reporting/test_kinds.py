"""Which cells are counted, which are sums, and who feeds them."""

from __future__ import annotations

import pytest

from gongkai.office.reporting import kinds
from gongkai.report.form import get_form


def test_every_cell_is_fed_by_one_kind() -> None:
    fed = [cell_id for kind in kinds.KINDS for cell_id in kind.cells("2021")]
    assert sorted(fed) == sorted(get_form("2021").cells)
    assert len(fed) == 200


def test_the_counted_cells_are_160_and_the_sums_40() -> None:
    counted = [c for c in get_form("2021").cells if kinds.is_leaf("2021", c)]
    # table two 10; table three 24 rows of 6 applicants; table four 3 rows of 4 results
    assert len(counted) == 10 + 24 * 6 + 3 * 4


def test_the_total_of_results_sums_21_rows_and_6_applicants() -> None:
    leaves = kinds.leaves("2021")
    assert len(leaves["requests.concluded.natural_person"]) == 21
    assert len(leaves["requests.concluded.total"]) == 21 * 6
    assert leaves["requests.received.total"][:2] == (
        "requests.received.natural_person",
        "requests.received.enterprise",
    )
    assert leaves["challenges.reconsideration.total"] == (
        "challenges.reconsideration.upheld",
        "challenges.reconsideration.corrected",
        "challenges.reconsideration.other",
        "challenges.reconsideration.pending",
    )
    assert leaves["disclosure.fees.amount"] == ("disclosure.fees.amount",)


def test_a_year_of_an_older_form_is_refused() -> None:
    with pytest.raises(ValueError, match="2020 年度用的是旧表"):
        kinds.form_of(2020)


def test_an_unknown_cell_is_refused() -> None:
    with pytest.raises(KeyError):
        kinds.feeding("2021", "requests.received.nobody")
