"""Whether the sum of a row holds, by its texts alone."""

from __future__ import annotations

import pytest

from gongkai.report.read.matching.rows.row_sums import sum_holds


@pytest.mark.parametrize(
    ("texts", "holds"),
    [
        (["1", "2", "3"], True),
        (["1", "2", "4"], False),
        (["1", "", "1"], True),  # what is empty counts nothing
        (["", "", "0"], True),
        (["1", "2", ""], False),  # no total
        (["1", "/", "1"], True),
        (["1", "１", "2"], True),
        (["1,000", "1", "1,001"], True),
        (["00", "1", "1"], False),  # two cells that ran together
        (["1", "x", "1"], False),
        ([], False),
        (["1" * 100, "0", "1" * 100], False),  # longer than any row
    ],
)
def test_the_last_text_is_the_sum_of_the_others_or_not(texts: list[str], holds: bool) -> None:
    assert sum_holds(texts) is holds
